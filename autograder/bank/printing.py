"""Lesson and bank → the text of the two prints; and which prints are stale. Runs only what changed; writes no file."""

from collections.abc import Callable
from pathlib import Path

from ..lessons import (
    Course,
    Former,
    Known,
    Lesson,
    carry_outputs,
    execute,
    fingerprint,
    instructor_notebook,
    notebook_text,
    packed,
    places,
    prints,
    stale,
    stamp,
)
from ..sandbox import Workers
from .candidates import line_ups
from .known_data import fingerprints, records, settle
from .reading import answers, explanations
from .running import transcripts


class Printing:
    """One lesson on its way to its prints: what it is printed from now, and what lies there."""

    def __init__(self, lesson: Lesson, course: Course):
        self.lesson, self.course = lesson, course
        known = answers(lesson)
        self.line_ups = line_ups(lesson, course, known)
        self.why = explanations(known)
        self.blank = instructor_notebook(lesson, course, {}, self.line_ups, self.why)
        self.wrong = [answer for answer in known if answer.kind == "wrong"]
        self.known = fingerprints(self.blank, self.wrong)
        self.origin = fingerprint(self.blank, self.known)
        self.student, self.solved = places(lesson.step)

    def stale(self) -> list[Path]:
        """Those of the two prints that are not what would be printed."""
        return stale((self.student, self.solved), self.origin)

    def texts(self, pool: Workers, run: bool = False, progress: Callable[[], None] = lambda: None) -> dict[Path, str]:
        """The two prints as they should be. `run`: execute the solved one for its outputs; else it keeps those of cells
        that did not change. Raises LessonError, Overloaded."""
        former = Former(self.solved)
        found = prints(self.lesson, self.course, self.known_data(former, pool, progress), self.line_ups, self.why)
        solved = found[self.solved]
        carry_outputs(solved, former.notebook)
        if run:
            execute(solved)
        stamp(found, self.origin, self.known)
        return {path: notebook_text(notebook) for path, notebook in found.items()}

    def changed(self, former: Former) -> set[str]:
        """The exercises whose known data must be found anew."""
        if not former.intact:
            return set(self.lesson.exercises)
        then = former.stamp.get("known", {})
        return {name for name in self.lesson.exercises if then.get(name) != self.known[name]}

    def known_data(self, former: Former, pool: Workers, progress) -> Known:
        there = packed(former.notebook)
        changed = self.changed(former)
        known = {name: tuple(there[name]) for name in self.lesson.exercises if name not in changed}
        if changed:
            wrong = [answer for answer in self.wrong if answer.exercise in changed]
            solved, results = transcripts(self.blank, self.lesson, wrong, pool, progress)
            solved = {name: result for name, result in solved.items() if name in changed}
            known |= settle(records(solved, wrong, results), solved, there)
        return known
