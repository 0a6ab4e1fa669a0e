"""A written lesson (`solutions/<step>.py`, py:percent) → `Lesson`, with every mistake named by file and line.

Prints and runs nothing.
"""

import ast
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOLUTIONS, NOTEBOOKS, DATA = ROOT / "solutions", ROOT / "notebooks", ROOT / "data"
COURSE = ROOT / "autograder" / "course.toml"

BEGIN_SOLUTION, END_SOLUTION = "### BEGIN SOLUTION", "### END SOLUTION"
BEGIN_HIDDEN, END_HIDDEN = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"
OPTIONS = ("setup", "given", "recap", "candidates", "exercise", "check", "demo", "claim")
FOLDABLE = ("demo", "plain", "check")  # set-up, recaps and given cells always are; an exercise is to be seen


class LessonError(Exception):
    """A mistake in a written lesson; the message starts with `file:line:`."""


@dataclass(frozen=True)
class Effort:
    """What an exercise asks of a learner who knows Python: `minutes`, and a `difficulty` from 1 to 4."""

    minutes: int
    difficulty: int

    def __post_init__(self):
        if not (type(self.minutes) is int and self.minutes > 0 and self.difficulty in (1, 2, 3, 4)):
            raise ValueError

    def __str__(self) -> str:
        return f"{self.minutes} min · {'●' * self.difficulty}"


@dataclass(frozen=True)
class Step:
    """One step of the course, as `course.toml` lists it; `number` counts from 1."""

    name: str
    title: str
    builds: str
    number: int
    exercises: Mapping[str, Effort] = field(default_factory=dict, hash=False)

    @property
    def path(self) -> Path:
        return SOLUTIONS / f"{self.name}.py"

    @property
    def written(self) -> bool:
        return self.path.exists()


@dataclass(frozen=True)
class Course:
    title: str
    repository: str
    branch: str
    steps: tuple[Step, ...]


def course(text: str = "") -> Course:
    """The course as `course.toml` describes it, or this text in its place. Raises LessonError for an exercise whose
    minutes or difficulty are none."""
    table = tomllib.loads(text or COURSE.read_text(encoding="utf-8"))
    steps = []
    for number, step in enumerate(table["steps"], start=1):
        efforts = {name: _effort(name, entry) for name, entry in step.pop("exercises", {}).items()}
        steps.append(Step(**step, number=number, exercises=efforts))
    return Course(table["title"], table["repository"], table["branch"], tuple(steps))


def _effort(name: str, entry) -> Effort:
    try:
        return Effort(**entry)
    except (TypeError, ValueError):
        raise LessonError(
            f"{shown(COURSE)}:1: exercise {name} needs its minutes and a difficulty from 1 to 4\n"
            f"Cure: {name} = {{minutes = 15, difficulty = 2}}"
        ) from None


@dataclass(frozen=True)
class Cell:
    """One cell of a lesson. `role` is its option ("markdown" or "plain" without one); `name` is the exercise
    of an exercise or check cell, the step of a recap, the module of a given cell and the exercise that candidates
    implement; `names` are what a recap repeats; `folded` is the title under which its code is folded away, if it is."""

    role: str
    source: str
    line: int
    name: str = ""
    names: tuple[str, ...] = ()
    points: int = 0
    folded: str = ""


@dataclass(frozen=True)
class Lesson:
    step: str
    path: Path
    cells: tuple[Cell, ...]

    @property
    def title(self) -> str:
        return self.cells[0].source.splitlines()[0].lstrip("# ").strip()

    @cached_property
    def printed(self) -> tuple[Cell, ...]:
        """The cells that its notebooks have, in their order: all but claims."""
        return tuple(cell for cell in self.cells if cell.role != "claim")

    @cached_property
    def exercises(self) -> dict[str, Cell]:
        return {cell.name: cell for cell in self.cells if cell.role == "exercise"}

    @cached_property
    def checks(self) -> dict[str, Cell]:
        return {cell.name: cell for cell in self.cells if cell.role == "check"}

    @cached_property
    def repeatable(self) -> dict[str, Cell]:
        """What a later lesson may repeat: exercises, and the functions and classes that plain cells define."""
        plain = {name: cell for cell in self.cells if cell.role == "plain" for name in _defined(cell.source)}
        return plain | self.exercises

    def error(self, cell: Cell, message: str) -> LessonError:
        return LessonError(f"{shown(self.path)}:{cell.line}: {message}")


def read(path: Path) -> Lesson:
    """Parse and examine one written lesson.

    Raises LessonError for an unknown cell option, a duplicated name, an exercise without its check, a check
    without a hidden probe, an unbalanced region, a recap of something that does not exist, a claim without words.
    """
    return _parse(path, path.read_text(encoding="utf-8"))


