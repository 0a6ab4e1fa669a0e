"""What a learner sees in a notebook, run here as it is printed: errors by their own lines, the end of an endless loop,
the table of all checks; and that nothing of it is there while grading."""

import builtins
import contextlib
import io
import re
import signal
import textwrap
import types

import pytest
import torch
from IPython.core.interactiveshell import InteractiveShell

from autograder.lessons import blind, course, instructor_notebook, lesson, lessons, pack
from autograder.lessons.printed import desk
from autograder.lessons.printed.plain import plain

TINY = """# %% [markdown]
# # Step 1 · A tiny lesson

# %% setup
import torch

# %% exercise="double"
def double(x):
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION

# %% check="double" points=2 folded="The check of double"
first = double(torch.ones(3))
probe(first.sum(), "the sum of a row")
probe(double(2), "two")
### BEGIN HIDDEN TESTS
probe(double(5), "five")
### END HIDDEN TESTS

# %% exercise="answer_four"
### BEGIN SOLUTION
answer_four = "a"
### END SOLUTION

# %% check="answer_four" points=1
probe_choice(answer_four, "abcd")
### BEGIN HIDDEN TESTS
probe_choice(answer_four, "abcd")
### END HIDDEN TESTS

# %% demo folded="Plot: a line"
print(double(1))

# %% folded="A helper"
def helper(x):
    return x + torch.ones(2)
"""
VALUES = {
    "double": {"0": plain(torch.tensor(6.0)), "1": 4},
    "answer_four": {"0": "a"},
}

WHY = {"answer_four": "Two and two, as everybody knows."}


@pytest.fixture
def cells(tmp_path):
    path = tmp_path / "step1_tiny.py"
    path.write_text(TINY, encoding="utf-8")
    known = {name: (pack({"values": values, "mistakes": []}),) * 2 for name, values in VALUES.items()}
    course = lesson.Course("t", "", "main", ())
    found = instructor_notebook(lesson.read(path), course, known, why=WHY).cells
    return {cell.id if "demo" not in cell.id else "demo": cell for cell in found}


class Notebook:
    def __init__(self, cells):
        self.cells, main = cells, types.ModuleType("__main__")
        self.shell = InteractiveShell(user_module=main, user_ns=vars(main))
        self.setup = self.run(cells["setup"].source)
        self.checks = self.shell.user_ns["lesson_checks"]

    def run(self, source):
        """What a cell shows."""
        shown = io.StringIO()
        with contextlib.redirect_stdout(shown), contextlib.redirect_stderr(shown):
            self.shell.run_cell(source, store_history=True)
        return re.sub(r"\x1b\[[0-9;]*m", "", shown.getvalue())

    def check(self, answer, name="double"):
        """What the check shows of an answer."""
        self.run(textwrap.dedent(answer).lstrip("\n"))
        source = self.cells[f"{name}_check"].source
        return self.run(source[: source.index("    ### BEGIN HIDDEN")])


@pytest.fixture
def notebook(cells):
    former = vars(builtins).copy()
    yield Notebook(cells)
    vars(builtins).update(former)


def test_setup_says_that_it_ran_and_a_right_answer_that_it_holds(notebook):
    assert "Set-up done" in notebook.setup
    assert "✓ double: everything asked here holds" in notebook.check("def double(x): return x + x")


def test_a_right_letter_is_explained_and_only_then(notebook, cells):
    said = notebook.check("answer_four = 'A'", "answer_four").strip()
    assert said == f"✓ answer_four: that is right. {WHY['answer_four']}"
    assert WHY["answer_four"] not in notebook.check("answer_four = 'b'", "answer_four")
    assert not any("everybody" in cell.source for cell in cells.values())  # nor is it there to be read
    assert 'because("' in cells["setup"].source and 'because("' not in blind(cells["setup"].source)


def test_an_error_is_told_by_the_learners_own_lines(notebook):
    shown = notebook.check("""
        def inner(x):
            return torch.nn.functional.softmax(x, dim=7)

        def double(x):
            return inner(x)
        """)
    lines = shown.splitlines()
    assert lines[0].startswith("✗ double stopped with an error of its own, IndexError: Dimension out of range")
    assert lines[1:] == [
        "  The check asked:  first = double(torch.ones(3))",
        "  In your double, line 5 of its cell:  return inner(x)",
        "  In your inner, line 2 of its cell:  return torch.nn.functional.softmax(x, dim=7)",
    ]


@pytest.mark.parametrize(
    "answer, words",
    [
        ("def double(x): 2 * x", ["your code ran, but the check could not go on", "is a `return` missing?"]),
        ("def double(x): return 'xx'", ["your code ran, but the check could not go on", "'str' object"]),
        ("double = 3", ["could not go on with what came back. TypeError: 'int' object is not callable"]),
        ("x = 1", ["✗ double: name 'double' is not defined. Run the cells above"]),
    ],
)
def test_an_error_that_the_check_raises_is_not_laid_at_the_learners_line(notebook, answer, words):
    shown = notebook.check(answer)
    assert all(word in shown for word in [*words, "The check asked:  "]) and "In your" not in shown


