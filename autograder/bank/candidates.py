"""A lesson's `candidates` cells, and the bank's answers → the candidates that students' own tests get to see.

Everything that the bank holds of an exercise is a candidate unless its author leaves it out. Runs none of them.
"""

import ast
import builtins
import symtable
from collections.abc import Iterable
from dataclasses import dataclass

from ..lessons import (
    Candidate,
    Candidates,
    Cell,
    Course,
    Lesson,
    LineUp,
    brought_along,
    without_marks,
)
from .reading import Answer

BASE = "right"  # the name by which clues know their base
VISIBLE, LEAST_HIDDEN, LEAST_RIGHT = 3, 8, 2
_CLEAN = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)  # of the set-up cell every candidate has these
_FORM = """a candidates cell holds `visible = ["right slug", "wrong slug", …]` and, where need be, `hidden = […]` (all
others without it), `left_out = {"wrong slug": "why"}`, `base = "right slug"`, and functions or classes: the clues"""


def line_ups(lesson: Lesson, course: Course, known: Iterable[Answer]) -> dict[str, LineUp]:
    """For each exercise that has a `candidates` cell its visible candidates and its hidden ones, from what is `known`.

    Raises LessonError for an answer that the bank does not hold, one that is both chosen and left out, too few, a
    candidate that does not define its exercise, a visible one that needs what students have to write.
    """
    cells = [cell for cell in lesson.cells if cell.role == "candidates"]
    before, found = _Before(lesson, course), {}
    for cell in cells:
        before.end(cell)
        there = {f"{a.kind} {a.slug}": a for a in known if a.exercise == cell.name}
        choice = _chosen(lesson, cell, there)
        visible, hidden = ([there[slug] for slug in slugs] for slugs in (choice.visible, choice.hidden))
        clues = (there[choice.base].source if choice.base else "", choice.clues) if choice.clues else ()
        found[cell.name] = (
            _candidates(lesson, cell, before, visible, clues, is_visible=True),
            _candidates(lesson, cell, before, hidden),
        )
    return found


@dataclass
class _Choice:
    """What a cell says: names, such as "right loop", and the code of its clues."""

    visible: list[str]
    hidden: list[str]
    left_out: dict[str, str]
    base: str = ""
    clues: str = ""


def _read(lesson: Lesson, cell: Cell, there: dict[str, Answer]) -> _Choice:
    """The cell's words, whatever they name."""
    try:
        body = ast.parse(cell.source).body
        said = [node for node in body if isinstance(node, ast.Assign)]
        values = {node.targets[0].id: ast.literal_eval(node.value) for node in said}
        visible, left_out, base = values.pop("visible"), values.pop("left_out", {}), values.pop("base", "")
        others = [slug for slug in there if slug not in (*visible, *left_out, base)]
        hidden = values.pop("hidden", others)
        assert not values and all(map(str.strip, left_out.values()))
    except (SyntaxError, ValueError, AttributeError, TypeError, KeyError, AssertionError):
        raise lesson.error(cell, _FORM) from None
    clues = "\n".join(ast.unparse(node) for node in body if node not in said)
    return _Choice(list(visible), list(hidden), left_out, base, clues)


def _chosen(lesson: Lesson, cell: Cell, there: dict[str, Answer]) -> _Choice:
    """What the cell says, when it can be done."""
    choice = _read(lesson, cell, there)
    named = [*choice.visible, *choice.hidden, *choice.left_out, *filter(None, [choice.base])]
    if unknown := [slug for slug in named if slug not in there]:
        raise lesson.error(cell, f"the bank holds no {', '.join(unknown)} of {cell.name}; it holds: {', '.join(there)}")
    if twice := sorted({slug for slug in named if named.count(slug) > 1}):
        raise lesson.error(
            cell, f"{', '.join(twice)} of {cell.name}: visible, hidden, left out or base, only one of them"
        )
    if len(choice.visible) != VISIBLE or len({there[slug].kind for slug in choice.visible}) < 2:
        raise lesson.error(cell, f"{VISIBLE} candidates are visible, among them a right one and a wrong one")
    rights = sum(there[slug].kind == "right" for slug in choice.hidden)
    if len(choice.hidden) < LEAST_HIDDEN or not LEAST_RIGHT <= rights < len(choice.hidden):
        words = f"at least {LEAST_HIDDEN} candidates are hidden, {LEAST_RIGHT} or more of them right, and not all"
        raise lesson.error(cell, f"{words}: add answers of {cell.name} to the bank")
    return choice


