"""What has been run on its way into nbgrader's database: some submissions a transaction. Runs no notebook."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from .. import grading
from .session import Session

SIZE = 10  # submissions a transaction: while one is open, nobody else can write


@dataclass(frozen=True)
class Job:
    """A student's submission: what its run came to, and what to note (`mark`, in the file `done`) once it is graded."""

    ran: Future
    student: str
    mark: str
    done: Path


class Batch:
    """Lets nbgrader grade submissions through one session. `convert(student)` is nbgrader's own grading of one; it
    raises what it likes, and `errors` then holds its words."""

    def __init__(
        self,
        session: Session,
        convert: Callable[[str], None],
        errors: dict[str, str],
        progress: Callable[[str], None],
    ):
        self.session, self.convert, self.errors, self.progress = session, convert, errors, progress
        self.jobs: list[Job] = []

    def add(self, job: Job) -> None:
        """Grade one submission; it is in the database when the transaction ends."""
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
            grading.save(job.done, job.mark)

    def _grade(self, job: Job) -> bool:
        try:
            job.ran.result()
            self.convert(job.student)
        except Exception as error:  # one broken submission never stops the others
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
