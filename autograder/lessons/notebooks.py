"""Lesson → the two notebooks. Pure: same lesson, same known data, same bytes; nothing random, no dates.

Runs nothing and writes no file.
"""

import ast
import base64
import re
import textwrap
import zlib
from collections.abc import Mapping
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_notebook

from .candidates import LineUp, bare
from .headings import with_efforts
from .lesson import (
    BEGIN_HIDDEN,
    BEGIN_SOLUTION,
    DATA,
    END_SOLUTION,
    Cell,
    Course,
    Lesson,
    read,
    regions,
    tested,
    without_marks,
)
from .records import NOTHING, SKIP_TAG, outside_only, pack, unpack

PRINTED = Path(__file__).with_name("printed")  # our own modules that a notebook carries in its set-up cell
OPEN = ("drawing", "saying")  # in the notebook's own namespace
# Together these are the module of the checks, `lesson_checks`.
CHECKS = ("plain", "comparing", "desk", "calls", "catching")
OUTSIDE = ("comparing", "desk")  # of these what never enters the sandbox
Known = dict[str, tuple[str, str]]  # check → its packed records (see records.py), visible and hidden
FOLDED = {"cellView": "form", "jupyter": {"source_hidden": True}}  # in Colab, in JupyterLab
_COLAB = "https://colab.research.google.com"

CHECK_EVERYTHING = """## Check everything

The cell below runs each check again that you have run since you opened this notebook, and shows them in a table.
Grading asks a little more of each exercise: **hidden tests**, the same questions on other inputs."""

# What nbgrader generate_assignment runs, in its order, less what needs a database (SaveCells), starts a kernel
# (InstantiateTests) or is not configured (IncludeHeaderFooter). Hidden tests go after the first checksums.
RELEASE = (
    "LockCells",
    "ClearSolutions",
    "ClearOutput",
    "CheckCellMetadata",
    "ComputeChecksums",
    "ClearHiddenTests",
    "ClearMarkScheme",
    "ComputeChecksums",
    "CheckCellMetadata",
)


def badge(course: Course, step: str) -> str:
    """The "Open in Colab" badge of a step's notebook; while no repository is set, how a student opens it there."""
    if not course.repository:
        return f"*To open this notebook in Google Colab, go to {_COLAB}, choose File → Upload notebook, and pick it.*"
    url = f"{_COLAB}/github/{course.repository}/blob/{course.branch}/notebooks/{step}.ipynb"
    return f"[![Open in Colab]({_COLAB}/assets/colab-badge.svg)]({url})"


