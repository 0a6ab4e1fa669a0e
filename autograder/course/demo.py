"""A made-up class, drawn from the bank of known answers, with what goes wrong in every class. Prints nothing."""

import json
import random
import shutil
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat

from .. import bank, grading
from ..lessons import NOTEBOOKS, SKIP_TAG, Lesson
from .collect import collect
from .directory import NbgraderCourse
from .errors import CourseError

NAMES = (
    "ada",
    "alan",
    "barbara",
    "claude",
    "donald",
    "edsger",
    "emmy",
    "frances",
    "geoffrey",
    "grace",
    "john",
    "karen",
    "katherine",
    "kurt",
    "margaret",
    "radia",
)


@dataclass(frozen=True)
class Submission:
    student: str
    name: str  # the file's name, as the LMS delivers it
    data: bytes
    habit: str  # what this student did, in words


class Demo:
    """The class and its course directory, made anew in `folder`. Raises CourseError where something else lies there."""

    def __init__(self, folder: Path, isolated: bool):
        if folder.exists() and not (folder / "nbgrader_config.py").exists():
            raise CourseError(
                f"{folder} exists and is no course directory.\nCure: python -m autograder demo ANOTHER-FOLDER"
            )
        shutil.rmtree(folder, ignore_errors=True)
        self.course = NbgraderCourse(folder, isolated=isolated)
        self.habits: dict[str, str] = {}  # what each student did, in words

    def hand_in(self, lesson: Lesson) -> int:
        """Release a lesson, let the class hand it in and collect it; → how many did."""
        self.course.release(lesson.step)
        found = list(submissions(lesson))
        self.habits |= {submission.student: submission.habit for submission in found}
        with tempfile.TemporaryDirectory() as inbox:
            pack(archive := Path(inbox) / "class.zip", found)
            collect(archive, lesson.step, self.course.root / "submitted", self.course.released())
        return len(found)

    def misread(self, steps: list[str]) -> Counter:
        """How often each known mistake was made: (step, exercise, sentence) → count."""
        found = Counter()
        for step in steps:
            for path in (self.course.root / grading.RECORDS / "verdicts" / step).glob("*.json"):
                for name, ruling in (grading.load(path) or {}).items():
                    found.update((step, name, mistake) for mistake in ruling["mistakes"])
        return found


def submissions(lesson: Lesson) -> Iterator[Submission]:
    """One file a student. The same class every time: the drawing is seeded by student and step."""
    answers = {name: {"right": [], "wrong": []} for name in lesson.exercises}
    found = bank.answers(lesson)
    shared = Counter((answer.exercise, answer.sentence) for answer in found)
    for answer in found:
        if answer.loner:
            continue
        # Of a quick question's wrong answers the class gives other letters, not the malformed ones.
        if (
            answer.kind == "right"
            or not answer.exercise.startswith("answer_")
            or shared[answer.exercise, answer.sentence] == 1
        ):
            answers[answer.exercise][answer.kind].append(answer.source)
    habits = [
        ("all right", 0.0, _plain),
        ("all right", 0.0, _colab),
        ("one slip", 0.1, _plain),
        ("some wrong", 0.3, _plain),
        ("some wrong", 0.3, _colab),
        ("half wrong", 0.5, _plain),
        ("mostly wrong", 0.8, _plain),
        ("untouched", None, _plain),
        ("all right, cells duplicated", 0.0, _duplicated),
        ("some wrong, metadata lost", 0.3, _stripped),
        ("all right, checks deleted", 0.0, _checks_deleted),
        ("file cut off in the middle", 0.0, _cut),
        ("sent a PDF", None, _pdf),
        ("one slip", 0.1, _colab),
        ("some wrong", 0.4, _plain),
        ("all right", 0.0, _plain),
    ]
    for student, (habit, share, damage) in zip(NAMES, habits):
        dice = random.Random(f"{student} {lesson.step}")
        notebook = nbformat.read(NOTEBOOKS / f"{lesson.step}.ipynb", 4)
        if share is not None:
            for cell in notebook.cells:
                kinds = answers.get(cell.metadata.get("nbgrader", {}).get("grade_id"))
                if kinds:
                    kind = "wrong" if dice.random() < share else "right"
                    cell.source = dice.choice(kinds[kind])
        name, data = damage(notebook, lesson.step)
        yield Submission(student, name, data, habit)


def pack(path: Path, found: list[Submission]) -> None:
    """The class's files as one zip, a folder a student, as an LMS hands them over."""
    with zipfile.ZipFile(path, "w") as archive:
        for submission in found:
            archive.writestr(f"{submission.student}/{submission.name}", submission.data)


def _plain(notebook, step):
    return f"{step}.ipynb", nbformat.writes(notebook).encode()


def _colab(notebook, step):
    """As Google Colab saves it: format 4.0, cell ids moved into the metadata, keys of its own."""
    data = json.loads(nbformat.writes(notebook))
    data["nbformat_minor"] = 0
    data["metadata"]["colab"] = {"provenance": []}
    for cell in data["cells"]:
        cell["metadata"]["id"] = cell.pop("id")
    return f"Copy of {step}.ipynb", json.dumps(data).encode()


def _duplicated(notebook, step):
    notebook.cells = [
        copy for cell in notebook.cells for copy in ([cell, cell] if "nbgrader" in cell.metadata else [cell])
    ]
    return f"{step} (1).ipynb", json.dumps(notebook).encode()


def _stripped(notebook, step):
    for number, cell in enumerate(notebook.cells):
        cell.metadata, cell.id = nbformat.NotebookNode(), f"cell-{number}"
    return f"{step}.ipynb", nbformat.writes(notebook).encode()


def _checks_deleted(notebook, step):
    notebook.cells = [
        cell
        for cell in notebook.cells
        if not cell.metadata.get("nbgrader", {}).get("grade") and SKIP_TAG not in cell.metadata.get("tags", [])
    ]
    return f"{step}.ipynb", nbformat.writes(notebook).encode()


def _cut(notebook, step):
    data = nbformat.writes(notebook).encode()
    return f"{step}.ipynb", data[: len(data) // 2]


def _pdf(notebook, step):
    return f"{step}.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"
