"""`catch_bugs`: what it says of a student's tests, and what neither candidates nor tests can do to a notebook."""

import random
import sys

import numpy as np
import pytest
import torch

from autograder.lessons import Candidate, Candidates, pack
from autograder.lessons.printed import calls, catching, comparing

SOURCES = {  # of `double`, with the sentence of each
    "plus": (True, "Adds the number to itself.", "def double(x):\n    return x + x"),
    "times": (True, "Two times.", "def double(x):\n    return 2 * x"),
    "square": (False, "You square it.", "def double(x):\n    return x * x"),
    "same": (False, "You give it back.", "def double(x):\n    return x"),
    "text": (False, "You glue texts.", "def double(x):\n    return int(f'{x}{x}')"),
    "crash": (False, "You divide by zero.", "def double(x):\n    return x / 0"),
}


def line_up(*slugs, needs="", base="", clues="", sources=SOURCES):
    """→ (data, labels) of these candidates."""
    chosen = tuple(Candidate(slug, sources[slug][2], *sources[slug][:2]) for slug in slugs)
    found = Candidates("double", needs, chosen, base, clues)
    return found.data, found.labels


@pytest.fixture(autouse=True)
def notebook():
    yield
    calls._known.clear()
    calls._clean.clear()
    catching._candidates.clear()
    calls._sink = None


def check(tests, *slugs, share=1.0, hidden=False, mistakes=(), **options):
    """The words of a failed check of these tests; None where it holds."""
    data, labels = line_up(*slugs, **options)
    calls.checking("tests_double")
    record = {"values": {}, "mistakes": list(mistakes), "labels": {"hidden" if hidden else "visible": labels}}
    calls._known.clear()
    calls.expect("tests_double", pack(record))
    calls._state["hidden"] = hidden
    catching.candidates("tests_double", data, hidden)
    try:
        catching.catch_bugs(tests, share)
    except calls.CheckFailed as failed:
        return str(failed)
    return None


def right(candidate):
    return candidate(3) == 6 and candidate(0) == 0


ALL = tuple(SOURCES)


@pytest.mark.parametrize("truth", [bool, int, np.bool_, np.float64, torch.tensor, lambda held: torch.tensor([held])])
@pytest.mark.parametrize("hidden", [False, True])
def test_right_tests_pass_whatever_their_truth_is_made_of(truth, hidden):
    assert check(lambda candidate: truth(right(candidate)), *ALL, hidden=hidden) is None


def test_an_error_that_escapes_counts_as_false():
    def tests(candidate):
        assert candidate(3) == 6
        return True

    assert check(tests, *ALL) is None


@pytest.mark.parametrize(
    "tests, words",
    [
        (lambda c: True, ["accept candidate", "which is wrong", "“You square it.”"]),
        (lambda c: c(2) == 4, ["“You square it.”"]),
        (lambda c: False, ["refuse candidate", "which is right", "“Two times.”"]),
        (lambda c: None, ["give back None (is a `return True` missing?)"]),
        (lambda c: c(3, 4) == 6, ["stop with TypeError: double() takes 1 positional argument"]),
        (lambda c: c(3) != 6, ["refuse candidate", "accept candidate"]),
    ],
)
def test_what_escaped_is_named(tests, words):
    message = check(tests, "plus", "times", "square", "same")
    assert "✗ tests_double, candidates A, B, C and D" in message
    assert all(word in message for word in words), message


def test_a_letter_is_that_of_the_notebook():
    data, labels = line_up("plus", "square", "same")
    calls.checking("tests_double")
    makers = dict(zip("ABC", catching.candidates("tests_double", data)))
    wrong = [letter for letter, (is_right, *_) in zip("ABC", labels) if not is_right]
    message = check(lambda candidate: True, "plus", "square", "same")
    assert all(f"candidate {letter}, which is wrong" in message for letter in wrong)
    assert all(makers[letter](3) != 6 for letter in wrong)


