"""An nbgrader course directory: release, grade, feedback, export. nbgrader does the work; we call it."""

import hashlib
import os
import shutil
import sys
import warnings
from collections.abc import Callable, Iterable
from concurrent.futures import as_completed
from functools import partial
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import is_locked
from sqlalchemy.exc import SAWarning
from traitlets.config import PyFileConfigLoader

from .. import grading
from ..lessons import ROOT, SOLUTIONS, LessonError
from ..sandbox import Limits, Run, Workers

CONFIG = f'''"""nbgrader's configuration of this course; add your own settings below."""
import sys

sys.path.insert(0, {str(ROOT)!r})
from autograder.grading import configure

c = get_config()
c.CourseDirectory.course_id = "gpt"
configure(c)
'''


class CourseError(LessonError):
    """Something about a course directory that its instructor can cure; the message says how."""


class NbgraderCourse:
    """A course directory of nbgrader's layout. `isolated=False` grades without a sandbox."""

    def __init__(self, root: Path, isolated: bool = True):
        self.root, self.isolated = Path(root).resolve(), isolated
        # nbgrader calls `alembic` by name; it lies beside this Python, which may not be on PATH.
        warnings.filterwarnings("ignore", category=SAWarning)  # nbgrader's queries, not ours to mend
        os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"

    def api(self) -> NbGraderAPI:
        if not (self.root / "nbgrader_config.py").exists():
            raise CourseError(
                f"{self.root} is no course directory.\nCure: python -m autograder release STEP --course {self.root}"
            )
        config = PyFileConfigLoader("nbgrader_config.py", path=str(self.root)).load_config()
        config.CourseDirectory.root = str(self.root)
        config.SandboxExecute.isolated = self.isolated
        return NbGraderAPI(CourseDirectory(config=config), config=config)

    def gradebook(self) -> Gradebook:
        return Gradebook(f"sqlite:///{self.root / 'gradebook.db'}")

    # ── release ───────────────────────────────────────────────────────────────────────────────────────

    def release(self, step: str) -> Path:
        """Make the course directory if need be and release one step in it; → the notebook to hand out.

        Raises CourseError when nbgrader refuses, for instance because submissions of it are there already.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        if not (self.root / "nbgrader_config.py").exists():
            (self.root / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
        printed = SOLUTIONS / f"{step}.ipynb"
        if not printed.exists():
            raise CourseError(f"{step} is not printed yet.\nCure: python -m autograder build {step}")
        source = self.root / "source" / step / printed.name
        source.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(printed, source)
        self._succeed(self.api().generate_assignment(step, force=True), f"release {step}")
        return self.root / "release" / step / printed.name

    def released(self) -> list[str]:
        return sorted(path.parent.name for path in (self.root / "release").glob("*/*.ipynb"))

    # ── grade ─────────────────────────────────────────────────────────────────────────────────────────

    def submissions(self, step: str) -> list[str]:
        """The students whose folder holds something for this step."""
        return sorted(path.parent.name for path in (self.root / "submitted").glob(f"*/{step}") if path.is_dir())

    def grade(
        self,
        step: str,
        *,
        workers: int = 1,
        force: bool = False,
        progress: Callable[[str], None] = lambda student: None,
    ) -> dict[str, str]:
        """Grade every submission of a step that changed since it was graded; → the errors by student.

        Notebooks run side by side in `workers` sandboxes; only this process writes to nbgrader's database.
        """
        if step not in self.released():
            raise CourseError(
                f"{step} is not released in {self.root}.\n"
                f"Cure: python -m autograder release {step} --course {self.root}"
            )
        api, errors, waiting = self.api(), {}, {}
        limits = grading.SandboxExecute(config=api.config).limits
        source = grading.instructors(self.root, step, step)
        again = {}
        with Workers(workers, limits, self.isolated) as pool:
            if self.submissions(step):  # the solved lesson is judged first
                first = pool.submit(partial(grading.reference, self.root, step, step, limits, self.isolated, force))
                try:
                    first.result()
                except grading.Refused as reason:
                    raise CourseError(str(reason)) from None
            for student in self.submissions(step):
                path = self._submission(student, step)
                mark = hashlib.sha256((path.read_bytes() if path.exists() else b"") + repr(source).encode()).hexdigest()
                done = grading.record(self.root, "graded", step, student)
                if not force and done.exists() and mark in done.read_text():
                    progress(student)
                    continue
                waiting[pool.submit(self._run, path, step, source, limits, force)] = student, mark, done

            def finish(future, student, mark, done):
                try:
                    future.result()
                    self._succeed(api.autograde(step, student, force=True), f"grade {student}")
                    grading.save(done, mark)
                except Exception as error:  # one broken submission never stops the others
                    errors[student] = str(error)
                progress(student)

            for future in as_completed(waiting):
                if future.exception() is None and future.result():
                    again[future] = waiting[future]
                else:
                    finish(future, *waiting[future])
            for student, mark, done in again.values():  # alone, before it costs a point
                path = self._submission(student, step)
                future = pool.submit(self._run, path, step, source, limits, True)
                future.exception()
                finish(future, student, mark, done)
        grading.forget()
        return errors

    def _submission(self, student: str, step: str) -> Path:
        return self.root / "submitted" / student / step / f"{step}.ipynb"

    def _run(self, run: Run, path: Path, step: str, source, limits: Limits, anew: bool) -> bool:
        """Execute a submission as nbgrader will see it after its own sanitizing, so that it finds the results; → did
        something in it run out of time or die?"""
        if not path.exists():
            return False
        notebook = grading.repair(path.read_bytes(), grading.released(self.root, step, step)).notebook
        locked = {cell.metadata.nbgrader.grade_id: cell.source for cell in source.cells if is_locked(cell)}
        for cell in notebook.cells:
            if is_locked(cell):
                cell.source = locked[cell.metadata.nbgrader.grade_id]
        results = grading.executed(grading.runnable(notebook), limits, self.isolated, self.root, run, anew)
        return grading.broken(results)

    # ── after grading ─────────────────────────────────────────────────────────────────────────────────

    def feedback(self, step: str, progress: Callable[[str], None] = lambda student: None) -> dict[str, str]:
        """Write each graded student's feedback page; → the errors by student."""
        api, errors = self.api(), {}
        for student in self.submissions(step):
            if (self.root / "autograded" / student / step).is_dir():
                try:
                    self._succeed(api.generate_feedback(step, student, force=True), f"feedback for {student}")
                except CourseError as error:
                    errors[student] = str(error)
            progress(student)
        return errors

    def scores(self, steps: Iterable[str]) -> dict[str, dict[str, tuple[float, float]]]:
        """For each student and step with a submission: (score after late penalty, maximum)."""
        found: dict[str, dict[str, tuple[float, float]]] = {}
        with self.gradebook() as book:
            for step in steps:
                for submission in book.assignment_submissions(step):
                    score = max(0.0, submission.score - submission.late_submission_penalty)
                    found.setdefault(submission.student.id, {})[step] = score, submission.max_score
        return found

    def points(self, step: str) -> dict[str, dict[str, tuple[float, float]]]:
        """For each student with a submission and each exercise: (points, maximum), before late penalty."""
        with self.gradebook() as book:
            return {
                submission.student.id: {
                    grade.name.removesuffix("_check"): (grade.score, grade.max_score)
                    for notebook in submission.notebooks
                    for grade in notebook.grades
                }
                for submission in book.assignment_submissions(step)
            }

    def export(self, folder: Path) -> list[Path]:
        """Write nbgrader's `grades.csv` (a row a student and step) and `gradebook.csv` (a row a student, a
        column a step: what an LMS imports); → both paths."""
        folder.mkdir(parents=True, exist_ok=True)
        long, wide = folder / "grades.csv", folder / "gradebook.csv"
        with self.gradebook() as book:
            grading.CsvExport(to=str(long)).export(book)
        steps = self.released()
        scores = self.scores(steps)
        rows = [["student_id", *steps, "total"]]
        for student, row in sorted(scores.items()):
            points = [row[step][0] if step in row else 0.0 for step in steps]
            rows.append([student, *points, sum(points)])
        grading.write_csv(wide, rows)
        return [long, wide]

    def _succeed(self, result: dict, what: str) -> None:
        if not result["success"]:
            reason = (result.get("error") or result.get("log") or "").strip().splitlines()[-12:]
            raise CourseError(f"nbgrader could not {what}:\n  " + "\n  ".join(reason))