def instructor_notebook(
    lesson: Lesson,
    course: Course,
    known: Known,
    line_ups: Mapping[str, LineUp] = {},
    why: Mapping[str, str] = {},
) -> NotebookNode:
    """The solved notebook in nbgrader's source format.

    `known` holds, for each check, two packed records: for its visible and its hidden calls. `line_ups` holds the
    candidates of exercises by their name; without them there are none in the notebook. `why` says for quick
    questions what is shown once the right letter was given. Raises LessonError for an exercise of the course that
    has no title of its own, or no minutes and difficulty.
    """
    cells, ids = [], set()
    known = _with_labels(lesson, known, line_ups)
    for position, cell in enumerate(with_efforts(lesson, course)):
        source, metadata, name = _expand(lesson, course, cell, known, line_ups, why)
        if position == 0:
            title, _, rest = source.partition("\n")
            source = f"{title}\n\n{badge(course, lesson.step)}\n{rest}"
        stem = re.sub(r"\W", "-", name) or f"{cell.role}-{zlib.crc32(cell.source.encode()):08x}"
        cell_id, copy = stem[:60], 1
        while cell_id in ids:
            copy += 1
            cell_id = f"{stem[:60]}-{copy}"
        ids.add(cell_id)
        cells.append(_cell("markdown" if cell.role == "markdown" else "code", source, metadata, cell_id))
    cells += _check_everything(lesson)
    return new_notebook(
        cells=cells,
        metadata={
            "colab": {"generative_ai_disabled": True},  # Colab's switch against its code-writing assistant
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
    )


def release_notebook(instructor: NotebookNode) -> NotebookNode:
    """What students get, by nbgrader's own preprocessors."""
    from nbconvert.exporters.exporter import ResourcesDict  # a second to import, which `build --check` does without
    from nbgrader import preprocessors
    from traitlets.config import Config

    notebook, resources = nbformat.from_dict(instructor), ResourcesDict()
    for name in RELEASE:
        notebook, resources = getattr(preprocessors, name)(config=Config()).preprocess(notebook, resources)
    return notebook


def leaks(lesson: Lesson, release: NotebookNode) -> list[str]:
    """Errors, one for each solution that the released notebook still shows somewhere."""
    shown = {cell.id: _lines(cell.source) for cell in release.cells}
    found = _leaking_candidates(lesson, release)
    for cell in lesson.exercises.values():
        for solution in regions(cell.source, BEGIN_SOLUTION, END_SOLUTION):
            lines = [line for line in _lines(solution) if len(line) >= 12]
            pairs = set(zip(lines, lines[1:])) or ({(lines[0],)} if lines and len(lines[0]) >= 24 else set())
            for cell_id, text in shown.items():
                if pairs & {*zip(text, text[1:]), *zip(text)}:
                    found.append(
                        str(
                            lesson.error(
                                cell,
                                f"the solution of {cell.name} leaks into the released cell "
                                f"`{cell_id}`: two lines of it stand there",
                            )
                        )
                    )
    return found


def _leaking_candidates(lesson: Lesson, release: NotebookNode) -> list[str]:
    """The same for candidates, which are packed, and which two lines of a solution do not make the solution."""
    found = []
    for data in re.findall(r'\bcandidates\("\w+", "([A-Za-z0-9+/=]+)"\)', "\n".join(c.source for c in release.cells)):
        content = unpack(data)
        shown = [content["needs"], content["base"], *content["sources"]]
        for cell in lesson.exercises.values():
            solution = bare(without_marks(cell.source))
            if any(solution in text for text in shown):
                words = f"the solution of {cell.name} stands among the visible candidates of {content['name']}"
                found.append(str(lesson.error(cell, f"{words}; choose others")))
    return found


def text(notebook: NotebookNode) -> str:
    """The bytes of the file, as nbgrader writes it."""
    return nbformat.writes(notebook) + "\n"


def _lines(source: str) -> list[str]:
    return [stripped for line in source.splitlines() if (stripped := line.split("  #")[0].strip())]


def _cell(kind: str, source: str, metadata: dict, cell_id: str) -> NotebookNode:
    """nbformat's own makers validate each cell against a schema, which takes longer than all the rest."""
    cell = {"cell_type": kind, "id": cell_id, "metadata": metadata, "source": source}
    return nbformat.from_dict(cell | ({"execution_count": None, "outputs": []} if kind == "code" else {}))


def _expand(lesson: Lesson, course: Course, cell: Cell, known, line_ups, why) -> tuple[str, dict, str]:
    """A lesson's cell → the notebook cell's source, metadata, and name (its grade_id; empty without one)."""
    if cell.role == "markdown":
        return cell.source, {}, ""
    title, fold = (f"# @title {cell.folded.strip()}\n", FOLDED) if cell.folded else ("", {})
    if cell.role == "plain":
        return title + cell.source, fold, ""
    if cell.role == "demo":
        return title + cell.source, fold | {"tags": [SKIP_TAG]}, ""
    if cell.role == "setup":
        return _setup(lesson, cell, known, why), FOLDED | _nbgrader("setup", locked=True), "setup"
    if cell.role in ("recap", "given"):
        name = f"{cell.role}_{cell.name}"
        return brought_along(lesson, course, cell), FOLDED | _nbgrader(name, locked=True), name
    if cell.role == "candidates":
        name = f"candidates_{cell.name}"
        return _candidates(cell.name, line_ups), FOLDED | _nbgrader(name, locked=True), name
    if cell.role == "exercise":
        return cell.source, _nbgrader(cell.name, solution=True), cell.name
    hidden = f'{BEGIN_HIDDEN}\nexpect("{cell.name}", "{known[cell.name][1] if cell.name in known else NOTHING}")'
    for name, (_, others) in line_ups.items():
        if tested(name) == cell.name:
            hidden += f'\ncandidates("{cell.name}", "{others.data}", hidden=True)'
    source = cell.source.replace(BEGIN_HIDDEN, hidden)
    name = f"{cell.name}_check"
    header = f'@checking("{cell.name}")  # {cell.points} point{"s" * (cell.points > 1)}\ndef {name}():'
    source = f"{title}{header}\n{textwrap.indent(source, '    ')}"
    return source, fold | _nbgrader(name, grade=True, locked=True, points=cell.points), name


def _check_everything(lesson) -> list[NotebookNode]:
    """The last two cells: all checks once more, in one table. It runs for people, never while grading."""
    if not lesson.checks:
        return []
    points = ", ".join(f'"{name}": {cell.points}' for name, cell in lesson.checks.items())
    table = f"lesson_checks.check_everything({{{points}}})"
    metadata = _nbgrader("check_everything", locked=True) | {"tags": [SKIP_TAG]}
    return [
        _cell("markdown", CHECK_EVERYTHING, {}, "check_everything-about"),
        _cell("code", table, metadata, "check_everything"),
    ]


def _with_labels(lesson, known: Known, line_ups: Mapping[str, LineUp]) -> Known:
    """`known`, which says of candidates, too, which are right."""
    found = dict(known)
    for name, line_up in line_ups.items():
        texts = known.get(tested(name), (NOTHING, NOTHING))
        labels = zip(("visible", "hidden"), texts, line_up)
        found[tested(name)] = tuple(pack(unpack(text) | {"labels": {part: c.labels}}) for part, text, c in labels)
    return found


def _candidates(name, line_ups) -> str:
    title = f"# @title Candidates: three implementations of {name}. Leave this closed"
    if name not in line_ups:
        return title
    visible = line_ups[name][0]
    names = ", ".join(f"candidate_{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"[: len(visible.all)])
    made = f'{names} = lesson_checks.candidates("{tested(name)}", "{visible.data}")'
    return f'{title}\n{made}\nprint("Here they are: {names}.")'


def _nbgrader(grade_id, *, solution=False, grade=False, locked=False, points=None) -> dict:
    info = {
        "grade": grade,
        "grade_id": grade_id,
        "locked": locked,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    } | ({"points": points} if grade else {})
    return {"nbgrader": info}


def _setup(lesson, cell, known, why) -> str:
    parts = ["# @title Set-up: run this cell once, then leave it closed", cell.source]
    parts += [_printed(name) for name in OPEN]
    parts += ["# The checks: a module of their own, so that nothing this notebook defines reaches into them."]
    parts += ['lesson_checks = __import__("types").ModuleType("lesson_checks")']
    parts += [outside_only(_module(name)) if name in OUTSIDE else _module(name) for name in CHECKS]
    parts += [f"lesson_checks.protect({_bound(cell.source)}, globals())"]
    parts += ["\n".join(f'expect("{name}", "{known[name][0]}")' for name in lesson.checks if name in known)]
    reasons = [f'lesson_checks.because("{name}", "{pack({"why": text})}")' for name, text in why.items()]
    parts += [outside_only("\n".join(reasons))] if reasons else []
    parts += [outside_only('print("Set-up done: the checks of this lesson are ready.")')]
    return "\n\n".join(part for part in parts if part)


def _printed(name) -> str:
    """One of our modules without imports of its siblings, which stand in the same namespace there."""
    source = (PRINTED / f"{name}.py").read_text(encoding="utf-8").rstrip()
    return re.sub(r"^from \.\w+ import .*\n", "", source, flags=re.MULTILINE)


def _module(name) -> str:
    return f"exec(compile(r'''{_printed(name)}\n''', \"lesson_checks: {name}\", \"exec\"), vars(lesson_checks))"


def _bound(source: str) -> list[str]:
    """The names of what a set-up cell imports or defines."""
    found = []
    for node in ast.parse(source).body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            found += [alias.asname or alias.name.split(".")[0] for alias in node.names]
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.append(node.name)
    return found


def brought_along(lesson: Lesson, course: Course, cell: Cell) -> str:
    """The code that stands in a recap or a given cell when it is printed."""
    return _recap(lesson, cell) if cell.role == "recap" else _given(cell, course)


def _recap(lesson, cell) -> str:
    earlier = read(lesson.path.with_name(f"{cell.name}.py")).repeatable
    title = f"# @title From {cell.name.replace('_', ' ')}: {', '.join(cell.names)}"
    solved = dict.fromkeys(without_marks(earlier[name].source) for name in cell.names)
    return "\n\n\n".join([title, *([cell.source] if cell.source else []), *solved])


def _given(cell, course) -> str:
    module = (DATA / f"{cell.name}.py").read_text(encoding="utf-8").rstrip()
    siblings = "|".join(sorted(path.stem for path in DATA.glob("*.py")))  # in a notebook, cells of one namespace
    module = re.sub(rf"^\n?from (?:{siblings}) import .*\n", "", module, flags=re.MULTILINE)
    if course.repository:
        home = f"https://raw.githubusercontent.com/{course.repository}/{course.branch}"
        module = re.sub(r'^HOME = ""', f'HOME = "{home}"', module, flags=re.MULTILINE)
    module = re.sub(r'^(\w+) = ""  # base64 of ([\w.]+), .*$', _carried, module, flags=re.MULTILINE)
    return f"# @title Given: {cell.name.replace('_', ' ')}\n{module}"


def _carried(line) -> str:
    """A file of the data folder as text, in a few long lines: what shows folded cells open shows them quickly, too."""
    text = base64.b64encode((DATA / line[2]).read_bytes()).decode()
    return f'{line[1]} = """\n' + "\n".join(textwrap.wrap(text, 8000)) + '\n"""'
