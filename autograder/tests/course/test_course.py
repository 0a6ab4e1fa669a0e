"""The whole way: released notebook → answers → nbgrader's database → exported grades, ours and stock nbgrader."""

import csv
import shutil

import nbformat
import pytest

from autograder import bank
from autograder.course import CourseError, NbgraderCourse, submissions
from autograder.course import sort_in as collect
from autograder.grading import runs
from autograder.lessons import NOTEBOOKS, SOLUTIONS, course, lessons

from ..sandboxes import have_sandbox

STEPS = [step.name for step in course().steps if step.written]
PRINTED_CONFIG = "c = get_config()\nc.CourseDirectory.course_id = 'gpt'\n"


def solved(step, without=()):
    """The release with the instructor's answers in it, but for the exercises in `without`."""
    release, source = (nbformat.read(folder / f"{step}.ipynb", 4) for folder in (NOTEBOOKS, SOLUTIONS))
    answers = {cell.id: cell.source for cell in source.cells if cell.metadata.get("nbgrader", {}).get("solution")}
    for cell in release.cells:
        if cell.id not in without:
            cell.source = answers.get(cell.id, cell.source)
    return release


def one_wrong(step):
    """Solved, but for the first wrong answer of the bank; → notebook and the exercise it spoils."""
    [lesson] = lessons([step])
    wrong = next(
        answer
        for answer in bank.answers(lesson)
        if answer.kind == "wrong" and list(lesson.exercises).index(answer.exercise) == len(lesson.exercises) - 1
    )
    notebook = solved(step)
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == wrong.exercise:
            cell.source = wrong.source
    return notebook, wrong.exercise


def hand_in(target, student, step, content):
    path = target.root / "submitted" / student / step / f"{step}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else nbformat.writes(content).encode())


@pytest.fixture(scope="module", params=STEPS)
def graded(request, tmp_path_factory):
    """A course with one step, four submissions, graded by us."""
    step = request.param
    target = NbgraderCourse(tmp_path_factory.mktemp("course"), isolated=have_sandbox())
    target.release(step)
    hand_in(target, "solved", step, solved(step))
    hand_in(target, "untouched", step, nbformat.read(NOTEBOOKS / f"{step}.ipynb", 4))
    hand_in(target, "wrong", step, one_wrong(step)[0])
    hand_in(target, "broken", step, b'{"cells": [')
    assert target.grade(step, workers=2) == {}
    return target, step


def test_the_release_is_what_is_committed(graded):
    target, step = graded
    assert (target.root / "release" / step / f"{step}.ipynb").read_text() == (NOTEBOOKS / f"{step}.ipynb").read_text()


def test_scores(graded):
    target, step = graded
    scores = {student: row[step] for student, row in target.scores([step]).items()}
    _, full = scores["solved"]
    points = {check.name: check.points for check in lessons([step])[0].checks.values()}
    assert full == sum(points.values())
    assert scores == {
        "solved": (full, full),
        "untouched": (0, full),
        "broken": (0, full),
        "wrong": (full - points[one_wrong(step)[1]], full),
    }


def test_stock_nbgrader_gives_the_same_scores(graded, tmp_path):
    target, step = graded
    stock = NbgraderCourse(tmp_path / "stock")
    stock.root.mkdir()
    (stock.root / "nbgrader_config.py").write_text(PRINTED_CONFIG)
    for folder in ("source", "submitted"):
        shutil.copytree(target.root / folder, stock.root / folder)
    for student in ("broken", "untouched"):
        shutil.rmtree(stock.root / "submitted" / student)
    assert stock.api().generate_assignment(step)["success"]
    for student in ("solved", "wrong"):
        result = stock.api().autograde(step, student)
        assert result["success"], result
    ours = target.scores([step])
    assert stock.scores([step]) == {student: ours[student] for student in ("solved", "wrong")}


