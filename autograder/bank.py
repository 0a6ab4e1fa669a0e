"""The bank of known answers, `bank/<step>/<exercise>/{right,wrong}_<slug>.py`, and what grading makes of them."""

import ast
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from . import checks
from .judge import difference, runnable, verdict
from .lesson import Lesson, LessonError
from .memory import remembered
from .sandbox import Cell, CellResult, Limits
from .workers import Run, Workers

BANK = Path(__file__).parent / "bank"
LIMITS = Limits(cell_seconds=10, total_seconds=30)


@dataclass(frozen=True)
class Answer:
    """One known answer: `kind` is "right" or "wrong", `sentence` its docstring, `source` its whole text."""

    step: str
    exercise: str
    path: Path
    kind: str
    sentence: str
    source: str


@dataclass(frozen=True)
class Outcome:
    """What grading made of an answer: did its check keep its points, what was said, was it recognised?"""

    answer: Answer
    passed: bool
    message: str
    mistake: str | None

    @property
    def named(self) -> bool:
        return self.mistake is not None and self.mistake == self.answer.sentence

    @property
    def as_it_should(self) -> bool:
        return self.passed == (self.answer.kind == "right")


def answers(lesson: Lesson, folder: Path = BANK) -> list[Answer]:
    """The bank's answers to a lesson's exercises, in the lesson's order.

    Raises LessonError for a folder of no exercise, a file of no kind, a file that has no docstring.
    """
    found: dict[str, list[Answer]] = {name: [] for name in lesson.exercises}
    for path in sorted((folder / lesson.step).glob("*/*.py")):
        exercise, kind = path.parent.name, path.name.split("_")[0]
        if exercise not in found:
            raise LessonError(f"{path}:1: {lesson.step} has no exercise {exercise}; it has {', '.join(found)}")
        if kind not in ("right", "wrong"):
            raise LessonError(f"{path}:1: name it right_<slug>.py or wrong_<slug>.py")
        source = path.read_text(encoding="utf-8")
        found[exercise].append(Answer(lesson.step, exercise, path, kind, _sentence(source), source))
        if folder == BANK and not found[exercise][-1].sentence:
            raise LessonError(f"{path}:1: no docstring; a wrong answer's is the sentence its student reads")
    return [answer for group in found.values() for answer in group]


def _sentence(source: str) -> str:
    try:
        return " ".join((ast.get_docstring(ast.parse(source)) or "").split())
    except SyntaxError:
        return ""


def _prelude(lesson: Lesson) -> int:
    """How many of the lesson's runnable cells come before anything a student writes: set-up and recaps."""
    return next(
        number
        for number, cell in enumerate(cell for cell in lesson.cells if cell.role not in ("markdown", "demo"))
        if cell.role not in ("setup", "recap")
    )


def _cells(cells: list[Cell], answer: Answer) -> list[Cell]:
    """What runs for one answer: the solved lesson before it, as one cell and without checks; the answer; its
    check."""
    place = next(number for number, cell in enumerate(cells) if cell.id == answer.exercise)
    before = "\n\n".join(cell.source for cell in cells[:place] if cell.check is None)
    check = next(cell for cell in cells if cell.check == answer.exercise)
    plain = [cell for cell in cells[place + 1 : cells.index(check)] if cell.check is None]
    return [Cell("before", before), replace(cells[place], source=answer.source), *plain, check]


def transcripts(
    notebook,
    lesson: Lesson,
    known: Iterable[Answer],
    *,
    workers: int,
    isolated: bool,
    progress: Callable[[], None] = lambda: None,
) -> tuple[dict[str, CellResult], list[CellResult]]:
    """Run the solved lesson, and it once more for each answer.

    → the solved checks' results by exercise, and the result of each answer's check, in the answers' order.
    Raises LessonError when the solved lesson does not pass its own cells.
    """
    cells, known, start = runnable(notebook), list(known), _prelude(lesson)

    def run(run: Run, later: list[Cell]) -> list[CellResult]:
        results = run(later) if isolated else remembered(cells[:start] + later, lambda: run(later))
        progress()
        return results

    with Workers(workers, LIMITS, isolated, [cell.source for cell in cells[:start]]) as pool:
        solved = pool.submit(run, cells[start:])
        futures = [pool.submit(run, _cells(cells, answer)) for answer in known]
        results = [future.result()[-1] for future in futures]
    return _solved_checks(lesson, cells[start:], solved.result()), results


def _solved_checks(lesson, cells, results) -> dict[str, CellResult]:
    for cell, result in zip(cells, results):
        if result.status != "ok":
            where = lesson.exercises.get(cell.id) or lesson.checks.get(cell.check) or lesson.cells[0]
            reason = f"{result.error['type']}: {result.error['message']}" if result.error else result.status
            raise lesson.error(where, f"the solved lesson stops in cell `{cell.id}`: {reason}")
        if problem := next((call["unreported"] for call in result.calls if "unreported" in call), None):
            raise lesson.error(lesson.checks[cell.check], f"check {cell.check}: {problem}; 200 calls are the most")
    return {cell.check: result for cell, result in zip(cells, results) if cell.check}


def known_data(solved: dict[str, CellResult], known: list[Answer], results: list[CellResult]):
    """What the printed checks carry: for each exercise two records `{"values", "mistakes"}`, one for the visible
    and one for the hidden calls of its check."""
    data = {}
    for exercise, reference in solved.items():
        calls = reference.calls
        first_hidden = next(number for number, call in enumerate(calls) if call["hidden"])
        records = ({"values": {}, "mistakes": []}, {"values": {}, "mistakes": []})
        for number, call in enumerate(calls):
            if call["call"] in ("probe", "choice"):
                records[number >= first_hidden]["values"][str(number)] = call["value"]
        for answer, result in zip(known, results):
            if answer.exercise == exercise and answer.kind == "wrong":
                found = difference(reference, result)
                if found:
                    mistake = [found[0], checks._sketch(found[1]), answer.sentence]
                    mistakes = records[found[0] >= first_hidden]["mistakes"]
                    if mistake not in mistakes:
                        mistakes.append(mistake)
        data[exercise] = records
    return data


def outcomes(solved, known: list[Answer], results: list[CellResult], mistakes: dict[str, list]) -> list[Outcome]:
    """Judge every answer's check as a submission's would be."""
    found = []
    for answer, result in zip(known, results):
        ruling = verdict(answer.exercise, solved[answer.exercise], result, mistakes.get(answer.exercise, ()))
        found.append(Outcome(answer, ruling.passed, ruling.message, ruling.mistake))
    return found
