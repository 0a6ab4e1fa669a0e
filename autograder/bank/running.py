"""Runs the solved lesson, and each known answer in its place. Judges nothing, and knows neither the answers' files nor
what is printed."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from itertools import groupby

from ..grading import by_check, given, labelled, lost, mislabelled, runnable, verdict
from ..lessons import Lesson, fingerprint, packed
from ..sandbox import Cell, CellResult, Overloaded, Workers
from .cache import remembered
from .reading import Answer


def transcripts(
    notebook,
    lesson: Lesson,
    known: Iterable[Answer],
    pool: Workers,
    progress: Callable[[], None] = lambda: None,
) -> tuple[dict[str, CellResult], list[CellResult]]:
    """Run the solved lesson, and then each answer in its place.

    → the solved checks' results by exercise, and the result of each answer's check, in the answers' order.
    Raises LessonError when the solved lesson does not pass its own cells, Overloaded when the machine is too busy.
    """
    cells, known = runnable(notebook), [answer.examined() for answer in known]
    start = len(given(cells))

    def run(run, key: str, prelude: list[str], cells: list[Cell], reference: CellResult | None) -> list[CellResult]:
        def enough(calls):
            return reference is not None and lost(reference, calls)

        def now():
            return run(cells, prelude, enough)

        results = now() if pool.isolated else remembered(key, cells, now)
        progress()
        if any(result.status == "starved" for result in results):
            raise Overloaded
        return results

    before = [cell.source for cell in cells[:start]]
    solved = pool.submit(run, fingerprint(before), before, cells[start:], None)
    references = _solved_checks(lesson, cells[start:], solved.result(), packed(notebook))
    futures = []
    for exercise, answers in groupby(known, key=lambda answer: answer.exercise):
        place = partial(in_place, cells, exercise)
        key = fingerprint(place("")[0], references[exercise].calls)
        futures += [pool.submit(run, key, *place(answer.source), references[exercise]) for answer in answers]
    return references, [future.result()[-1] for future in futures]


def in_place(cells: list[Cell], exercise: str, source: str) -> tuple[list[str], list[Cell]]:
    """What runs for one answer: the solved lesson before it, without checks; the answer, and all up to its check."""
    place = next(number for number, cell in enumerate(cells) if cell.id == exercise)
    check = next(cell for cell in cells if cell.check == exercise)
    plain = [cell for cell in cells[place + 1 : cells.index(check)] if cell.check is None]
    before = [cell.source for cell in cells[:place] if cell.check is None]
    return before, [replace(cells[place], source=source), *plain, check]


def _solved_checks(lesson, cells, results, printed) -> dict[str, CellResult]:
    found = labelled(by_check(cells, results), printed)
    for cell, result in zip(cells, results):
        if result.status != "ok":
            where = lesson.exercises.get(cell.id) or lesson.checks.get(cell.check) or lesson.cells[0]
            raise lesson.error(where, f"the solved lesson stops in cell `{cell.id}`: {result.failure}")
        if cell.check and (faults := mislabelled(cell.check, result, printed.get(cell.check, []))):
            raise lesson.error(lesson.exercises[cell.check], "the solved tests are wrong:\n  " + "\n  ".join(faults))
        if cell.check and not (ruling := verdict(cell.check, found[cell.check], result)).passed:
            place = lesson.checks[cell.check]
            raise lesson.error(place, f"the solved lesson itself does not pass this check:\n  {ruling.message}")
        problem = next((call["unreported"] for call in result.calls if "unreported" in call), None)
        if problem is None and len(result.calls) >= 200:
            problem = "what it calls after these is not judged"
        if problem:
            raise lesson.error(lesson.checks[cell.check], f"check {cell.check}: {problem}; 200 calls are the most")
    return found
