"""What strangers call themselves and their files is printed as it is: no markup, no picture, no code for a terminal."""

import importlib
import io
import re

import pytest
from rich.table import Column, Table

from autograder.cli import instructors
from autograder.cli.tables import exercise_table, score_table
from autograder.course import Collected
from autograder.grading import visible
from autograder.lessons import lessons

app = importlib.import_module("autograder.cli.app")  # its namesake in the package is the application
NAMES = {
    "[red]ann[/red]": "[red]ann[/red]",
    "[/]": "[/]",
    "[link=http://evil.test]x[/link]": "[link=http://evil.test]x[/link]",
    ":100:": ":100:",
    "\x1b[31mred\x1b[0m": "\\x1b[31mred\\x1b[0m",
    "\x1b]0;title\x07": "\\x1b]0;title\\x07",
    "\x9b2J": "\\x9b2J",
    "a\rb": "a\\x0db",
    "a\x08b\x00c\x7f": "a\\x08b\\x00c\\x7f",
    "nna\u202eelif": "nna\\u202eelif",
    "\u2066x\u2069\u200f\u061c": "\\u2066x\\u2069\\u200f\\u061c",
    "an\u200bn\ufeff": "an\\u200bn\\ufeff",
    "a\u2028b": "a\\u2028b",
    "\ud800": "\\ud800",
    "\U000e0041": "\\U000e0041",
    "Zoë Müller\xa0李明": "Zoë Müller 李明",
}


@pytest.fixture
def printed(monkeypatch):
    """`printed(work)`: what `work(console)` prints on a terminal with colours."""

    def run(work):
        console = app.Plain(file=io.StringIO(), force_terminal=True, width=200, color_system="truecolor")
        for module in (app, instructors):
            monkeypatch.setattr(module, "console", console)
        work(console)
        return console.file.getvalue()

    return run


def unstyled(text):
    """`text` without rich's own colours, which are all that may stand there."""
    return re.sub(r"\x1b\[[\d;]*m", "", text)


@pytest.mark.parametrize("name", NAMES)
def test_names_are_printed_as_they_are(printed, name):
    table = Table("head", Column(name))
    table.add_row(name, "x")
    for work in (
        lambda console: console.print(name, soft_wrap=True),
        lambda console: console.print(name, style="red"),
        lambda console: console.print(table),
        lambda console: console.rule(name),
        lambda console: app.each("t", 1, lambda progress: {name: f"because of {name}"}),
    ):
        said = unstyled(printed(work))
        assert NAMES[name] in said, said
        assert not [letter for letter in said if letter not in "\n" and not letter.isprintable()]


@pytest.mark.parametrize("name", NAMES)
def test_tables_show_names_as_they_are(printed, name):
    written = lessons(["step1_foundations"])

    class Class:
        def reasons(self, step):
            return {name: name}

        def scores(self, steps):
            return {name: dict.fromkeys(steps, (1, 2))}

        def points(self, step):
            return {name: dict.fromkeys(written[0].exercises, (1, 1))}

    assert NAMES[name] in unstyled(printed(lambda console: console.print(score_table(Class(), ["step1_foundations"]))))
    column = unstyled(printed(lambda console: console.print(exercise_table(Class(), written))))
    assert not [letter for letter in column if letter != "\n" and not letter.isprintable()]


def test_collect_shows_the_names_of_files_as_they_are(printed, monkeypatch, tmp_path):
    found = [Collected(f"{name}/x.ipynb", "ann", f"left out: {name} is newer") for name in NAMES]
    monkeypatch.setattr("autograder.course.sort_in", lambda *a: [*found, Collected("x", "ann")])
    monkeypatch.setattr("autograder.course.NbgraderCourse.api", lambda self: None)
    said = unstyled(printed(lambda console: instructors.collect("step", tmp_path, tmp_path)))
    assert "[red]ann[/red]/x.ipynb" in said and "\\x1b[31mred" in said and "nna\\u202eelif" in said
    assert not [letter for letter in said if letter != "\n" and not letter.isprintable()]


def test_lines_and_tabs_stay():
    assert visible("a\n\tb") == "a\n\tb"
