"""What grading remembers, and that nobody is graded unless the solved lesson gets full marks first."""

import copy
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from autograder import grading
from autograder.bank import Printing, running
from autograder.grading import faults, runnable, runs
from autograder.lessons import course, lessons, packed, places
from autograder.lessons.press import nbformat
from autograder.sandbox import BROKEN, Cell, CellResult, Limits, Workers

CELLS = [Cell("a", "x = 1"), Cell("c", "probe(x)", "x")]


@pytest.fixture
def run(tmp_path):
    """`run(status)` executes CELLS in a stand-in for a sandbox, whose results have that status."""
    runs.forget()
    ran = []

    def executed(status, **options):
        def sandbox(cells, before):
            ran.append(status)
            return [CellResult(cell.id, status) for cell in cells]

        return runs.executed(CELLS, Limits(), True, tmp_path, sandbox, **options)

    executed.ran = ran
    yield executed
    runs.forget()


def test_what_ran_is_not_run_again_unless_asked(run):
    first = run("ok")
    assert run("error") == first and run.ran == ["ok"]
    runs.forget()
    assert run("error") == first and run.ran == ["ok"]
    assert run("error", anew=True) != first and run.ran == ["ok", "error"]


@pytest.mark.parametrize("status", BROKEN)
def test_what_hung_or_died_is_remembered_by_its_own_run_only(run, status):
    assert runs.broken(run(status))
    run("ok")  # nbgrader asks again for what the same run has just found
    assert run.ran == [status]
    runs.forget()
    assert not runs.broken(run("ok")) and run.ran == [status, "ok"]
    runs.forget()
    assert runs.broken(run(status, anew=True))
    runs.forget()
    assert not runs.broken(run("ok")) and run.ran[-1] == "ok"  # nor does an older good result stand


def test_of_two_who_hand_in_the_same_the_sound_run_counts(run):
    first = run("ok")
    assert run("died", anew=True) == first and run.ran == ["ok", "died"]
    assert run("ok") == first


def test_where_nbgrader_itself_grades_it_is_tried_again_and_never_remembered(tmp_path, monkeypatch):
    coming = iter(["died", "ok", "died", "died", "ok"])
    monkeypatch.setattr(
        runs,
        "run_cells",
        lambda cells, *limits: [CellResult(cell.id, status) for status in [next(coming)] for cell in cells],
    )

    def status(cells):
        return runs.executed(cells, Limits(), True, tmp_path)[0].status

    assert status(CELLS[:1]) == "ok"
    assert status(CELLS) == "died" and status(CELLS) == "ok" == status(CELLS) and not list(coming)


def test_the_same_bytes_at_once_run_once_and_leave_one_whole_record(tmp_path):
    runs.forget()
    ran, start = [], threading.Barrier(8)

    def sandbox(cells, before=()):
        ran.append(1)
        return [CellResult(cell.id, "ok") for cell in cells]

    def student(_):
        start.wait()
        return runs.executed(CELLS, Limits(), True, tmp_path, sandbox)

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(student, range(8)))
    assert results == [results[0]] * 8 and len(ran) == 1
    [record] = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert grading.load(record, sealed=True)


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: b"",
        lambda text: text[: len(text) // 2],
        lambda text: text.replace(b"ok", b"no"),
        lambda text: b"[]",
        lambda text: b"{}",
        lambda text: b"null",
        lambda text: b"\xff" * 100,
        lambda text: text + text,
    ],
)
def test_a_damaged_record_is_run_again(run, tmp_path, damage):
    first = run("ok")
    [record] = tmp_path.rglob("*.json")
    whole = record.read_bytes()
    record.write_bytes(damage(whole))
    assert run("ok") == first and run.ran == ["ok", "ok"]
    assert record.read_bytes() == whole


@pytest.fixture(scope="module")
def solved():
    """(the printed solved notebook, its cells, their results here)"""
    [lesson] = lessons(["step1_foundations"])
    notebook = nbformat.read(places(lesson.step)[1], 4)
    with Workers(1, isolated=False) as pool:
        references, _ = running.transcripts(Printing(lesson, course()).blank, lesson, [], pool)
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


def test_nobody_is_graded_then(solved, tmp_path):
    notebook, _, results = solved
    results = copy.deepcopy(results)
    kill(results, -1)
    source = tmp_path / "source/step/step.ipynb"
    source.parent.mkdir(parents=True)
    nbformat.write(notebook, source)
    with pytest.raises(runs.Refused, match=r"nobody is graded[\s\S]*SIGKILL[\s\S]*Cure: "):
        runs.reference(tmp_path, "step", "step", Limits(), True, False, lambda cells, before: results[len(before) :])
    assert not list(tmp_path.rglob("*.json"))
    runs.forget()
    good = solved[2]
    found, _ = runs.reference(
        tmp_path, "step", "step", Limits(), True, False, lambda cells, before: good[len(before) :]
    )
    assert set(found) == set(packed(notebook))
