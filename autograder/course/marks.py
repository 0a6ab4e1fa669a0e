"""What a student's grade was made of, part by part: so that grading knows who is to be graded, and which grades would
come out differently now, and why.

A mark lies in the course's records for each graded student. It is believed only where nbgrader's gradebook and the
graded notebook are there as well; while a grade is being written it says so, and a killed run shows by that. Grades
nobody.
"""

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from nbgrader.api import Assignment, BaseCell, Grade, Gradebook, MissingEntry, SubmittedAssignment, SubmittedNotebook
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import is_grade, is_solution

from .. import grading
from ..lessons import blind, fingerprint, packed, unpack
from .errors import AGAIN, CourseError

HIDDEN = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"


@dataclass(frozen=True)
class Change:
    """One thing that is not what it was when a student was graded; `exercise` is empty where it concerns them all,
    and `late` where only the late penalty hangs on it."""

    words: str
    exercise: str = ""
    late: bool = False


class Marks:
    """The marks of one step. `source` is the instructor's notebook, `limits` those of the sandbox, `config` nbgrader's.
    Reads the gradebook once, when it is made. Raises CourseError where it does not know the step."""

    def __init__(self, root: Path, step: str, source, limits, config, gradebook: Callable[[], Gradebook]):
        self.root, self.step = root, step
        with gradebook() as book:
            try:
                due = book.find_assignment(step).duedate
            except MissingEntry:
                raise CourseError(
                    f"nbgrader's gradebook knows nothing of {step}.\n"
                    f"Cure: python -m autograder release {step} --course {root}; {AGAIN}"
                ) from None
            self._extensions, self._scores = _rows(book, step)
        self.now = {
            "lesson": lesson_parts(source),
            "due": due.isoformat() if due else None,
            "late": _policy(config),
            "versions": grading.versions(),
            "limits": asdict(limits),
        }

    def current(self, student: str) -> bool:
        """Has this very submission been graded, and is all that came of it there?"""
        mark = self._read(student)
        graded = self.root / "autograded" / student / self.step / f"{self.step}.ipynb"
        return (
            self.graded(student)
            and mark["submission"] == self._submission(student)
            and graded.is_file()
            and isinstance(grading.load(self._path("intake", student)), dict)
            and self._agree(student, mark)
        )

    def graded(self, student: str) -> bool:
        """Is there a finished grade of this or another submission of the student's?"""
        mark = self._read(student)
        return mark.keys() >= self.now.keys() and not mark.get("unfinished") and student in self._extensions

    def changes(self, student: str) -> list[Change]:
        """What has changed since the student was graded; empty where that never was."""
        mark = self._read(student)
        if not self.graded(student):
            return []
        return list(_changes(mark, self.now | self._own(student)))

    def points(self, student: str) -> dict[str, float]:
        """How many points each exercise had when the student was graded."""
        return {name: part.get("points", 0.0) for name, part in self._read(student)["lesson"]["exercises"].items()}

    def begin(self, student: str) -> None:
        """Note that the student's grade is being written. Raises OSError."""
        grading.save(self._path("graded", student), self._read(student) | {"unfinished": True}, lasting=True)

    def end(self, student: str) -> None:
        """Note that it is written, and what it was made of. Raises OSError."""
        grading.save(self._path("graded", student), self.now | self._own(student), lasting=True)

    def _path(self, kind: str, student: str) -> Path:
        return grading.record(self.root, kind, self.step, student)

    def _agree(self, student: str, mark: dict) -> bool:
        """Does the gradebook give points where our verdicts do? Not where it was put back from an older backup, nor
        where the file of verdicts is damaged."""
        verdicts, scores = grading.load(self._path("verdicts", student)), self._scores.get(student, {})
        worth = {name for name, part in mark["lesson"]["exercises"].items() if part.get("points") and "hidden" in part}
        return isinstance(verdicts, dict) and all(
            isinstance(ruling := verdicts.get(name), dict)
            and ruling.get("passed") == scores.get(f"{name}_check", ruling.get("passed"))
            for name in worth
        )

    def _read(self, student: str) -> dict:
        mark = grading.load(self._path("graded", student))
        return mark if isinstance(mark, dict) else {}  # damaged, or of an older form

    def _own(self, student: str) -> dict:
        try:
            when = grading.stamped(self.root / "submitted" / student / self.step / "timestamp.txt")
        except grading.Unreadable:
            when = None
        return {
            "submission": self._submission(student),
            "timestamp": when,
            "extension": self._extensions.get(student, 0.0),
        }

    def _submission(self, student: str) -> str:
        return grading.digest(self.root / "submitted" / student / self.step / f"{self.step}.ipynb")