@cache  # a lesson is read again for each later one that repeats cells of it
def _parse(path: Path, text: str) -> Lesson:
    lines = [number for number, line in enumerate(text.splitlines(), start=1) if re.match(r"# %%(\s|$)", line)]
    import jupytext  # with a web server: half a second, which grading does without

    notebook = jupytext.reads(text, fmt="py:percent")
    if len(lines) != len(notebook.cells):
        raise LessonError(f"{shown(path)}:1: start the file with a cell marker, `# %% [markdown]`")
    cells = tuple(_cell(path, line, cell) for line, cell in zip(lines, notebook.cells))
    lesson = Lesson(path.stem, path, cells)
    _examine(lesson)
    return lesson


def lessons(steps=()) -> list[Lesson]:
    """The written lessons of `steps` (all when empty), in the course's order.

    Raises LessonError for a step that the course does not have or that is not written yet.
    """
    known = course().steps
    unknown = set(steps) - {step.name for step in known if step.written}
    if unknown:
        names = ", ".join(step.name for step in known if step.written)
        raise LessonError(f"{shown(COURSE)}:1: no written step {', '.join(sorted(unknown))}; there are: {names}")
    return [read(step.path) for step in known if step.written and (not steps or step.name in steps)]


def regions(source: str, begin: str, end: str) -> list[str]:
    """The texts between the marks, without the lines of the marks. Raises ValueError when they do not pair."""
    found, current = [], None
    for line in source.splitlines():
        if line.strip() == begin:
            if current is not None:
                raise ValueError(f"`{begin}` stands twice before `{end}`")
            current = []
        elif line.strip() == end:
            if current is None:
                raise ValueError(f"`{end}` without `{begin}`")
            found.append("\n".join(current))
            current = None
        elif current is not None:
            current.append(line)
    if current is not None:
        raise ValueError(f"`{begin}` without `{end}`")
    return found


def without_marks(source: str) -> str:
    """A solved cell as a reader sees it: the solution stays, its marks go."""
    return "\n".join(line for line in source.splitlines() if line.strip() not in (BEGIN_SOLUTION, END_SOLUTION))


def _defined(source: str) -> list[str]:
    try:
        body = ast.parse(source).body
    except SyntaxError:  # a magic command
        return []
    return [node.name for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)]


def shown(path: Path) -> Path:
    """A path as messages name it: from the project's root where it lies below it."""
    return path.relative_to(ROOT) if path.is_relative_to(ROOT) else path


def _cell(path: Path, line: int, cell) -> Cell:
    def fail(message):
        return LessonError(f"{shown(path)}:{line}: {message}")

    options = {key: value for key, value in cell.metadata.items() if key != "lines_to_next_cell"}
    title = options.pop("title", None)  # jupytext's name for a bare word, `# %% demo`
    if title is not None:
        options[title] = True
    if cell.cell_type == "markdown" and not options:
        return Cell("markdown", cell.source, line)
    unknown = set(options) - {*OPTIONS, "points", "folded"}
    if unknown or cell.cell_type != "code":
        raise fail(
            f"unknown cell option {', '.join(sorted(unknown)) or cell.cell_type}; there are: "
            f'{", ".join(OPTIONS)}, beside check points=N, and folded="what it shows"'
        )
    points, folded = options.pop("points", None), options.pop("folded", None)
    if len(options) > 1:
        raise fail(f"one option a cell, not {' and '.join(sorted(options))}")
    role, value = next(iter(options.items()), ("plain", True))
    if folded is not None and not (role in FOLDABLE and isinstance(folded, str) and folded.strip()):
        raise fail('folded="what it shows" stands beside demo, check="name" or alone, and says in words what is folded')
    if role == "check" and not (type(points) is int and points > 0):
        raise fail('a check needs its points: # %% check="name" points=2')
    if role != "check" and points is not None:
        raise fail("points belong to a check cell")
    if role in ("exercise", "check", "candidates") and not (isinstance(value, str) and value.isidentifier()):
        raise fail(f'{role}="name" takes the name that an answer cell defines')
    if role == "recap":
        step, *names = value.split() if isinstance(value, str) else [""]
        if not names:
            raise fail('recap="step name name…" takes an earlier step and the exercises to repeat')
        return Cell(role, cell.source, line, step, tuple(names))
    if role == "given" and not (isinstance(value, str) and (DATA / f"{value}.py").exists()):
        raise fail('given="name" takes a module of the data folder, without .py')
    return Cell(role, cell.source, line, value if isinstance(value, str) else "", (), points or 0, folded or "")


