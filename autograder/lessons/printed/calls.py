"""What a check cell may call. Each call turns what it was given into plain data, and only then is it compared: at once
in a notebook; while grading, `_sink` is set, the plain data leaves the sandbox and is compared outside.

Printed into every notebook, into a module of its own, so that nothing a notebook defines reaches into it.
"""

import base64
import builtins
import contextlib
import io
import json
import types
import warnings
import zlib

import numpy as np
import torch

from .comparing import verdict
from .desk import Table, TookTooLong, in_a_row, time_limit, told
from .plain import plain, raised

NAMES = (
    "checking",
    "expect",
    "probe",
    "probe_choice",
    "check_shape",
    "check_close",
    "check_equal",
    "check_true",
    "check_raises",
    "check_by_hand",
    "sample",
    "fill",
)  # what a notebook sees of this module
_sink = None  # while grading: takes each call as plain data
_state = {"check": "", "calls": 0, "hidden": False}
# check → {"values": {call: plain}, "mistakes": [[call, sketch, sentence]], "labels": {part: [[right, sentence, slug]]}}
_known = {}
_NOTHING = {"values": {}, "mistakes": [], "labels": {}}
_why = {}  # quick question → why the right letter is right, said once it was given
_ran = {}  # check → its function, as it was run last in a notebook
_builtins = dict(vars(builtins))
_clean = {}  # what the set-up cell gave its names, whatever the notebook calls so later


class CheckFailed(AssertionError):
    """A check that did not hold; shown as its message alone, without a traceback through this module. `error` is the
    exception that ended it, if one did."""

    error = None

    def _render_traceback_(self):
        return str(self).splitlines()


def protect(names, scope):
    """Keep what the set-up cell bound to `names` (imports, given functions) for the bodies of checks."""
    _clean.update({name: scope[name] for name in names})
    _clean.update({name: globals()[name] for name in NAMES})
    scope.update({name: globals()[name] for name in NAMES})


@contextlib.contextmanager
def _clean_state():
    """PyTorch, NumPy and warnings as they are at the start, around a check; afterwards as the notebook had them."""
    dtype, device = torch.get_default_dtype(), torch.get_default_device()
    torch.set_default_dtype(torch.float32)
    if device.type != "cpu":
        torch.set_default_device(None)
    try:
        with (
            warnings.catch_warnings(),
            np.errstate(divide="warn", over="warn", under="ignore", invalid="warn"),
            torch.inference_mode(False),
            torch.enable_grad(),
        ):
            warnings.simplefilter("default")
            yield
    finally:
        torch.set_default_dtype(dtype)
        if device.type != "cpu":
            torch.set_default_device(device)


def checking(name):
    """Open the check of exercise `name`. The builder prints this as a decorator, and the check as a function, which is
    run at once: what a check defines stays in it, and takes no name away from a student's own helpers. Nor does a
    notebook's `list = []` reach into it: its body sees Python's and the set-up cell's own names."""
    _open(name)

    def run(check):
        if _sink is not None:
            return _ask(check)
        _ran[name] = check
        _ask_a_person(name, check)
        others = "candidates" if name.startswith("tests_") else "inputs"
        more = f"everything asked here holds. (Grading asks a little more, on other {others}.)"
        print(f"✓ {name}: {f'that is right. {_why.get(name, str())}'.rstrip() if name.startswith('answer_') else more}")

    return run


def _open(name):
    _state.update(check=name, calls=0, hidden=False)


def _ask(check):
    scope = {name: value for name, value in check.__globals__.items() if name not in _builtins}
    scope.update(_clean, __builtins__=_builtins)
    with _clean_state():
        types.FunctionType(check.__code__, scope, check.__name__)()


def _ask_a_person(name, check):
    """Run a check in a notebook, never while grading: it gets a minute, and an error is told by a learner's own lines.
    Raises CheckFailed alone."""
    try:
        with time_limit():
            _ask(check)
    except CheckFailed:
        raise
    except BaseException as error:
        if isinstance(error, TookTooLong):
            _ran.pop(name, None)  # nor will it take a minute of `check_everything`
        words = told(error, name, _state["calls"], _known.get(name, _NOTHING)["mistakes"], check)
        failure = CheckFailed(words)
        failure.error = error.with_traceback(None)
        raise failure from None


def check_everything(points):
    """Run again each check that has been run in this notebook; → a table. `points`: exercise → its points."""
    rows = []
    for name, worth in points.items():
        passed, said = None, "run its check, or all cells above"
        if name in _ran:
            _open(name)
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                try:
                    _ask_a_person(name, _ran[name])
                    passed, said = True, ""
                except CheckFailed as failure:
                    if isinstance(failure.error, KeyboardInterrupt):
                        raise
                    passed, said = False, in_a_row(str(failure), name)
        rows.append((name, worth, passed, said))
    return Table(rows)


def unpacked(data):
    """What the builder has packed into a line of text."""
    return json.loads(zlib.decompress(base64.b64decode(data)))


