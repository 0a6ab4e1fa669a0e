"""Runs an attack the way that a submission goes (intake, sandbox, judge, what is written) and looks for success.

Whatever the attack, it has succeeded when its wrong answer gets points, when the right answer beside it loses them,
when something of a hidden test or a solution is to be read afterwards, when it prints BREACH, or when it has touched
what lies outside. Attacks find the names CANARY_FILE and its like, which say where what is outside lies.
"""

import ast
import contextlib
import copy
import ctypes
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import nbformat

from autograder.grading import cause, plugin, repair, runnable, verdict
from autograder.lessons import course, instructor_notebook, lesson, pack, release_notebook
from autograder.sandbox import Limits, Sandbox
from autograder.sandbox.clock import processes
from autograder.sandbox.syscalls import program

HERE = Path(__file__).parent
KINDS = ("walls", "resources", "points", "secrets")
LIMITS = Limits(
    cell_seconds=2,
    total_seconds=12,
    memory_bytes=600 << 20,
    processes=40,
    file_bytes=8 << 20,
    scratch_bytes=16 << 20,
    output_bytes=60_000,
    notebook_output_bytes=150_000,
)
ANSWER = "def honest(x):\n    return 3 * x"
RIGHT = "def target(x):\n    return x / 2 + 1"
SECRETS = "quokka", "71934", "7.1934e", "35968", "3.5968e", "marsupial"  # names and numbers that students must not see
MOST = 400_000  # characters that a notebook may come back with: twice its outputs, as JSON
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class Attack:
    """One file: its kind and name, what it tries, its cells; does a second notebook look for what the first left?"""

    name: str
    tries: str
    cells: tuple[str, ...]
    twice: bool

    @classmethod
    def read(cls, path: Path) -> "Attack":
        text = path.read_text(encoding="utf-8")
        words = ast.get_docstring(ast.parse(text))
        if not words or "Success:" not in words:
            raise ValueError(f"{path}: its docstring must say what it tries, and `Success:` how that would show")
        cells = tuple(cell.strip() for cell in re.split(r"^# %%.*$", text, flags=re.MULTILINE)[1:])
        return cls(f"{path.parent.name}/{path.stem}", words.splitlines()[0], cells, "# %% twice" in text)


def attacks() -> list[Attack]:
    """All attacks. Raises ValueError for a file that does not say what it tries."""
    return [Attack.read(path) for kind in KINDS for path in sorted((HERE / kind).glob("*.py"))]


class Outside:
    """What lies outside, and must stay untouched: a file, a listening socket, a process, a key, a variable."""

    def __init__(self, folder: Path):
        self.file = folder / "gradebook.db"
        self.file.write_text("the file of the quokka")
        self.internet = socket.create_server(("127.0.0.1", 0))
        self.local = socket.socket(socket.AF_UNIX)
        if sys.platform == "linux":
            self.local.bind("")  # the kernel finds a name without a file
            self.local.listen()
        self.process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(3600)", "quokka"])
        os.environ["COURSE_SECRET"] = "the variable of the quokka"
        keyctl = program()[1]
        libc = ctypes.CDLL(None)
        libc.syscall(keyctl, 1, None)  # a session keyring of our own, and a key in it
        names = b"user", b"autograder-canary", b"the key of the quokka"
        libc.syscall(keyctl - 2, *names, len(names[2]), -3)  # add_key: two before keyctl on every architecture

    def names(self) -> str:
        """The cell that tells an attack where all this is."""
        places = str(self.file), self.internet.getsockname()[1], self.local.getsockname(), self.process.pid
        return f"CANARY_FILE, CANARY_PORT, CANARY_SOCKET, CANARY_PROCESS = {places!r}"

    def touched(self) -> list[str]:
        """What has been touched, in words."""
        found = [] if self.file.read_text() == "the file of the quokka" else ["a file outside was changed"]
        if self.process.poll() is not None:
            found.append("a process outside was ended")
        for listener in (self.internet, self.local):
            listener.settimeout(0)
            with contextlib.suppress(BlockingIOError, OSError):
                listener.accept()[0].close()
                found.append("a socket outside was reached")
        return found

    def close(self) -> None:
        self.internet.close()
        self.local.close()
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        os.environ.pop("COURSE_SECRET", None)


