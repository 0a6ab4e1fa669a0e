"""What the disk, the database or another run may do to a course: a sentence with its cure, and no traceback; then the
same call finishes the work."""

import errno
import os
import sqlite3
import subprocess
import sys
import threading

import pytest

from autograder import grading
from autograder.course import CourseError, errors, lock
from autograder.lessons import ROOT
from autograder.sandbox import Sandbox

from ..sandboxes import need_sandbox
from . import stand_in
from .stand_in import STEP


@pytest.fixture
def target(ungraded, tmp_path, monkeypatch):
    """The class, not graded; its results are known."""
    monkeypatch.setattr(Sandbox, "run", Sandbox.run)
    ungraded[1].play()
    grading.forget()
    return stand_in.copy(ungraded[0], tmp_path / "course")


@pytest.fixture
def finishes(ungraded, target):
    """At the end the same call finishes the work, as if nothing had been."""
    yield
    assert target.grade(STEP) == {}
    assert stand_in.books(target) == stand_in.books(ungraded[2])
    assert stand_in.files(target) == stand_in.files(ungraded[2])


def refused(target, words, **options):
    with pytest.raises(CourseError, match=r"(?s)" + words + r".*\nCure: ") as caught:
        target.grade(STEP, **options)
    assert "Traceback" not in str(caught.value) and "\n  File" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("how", ["IMMEDIATE", "EXCLUSIVE"])
def test_a_locked_database(target, finishes, how):
    other = sqlite3.connect(target.root / "gradebook.db", isolation_level=None)
    other.execute(f"BEGIN {how}")
    try:
        refused(target, "another program keeps nbgrader's gradebook locked")
    finally:
        other.execute("ROLLBACK")
        other.close()


@pytest.mark.parametrize("content", [b"this is no database, " * 100, b""])
def test_a_damaged_or_empty_database(target, finishes, content):
    path = target.root / "gradebook.db"
    whole = path.read_bytes()
    path.write_bytes(content)
    refused(target, "gradebook (is damaged|knows nothing of)")
    path.write_bytes(whole)


def test_no_database(target, ungraded):
    assert target.grade(STEP) == {}
    (target.root / "gradebook.db").unlink()
    assert "release" in refused(target, "gradebook.db is missing")
    for ask in (lambda: target.scores([STEP]), lambda: target.points(STEP), lambda: target.feedback(STEP)):
        with pytest.raises(CourseError, match=r"is missing[\s\S]*Cure: "):
            ask()
    assert not (target.root / "gradebook.db").exists()
    target.release(STEP)  # the cure
    assert target.grade(STEP) == {}
    assert stand_in.books(target) == stand_in.books(ungraded[2])


@pytest.mark.parametrize("name", ["source", "release"])
@pytest.mark.parametrize("text", ["", '{"cells": [', "[]"])
def test_a_half_release(target, finishes, name, text):
    path = target.root / name / STEP / f"{STEP}.ipynb"
    path.write_text(text)
    refused(target, "damaged or incomplete")
    target.release(STEP)


def fail(monkeypatch, number, place):
    """Let writing fail from now on, where a path holds `place`."""

    def wrapped(path, mode="r", *more, **options):
        if place in str(path) and set(mode) & set("wax+"):
            raise OSError(number, os.strerror(number), str(path))
        return real(path, mode, *more, **options)

    real = open
    monkeypatch.setattr("builtins.open", wrapped)
    monkeypatch.setattr("io.open", wrapped)


@pytest.mark.parametrize(
    "place, number, words",
    [
        ("/executed/", errno.ENOSPC, "the disk is full"),
        ("/graded/", errno.EACCES, "denied"),
        ("/verdicts/", errno.EDQUOT, "share of the disk"),
        ("/intake/", errno.EROFS, "read-only"),
        ("/autograded/", errno.ENOSPC, "the disk is full"),
    ],
)
def test_what_cannot_be_written(target, finishes, monkeypatch, place, number, words):
    with monkeypatch.context() as context:
        fail(context, number, place)
        refused(target, words, workers=2)


def inside(course, size, script):
    """Run a script where `course` is a disk of its own, of so many bytes, or read-only for 0; → what it says."""
    need_sandbox()
    disk = ["--size", str(size), "--tmpfs", course] if size else ["--ro-bind", course, course]
    command = ["bwrap", "--dev-bind", "/", "/", *disk, sys.executable, "-c", script]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert "Traceback" not in ran.stdout + ran.stderr, ran.stderr
    return ran.stdout