def expect(name, data):
    """Load what the probes of check `name` compare with (printed by the builder, never by hand)."""
    record = unpacked(data)
    known = _known.setdefault(name, {"values": {}, "mistakes": [], "labels": {}})
    known["values"].update(record["values"])
    known["labels"].update(record.get("labels", {}))
    known["mistakes"] = known["mistakes"] + record["mistakes"]
    _state["hidden"] = _state["check"] == name  # the hidden calls load theirs from inside the check


def because(name, data):
    """Load why the right letter of quick question `name` is right (printed by the builder)."""
    _why[name] = unpacked(data)["why"]


def probe(value, what="", rtol=1e-4, atol=1e-5):
    """Is `value` what the solved lesson gives here? Tolerance: |value − expected| ≤ atol + rtol·|expected|."""
    _submit("probe", value, None, what, rtol, atol)


def probe_choice(answer, letters):
    """Is `answer` the right letter of a quick question? Capitals, spaces and brackets do not matter."""
    letter = answer.strip(" ().").lower() if type(answer) is str else answer
    valid = type(letter) is str and len(letter) == 1 and letter in letters
    _submit("choice", letter if valid else None, letters, f"one letter of {', '.join(letters)}")


def check_shape(value, shape, what=""):
    """Is `value` a tensor or an array of this shape?"""
    _submit("shape", value, tuple(shape), what)


def check_close(value, expected, what="", rtol=1e-4, atol=1e-5):
    """Are the numbers of `value` those of `expected` (tensor, array or list), within the tolerance?"""
    _submit("close", value, expected, what, rtol, atol)


def check_equal(value, expected, what=""):
    """Is `value` exactly `expected`? A list, a tuple and a tensor of the same numbers are equal."""
    _submit("equal", value, expected, what)


def check_true(condition, what):
    """Does the property hold? `what` is the sentence that tells the student what should."""
    if type(condition) is torch.Tensor and condition.numel() == 1 or isinstance(condition, np.generic):
        condition = condition.item()
    _submit("true", condition, True, what)


def check_raises(error, function, *args, what=""):
    """Does `function(*args)` raise `error` (or a subclass of it)?"""
    try:
        outcome = {"returned": plain(function(*args))}
    except Exception as problem:
        outcome = raised(problem)
    _submit("raises", outcome, error.__name__, what, is_plain=True)


class _Calls(torch.overrides.TorchFunctionMode):
    """Collects the names of the PyTorch functions that are called inside it."""

    def __torch_function__(self, function, types, args=(), kwargs=None):
        self.names = {*getattr(self, "names", ()), getattr(function, "__name__", "")}
        return function(*args, **(kwargs or {}))


def check_by_hand(names, function, *args):
    """Does `function(*args)` do without PyTorch's own functions `names`, under whatever roof they are called?"""
    with _Calls() as calls:
        function(*args)
    without = " and ".join(names)
    _submit("true", not {*names} & getattr(calls, "names", set()), True, f"by hand, without PyTorch's own {without}")


def sample(*shape, seed=0):
    """The same normally distributed float32 numbers on every machine and version; → tensor of `shape`."""
    return torch.tensor(np.random.RandomState(seed).standard_normal(shape).astype("float32"))


def fill(module, names, seed=0):
    """Copy known numbers into `module`'s parameters `names`, such as "query.weight", of whatever shape."""
    for number, name in enumerate(names):
        parameter = module
        for part in name.split("."):
            parameter = getattr(parameter, part, None)
        there = isinstance(parameter, torch.Tensor)
        _submit("true", there, True, f"your {type(module).__name__} has a parameter `{name}`")
        if not there:
            raise CheckFailed(f"✗ {_state['check']}: no parameter `{name}`")  # reached while grading only
        scale = parameter.shape[-1] ** -0.5 if parameter.dim() > 1 else 1.0
        with torch.no_grad():
            parameter.copy_(scale * sample(*parameter.shape, seed=seed + number))


def _submit(call, value, expected, what="", rtol=0.0, atol=0.0, is_plain=False):
    value = value if is_plain else plain(value)
    number, check, hidden = _state["calls"], _state["check"], _state["hidden"]
    _state["calls"] += 1
    if _sink is not None:
        _sink(
            {
                "call": call,
                "value": value,
                "expected": plain(expected),
                "what": what,
                "rtol": rtol,
                "atol": atol,
                "hidden": hidden,
            }
        )
        return
    known, expected = _known.get(check, _NOTHING), plain(expected)
    if call in ("probe", "choice"):
        expected = known["values"].get(str(number), {"object": "value that the set-up cell loads"})
    elif call == "bugs":
        expected = {"share": expected, "labels": known["labels"].get("hidden" if hidden else "visible", [])}
    message = verdict(
        call, value, expected, what, rtol, atol, check=check, number=number, hidden=hidden, mistakes=known["mistakes"]
    )
    if message:
        raise CheckFailed(message)
