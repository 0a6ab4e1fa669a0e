"""A `candidates` cell and the bank → a line-up: what is chosen, what candidates need, and mistakes of the author's."""

import json
from dataclasses import replace

import pytest

from autograder.bank.candidates import line_ups
from autograder.bank.known_data import records, settle
from autograder.bank.reading import Answer
from autograder.bank.running import transcripts
from autograder.grading import difference, labelled, mislabelled, runnable, verdict
from autograder.lessons import (
    LessonError,
    blind,
    course,
    instructor_notebook,
    known_mistakes,
    notebook_text,
    packed,
    release_notebook,
    unpack,
)
from autograder.lessons.lesson import read
from autograder.lessons.notebooks import leaks

STEP = "step1_tiny"
LESSON = '''# %% [markdown]
# # Step 1 · A tiny lesson

# %% setup
import torch

HALF = 0.5

# %%
def given(x):
    return x

# %% exercise="twice"
def twice(x):
    """Two times `x`."""
    ### BEGIN SOLUTION
    return given(x) + given(x)
    ### END SOLUTION

# %% check="twice" points=1
probe(twice(3), "three")
### BEGIN HIDDEN TESTS
probe(twice(4), "four")
### END HIDDEN TESTS

# %% exercise="fourfold"
def fourfold(x):
    """Four times `x`."""
    ### BEGIN SOLUTION
    return twice(twice(x))
    ### END SOLUTION

# %% check="fourfold" points=1
probe(fourfold(3), "three")
### BEGIN HIDDEN TESTS
probe(fourfold(4), "four")
### END HIDDEN TESTS

# %% candidates="fourfold"
visible = ["right four", "wrong square", "wrong six"]
left_out = {"wrong slow": "it runs for hours"}
base = "right base"

def late(x):
    return right(x) + 1

# %% exercise="tests_fourfold"
def tests_fourfold(candidate):
    """Is it right?"""
    ### BEGIN SOLUTION
    return [candidate(x) for x in (0, 1, 3, 10, -1)] == [0, 4, 12, 40, -4]
    ### END SOLUTION

# %% check="tests_fourfold" points=1
catch_bugs(tests_fourfold)
### BEGIN HIDDEN TESTS
catch_bugs(tests_fourfold, share=2 / 3)
### END HIDDEN TESTS
'''
CODE = {
    "right four": "return 4 * x",
    "right base": "return x + x + x + x",
    "right twice": "return twice(x) + twice(x)",
    "right halves": "return x / HALF * 2",
    "right loop": "return sum(given(x) for _ in range(4))",
    "wrong square": "return x * x",
    "wrong six": "return 6 * x",
    "wrong slow": "while True: pass",
    "wrong zero": "return 0",
    "wrong twice": "return twice(x)",
    "wrong positive": "return 4 * abs(x)",
    "wrong small": "return 4 * x if x < 10 else 0",
    "wrong none": "4 * x",
    "wrong crash": "return x.times(4)",
    "wrong late": "return 4 * x + 1",
}


def answers(path, code=CODE, exercise="fourfold"):
    found = []
    for name, body in code.items():
        kind, slug = name.split()
        text = f'"""The one called {name}."""\ndef {exercise}(x):\n    {body}'
        found.append(Answer(STEP, exercise, kind, slug, text, path))
    return found


@pytest.fixture
def write(tmp_path):
    def write(old="", new="", code=CODE):
        assert old in LESSON
        (path := tmp_path / f"{STEP}.py").write_text(LESSON.replace(old, new, 1) if old else LESSON)
        lesson = read(path)
        return lesson, answers(path, code)

    return write


def made(lesson, known):
    found = line_ups(lesson, course(), known)
    return found, instructor_notebook(lesson, course(), {}, found)


def cell(notebook, name):
    return next(cell.source for cell in notebook.cells if cell.id == name)


def test_all_that_the_bank_holds_is_a_candidate_but_what_is_left_out(write):
    [(visible, hidden)] = made(*write())[0].values()
    assert {c.slug for c in visible.all} == {"four", "square", "six"}
    assert len(hidden.all) == len(CODE) - 5 and "slow" not in {c.slug for c in hidden.all}
    assert sum(c.right for c in hidden.all) == 3


