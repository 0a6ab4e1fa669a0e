"""What a lesson says of its own run: what to notice, and how long a loop takes here."""

import sys
import time

import numpy as np
import pytest
import torch

from autograder.lessons.printed.saying import NOTICE, OTHERWISE, notice, paced

NAN = float("nan")


def said(capsys, *arguments):
    notice(*arguments)
    return " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    "holds",
    [True, np.True_, torch.tensor(True), [True, np.True_], torch.ones(2, 2) > 0, np.array([1, 2]) > 0, lambda: 2 > 1],
)
def test_what_holds_is_noticed_as_written(capsys, holds):
    assert said(capsys, holds, "it falls", "it rises") == NOTICE + "it falls"


@pytest.mark.parametrize(
    "holds",
    [
        *[False, np.False_, torch.tensor(False), [], np.array([]), torch.tensor([]), NAN, np.nan, torch.tensor(NAN)],
        *[[True, False], [True, NAN], torch.tensor([1.0, 0.0]) > 0, None, NAN < 1, lambda: [][-1] < 1],
        *[lambda: max([]) > 1, lambda: 1 / 0 > 1],
    ],
)
def test_what_does_not_hold_is_never_said(capsys, holds):
    assert said(capsys, holds, "it falls", "it rises") == OTHERWISE + "it rises"


def test_only_the_text_that_is_said_is_made(capsys):
    losses = []
    assert said(capsys, losses, lambda: f"it ends at {losses[-1]}", lambda: "no step") == OTHERWISE + "no step"
    assert said(capsys, True, lambda: "as it should", lambda: losses[-1]) == NOTICE + "as it should"


def test_a_mistake_in_a_condition_shows():
    with pytest.raises(NameError):
        notice(lambda: no_such_name > 1, "", "")  # noqa: F821


@pytest.fixture(params=[True, False], ids=["with tqdm", "without"])
def clock(request, monkeypatch):
    """A clock that only the steps move."""
    if not request.param:
        monkeypatch.setitem(sys.modules, "tqdm", None)
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def go(clock, times, *words, stop=None):
    """Steps that take `times` → the steps that were made."""
    made = []
    for step in paced(range(len(times)), *words):
        made.append(step)
        clock[0] += times[step]
        if step == stop:
            break
    return made


def test_a_short_loop_says_nothing(clock, capsys):
    assert go(clock, [1.0] + [0.01] * 200, "training") == [*range(201)]
    assert go(clock, [0.5, 2.4], "training") == [0, 1] and go(clock, [], "training") == []
    assert capsys.readouterr().out == ""


def test_a_long_loop_says_once_how_long_and_how_to_shorten_it(clock, capsys):
    go(clock, [3.0] + [0.02] * 1999, "training", "set STEPS lower")  # the first step warms up, and is not counted
    captured = capsys.readouterr()
    assert captured.out.count("here") == 1 and captured.err == ""
    assert "training: about 40 s here (2,000 steps); shorter: set STEPS lower\n" in captured.out


@pytest.mark.parametrize(
    ("each", "steps", "words"),
    [(60, 7, "about 6 min"), (3600, 4, "about 3 h"), (2, 3, "about 5 s"), (5, 2, "about 5 s")],
)
def test_few_long_steps_are_estimated_from_the_first(clock, capsys, each, steps, words):
    go(clock, [each] * steps, "runs")
    assert f"runs: {words} here ({steps} steps)\n" in capsys.readouterr().out


def test_progress_shows_with_tqdm_or_without(clock, capsys):
    go(clock, [0.1] * 1000, "training")
    out = capsys.readouterr().out
    if sys.modules["tqdm"]:
        assert "/1000 [" in out
    else:
        assert out.count("of 1,000 steps, about") >= 8


def test_slower_steps_give_a_fresh_estimate(clock, capsys):
    go(clock, [0.1] * 300 + [0.5] * 700, "training")
    out = capsys.readouterr().out
    assert out.count("slower now") == 1 and "slower now, about 5.7 min more" in out


def test_a_break_ends_it(clock, capsys):
    assert go(clock, [0.5] * 100, "training", stop=20) == [*range(21)]
    with pytest.raises(ZeroDivisionError):
        for _ in paced([1, 2], "training"):
            1 / 0  # noqa: B018
    if sys.modules["tqdm"]:
        from tqdm import tqdm

        assert not tqdm._instances