SCRIPT = """
import os, shutil, sys
from pathlib import Path
from autograder.course import CourseError, NbgraderCourse
from autograder.tests.course import stand_in
stand_in.Memory(Path({memory!r})).play()
target = NbgraderCourse(Path({course!r}), isolated=False)

def grade():
    try:
        print(target.grade(stand_in.STEP))
    except CourseError as error:
        print(error)
"""
FULL = """
shutil.copytree({ungraded!r}, {course!r}, dirs_exist_ok=True)
filler = Path({course!r}, "filler")
for left in ({left}):
    with open(filler, "wb") as file:
        free = os.statvfs({course!r})
        file.write(bytes(max(0, free.f_bavail * free.f_frsize - left)))
    grade()
    filler.unlink()
grade()
print(stand_in.books(target)["rows"] == stand_in.books(NbgraderCourse(Path({graded!r})))["rows"])
"""


def test_a_full_disk(ungraded, tmp_path):
    paths = {"memory": str(ungraded[1].path), "course": str(tmp_path), "ungraded": str(ungraded[0].root)}
    script = (SCRIPT + FULL).format(**paths, graded=str(ungraded[2].root), left="0, 8192, 60000, 200000")
    *tries, last, same = inside(str(tmp_path), 20_000_000, script).splitlines()
    assert (last, same) == ("{}", "True")
    assert len(tries) == 8, tries
    for words, cure in zip(tries[::2], tries[1::2]):
        assert ("the disk is full" in words or "no room" in words) and cure.startswith("Cure: make room"), tries


def test_a_read_only_course(target, finishes, ungraded):
    script = SCRIPT.format(memory=str(ungraded[1].path), course=str(target.root)) + "\ngrade()"
    said = inside(str(target.root), 0, script)
    assert "cannot be written: the disk is read-only" in said and "\nCure: " in said


def test_two_at_once(target, finishes):
    with target.locked():
        said = refused(target, f"process {os.getpid()}, works on this course")
        assert f"kill {os.getpid()}" in said
        with pytest.raises(CourseError, match="works on this course"):
            target.release(STEP)
        with pytest.raises(CourseError, match="works on this course"):
            target.feedback(STEP)


def test_a_lock_goes_with_its_process(tmp_path):
    """kill -9 leaves the lock's file, and it blocks nobody."""
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom autograder.course.lock import locked\n"
        "with locked(Path(sys.argv[1])):\n    print('held', flush=True)\n    sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(CourseError, match=f"process {other.pid}, works"), lock.locked(tmp_path):
            pass
        other.kill()
        other.wait()
        assert (tmp_path / lock.NAME).read_text().startswith(f"{other.pid} ")
        with lock.locked(tmp_path):
            pass


def test_drafts_of_the_dead_are_swept_and_those_of_the_living_stay(target, finishes):
    folder = target.root / grading.RECORDS / "executed"
    folder.mkdir(parents=True, exist_ok=True)
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    (folder / f"a.json.{gone.pid}-1-1.half").write_text("{")
    (folder / "b.half").write_text("{")
    mine = folder / f"c.json.{os.getpid()}-1-1.half"
    mine.write_text("{")
    target.grade(STEP)
    assert list(folder.glob("*.half")) == [mine]
    mine.unlink()


def test_writers_of_one_file_do_not_disturb_each_other(tmp_path):
    texts, path = [bytes([65 + n]) * 200_000 for n in range(6)], tmp_path / "one"
    writers = [threading.Thread(target=lambda t=t: [grading.write(path, t) for _ in range(20)]) for t in texts]
    grading.write(path, texts[0])
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        assert path.read_bytes() in texts
    assert os.listdir(tmp_path) == ["one"]


def test_an_unreadable_submission_is_no_trouble_of_the_course():
    words = "Traceback\nPermissionError: [Errno 13] Permission denied: '/c/submitted/ada/step1/step1.ipynb'"
    assert errors.explain(words) is None
    assert errors.explain(words.replace("submitted", "autograded"))
    assert errors.explain(ValueError("[Errno 28] No space left on device")) is None
    assert errors.explain(OSError(errno.ENOENT, "no such file")) is None
