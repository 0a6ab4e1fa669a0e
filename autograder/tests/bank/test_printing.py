"""A print does not depend on the machine: other kernels and last digits give the same bytes. Only changes are run."""

import base64
import copy
import random
from dataclasses import replace

import numpy as np
import pytest

from autograder import lessons as rooms
from autograder.bank import cache, printing
from autograder.bank.known_data import records, settle
from autograder.bank.printing import Printing
from autograder.bank.reading import answers
from autograder.bank.running import transcripts
from autograder.lessons import Former, LessonError, course, lessons, packed
from autograder.sandbox import CellResult, Workers

LESSONS = lessons()
KERNELS = {  # what other processors use, as far as this one can play them; a variable that nothing reads does no harm
    "old": {"OPENBLAS_CORETYPE": "Prescott", "ATEN_CPU_CAPABILITY": "default", "ONEDNN_MAX_CPU_ISA": "SSE41",
            "MKL_ENABLE_INSTRUCTIONS": "SSE4_2", "MKL_CBWR": "COMPATIBLE"},
    "haswell": {"OPENBLAS_CORETYPE": "Haswell", "ATEN_CPU_CAPABILITY": "avx2", "ONEDNN_MAX_CPU_ISA": "AVX2",
                "MKL_ENABLE_INSTRUCTIONS": "AVX2"},
    "two threads": {"OMP_NUM_THREADS": "2", "MKL_NUM_THREADS": "2", "OPENBLAS_NUM_THREADS": "2"},
}  # fmt: skip
EVERY = 25  # of the wrong answers one in so many: all of them take a minute and a half a kernel


def printed(lesson):
    return packed(Former(Printing(lesson, course()).solved).notebook)


def run(lesson, wrong):
    notebook = Printing(lesson, course()).blank
    with Workers(1, isolated=False) as pool:
        return transcripts(notebook, lesson, wrong, pool)


@pytest.mark.parametrize(
    "lesson, kernel",
    [
        pytest.param(lesson, kernel, id=f"{lesson.step}-{kernel}")
        for number, lesson in enumerate(LESSONS)
        for kernel in KERNELS
        if kernel == "old" or number % 3 == 0  # the old one differs most
    ],
)
def test_another_processor_prints_the_same(lesson, kernel, monkeypatch, tmp_path):
    monkeypatch.setattr(cache, "FOLDER", tmp_path)
    for name, value in KERNELS[kernel].items():
        monkeypatch.setenv(name, value)
    wrong = [answer for answer in answers(lesson) if answer.kind == "wrong"][::EVERY]
    solved, results = run(lesson, wrong)
    there = printed(lesson)
    fresh = settle(records(solved, wrong, results), solved, there)
    for exercise, texts in fresh.items():
        for text, old in zip(texts, there[exercise]):
            new, old = rooms.unpack(text), rooms.unpack(old)
            assert new["values"] == old["values"], exercise
            assert [m for m in new["mistakes"] if m not in old["mistakes"]] == [], exercise


def shaken(result: CellResult, dice) -> CellResult:
    """A transcript whose floating-point numbers differ in their last digits."""

    def shake(tree):
        if isinstance(tree, list):
            return [shake(item) for item in tree]
        if type(tree) is float:
            return tree * (1 + dice.uniform(-3e-7, 3e-7))
        if isinstance(tree, dict):
            kind = next(iter(tree), "")
            if kind in ("tensor", "array") and tree[kind].startswith("float"):
                numbers = np.frombuffer(base64.b64decode(tree["data"]), tree[kind])
                factors = np.array([dice.uniform(-3e-7, 3e-7) for _ in numbers])
                factors = 1 + np.where(np.abs(numbers) < 1e38, factors, 0)  # the largest number is the same everywhere
                with np.errstate(all="ignore"):
                    moved = (numbers * factors).astype(tree[kind])
                return tree | {"data": base64.b64encode(moved.tobytes()).decode()}
            return {key: shake(item) for key, item in tree.items()}
        return tree

    def loose(call):  # copies of numbers that were given are equal on every machine
        return call.get("call") in ("probe", "close")

    calls = [call | {"value": shake(call["value"])} if loose(call) else call for call in result.calls]
    return replace(result, calls=calls)


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.step)
def test_shaken_digits_print_the_same_bytes(lesson):
    """All the bank's wrong answers, from what `bank` has just remembered of them, else run now."""
    wrong = [answer for answer in answers(lesson) if answer.kind == "wrong"]
    solved, results = run(lesson, wrong)
    there, dice = printed(lesson), random.Random(lesson.step)
    for _ in range(2):
        fresh = records(solved, wrong, [shaken(result, dice) for result in results])
        for exercise, reference in solved.items():
            moved = shaken(reference, dice)
            for record in fresh[exercise]:
                record["values"] = {number: moved.calls[int(number)]["value"] for number in record["values"]}
        assert settle(fresh, solved, there) == {name: tuple(texts) for name, texts in there.items()}


