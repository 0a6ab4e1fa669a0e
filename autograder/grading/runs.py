"""What was read and run, and is not read or run twice: submissions by content, and the solved lesson, judged first.

Keeps records in the course directory. Judges no submission and knows nothing of nbgrader's database.
"""

import contextlib
import hashlib
import itertools
import json
import threading
from collections.abc import Sequence
from pathlib import Path

import nbformat

from ..lessons import known_mistakes, packed
from ..sandbox import BROKEN, Cell, CellResult, Limits, Run, run_cells
from .bounded import digest, read_submission
from .intake import Intake
from .judge import faults, labelled, runnable
from .store import load, save
from .versions import versions

RECORDS = Path(".autograder")  # in the course directory: what we know beside nbgrader's database
MOST_TAKEN = 50

# What this process knows, until `forget`:
_now: dict[Path, list[CellResult]] = {}  # what hung or died
_intact: set[Path] = set()  # what was run and written down
_turns: dict[Path, threading.Lock] = {}  # students who hand in the same bytes wait for each other
_taken: dict[tuple[Path, str], Intake] = {}  # what was read, and is soon asked for again by nbgrader
_references: dict[tuple, tuple] = {}  # the solved lessons


def record(course: Path, kind: str, assignment: str, name: str) -> Path:
    """Where the course keeps our record of that kind ("intake", "verdicts", …) for one student."""
    return course / RECORDS / kind / assignment / f"{name}.json"


def released(course: Path, assignment: str, notebook: str) -> nbformat.NotebookNode:
    return nbformat.read(course / "release" / assignment / f"{notebook}.ipynb", 4)


def instructors(course: Path, assignment: str, notebook: str) -> nbformat.NotebookNode:
    return nbformat.read(course / "source" / assignment / f"{notebook}.ipynb", 4)


def given(cells: list[Cell]) -> list[Cell]:
    """The cells that a lesson begins with and nobody edits: set-up and recaps."""
    return list(itertools.takewhile(lambda cell: cell.id.startswith(("setup", "recap_")), cells))


def warm_up(run: Run, ours: Sequence[Cell]) -> None:
    """Bring a sandbox to where every notebook of this lesson begins."""
    run([], [cell.source for cell in ours])


def take(path: Path, release: nbformat.NotebookNode) -> Intake:
    """`read_submission`, whose answer nbgrader's own reading of the same file then gets."""
    intake = read_submission(path, release)
    if len(_taken) < MOST_TAKEN:
        _taken[path, digest(path)] = intake
    return intake


def taken(path: Path, course: Path, assignment: str, notebook: str) -> Intake:
    """`read_submission`, or what `take` has just read."""
    found = _taken.pop((path, digest(path)), None)
    return found or read_submission(path, released(course, assignment, notebook))


def by_check(cells: list[Cell], results: list[CellResult]) -> dict[str, CellResult]:
    """The results of the checks, by exercise."""
    return {cell.check: result for cell, result in zip(cells, results) if cell.check}


def executed(
    cells: list[Cell],
    limits: Limits,
    isolated: bool,
    course: Path,
    run: Run | None = None,
    anew: bool = False,
    ours: Sequence[Cell] = (),
) -> list[CellResult]:
    """The cells' results: from our records when the very same cells ran before (an interrupted run resumes), else from
    `run`, or from a sandbox started for them alone, which tries again what hung or died. With `run` that is its user's
    business, and is remembered by this process until nbgrader has asked for it.
    `anew` runs whatever is remembered. `ours` is what the lesson begins with: where these cells begin with the same,
    a warm sandbox has run that already."""
    key = [[vars(cell) for cell in cells], vars(limits), versions()]
    content = json.dumps(key).encode("utf-8", "backslashreplace")
    path = (course / RECORDS / "executed" / f"{hashlib.sha256(content).hexdigest()}.json").resolve()
    with _turns.setdefault(path, threading.Lock()):
        lately = _now.get(path) if run else _now.pop(path, None)
        found = None if anew else lately or _recorded(path)
        if found is None:
            if run:
                same = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(ours, cells)))
                found = [CellResult(cell.id, "ok") for cell in cells[:same]]
                found += run(cells[same:], [cell.source for cell in cells[:same]])
            elif broken(found := run_cells(cells, limits, isolated)):
                found = run_cells(cells, limits, isolated)
            if not broken(found):
                save(path, [vars(result) for result in found], sealed=True)
                _intact.add(path)
                _now.pop(path, None)
            elif path not in _intact:
                path.unlink(missing_ok=True)
                if run:
                    _now[path] = found
            else:  # the same notebook, of another student, came through a moment ago
                found = _recorded(path) or found
        return found


def _recorded(path: Path) -> list[CellResult] | None:
    """The results on record; None where there are none, or damaged ones."""
    with contextlib.suppress(TypeError):  # a record of other fields
        return [CellResult(**result) for result in load(path, sealed=True)]
    return None


def broken(results: list[CellResult]) -> bool:
    """Did something run out of time or die? Then it is tried again, alone, before it costs a point."""
    return any(result.status in BROKEN for result in results)


def forget() -> None:
    """The end of a grading run: what it must not remember is gone."""
    _now.clear()
    _references.clear()
    _taken.clear()
    _intact.clear()
    _turns.clear()


def reference(
    course: Path, step: str, notebook: str, limits: Limits, isolated: bool, anew: bool = False, run: Run | None = None
):
    """→ the results of the solved lesson's checks by exercise, and the known mistakes. Raises Refused unless it gets
    full marks, run by this process: else nobody can be graded."""
    content = (course / "source" / step / f"{notebook}.ipynb").read_bytes()
    key = content, limits, isolated
    if anew or key not in _references:
        source = nbformat.reads(content.decode(), 4)
        cells = runnable(source)
        results = executed(cells, limits, isolated, course, run, anew, given(cells))
        if found := faults(source, cells, results):  # a killed process, say, is no reason to refuse a class
            results = executed(cells, limits, isolated, course, run, True, given(cells))
            found = faults(source, cells, results)
        if found:
            words = "\n".join(f"  {fault}" for fault in found[:5])
            raise Refused(
                f"nobody is graded: the solved lesson itself does not get full marks on this machine.\n{words}\n"
                f"Cure: python -m autograder bank {step} shows why; when the machine is too busy, the same command "
                "later"
            )
        _references[key] = labelled(by_check(cells, results), packed(source)), known_mistakes(source)
    return _references[key]


class Refused(RuntimeError):
    """Nothing can be graded; nothing was changed. The message ends with the cure."""
