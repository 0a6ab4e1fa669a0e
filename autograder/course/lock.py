"""One run at a time on a course directory: a lock that the kernel gives back with the process, however it ends.

So a lock file that lies there after kill -9 blocks nobody. `nbgrader`'s own commands know nothing of it.
"""

import fcntl
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import AGAIN, CourseError, stop_if_trouble

NAME = "lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of the course whose records lie in `folder`. Raises CourseError, which names who holds it, and
    Trouble where nothing can be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as problem:
        stop_if_trouble(problem)
        raise
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CourseError(_held(os.pread(lock, 1000, 0).decode(errors="replace"))) from None
        except OSError:  # a file system without locks: then nbgrader's database is what guards the grades
            yield
            return
        try:
            os.ftruncate(lock, 0)
            os.pwrite(lock, f"{os.getpid()} {socket.gethostname()} {Path(sys.argv[0]).name}".encode(), 0)
        except OSError as problem:
            stop_if_trouble(problem)
            raise
        yield
    finally:
        os.close(lock)


def _held(by: str) -> str:
    pid, host = [*by.split(), "?", "?"][:2]
    elsewhere = "" if host in ("?", socket.gethostname()) else f" on {host}"
    cure = f"wait until it has ended, or stop it: kill {pid}{elsewhere}" if pid != "?" else "wait until it has ended"
    return f"Another run, process {pid}{elsewhere}, works on this course. Nothing was changed.\nCure: {cure}; {AGAIN}"
