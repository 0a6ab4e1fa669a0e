"""A written lesson's mistakes are found, and named by file and line."""

import jupytext
import pytest
from jupytext.config import load_jupytext_config

from autograder.lessons import lesson, notebooks

GOOD = '''# %% [markdown]
# # Step 1 · A tiny lesson

# %% setup
import torch

# %% exercise="double"
def double(x):
    """Twice `x`."""
    ### BEGIN SOLUTION
    twice_as_much = x + x
    return twice_as_much + 0
    ### END SOLUTION

# %% check="double" points=2
probe(double(2), "two")
### BEGIN HIDDEN TESTS
probe(double(5), "five")
### END HIDDEN TESTS

# %% demo
print(double(1))
'''


@pytest.fixture
def write(tmp_path):
    def write(text, name="step1_tiny"):
        path = tmp_path / f"{name}.py"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_good_lesson_is_read(write):
    found = lesson.read(write(GOOD))
    assert [cell.role for cell in found.cells] == ["markdown", "setup", "exercise", "check", "demo"]
    assert found.title == "Step 1 · A tiny lesson"
    assert found.checks["double"].points == 2


@pytest.mark.parametrize(
    "old, new, line, words",
    [
        ("# %% demo", "# %% dmeo", 21, "unknown cell option dmeo"),
        ("# %% demo", '# %% colour="red"', 21, "unknown cell option colour"),
        (" points=2", "", 15, "needs its points"),
        ('### BEGIN HIDDEN TESTS\nprobe(double(5), "five")\n### END HIDDEN TESTS', "", 15, "no hidden probe"),
        ('probe(double(5), "five")', "pass", 15, "no hidden probe"),
        ("    ### END SOLUTION\n", "", 7, "without `### END SOLUTION`"),
        ('# %% check="double"', '# %% check="triple"', 15, "no exercise of that name"),
        (
            "# %% demo\nprint(double(1))",
            '# %% exercise="double"\n### BEGIN SOLUTION\n### END SOLUTION',
            21,
            "a second exercise",
        ),
        (
            "# %% demo\nprint(double(1))",
            '# %% exercise="half"\n### BEGIN SOLUTION\n### END SOLUTION',
            21,
            "has no check",
        ),
        ("# %% demo\n", "# %% demo\n### BEGIN SOLUTION\n### END SOLUTION\n", 21, "would reach the students"),
        ("# %% demo\nprint(double(1))", '# %% recap="step9_future thing"', 21, "no earlier written step"),
        ("# %% demo\n", "# %% claim\nassert double(1) == 2\n# ", 21, "and says it"),
        ("# %% demo\n", "# %% claim\n# ", 21, "and says it"),
        ("# %% demo\n", "# %% claim\nassert (\n# ", 21, "not Python"),
        ("# %% setup", "# %% demo", 1, "the set-up"),
        ("# # Step 1", "# Step 1", 1, "title"),
    ],
)
def test_a_mistake_is_named_by_file_and_line(write, old, new, line, words):
    assert old in GOOD
    path = write(GOOD.replace(old, new))
    with pytest.raises(lesson.LessonError) as error:
        lesson.read(path)
    assert f"{path}:{line}:" in str(error.value)
    assert words in str(error.value)


def test_a_recap_of_an_unknown_exercise_is_a_mistake(write):
    write(GOOD)
    path = write(GOOD.replace("# %% demo\nprint(double(1))", '# %% recap="step1_tiny treble"'), "step2_next")
    with pytest.raises(lesson.LessonError, match="recap of treble, which step1_tiny does not define"):
        lesson.read(path)


def test_a_leaking_solution_is_a_mistake(write):
    text = GOOD + "twice_as_much = x + x\nreturn twice_as_much + 0\n"
    found = lesson.read(write(text))
    release = notebooks.release_notebook(notebooks.instructor_notebook(found, lesson.course(), {}))
    [leak] = notebooks.leaks(found, release)
    assert "step1_tiny.py:7:" in leak and "double leaks" in leak


def test_the_same_lesson_prints_the_same_bytes(write):
    found = lesson.read(write(GOOD))
    first, second = (notebooks.text(notebooks.instructor_notebook(found, lesson.course(), {})) for _ in range(2))
    assert first == second


def test_a_claim_is_in_no_print_and_changes_none(write):
    plain = lesson.read(write(GOOD))
    claim = '# %% claim\nassert double(1) == 2, "one is doubled"\n\n'
    claimed = lesson.read(write(GOOD.replace("# %% demo", claim + "# %% demo") + "\n" + claim, "step2_claimed"))
    assert [cell.role for cell in claimed.cells].count("claim") == 2
    solved = [notebooks.instructor_notebook(found, lesson.course(), {}) for found in (plain, claimed)]
    released = [notebooks.release_notebook(notebook) for notebook in solved]
    for one, other in (solved, released):
        assert notebooks.text(one).replace("step1_tiny", "step2_claimed") == notebooks.text(other)


