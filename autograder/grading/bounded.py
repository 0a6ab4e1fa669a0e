"""Reads what was handed in, whatever it is, within bounds: a file is opened only when it is one, and is parsed in a
process of its own (`reader.py`), which has limits. Whatever goes wrong becomes a sentence in that student's intake.

Decides nothing about cells: that is `intake.py`, in that process.
"""

import atexit
import contextlib
import hashlib
import json
import os
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

from nbformat import NotebookNode, from_dict, v4

from ..lessons import ROOT
from ..sandbox import Overloaded
from . import reader
from .assignment import told_by_name
from .decoding import MAX_BYTES, Unreadable
from .intake import Intake, unreadable
from .submitted import shown

LARGE = 2_000_000  # bytes; of files larger than this, one is read at a time, so that memory is bounded, too
PATIENCE = 10 * reader.CPU_SECONDS  # wall-clock seconds: ten times the limit, when the machine is busy
PROGRAM = f"from {reader.__name__} import main; main()"
MAX_ANSWER = 64_000_000  # bytes
KINDS = {
    stat.S_ISLNK: "is a link to another place, and no file of its own",
    stat.S_ISDIR: "is a folder, and no file",
    stat.S_ISREG: "is a file, and no folder",
    stat.S_ISFIFO: "is a named pipe",
    stat.S_ISSOCK: "is a socket",
    stat.S_ISCHR: "is a device",
    stat.S_ISBLK: "is a device",
}


def read_submission(path: Path, release: NotebookNode) -> Intake:
    """What intake makes of the file at `path`, `…/<student>/<step>/<step>.ipynb`; where there is none, or reading it
    goes beyond its bounds, the bare release and the reason. Raises Overloaded when the machine is too busy to read."""
    try:
        file = opened(path)
    except Unreadable as why:
        return unreadable(why, release)
    try:
        found = _reader.ask(file, {}, release)
    finally:
        os.close(file)
    if "why" in found:
        return unreadable(found["why"], release)
    notebook, cells = from_dict(release), []  # a copy
    for cell in found["cells"]:
        if isinstance(cell, int):
            cells.append(notebook.cells[cell])
        elif "number" in cell:
            cells.append(notebook.cells[cell["number"]])
            cells[-1].source = cell["source"]
        else:
            cells.append(getattr(v4, f"new_{cell['kind']}_cell")(cell["source"], id=cell["id"]))
    notebook.cells = cells
    if found["colab"] is not None:
        notebook.metadata["colab"] = found["colab"]
    return Intake(notebook, found["remarks"], found["readable"])


def assignment_of(filename: str, raw: bytes, steps: Sequence[str]) -> str | None:
    """As the one in `assignment.py`, within bounds; of what is beyond them only the name tells. Raises Overloaded."""
    if step := told_by_name(filename, steps):
        return step
    name = filename.encode("utf-8", "replace").decode()
    for content in (raw, b""):
        with tempfile.TemporaryFile() as file:
            file.write(content)
            file.flush()
            found = _reader.ask(file.fileno(), {"name": name, "steps": list(steps)})
        if "why" not in found:
            return found["step"]


