"""Runs a notebook's cells away from everything worth stealing, and survives whatever they do.

A `Sandbox` is one Python inside one `bwrap` (bubblewrap): no network, a read-only system, nothing of the
course. It imports torch once (`warm.py`) and forks a fresh process for every notebook (`inside/`); this side sends
cells one at a time, keeps the clock, and believes nothing that comes back. It judges nothing.
"""

import os
import signal
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from .clock import Deadline, Starved
from .job import Copy, Gone, Job
from .memory import FILES, TooMuchMemory, Watch
from .results import BROKEN, CellResult, broken, error_of, outputs_of, plain, size
from .stopping import admit
from .walls import SandboxUnavailable
from .warm import START_SECONDS, Template

RERUNS = 10  # how many cells of one notebook may hang or kill Python
PAUSE = 0.002  # seconds
LEAST = 0.2  # seconds; with less left a notebook is not run again


class Overloaded(RuntimeError):
    """The machine was too busy to run what had to be run; nobody's fault, and nothing was decided."""

    def __init__(self):
        super().__init__(
            "This machine is too busy with other work: nothing was decided.\nCure: the same command when it is quieter"
        )


@dataclass(frozen=True)
class Cell:
    """One code cell to run."""

    id: str
    source: str
    check: str | None = None  # the exercise it checks, for check cells
    hidden: str = ""  # what a check goes on with, when the first halves of all checks have been run


@dataclass(frozen=True)
class Limits:
    """What one notebook may use. Seconds are fair ones (see clock.py). Processes and scratch space are limited in
    isolation only."""

    cell_seconds: float = 30
    total_seconds: float = 300  # all cells, and the reruns after a cell that hung or died
    memory_bytes: int = 4 << 30  # all processes together, with their files; no single one may map more, either
    processes: int = 64  # and threads
    file_bytes: int = 256 << 20  # a single file
    scratch_bytes: int = 512 << 20  # all files
    output_bytes: int = 1_000_000  # characters that one cell may show, images in base64 among them
    notebook_output_bytes: int = 10_000_000


# The sandbox ---------------------------------------------------------------------------------------------


