"""The demo's class graded on this machine as it is, and beside sixteen busy processes: the same grades?

`make load`. Times nothing.
"""

import tempfile
from pathlib import Path

from ..course import Demo, busy
from ..lessons import lessons
from ..sandbox import CORES, SandboxUnavailable, check_available

PROCESSES = 16


def grades(folder: Path, isolated: bool) -> dict:
    """step → student → exercise → points, of the whole class."""
    class_, found = Demo(folder, isolated), {}
    for lesson in lessons():
        class_.hand_in(lesson)
        errors = class_.course.grade(lesson.step, workers=CORES)
        failed = {student: {"error": words} for student, words in errors.items()}
        found[lesson.step] = class_.course.points(lesson.step) | failed
        print(f"  {lesson.step}: {len(found[lesson.step])} submissions graded", flush=True)
    return found


def main() -> None:
    try:
        check_available()
        isolated = True
    except SandboxUnavailable:
        isolated = False
    with tempfile.TemporaryDirectory() as folder:
        print("as it is:", flush=True)
        quiet = grades(Path(folder) / "quiet", isolated)
        print(f"beside {PROCESSES} busy processes:", flush=True)
        with busy(PROCESSES):
            loaded = grades(Path(folder) / "loaded", isolated)
    differences = [
        f"{step}, {student}, {exercise}: {points} against {loaded[step].get(student, {}).get(exercise)}"
        for step, students in quiet.items()
        for student, exercises in students.items()
        for exercise, points in exercises.items()
        if loaded[step].get(student, {}).get(exercise) != points
    ]
    count = sum(len(exercises) for students in quiet.values() for exercises in students.values())
    print(*differences, f"{count} grades, {len(differences)} of them differ under load", sep="\n")
    if differences or quiet != loaded:
        raise SystemExit(1)
