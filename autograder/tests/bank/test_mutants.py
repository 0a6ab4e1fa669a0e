"""Mutants are what they are said to be; what becomes of them is told apart and remembered; reasons are in order."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.bank import cache
from autograder.bank.mutants import equivalents, grading
from autograder.bank.mutants.equivalents import reasons, score
from autograder.bank.mutants.grading import HUNG, KILLED, LIVES, Fate, fates
from autograder.bank.mutants.making import Mutant, mutants, of_cell
from autograder.lessons import LessonError, lessons
from autograder.sandbox import Overloaded

HERE = Path("lesson.py")


def afters(source, name="f"):
    return {mutant.after for mutant in slips_in(name, source)}


def slips_in(name, source, line=0):
    """The mutants without the first, which has no slip."""
    return of_cell(name, source, HERE, line)[1:]


def lines(statement):
    """What one statement of a function may become."""
    return afters(f"def f(x, y=2):\n    {statement}\n")


@pytest.mark.parametrize(
    "statement, slips",
    [
        ("return x + y", ["pass", "return x - y", "return x", "return y", "return y + x", "return y + y"]),
        ("return x / 3", ["return x * 3", "return x // 3", "return x / 4", "return x / 2", "return x / -3"]),
        ("return x // y", ["return x / y"]),
        ("return x @ y.T", ["return x * y.T", "return y.T @ x"]),
        ("x += y", ["x -= y", "x = y", "pass"]),
        ("return x < y", ["return x <= y", "return x > y", "return x >= y"]),
        ("return x and not y", ["return x or not y", "return x", "return x and y", "return not x and (not y)"]),
        ("return softmax(x, dim=-1)", ["return softmax(x, dim=0)", "return softmax(x, dim=1)",
                                       "return softmax(x, dim=-2)", "return softmax(x)", "return x"]),
        ("return 0.5", ["return 1.5", "return 0.0", "return -0.5", "return 1.0", "return 0.45"]),
        ("return ~x.tril(1)", ["return x.tril(1)", "return ~x.triu(1)", "return ~x.tril(0)", "return ~x.tril()"]),
        ("return x[1:y]", ["return x[1:y + 1]", "return x[1:y - 1]", "return x[1:]", "return x[2:y]", "return x[:y]"]),
        ("return x[y]", ["return x[y + 1]", "return x[y - 1]"]),
        ("return -torch.inf", ["return torch.inf", "return -0.0", "return -10000.0"]),
        ("x.train()", ["x.eval()", "pass"]),
        ("x.train(True)", ["x.train(False)"]),
        ("return min(x, y)", ["return max(x, y)", "return min(y, x)", "return min(x)"]),
        ("return g(a=x, b=y)", ["return g(b=y)", "return g(a=x)", "return g(a=y, b=x)"]),
        ("return x if y else 1", ["return x", "return 1", "return x if not y else 1"]),
        ("return [a for a in x if a]", ["return [a for a in x]", "return [a for a in x if not a]"]),
        ("if x:\n        y = 1", ["if True:", "if False:", "if not x:", "pass", "y = 2"]),
        ("while x:\n        break", ["while not x:", "while False:", "continue"]),
        ("with torch.no_grad():\n        y = 1", ["if True:", "with torch.enable_grad():", "pass"]),
        ("raise ValueError(f'{x} is wrong')", ["pass", "raise RuntimeError()"]),
        ("a, b = (x, y)", ["a, b = (y, x)", "b, a = (x, y)"]),
        ("return range(x)", ["return range(x + 1)", "return range(x - 1)"]),
        ("return 'text'", ["return 'tex'"]),
        ("return x * y", ["return x.mul_(y)", "return (x * y).detach()"]),
        ("return x.masked_fill(y, 0)", ["return x.masked_fill_(y, 0)", "return x"]),
        ("x[0] = y\n    z = x", ["z = x; x[0] = y"]),
        ("x.eval()\n    z = y", ["z = y; x.eval()"]),
        ("z = x + y\n    w = z\n    return w * z", ["w = z; z = x + y", "return z * z", "return w * y"]),
    ],
)  # fmt: skip
def test_slips(statement, slips):
    assert set(slips) <= lines(statement)


@pytest.mark.parametrize(
    "body, same",
    [
        ("return x + 1", "return 1 + x"),
        ("return x.transpose(1, 2)", "return x.transpose(2, 1)"),
        ("a = x\n    b = y\n    return a * b", "b = y; a = x"),
    ],
)
def test_what_cannot_differ_is_not_tried(body, same):
    assert same not in lines(body)


def test_defaults_change_and_go():
    assert {"def f(x, y=3):", "def f(x, y=0):", "def f(x, y=-2):", "def f(x, y):"} <= lines("return x")


def test_layers_of_one_kind_are_swapped():
    found = afters(
        "class A(Module):\n"
        "    def __init__(self, n):\n"
        "        self.ln_1 = LayerNorm(n)\n        self.ln_2 = LayerNorm(n)\n        self.drop = Dropout(n)\n"
        "    def forward(self, x):\n        return self.ln_1(x)\n",
        "A",
    )
    assert "return self.ln_2(x)" in found and "return self.drop(x)" not in found


def test_what_is_only_said_stays():
    source = '"""The cell."""\ndef f(x):\n    """The function."""\n    print("a", 1)\n    raise ValueError("b", 2)\n'
    assert all(
        '"""The function."""' in mutant.source and "The cell" in mutant.source for mutant in slips_in("f", source)
    )
    assert afters(source) == {"pass", "raise RuntimeError()"}


def test_each_differs_from_all_and_is_python():
    source = "def f(x):\n    y = x + x\n    y = x + x\n    return y * 1\n"
    found = slips_in("f", source, 10)
    sources = [mutant.source for mutant in found]
    assert len(sources) == len({*sources, source}) - 1
    assert all(ast.parse(text) for text in sources)
    first, second = (mutant for mutant in found if mutant.after == "y = x - x")
    assert (first.where, first.place, second.where, second.place) == ("lesson.py:12", "f", "lesson.py:13", "f:2")


def test_the_tree_is_left_as_it_was():
    """Each mutant has one slip: none is left over from the one before."""
    source = "def f(x, y):\n    return g(x + 1, y[0], k=not x)\n"
    for mutant in slips_in("f", source):
        assert sum(a != b for a, b in zip(source.splitlines(), mutant.source.splitlines())) == 1


def test_letters_and_tests_that_may_miss_a_share_have_none():
    [lesson] = lessons(["step1_foundations"])
    made = {mutant.exercise for mutant in mutants(lesson)}
    assert {"merge", "encode"} <= made and not {"tests_merge", "answer_there"} & made


def test_there_are_enough_in_every_lesson():
    found = {lesson.step: mutants(lesson) for lesson in lessons()}
    assert all(len(made) > 100 for made in found.values()) and sum(map(len, found.values())) > 2000
    assert not any(mutant.exercise.startswith(("answer_", "tests_")) for made in found.values() for mutant in made)
    for made in found.values():
        assert len({mutant.key for mutant in made}) == len(made)


@pytest.fixture
def lesson():
    return lessons(["step2_self_attention"])[0]


def of_the_mask(body):
    return Mutant("causal_mask", "causal_mask", "return", body, f"def causal_mask(seq_len):\n    {body}\n", HERE, 1)


@pytest.fixture
def few(monkeypatch, tmp_path):
    """Let these be all mutants that there are, and nothing be known of them."""
    monkeypatch.setattr(cache, "FOLDER", tmp_path)

    def few(*made):
        monkeypatch.setattr(grading, "mutants", lambda lesson: list(made))

    return few


def test_fates_are_told_apart_and_remembered(lesson, pool, few, monkeypatch):
    few(
        of_the_mask("return torch.tril(torch.ones(seq_len, seq_len)) > 0"),
        of_the_mask("return torch.triu(torch.ones(seq_len, seq_len)) > 0"),
        of_the_mask("while True: pass"),
        of_the_mask("import os; os._exit(1)"),
    )
    expected = [LIVES, KILLED, HUNG, KILLED]
    assert [fate.word for fate in fates(lesson, pool)] == expected
    monkeypatch.setattr(grading, "_word", lambda *args: pytest.fail("runs again what is known"))
    assert [fate.word for fate in fates(lesson, pool)] == expected


def test_a_solution_that_does_not_live_is_an_error(lesson, pool, few):
    few(replace(of_the_mask("return None"), before="", after=""))
    with pytest.raises(LessonError, match=r"step2_self_attention.py:[0-9]+: the solution itself is killed"):
        fates(lesson, pool)


def test_a_machine_too_busy_decides_nothing(lesson, pool, few, monkeypatch):
    few(of_the_mask("return 1"), of_the_mask("return 2"))
    monkeypatch.setattr(grading, "_word", lambda run, cells, *args: None if "1" in cells[0].source else KILLED)
    with pytest.raises(Overloaded):
        fates(lesson, pool)
    monkeypatch.setattr(grading, "_word", lambda run, cells, *args: LIVES if "1" in cells[0].source else "run again")
    assert [fate.word for fate in fates(lesson, pool)] == [LIVES, KILLED]


TEXT = """# A note.
[softmax]
- a = 1
+ a = 2
+ a = 3

