"""Print the notebooks and the README's table from the written lessons, and say which prints are stale."""

import os
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

from . import bank, build
from .lesson import COURSE, DATA, NOTEBOOKS, ROOT, SOLUTIONS, Course, Lesson, LessonError

WORKERS = os.cpu_count() or 1
README = ROOT / "README.md"
_TABLE = re.compile(r"(?<=<!-- steps: printed by `python -m autograder build` -->\n).*?(?=<!-- /steps -->)", re.DOTALL)


def notebooks(lesson: Lesson, course: Course, progress: Callable[[], None] = lambda: None) -> dict[Path, NotebookNode]:
    """The two notebooks of a lesson by the path they are printed to.

    Runs the solved lesson and the wrong answers of its bank. Raises LessonError for a solution that leaks.
    """
    blank = build.instructor_notebook(lesson, course, {})
    wrong = [answer for answer in bank.answers(lesson) if answer.kind == "wrong"]
    solved, results = bank.transcripts(blank, lesson, wrong, workers=WORKERS, isolated=False, progress=progress)
    instructor = build.instructor_notebook(lesson, course, bank.known_data(solved, wrong, results))
    release = build.release_notebook(instructor)
    if leaks := build.leaks(lesson, release):
        raise LessonError("\n".join(leaks))
    return {NOTEBOOKS / f"{lesson.step}.ipynb": release, SOLUTIONS / f"{lesson.step}.ipynb": instructor}


def fresh(path: Path, notebook: NotebookNode) -> bool:
    """Is the file what would be printed? Outputs of a solved notebook do not count."""
    if not path.exists():
        return False
    if path.parent == NOTEBOOKS:
        return path.read_text(encoding="utf-8") == build.text(notebook)
    try:
        return build.same_but_outputs(nbformat.read(path, 4), notebook)
    except Exception:  # not even a notebook any more: stale, and printing it anew is the cure
        return False


def execute(notebook: NotebookNode) -> NotebookNode:
    """The notebook with its outputs, run top to bottom in an empty folder, with our data folder at hand; the kernel's
    own notes in the metadata (its version, for one) are not kept."""
    environment = os.environ | {"GPT_LESSONS_DATA": os.environ.get("GPT_LESSONS_DATA", str(DATA))}
    with tempfile.TemporaryDirectory() as empty:
        ran = NotebookClient(
            nbformat.from_dict(notebook),
            timeout=600,
            resources={"metadata": {"path": empty}},
            skip_cells_with_tag="",
            record_timing=False,
            coalesce_streams=True,  # a progress bar as it looked in the end
        ).execute(env=environment)
    for cell, result in zip(notebook.cells, ran.cells):
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = result.outputs, result.execution_count
    return notebook


def write(path: Path, notebook: NotebookNode) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(build.text(notebook), encoding="utf-8")


def readme_table(course: Course) -> str:
    """The README's table of steps, with badges where there is something to open."""
    rows = ["| | step | you build | open |", "|---|---|---|---|"]
    for step in course.steps:
        link = f"[{step.title}](notebooks/{step.name}.ipynb)" if step.written else step.title
        place = "*to come*"
        if step.written:
            place = build.badge(course, step.name) if course.repository else f"[file](notebooks/{step.name}.ipynb)"
        rows.append(f"| {step.number} | {link} | {step.builds} | {place} |")
    if not course.repository:
        rows += [
            "",
            "Badges that open a step in Google Colab appear here after `python -m autograder build "
            "--repository owner/name`; meanwhile Colab opens the files by *File → Upload notebook*.",
        ]
    return "\n".join(rows) + "\n"


def readme(course: Course) -> Iterator[tuple[Path, str]]:
    """The README as it should read, when it is not so already."""
    now = README.read_text(encoding="utf-8")
    should = _TABLE.sub(lambda _: readme_table(course), now)
    if now != should:
        yield README, should


def set_repository(repository: str) -> None:
    """Write `owner/name` into course.toml. Raises LessonError when it is not of that form."""
    if not re.fullmatch(r"[\w.-]+/[\w.-]+", repository):
        raise LessonError(f"{repository!r} is not owner/name, as in: --repository ada/gpt-course")
    text = COURSE.read_text(encoding="utf-8")
    COURSE.write_text(
        re.sub(r'^repository = ".*"$', f'repository = "{repository}"', text, flags=re.MULTILINE), encoding="utf-8"
    )
