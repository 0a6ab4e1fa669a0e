"""The files that are printed: the two notebooks of each lesson, with their outputs, and the README's table of steps.

Knows where prints lie and how they are written, all or none. What their checks carry comes from the bank.
"""

import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from . import notebooks
from .candidates import LineUp
from .lesson import COURSE, DATA, NOTEBOOKS, ROOT, SOLUTIONS, Course, Lesson, LessonError
from .pictures import shrink

README = ROOT / "README.md"
_TABLE = re.compile(r"(?<=<!-- steps: printed by `python -m autograder build` -->\n).*?(?=<!-- /steps -->)", re.DOTALL)


def places(step: str) -> tuple[Path, Path]:
    """Where the student's and the solved notebook of a step are printed to."""
    return NOTEBOOKS / f"{step}.ipynb", SOLUTIONS / f"{step}.ipynb"


def prints(
    lesson: Lesson,
    course: Course,
    known: notebooks.Known,
    line_ups: Mapping[str, LineUp] = {},
    why: Mapping[str, str] = {},
) -> dict[Path, NotebookNode]:
    """The two notebooks of a lesson by the path they are printed to. Raises LessonError for a solution that leaks."""
    solved = notebooks.instructor_notebook(lesson, course, known, line_ups, why)
    release = notebooks.release_notebook(solved)
    if leaks := notebooks.leaks(lesson, release):
        raise LessonError("\n".join(leaks))
    return dict(zip(places(lesson.step), (release, solved)))


def carry_outputs(notebook: NotebookNode, former: dict) -> None:
    """Give `notebook` the outputs that its former print holds for cells that did not change."""
    old = {cell.get("id"): cell for cell in nbformat.from_dict(former).get("cells", ()) if cell.cell_type == "code"}
    for cell in notebook.cells:
        if cell.cell_type == "code" and cell.id in old and _source(old[cell.id]) == cell.source:
            cell.outputs, cell.execution_count = old[cell.id].outputs, old[cell.id].execution_count


def _source(cell: dict) -> str:
    return "".join(cell["source"])  # a list of lines in the file


def client(notebook: NotebookNode, folder: str):
    """What runs a notebook in a kernel whose folder this is, however long it takes, demo cells too."""
    from nbclient import NotebookClient

    return NotebookClient(
        notebook,
        timeout=None,  # a busy machine takes its time
        resources={"metadata": {"path": folder}},
        skip_cells_with_tag="",
        record_timing=False,
        coalesce_streams=True,  # a progress bar as it looked in the end
        extra_arguments=["--log-level=ERROR"],  # its own remarks about how it is connected are nobody's business
    )


def execute(notebook: NotebookNode) -> NotebookNode:
    """The notebook with its outputs, run top to bottom in an empty folder, with our data folder at hand; the kernel's
    own notes in the metadata (its version, for one) are not kept."""
    environment = os.environ | {"GPT_LESSONS_DATA": os.environ.get("GPT_LESSONS_DATA", str(DATA))}
    with tempfile.TemporaryDirectory() as empty:
        ran = client(nbformat.from_dict(notebook), empty).execute(env=environment)
    for cell, result in zip(notebook.cells, ran.cells):
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [shrink(output) for output in result.outputs], result.execution_count
    return notebook


def write(texts: dict[Path, str]) -> None:
    """Write all the files, each whole: first beside its place, and when all are there, into it."""
    drafts = {path: path.with_name(f".{path.name}.new") for path in texts}
    try:
        for path, draft in drafts.items():
            path.parent.mkdir(exist_ok=True)
            draft.write_text(texts[path], encoding="utf-8")
        for path, draft in drafts.items():
            draft.replace(path)
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)


def readme_table(course: Course) -> str:
    """The README's table of steps, with badges where there is something to open."""
    rows = ["| | step | you build | open |", "|---|---|---|---|"]
    for step in course.steps:
        link = f"[{step.title}](notebooks/{step.name}.ipynb)" if step.written else step.title
        place = "*to come*"
        if step.written:
            place = notebooks.badge(course, step.name) if course.repository else f"[file](notebooks/{step.name}.ipynb)"
        rows.append(f"| {step.number} | {link} | {step.builds} | {place} |")
    if not course.repository:
        rows += [
            "",
            "Badges that open a step in Google Colab appear here after `python -m autograder build "
            "--repository owner/name`; meanwhile Colab opens the files by *File → Upload notebook*.",
        ]
    return "\n".join(rows) + "\n"


def readme(course: Course) -> dict[Path, str]:
    """The README as it should read, when it is not so already."""
    now = README.read_text(encoding="utf-8")
    should = _TABLE.sub(lambda _: readme_table(course), now)
    return {README: should} if now != should else {}


def at_home(repository: str) -> dict[Path, str]:
    """course.toml with `owner/name` in it. Raises LessonError when it is not of that form."""
    if not re.fullmatch(r"[\w.-]+/[\w.-]+", repository):
        raise LessonError(f"{repository!r} is not owner/name, as in: --repository ada/gpt-course")
    text = COURSE.read_text(encoding="utf-8")
    return {COURSE: re.sub(r'^repository = ".*"$', f'repository = "{repository}"', text, flags=re.MULTILINE)}