- b = 1
+ b = 2
= Both are
= the same.

[attention:2]
- c = 1
+ c = 2
= Another.
"""


def test_reasons_are_read(tmp_path):
    (tmp_path / "step.txt").write_text(TEXT)
    found = reasons("step", tmp_path)
    assert {key: reason.text for key, reason in found.items()} == {
        ("softmax", "a = 1", "a = 2"): "Both are the same.",
        ("softmax", "a = 1", "a = 3"): "Both are the same.",
        ("softmax", "b = 1", "b = 2"): "Both are the same.",
        ("attention:2", "c = 1", "c = 2"): "Another.",
    }
    assert [reason.line for reason in found.values()] == [4, 5, 8, 14]
    assert reasons("another", tmp_path) == {}


@pytest.mark.parametrize(
    "old, new, line, words",
    [
        ("= Another.\n", "", 14, "no reason"),
        ("= Both are\n= the same.\n", "= \n", 9, "expected"),
        ("+ a = 3", "+ a = 2", 5, "line 4 already"),
        ("[softmax]", "softmax", 2, "expected"),
        ("[softmax]", "", 3, "expected"),
        ("- c = 1\n", "", 13, "expected"),
    ],
)
def test_a_mistake_among_the_reasons_is_named(tmp_path, old, new, line, words):
    assert old in TEXT
    (tmp_path / "step.txt").write_text(TEXT.replace(old, new))
    with pytest.raises(LessonError, match=rf"step.txt:{line}: .*({words})"):
        reasons("step", tmp_path)


def test_mutants_are_sorted(tmp_path):
    (tmp_path / "step.txt").write_text("[f]\n- a\n+ b\n+ c\n+ d\n= Why.\n")
    made = [Fate(Mutant("f", "f", "a", after, "", HERE, 1), word)
            for after, word in [("b", LIVES), ("c", KILLED), ("e", LIVES), ("g", HUNG)]]  # fmt: skip
    found = score(made, reasons("step", tmp_path))
    assert [[fate.mutant.after for fate in group] for group in (found.killed, found.equivalent, found.survived)] == [
        ["c", "g"],
        ["b"],
        ["e"],
    ]
    assert [(reason.line, why) for reason, why in found.stale] == [
        (4, "is killed now"),
        (5, "is no mutant any more"),
    ]


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.step)
def test_what_is_listed_is_a_mutant(lesson):
    made = {mutant.key for mutant in mutants(lesson)}
    stale = [reason.where for key, reason in reasons(lesson.step).items() if key not in made]
    assert not stale, (
        f"no mutants any more: {', '.join(stale)}. Cure: take them out, then make mutants STEP={lesson.step}"
    )


def test_each_list_has_its_lesson():
    assert {path.stem for path in equivalents.FOLDER.glob("*")} <= {lesson.step for lesson in lessons()}
