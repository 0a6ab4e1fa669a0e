"""What has been run on its way into nbgrader's database: some submissions a transaction. Runs no notebook."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass

from .errors import stop_if_trouble
from .interrupt import check
from .marks import Marks
from .session import Session

SIZE = 10  # submissions a transaction: while one is open, nobody else can write


@dataclass(frozen=True)
class Job:
    """A student's submission, and what its run came to."""

    ran: Future
    student: str


class Batch:
    """Lets nbgrader grade submissions through one session; a context manager, which commits what is left, and also
    when the run is stopped. `convert(student)` is nbgrader's own grading of one; it raises what it likes, and `errors`
    then holds its words."""

    def __init__(
        self,
        session: Session,
        marks: Marks,
        convert: Callable[[str], None],
        errors: dict[str, str],
        progress: Callable[[str], None],
    ):
        self.session, self.marks, self.convert = session, marks, convert
        self.errors, self.progress = errors, progress
        self.jobs: list[Job] = []

    def __enter__(self):
        return self

    def __exit__(self, kind, *_) -> None:
        if kind is None or issubclass(kind, KeyboardInterrupt):
            self.commit()

    def add(self, job: Job) -> None:
        """Grade one submission; it is in the database when the transaction ends. Raises Trouble where the course itself
        cannot go on, and Stopped; what was committed stays."""
        check()
        self.jobs.append(job)
        if not self._grade(job):
            self._one_by_one()
        elif len(self.jobs) == SIZE:
            self.commit()
        self.progress(job.student)

    def commit(self) -> None:
        """End the transaction. Raises sqlalchemy's errors; then nothing of it is noted as graded."""
        jobs, self.jobs = self.jobs, []
        self.session.commit()
        for job in jobs:
            self.marks.end(job.student)

    def _grade(self, job: Job) -> bool:
        try:
            job.ran.result()
            self.marks.begin(job.student)
            self.convert(job.student)
        except Exception as error:  # one broken submission never stops the others
            stop_if_trouble(error)
            self.errors[job.student] = str(error)
            return False
        self.errors.pop(job.student, None)
        return True

    def _one_by_one(self) -> None:
        """Something failed, and may have spoilt the transaction: begin it anew, each submission in one of its own."""
        jobs, self.jobs = self.jobs, []
        self.session.rollback()
        for job in jobs:
            if self._grade(job):
                self.jobs = [job]
                self.commit()
            else:
                self.session.rollback()
