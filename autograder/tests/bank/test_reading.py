"""The bank's files are read as they are meant, and a mistake in one is named by file and line."""

import pytest

from autograder.bank import reading
from autograder.lessons import LessonError, lessons

GOOD = '''# %% right="by_loop"
"""A loop."""
def causal_mask(seq_len):
    return 1

# %% wrong="upper"
"""You keep the upper triangle:
the future."""
def causal_mask(seq_len):
    # %% not a mark
    return 2
'''


@pytest.fixture
def lesson():
    return lessons(["step2_self_attention"])[0]


@pytest.fixture
def write(tmp_path):
    def write(text, name="causal_mask.py"):
        path = tmp_path / "step2_self_attention" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return tmp_path

    return write


def test_a_file_holds_an_answer_a_cell(lesson, write):
    first, second = reading.answers(lesson, write(GOOD))
    assert (first.kind, first.slug, first.sentence, first.line) == ("right", "by_loop", "A loop.", 2)
    assert first.source == '"""A loop."""\ndef causal_mask(seq_len):\n    return 1\n'
    assert (second.kind, second.slug) == ("wrong", "upper")
    assert second.sentence == "You keep the upper triangle: the future." and second.source.endswith("return 2\n")
    assert second.where.endswith("causal_mask.py:7: wrong upper")


@pytest.mark.parametrize(
    "old, new, line, words",
    [
        ('# %% right="by_loop"\n', "", 1, "opens with"),
        ('# %% wrong="upper"', '# %% worng="upper"', 6, "opens with"),
        ('# %% wrong="upper"', "# %% wrong=upper", 6, "opens with"),
        ('# %% wrong="upper"', '# %% right="by_loop"', 6, "the first is in line 1"),
        ('"""A loop."""\n', "", 2, "no docstring"),
        ("return 1", "return (", 4, "not Python"),
    ],
)
def test_a_mistake_is_named_by_file_and_line(lesson, write, monkeypatch, old, new, line, words):
    assert old in GOOD
    folder = write(GOOD.replace(old, new))
    monkeypatch.setattr(reading, "ANSWERS", folder)  # the course's own bank is held to more
    with pytest.raises(LessonError) as error:
        [answer.examined() for answer in reading.answers(lesson)]
    assert f"causal_mask.py:{line}:" in str(error.value) and words in str(error.value)


def test_an_unknown_exercise_is_a_mistake(lesson, write):
    with pytest.raises(LessonError, match="has no exercise causal_mast; it has softmax"):
        reading.answers(lesson, write(GOOD, "causal_mast.py"))


def test_other_peoples_single_files_are_read_too(lesson, write):
    folder = write("def causal_mask(:", "causal_mask/wrong_typo.py")
    write('"""Mine."""\ncausal_mask = 1\n', "causal_mask/right_odd.py")
    found = {answer.slug: answer.examined() for answer in reading.answers(lesson, folder)}
    assert found["odd"].sentence == "Mine." and found["odd"].kind == "right"
    assert found["typo"].sentence == "" and found["typo"].source == "def causal_mask(:"
    with pytest.raises(LessonError, match=r"name it right_<slug>.py or wrong_<slug>.py"):
        reading.answers(lesson, write("", "causal_mask/maybe_odd.py"))
