"""Grading by us against stock nbgrader, on the same submissions: processor time and wall-clock, start-up and margin.

Processor time is the whole machine's, since a sandbox does not leave its own behind: let nothing else run meanwhile.
Stock nbgrader grades one submission after the other; a few of them tell what a class would take.
"""

import os
import resource
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import nbformat

from ..course import NbgraderCourse
from ..lessons import SOLUTIONS, lessons
from ..sandbox import CORES

LESSONS = [lesson.step for lesson in lessons()][:5]
CLASS, FEW, STOCK = 40, 8, 3  # ours: a class, and some, whose difference is the margin; and how many by stock nbgrader
SIZES = 40, 160, 640  # is it linear, is memory flat?
PLAIN = "c = get_config()\nc.CourseDirectory.course_id = 'gpt'\n"


def course(folder: Path, step: str, students: int, config: str = "") -> NbgraderCourse:
    """A course with solved submissions, each different from the others."""
    target = NbgraderCourse(folder)
    if config:
        folder.mkdir()
        (folder / "nbgrader_config.py").write_text(config)
    target.release(step)
    notebook = nbformat.read(SOLUTIONS / f"{step}.ipynb", 4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    notebook.cells.append(nbformat.v4.new_code_cell())
    for number in range(students):
        notebook.cells[-1].source = f"student = {number}"
        path = folder / "submitted" / f"student{number:03}" / step / f"{step}.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(notebook, path)
    return target


def processors() -> float:
    """Seconds that this machine's processors have worked, all together."""
    times = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
    return (sum(map(int, times)) - int(times[3]) - int(times[4])) / os.sysconf("SC_CLK_TCK")


def measured(work) -> tuple[float, float, float]:
    """What `work()` takes: (processor time, wall-clock, processor time of this process alone), in seconds."""
    wall, cpu, own = time.perf_counter(), processors(), time.process_time()
    work()
    return processors() - cpu, time.perf_counter() - wall, time.process_time() - own


def stock(target: NbgraderCourse, step: str) -> None:
    api = target.api()
    for student in target.submissions(step):
        assert api.autograde(step, student)["success"]


def compare(step: str, folder: Path) -> list[tuple[float, float]]:
    """Ratios (processor time, wall-clock) of stock nbgrader to us, for a class and at the margin."""
    sizes = {size: course(folder / str(size), step, size) for size in (FEW, CLASS)}
    theirs = course(folder / "stock", step, STOCK, PLAIN)
    ours = {size: measured(lambda target=target: target.grade(step, workers=CORES)) for size, target in sizes.items()}
    each = [seconds / STOCK for seconds in measured(lambda: stock(theirs, step))][:2]
    scores, wanted = sizes[FEW].scores([step]), theirs.scores([step])
    assert wanted == {student: scores[student] for student in wanted}
    margin = [(whole - few) / (CLASS - FEW) for whole, few in zip(ours[CLASS], ours[FEW])]
    start = [few - FEW * one for few, one in zip(ours[FEW], margin)]
    print(
        f"{step}: stock {each[0]:.2f} s CPU, {each[1]:.2f} s each; ours {margin[0]:.2f}, {margin[1]:.2f} s at the "
        f"margin ({margin[2]:.2f} s CPU in the process that writes grades), start-up {start[0]:.1f}, {start[1]:.1f} s"
    )
    pairs = ([CLASS * one / whole for one, whole in zip(each, ours[CLASS])], [a / b for a, b in zip(each, margin)])
    for what, (cpu, wall) in zip((f"a class of {CLASS}", "at the margin"), pairs):
        print(f"  {what}: {cpu:.1f} times as fast in processor time, {wall:.1f} times in wall-clock", flush=True)
    return [tuple(pair) for pair in pairs]


def grow(step: str, size: int) -> None:
    """In a process of its own: grade a class of this size, and say what it took."""
    with tempfile.TemporaryDirectory() as folder:
        target = course(Path(folder) / "course", step, size)
        cpu, wall, _ = measured(lambda: target.grade(step, workers=CORES))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{size} submissions of {step}: {wall:.0f} s, {cpu / size:.2f} s CPU each, {peak:.0f} MB at most", flush=True)


def main() -> None:
    found = []
    for step in LESSONS:
        with tempfile.TemporaryDirectory() as folder:
            found.append(compare(step, Path(folder)))
    for number, what in enumerate((f"a class of {CLASS}", "at the margin")):
        cpu, wall = (median(pairs[number][kind] for pairs in found) for kind in (0, 1))
        print(f"median, {what}: {cpu:.1f} times in processor time, {wall:.1f} times in wall-clock, {CORES} workers")
    for size in SIZES:
        os.spawnl(os.P_WAIT, sys.executable, sys.executable, "-m", __spec__.name, LESSONS[0], str(size))


if __name__ == "__main__":
    grow(sys.argv[1], int(sys.argv[2]))
