"""A check that cannot run says why by the true cause; a hidden one shows nothing that student code says."""

import pytest

from autograder.grading import cause, verdict
from autograder.sandbox import Cell, CellResult

CONFLICT = "<<<<<<< local\ndef softmax(x):\n    return x\n=======\ndef softmax(x):\n    return 2 * x\n>>>>>>> remote"


def error(kind, message, *more):
    return {"type": kind, "message": message, "mro": [kind, *more, "Exception"], "where": "f"}


NO_PANDAS = {"result_error": error("ModuleNotFoundError", "No module named 'pandas'")}
NO_PYTHON = {"result_error": error("SyntaxError", "invalid syntax")}
NO_FILE = {"result_error": error("FileNotFoundError", "a.txt")}
NO_GPU = {"result_error": error("AssertionError", "Torch not compiled with CUDA enabled")}
NO_DRIVER = {"status": "ok", "check": error("RuntimeError", "Found no NVIDIA driver")}
MISSING = error("NameError", "name 'softmax' is not defined")


def why(source, result_error=None, status="error", check=MISSING, cell="softmax"):
    cells = [Cell(cell, source), Cell("softmax_check", "", "softmax")]
    results = [CellResult(cell, status, error=result_error), CellResult("softmax_check", "error", error=check)]
    return cause("softmax", cells, results, results[1])


@pytest.mark.parametrize(
    "source, options, words",
    [
        ("import pandas\ndef softmax(x): ...", NO_PANDAS,
         "the cell of softmax stopped with ModuleNotFoundError: No module named 'pandas'. Grading has torch"),
        (CONFLICT, NO_PYTHON, "a merge conflict stands in the cell of softmax"),
        ("def my_softmax(x): ...", {"status": "ok"}, "you called it my_softmax; the exercise is softmax"),
        ("def sofmax(x): ...", {"status": "ok"}, "you called it sofmax"),
        ("x = 1 +\ndef softmax(x): ...", NO_PYTHON, "stopped with SyntaxError"),
        ("while 1: pass\ndef softmax(x): ...", {"status": "timeout"}, "ran out of time"),
        ("device = torch.zeros(1).cuda()\ndef softmax(x): ...", NO_GPU, "Grading has no GPU"),
        ("f = open('a.txt')\ndef softmax(x): ...", NO_FILE, "only the notebook"),
        ("def softmax(x): ...", NO_DRIVER, "has no GPU"),
    ],
)  # fmt: skip
def test_the_true_cause(source, options, words):
    assert words.replace("; the", ", but the") in why(source, **options)


@pytest.mark.parametrize(
    "check", [error("ValueError", "softmax"), error("NameError", "name 'other' is not defined"), None]
)
def test_where_nothing_is_known_nothing_is_said(check):
    assert why("def softmax(x): ...", status="ok", check=check) == ""


SECRET = "17.25, 3.5"
CALL = {"call": "probe", "what": "ours", "rtol": 1e-4, "atol": 1e-5, "expected": None}


def hidden(value=None, problem=None):
    """The words for a hidden call in which student code says the secret."""
    reference = CellResult(
        "c", "ok", calls=[CALL | {"hidden": True, "value": {"tensor": "float32", "shape": [1], "data": "AACAPw=="}}]
    )
    calls = [] if problem else [CALL | {"hidden": True, "value": value}]
    return verdict(
        "softmax", reference, CellResult("c", "error" if problem else "ok", calls=calls, error=problem)
    ).message


@pytest.mark.parametrize(
    "options",
    [
        {"value": SECRET},
        {"value": 17.25},
        {"value": {"object": SECRET}},
        {"value": {"list": [SECRET]}},
        {"value": {"dict": [[SECRET, 1]]}},
        {"value": {"array": "float32", "shape": [17, 25], "data": ""}},
        {"value": {"tensor": "float32", "shape": [17, 25], "data": ""}},
        {"value": {"tensor": "float32", "shape": [1], "data": "AACKQQ=="}},
        {"problem": error("ValueError", SECRET)},
        {"problem": error(SECRET, SECRET, "ValueError")},
        {"problem": error("CheckFailed", SECRET, "AssertionError")},
        {"problem": error("NameError", f"name '{SECRET}' is not defined")},
        {"problem": error("NotImplementedError", SECRET) | {"where": "s17_25"}},
        {"problem": error("KeyError", SECRET)},
    ],
)  # fmt: skip
def test_a_hidden_test_shows_nothing_that_student_code_says(options):
    message = hidden(**options)
    assert "softmax" in message and not {"17", "25", "3.5"} & set(message.replace("_", " ").replace(",", " ").split())
    assert SECRET not in message and "17" not in message
