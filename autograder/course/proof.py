"""A release is proved before it goes out: the solved lesson gets full marks, many times in a row, while this machine is
kept busy. What was proved once is remembered by its fingerprint. Changes no release.
"""

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import as_completed
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import nbformat

from .. import grading
from ..lessons import fingerprint, packed
from ..sandbox import CORES, Limits, Overloaded, SandboxUnavailable, Workers
from .errors import CourseError
from .interrupt import check
from .ready import printed

TIMES = 20
# Ends by itself when whoever started it has ended, however that was.
_BUSY = "import os\nwhile os.getppid() == {parent}:\n    for _ in range(10**6): pass"


class Unproved(CourseError):
    """Here a release cannot be proved, through no fault of its own; the message says what is missing, and the cure."""


def prove(
    step: str,
    records: Path,
    *,
    times: int = TIMES,
    limits: Limits = Limits(),
    isolated: bool = True,
    anew: bool = False,
    progress: Callable[[], None] = lambda: None,
    notebook=None,
) -> bool:
    """Run the solved lesson `times` times in sandboxes on all cores, beside as many busy processes; → was it run, or
    is its proof already among `records`, a course's? `progress` is called after each run; `notebook` takes the place of
    the printed one.

    Raises CourseError when one run does not get full marks, Unproved where nothing can be run here, Overloaded when the
    machine is too busy even so.
    """
    notebook = notebook or nbformat.read(printed(step), 4)
    cells = grading.runnable(notebook)
    proved = fingerprint(
        [asdict(cell) for cell in cells], packed(notebook), grading.versions(), asdict(limits), isolated
    )
    path = records / "proved" / step / f"{proved}.json"
    if not anew and isinstance(known := grading.load(path), dict) and known.get("times", 0) >= times:
        return False
    if importlib.util.find_spec("torch") is None:
        raise Unproved(
            "PyTorch is not installed here, so the solved lesson could not be run.\n"
            "Cure: pip install -r requirements.txt -c constraints.txt, then the same command again"
        )
    ours = grading.given(cells)
    before, rest = [cell.source for cell in ours], cells[len(ours) :]
    with Workers(CORES, limits, isolated) as pool, busy(CORES):
        runs = {pool.submit(lambda run: run(rest, before)): number for number in range(1, times + 1)}
        try:
            for done, future in enumerate(as_completed(runs), 1):
                check()
                results = future.result()
                if any(result.status == "starved" for result in results):
                    raise Overloaded
                if found := grading.faults(notebook, rest, results):
                    raise CourseError(
                        f"{step} is not released: run {done} of {times} of its solved lesson did not get full marks on "
                        "this machine, kept busy.\n"
                        + "\n".join(f"  {fault}" for fault in found[:5])
                        + f"\nCure: python -m autograder bank {step} shows why; mend the lesson, build, release again"
                    )
                progress()
        except SandboxUnavailable as reason:
            raise Unproved(f"the solved lesson could not be run, since there is no sandbox here. {reason}") from None
        finally:
            for future in runs:
                future.cancel()
    grading.save(path, {"times": times})
    return True


@contextmanager
def busy(count: int) -> Iterator[None]:
    """Keep `count` processors busy meanwhile."""
    command = [sys.executable, "-S", "-c", _BUSY.format(parent=os.getpid())]
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    started = []
    try:
        for _ in range(count):
            started.append(subprocess.Popen(command, start_new_session=True, **quiet))
        yield
    finally:
        for process in started:
            process.kill()
            process.wait()
