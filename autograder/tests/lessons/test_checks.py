"""What check calls say, and what they cannot be fooled by."""

import collections

import nbformat
import numpy as np
import pytest
import torch

from autograder.lessons import SOLUTIONS, blind, course, instructor_notebook, lessons, pack, records
from autograder.lessons.notebooks import PRINTED
from autograder.lessons.printed import calls as checks
from autograder.lessons.printed import comparing
from autograder.lessons.printed import plain as plain_module
from autograder.lessons.printed.plain import plain


@pytest.fixture(autouse=True)
def opened():
    checks.checking("exercise")
    yield
    checks._known.clear()


def load(values, mistakes=()):
    numbered = {str(number): plain(value) for number, value in enumerate(values)}
    known = [[number, comparing.sketch(plain(value)), words] for number, value, words in mistakes]
    checks._known.clear()
    checks.expect("exercise", pack({"values": numbered, "mistakes": known}))
    checks.checking("exercise")


def failure(call, *args, **keywords):
    with pytest.raises(checks.CheckFailed) as error:
        call(*args, **keywords)
    return str(error.value)


OWN = "__name__ = '__main__'\nimport torch\ndef f(x):\n    "
ALIKE = [  # each line raises what a known mistake raises
    ["raise ValueError('C must fit')", "raise ValueError(f'{x} is odd')", "assert x or True, x\n    raise ValueError"],
    ["assert x == 3", "assert x == 4, 'no'", "assert x == 5, f'{x} again'", "raise AssertionError('hm')"],
    ["class No(KeyError): pass\n    raise No(x)", "raise KeyError(x)"],
    ["return torch.ones(5) + torch.ones(7)", "return torch.ones(12) + torch.ones(16)"],
    ["return torch.ones(3, 5) @ torch.ones(3, 5)", "return torch.ones(2, 9) @ torch.ones(4, 9)"],
    ["return [][x]"],
    ["return torch.nn.functional.softmax(torch.ones(2), 7)"],
    ["return torch.ones(x).view(7)", "return torch.ones(2).view(9)"],
    ["import json\n    json.loads('')"],  # a library's own `raise`
    ["return {}[x]"],  # as the notebook's own KeyError, but not raised by it
]


def outcome(body):
    """What `raised` makes of the error of a function in a notebook."""
    names = {}
    exec(OWN + body, names)
    try:
        names["f"](2)
    except Exception as error:
        return plain_module.raised(error)


def test_errors_are_known_by_kind_and_place_not_by_words_or_sizes():
    errors = [[outcome(body) for body in bodies] for bodies in ALIKE]
    mistakes = [[3, comparing.sketch(alike[0]), str(number)] for number, alike in enumerate(errors)]
    for number, alike in enumerate(errors):
        assert [comparing.recognised(mistakes, 3, error) for error in alike] == [[str(number)]] * len(alike)
        assert comparing.recognised(mistakes, 2, alike[0]) == []


def test_an_error_that_several_mistakes_raise_is_known_by_what_it_says_or_not_at_all():
    one, other, third = (outcome(f"raise ValueError('{words}')") for words in ("one", "other", "third"))
    mistakes = [[0, comparing.sketch(one), "1"], [0, comparing.sketch(other), "2"]]
    assert [comparing.recognised(mistakes, 0, error) for error in (one, other, third)] == [["1"], ["2"], []]
    assert comparing.recognised(mistakes[:1], 0, third) == ["1"]


class Impostor:
    """Equal to everything, of every shape."""

    shape = (10, 64)

    def __eq__(self, other):
        return True

    def __array__(self, *args, **keywords):
        return np.zeros((10, 64))


class Hidden(torch.Tensor):
    pass


RIGHT = torch.arange(6.0).reshape(2, 3)


@pytest.mark.parametrize(
    "value",
    [RIGHT, RIGHT.double(), RIGHT.half(), RIGHT.clone().requires_grad_(), RIGHT + 1e-6, torch.nn.Parameter(RIGHT)],
)
def test_a_probe_accepts_what_is_the_same(value):
    load([RIGHT])
    checks.probe(value)


@pytest.mark.parametrize("value", [[RIGHT, 1], (RIGHT, 1), collections.namedtuple("Pair", "left right")(RIGHT, 1)])
def test_lists_and_tuples_are_one(value):
    load([(RIGHT, 1)])
    checks.probe(value)


@pytest.mark.parametrize("value", [torch.tensor(2.5), torch.tensor([2.5]), torch.tensor([[2.5]])])
def test_a_single_number_is_one_in_any_shape(value):
    load([torch.tensor(2.5)])
    checks.probe(value)