class Sandbox:
    """A warm Python that notebooks are forked from; a context manager. It starts in about the time of
    importing torch; `run` may then be called many times, by one thread at a time.

    `isolated=False` runs the same without bubblewrap: for notebooks you trust as yourself. The kernel ends
    an isolated one with the thread that started it, so start it in a thread that lives as long. Several, each in a
    thread of its own, may share a `template`. Raises SandboxUnavailable on entering, or on the first `run`.
    """

    def __init__(self, limits: Limits = Limits(), isolated: bool = True, template: Template | None = None):
        self.limits, self.isolated = limits, isolated
        self._template = template or Template(asdict(limits), isolated)
        self._current: Job | None = None
        self.ended = False  # by `stop`

    def __enter__(self):
        self._template.start(self._admit)
        return self

    def __exit__(self, *exception):
        self.close()

    def run(
        self, cells: Sequence[Cell], prelude: Sequence[str] = (), enough: Callable[[list], bool] = lambda calls: False
    ) -> list[CellResult]:
        """Run `cells` in order in a fresh process; one result each, whatever they do. `prelude` holds sources of ours
        (never a student's) which the notebook begins with: the warm Python itself runs them, and only those that it
        has not run yet, so that notebooks of a growing prelude come cheap. `enough` is asked after each call that a
        cell's checks report; when it says so, the notebook is stopped there.

        A cell that raises does not stop the rest. When one hangs or kills Python, the cells are run again
        from the top without it, in another process, so that the other answers keep their points. Raises Stopped.
        """
        results = [CellResult(cell.id) for cell in cells]
        left_out, seconds = set(), self.limits.total_seconds
        while True:
            culprit, used = self._run_once(cells, results, left_out, seconds, list(prelude), enough)
            if culprit is None:
                break
            left_out.add(culprit)
            seconds -= used
        admit(self)  # what was stopped has no results
        return results

    def _run_once(self, cells, results, left_out, seconds, prelude, enough) -> tuple[int | None, float]:
        """Run what is not in `left_out`, filling `results`, for at most `seconds`; → the number of the cell that broke
        it, or None, and the seconds used."""
        room = self.limits.notebook_output_bytes
        job = self._job(prelude)  # starting it is nobody's time
        whole, copies, self._current = Deadline(job.clock, seconds), {}, job
        try:
            admit(self)
            for number, cell in enumerate(cells):
                if number in left_out:
                    continue
                result = self._run_cell(job, number, cell, whole, room, copies)
                if whole.used() >= seconds and results[number].status != "not run":
                    break  # an earlier run got further: its results stand
                if result is None:
                    break
                results[number] = result
                if result.status in BROKEN:
                    if len(left_out) < RERUNS and seconds - whole.used() > LEAST:
                        return number, whole.used()
                    break
                room -= sum(map(size, result.outputs))
            checks = Deadline(job.clock, self.limits.total_seconds)  # what cells have used up is not the checks'
            self._run_checks(copies, cells, results, checks, enough)  # no cell of the notebook runs any more
            return None, whole.used()
        finally:
            self._current = None
            for copy in copies.values():
                copy.close()
            if not (walled := job.close()) and self.isolated:
                self.close()  # something may live on: the next notebook gets a new sandbox
            self._template.walled = walled

    def _job(self, prelude: list[str]) -> Job:
        """A fresh process for one notebook. Raises SandboxUnavailable when none can be had."""
        for _ in range(2):  # the template itself may have been killed: start another, once
            (report, their_report), (life, their_life) = socket.socketpair(), socket.socketpair()
            watch = Watch(self.limits.memory_bytes, FILES if self.isolated else ())
            job = Job(report, life, self.limits, watch)
            with their_report, their_life:
                process = self._template.fork(prelude, [their_report, their_life], self._admit)
            try:
                if job.ready(START_SECONDS):
                    return job
            except (Gone, TimeoutError):
                pass
            job.close()
            self._template.close(process)
        raise SandboxUnavailable("The sandbox starts but cannot run a notebook.\nCure: free some memory")

    def _admit(self) -> None:
        admit(self)

    def _run_cell(self, job: Job, number: int, cell: Cell, whole: Deadline, room: int, copies) -> CellResult | None:
        """The result of one cell; None when the notebook's time is up before it begins. For a check a copy of the
        notebook is put into `copies`, and its result is that it has not run."""

        def work(until: Deadline, calls: list) -> CellResult:
            if cell.check is not None:
                copies[number] = job.copy(number, until)
                return CellResult(cell.id)
            job.send({"cell": number, "source": cell.source, "check": False}, until)
            return self._result(job, number, cell.id, until, calls, room)

        return self._in_time(job, cell, whole, work)

    def _run_checks(self, copies: dict[int, Copy], cells, results, whole: Deadline, enough) -> None:
        """Run the checks in their copies of the notebook: the first halves of all, and only then the hidden tests."""
        for number, copy in copies.items():
            try:
                copy.ready(START_SECONDS)
            except TooMuchMemory as reason:
                results[number] = broken(cells[number].id, "memory", str(reason))
                continue
            except (Gone, TimeoutError):
                results[number] = broken(cells[number].id, "died", copy.ending())
                continue
            results[number] = self._run_check(copy, number, cells[number], cells[number].source, whole, enough, [])
            if results[number].status != "ok" or not cells[number].hidden:
                copy.close(results[number].status in BROKEN)  # the checks after it need what it holds
            if results[number].status == "stopped":
                return
        for number, copy in copies.items():
            first, cell = results[number], cells[number]
            if first.status == "ok" and cell.hidden:
                result = self._run_check(copy, number, cell, cell.hidden, whole, enough, first.calls)
                result.seen, result.seconds = len(first.calls), first.seconds + result.seconds
                results[number] = result
                copy.close(result.status in BROKEN)
                if result.status == "stopped":
                    return

    def _run_check(self, copy, number, cell, source, whole, enough, calls) -> CellResult:
        """The result of one half of a check, after those `calls`."""

        def work(until: Deadline, calls: list) -> CellResult:
            copy.send({"cell": number, "source": source, "check": True}, until)
            result = self._result(copy, number, cell.id, until, calls, 0, enough)
            result.outputs = []
            return result

        return self._in_time(copy, cell, whole, work, calls) or CellResult(cell.id, calls=calls)

    def _in_time(self, job: Job, cell: Cell, whole: Deadline, work, calls=()) -> CellResult | None:
        """What `work(until, calls)` gives, or what came of it when it ran out of time or died."""
        left = self.limits.cell_seconds, whole.seconds - whole.used()
        if left[1] <= 0:
            return None
        until, calls = Deadline(job.clock, min(left)), list(calls)
        try:
            result = work(until, calls)
        except Starved:
            result = broken(cell.id, "starved", "the machine was too busy with other work to run this cell")
        except TimeoutError:
            which, limit = (
                ("cell", self.limits.cell_seconds) if min(left) == left[0] else ("notebook", self.limits.total_seconds)
            )
            result = broken(cell.id, "timeout", f"the {which} ran longer than {limit:g} seconds")
        except TooMuchMemory as reason:
            result = broken(cell.id, "memory", str(reason))
        except Gone as reason:
            result = broken(cell.id, "died", str(reason))
        result.calls, result.seconds = calls, until.used()
        return result

    def _result(
        self, job: Job, number: int, name: str, until: Deadline, calls: list, room: int, enough=lambda calls: False
    ) -> CellResult:
        """Wait for the result of cell `number`; what its checks report meanwhile goes to `calls`. Its outputs
        are cut to `room` characters, less when the limit for one cell is lower."""
        room = min(room, self.limits.output_bytes) + 100  # and a note that they were cut
        while True:
            frame = job.receive(until)
            if not isinstance(frame, dict) or frame.get("cell") != number:
                continue  # from a thread that outlived its cell
            if "end" in frame:
                end = frame["end"] if isinstance(frame["end"], dict) else {}
                error = error_of(end.get("error"))
                return CellResult(name, "error" if error else "ok", outputs_of(end.get("outputs"), room), error=error)
            if len(calls) < 200:
                try:
                    calls.append(plain(frame.get("call")))
                except ValueError:
                    calls.append({"unreported": "the checks reported something too deep"})
                if enough(calls):
                    return CellResult(name, "stopped")
            if not job.buffer:  # a check reports many calls in a moment, and waking up for each costs more than they do
                time.sleep(PAUSE)

    def close(self) -> None:
        """End the sandbox and all that runs in it."""
        self._template.close()

    def stop(self) -> None:
        """End what runs, from another thread or a signal's handler: the thread that uses this sandbox sees it end."""
        self.ended = True
        job = self._current
        self._template.end()
        if job is not None and job.clock.pid and not self.isolated:  # its supervisor ends all that it started
            os.kill(job.clock.pid, signal.SIGKILL)


def run_cells(cells: Sequence[Cell], limits: Limits = Limits(), isolated: bool = True) -> list[CellResult]:
    """`Sandbox.run` for a single notebook, in a sandbox of its own."""
    with Sandbox(limits, isolated) as sandbox:
        return sandbox.run(cells)