def digest(path: Path) -> str:
    """A text that is another whenever something else lies there, readable or not."""
    try:
        file = opened(path)
    except Unreadable as why:
        return hashlib.sha256(str(why).encode("utf-8", "replace")).hexdigest()
    with os.fdopen(file, "rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def stamped(path: Path) -> str:
    """What a timestamp.txt at `…/<student>/<step>/` says, at most 200 bytes of it. Raises Unreadable."""
    with os.fdopen(opened(path), "rb") as file:
        return file.read(200).decode(errors="replace").strip()


def copy_file(path: Path, to: Path) -> None:
    """Copy what can be read; of anything else only its folder. Raises OSError."""
    to.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(Unreadable), os.fdopen(opened(path), "rb") as source, to.open("wb") as target:
        shutil.copyfileobj(source, target)


def opened(path: Path) -> int:
    """The descriptor of the file at `…/<student>/<step>/<name>`, open for reading. Raises Unreadable unless it is an
    ordinary file, of a size that a notebook can have, in folders that are no links: another student's work lies behind
    one as easily as the instructor's."""
    *folders, name = path.parts[-3:]
    try:
        here = os.open(Path(*path.parts[:-3]), os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        raise Unreadable(f"The folder of submissions cannot be read: {error.strerror}.") from None
    try:
        for folder in folders:
            inner = _open(here, folder, stat.S_ISDIR, os.O_DIRECTORY)
            os.close(here)
            here = inner
        file = _open(here, name, stat.S_ISREG, os.O_NONBLOCK | os.O_NOCTTY)
    finally:
        os.close(here)
    if os.fstat(file).st_size > MAX_BYTES:
        os.close(file)
        raise Unreadable(f"The file is too large (over {MAX_BYTES // 10**6} MB).")
    return file


def _open(folder: int, name: str, kind, flags: int) -> int:
    place = shown(name)
    try:
        found = os.stat(name, dir_fd=folder, follow_symlinks=False)  # before opening: opening a device may do something
        if not kind(found.st_mode):
            words = next((words for other, words in KINDS.items() if other(found.st_mode)), "is no file")
            raise Unreadable(f"{place} {words}.")
        descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | flags, dir_fd=folder)
    except FileNotFoundError:
        raise Unreadable(f"There is no {place} in the folder that was handed in.") from None
    except PermissionError:
        raise Unreadable(f"{place} may not be read: its permissions forbid it.") from None
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL
        raise Unreadable(f"{place} cannot be read: {getattr(error, 'strerror', error)}.") from None
    if not kind(os.fstat(descriptor).st_mode):  # it was changed between the two
        os.close(descriptor)
        raise Unreadable(f"{place} is no file.")
    return descriptor


class Reader:
    """The process that reads, started when first needed and again whenever it has ended, and its copies that wait for
    work. For any number of threads."""

    def __init__(self):
        self.forget()

    def forget(self) -> None:
        """Know of no process: what a fork of this one must do, for the other side can talk to one only."""
        self.lock, self.large = threading.Lock(), threading.Lock()
        self.process, self.control, self.taught = None, None, set()
        self.last = None, None, None  # a release, its text, the text's digest
        self.idle: dict[str | None, list[socket.socket]] = {}  # by the release that they know

    def ask(self, file: int, job: dict, release: NotebookNode | None = None) -> dict:
        """What is said of an open file: the answer to the job, or `{"why": …}`. Raises Overloaded."""
        with self.large if os.fstat(file).st_size > LARGE else contextlib.nullcontext():
            found = self._ask(file, job, release)
        if found is None:
            with tempfile.TemporaryFile() as empty:  # is it the file, or can nothing be read on this machine now?
                if self._ask(empty.fileno(), job, release) is None:
                    raise Overloaded
            found = {"why": "Reading the file ends the process that reads it."}
        return found

    def _ask(self, file: int, job: dict, release: NotebookNode | None) -> dict | None:
        """The answer to the job; None when one copy after the other ends over it. Raises Overloaded."""
        known, text, key = self.last
        if known is not release:
            text = None if release is None else json.dumps(release).encode()
            key = None if text is None else hashlib.sha256(text).hexdigest()
            self.last = release, text, key
        line, waiting = json.dumps(job | {"release": key}).encode() + b"\n", self.idle.setdefault(key, [])
        for _ in range(3):  # what ended a copy may have come from elsewhere: a machine short of memory, say
            try:
                channel = waiting.pop()
            except IndexError:
                try:
                    channel = self._copy(key, text)
                except OSError:  # the process has gone
                    continue
            said = bytearray()
            try:
                sent = socket.send_fds(channel, [line], [file])
                channel.sendall(line[sent:])
                while said[-1:] != b"\n" and len(said) < MAX_ANSWER and (chunk := channel.recv(1 << 20)):
                    said += chunk
            except TimeoutError:
                channel.close()  # upon which the copy ends, as soon as it looks
                raise Overloaded from None
            except OSError:  # the copy has gone
                said.clear()
            found = json.loads(said) if said[-1:] == b"\n" else {"again": False}
            waiting.append(channel) if found.pop("again") else channel.close()
            if found:
                return found
        return None

    def _copy(self, key: str | None, text: bytes | None) -> socket.socket:
        """The socket of a new copy, which knows the release; before, the process is started, and taught it, where need
        be. Raises OSError."""
        ours, theirs = socket.socketpair()
        ours.settimeout(PATIENCE)
        with self.lock, theirs:
            try:
                if self.process is None or self.process.poll() is not None:
                    self._start()
                if key not in self.taught and text is not None:
                    with tempfile.TemporaryFile() as content:
                        content.write(text)
                        content.flush()
                        socket.send_fds(self.control, [b"l"], [content.fileno()])
                    self.taught.add(key)
                socket.send_fds(self.control, [b"c"], [theirs.fileno()])
            except OSError:
                ours.close()
                self._stop()
                raise
        return ours

    def _start(self) -> None:
        self._stop()
        self.control, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-c", PROGRAM],
                stdin=theirs,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,  # a copy's last words are of no use to a reader of this command's output
                cwd=ROOT,  # not the course's folder, from which Python would import
                env=os.environ | {"PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"},
                start_new_session=True,
            )

    def _stop(self) -> None:
        if self.process is not None:
            self.control.close()  # upon which it ends, if it has not
            self.process.kill()
            self.process.wait()
        self.process, self.taught = None, set()

    def close(self) -> None:
        """End the process."""
        with self.lock:
            self._stop()


_reader = Reader()
atexit.register(_reader.close)
os.register_at_fork(after_in_child=_reader.forget)