def test_whole_numbers_know_no_tolerance():
    load([torch.tensor([50_256, 2**60])])
    checks.probe(torch.tensor([50_256, 2**60]))
    load([torch.tensor([50_256, 2**60])])
    assert "2 of 2 values differ" in failure(checks.probe, torch.tensor([50_257, 2**60 + 1]))


@pytest.mark.parametrize(
    "value, words",
    [
        (RIGHT.numpy(), "torch tensor"),
        (RIGHT.T, "shape (2, 3) expected, got (3, 2)"),
        (RIGHT + 1e-2, "6 of 6 values differ"),
        (RIGHT.long(), "tensor of float32 expected"),
        (None, "return"),
        (Impostor(), "Impostor"),
        (RIGHT.as_subclass(Hidden), "Hidden"),
        (RIGHT / 0, "NaN"),
        ([1, 2], "a list of 2"),
        (RIGHT.to("meta"), "object"),
        (RIGHT.to_sparse(), "object"),
        (torch.ones(1).expand(10**12), "object"),
        (print, "builtin_function"),
    ],
)
def test_a_probe_refuses_what_is_not(value, words):
    load([RIGHT])
    assert words in failure(checks.probe, value, "the first six numbers")


def test_the_first_difference_is_named_but_a_hidden_one_keeps_its_numbers():
    wrong = RIGHT.clone()
    wrong[1, 2] = 7
    load([RIGHT])
    message = failure(checks.probe, wrong, "the first six numbers")
    assert "the first six numbers" in message and "at [1, 2] expected 5, got 7" in message
    checks._state.update(calls=0, hidden=True)
    message = failure(checks.probe, wrong, "other numbers")
    assert "hidden test" in message and "expected 5" not in message


def test_a_known_mistake_is_named():
    load([RIGHT], [(0, RIGHT.T, "The axes are exchanged."), (0, None, "No return.")])
    assert "Likely cause: The axes are exchanged." in failure(checks.probe, RIGHT.T.contiguous() + 1e-7)
    checks.checking("exercise")
    assert "Likely cause: No return." in failure(checks.probe, None)
    checks.checking("exercise")
    assert "Likely cause" not in failure(checks.probe, RIGHT + 1)


def test_mistakes_that_cannot_be_told_apart_are_all_named_but_no_more_than_help():
    same = [(0, RIGHT + 1, f"{number}th thing.") for number in (1, 1, 2)]
    load([RIGHT], same)
    message = failure(checks.probe, RIGHT + 1)
    assert "looks as if one of these" in message and message.endswith("\n  - 1th thing.\n  - 2th thing.")
    assert "Likely cause" not in message
    load([RIGHT], [(0, RIGHT + 1, f"{number}th thing.") for number in range(9)])
    assert failure(checks.probe, RIGHT + 1).count("thing.") == comparing.MOST


def test_nan_is_spoken_of_first_and_at_its_own_place():
    wrong = RIGHT.clone()
    wrong[0, 1], wrong[1, 2] = 7, float("nan")
    load([RIGHT])
    assert "NaN (not a number) came out for 1 of 6 values: at [1, 2] expected 5, got nan" in failure(
        checks.probe, wrong
    )


@pytest.mark.parametrize(
    "want, got, words",
    [
        ({(1, 1): 2}, {(1, 1): 3}, "[(1, 1)]"),
        ({"a": 0}, {}, "'a' is missing"),
        ({}, {"a": 0}, "should not be"),
        ([1, 2, 3], [1, 2], "3 items expected, got 2"),
        ([1, 2, 3], [1, 5, 3], "at [1]"),
        ([1], {1}, "a list of 1 expected"),
        ("abc", "abd", "another value"),
        (2, 2.0, "number"),
        (True, 1, "truth value"),
        (1.0, float("nan"), "another value"),
        (10**40, 10**40, "int of more than 64 bits"),
        ((RIGHT, 1), (RIGHT + 1, 1), "at [0]"),
    ],
)
def test_differences_in_structures(want, got, words):
    load([want])
    assert words in failure(checks.probe, got)


