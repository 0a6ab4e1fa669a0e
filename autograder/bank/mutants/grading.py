"""Runs each mutant as a known answer is run, in the place of the exercise that it was made from, and says what became
of it. Decides nothing about mutants that live: see `equivalents.py`.
"""

import math
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace
from itertools import groupby

from ...grading import lost, runnable, verdict
from ...lessons import Lesson, course, fingerprint
from ...sandbox import Cell, CellResult, Limits, Overloaded, Run, Workers
from ..cache import Words
from ..printing import Printing
from ..running import in_place, transcripts
from .making import Mutant, mutants

PATIENCE = 20  # a mutant may take so many times what the slowest solved check of its lesson takes
LEAST = 2.0  # and at least this: seconds of its own, as in all limits
MEMORY = 1 << 30  # bytes: what some mutants fill until it is full
SHARE = 4  # with a share of that it has hung, too, where a busy machine does not give it more
LIVES, KILLED, HUNG = "lives", "killed", "hung"


@dataclass(frozen=True)
class Fate:
    """What became of a mutant: it lives, the check took its points, or it ran out of time."""

    mutant: Mutant
    word: str


def fates(
    lesson: Lesson,
    pool: Workers,
    *,
    total: Callable[[int], None] = lambda count: None,
    progress: Callable[[], None] = lambda: None,
) -> list[Fate]:
    """Grade all mutants of a lesson. The solved lesson runs in `pool`, the mutants in one of their own, with limits
    that suit them. `total` is told how often `progress` will be called. Raises LessonError, also where the solution
    itself does not live among them; Overloaded."""
    notebook = Printing(lesson, course()).blank
    made, cells = mutants(lesson), runnable(notebook)
    total(len(made) + 1)
    references, _ = transcripts(notebook, lesson, [], pool, progress)
    slowest = max(result.seconds for result in references.values())
    limits = replace(Limits(), cell_seconds=max(LEAST, math.ceil(PATIENCE * slowest)), memory_bytes=MEMORY)
    with Workers(limits=limits, isolated=False) as hurried:
        waiting = []
        for exercise, group in groupby(made, key=lambda mutant: mutant.exercise):
            waiting += _exercise(hurried, cells, exercise, list(group), references[exercise])
        found = list(_gathered(waiting, progress))
    for fate in found:
        if fate.mutant.before == fate.mutant.after and fate.word != LIVES:
            cell = lesson.exercises[fate.mutant.exercise]
            raise lesson.error(cell, f"the solution itself is {fate.word} in the place of its mutants")
    return [fate for fate in found if fate.mutant.before != fate.mutant.after]


Waiting = tuple[Mutant, Words, Future | None]


def _exercise(pool: Workers, cells, exercise: str, group: list[Mutant], reference: CellResult) -> Iterator[Waiting]:
    """Hand the mutants of one exercise to the pool, but for those of which all is known."""
    before, around = in_place(cells, exercise, "")
    words = Words(fingerprint("mutants", before, reference.calls), around)
    for mutant in group:
        if words.of(mutant.source):
            yield mutant, words, None
        else:
            ours = [replace(around[0], source=mutant.source), *around[1:]]
            yield mutant, words, pool.submit(_word, ours, before, reference, pool.limits.cell_seconds / SHARE)


def _word(run: Run, cells: list[Cell], before: list[str], reference: CellResult, long: float) -> str | None:
    """What becomes of one mutant; None when the machine is too busy to say. `long`: seconds of its own."""
    result = run(cells, before, lambda calls: lost(reference, calls))[-1]
    if result.status == "timeout" or result.status == "starved" and result.seconds > long:
        return HUNG
    if result.status == "starved":
        return None
    return LIVES if verdict(cells[-1].check, reference, result).passed else KILLED


def _gathered(waiting: list[Waiting], progress: Callable[[], None]) -> Iterator[Fate]:
    """The fates in order, each written down when it is known. Raises Overloaded at the end, when some are not."""
    decided = True
    for mutant, words, future in waiting:
        word = future.result() if future else words.of(mutant.source)
        decided &= word is not None
        if future and word:
            words.add(mutant.source, word)
        progress()
        yield Fate(mutant, word)
    if not decided:
        raise Overloaded
