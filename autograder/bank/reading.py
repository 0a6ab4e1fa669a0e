"""The known answers as text → `Answer`, with every mistake in their files named by file and line. Runs nothing.

`answers/<step>/<exercise>.py` holds all that is known of an exercise, a cell an answer: its kind and slug, its
docstring (a wrong answer's is the sentence that its student reads), its code. Other people's collections may also come
as a folder of single files, `<step>/<exercise>/{right,wrong}_<slug>.py`.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..lessons import Lesson, LessonError, shown

ANSWERS = Path(__file__).with_name("answers")
KINDS = ("right", "wrong")
_FORM = '# %% right="slug" or # %% wrong="slug", the slug in letters, digits and _'
_MARK = re.compile(rf'# %% ({"|".join(KINDS)})="(\w+)"\s*')


@dataclass(frozen=True)
class Answer:
    """One known answer: `kind` is "right" or "wrong", `source` its whole text, which begins in line `line` of `path`.
    Of the course's `own` each must be Python with a docstring."""

    step: str
    exercise: str
    kind: str
    slug: str
    source: str
    path: Path
    line: int = 1
    own: bool = True

    @cached_property
    def sentence(self) -> str:
        """Its docstring. Raises LessonError where an answer of our own has none."""
        try:
            sentence = " ".join((ast.get_docstring(ast.parse(self.source)) or "").split())
        except SyntaxError as error:
            if not self.own:  # an answer that does not parse is an answer, too
                return ""
            line = self.line - 1 + (error.lineno or 1)
            raise LessonError(f"{shown(self.path)}:{line}: not Python: {error.msg}") from None
        if self.own and not sentence:
            reason = "no docstring; a wrong answer's is the sentence its student reads"
            raise LessonError(f"{shown(self.path)}:{self.line}: {reason}")
        return sentence

    def examined(self) -> "Answer":
        """The answer, when it has its docstring. Raises LessonError."""
        _ = self.sentence
        return self

    @property
    def loner(self) -> bool:
        """Right alone, and not in company: in the student's own later exercises its 64 bits would meet 32."""
        return self.slug == "double_result"

    @property
    def where(self) -> str:
        """`file:line` and the slug, for messages."""
        return f"{shown(self.path)}:{self.line}: {self.kind} {self.slug}"


def explanations(known: Iterable[Answer]) -> dict[str, str]:
    """For quick questions why the right letter is right: what the answer `right="letter"` says behind "The letter."."""
    letters = [answer for answer in known if (answer.kind, answer.slug) == ("right", "letter")]
    said = {answer.exercise: answer.sentence.partition("The letter.")[2].strip() for answer in letters}
    return {name: why for name, why in said.items() if why}


def answers(lesson: Lesson, folder: Path | None = None) -> list[Answer]:
    """The answers of the course's own bank, or of another folder, to a lesson's exercises, in the lesson's order.

    Raises LessonError for a file of no exercise, a cell of no kind, a slug used twice.
    """
    own, folder = folder is None, folder or ANSWERS
    found: dict[str, list[Answer]] = {name: [] for name in lesson.exercises}
    for path in sorted((folder / lesson.step).glob("*.py")):
        _of_the_lesson(path, path.stem, lesson)
        found[path.stem] += read(path, lesson.step, own=own)
    for path in sorted((folder / lesson.step).glob("*/*.py")):
        _of_the_lesson(path, path.parent.name, lesson)
        found[path.parent.name].append(_single_file(path, lesson.step))
    return [answer for group in found.values() for answer in group]


def read(path: Path, step: str, own: bool = True) -> Iterator[Answer]:
    """The answers of one exercise's file, in its order."""
    lines = path.read_text(encoding="utf-8").split("\n")
    starts = [number for number, line in enumerate(lines) if line.startswith("# %%")]
    if not starts or any(line.strip() for line in lines[: starts[0]]):
        raise LessonError(f"{shown(path)}:1: an answer's file opens with {_FORM}")
    seen: dict[tuple[str, str], int] = {}
    for start, end in zip(starts, [*starts[1:], len(lines)]):
        mark = _MARK.fullmatch(lines[start])
        if not mark:
            raise LessonError(f"{shown(path)}:{start + 1}: an answer opens with {_FORM}")
        kind, slug = mark.groups()
        if mark.groups() in seen:
            first = seen[mark.groups()]
            raise LessonError(f'{shown(path)}:{start + 1}: a second {kind}="{slug}"; the first is in line {first}')
        seen[mark.groups()] = start + 1
        source = "\n".join(lines[start + 1 : end]).rstrip("\n") + "\n"
        yield Answer(step, path.stem, kind, slug, source, path, start + 2, own)


def _single_file(path: Path, step: str) -> Answer:
    kind, _, slug = path.stem.partition("_")
    if kind not in KINDS:
        raise LessonError(f"{shown(path)}:1: name it right_<slug>.py or wrong_<slug>.py")
    return Answer(step, path.parent.name, kind, slug, path.read_text(encoding="utf-8"), path, own=False)


def _of_the_lesson(path: Path, exercise: str, lesson: Lesson) -> None:
    if exercise not in lesson.exercises:
        there = ", ".join(lesson.exercises)
        raise LessonError(f"{shown(path)}:1: {lesson.step} has no exercise {exercise}; it has {there}")