@pytest.mark.parametrize("share, passes", [(1, False), (0.75, True), (0.76, False), (0.5, True), (2 / 3, True)])
def test_the_share_counts_wrong_candidates_only(share, passes):
    message = check(lambda c: c(2) == 4, *ALL, share=share, hidden=True)  # three of the four wrong ones are caught
    assert (message is None) == passes
    assert passes or "accept 1 of 4 wrong candidates" in message


def test_a_right_candidate_that_is_refused_fails_at_any_share():
    message = check(lambda c: c(3) == 6 and c.__code__.co_consts[-1] != 2, *ALL, share=0.0, hidden=True)
    assert "refuse 1 of 2 right candidates" in message and "“Two times.”" in message


def test_in_hidden_calls_only_our_own_words_are_said():
    class Mine(ValueError):
        pass

    def tests(candidate):
        raise Mine(f"secret {candidate}")

    message = check(tests, *ALL, hidden=True)
    assert "stop with ValueError" in message and "secret" not in message and "Mine" not in message


def test_tests_that_are_not_written_are_told_so():
    def tests_double(candidate):
        raise NotImplementedError()

    tests_double.__code__ = tests_double.__code__.replace(co_qualname="tests_double")
    with pytest.raises(NotImplementedError):
        check(tests_double, *ALL)


def test_a_candidate_that_is_not_written_is_wrong_like_any_other():
    sources = SOURCES | {"none": (False, "Not written.", "def double(x):\n    raise NotImplementedError")}
    assert check(right, "plus", "none", "times", sources=sources) is None


def test_a_known_mistake_is_recognised_by_its_clues():
    clues = "def tripled(x):\n    return right(x) + x\ndef shifted(x):\n    return right(x) + 1"
    options = {"base": SOURCES["plus"][2], "clues": clues}
    lazy, lazier = (lambda c: c(2) == 4), (lambda c: c(2) in (4, 5))
    reported = []
    calls._sink = reported.append
    for tests in (lazy, lazier):
        check(tests, "plus", "times", "square", **options)
    calls._sink = None
    values = [call["value"] for call in reported]
    assert values[0]["list"][:3] == values[1]["list"][:3] and values[0] != values[1]  # the clues tell them apart
    mistakes = [[0, comparing.sketch(value), words] for value, words in zip(values, ("One two.", "Nearly."))]
    for tests, words in ((lazy, "One two."), (lazier, "Nearly.")):
        assert f"Likely cause: {words}" in check(tests, "plus", "times", "square", mistakes=mistakes, **options)
    assert check(right, "plus", "times", "square", mistakes=mistakes, **options) is None


def test_clues_are_never_judged():
    clues = "def crashes(x):\n    1 / 0\ndef nearly(x):\n    return right(x) if x != 100 else 0"
    assert check(right, "plus", "square", "times", base=SOURCES["plus"][2], clues=clues) is None


def test_errors_are_known_by_their_kind_not_by_what_they_say():
    told = [{"raised": ["TypeError"], "message": words, "where": "f", "own": False} for words in ("one", "two")]
    assert len({comparing.sketch({"list": [True, error]}) for error in told}) == 1
    assert len({comparing.sketch({"list": [True, error]}) for error in (told[0], None, False)}) == 3


def test_candidates_and_notebook_do_not_reach_each_other():
    calls._clean.update(helper=lambda x: x + x)
    names = {"helper": None, "double": None, "softer": None}  # what a student calls so
    sources = {
        "own": (True, "By the lesson's helpers.", "kept = 1\ndef double(x):\n    global helper\n    return softer(x)"),
        "spoils": (False, "You rebind it.", "def double(x):\n    global helper, softer\n    helper = softer = None"),
    }
    needs = "def softer(x):\n    return helper(x)"
    for _ in range(2):  # nor do candidates reach each other
        assert check(right, "own", "spoils", "own", needs=needs, sources=sources) is None
    assert names == {"helper": None, "double": None, "softer": None} and calls._clean["helper"](2) == 4