def test_a_changed_value_is_printed():
    [lesson] = lessons(["step2_self_attention"])
    solved, _ = run(lesson, [])
    there = printed(lesson)
    for factor, kept in ((1 + 1e-7, True), (1 + 1e-3, False)):
        fresh = records(solved, [], [])
        visible = fresh["softmax"][0]["values"]
        number = next(number for number, value in visible.items() if "tensor" in value)
        tree = copy.deepcopy(visible[number])
        values = np.frombuffer(base64.b64decode(tree["data"]), tree["tensor"]) * np.float32(factor)
        visible[number] = tree | {"data": base64.b64encode(values.astype(tree["tensor"]).tobytes()).decode()}
        settled = rooms.unpack(settle(fresh, solved, there)["softmax"][0])["values"][number]
        assert (settled == rooms.unpack(there["softmax"][0])["values"][number]) == kept


@pytest.fixture
def quiet(monkeypatch):
    """Fails when anything of the bank is run."""
    monkeypatch.setattr(printing, "transcripts", lambda *args, **options: pytest.fail("the bank was run"))


def test_prose_and_badges_never_run_the_bank(quiet, pool):
    [lesson] = lessons(["step3_multi_head_attention"])
    elsewhere = replace(course(), repository="ada/gpt")
    cells = [
        replace(cell, source=cell.source + "\n\nMore.") if cell.role == "markdown" else cell for cell in lesson.cells
    ]
    for changed in (Printing(lesson, elsewhere), Printing(replace(lesson, cells=tuple(cells)), course())):
        assert len(changed.stale()) == 2
        student, solved = changed.texts(pool).values()
        assert ("ada/gpt" in student) == (changed.course is elsewhere) and len(solved) > len(student)


def test_only_what_changed_is_run(monkeypatch):
    [lesson] = lessons(["step2_self_attention"])
    cells = [
        replace(cell, source=cell.source.replace("causal_mask(", "causal_mask( ", 1))
        if cell.name == "causal_mask"
        else cell
        for cell in lesson.cells
    ]
    changed = Printing(replace(lesson, cells=tuple(cells)), course())
    names = list(lesson.exercises)
    assert changed.changed(Former(changed.solved)) == set(names[names.index("causal_mask") :])


@pytest.mark.parametrize(
    "damage", [lambda text: text.replace("softmax", "softmix", 1), lambda text: text[:-9], lambda text: ""]
)
def test_an_edited_print_does_not_go_unseen(tmp_path, monkeypatch, damage):
    [lesson] = lessons(["step2_self_attention"])
    here = Printing(lesson, course())
    assert here.stale() == []
    path = tmp_path / "notebooks" / here.student.name
    path.parent.mkdir()
    path.write_text(damage(here.student.read_text()))
    here.student = path
    assert here.stale() == [path]


def test_all_or_nothing(tmp_path, monkeypatch):
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_text("old")
    with pytest.raises(TypeError):
        rooms.write({first: "new", second: None})
    assert first.read_text() == "old" and [path.name for path in tmp_path.iterdir()] == ["first"]


def test_a_fault_in_the_solved_lesson_is_named(monkeypatch, tmp_path, pool):
    monkeypatch.setattr(cache, "FOLDER", tmp_path)
    [lesson] = lessons(["step2_self_attention"])
    cells = [
        replace(cell, source=cell.source.replace("### BEGIN SOLUTION", "### BEGIN SOLUTION\n    1 / 0", 1))
        if cell.name == "causal_mask" else cell
        for cell in lesson.cells
    ]  # fmt: skip
    with pytest.raises(LessonError, match=r"step2_self_attention.py:\d+: the solved lesson stops.*ZeroDivisionError"):
        Printing(replace(lesson, cells=tuple(cells)), course()).texts(pool)