def _candidates(lesson, cell, before, chosen: list[Answer], clues=(), is_visible=False) -> Candidates:
    needed = {name for code in clues for name in _free(code)} - {BASE}
    for answer in chosen:
        if cell.name not in _bound(answer.source):
            raise lesson.error(cell, f"{answer.where} defines no {cell.name}: leave it out")
        needed |= _free(answer.source)
    needs, exercises = before.sources(needed - {cell.name})
    if is_visible and exercises:
        words = f"visible candidates of {cell.name} need {', '.join(exercises)}, which students are to write"
        raise lesson.error(cell, f"{words}; choose others")
    all = tuple(Candidate(answer.slug, answer.source, answer.kind == "right", answer.sentence) for answer in chosen)
    return Candidates(cell.name, needs, all, *clues)


class _Before:
    """The statements of a solved lesson that bind names, from the top to a certain cell."""

    def __init__(self, lesson: Lesson, course: Course):
        self.statements: list[tuple[set[str], str, str]] = []  # the names, the text, the exercise it belongs to
        self.lesson, self.course, self.cells = lesson, course, iter(lesson.cells)

    def end(self, last: Cell) -> None:
        """Take in all up to this cell."""
        for cell in self.cells:
            if cell is last:
                return
            if cell.role in ("setup", "recap", "given", "exercise", "plain"):
                brought = cell.role in ("recap", "given")
                source = brought_along(self.lesson, self.course, cell) if brought else cell.source
                exercise = cell.name if cell.role == "exercise" else ""
                for node in _statements(without_marks(source)):
                    if cell.role != "setup" or not isinstance(node, _CLEAN):
                        text = ast.unparse(node)
                        self.statements.append((_bound(text), text, exercise))

    def sources(self, names: set[str]) -> tuple[str, list[str]]:
        """The text of the statements that bind these names, and all that these need in turn; and which exercises they
        belong to."""
        wanted, taken = set(names), {}
        while wanted:
            name = wanted.pop()
            for number, (bound, text, exercise) in reversed(list(enumerate(self.statements))):
                if name in bound:
                    if number not in taken:
                        taken[number] = text, exercise
                        wanted |= _free(text) - {name}
                    break
        ordered = [taken[number] for number in sorted(taken)]
        return "\n".join(text for text, _ in ordered), sorted({exercise for _, exercise in ordered} - {""})


def _statements(source: str) -> list[ast.stmt]:
    """The top-level statements of a cell; none of a cell that is not Python alone (magics)."""
    try:
        return ast.parse(source).body
    except SyntaxError:
        return []


def _bound(source: str) -> set[str]:
    """The names that code binds at its top level."""
    table = symtable.symtable(source, "<code>", "exec")
    return {symbol.get_name() for symbol in table.get_symbols() if symbol.is_assigned() or symbol.is_imported()}


def _free(source: str) -> set[str]:
    """The names that code reads and does not bind itself."""
    found, tables = set(), [symtable.symtable(source, "<code>", "exec")]
    while tables:
        table = tables.pop()
        tables += table.get_children()
        for symbol in table.get_symbols():
            outer = symbol.is_global() or table.get_type() == "module"
            if outer and symbol.is_referenced() and not hasattr(builtins, symbol.get_name()):
                found.add(symbol.get_name())
    return found - _bound(source)
