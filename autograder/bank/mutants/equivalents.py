"""Mutants that live with good reason, as text: `equivalent/<step>.txt` lists them, each with its reason.

    [softmax]
    - shifted = x - x.max(dim=dim, keepdim=True).values
    + shifted = x - x.mean(dim=dim, keepdim=True)
    + shifted = x
    = Why no check could tell these from the solution: a line or several, each behind `=`.

In brackets the function; then the statement as Python itself writes it (`ast.unparse`), and below it each mutant of
it. One reason may serve several statements, and functions. No line has a number, so that nothing here moves when a
lesson does.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ...lessons import LessonError, shown
from .grading import LIVES, Fate

FOLDER = Path(__file__).with_name("equivalent")
Key = tuple[str, str, str]  # place, before, after, as Mutant.key


@dataclass(frozen=True)
class Reason:
    """Why a mutant may live, and where that stands."""

    text: str
    path: Path
    line: int

    @property
    def where(self) -> str:
        return f"{shown(self.path)}:{self.line}"


@dataclass
class Score:
    """The mutants of a lesson: killed; living with a reason, or without; and reasons `stale`, whose mutant there is no
    more, or no longer lives."""

    killed: list[Fate]
    equivalent: list[Fate]
    survived: list[Fate]
    stale: list[tuple[Reason, str]]


def score(fates: Iterable[Fate], reasons: dict[Key, Reason]) -> Score:
    """Sort a lesson's mutants."""
    fates = list(fates)
    lives = [fate for fate in fates if fate.word == LIVES]
    living, made = {fate.mutant.key for fate in lives}, {fate.mutant.key for fate in fates}
    stale = [
        (reason, "is killed now" if key in made else "is no mutant any more")
        for key, reason in reasons.items()
        if key not in living
    ]
    return Score(
        [fate for fate in fates if fate.word != LIVES],
        [fate for fate in lives if fate.mutant.key in reasons],
        [fate for fate in lives if fate.mutant.key not in reasons],
        stale,
    )


def reasons(step: str, folder: Path = FOLDER) -> dict[Key, Reason]:
    """What is listed for a step. Raises LessonError for a line that is out of place, a mutant without a reason or one
    that stands there twice."""
    path = folder / f"{step}.txt"
    return dict(_entries(path, path.read_text(encoding="utf-8"))) if path.exists() else {}


def _entries(path: Path, text: str) -> Iterator[tuple[Key, Reason]]:
    place = before = ""
    waiting: dict[Key, int] = {}  # those whose reason is still to come, and their lines
    said: list[str] = []
    seen: dict[Key, int] = {}

    def fail(line: int, message: str) -> LessonError:
        return LessonError(f"{shown(path)}:{line}: {message}")

    def done() -> Iterator[tuple[Key, Reason]]:
        if waiting and not said:
            raise fail(max(waiting.values()), "no reason; write it below, behind `= `")
        for key, line in waiting.items():
            yield key, Reason(" ".join(said), path, line)
        waiting.clear()
        said.clear()

    for line, content in enumerate([*text.splitlines(), "#"], start=1):
        mark, rest = content[:1], content[1:].strip()
        if said and mark != "=":
            yield from done()
        if mark == "[" and (match := re.fullmatch(r"\[(\S+)\]", content.strip())):
            place, before = match[1], ""
        elif mark == "-" and place and rest:
            before = rest
        elif mark == "+" and before and rest:
            key = place, before, rest
            if key in seen:
                raise fail(line, f"this stands in line {seen[key]} already")
            seen[key] = waiting[key] = line
        elif mark == "=" and rest and waiting:
            said.append(rest)
        elif mark not in ("", "#"):
            raise fail(line, "expected `[function]`, then `- statement`, `+ mutant` and `= reason`")
    yield from done()
