"""Candidates: implementations of one exercise, some right and some wrong, that a student's own tests are to tell apart.

Printed into every notebook, behind `calls.py`, in the same namespace. Knows of no candidate whether it is right: that
comes from outside, as what probes compare with does. No wall for hostile candidates: they are the bank's own.
"""

import contextlib
import functools
import random
import sys
import warnings

import numpy as np
import torch

from .calls import NAMES, CheckFailed, _builtins, _clean, _clean_state, _state, _submit, unpacked
from .plain import raised

NAMES = (*NAMES, "candidates", "catch_bugs")
MOST_LINES = 2_000_000  # of its own code that a candidate may run for one verdict; a count, so that no clock decides
_candidates = {}  # (check, hidden?) → what candidates are made from: {"name", "needs", "sources", "base", "clues"}


class Endless(RuntimeError):
    """A candidate ran so many lines that it will hardly ever end."""


def candidates(check, data, hidden=False):
    """The candidates of `check`, made when they are taken; `catch_bugs` takes the same from now on, in the check's
    visible or its `hidden` half. → an iterator of functions or classes. `data` is printed by the builder, never by
    hand."""
    made_from = _candidates[check, hidden] = unpacked(data)
    return (_made(made_from, source)[made_from["name"]] for source in made_from["sources"])


def _made(made_from, *sources, **names):
    """What sources define, in a namespace of its own, which holds the set-up cell's names and what candidates need of
    the solved lesson: neither do a student's names reach into it, nor it into theirs."""
    scope = {**_clean, "__builtins__": _builtins, "__name__": "candidate", **names}
    for source in (made_from["needs"], *sources):
        exec(_code(source), scope)
    return scope


@functools.cache  # what a model needs of earlier lessons is much to read anew for each of seventy
def _code(source):
    return compile(source, "<candidate>", "exec")


def catch_bugs(tests, share=1.0):
    """Does `tests(candidate)` accept every right candidate, and refuse at least this `share` of the wrong ones? What it
    says of each is reported: True, False, None where it gives nothing back, or the exception that came out of it. Then
    follows what it says of the clues, which nobody judges: they tell why tests fail."""
    check, hidden = _state["check"], _state["hidden"]
    if (check, hidden) not in _candidates:
        raise CheckFailed(
            f"✗ {check} needs its candidates. Run the folded cell above it that brings them, then this one."
        )
    data = _candidates[check, hidden]
    opinions = [_opinion(tests, _made(data, source)[data["name"]], check) for source in data["sources"]]
    letters = [chr(ord("A") + number) for number in range(len(opinions))]
    if data["clues"]:
        right = _made(data, data["base"]).get(data["name"])
        own, others = _made(data, data["clues"], right=right), {"right", *_made(data)}
        clues = [name for name in own if name not in others and getattr(own[name], "__module__", "") == "candidate"]
        opinions += [_opinion(tests, _made(data, data["clues"], right=right)[name], check) is True for name in clues]
    what = "other candidates" if hidden else f"candidates {', '.join(letters[:-1])} and {letters[-1]}"
    _submit("bugs", {"list": opinions}, share, what, is_plain=True)


def _opinion(tests, candidate, check):
    try:
        with _same_start(), _bounded():
            answer = tests(candidate)
            return None if answer is None else bool(answer)
    except Exception as error:
        told = raised(error)
        if "NotImplementedError" in told["raised"] and told["where"].split(".")[0] == check:
            raise  # the tests are not written yet
        return told


@contextlib.contextmanager
def _same_start():
    """The same random numbers for each candidate, so that neither their order nor the day decides; the notebook's own
    are left as they were."""
    pythons, numpys = random.getstate(), np.random.get_state()
    try:
        with _clean_state(), torch.random.fork_rng(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for seed in (random.seed, np.random.seed, torch.manual_seed):
                seed(0)
            yield
    finally:
        random.setstate(pythons)
        np.random.set_state(numpys)


@contextlib.contextmanager
def _bounded():
    """A candidate that runs more than MOST_LINES lines of its own is stopped by an exception, wherever it is then."""
    left, former = MOST_LINES, sys.gettrace()

    def count(frame, event, _):
        nonlocal left
        left -= event == "line"
        if left < 0:
            raise Endless(f"the candidate ran {MOST_LINES:,} lines and had not ended")
        return count

    def watch(frame, event, _):
        return count if frame.f_code.co_filename.startswith("<candidate") else None

    sys.settrace(watch)
    try:
        yield
    finally:
        sys.settrace(former)
