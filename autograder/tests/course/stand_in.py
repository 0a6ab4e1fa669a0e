"""A class whose notebooks have been run before: for the tests of killing and of grading again. In place of the sandbox
stands a memory of what it gave; all else is as in real grading."""

import json
import shutil
from dataclasses import asdict
from pathlib import Path

import nbformat
from nbgrader.api import Base

from autograder import grading
from autograder.course import NbgraderCourse
from autograder.sandbox import CellResult, Sandbox

from . import test_course

STEP = "step2_self_attention"
WITHOUT = {"ada": (), "bob": ("softmax",), "cat": ("attention", "causal_mask"), "eve": ()}  # who did not answer what
NAMES = [*WITHOUT, "fay"]  # ada and eve hand in the same bytes, fay something that nobody can read
RUN = Sandbox.run


def solved(without=()):
    return test_course.solved(STEP, without)


def place(root: Path, student: str) -> Path:
    return root / "submitted" / student / STEP / f"{STEP}.ipynb"


def make(root: Path) -> NbgraderCourse:
    """A course with this class's submissions, released and not graded."""
    target = NbgraderCourse(root, isolated=False)
    target.release(STEP)
    for name in NAMES:
        place(root, name).parent.mkdir(parents=True)
        if name in WITHOUT:
            nbformat.write(solved(WITHOUT[name]), place(root, name))
        else:
            place(root, name).write_bytes(b'{"cells": [')
    return target


def copy(target: NbgraderCourse, root: Path) -> NbgraderCourse:
    shutil.copytree(target.root, root)
    return NbgraderCourse(root, isolated=False)


class Memory:
    """What sandboxes gave, in a file, by what was run. Takes their place once `play` was called."""

    def __init__(self, path: Path):
        self.path = path
        self.known = json.loads(path.read_text()) if path.exists() else {}

    def record(self, monkeypatch) -> None:
        """Run what comes, and remember it."""

        def run(sandbox, cells, *more):
            results = RUN(sandbox, cells, *more)
            self.known[self.key(cells)] = [asdict(result) for result in results]
            self.path.write_text(json.dumps(self.known))
            return results

        monkeypatch.setattr(Sandbox, "run", run)

    def play(self) -> None:
        """From now on this process runs nothing."""
        Sandbox.run = lambda sandbox, cells, *more: [CellResult(**result) for result in self.known[self.key(cells)]]

    @staticmethod
    def key(cells) -> str:
        return json.dumps([asdict(cell) for cell in cells])


def books(target: NbgraderCourse) -> dict:
    """What the gradebook says, without the random ids of its rows, and how many rows each table has."""
    with target.gradebook() as book:
        found = {
            submission.student.id: (
                str(submission.timestamp),
                [
                    (
                        notebook.name,
                        notebook.late_submission_penalty,
                        sorted(
                            (
                                grade.name,
                                grade.auto_score,
                                grade.manual_score,
                                grade.extra_credit,
                                grade.needs_manual_grade,
                            )
                            for grade in notebook.grades
                        ),
                        sorted((c.name, str(c.auto_comment), str(c.manual_comment)) for c in notebook.comments),
                    )
                    for notebook in submission.notebooks
                ],
            )
            for submission in book.assignment_submissions(STEP)
        }
        counts = {table.name: len(book.db.execute(table.select()).all()) for table in Base.metadata.sorted_tables}
    return {"rows": found, "counts": counts}


def files(target: NbgraderCourse) -> dict[str, bytes]:
    """What lies in the course beside the gradebook, but for the lock."""
    return {
        str(path.relative_to(target.root)): path.read_bytes()
        for path in target.root.rglob("*")
        if path.is_file() and path.name not in ("gradebook.db", "gradebook.db-journal", "lock")
    }


def record(target: NbgraderCourse, kind: str, student: str) -> Path:
    return grading.record(target.root, kind, STEP, student)
