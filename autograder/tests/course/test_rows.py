"""The rows in nbgrader's database are those that stock nbgrader writes, table by table, however they are written."""

import datetime
import re
import shutil
import sqlite3

from autograder.course import NbgraderCourse, batch

from ..sandboxes import have_sandbox
from .test_course import PRINTED_CONFIG, hand_in, one_wrong, solved

STEP = "step2_self_attention"
LATE = '\nc.LateSubmissionPlugin.penalty_method = "zero"\n'
DUE = datetime.datetime(2026, 1, 2, 12)


def is_id(value):
    return re.fullmatch("[0-9a-f]{32}", str(value)) is not None


def rows(course):
    """Every row of every table; an id is replaced by what it stands for."""
    with sqlite3.connect(course.root / "gradebook.db") as book:
        book.row_factory = sqlite3.Row
        names = [name for (name,) in book.execute("select name from sqlite_master where type = 'table'")]
        tables = {name: [dict(row) for row in book.execute(f"select * from {name}")] for name in names}
    labels = {}
    for _ in range(5):  # a grade belongs to a notebook, that to a submission, that to an assignment, that to a course
        labels = {
            row.get("id", n): (table, *(labels.get(value, "…") if is_id(value) else value for value in row.values()))
            for table, found in tables.items()
            for n, row in enumerate(found)
        }
    return sorted(map(repr, labels.values()))


def handed_in(root, config):
    target = NbgraderCourse(root, isolated=have_sandbox())
    if config:
        root.mkdir()
        (root / "nbgrader_config.py").write_text(config)
    target.release(STEP)
    with (root / "nbgrader_config.py").open("a") as file:
        file.write(LATE)
    with target.gradebook() as book:
        book.update_or_create_assignment(STEP, duedate=DUE)
    for student, notebook in (("ada", solved(STEP)), ("bob", one_wrong(STEP)[0]), ("cy", solved(STEP))):
        hand_in(target, student, STEP, notebook)
    for student, day in (("ada", 1), ("cy", 3)):
        stamp = root / "submitted" / student / STEP / "timestamp.txt"
        stamp.write_text(f"2026-01-0{day} 12:00:00 UTC")
    return target


def test_the_rows_are_those_of_stock_nbgrader(tmp_path, monkeypatch):
    ours, stock = handed_in(tmp_path / "ours", ""), handed_in(tmp_path / "stock", PRINTED_CONFIG)
    assert ours.grade(STEP) == {}
    for student in stock.submissions(STEP):
        assert stock.api().autograde(STEP, student)["success"]
    assert rows(ours) == rows(stock)
    scores = ours.scores([STEP])
    assert scores["cy"][STEP][0] == 0 < scores["bob"][STEP][0] < scores["ada"][STEP][0]

    before = rows(ours)
    shutil.rmtree(ours.root / "autograded")
    for path in (ours.root / ".autograder/graded").rglob("*.json"):
        path.unlink()
    assert ours.grade(STEP) == {} and rows(ours) == before  # again, and nothing is doubled


def test_one_that_fails_takes_no_other_with_it(tmp_path, monkeypatch):
    ours = handed_in(tmp_path / "ours", "")
    convert, calls = NbgraderCourse._convert, []

    def failing(self, api, step, student):
        calls.append(student)
        convert(self, api, step, student)
        if student == "bob":
            raise RuntimeError("the disk is full")

    monkeypatch.setattr(NbgraderCourse, "_convert", failing)
    assert ours.grade(STEP) == {"bob": "the disk is full"}
    assert set(ours.scores([STEP])) == {"ada", "cy"}
    monkeypatch.setattr(NbgraderCourse, "_convert", convert)
    monkeypatch.setattr(batch, "SIZE", 1)
    assert ours.grade(STEP) == {} and set(ours.scores([STEP])) == {"ada", "bob", "cy"}
