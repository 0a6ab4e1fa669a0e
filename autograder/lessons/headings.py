"""Minutes and difficulty of each exercise, from `course.toml`, beside its title in the lesson's Markdown."""

import re
from collections.abc import Iterator
from dataclasses import replace

from .lesson import COURSE, Cell, Course, Lesson, shown

UNTIMED = "answer_"  # quick questions
_TITLE = re.compile(r"#{2,6} \S")  # a lesson's own title, with a single #, is no exercise's


def with_efforts(lesson: Lesson, course: Course) -> tuple[Cell, ...]:
    """The lesson's printed cells, " · 15 min · ●●" behind the heading that is nearest above each exercise, quick
    questions left out. A lesson that the course does not list is left as it is.

    Raises LessonError for an exercise without an entry in `course.toml`, and for one without a heading of its own.
    """
    known = {step.name: step.exercises for step in course.steps}.get(lesson.step)
    if known is None:
        return lesson.printed
    cells, nearest, taken = list(lesson.printed), None, {}
    for position, cell in enumerate(lesson.printed):
        if cell.role == "markdown":
            nearest = next(((position, line) for line in reversed(list(_titles(cell.source)))), nearest)
        if cell.role != "exercise" or cell.name.startswith(UNTIMED):
            continue
        if cell.name not in known:
            raise lesson.error(
                cell,
                f"exercise {cell.name} has no minutes and difficulty\n"
                f"Cure: {cell.name} = {{minutes = 15, difficulty = 2}} under {lesson.step} in {shown(COURSE)}",
            )
        if nearest is None or nearest in taken:
            whose = f"; the nearest is that of {taken[nearest]}" if nearest else ""
            raise lesson.error(
                cell,
                f"exercise {cell.name} has no heading of its own{whose}\n"
                f"Cure: end the Markdown above it with a heading and a line: ### Exercise: `{cell.name}`",
            )
        taken[nearest] = cell.name
        place, line = nearest
        lines = cells[place].source.split("\n")
        lines[line] = f"{lines[line].rstrip()} · {known[cell.name]}"
        cells[place] = replace(cells[place], source="\n".join(lines))
    return tuple(cells)


def _titles(source: str) -> Iterator[int]:
    """The numbers of the lines that are headings."""
    fenced = False
    for number, line in enumerate(source.split("\n")):
        fenced ^= line.lstrip().startswith(("```", "~~~"))
        if not fenced and _TITLE.match(line):
            yield number