def _examine(lesson: Lesson) -> None:
    seen: dict[tuple[str, str], Cell] = {}
    code = [cell for cell in lesson.cells if cell.role != "markdown"]
    if not code or code[0].role != "setup" or sum(cell.role == "setup" for cell in code) != 1:
        raise lesson.error(lesson.cells[0], "the first code cell, and no other, is the set-up: # %% setup")
    if lesson.cells[0].role != "markdown" or not lesson.cells[0].source.startswith("# "):
        raise lesson.error(lesson.cells[0], "a lesson opens with a markdown cell whose first line is its title, `# …`")
    for cell in lesson.cells:
        try:
            solution = regions(cell.source, BEGIN_SOLUTION, END_SOLUTION)
            hidden = regions(cell.source, BEGIN_HIDDEN, END_HIDDEN)
        except ValueError as error:
            raise lesson.error(cell, str(error)) from None
        if solution and cell.role != "exercise":
            raise lesson.error(cell, "a solution stands outside an exercise cell and would reach the students")
        if hidden and cell.role != "check":
            raise lesson.error(cell, "hidden tests stand outside a check cell and would reach the students")
        if cell.role in ("exercise", "check"):
            if (cell.role, cell.name) in seen:
                raise lesson.error(
                    cell,
                    f"a second {cell.role} named {cell.name}; the first is in line {seen[cell.role, cell.name].line}",
                )
            seen[cell.role, cell.name] = cell
        if cell.role == "exercise" and not solution:
            raise lesson.error(
                cell, f"exercise {cell.name} has no solution: put it between {BEGIN_SOLUTION} and {END_SOLUTION}"
            )
        if cell.role == "check":
            _examine_check(lesson, cell, hidden, seen)
        if cell.role == "recap":
            _examine_recap(lesson, cell)
        if cell.role == "claim":
            _examine_claim(lesson, cell)
        if cell.role == "candidates":
            _examine_candidates(lesson, cell, seen)
    for name, cell in lesson.exercises.items():
        if name not in lesson.checks:
            raise lesson.error(cell, f'exercise {name} has no check: add # %% check="{name}" points=N below it')


def _examine_check(lesson, cell, hidden, seen) -> None:
    if ("exercise", cell.name) not in seen:
        raise lesson.error(cell, f"check {cell.name} has no exercise of that name above it")
    if len(hidden) != 1 or not re.search("probe|catch_bugs", hidden[0]):
        raise lesson.error(
            cell,
            f"check {cell.name} has no hidden probe: add one between {BEGIN_HIDDEN} and "
            f"{END_HIDDEN}, or any answer that prints the visible values passes",
        )
    if not cell.source.rstrip().endswith(END_HIDDEN):
        raise lesson.error(cell, f"in check {cell.name} the hidden tests come last")
    try:
        ast.parse(cell.source)
    except SyntaxError as error:
        raise lesson.error(cell, f"check {cell.name} is not Python: {error}") from None


def _examine_claim(lesson, cell) -> None:
    try:
        claims = [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Assert)]
    except SyntaxError as error:
        raise lesson.error(cell, f"this claim is not Python: {error}") from None
    if not claims or not all(claim.msg for claim in claims):
        raise lesson.error(cell, 'a claim cell asserts what the prose says, and says it: assert loss < 1, "the words"')


def _examine_candidates(lesson, cell, seen) -> None:
    if ("exercise", cell.name) not in seen:
        raise lesson.error(cell, f"candidates of {cell.name}, but no exercise of that name stands above")
    if ("exercise", tested(cell.name)) in seen or tested(cell.name) not in lesson.exercises:
        raise lesson.error(
            cell, f"candidates of {cell.name} stand above the exercise {tested(cell.name)}, and only there"
        )
    if [other.name for other in lesson.cells if other.role == "candidates"].count(cell.name) > 1:
        raise lesson.error(cell, f"candidates of {cell.name} stand here twice")


def tested(exercise: str) -> str:
    """The exercise in which a student writes the tests of `exercise`."""
    return f"tests_{exercise}"


def _examine_recap(lesson, cell) -> None:
    path = lesson.path.with_name(f"{cell.name}.py")
    if not path.exists() or path.stem >= lesson.step:
        raise lesson.error(cell, f"recap of {cell.name}, which is no earlier written step")
    missing = set(cell.names) - set(read(path).repeatable)
    if missing:
        raise lesson.error(cell, f"recap of {', '.join(sorted(missing))}, which {cell.name} does not define")
