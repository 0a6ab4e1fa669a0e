"""A release goes out only when its solved lesson got full marks in every run, on a busy machine."""

import dataclasses
import importlib.util
import os
import threading
from pathlib import Path

import pytest
from typer.testing import CliRunner

from autograder.cli import instructors
from autograder.course import CourseError, Unproved, proof, prove
from autograder.sandbox import CellResult, Overloaded, Sandbox, SandboxUnavailable

from . import stand_in
from .stand_in import STEP


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """What one real run of the solved lesson gives, which itself is a proof of one run."""
    memory, folder = (
        stand_in.Memory(tmp_path_factory.mktemp("proof") / "memory.json"),
        tmp_path_factory.mktemp("records"),
    )
    with pytest.MonkeyPatch.context() as patch:
        memory.record(patch)
        assert prove(STEP, folder, times=1, isolated=False)
        assert not prove(STEP, folder, times=1, isolated=False)
    [found] = memory.known.values()
    return found


@pytest.fixture
def runs(results, monkeypatch):
    """Sandboxes that give these results; `runs.spoil(number, results)` changes one run's. → how many ran"""

    class Runs(list):
        spoil = staticmethod(lambda number, results: results)

    runs, lock = Runs(), threading.Lock()

    def run(sandbox, cells, *more):
        with lock:
            runs.append(len(busy()))
            number = len(runs)
        return runs.spoil(number, [CellResult(**result) for result in results])

    monkeypatch.setattr(Sandbox, "run", run)
    return runs


def busy():
    """The processes that keep this machine busy for us."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if f"os.getppid() == {os.getpid()}" in path.read_text():
                found.append(path)
        except OSError:
            pass
    return found


def test_twenty_runs_beside_busy_processes_and_the_proof_is_remembered(runs, tmp_path):
    told = []
    assert prove(STEP, tmp_path, isolated=False, progress=lambda: told.append(1))
    assert len(runs) == len(told) == proof.TIMES == 20
    assert set(runs) == {proof.CORES} and busy() == []
    assert not prove(STEP, tmp_path, isolated=False) and len(runs) == 20
    assert prove(STEP, tmp_path, isolated=False, anew=True) and len(runs) == 40
    assert prove(STEP, tmp_path, isolated=False, limits=dataclasses.replace(proof.Limits(), cell_seconds=1))


@pytest.mark.parametrize("bad", [1, 20])
@pytest.mark.parametrize("status", ["timeout", "died", "error"])
def test_one_bad_run_refuses(runs, tmp_path, bad, status):
    def spoil(number, results):
        if number == bad:
            results[-1] = CellResult(results[-1].id, status, error={"type": "E", "message": "odd"})
        return results

    runs.spoil = spoil
    with pytest.raises(CourseError, match=r"is not released[\s\S]*odd[\s\S]*\nCure: ") as refusal:
        prove(STEP, tmp_path, isolated=False)
    assert not isinstance(refusal.value, Unproved) and busy() == []
    runs.spoil = lambda number, results: results
    assert prove(STEP, tmp_path, isolated=False)  # the refusal is not remembered


def test_a_value_that_is_not_the_printed_one_refuses(runs, tmp_path):
    def spoil(number, results):
        if number == 7:
            result = next(result for result in results if result.calls)
            result.calls = [call | {"value": {"int": 3}} for call in result.calls]
        return results

    runs.spoil = spoil
    with pytest.raises(CourseError, match="is not what came"):
        prove(STEP, tmp_path, isolated=False)


def test_too_busy_is_nobodys_fault(runs, tmp_path):
    runs.spoil = lambda number, results: [CellResult(result.id, "starved") for result in results]
    with pytest.raises(Overloaded):
        prove(STEP, tmp_path, isolated=False)


def test_without_torch_or_sandbox_it_says_what_is_missing(runs, tmp_path, monkeypatch):
    def none(number, results):
        raise SandboxUnavailable("no bubblewrap.\nCure: install it")

    runs.spoil = none
    with pytest.raises(Unproved, match="no bubblewrap"):
        prove(STEP, tmp_path)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(Unproved, match=r"PyTorch is not installed[\s\S]*Cure: pip install"):
        prove(STEP, tmp_path)


def test_the_command(runs, tmp_path):
    def release(*options):
        arguments = ["release", STEP, "--course", str(tmp_path / "course"), "--no-sandbox", *options]
        return CliRunner().invoke(instructors.app, arguments)

    runs.spoil = lambda number, results: [CellResult(result.id, "died") for result in results]
    refused = release()
    assert isinstance(refused.exception, CourseError) and not (tmp_path / "course" / "release").exists()
    said = release("--unproved")
    assert said.exit_code == 0 and "not proved" in said.output and "released" in said.output
    runs.spoil = lambda number, results: results
    said = release()
    assert said.exit_code == 0 and "not proved" not in said.output