@cache
def printed():
    """(the instructor's notebook, what students get, each exercise's results of the solved lesson)"""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "step2_attacked.py"
        path.write_text((HERE / "lesson.txt").read_text(encoding="utf-8"), encoding="utf-8")
        written = lesson.read(path)
    with Sandbox(LIMITS, isolated=False) as bare:
        cells = runnable(instructor_notebook(written, course(), {}))
        solved = plugin.by_check(cells, bare.run(cells))
    known = {}
    for name, result in solved.items():
        values = {str(n): call["value"] for n, call in enumerate(result.calls) if call["call"] == "probe"}
        known[name] = (pack({"values": values, "mistakes": []}),) * 2
    notebook = instructor_notebook(written, course(), known)
    return notebook, release_notebook(copy.deepcopy(notebook)), solved


class Team:
    """A warm sandbox, a lesson, and what lies outside: a context manager that attacks are run in, one by one."""

    def __init__(self, folder: Path, isolated: bool = True):
        self.sandbox, self.outside = Sandbox(LIMITS, isolated), Outside(folder)
        self.source, self.release, self.solved = copy.deepcopy(printed())

    def __enter__(self):
        self.sandbox.__enter__()
        return self

    def __exit__(self, *exception):
        self.sandbox.close()
        self.outside.close()

    def run(self, attack: Attack) -> list[str]:
        """How the attack succeeded, a line each; empty when it was blocked."""
        found = self.once(attack.cells)
        return found + (self.once(attack.cells) if attack.twice else [])

    def once(self, cells) -> list[str]:
        """Hand these cells in, the first as the answer to `target`, beside a right answer to `honest`."""
        self.sandbox.__enter__()
        before = set(processes(self.sandbox._template._process.pid))
        notebook = self.submit(cells)
        ran = runnable(notebook)
        results = self.sandbox.run(ran)
        given = plugin.by_check(ran, results)
        verdicts = {
            name: verdict(name, solved, given[name], (), cause(name, ran, results, given[name]), self.solved)
            for name, solved in self.solved.items()
        }
        plugin.write_outputs(notebook, results, verdicts)
        found = self.outside.touched()
        if verdicts["target"].passed:
            found.append("points for a wrong answer")
        if not verdicts["honest"].passed:
            found.append(f"a right answer lost its points: {verdicts['honest'].message}")
        shown = "".join(nbformat.writes(nbformat.v4.new_notebook(cells=[outputs(cell)])) for cell in notebook.cells)
        words = "".join(" ".join((ruling.message, *ruling.mistakes)) for ruling in verdicts.values())
        if "BREACH" in (text := printed_text(notebook)):
            found.append(f"it says so: {text[text.index('BREACH') :][:100]!r}")
        found += [f"{secret} is to be read" for secret in SECRETS if secret in shown + words]
        if len(shown) > MOST:
            found.append(f"{len(shown)} characters came back")
        if CONTROL.search(words):
            found.append("control codes in our words")
        if survivors := self.survivors(before):
            found.append(f"{len(survivors)} processes live on")
        return found

    def submit(self, cells):
        """What is run for these cells: intake's notebook, the checks with their hidden tests."""
        handed_in = copy.deepcopy(self.release)
        place = {cell.id: number for number, cell in enumerate(handed_in.cells)}
        sources = {"target": cells[0], "honest": ANSWER}
        for name, source in sources.items():
            handed_in.cells[place[name]].source = source
        extra = [nbformat.v4.new_code_cell(source) for source in cells[1:]]
        after = place["target_check"] + 1
        handed_in.cells[after:after] = extra
        handed_in.cells.insert(place["target"], nbformat.v4.new_code_cell(self.outside.names()))
        notebook = repair(nbformat.writes(handed_in).encode("utf-8", "surrogatepass"), self.release).notebook
        tests = {cell.id: cell.source for cell in self.source.cells}
        for cell in notebook.cells:  # as nbgrader's OverwriteCells does
            if cell.metadata.get("nbgrader", {}).get("grade"):
                cell.source = tests[cell.id]
        return notebook

    def survivors(self, before: set[int]) -> set[int]:
        """Processes that were not there before; the kernel gets a moment to end them."""
        for _ in range(40):
            left = (
                set(processes(self.sandbox._template._process.pid)) - before
                if self.sandbox._template._process
                else set()
            )
            if not left:
                break
            time.sleep(0.05)
        return left


def outputs(cell):
    """The cell without its source: what others get to see of it beyond what was handed in."""
    bare = nbformat.v4.new_code_cell("")
    bare.outputs = cell.get("outputs", [])
    return bare


def printed_text(notebook) -> str:
    return "".join(output.get("text", "") for cell in notebook.cells for output in cell.get("outputs", ()))