def test_the_state_of_the_notebook_stays_as_it_was():
    def tests(candidate):
        drawn = torch.rand(3).tolist(), np.random.rand(), random.random()
        seen.append(drawn)
        torch.set_default_dtype(torch.float64)
        torch.set_grad_enabled(False)
        return right(candidate)

    seen = []
    for seed in (torch.manual_seed, np.random.seed, random.seed):
        seed(7)
    expected = torch.rand(2).tolist(), np.random.rand(), random.random()
    for seed in (torch.manual_seed, np.random.seed, random.seed):
        seed(7)
    assert check(tests, *ALL) is None
    assert (torch.rand(2).tolist(), np.random.rand(), random.random()) == expected
    assert torch.get_default_dtype() is torch.float32 and torch.is_grad_enabled()
    assert len(seen) == len(ALL) and all(drawn == seen[0] for drawn in seen)  # the same start for each


LOOPS = [
    "def double(x):\n    while True:\n        x += 0",
    "def double(x):\n    kept = []\n    while True:\n        kept.append(x)",
    "def double(x):\n    for _ in iter(int, 1):\n        pass",
    "def step(x):\n    return x\ndef double(x):\n    while True:\n        x = step(x)",
]


@pytest.mark.parametrize("source", LOOPS)
def test_a_candidate_without_end_is_stopped(source, monkeypatch):
    monkeypatch.setattr(catching, "MOST_LINES", 50_000)
    former = sys.gettrace()
    assert check(right, "plus", "loop", "times", sources=SOURCES | {"loop": (False, "You never end.", source)}) is None
    assert sys.gettrace() is former


def test_lines_of_the_tests_do_not_count(monkeypatch):
    monkeypatch.setattr(catching, "MOST_LINES", 100)

    def tests(candidate):
        total = 0
        for number in range(1000):
            total += number
        return right(candidate)

    assert check(tests, "plus", "times", "square") is None


def test_nothing_in_the_data_says_which_is_right():
    source = '"""You glue: wrong."""\n# wrong, too\ndef double(x):\n    """Wrong."""\n    return x  # it is wrong'
    sources = SOURCES | {"told": (False, "You glue: wrong.", source)}
    data, labels = line_up("plus", "told", "square", sources=sources)
    content = calls.unpacked(data)
    assert "rong" not in str(content) and len(content["sources"]) == 3
    assert sorted(is_right for is_right, *_ in labels) == [False, False, True]


def test_the_order_depends_on_the_code_alone():
    data, labels = line_up(*ALL)
    for _ in range(5):
        shuffled = random.Random(_).sample(ALL, len(ALL))
        assert line_up(*shuffled) == (data, labels)


def test_without_its_candidates_the_check_says_what_to_run():
    calls.checking("tests_double")
    with pytest.raises(calls.CheckFailed, match="Run the folded cell above"):
        catching.catch_bugs(right)


@pytest.mark.parametrize("opinions", [[True], [True, False, 3], ["yes"] * 3, [[]] * 3, [{}] * 3])
def test_a_report_of_another_form_is_no_report(opinions):
    labels = [[True, "Right.", "a"], [False, "Wrong.", "b"], [False, "Wrong.", "c"]]
    expected = {"share": 1.0, "labels": labels}
    try:
        found = comparing.verdict("bugs", {"list": opinions}, expected, check="c", number=0, hidden=True, mistakes=[])
    except Exception:  # the judge calls this a damaged report
        return
    assert found is not None


def test_a_check_with_a_hidden_half_can_be_run_again():
    """In a solved notebook the hidden half brings candidates of its own; the visible half keeps its three."""
    visible, labels = line_up("plus", "square", "same")
    hidden, more = line_up("times", "text")
    record = pack({"values": {}, "mistakes": [], "labels": {"visible": labels, "hidden": more}})
    catching.candidates("tests_double", visible)
    for _ in range(2):
        calls.checking("tests_double")
        calls._state.update(hidden=False)
        calls.expect("other", record)
        calls._known["tests_double"] = calls._known["other"]
        catching.catch_bugs(right)
        calls._state.update(hidden=True)
        catching.candidates("tests_double", hidden, hidden=True)
        catching.catch_bugs(right)
