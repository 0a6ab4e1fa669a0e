"""How long a notebook has run, fairly: a busy machine makes no one late.

Time is the processor time of the notebook's processes or, where that is more, wall-clock less what a thread of it
waited for a processor (Linux counts this for each thread, in schedstat). It is read from outside, out of the
notebook's reach. Decides nothing: `Deadline` says when time is up, what follows is the caller's business.
"""

import contextlib
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

BACKSTOP = 10  # wall-clock may be so many times the limit, whatever the reason
_TICK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_FINEST = 0.02  # seconds: it is not worth looking more often
CORES = os.cpu_count() or 1


class Starved(TimeoutError):
    """Wall-clock ran out ten times over, and not by the notebook's own doing: the machine is overloaded."""


@dataclass(frozen=True)
class Reading:
    """What had passed at one moment, in seconds: wall-clock, processor time, each thread's waiting."""

    wall: float
    cpu: float = 0.0
    waited: dict[int, float] = field(default_factory=dict)

    def since(self, start: "Reading") -> float:
        """The fair time between `start` and this."""
        waited = max((time - start.waited.get(thread, 0.0) for thread, time in self.waited.items()), default=0.0)
        return max(self.cpu - start.cpu, self.wall - start.wall - waited)


def processes(pid: int) -> Iterator[int]:
    """A process and all that it started."""
    return (member for member, _ in _family(pid))


def _family(pid: int) -> Iterator[tuple[int, list[str]]]:
    """Each process of these, and its threads."""
    threads: list[str] = []
    with contextlib.suppress(OSError):
        threads = os.listdir(f"/proc/{pid}/task")
    yield pid, threads
    for thread in threads:
        with contextlib.suppress(OSError):
            for child in _read(f"/proc/{pid}/task/{thread}/children").split():
                yield from _family(int(child))


def _read(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:
        return file.read(1 << 16)


class Clock:
    """Reads the time of process `pid` and its children; without one, or where there is no /proc, wall-clock alone."""

    def __init__(self, pid: int | None):
        self.pid, self._last = pid, Reading(0.0)
        self.read()

    def read(self) -> Reading:
        if time.monotonic() - self._last.wall < _FINEST:
            return self._last
        cpu, waited = 0.0, {}
        for pid, threads in _family(self.pid) if self.pid else ():
            with contextlib.suppress(OSError, ValueError, IndexError):  # it has just ended
                times = _read(f"/proc/{pid}/stat").rpartition(b")")[2].split()[11:15]
                cpu += sum(map(int, times)) / _TICK  # its own and those of the children it has waited for
                for thread in threads:
                    waited[int(thread)] = int(_read(f"/proc/{pid}/task/{thread}/schedstat").split()[1]) / 1e9
        self._last = Reading(time.monotonic(), max(cpu, self._last.cpu), {**self._last.waited, **waited})
        return self._last


class Deadline:
    """The moment at which a process has run `seconds` of fair time, counted from now."""

    def __init__(self, clock: Clock, seconds: float):
        self.clock, self.seconds, self.start = clock, seconds, clock.read()

    def used(self) -> float:
        return self.clock.read().since(self.start)

    def patience(self) -> float:
        """How many seconds of wall-clock can pass before it is worth looking again.

        Raises TimeoutError when time is up, Starved when wall-clock alone is.
        """
        left = self.seconds - self.used()
        if left <= 0:
            raise TimeoutError
        if time.monotonic() - self.start.wall > BACKSTOP * self.seconds:
            raise Starved
        return max(left / CORES, 0.02)
