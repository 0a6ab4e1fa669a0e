"""Skeletons of a new exercise and of a new lesson: their cells, their bank, their entry in course.toml.

What they hold fails, each failure saying what its author does next. Prints no notebook.
"""

import re
from pathlib import Path

from ..lessons import COURSE, SOLUTIONS, LessonError, course, lessons, shown
from .reading import ANSWERS

LESSON = """# %% [markdown]
# # {title}
#
# What a learner will have built at the end, how long it takes, what they need to know.

# %% setup
import math

import matplotlib.pyplot as plt
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

{exercise}"""

EXERCISE = '''# %% [markdown]
# ## {name}
#
# Why it exists, a worked example with numbers small enough to check by hand, the formula with every shape.

# %% exercise="{name}"
def {name}(x):
    """One sentence: what it gives. Then shapes, units, errors raised, and a worked example.

    >>> {name}(1)
    """
    ### BEGIN SOLUTION
    raise NotImplementedError("write the solution of {name}")
    ### END SOLUTION

# %% check="{name}" points=1
probe({name}(1), "one")
### BEGIN HIDDEN TESTS
probe({name}(2), "two")
### END HIDDEN TESTS
'''

ANSWER = '''# %% right="another_way"
"""Replace this by another right way to write it."""
def {name}(x):
    raise NotImplementedError("write a right answer")

# %% wrong="likely_slip"
"""You replaced nothing here yet: write what its student reads, what they probably did and why it matters."""
def {name}(x):
    raise NotImplementedError("write a wrong answer")
'''
EFFORT = "{name} = {{minutes = 10, difficulty = 2}}\n"
SENTENCES = {" ".join(text.split()) for text in ANSWER.split('"""')[1::2]}


def new_exercise(name: str, step: str) -> list[Path]:
    """Append an exercise's cells to the lesson `step`, and begin its bank; → the files written.

    Raises LessonError for a name that is taken or no Python name, and for an unknown step.
    """
    [lesson] = lessons([step])
    _a_name(name)
    if name in lesson.repeatable:
        raise LessonError(f"{shown(lesson.path)}:{lesson.repeatable[name].line}: {step} defines {name} already")
    text = lesson.path.read_text(encoding="utf-8")
    lesson.path.write_text(f"{text.rstrip()}\n\n{EXERCISE.format(name=name)}", encoding="utf-8")
    COURSE.write_text(_with_effort(COURSE.read_text(encoding="utf-8"), step, name), encoding="utf-8")
    return [lesson.path, _begin_bank(step, name), COURSE]


def _with_effort(table: str, step: str, name: str) -> str:
    """The text of course.toml with an entry of the exercise at the end of its step."""
    parts = re.split(r"^(?=\[\[steps\]\])", table, flags=re.MULTILINE)
    [place] = [number for number, part in enumerate(parts) if f'\nname = "{step}"\n' in part]
    here = parts[place].rstrip() + "\n"
    if name not in course(table).steps[place - 1].exercises:  # it may be foreseen already
        if "\n[steps.exercises]\n" not in here:
            here += "\n[steps.exercises]\n"
        parts[place] = here + EFFORT.format(name=name) + "\n" * (place + 1 < len(parts))
    return "".join(parts)


def new_step(name: str) -> list[Path]:
    """Begin a lesson with one exercise, its bank and its entry in course.toml; → the files written.

    Raises LessonError for a name that is not the next step's, `step9_…`.
    """
    number = len(course().steps) + 1
    if not re.fullmatch(rf"step{number}_[a-z0-9_]+", name):
        raise LessonError(
            f"{name!r} is not the next step's name\nCure: python -m autograder new step{number}_TOPIC, "
            "or for an exercise: python -m autograder new NAME --step STEP"
        )
    title = name.partition("_")[2].replace("_", " ").capitalize()
    path, exercise = SOLUTIONS / f"{name}.py", f"first_{name.partition('_')[2]}"
    path.write_text(
        LESSON.format(title=f"Step {number} · {title}", exercise=EXERCISE.format(name=exercise)), encoding="utf-8"
    )
    entry = f'\n[[steps]]\nname = "{name}"\ntitle = "{title}"\nbuilds = "what a learner builds in it"\n'
    entry += f"\n[steps.exercises]\n{EFFORT.format(name=exercise)}"
    COURSE.write_text(COURSE.read_text(encoding="utf-8").rstrip() + "\n" + entry, encoding="utf-8")
    return [path, _begin_bank(name, exercise), COURSE]


def _a_name(name: str) -> None:
    if not name.isidentifier():
        raise LessonError(f"{name!r} is no name for a function\nCure: python -m autograder new scaled_sum --step STEP")


def _begin_bank(step: str, exercise: str) -> Path:
    path = ANSWERS / step / f"{exercise}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(ANSWER.format(name=exercise), encoding="utf-8")
    return path
