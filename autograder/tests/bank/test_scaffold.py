"""What `new` writes is a lesson's beginning: it is read, and each failure says what its author does next."""

import shutil

import pytest

from autograder.bank import Printing, new_exercise, new_step, prove, proving, reading, scaffold
from autograder.lessons import LessonError, course, lesson, lessons, notebooks


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A copy of the course's text, with its bank."""
    solutions, bank, table = tmp_path / "solutions", tmp_path / "answers", tmp_path / "course.toml"
    shutil.copytree(lesson.SOLUTIONS, solutions, ignore=shutil.ignore_patterns("*.ipynb"))
    shutil.copytree(reading.ANSWERS, bank)
    shutil.copy(lesson.COURSE, table)
    for module in (lesson, notebooks, scaffold):
        monkeypatch.setattr(module, "SOLUTIONS", solutions, raising=False)
        monkeypatch.setattr(module, "COURSE", table, raising=False)
    for module in (reading, scaffold, proving):
        monkeypatch.setattr(module, "ANSWERS", bank)
    return tmp_path


def fill(path, **texts):
    text = path.read_text()
    for old, new in texts.values():
        assert old in text
        text = text.replace(old, new)
    path.write_text(text)


def test_a_new_exercise_fails_until_it_is_written(project, pool):
    written, bank, table = new_exercise("double", "step2_self_attention")
    efforts = {step.name: step.exercises for step in course(table.read_text()).steps}
    assert list(efforts["step2_self_attention"])[-1] == "double" and efforts["step1_foundations"].get("double") is None
    with pytest.raises(LessonError, match=r"step2_self_attention.py:\d+: the solved lesson stops.*write the solution"):
        prove(lessons(["step2_self_attention"])[0], pool)
    fill(written, solution=('raise NotImplementedError("write the solution of double")', "return 2 * x"))
    faulty = {o.answer.slug for o in prove(lessons(["step2_self_attention"])[0], pool).outcomes if not o.as_it_should}
    assert faulty == {"another_way"}
    fill(bank, right=('raise NotImplementedError("write a right answer")', "return x + x"),
         wrong=('raise NotImplementedError("write a wrong answer")', "return x"))  # fmt: skip
    assert any("still the skeleton's" in fault for fault in prove(lessons(["step2_self_attention"])[0], pool).faults)
    fill(
        bank,
        right=("Replace this by another right way to write it.", "A sum."),
        wrong=("You replaced nothing here yet: write what", "You forgot to double: say"),
    )
    proof = prove(lessons(["step2_self_attention"])[0], pool)
    assert not proof.faults and all(o.as_it_should and not o.unnamed for o in proof.outcomes)


def test_a_new_step_is_a_lesson(project):
    _, bank, table = new_step("step9_vision")
    assert [step.name for step in course().steps][-1] == "step9_vision" and table.name == "course.toml"
    [found] = lessons(["step9_vision"])
    assert list(found.exercises) == ["first_vision"] == [bank.stem] == list(course().steps[-1].exercises)
    assert len(Printing(found, course()).stale()) == 2


@pytest.mark.parametrize(
    "call, words",
    [
        (lambda: new_step("step12_vision"), "new step9_TOPIC"),
        (lambda: new_step("scaled_sum"), "--step STEP"),
        (lambda: new_exercise("softmax", "step2_self_attention"), "defines softmax already"),
        (lambda: new_exercise("two words", "step2_self_attention"), "no name for a function"),
        (lambda: new_exercise("x", "step99"), "no written step step99"),
    ],
)  # fmt: skip
def test_errors_say_what_to_do_and_write_nothing(project, call, words):
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    with pytest.raises(LessonError, match=words):
        call()
    assert before == {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
