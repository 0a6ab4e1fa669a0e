"""Grading by us against stock nbgrader, on the same submissions."""

import tempfile
import time
from pathlib import Path
from statistics import median

import nbformat

from ..course import NbgraderCourse
from ..lessons import SOLUTIONS
from ..sandbox import CORES

STEP = "step2_self_attention"
STUDENTS = 8
ROUNDS = 3  # the machine is noisy: ours and stock in turn, and the median of the ratios
STOCK = "c = get_config()\nc.CourseDirectory.course_id = 'gpt'\n"


def course(folder: Path, config: str | None) -> NbgraderCourse:
    """A course with `STUDENTS` solved submissions, each different from the others."""
    target = NbgraderCourse(folder)
    if config:
        folder.mkdir()
        (folder / "nbgrader_config.py").write_text(config)
    target.release(STEP)
    for number in range(STUDENTS):
        notebook = nbformat.read(SOLUTIONS / f"{STEP}.ipynb", 4)
        notebook.cells.append(nbformat.v4.new_code_cell(f"student = {number}"))
        path = folder / "submitted" / f"student{number}" / STEP / f"{STEP}.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(notebook, path)
    return target


def seconds(work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def stock(target: NbgraderCourse) -> None:
    api = target.api()
    for student in target.submissions(STEP):
        assert api.autograde(STEP, student)["success"]


def main() -> None:
    ratios = []
    for turn in range(1, ROUNDS + 1):
        with tempfile.TemporaryDirectory() as folder:
            ours = course(Path(folder) / "ours", None)
            theirs = course(Path(folder) / "stock", STOCK)
            a = seconds(lambda ours=ours: ours.grade(STEP, workers=CORES))
            b = seconds(lambda theirs=theirs: stock(theirs))
            assert ours.scores([STEP]) == theirs.scores([STEP])
        ratios.append(b / a)
        print(
            f"round {turn}: {STUDENTS} submissions of {STEP}: ours {a / STUDENTS:.2f} s, "
            f"stock nbgrader {b / STUDENTS:.2f} s each; {b / a:.1f} times faster"
        )
    print(f"median: {median(ratios):.1f} times as fast as stock nbgrader, in the sandbox, with {CORES} workers")
