"""What grading again would change, and why: a copy of the gradebook is graded, and compared with the gradebook.

The copy lies in a folder of its own for the while; scores are written by `NbgraderCourse.grade`, and only when asked.
"""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Base, Gradebook

from .. import grading
from .directory import NbgraderCourse
from .marks import Change, Marks, summary
from .ready import instructors


@dataclass(frozen=True)
class Difference:
    """One score that would change, with (points, of how many) before and after. Without `exercise` it is the late
    penalty, in points."""

    student: str
    exercise: str
    old: tuple[float, float]
    new: tuple[float, float]
    why: tuple[str, ...]


@dataclass
class Preview:
    """What grading the step again would change; `errors` of students who could not be graded; who is still to be graded
    for the first time; whom it would grade again."""

    differences: list[Difference]
    errors: dict[str, str]
    waiting: list[str]
    students: list[str]


class Scratch(NbgraderCourse):
    """A course directory for one step and some of its students, which uses another's files and executed results, and
    has a gradebook of its own, with a copy of the other's rows."""

    def __init__(self, root: Path, original: NbgraderCourse, step: str, students: list[str]):
        super().__init__(root, original.isolated)
        shutil.copyfile(original.root / "nbgrader_config.py", self.root / "nbgrader_config.py")
        for path in original.root.glob("*.py"):  # what the configuration may import, a late policy say
            if not (self.root / path.name).exists():
                (self.root / path.name).symlink_to(path)
        for folder in ("source", "release"):
            (self.root / folder).symlink_to(original.root / folder)
        for student in students:
            for name in (f"{step}.ipynb", "timestamp.txt"):
                grading.copy_file(*(root / "submitted" / student / step / name for root in (original.root, self.root)))
        records = original.root / grading.RECORDS / "executed"
        if records.is_dir():
            (self.root / grading.RECORDS).mkdir()
            (self.root / grading.RECORDS / "executed").symlink_to(records)
        with original.gradebook() as theirs, Gradebook(f"sqlite:///{self.root / 'gradebook.db'}") as ours:
            for table in reversed(Base.metadata.sorted_tables):  # the course that every new gradebook has
                ours.db.execute(table.delete())
            for table in Base.metadata.sorted_tables:
                if rows := [dict(row._mapping) for row in theirs.db.execute(table.select())]:
                    ours.db.execute(table.insert(), rows)
            ours.db.commit()

    def api(self):
        api = super().api()
        api.coursedir.db_url = f"sqlite:///{self.root / 'gradebook.db'}"
        return api


def changed(target: NbgraderCourse, step: str) -> dict[str, list[str]]:
    """Each thing that has changed since students were graded, in words, and whom it concerns: the grades stand until
    they are written by `regrade`. Raises CourseError."""
    marks = _marks(target, step)
    return summary((student, marks.changes(student)) for student in target.submissions(step))


def preview(
    target: NbgraderCourse,
    step: str,
    *,
    workers: int = 1,
    force: bool = False,
    start: Callable[[int], None] = lambda count: None,
    progress: Callable[[str], None] = lambda student: None,
) -> Preview:
    """What grading again those for whom something has changed would change; with `force`, all, run anew. `start` is
    told how many these are. Writes no grade, and nothing into the course but results by content. Raises CourseError."""
    marks = _marks(target, step)
    graded = [student for student in target.submissions(step) if marks.graded(student)]
    waiting = [student for student in target.submissions(step) if student not in graded]
    why = {student: marks.changes(student) for student in graded}
    students = [student for student in graded if force or why[student]]
    start(len(students))
    if not students:
        return Preview([], {}, waiting, [])
    with tempfile.TemporaryDirectory(prefix="regrade-") as folder:
        scratch = Scratch(Path(folder), target, step, students)
        before = _scores(scratch, step)
        errors = scratch.grade(step, workers=workers, force=force, progress=progress)
        after = _scores(scratch, step)
    differences = [
        Difference(
            student,
            name,
            (old, marks.points(student).get(name, most)),
            after[student][name],
            tuple(_reasons(name, why[student])),
        )
        for student in students
        if student not in errors
        for name, (old, most) in before[student].items()
        if name in after[student] and after[student][name][0] != old
    ]
    return Preview(differences, errors, waiting, students)


def write(target: NbgraderCourse, step: str, found: Preview, *, workers: int = 1, progress=lambda student: None):
    """Grade again, in the course itself, those whom `found` is about; → the errors by student. Raises CourseError."""
    return target.grade(step, workers=workers, again=found.students, progress=progress)


def _marks(target: NbgraderCourse, step: str) -> Marks:
    api = target.api()
    limits = grading.SandboxExecute(config=api.config).limits
    return Marks(target.root, step, instructors(target.root, step), limits, api.config, target.gradebook)


def _scores(target: NbgraderCourse, step: str) -> dict[str, dict[str, tuple[float, float]]]:
    """student → exercise → (points, maximum), and under no name the late penalty."""
    found = target.points(step)
    with target.gradebook() as book:
        for submission in book.assignment_submissions(step):
            found[submission.student.id][""] = submission.late_submission_penalty or 0.0, submission.max_score
    return found


def _reasons(exercise: str, changes: list[Change]):
    """Why this score may have changed: what concerns its exercise alone, where there is such a thing, or else all; for
    the late penalty, what only it hangs on."""
    kinds = (
        [change.words for change in changes if (change.late if not exercise else change.exercise == exercise)],
        [change.words for change in changes if not change.late and not change.exercise],
        [f"{change.exercise}: {change.words}" for change in changes if not exercise and change.exercise],
    )
    if exercise:
        return kinds[0] + kinds[1] or [UNKNOWN]
    return kinds[0] or kinds[1] + kinds[2] or [UNKNOWN]


UNKNOWN = (
    "nothing on record has changed: the run before was cut short, another exercise's change reaches it, or chance has "
    "a part in it"
)