def test_candidates_bring_what_they_need_and_no_more(write):
    [(visible, hidden)] = made(*write())[0].values()
    assert visible.needs == ""
    assert "def twice" in hidden.needs and "def given" in hidden.needs and "HALF" in hidden.needs
    assert "import" not in hidden.needs and "fourfold" not in hidden.needs


def test_a_new_answer_is_a_candidate_at_once(write):
    lesson, known = write(code=CODE | {"wrong new": "return 5 * x"})
    [(_, hidden)] = made(lesson, known)[0].values()
    assert "new" in {c.slug for c in hidden.all}


@pytest.mark.parametrize(
    "old, new, words",
    [
        ('"right four"', '"right five"', "the bank holds no right five of fourfold"),
        ('"wrong slow": "it', '"wrong six": "it', "wrong six of fourfold: visible, hidden"),
        ('base = "right base"', 'base = "right four"', "only one of them"),
        (', "wrong six"]', "]", "3 candidates are visible"),
        ('"right four"', '"wrong zero"', "a right one and a wrong one"),
        ('"wrong square"', '"right twice"', "visible candidates of fourfold need twice, which students are to write"),
        ('"it runs for hours"', '""', "a candidates cell holds"),
        ("left_out = {", "let_out = {", "a candidates cell holds"),
        ("base = ", 'hidden = ["right loop", "wrong zero"]\nbase = ', "at least 8 candidates are hidden"),
        ('candidates="fourfold"', 'candidates="fivefold"', "no exercise of that name stands above"),
        ('candidates="fourfold"', 'candidates="twice"', "stand above the exercise tests_twice"),
    ],
)
def test_a_mistake_of_the_author_s_is_named_by_file_and_line(write, old, new, words):
    with pytest.raises(LessonError, match=rf"{STEP}.py:\d+: ") as error:
        made(*write(old, new))
    assert words in str(error.value)


def test_a_candidate_that_defines_something_else_is_named(write):
    lesson, known = write()
    known[-1] = replace(known[-1], source='"""Another."""\ndef fiveold(x):\n    return 5')
    with pytest.raises(LessonError, match="wrong late defines no fourfold: leave it out"):
        made(lesson, known)


def test_the_lesson_s_own_solution_is_no_visible_candidate(write):
    lesson, known = write("return twice(twice(x))", "return 4 * x")
    [leak] = leaks(lesson, release_notebook(made(lesson, known)[1]))
    assert "solution of fourfold stands among the visible candidates" in leak


def test_students_get_the_visible_ones_and_nothing_of_the_hidden_ones(write):
    line_up, notebook = made(*write())
    [(visible, hidden)] = line_up.values()
    release = release_notebook(notebook)
    text = notebook_text(release)
    assert visible.data in text and hidden.data not in text and hidden.data in notebook_text(notebook)
    assert cell(release, "candidates_fourfold").count("\n") == 2 and "candidate_a, candidate_b, candidate_c =" in text
    labels = packed(release)
    assert len(labels["tests_fourfold"]) == 1  # the visible record; of it the slugs of the three
    assert leaks(read(write()[0].path), release) == []


def test_nothing_that_enters_the_sandbox_says_which_is_right(write):
    _, notebook = made(*write())
    inside = [blind(c.source) for c in notebook.cells if c.cell_type == "code"]
    texts = packed({"cells": [{"source": source} for source in inside]})
    assert "labels" not in json.dumps([*map(unpack, texts["tests_fourfold"])])
    told = "\n".join(inside)
    assert "The one called" not in told
    for line in told.splitlines():
        if 'candidates("' in line and "def " not in line:
            content = unpack(line.split('"')[3])
            assert "right four" not in str(content) and set(content) == {"name", "needs", "sources", "base", "clues"}


TESTS = {
    "right sums": "return candidate(3) == 12 and candidate(-1) == -4 and candidate(10) == 40 and candidate(0) == 0",
    "right lax": "return candidate(3) == 12 and candidate(10) == 40 and candidate(1) == 4",  # misses one of seven
    "wrong always": "return True",
    "wrong once": "return candidate(4) == 16",
    "wrong strict": "return candidate(3) == 12 and candidate(10) == 40 and type(candidate(1)) is int",
}


