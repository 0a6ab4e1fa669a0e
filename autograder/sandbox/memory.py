"""How much memory a notebook holds, all its processes and its files in memory together. Ends nothing: `Watch.look` says
when it is too much.

The kernel's `smaps_rollup` shares each page out among the processes that hold it, so that a fork's pages count once;
but reading it takes 10 to 30 milliseconds a process. So a sum that counts shared pages several times, which is nearly
free, is looked at first, and the exact figures only when that is too much.
"""

import contextlib
import os
import re
import time
from collections.abc import Sequence

from .clock import processes

INTERVAL = 0.1  # seconds between two looks
FILES = "/scratch", "/dev/shm"  # what a notebook writes here lies in memory
_RARE = 5  # exact figures may take a sixth of the time
_UPPER = re.compile(rb"(?m)^(?:RssAnon|RssShmem|VmSwap):\s*(\d+) kB$")


class TooMuchMemory(Exception):
    """The notebook holds more than it may."""

    def __init__(self, most: int):
        super().__init__(f"killed for memory: all in all the notebook held more than {most / 2**30:.2g} GB")


def _sizes(path: str) -> dict[str, int]:
    """The lines of a file of /proc that hold a size, in bytes. Raises OSError."""
    with open(path) as file:
        lines = (line.split() for line in file if line.endswith(" kB\n"))
        return {name: int(size) << 10 for name, size, _ in lines}


def about(pid: int) -> int:
    """What a process holds, pages that it shares with others included; 0 when it has ended."""
    with contextlib.suppress(OSError), open(f"/proc/{pid}/status", "rb", buffering=0) as file:
        return sum(map(int, _UPPER.findall(file.read(1 << 16)))) << 10
    return 0


def exact(pid: int) -> tuple[int, int]:
    """A process's share of memory: its own, and that of files in memory which it has mapped. Raises OSError."""
    sizes = _sizes(f"/proc/{pid}/smaps_rollup")
    mapped = sizes.get("Pss_Shmem:", 0)
    return sizes.get("Pss_Anon:", sizes["Pss:"]) + sizes.get("SwapPss:", 0), mapped


class Watch:
    """Looks at what process `pid` (set once it is known) and its children hold; `most` bytes are allowed. `files` are
    the folders of its own whose files lie in memory."""

    def __init__(self, most: int, files: Sequence[str] = ()):
        self.most, self.files, self.pid = most, files, None
        self._next, self._exactly = time.monotonic() + INTERVAL, float("inf")
        self._twice: dict[int, int] = {}  # what was counted too much, for each process, when last known

    def look(self) -> None:
        """Raises TooMuchMemory. Costs nothing within INTERVAL of the last look."""
        now = time.monotonic()
        if self.pid is None or now < self._next:
            return
        self._next = now + INTERVAL
        held, files = {pid: about(pid) for pid in processes(self.pid)}, self._files()
        if files + sum(held.values()) <= self.most:
            return
        total = files + sum(max(0, size - self._twice.get(pid, 0)) for pid, size in held.items())
        if total > self.most or now > self._exactly:
            if self._exact(held, files) > self.most and self._exact(held, files) > self.most:  # it may just have forked
                raise TooMuchMemory(self.most)
            self._exactly = time.monotonic() + _RARE * (time.monotonic() - now)

    def _exact(self, held: dict[int, int], files: int) -> int:
        own, mapped = 0, 0
        for pid, size in held.items():
            try:
                parts = exact(pid)
            except (OSError, KeyError, ValueError):  # it has just ended, or must not be looked into
                parts = about(pid), 0
            own, mapped = own + parts[0], mapped + parts[1]
            self._twice[pid] = size - sum(parts)
        return own + max(mapped, files)

    def _files(self) -> int:
        """What lies in the notebook's own folders, files without a name among it."""
        total = 0
        for folder in self.files:
            with contextlib.suppress(OSError):
                room = os.statvfs(f"/proc/{self.pid}/root{folder}")
                total += (room.f_blocks - room.f_bfree) * room.f_frsize
        return total
