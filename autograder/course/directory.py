"""An nbgrader course directory: release, grade, feedback, export. nbgrader does the work; we call it."""

import contextlib
import logging
import os
import re
import sys
import warnings
from collections.abc import Callable, Collection, Iterable
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
from ..lessons import ROOT
from ..sandbox import Cluster, Limits, Run, Workers
from .batch import Batch, Job
from .errors import CourseError, explain, explained
from .interrupt import check
from .lock import locked
from .marks import Marks, cut_short
from .ready import gradebook_there, instructors, printed
from .session import session

CONFIG = f'''"""nbgrader's configuration of this course; add your own settings below."""
import sys

sys.path.insert(0, {str(ROOT)!r})
from autograder.grading import configure

c = get_config()
c.CourseDirectory.course_id = "gpt"
configure(c)
'''


class _Lesson:
    """What every submission of a step is run with: the release, the locked cells' sources, the cells it begins with."""

    def __init__(self, release, source):
        self.release = release
        self.locked = {cell.metadata.nbgrader.grade_id: cell.source for cell in source.cells if is_locked(cell)}
        self.ours = grading.given(grading.runnable(source))


class NbgraderCourse:
    """A course directory of nbgrader's layout. `isolated=False` grades without a sandbox."""

    def __init__(self, root: Path, isolated: bool = True):
        self.root, self.isolated = Path(root).resolve(), isolated
        # nbgrader calls `alembic` by name; it lies beside this Python, which may not be on PATH.
        warnings.filterwarnings("ignore", category=SAWarning)  # nbgrader's queries, not ours to mend
        logging.getLogger("tornado.application").addHandler(logging.NullHandler())  # nbgrader's: we say it in words
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

    @property
    def records(self) -> Path:
        """Our own records, beside nbgrader's."""
        return self.root / grading.RECORDS

    def locked(self):
        """No other run works on this course meanwhile. Raises CourseError, which says which one does."""
        return locked(self.records)

    def gradebook(self) -> Gradebook:
        where = self.api().coursedir
        gradebook_there(where.db_url)
        return Gradebook(where.db_url, where.course_id)

    # ── release ───────────────────────────────────────────────────────────────────────────────────────

    def release(self, step: str) -> Path:
        """Make the course directory if need be and release one step in it; → the notebook to hand out.

        Raises CourseError when nbgrader refuses, for instance because submissions of it are there already.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        if not (self.root / "nbgrader_config.py").exists():
            (self.root / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
        solved = printed(step)
        source = self.root / "source" / step / solved.name
        with self.locked(), explained():
            grading.write(source, solved.read_bytes())
            self._succeed(self.api().generate_assignment(step, force=True), f"release {step}")
        return self.root / "release" / step / solved.name

    def released(self) -> list[str]:
        return sorted(path.parent.name for path in (self.root / "release").glob("*/*.ipynb"))

    # ── grade ─────────────────────────────────────────────────────────────────────────────────────────

    def submissions(self, step: str) -> list[str]:
        """Whose place for this step holds something, be it no folder at all."""
        return grading.handed_in(self.root / "submitted", step)

    def reasons(self, step: str) -> dict[str, str]:
        """Why there was nothing to grade, for each student of whom that is so."""
        found = {}
        for student in self.submissions(step):
            intake = grading.load(grading.record(self.root, "intake", step, student))
            with contextlib.suppress(TypeError, KeyError, IndexError):  # there is none, or of another form
                found |= {} if intake["readable"] else {student: intake["remarks"][0]}
            if why := grading.unfit(student):
                found[student] = why
        return found

    def grade(
        self,
        step: str,
        *,
        workers: int = 1,
        scheduler: str = "",
        force: bool = False,
        again: Collection[str] = (),
        progress: Callable[[str], None] = lambda student: None,
    ) -> dict[str, str]:
        """Grade every submission of a step that changed since it was graded, and those of the students in `again`; →
        the errors by student.

        Notebooks run side by side in `workers` sandboxes, or on the workers of a Dask `scheduler`; only this process
        writes to nbgrader's database. Raises CourseError where the course itself cannot be graded, and Stopped, a
        KeyboardInterrupt: what is graded stays.
        """
        with self.locked(), explained():
            return self._grade(step, workers, scheduler, force, again, progress)

    def _grade(
        self, step: str, workers: int, scheduler: str, force: bool, again: Collection[str], progress
    ) -> dict[str, str]:
        if step not in self.released():
            raise CourseError(
                f"{step} is not released in {self.root}.\n"
                f"Cure: python -m autograder release {step} --course {self.root}"
            )
        api, errors, waiting = self.api(), {}, {}
        limits = grading.SandboxExecute(config=api.config).limits
        source = instructors(self.root, step)
        marks, alone = Marks(self.root, step, source, limits, api.config, self.gradebook), {}
        grading.sweep(self.records)
        grading.forget()
        todo = []
        for student in self.submissions(step):
            if why := grading.unfit(student):
                errors[grading.shown(student)] = why
                progress(student)
            elif not force and student not in again and marks.current(student):
                progress(student)
            else:
                todo.append(student)
        if not todo:
            return errors
        lesson = _Lesson(grading.released(self.root, step, step), source)
        where = api.coursedir.db_url, api.coursedir.course_id
        options = limits, self.isolated
        pool = Cluster(scheduler, *options) if scheduler else Workers(workers, *options, alike=True)
        with pool, session(*where) as book:
            first = pool.submit(partial(grading.reference, self.root, step, step, limits, self.isolated, force))
            for _ in todo[1:workers] if scheduler else ():
                pool.submit(grading.warm_up, lesson.ours)  # meanwhile
            try:
                first.result()  # the solved lesson is judged first
            except grading.Refused as reason:
                raise CourseError(str(reason)) from None
            for student in todo:
                path = self._submission(student, step)
                waiting[pool.submit(self._run, path, lesson, limits, force)] = student
            with Batch(book, marks, partial(self._convert, api, step), errors, progress) as batch:
                for future in as_completed(waiting):
                    if future.exception() is None and future.result():
                        alone[future] = waiting[future]
                    else:
                        batch.add(Job(future, waiting[future]))
                for student in alone.values():  # before it costs a point
                    path = self._submission(student, step)
                    future = pool.submit(self._run, path, lesson, limits, True)
                    future.exception()
                    batch.add(Job(future, student))
        grading.forget()
        return errors

    def _convert(self, api: NbGraderAPI, step: str, student: str) -> None:
        self._succeed(api.autograde(step, student, force=True), f"grade {student}")

    def _submission(self, student: str, step: str) -> Path:
        return self.root / "submitted" / student / step / f"{step}.ipynb"

    def _run(self, run: Run, path: Path, lesson: "_Lesson", limits: Limits, anew: bool) -> bool:
        """Execute a submission as nbgrader will see it after its own sanitizing, so that it finds the results; → did
        something in it run out of time or die?"""
        notebook = grading.take(path, lesson.release).notebook
        for cell in notebook.cells:
            if is_locked(cell):
                cell.source = lesson.locked[cell.metadata.nbgrader.grade_id]
        cells = grading.runnable(notebook)
        results = grading.executed(cells, limits, self.isolated, self.root, run, anew, lesson.ours)
        return grading.broken(results)

    # ── after grading ─────────────────────────────────────────────────────────────────────────────────

    def feedback(self, step: str, progress: Callable[[str], None] = lambda student: None) -> dict[str, str]:
        """Write each graded student's feedback page; → the errors by student. Raises CourseError while another run
        works on this course."""
        api = self.api()
        with self.locked():
            return self._feedback(api, step, progress)

    def _feedback(self, api: NbGraderAPI, step: str, progress: Callable[[str], None]) -> dict[str, str]:
        errors: dict[str, str] = {}
        gradebook_there(api.coursedir.db_url)
        half = set(cut_short(self.root, step))
        for student in self.submissions(step):
            check()
            if student in half:
                errors[student] = (
                    "a run ended while this grade was being written.\n"
                    f"Cure: python -m autograder grade {step} --course {self.root}"
                )
            elif (self.root / "autograded" / student / step).is_dir():
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
            check()
            said = "\n".join(filter(None, (result.get("log"), result.get("error"))))
            if re.search(r"^ *(\w+\.)*(KeyboardInterrupt|Stopped)\b", said, re.MULTILINE):
                raise KeyboardInterrupt  # nbgrader catches it like any error
            if trouble := explain(said):
                raise trouble
            reason = (result.get("error") or result.get("log") or "").strip().splitlines()[-12:]
            raise CourseError(f"nbgrader could not {what}:\n  " + "\n  ".join(reason))