def test_a_misspelt_name_is_told_and_an_unwritten_exercise_has_no_trace(notebook):
    assert "(name 'tow' is not defined)" in notebook.check("def double(x): return tow * x")
    shown = notebook.check("def double(x): raise NotImplementedError()")
    assert "is not written yet" in shown and len(shown.strip().splitlines()) == 1


def test_code_that_the_lesson_brings_along_is_not_the_learners(notebook, cells):
    [given] = [cell.source for cell in cells.values() if "def helper" in cell.source]
    notebook.run(given)
    shown = notebook.check("def double(x): return helper(x)")
    assert "In your double, line 1 of its cell:  def double(x): return helper(x)" in shown
    assert "In your helper" not in shown


def test_a_long_recursion_shows_its_ends(notebook):
    shown = notebook.check("def double(x): return double(x)")
    assert "calls itself without end" in shown and len(shown.splitlines()) < 9 and "  …" in shown


LOOP = """
    def inner(x):
        for _ in range(100):
            x = x + 0

    def double(x):
        n = 0
        while n < 3:
            try:
                inner(x)
            except Exception:
                n = 7
        return x
    """


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timers here")
def test_a_loop_without_end_is_stopped_and_shown(notebook):
    notebook.checks.MINUTE = 0.05
    before = signal.getsignal(signal.SIGPROF), signal.getitimer(signal.ITIMER_PROF)
    shown = notebook.check(LOOP)
    assert "✗ double was stopped after a minute of computing" in shown
    assert "The loop to look at: In your double, line 7 of its cell:  while n < 3:" in shown
    assert (signal.getsignal(signal.SIGPROF), signal.getitimer(signal.ITIMER_PROF)) == before
    notebook.checks.MINUTE = 60
    assert "– not run" in repr(notebook.checks.check_everything({"double": 2}))  # not another minute


def test_an_interrupted_check_says_where_it_was(notebook):
    shown = notebook.check("""
        def double(x):
            for _ in range(9):
                raise KeyboardInterrupt
        """)
    assert shown.splitlines()[0] == "✗ double was interrupted."
    assert "The loop to look at: In your double, line 2 of its cell:  for _ in range(9):" in shown
    with pytest.raises(notebook.checks.CheckFailed):
        notebook.checks.check_everything({"double": 2})


def test_without_signals_there_is_no_limit(monkeypatch):
    monkeypatch.setattr(desk, "MINUTE", 0)
    monkeypatch.delattr(signal, "setitimer")
    with desk.time_limit():
        sum(range(1000))


def test_all_checks_in_one_table(notebook, cells):
    table = cells["check_everything"]
    assert table.metadata.nbgrader.locked and table.metadata.tags == ["skip-execution"]
    assert "– not run" in notebook.run(table.source)
    notebook.check("def double(x): print('x'); return 2 * x + (x if isinstance(x, int) else 0)")
    notebook.check("answer_four = 'a'", "answer_four")
    shown = notebook.run(table.source)
    assert re.search(r"double +2 +✗ no +two: another value came: expected 4, got 6\n", shown)
    assert re.search(r"answer_four +1 +✓ yes\n", shown) and "1 of 3 points" in shown and "Hidden tests" in shown
    notebook.run("def double(x): return 2 * x")  # mended, its check not run again
    assert "3 of 3 points" in notebook.run(table.source)


def test_what_a_learner_wrote_is_escaped_in_the_table():
    table = desk.Table([("a", 1, False, "<script>alert(1)</script>")])
    assert "<script>" not in table._repr_html_() and "&lt;script&gt;" in table._repr_html_()


def test_folded_cells_have_their_title_first_and_stay_what_they_are(cells):
    folded = {cell.id: cell for cell in cells.values() if cell.metadata.get("cellView") == "form"}
    assert len(folded) == 4 and all(cell.source.startswith("# @title ") for cell in folded.values())
    assert all(cell.metadata.jupyter.source_hidden for cell in folded.values())
    assert cells["demo"].metadata.tags == ["skip-execution"]
    check = cells["double_check"]
    assert check.source.startswith("# @title The check of double\n@checking(") and check.metadata.nbgrader.points == 2


def test_nothing_of_it_is_there_while_grading():
    for found in lessons(["step1_foundations"]):
        setup = instructor_notebook(found, course(), {}).cells
        [setup] = [cell.source for cell in setup if cell.id == "setup"]
        for words in ("setitimer", "_repr_html_", "Set-up done"):
            assert words in setup and words not in blind(setup)
