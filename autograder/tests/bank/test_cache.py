"""What the bank remembers of runs, and what it must not remember."""

import pytest

from autograder.bank import cache
from autograder.sandbox import Cell, CellResult


@pytest.fixture
def run(tmp_path, monkeypatch):
    """A counting stand-in for a sandbox: `run(status)` gives a function whose result has that status."""
    monkeypatch.setattr(cache, "FOLDER", tmp_path)
    runs = []

    def with_status(status):
        def once():
            runs.append(status)
            return [CellResult("check", status, calls=[{"call": "probe", "value": float("inf")}])]

        return once

    with_status.runs = runs
    yield with_status


def test_the_same_cells_run_once_and_give_the_same(run):
    cells = [Cell("answer", "x = 1"), Cell("check", "probe(x)", check="x")]
    first = cache.remembered("key", cells, run("ok"))
    assert cache.remembered("key", cells, run("ok")) == first
    assert run.runs == ["ok"]


@pytest.mark.parametrize("other", [Cell("answer", "x = 2"), Cell("answer", "x = 1", check="x")])
def test_other_cells_run_anew(run, other):
    cache.remembered("key", [Cell("answer", "x = 1")], run("ok"))
    cache.remembered("key", [other], run("error"))
    assert run.runs == ["ok", "error"]


@pytest.mark.parametrize("status", ["timeout", "died", "not run"])
def test_what_hung_or_died_runs_anew(run, status):
    for _ in range(2):
        cache.remembered("key", [Cell("answer", "x = 1")], run(status))
    assert run.runs == [status, status]
