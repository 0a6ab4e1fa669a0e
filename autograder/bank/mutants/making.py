"""A solved exercise → its mutants: each one slip away from it, no two alike, each one Python. Runs nothing."""

import ast
import warnings
from collections import Counter
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from pathlib import Path

from ...lessons import Lesson, shown
from .operators import Context, instead, number, replacements

BODIES = ("body", "orelse", "finalbody", "handlers")
NOT_RUN = ("annotation", "returns", "type_comment", "type_params")

LEFT_OUT = ("probe_choice(", "catch_bugs(")  # what the checks of those call
STAYS = (ast.Return, ast.Raise, ast.FunctionDef, ast.ClassDef)  # statements that are not swapped with a neighbour


@dataclass(frozen=True)
class Mutant:
    """A solved exercise with one slip; or with none, where `before` and `after` are the same. They are the head of the
    statement that changed, in one line; `place` names the function it stands in, and which of several statements of one
    text it is."""

    exercise: str
    place: str
    before: str
    after: str
    source: str
    path: Path
    line: int

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is known by; lines may move."""
        return self.place, self.before, self.after

    @property
    def where(self) -> str:
        """`file:line` of what changed."""
        return f"{shown(self.path)}:{self.line}"


def mutants(lesson: Lesson) -> list[Mutant]:
    """Those of all exercises of a lesson but for two kinds: the letters of quick questions, which are no code, and the
    tests that catch bugs, which may be weaker than ours and still right. The first of each exercise has no slip."""
    found = []
    for name, cell in lesson.exercises.items():
        if not any(call in lesson.checks[name].source for call in LEFT_OUT):
            found += of_cell(name, cell.source, lesson.path, cell.line)
    return found


def of_cell(exercise: str, source: str, path: Path, line: int = 0) -> list[Mutant]:
    """The mutants of one cell, which stands below `line` of `path`, in its order."""
    tree = ast.parse(source)
    solved = ast.unparse(tree)
    seen, found = {solved}, [Mutant(exercise, exercise, "", "", solved + "\n", path, line)]
    for place, before, after, below in _block(tree.body, _Places(exercise), "", Context()):
        text = ast.unparse(tree)
        if text not in seen and _compiles(text):
            seen.add(text)
            found.append(Mutant(exercise, place, before, after, text + "\n", path, line + below))
    return found


def _compiles(text: str) -> bool:
    try:
        with warnings.catch_warnings():  # of `1 is 1` and its like
            warnings.simplefilter("ignore")
            compile(text, "<mutant>", "exec")
    except (SyntaxError, ValueError):
        return False
    return True


def head(statement: ast.stmt) -> str:
    """A statement in one line, without the block below it."""
    alone = copy(statement)
    for name in BODIES:
        if isinstance(getattr(alone, name, None), list):
            setattr(alone, name, [ast.Pass()] if name == "body" else [])
    lines = [line.strip() for line in ast.unparse(alone).splitlines()]
    return " ".join(lines[:-1] if hasattr(alone, "body") else lines)


class _Places:
    """Names for the places of an exercise."""

    def __init__(self, exercise: str):
        self.exercise, self.times = exercise, Counter()

    def of(self, scope: str, before: str) -> str:
        """`LayerNorm.forward`, and `LayerNorm.forward:2` for the second statement there of one text."""
        name = scope if scope.split(".")[0] == self.exercise else f"{self.exercise}/{scope}"
        self.times[name, before] += 1
        times = self.times[name, before]
        return name if times == 1 else f"{name}:{times}"


def _block(body: list[ast.stmt], places: _Places, scope: str, around: Context) -> Iterator[tuple[str, str, str, int]]:
    """Edit these statements in every way, one after the other; → each time place, before, after and line, and while
    the caller has them the edit is there."""
    for turn, statement in enumerate(list(body)):
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
            continue  # a docstring
        inner, within = scope, around
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            inner = f"{scope}.{statement.name}".strip(".")
            within = _context(statement, around)
        before = head(statement)
        place = places.of(inner, before)
        for first, statements in instead(statement):
            body[turn : turn + 1] = statements
            yield place, before, head(first), statement.lineno
            body[turn : turn + len(statements)] = [statement]
        if turn + 1 < len(body) and _order_matters(statement, body[turn + 1]):
            body[turn : turn + 2] = body[turn + 1], statement
            yield place, before, f"{head(body[turn])}; {before}", statement.lineno
            body[turn : turn + 2] = statement, body[turn]
        for line in _expressions(statement, around, statement.lineno):
            yield place, before, head(statement), line
        for name in BODIES:
            if isinstance(getattr(statement, name, None), list):
                yield from _block(getattr(statement, name), places, inner, within)


def _order_matters(first: ast.stmt, second: ast.stmt) -> bool:
    """May something change when these two are swapped? Not where both only give new things their names."""
    if isinstance(first, STAYS) or isinstance(second, STAYS):
        return False
    if not (isinstance(first, ast.Assign) and isinstance(second, ast.Assign)):
        return True
    return any(_touched(one, (ast.Store,)) & _touched(other) for one, other in ((first, second), (second, first)))


def _touched(statement: ast.Assign, how: tuple[type, ...] = (ast.Store, ast.Load)) -> set[str]:
    """The variables, and the parts of variables, that an assignment gives a value, or reads."""
    parts = [node for node in ast.walk(statement) if isinstance(node, ast.Name | ast.Attribute | ast.Subscript)]
    found = {ast.unparse(node) for node in parts if isinstance(node.ctx, how)}
    return found | {
        ast.unparse(node.value) for node in parts if isinstance(node, ast.Subscript) and isinstance(node.ctx, how)
    }


def _context(statement: ast.FunctionDef | ast.ClassDef, around: Context) -> Context:
    if isinstance(statement, ast.ClassDef):
        return Context([], [], _attributes(statement))
    arguments = statement.args
    own = [one.arg for one in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs) if one.arg != "self"]
    given = [node.id for node in ast.walk(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
    return Context(own, [*dict.fromkeys([*own, *given])], around.attributes)


def _attributes(statement: ast.ClassDef) -> dict[str, str]:
    """Each attribute that a class gives to `self`, and its kind: what it is made by, or else how it is written."""
    found = {}
    for node in ast.walk(statement):
        if isinstance(node, ast.Assign):
            made = node.value.func if isinstance(node.value, ast.Call) else None
            for target in node.targets:
                if isinstance(target, ast.Attribute) and ast.unparse(target.value) == "self":
                    found.setdefault(target.attr, ast.unparse(made) if made else type(node.value).__name__)
    return found


def _expressions(node: ast.AST, around: Context, line: int) -> Iterator[int]:
    """Edit all that is below a node but the statements; → the line of each edit."""
    for holder, key, child in list(_children(node)):
        here = getattr(child, "lineno", line)
        for new in replacements(child, around):
            holder[key] = new
            yield here
            holder[key] = child
        yield from _expressions(child, around, here)


def _children(node: ast.AST) -> Iterator[tuple[list | dict, int | str, ast.AST]]:
    """(what holds it, under which key, the child) for the parts of a node that are no statements. What is only said,
    in an error or on the screen, is nobody's business."""
    whole = isinstance(node, ast.Raise) or number(node) is not None  # -1 is one number
    for name, value in () if whole else ast.iter_fields(node):
        holder, items = (value, enumerate(value)) if isinstance(value, list) else (vars(node), [(name, value)])
        for key, child in items:
            said = isinstance(child, ast.Call) and ast.unparse(child.func) == "print"
            if isinstance(child, ast.AST) and not (isinstance(child, ast.stmt) or name in NOT_RUN or said):
                yield holder, key, child
