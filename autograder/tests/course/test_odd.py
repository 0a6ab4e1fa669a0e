"""Whatever lies in `submitted/`: its student gets a row and a reason, the others their points, and nothing hangs."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from autograder.cli.app import Console
from autograder.cli.tables import score_table
from autograder.course import NbgraderCourse
from autograder.grading import digest, read_submission, runs
from autograder.lessons import NOTEBOOKS

from ..sandboxes import have_sandbox
from . import test_course

STEP = "step2_self_attention"
FILE = f"{STEP}.ipynb"


def solved() -> bytes:
    return nbformat.writes(test_course.solved(STEP)).encode()


def pipe(place):
    os.mkfifo(place / FILE)


def socket_(place):
    here = os.getcwd()
    os.chdir(place)  # a socket's path is short
    socket.socket(socket.AF_UNIX).bind(FILE)
    os.chdir(here)


def device(place):
    try:
        os.mknod(place / FILE, 0o20666, os.makedev(1, 5))  # /dev/zero, which has no end
    except PermissionError:
        (place / FILE).symlink_to("/dev/zero")


def another(place):
    (place / FILE).symlink_to(Path("..", "..", "good", STEP, FILE))


def outside(place):
    (place / FILE).symlink_to("/etc/passwd")


def nowhere(place):
    (place / FILE).symlink_to("nowhere")


def folder(place):
    (place / FILE).mkdir()
    (place / FILE / "x.txt").write_text("x")


def empty(place):
    pass


def nothing(place):
    (place / FILE).write_bytes(b"")


def sparse(place):
    with (place / FILE).open("wb") as file:
        file.truncate(10_000_000_000)


def other_name(place):
    (place / "homework.ipynb").write_bytes(solved())


def linked_folder(place):
    place.rmdir()
    place.symlink_to(Path("..", "good", STEP))


def linked_student(place):
    place.rmdir()
    place.parent.rmdir()
    place.parent.symlink_to("good")


def folder_that_is_a_file(place):
    place.rmdir()
    place.write_bytes(solved())


def folder_that_is_a_pipe(place):
    place.rmdir()
    os.mkfifo(place)


def student_that_is_a_file(place):
    place.rmdir()
    place.parent.rmdir()
    place.parent.write_bytes(solved())


def student_that_is_no_link(place):
    place.rmdir()
    place.parent.rmdir()
    place.parent.symlink_to("nowhere at all")


def cells(place):
    (place / FILE).write_bytes(b'{"cells": [' + b"{}," * 2_000_000 + b"{}]}")


def bytes_(place):
    (place / FILE).write_bytes(b"\xff" * 45_000_000)


ODD = {
    pipe: "is a named pipe", socket_: "is a socket", device: "device|link", another: "is a link", outside: "is a link",
    nowhere: "is a link", folder: "is a folder, and no file", empty: "There is no", nothing: "is empty",
    sparse: "too large", other_name: "There is no", linked_folder: "is a link", linked_student: "is a link",
    folder_that_is_a_file: "is a file, and no folder", folder_that_is_a_pipe: "is a named pipe",
    student_that_is_a_file: "is a file, and no folder", student_that_is_no_link: "is a link", cells: "far more than",
    bytes_: "far more",
}  # fmt: skip
BESIDE = {  # beside a good notebook
    "a pipe": lambda place: os.mkfifo(place / "data.txt"),
    "a pipe as time stamp": lambda place: os.mkfifo(place / "timestamp.txt"),
    "no time": lambda place: (place / "timestamp.txt").write_bytes(b"\xff soon"),
    "a link": lambda place: (place / "data.txt").symlink_to("/etc/passwd"),
    "a link to folders": lambda place: (place / "data").symlink_to("/etc"),
    "a device": lambda place: (place / "zero").symlink_to("/dev/zero"),
    "many files": lambda place: [(place / f"{number}.txt").touch() for number in range(5_000)],
    "a large file": lambda place: os.truncate(os.open(place / "large", os.O_CREAT | os.O_RDWR), 10_000_000_000),
}
NAMES = ["line\nbreak", "\x1b[2J", os.fsdecode(b"j\xfcrgen"), "*", "goo?", " good", "x" * 200]


@pytest.fixture(scope="module", params=["own command", "nbgrader's command"])
def graded(request, tmp_path_factory):
    """(course, errors) of a class of all these, graded."""
    isolated = request.param == "own command" and have_sandbox()
    target = NbgraderCourse(tmp_path_factory.mktemp("course"), isolated=isolated)
    target.release(STEP)
    good = solved()
    for name in ["good", *NAMES, *BESIDE, *(make.__name__ for make in ODD)]:
        place = target.root / "submitted" / name / STEP
        place.mkdir(parents=True)
        if name not in {make.__name__ for make in ODD}:
            (place / FILE).write_bytes(good)
    for make in ODD:
        make(target.root / "submitted" / make.__name__ / STEP)
    for name, make in BESIDE.items():
        make(target.root / "submitted" / name / STEP)
    (target.root / "submitted" / ".DS_Store").write_bytes(b"x")
    (target.root / "submitted" / "read me.txt").write_bytes(b"x")
    if request.param != "nbgrader's command":
        return target, target.grade(STEP, workers=2)
    code = f"from nbgrader.apps import NbGraderApp; NbGraderApp.launch_instance(['autograde', '{STEP}', '--force'])"
    with (target.root / "nbgrader_config.py").open("a") as config:
        config.write("c.SandboxExecute.isolated = False\n")
    command = [sys.executable, "-c", code]
    ran = subprocess.run(command, cwd=target.root, capture_output=True, text=True, errors="replace")
    assert ran.returncode == 0, ran.stderr[-3000:]
    return target, {}


def test_nobody_else_notices(graded):
    target, errors = graded
    scores = target.scores([STEP])
    assert set(scores) == {"good", *BESIDE, *(make.__name__ for make in ODD)}
    for name in ("good", *BESIDE):
        score, most = scores[name][STEP]
        assert score == most > 0, name
    assert all(why.endswith("then the same command again") for why in errors.values())
    assert not errors or len(errors) == len(NAMES)


@pytest.mark.parametrize("make", ODD)
def test_an_odd_place_is_a_row_with_a_reason(graded, make):
    target, _ = graded
    name = make.__name__
    assert target.scores([STEP])[name][STEP][0] == 0
    assert any(words in target.reasons(STEP)[name] for words in ODD[make].split("|"))
    page = (target.root / "autograded" / name / STEP / FILE).read_text()
    assert any(words in page for words in ODD[make].split("|"))


def test_the_table_says_why(graded):
    target, _ = graded
    console = Console(width=80, record=True, file=open(os.devnull, "w"))  # noqa: SIM115
    console.print(score_table(target, [STEP]))
    said = console.export_text()
    assert "pipe, step2: step2_self_attention.ipynb is a named pipe." in said
    assert r"line\nbreak" in said and "\x1b" not in said and r"j\udcfcrgen" in said
    assert "DS_Store" not in said and "read me" not in said


def test_no_other_place_is_copied(graded):
    target, _ = graded
    found = [path for path in (target.root / "autograded").rglob("*") if not path.is_dir()]
    assert {path.name for path in found} <= {FILE, "timestamp.txt", "homework.ipynb"}
    assert not any(path.is_symlink() for path in found)


def test_graded_again_only_what_changed(graded):
    target, errors = graded
    if not errors:
        pytest.skip("nbgrader's own command grades what it is told to")
    seen = []
    os.remove(target.root / "submitted" / "pipe" / STEP / FILE)
    (target.root / "submitted" / "pipe" / STEP / FILE).write_bytes(solved())
    before = json.loads((target.root / runs.RECORDS / "graded" / STEP / "pipe.json").read_text())
    target.grade(STEP, progress=seen.append)
    assert sorted(seen) == target.submissions(STEP)
    assert before != json.loads((target.root / runs.RECORDS / "graded" / STEP / "pipe.json").read_text())
    score, most = target.scores([STEP])["pipe"][STEP]
    assert score == most and "pipe" not in target.reasons(STEP)


@pytest.mark.parametrize("closed", ["file", "step", "student"])
def test_what_may_not_be_read(tmp_path, closed):
    """As an ordinary user: for the superuser nothing is closed."""
    release = nbformat.read(NOTEBOOKS / FILE, 4)
    file = tmp_path / "submitted" / "ann" / STEP / FILE
    file.parent.mkdir(parents=True)
    file.write_bytes(solved())
    assert read_submission(file, release).readable
    for path in tmp_path.parents:
        if path.is_relative_to(Path("/tmp")) and path != Path("/tmp") and path.owner() == Path.home().owner():
            path.chmod(path.stat().st_mode | 0o055)
    tmp_path.chmod(0o755)
    place = {"file": file, "step": file.parent, "student": file.parent.parent}[closed]
    place.chmod(0)
    mark = None
    try:
        if os.getuid() == 0:
            os.seteuid(65534)
        intake = read_submission(file, release)
        mark = digest(file)
        assert "ann" in NbgraderCourse(tmp_path).submissions(STEP)
    finally:
        if os.getuid() == 0:
            os.seteuid(0)
        place.chmod(0o755)
    assert not intake.readable and "may not be read" in intake.remarks[0] and mark != digest(file)