def test_the_badge_needs_a_repository(write):
    found = lesson.read(write(GOOD))
    nowhere = lesson.course()
    here = lesson.Course("t", "ada/gpt", "main", nowhere.steps)
    assert "badge" not in notebooks.badge(lesson.Course("t", "", "main", ()), "step1_tiny")
    first_cell = notebooks.instructor_notebook(found, here, {}).cells[0].source
    assert "colab.research.google.com/github/ada/gpt/blob/main/notebooks/step1_tiny.ipynb" in first_cell


@pytest.mark.parametrize("step", [step for step in lesson.course().steps if step.written], ids=lambda step: step.name)
def test_a_lesson_comes_back_from_a_notebook_byte_for_byte(step):
    text, config = step.path.read_text(encoding="utf-8"), load_jupytext_config(str(step.path))
    notebook = jupytext.reads(text, fmt="py:percent", config=config)
    assert jupytext.writes(notebook, fmt="py:percent", config=config) == text


def timed(lesson_step, efforts="double = {minutes = 15, difficulty = 2}"):
    entry = f'[[steps]]\nname = "{lesson_step}"\ntitle = "t"\nbuilds = "b"\n[steps.exercises]\n{efforts}\n'
    return lesson.course(f'title = "t"\nrepository = ""\nbranch = "main"\n{entry}')


TITLED = GOOD.replace(
    '# %% exercise="double"', '# %% [markdown]\n# ## Twice\n# ```\n# ## no title\n# ```\n\n# %% exercise="double"'
)


def test_minutes_and_difficulty_stand_beside_the_exercise_s_title(write):
    found = lesson.read(write(TITLED))
    cells = notebooks.instructor_notebook(found, timed("step1_tiny"), {}).cells
    [cell] = [cell.source for cell in cells if cell.source.startswith("## ") and "Twice" in cell.source]
    assert cell == "## Twice · 15 min · ●●\n```\n## no title\n```"
    elsewhere = notebooks.instructor_notebook(found, timed("step2_other"), {}).cells
    assert "min ·" not in "".join(cell.source for cell in elsewhere)


@pytest.mark.parametrize(
    "text, efforts, words",
    [
        (TITLED, "", r"step1_tiny.py:13: .*double has no minutes(.|\n)*Cure: double = {minutes = "),
        (TITLED, "double = {minutes = 0, difficulty = 2}", r"course.toml:1: (.|\n)*Cure: double = {minutes = "),
        (TITLED, "double = {minutes = 5, difficulty = 5}", "course.toml:1: "),
        (TITLED, "double = {minutes = 5}", "course.toml:1: "),
        (TITLED, "double = 5", "course.toml:1: "),
        (GOOD, "double = {minutes = 5, difficulty = 1}", r"step1_tiny.py:7: .*no heading(.|\n)*### Exercise: `double`"),
    ],
)
def test_an_exercise_without_minutes_or_title_is_a_mistake(write, text, efforts, words):
    with pytest.raises(lesson.LessonError, match=words):
        notebooks.instructor_notebook(lesson.read(write(text)), timed("step1_tiny", efforts), {})


def test_two_exercises_under_one_heading_are_a_mistake(write):
    second = TITLED[TITLED.index('# %% exercise="double"') : TITLED.index("# %% demo")].replace("double", "again")
    efforts = "double = {minutes = 5, difficulty = 1}\nagain = {minutes = 5, difficulty = 1}"
    with pytest.raises(lesson.LessonError, match="again has no heading of its own; the nearest is that of double"):
        notebooks.instructor_notebook(lesson.read(write(TITLED + second)), timed("step1_tiny", efforts), {})
    question = second.replace("again", "answer_again")
    notebooks.instructor_notebook(lesson.read(write(TITLED + question)), timed("step1_tiny", efforts), {})


@pytest.mark.parametrize("step", [step for step in lesson.course().steps if step.written], ids=lambda step: step.name)
def test_no_lesson_is_longer_than_two_and_a_half_hours(step):
    words = sum(len(cell.source.split()) for cell in lesson.read(step.path).cells if cell.role == "markdown")
    assert sum(effort.minutes for effort in step.exercises.values()) + words / 200 <= 150


@pytest.mark.parametrize("option", ["folded", 'folded=""', 'setup folded="x"', 'exercise="double" folded="x"'])
def test_what_cannot_be_folded(write, option):
    with pytest.raises(lesson.LessonError, match=r':21: .*folded="what it shows"|one option a cell'):
        lesson.read(write(GOOD.replace("# %% demo", f"# %% {option}")))


def test_every_option_survives_a_notebook():
    text = (
        "".join(
            f"# %% {option}\nx = 1\n\n"
            for option in (
                "setup",
                "demo",
                'demo folded="a plot"',
                "claim",
                *(f'{name}="a"' for name in ("given", "recap", "candidates", "exercise", "folded")),
                'check="a" points=2 folded="b"',
            )
        ).rstrip("\n")
        + "\n"
    )
    assert all(f" {option}" in text for option in lesson.OPTIONS)
    config = load_jupytext_config(str(lesson.SOLUTIONS / "step1_foundations.py"))
    assert (
        jupytext.writes(jupytext.reads(text, fmt="py:percent", config=config), fmt="py:percent", config=config) == text
    )
