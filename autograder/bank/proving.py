"""Grades every known answer as a submission's would be: wrong ones must lose their points, right ones keep them, each
death is named; and what is printed must be what comes here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..grading import untrue, verdict
from ..lessons import Former, Lesson, course, known_mistakes, packed, shown, unpack
from ..sandbox import CellResult, Workers
from . import scaffold
from .known_data import records, settle
from .printing import Printing
from .reading import ANSWERS, Answer, answers
from .running import transcripts


@dataclass(frozen=True)
class Outcome:
    """What grading made of an answer: did its check keep its points, what was said, was it recognised?"""

    answer: Answer
    passed: bool
    message: str
    mistakes: tuple[str, ...]

    @property
    def named(self) -> bool:
        return self.answer.sentence in self.mistakes

    @property
    def unnamed(self) -> bool:
        """Killed, but not by its own sentence."""
        return self.answer.kind == "wrong" and not self.passed and not self.named

    @property
    def as_it_should(self) -> bool:
        return self.passed == (self.answer.kind == "right")

    def words(self, own: bool) -> str:
        """What became of the answer, and what its student reads."""
        what, cure = "accepted" if self.passed else "killed", ""
        if own and self.unnamed and self.mistakes:
            what = "killed, but named by another answer's sentence"
            cure = "give both the same sentence, or add a probe before that tells them apart"
        elif own and self.unnamed:
            what, cure = "killed, but not named", "let a probe, whose value tells mistakes apart, come first"
        elif not self.as_it_should:
            cure = "add a call that tells it apart" if self.passed else "widen the check, or is the answer wrong?"
        lines = [f"{self.answer.where}: {what}", *self.message.splitlines(), *([f"Cure: {cure}"] if cure else [])]
        return "\n    ".join(lines)

    def row(self) -> dict:
        """For `--json`."""
        answer = self.answer
        return {
            "step": answer.step,
            "exercise": answer.exercise,
            "file": str(shown(answer.path)),
            "slug": answer.slug,
            "kind": answer.kind,
            "passed": self.passed,
            "named": self.named,
        }


@dataclass
class Proof:
    """What came of a lesson's answers, and `faults` of the bank or the print themselves, in words."""

    outcomes: list[Outcome]
    faults: list[str]

    def by_exercise(self, lesson: Lesson) -> dict[str, tuple[list[Outcome], list[Outcome]]]:
        """For each exercise that has answers the outcomes of the wrong and of the right ones."""
        found = {}
        for outcome in self.outcomes:
            found.setdefault(outcome.answer.exercise, ([], []))[outcome.answer.kind == "right"].append(outcome)
        return {name: found[name] for name in lesson.exercises if name in found}


def prove(
    lesson: Lesson,
    pool: Workers,
    folder: Path | None = None,
    *,
    total: Callable[[int], None] = lambda count: None,
    progress: Callable[[], None] = lambda: None,
) -> Proof:
    """Grade the answers of the course's own bank, or of another `folder`. `total` is told how often `progress` will be
    called. Raises LessonError for a fault in the lesson or in an answer's file, Overloaded."""
    known, printing = answers(lesson, folder), Printing(lesson, course())
    total(len(known) + 1)
    solved, results = transcripts(printing.blank, lesson, known, pool, progress)
    former, faults = Former(printing.solved), []
    mistakes = known_mistakes(former.notebook)
    if folder is None:
        if former.fresh(printing.origin):
            there = packed(former.notebook)
            faults += [
                f"{lesson.step}: {fault}" for name in solved for fault in untrue(name, solved[name], there[name])
            ]
        else:  # before it is printed
            settled = settle(records(solved, known, results), solved, packed(former.notebook))
            mistakes = {name: [m for text in pair for m in unpack(text)["mistakes"]] for name, pair in settled.items()}
        faults += [f"{a.where}: still the skeleton's; write it" for a in known if a.sentence in scaffold.SENTENCES]
        for name in lesson.exercises:
            for kind in {"right", "wrong"} - {answer.kind for answer in known if answer.exercise == name}:
                where = shown(ANSWERS / lesson.step / f"{name}.py")
                faults.append(f"{where}:1: {name} has no known {kind} answer; add one that students really write")
    return Proof(outcomes(solved, known, results, mistakes), faults)


def outcomes(
    solved: Mapping[str, CellResult], known: list[Answer], results: list[CellResult], mistakes: Mapping[str, list]
) -> list[Outcome]:
    """Judge every answer's check as a submission's would be."""
    found = []
    for answer, result in zip(known, results):
        ruling = verdict(answer.exercise, solved[answer.exercise], result, mistakes.get(answer.exercise, ()))
        found.append(Outcome(answer, ruling.passed, ruling.message, ruling.mistakes))
    return found
