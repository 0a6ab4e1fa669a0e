"""`make elsewhere`: a false claim is found and named, a notice counted, a stop told."""

import os
import random
import subprocess
import sys
from pathlib import Path

import numpy
import pytest
import torch

from autograder.bench import elsewhere, inside
from autograder.lessons import course, instructor_notebook
from autograder.lessons.lesson import read

TINY = """# %% [markdown]
# # Step 1 · A tiny lesson

# %% setup
import os
import socket
import torch
torch.set_num_threads(4)

# %%
losses = [3.0, 2.0]

# %% demo
notice(losses[-1] < losses[0], "the loss falls", "the loss rises")
notice(losses[-1] < 1, "it is small", "it is large: too few steps")

# %% claim
losses_here = losses[:]
assert losses[-1] < losses[0], "the loss falls"
for loss in losses:
    assert loss < 2.5, f"{loss} is small"
nothing = []
assert nothing[0], "an error of its own"
assert no_such_name, "unknown"

# %% [markdown]
# Prose.

# %% demo
draw = torch.rand(1)

# %% claim
torch.rand(5)
assert "losses_here" not in globals(), "a claim keeps its names to itself"
assert torch.get_num_threads() == 1 == os.cpu_count(), "one thread"
assert os.environ["HTTPS_PROXY"].endswith(":9"), "no proxy"
assert CAGED == (socket.if_nameindex() == [(1, "lo")]), "no network card"
assert os.listdir() == ["put.txt"], "one file is put there"

# %% demo
raise RuntimeError("too hot")

# %% claim
assert False, "not reached"
"""
CONDITION = elsewhere.Condition("both", beside=1, threads=1, online=False)


def lines(words):
    return [number for number, line in enumerate(TINY.splitlines(), 1) if words in line]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    path = tmp_path_factory.mktemp("lesson") / "step1_tiny.py"
    path.write_text(TINY.replace("CAGED", str(bool(elsewhere._offline()))))
    return read(path)


@pytest.fixture(scope="module")
def result(tiny, tmp_path_factory):
    notebook = elsewhere.with_claims(tiny, instructor_notebook(tiny, course(), {}), CONDITION.threads)
    (put := tmp_path_factory.mktemp("put") / "put.txt").touch()
    return elsewhere.found(elsewhere.run(notebook, CONDITION, tmp_path_factory.mktemp("run"), [put]))


def test_false_claims_are_named_by_line_and_the_others_hold(result):
    small, error, unknown = (lines(words)[0] for words in ('f"{loss}', "of its own", "no_such"))
    found = {(line, words): problem.split(":")[0] for line, words, problem in result.false}
    assert found == {
        (small, "3.0 is small"): "false",
        (error, "an error of its own"): "IndexError",
        (unknown, "unknown"): "NameError",
    }
    assert [words for _, words, problem in result.claims if not problem] == [
        *("the loss falls", "2.0 is small", "a claim keeps its names to itself"),
        *("one thread", "no proxy", "no network card", "one file is put there"),
    ]


def test_notices_are_counted_as_they_came(result):
    [demo] = lines("# %% demo")[:1]
    assert result.notices == [
        (demo, "the loss falls", ""),
        (demo, "it is large: too few steps", "it is large: too few steps"),
    ]
    assert result.otherwise == result.notices[1:]


def test_a_cell_that_stops_is_told(result):
    assert result.error == (lines("raise")[0] - 1, "RuntimeError: too hot")


def test_the_report_names_what_is_wrong(result, tiny, capsys):
    assert elsewhere.report({(tiny, "both"): result}) == 4
    out = capsys.readouterr().out
    assert f"{tiny.path}:{lines('no_such')[0]}: both: claimed, but NameError" in out
    assert f"{tiny.path}:{lines('raise')[0] - 1}: both: the cell stops: RuntimeError: too hot" in out
    result = elsewhere.Found(1.0, [(3, "it holds", "")])
    assert elsewhere.report({(tiny, "alone"): result}) == 0
    assert "No false claim" in capsys.readouterr().out


def test_a_claim_leaves_random_numbers_and_names_as_they_were(monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, raw: shown.append(data[inside.TYPE]))
    draws = []
    for claimed in (False, True):
        random.seed(0), numpy.random.seed(0), torch.manual_seed(0)
        names = {"torch": torch, "numpy": numpy, "random": random}
        if claimed:
            source = 'x = torch.rand(1), numpy.random.rand(), random.random()\nassert x, "drawn"\n1 / 0\nassert x, "on"'
            inside.claims(source, names)
        assert set(names) == {"torch", "numpy", "random"}
        draws.append((random.random(), numpy.random.rand(), torch.rand(1).item()))
    assert draws[0] == draws[1]
    [found] = shown
    assert [line for line, _, problem in found if problem] == [3] and len(found) == 3


def test_a_dead_kernel_is_told_where_it_died(tiny):
    ran = elsewhere.with_claims(tiny, instructor_notebook(tiny, course(), {}))
    ran.metadata.update(seconds=1.0, died="Kernel died")
    for cell in [cell for cell in ran.cells if cell.cell_type == "code"][:3]:
        cell.execution_count = 1
    assert elsewhere.found(ran).error == (lines("# %% demo")[0], "Kernel died")


def test_an_unknown_step_is_refused_with_the_known_ones():
    command = [sys.executable, "-m", "autograder.bench.elsewhere", "step9_nowhere"]
    root = Path(elsewhere.__file__).parents[2]
    ended = subprocess.run(
        command, cwd=root, env=os.environ | {"PYTHONPATH": str(root)}, capture_output=True, text=True
    )
    assert ended.returncode == 1 and "step2_self_attention" in ended.stderr
