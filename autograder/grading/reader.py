"""The process that reads submissions, in copies of itself, which have limits on processor time and memory.

`bounded.py` starts it once and talks to it. Runs no student code, and opens no file: each comes to it open.

On standard input, a socket, comes one byte with a file descriptor: `l` (learn) with a release, which every later copy
then knows; `c` (copy) with a socket of the new copy's own. On that come jobs, each a line with an open file, and each
is answered by a line. A copy ends when that socket is closed, after a job beyond its limits, and when it is old.
"""

import contextlib
import gc
import hashlib
import itertools
import json
import os
import resource
import signal
import socket
import sys
import time
from pathlib import Path

import nbformat

from .assignment import assignment_of
from .decoding import MAX_BYTES
from .intake import repair

CPU_SECONDS = 20  # the longest that any file of MAX_BYTES with a lesson in it has needed is a tenth of it
MEMORY = 1 << 30  # bytes, beside what the process has at its start
_releases = {}


class TooLong(BaseException):
    """No `except Exception` on the way shall catch it."""


def _too_long(signum, frame):
    raise TooLong


def serve(control: socket.socket) -> None:
    """Read what comes until the other side hangs up."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel forgets copies that have ended
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asks
    gc.disable()  # looking for garbage would copy every page, and takes longer with every object
    while True:
        task, fds, *_ = socket.recv_fds(control, 1, 1)
        if not task:
            return
        if task == b"l":
            _learn(_content(fds[0], 1 << 30))
        elif os.fork() == 0:
            control.close()
            with contextlib.suppress(OSError):  # who asked has gone
                _copy(socket.socket(fileno=fds[0]))
            os._exit(0)
        os.close(fds[0])


def _learn(text: bytes) -> None:
    """Keep a release, its code parsed already, for all copies."""
    release = nbformat.from_dict(json.loads(text))
    repair(text, release)
    _releases[hashlib.sha256(text).hexdigest()] = release


def _copy(channel: socket.socket) -> None:
    """Do jobs within limits, until one goes beyond them."""
    gc.freeze()
    pages = int(Path("/proc/self/statm").read_text().split()[0]) if sys.platform == "linux" else 1 << 20
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + MEMORY,) * 2)
    signal.signal(signal.SIGXCPU, _too_long)
    ends, good = 2 * CPU_SECONDS + 5, True  # the kernel ends what does not hear the signal
    for number in itertools.count(1):
        line, fds, *_ = socket.recv_fds(channel, 1 << 16, 1)
        while line and line[-1:] != b"\n":
            line += channel.recv(1 << 16)
        if not line:
            return
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + 1 + CPU_SECONDS, ends))
        try:
            found = _job(json.loads(line), fds[0])
        except TooLong:
            found, good = {"why": "Reading the file takes far longer than a lesson needs."}, False
        except MemoryError:
            found, good = {"why": "Reading the file takes far more memory than a lesson needs."}, False
        except OSError as error:
            found = {"why": f"The file cannot be read: {error.strerror}."}
        os.close(fds[0])
        if number % 32 == 0:
            gc.collect()
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        good = good and time.process_time() < CPU_SECONDS - 1 and used < MEMORY // 4
        channel.sendall(json.dumps(found | {"again": good}).encode() + b"\n")
        if not good:
            return


def _job(job: dict, file: int) -> dict:
    raw = _content(file, MAX_BYTES + 1)
    if "steps" in job:
        return {"step": assignment_of(job["name"], raw, job["steps"])}
    return _repaired(raw, _releases[job["release"]])


def _content(file: int, most: int) -> bytes:
    """An open file's first `most` bytes, from its beginning."""
    os.lseek(file, 0, os.SEEK_SET)
    parts, left = [], most
    while left and (part := os.read(file, min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _repaired(raw: bytes, release) -> dict:
    """What intake makes of a file, as what differs from the release: a cell of the release that says the same stands
    there as its number."""
    intake = repair(raw, release)
    ours = {cell.id: number for number, cell in enumerate(release.cells)}
    cells = []
    for cell in intake.notebook.cells:
        number = ours.get(cell.id)
        if number is None:
            cells.append({"kind": cell.cell_type, "id": cell.id, "source": cell.source})
        else:
            same = cell.source == release.cells[number].source
            cells.append(number if same else {"number": number, "source": cell.source})
    colab = intake.notebook.metadata.get("colab")
    return {"readable": intake.readable, "remarks": intake.remarks, "cells": cells, "colab": colab}


def main() -> None:
    """Be that process."""
    serve(socket.socket(fileno=0))
