"""The warm Python in its walls, from outside: started, brought to where notebooks begin, asked for a fork of itself.

Any number of threads may share one. Runs no cell of a student's.
"""

import contextlib
import json
import socket
import subprocess
import tempfile
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Executor

from .walls import SandboxUnavailable, end, inner_walls, start

START_SECONDS = 900  # of wall-clock: importing torch on a busy machine; a template that dies is noticed at once
Admit = Callable[[], None]  # raises Stopped when nothing may start any more


class Template:
    """`limits` are those of every notebook, as a dictionary. The kernel ends an isolated one with the thread that
    started it: where several use it, that is the `keeper`'s."""

    def __init__(self, limits: dict, isolated: bool, keeper: Executor | None = None):
        self._limits, self._isolated, self._keeper = limits, isolated, keeper
        self._process: subprocess.Popen | None = None
        self._control: socket.socket | None = None
        self._prelude: list[str | None] = []  # what it has run
        self._lock = threading.RLock()
        self.walled: bool | None = None  # has each notebook walls of its own? None until one has ended

    def start(self, admit: Admit) -> None:
        """Start it, unless it runs, and wait until it has imported everything. Raises SandboxUnavailable, and what
        `admit` does."""
        with self._lock:
            admit()
            if self._process is not None and self._process.poll() is None:
                return
            self.close()
            self._control, theirs = socket.socketpair()
            with theirs, tempfile.TemporaryFile() as errors:
                streams = {"stdin": theirs, "stderr": errors}
                if self._keeper:
                    self._process = self._keeper.submit(start, self._isolated, **streams).result()
                else:
                    self._process = start(self._isolated, **streams)
                theirs.close()
                admit()  # it may have been stopped meanwhile
                if not self._tell(self._limits | inner_walls(self._isolated)):
                    self.close()
                    admit()
                    errors.seek(0)
                    reason = errors.read()[-2000:].decode(errors="replace").strip()
                    raise SandboxUnavailable(
                        f"Python did not start in the sandbox: {reason}\nCure: install what "
                        "notebooks use, readable by all: pip install -r requirements.txt"
                    )

    def fork(self, prelude: list[str], sockets: Sequence[socket.socket], admit: Admit) -> subprocess.Popen:
        """Let it fork a process for a notebook that begins with `prelude` and gets these `sockets`; → which process was
        asked. Raises as `start` does."""
        with self._lock:
            self._advance(prelude, admit)
            with contextlib.suppress(OSError):
                socket.send_fds(self._control, [b"+"], [s.fileno() for s in sockets])
            return self._process

    def _advance(self, prelude: list[str], admit: Admit) -> None:
        """Bring it to the end of `prelude`, from the start when it has run something else."""
        self.start(admit)
        if self._prelude != prelude[: len(self._prelude)]:
            if not self._tell(None):
                self.close()
                self.start(admit)
            self._prelude = []
        if new := prelude[len(self._prelude) :]:
            self._prelude = prelude if self._tell(new) else [None]

    def _tell(self, options: object) -> bool:
        """Send it one line of JSON and wait for its `ready`; False when it has ended or cannot."""
        self._control.settimeout(START_SECONDS)
        try:
            self._control.sendall(json.dumps(options).encode() + b"\n")
            return self._control.recv(5) == b"ready"
        except OSError:
            return False

    def close(self, process: subprocess.Popen | None = None) -> None:
        """End it and all that runs in it; if `process` is given, unless another has taken its place meanwhile."""
        with self._lock:
            if process is not None and process is not self._process:
                return
            if self._control is not None:
                self._control.close()
            if self._process is not None:
                end(self._process)
                self._process.wait()
            self._process, self._control, self._prelude = None, None, []

    def end(self) -> None:
        """Kill it, from another thread or a signal's handler; whoever uses it sees it end."""
        if (process := self._process) is not None:
            end(process)