@pytest.mark.parametrize(
    "want, got",
    [
        ({(1, 1): 2, (1, 2): 1}, collections.Counter({(1, 2): 1, (1, 1): 2})),
        ({"a": [1]}, collections.defaultdict(list, a=[1])),
        (1.0, 1),
        (1, np.int64(1)),
        (0.5, np.float32(0.5)),
        (float("nan"), float("nan")),
        ({1, 2}, frozenset([2, 1])),
        ((2, 3), torch.Size([2, 3])),
        (None, None),
        ("\ud800", "\ud800"),
    ],
)
def test_what_counts_as_the_same(want, got):
    load([want])
    checks.probe(got)


def test_letters():
    load(["b"])
    for answer in ("b", "B", " b ", "b)", "(b)"):
        checks.checking("exercise")
        checks.probe_choice(answer, "abcd")
    for answer in ("a", "bc", "", None, 2, ["b"], "e"):
        checks.checking("exercise")
        message = failure(checks.probe_choice, answer, "abcd")
        assert "expected" not in message and "'b'" not in message


def test_the_other_checks():
    checks.check_shape(RIGHT, (2, 3))
    checks.check_shape(RIGHT.numpy(), (2, 3))
    checks.check_close(RIGHT[0], [0, 1, 2])
    checks.check_close(RIGHT[0].numpy(), RIGHT[0])
    checks.check_equal((1, 2), [1, 2])
    checks.check_equal(torch.tensor([True, False]), [True, False])
    checks.check_true(torch.tensor(True), "yes")
    checks.check_raises(KeyError, {}.__getitem__, "a")
    checks.check_raises(LookupError, {}.__getitem__, "a")
    assert "a tensor of shape (2, 3) expected, got a list of 2" in failure(checks.check_shape, [1, 2], (2, 3))
    assert "got no error, but the number 1" in failure(checks.check_raises, KeyError, {"a": 1}.__getitem__, "a")
    assert "got TypeError" in failure(checks.check_raises, KeyError, len, 3)
    assert "must be small" in failure(checks.check_true, False, "must be small")
    assert failure(checks.check_true, Impostor(), "an object is not true")
    assert "expected 1.0, got 0.0" in failure(checks.check_close, [0.0], [1.0])


@pytest.mark.parametrize(
    "function", [torch.softmax, torch.nn.functional.softmax, torch.Tensor.softmax, lambda x, d: torch.nn.Softmax(d)(x)]
)
def test_by_hand_means_without_the_library(function):
    checks.check_by_hand(["softmax"], lambda x, d: torch.exp(x - torch.logsumexp(x, d, keepdim=True)), RIGHT, 1)
    assert "by hand, without PyTorch's own softmax" in failure(checks.check_by_hand, ["softmax"], function, RIGHT, 1)


def test_sample_and_fill_are_the_same_everywhere():
    assert checks.sample(3, seed=1).tolist() == pytest.approx([1.6243454, -0.6117564, -0.5281718])
    layer = torch.nn.Linear(3, 2)
    checks.fill(layer, ["weight", "bias"], seed=4)
    again = torch.nn.Linear(3, 2)
    checks.fill(again, ["weight", "bias"], seed=4)
    assert torch.equal(layer.weight, again.weight) and torch.equal(layer.bias, again.bias)
    assert "has a parameter `gain`" in failure(checks.fill, layer, ["gain"])


def test_plain_data_is_a_copy():
    reported = []
    checks._sink = reported.append
    try:
        value = RIGHT.clone()
        checks.probe(value)
        value += 1
    finally:
        checks._sink = None
    assert comparing._array(reported[0]["value"]).tolist() == RIGHT.tolist()


@pytest.mark.parametrize("step", [step for step in course().steps if step.written], ids=lambda step: step.name)
def test_no_expected_value_enters_the_sandbox(step):
    cells = [cell for cell in nbformat.read(SOLUTIONS / f"{step.name}.ipynb", 4).cells if cell.cell_type == "code"]
    texts = {text for pair in records.packed({"cells": cells}).values() for text in pair} - {records.NOTHING}
    assert len(texts) > sum(cell.metadata.get("nbgrader", {}).get("grade", False) for cell in cells)
    inside = "\n".join(blind(cell.source) for cell in cells)
    assert records.NOTHING in inside and not [text for text in texts if text in inside]


def test_only_what_the_sandbox_needs_enters_it():
    setup = instructor_notebook(lessons(["step1_foundations"])[0], course(), {}).cells
    [setup] = [cell.source for cell in setup if cell.id == "setup"]
    inside = blind(setup)
    for name in ("plain", "comparing", "desk", "calls"):
        own = (PRINTED / f"{name}.py").read_text(encoding="utf-8").splitlines()[-1]
        assert own in setup and (own in inside) == (name in ("plain", "calls"))
