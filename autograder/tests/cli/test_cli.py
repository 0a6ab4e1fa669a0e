"""The commands as a person meets them: tables that fit, errors that end with their cure."""

import re
import subprocess
import sys

import pytest
from rich.console import Console

from autograder.cli.tables import exercise_table, score_table
from autograder.course.demo import NAMES
from autograder.lessons import ROOT, lessons


class Class:
    """A course of the demo's size, in which everybody has everything right."""

    def points(self, step):
        [lesson] = lessons([step])
        return {name: dict.fromkeys(lesson.exercises, (1, 1)) for name in NAMES}

    def scores(self, steps):
        return {name: dict.fromkeys(steps, (23.5, 24.0)) for name in NAMES}

    def reasons(self, step):
        return {"zoe\n\x1b[2J\udcff": "The file is damaged. " * 9} if step == "step1_foundations" else {}


def test_tables_fit_80_columns_and_names_are_whole():
    written = lessons()
    console = Console(width=80, record=True, file=open("/dev/null", "w"))  # noqa: SIM115
    console.print(exercise_table(Class(), written))
    console.print(score_table(Class(), [lesson.step for lesson in written]))
    lines = console.export_text().splitlines()
    assert max(map(len, lines)) <= 80 and "…" not in "".join(lines)
    for lesson in written:
        assert all(any(f"  {name} " in line for line in lines) for name in lesson.exercises)
    assert all(any(re.search(rf"\b{name}\b", line) for line in lines) for name in NAMES)
    assert r"zoe\n\x1b[2J\udcff, step1: The file is damaged." in "".join(lines) and any("–" in line for line in lines)


def run(*arguments, without=""):
    """The command line, in a Python where a package is missing; → (status, what it said)."""
    code = f"import sys; sys.modules[{without!r}] = None; sys.argv = ['autograder', *{arguments!r}]\n"
    code += "import autograder.cli; autograder.cli.main()"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    return ran.returncode, ran.stdout + ran.stderr


@pytest.mark.parametrize("package", ["nbgrader", "rich", "nbformat"])
def test_a_missing_package_is_named_with_its_cure(package, tmp_path):
    status, said = run("release", "step1_foundations", "--course", str(tmp_path), without=package)
    assert status == 1 and f"The package {package} is not installed.\nCure: pip install" in said
    assert "Traceback" not in said


def test_a_release_needs_no_torch(tmp_path):
    status, said = run("release", "step1_foundations", "--course", str(tmp_path), without="torch")
    assert status == 0 and "released" in said, said


def test_an_error_ends_with_its_cure_and_lines_are_no_pictures(tmp_path):
    status, said = run("grade", "step1_foundations", "--course", str(tmp_path))
    assert status == 1 and said.strip().splitlines()[-1].startswith("Cure: python -m autograder release"), said
    status, said = run("bank", "step99")
    assert status == 1 and "course.toml:1: no written step step99" in said
