"""Functions of `cleaning.py`, run in a warm process of their own, so that no text can cost more than its share.

A library that parses a stranger's text may loop, eat memory or crash. Here that ends the helper and one answer: the
caller is told by `Exceeded`, and a new helper is started for the next. The bound on time is processor time, so a busy
machine changes nothing. Not a sandbox: it holds no secrets and runs no code of a student's.
"""

import contextlib
import functools
import importlib.util
import json
import resource
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

SECONDS, PAGE = 3, 30  # of processor time: for one text, for all texts of a page or the page as a whole
MEMORY, LARGEST = 2**30, 50_000_000  # bytes of address space, characters of an answer
WORKS = Path(__file__).with_name("cleaning.py")


class Exceeded(Exception):
    """A text took more time or memory than it may, or broke what parses it."""


class Helper:
    """The process. `call("markdown", text)` → what that function of cleaning.py returns."""

    def __init__(self):
        self.process, self.lock, self.left = None, threading.Lock(), PAGE

    def begin(self) -> None:
        """A new page, which has PAGE seconds for all its texts together."""
        self.left = PAGE

    def call(self, work: str, *arguments, seconds: float | None = None) -> str:
        """Raises Exceeded."""
        seconds = seconds or SECONDS
        if self.left <= 0:
            raise Exceeded
        with self.lock:
            try:
                if self.process is None:
                    self.process = self._start()
                self.process.stdin.write(json.dumps([seconds, work, *arguments]) + "\n")
                self.process.stdin.flush()
                answer, spent = json.loads(self.process.stdout.readline())
                self.left -= spent
            except (OSError, ValueError):  # it is dead: a broken pipe, an empty line
                self.end()
                self.left -= seconds
                raise Exceeded from None
            except BaseException:  # Ctrl-C between question and answer: the next one must not get this one's
                self.end()
                raise
        if answer is None:
            raise Exceeded
        return answer

    def _start(self):
        return subprocess.Popen(
            [sys.executable, "-P", __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            start_new_session=True,  # Ctrl-C is the caller's business
        )

    def end(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            for pipe in (self.process.stdin, self.process.stdout):
                with contextlib.suppress(OSError):
                    pipe.close()
            self.process = None


@functools.cache
def helper() -> Helper:
    """This process's helper, which ends with it."""
    return Helper()


def serve() -> None:
    """Answer line by line until the caller is gone."""
    spec = importlib.util.spec_from_file_location("cleaning", WORKS)
    cleaning = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(cleaning)
    for works in ("markdown", "code", "terminal"):  # what they import late is loaded before the bounds hold
        getattr(cleaning, works)("$x$")
    with contextlib.suppress(OSError, ValueError):  # where a system has no such bound, that on time still holds
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for line in sys.stdin:
        began = time.process_time()
        seconds, work, *arguments = json.loads(line)
        signal.setitimer(signal.ITIMER_PROF, seconds)  # when it has run, the system ends the process, also within C
        try:
            answer = getattr(cleaning, work)(*arguments)
            answer = answer if len(answer) <= LARGEST else None
        except Exception:  # RecursionError and MemoryError are of these
            answer = None
        signal.setitimer(signal.ITIMER_PROF, 0)
        print(json.dumps([answer, time.process_time() - began]), flush=True)


if __name__ == "__main__":
    serve()
