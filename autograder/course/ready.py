"""Is what a course needs there and whole: its gradebook, its release, what that is made of? Says what cures it; mends
nothing."""

from pathlib import Path

from .. import grading
from ..lessons import SOLUTIONS
from .errors import AGAIN, CourseError


def gradebook_there(url: str) -> None:
    """Raise CourseError unless nbgrader's database, where it is a file, is there: nbgrader would make an empty one."""
    kind, _, path = url.partition(":///")
    if kind == "sqlite" and path and not Path(path).is_file():
        raise CourseError(
            f"{path} is missing: nbgrader's gradebook, with all grades. Nothing was changed.\n"
            "Cure: put it back from a backup; without one, python -m autograder release each step again (grades given "
            f"by hand and due dates were in the old one only); {AGAIN}"
        )


def printed(step: str) -> Path:
    """Where the step's solved notebook lies. Raises CourseError where it is not printed."""
    path = SOLUTIONS / f"{step}.ipynb"
    if not path.exists():
        raise CourseError(f"{step} is not printed yet.\nCure: python -m autograder build {step}")
    return path


def instructors(root: Path, step: str):
    """The instructor's notebook, when it and the release can be read. Raises CourseError."""
    try:
        grading.released(root, step, step)
        return grading.instructors(root, step, step)
    except PermissionError:
        raise
    except Exception as problem:  # whatever stands there in place of a notebook
        raise CourseError(
            f"The release of {step} in {root} is damaged or incomplete ({type(problem).__name__}).\n"
            f"Cure: python -m autograder release {step} --course {root}; {AGAIN}"
        ) from None