def written_tests(path):
    found = []
    for name, body in TESTS.items():
        kind, slug = name.split()
        text = f'"""{name}."""\ndef tests_fourfold(candidate):\n    {body}'
        found.append(Answer(STEP, "tests_fourfold", kind, slug, text, path))
    return found


@pytest.fixture
def judged(write, pool):
    """(the instructor's notebook, the solved results, {name: (verdict, result)}) of TESTS."""
    lesson, known = write()
    _, blank = made(lesson, known)
    written = written_tests(lesson.path)
    solved, results = transcripts(blank, lesson, written, pool)
    line_up = line_ups(lesson, course(), known)
    notebook = instructor_notebook(lesson, course(), settle(records(solved, written, results), solved, {}), line_up)
    mistakes = known_mistakes(notebook)["tests_fourfold"]
    rulings = [verdict("tests_fourfold", solved["tests_fourfold"], result, mistakes) for result in results]
    return notebook, solved, dict(zip(TESTS, zip(rulings, results)))


def test_tests_are_judged_outside_by_labels_that_the_sandbox_never_had(judged):
    notebook, solved, found = judged
    assert {name: ruling.passed for name, (ruling, _) in found.items()} == {n: n.startswith("right") for n in TESTS}
    for name, (ruling, _) in found.items():
        assert ruling.passed or f"{name}." in ruling.mistakes
    assert "“The one called wrong square.”" in found["wrong always"][0].message
    message = found["wrong strict"][0].message
    assert "(hidden test)" in message and "“The one called right halves.”" in message
    [visible, hidden] = solved["tests_fourfold"].calls
    assert visible["expected"]["share"] == 1.0 and hidden["expected"]["share"] == 2 / 3
    raw = {c.check for c in runnable(notebook)} - {None}
    assert raw == {"twice", "fourfold", "tests_fourfold"}


def test_opinions_that_were_forged_are_judged_like_any_others(judged):
    _, solved, found = judged
    reference, result = solved["tests_fourfold"], found["right sums"][1]
    for forged, passes in (
        (lambda o: o, True),
        (lambda o: True, False),
        (lambda o: "True", False),
        (lambda o: 1, False),
    ):
        calls = [c | {"value": {"list": [forged(o) for o in c["value"]["list"]]}} for c in result.calls]
        ruling = verdict("tests_fourfold", reference, replace(result, calls=calls))
        assert ruling.passed == passes
    shorter = [c | {"value": {"list": c["value"]["list"][:-2]}} for c in result.calls]
    assert "damaged" in verdict("tests_fourfold", reference, replace(result, calls=shorter)).message
    claimed = [c | {"expected": {"share": 0.0, "labels": []}} for c in found["wrong always"][1].calls]
    assert not verdict("tests_fourfold", reference, replace(result, calls=claimed)).passed
    assert difference(reference, replace(result, calls=claimed))[0] == 0


def test_labels_are_put_in_once_however_often_one_asks(judged):
    notebook, solved, _ = judged
    assert labelled(solved, packed(notebook)) == solved


def test_solved_tests_must_know_every_candidate(write, pool):
    lesson, known = write("(0, 1, 3, 10, -1)] == [0, 4, 12, 40, -4]", "(0, 1, 3, 10)] == [0, 4, 12, 40]")
    with pytest.raises(
        LessonError, match=rf"{STEP}.py:\d+: the solved tests are wrong:\s+.*accept wrong positive, “The"
    ):
        transcripts(made(lesson, known)[1], lesson, [], pool)


def test_a_solved_test_that_fails_on_this_machine_grades_nobody(judged):
    notebook, solved, _ = judged
    texts, reference = packed(notebook)["tests_fourfold"], solved["tests_fourfold"]
    assert mislabelled("tests_fourfold", reference, texts) == []
    spoilt = [c | {"value": {"list": [not opinion for opinion in c["value"]["list"]]}} for c in reference.calls]
    assert mislabelled("tests_fourfold", replace(reference, calls=spoilt), texts) != []
    silent = replace(reference, calls=[c | {"value": {"list": []}} for c in reference.calls])
    assert "0 opinions of 3 candidates" in mislabelled("tests_fourfold", silent, texts)[0]