def _rows(book: Gradebook, step: str) -> tuple[dict[str, float], dict[str, dict[str, bool]]]:
    """Of each student with a submission: the extension in seconds; whether each check has points."""
    submissions = book.db.query(SubmittedAssignment.student_id, SubmittedAssignment.extension)
    submissions = submissions.join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
    extensions = {
        student: extension.total_seconds() if extension else 0.0
        for student, extension in submissions.filter(Assignment.name == step)
    }
    grades = (
        book.db.query(SubmittedAssignment.student_id, BaseCell.name, Grade.auto_score)
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .join(BaseCell, Grade.cell_id == BaseCell.id)
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        .filter(Assignment.name == step)
    )
    scores: dict[str, dict[str, bool]] = {}
    for student, name, points in grades:
        scores.setdefault(student, {})[name] = bool(points)
    return extensions, scores


def cut_short(root: Path, step: str) -> list[str]:
    """The students whose grade was being written when a run ended: what lies there of them may be half."""
    found = []
    for path in sorted((root / grading.RECORDS / "graded" / step).glob("*.json")):
        mark = grading.load(path)
        if (
            not isinstance(mark, dict)
            and not isinstance(mark, str)
            or isinstance(mark, dict)
            and mark.get("unfinished")
        ):
            found.append(path.stem)
    return found


def lesson_parts(source) -> dict:
    """The parts of an instructor's notebook that scores hang on. Sentences for known mistakes are none of them."""
    exercises, rest = {}, []
    for cell in source.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if is_grade(cell) and cell.cell_type != "code":  # for a grader to read
            exercises.setdefault(name, {})["points"] = float(cell.metadata.nbgrader.points)
        elif is_grade(cell):
            before, _, hidden = cell.source.partition(HIDDEN[0])
            hidden, _, after = hidden.partition(HIDDEN[1])
            exercises.setdefault(name.removesuffix("_check"), {}).update(
                points=float(cell.metadata.nbgrader.points), test=_test(before + after), hidden=_test(hidden)
            )
        elif is_solution(cell):
            exercises.setdefault(name, {})["solution"] = fingerprint(cell.source)
        elif cell.cell_type == "code":
            rest.append(blind(cell.source))
    return {"exercises": exercises, "rest": fingerprint(rest)}


def _test(source: str) -> str:
    """The fingerprint of a test's code and of the values that it expects."""
    values = [unpack(text)["values"] for texts in packed({"cells": [{"source": source}]}).values() for text in texts]
    return fingerprint(blind(source), values)


def _policy(config) -> dict:
    """How late submissions are penalised, by this nbgrader configuration."""
    plugin = AssignLatePenalties(config=config).plugin_class
    code = "" if plugin.__module__.startswith("nbgrader.") else inspect.getsource(plugin)
    settings = [repr(config.get(kind.__name__, {})) for kind in plugin.__mro__]
    return {"plugin": plugin.__name__, "code": fingerprint(code), "settings": fingerprint(settings)}


def _changes(old: dict, new: dict) -> Iterator[Change]:
    if old["submission"] != new["submission"]:
        yield Change("the submission changed")
    if old["timestamp"] != new["timestamp"]:
        yield Change(f"timestamp.txt changed from {old['timestamp']} to {new['timestamp']}", late=True)
    if old["due"] != new["due"]:
        yield Change(f"the due date changed from {old['due']} to {new['due']}", late=True)
    if old["extension"] != new["extension"]:
        yield Change("the student's extension changed", late=True)
    if old["late"] != new["late"]:
        yield Change("the late policy changed", late=True)
    former, exercises = old["lesson"]["exercises"], new["lesson"]["exercises"]
    for name in [*exercises, *(former.keys() - exercises.keys())]:
        was, now = former.get(name), exercises.get(name)
        if was is None or now is None:
            yield Change(f"the exercise was {'added' if was is None else 'taken out'}", name)
            continue
        if was.get("points") != now.get("points"):
            yield Change(f"its points changed from {was.get('points', 0):g} to {now.get('points', 0):g}", name)
        for part, words in (("hidden", "hidden test"), ("test", "visible test"), ("solution", "lesson's solution")):
            if was.get(part) != now.get(part):
                yield Change(f"the {words} changed", name)
    if old["lesson"]["rest"] != new["lesson"]["rest"]:
        yield Change("the lesson's other code changed")
    for name in sorted(old["versions"].keys() | new["versions"].keys()):
        was, now = old["versions"].get(name), new["versions"].get(name)
        if was != now:
            yield Change(f"{name} changed from {was} to {now}")
    if old["limits"] != new["limits"]:
        yield Change("the sandbox's limits changed")


def summary(changes: Iterable[tuple[str, list[Change]]]) -> dict[str, list[str]]:
    """(student, their changes) → each change in words, and whom it concerns."""
    found: dict[str, list[str]] = {}
    for student, own in changes:
        for change in own:
            words = f"{change.exercise}: {change.words}" if change.exercise else change.words
            found.setdefault(words, []).append(student)
    return found
