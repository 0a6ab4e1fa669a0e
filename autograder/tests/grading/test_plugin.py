"""What grading remembers, and that nobody is graded unless the solved lesson gets full marks first."""

import copy

import pytest

from autograder.bank import running
from autograder.grading import faults, plugin, runnable
from autograder.lessons import course, instructor_notebook, lessons, packed, places
from autograder.lessons.press import nbformat
from autograder.sandbox import BROKEN, Cell, CellResult, Limits, Workers

CELLS = [Cell("a", "x = 1"), Cell("c", "probe(x)", "x")]


@pytest.fixture
def run(tmp_path):
    """`run(status)` executes CELLS in a stand-in for a sandbox, whose results have that status."""
    plugin.forget()
    runs = []

    def executed(status, **options):
        def sandbox(cells):
            runs.append(status)
            return [CellResult(cell.id, status) for cell in cells]

        return plugin.executed(CELLS, Limits(), True, tmp_path, sandbox, **options)

    executed.runs = runs
    yield executed
    plugin.forget()


def test_what_ran_is_not_run_again_unless_asked(run):
    first = run("ok")
    assert run("error") == first and run.runs == ["ok"]
    plugin.forget()
    assert run("error") == first and run.runs == ["ok"]
    assert run("error", anew=True) != first and run.runs == ["ok", "error"]


@pytest.mark.parametrize("status", BROKEN)
def test_what_hung_or_died_is_remembered_by_its_own_run_only(run, status):
    assert plugin.broken(run(status))
    run("ok")  # nbgrader asks again for what the same run has just found
    assert run.runs == [status]
    plugin.forget()
    assert not plugin.broken(run("ok")) and run.runs == [status, "ok"]
    assert plugin.broken(run(status, anew=True))
    plugin.forget()
    assert not plugin.broken(run("ok")) and run.runs[-1] == "ok"  # nor does an older good result stand


@pytest.fixture(scope="module")
def solved():
    """(the printed solved notebook, its cells, their results here)"""
    [lesson] = lessons(["step1_foundations"])
    notebook = nbformat.read(places(lesson.step)[1], 4)
    with Workers(1, isolated=False) as pool:
        references, _ = running.transcripts(instructor_notebook(lesson, course(), {}), lesson, [], pool)
    cells = runnable(notebook)
    return notebook, cells, [references.get(cell.check) or CellResult(cell.id, "ok") for cell in cells]


def test_a_solved_lesson_with_full_marks_has_no_faults(solved):
    assert faults(*solved) == []


def kill(results, number):
    results[number] = CellResult(results[number].id, "died", [{"evalue": "Python was ended by SIGKILL"}])


def shift(results, number):
    results[number].calls[0]["value"] = {"int": 3}


def drop(results, number):
    del results[number].calls[-1]


@pytest.mark.parametrize("spoil, words", [(kill, "SIGKILL"), (shift, "is not what came"), (drop, "did not come")])
def test_what_spoils_the_solved_lesson_is_named(solved, spoil, words):
    notebook, cells, results = solved
    results = copy.deepcopy(results)
    spoil(results, next(number for number, cell in enumerate(cells) if cell.check == "positional_encoding"))
    assert words in "\n".join(faults(notebook, cells, results))


def test_nobody_is_graded_then(solved, tmp_path, monkeypatch):
    notebook, _, results = solved
    results = copy.deepcopy(results)
    kill(results, -1)
    monkeypatch.setattr(plugin, "instructors", lambda *names: notebook)
    with pytest.raises(plugin.Refused, match=r"nobody is graded[\s\S]*SIGKILL[\s\S]*Cure: "):
        plugin.reference(
            tmp_path, "step1_foundations", "step1_foundations", Limits(), True, False, lambda cells: results
        )
    assert not list(tmp_path.rglob("*.json"))
    plugin.forget()
    good = solved[2]
    _, found = plugin.reference(tmp_path, "step", "step", Limits(), True, False, lambda cells: good)
    assert set(found) == set(packed(notebook))