def test_a_broken_file_has_a_row_with_the_reason(graded):
    target, step = graded
    record = runs.record(target.root, "intake", step, "broken").read_text()
    assert '"readable": false' in record
    page = nbformat.read(target.root / "autograded" / "broken" / step / f"{step}.ipynb", 4)
    assert page.cells[0].source.startswith("**What intake put right**")


def test_grading_again_runs_nothing_and_a_new_file_is_graded(graded, monkeypatch):
    target, step = graded
    before = target.scores([step])
    monkeypatch.setattr(runs, "run_cells", lambda *a, **k: pytest.fail("something ran again"))
    target.grade(step)
    hand_in(target, "late", step, solved(step))  # the same cells as "solved": its results are on record
    target.grade(step)
    after = target.scores([step])
    assert after == before | {"late": before["solved"]}
    shutil.rmtree(target.root / "submitted" / "late")


def test_feedback_hides_the_hidden_tests(graded):
    target, step = graded
    assert target.feedback(step) == {}
    for student in ("solved", "wrong", "untouched", "broken"):
        page = (target.root / "feedback" / student / step / f"{step}.html").read_text()
        assert "HIDDEN TESTS" not in page and "expect(" not in page.replace("def expect(", "")
    assert "not written yet" in (target.root / "feedback" / "untouched" / step / f"{step}.html").read_text()


def test_export(graded, tmp_path):
    target, step = graded
    long, wide = target.export(tmp_path)
    rows = {row["student_id"]: row for row in csv.DictReader(wide.open())}
    score, full = target.scores([step])["solved"][step]
    assert float(rows["solved"]["total"]) == float(rows["solved"][step]) == score == full
    assert {row["student_id"] for row in csv.DictReader(long.open())} >= {"solved", "wrong", "untouched", "broken"}


def test_the_demo_class_covers_what_goes_wrong():
    for lesson in lessons():
        found = list(submissions(lesson))
        assert len(found) >= 12 and len({item.student for item in found}) == len(found)
        assert [item.data for item in found] == [item.data for item in submissions(lesson)]


@pytest.mark.parametrize(
    "name, student",
    [
        ("alice/step1_foundations.ipynb", "alice"),
        ("Ada Lovelace_1234567_assignsubmission_file_/a.ipynb", "Ada_Lovelace"),
        ("lovelaceada_LATE_12345_67890_step1_foundations-2.ipynb", "lovelaceada"),
        ("bob step1_foundations (1).ipynb", "bob"),
        ("../../etc/passwd", "etc"),
        ("=cmd|x/step1_foundations.ipynb", "cmd_x"),
    ],
)
def test_students_are_told_from_names(tmp_path, name, student):
    import zipfile

    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        archive.writestr(name, "{}")
    [item] = collect(tmp_path / "class.zip", "step1_foundations", tmp_path / "submitted", STEPS)
    assert item.student == student
    assert (tmp_path / "submitted" / student / "step1_foundations" / "step1_foundations.ipynb").read_text() == "{}"


def test_the_newest_of_two_files_counts_and_nothing_is_silent(tmp_path):
    import os

    folder = tmp_path / "in" / "eve"
    folder.mkdir(parents=True)
    for age, name in ((100, "old.ipynb"), (10, "new.ipynb")):
        (folder / name).write_text(name)
        os.utime(folder / name, (1e9 - age, 1e9 - age))
    found = collect(tmp_path / "in", "step1_foundations", tmp_path / "submitted", STEPS)
    assert (tmp_path / "submitted/eve/step1_foundations/step1_foundations.ipynb").read_text() == "new.ipynb"
    assert [item.remark for item in found] == ["", "left out: eve/new.ipynb is newer"]


def test_errors_end_with_their_cure(tmp_path):
    with pytest.raises(CourseError, match="Cure: python -m autograder release"):
        NbgraderCourse(tmp_path).api()
    with pytest.raises(CourseError, match="Cure"):
        collect(tmp_path / "nothing.zip", STEPS[0], tmp_path, STEPS)
