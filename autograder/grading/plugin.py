"""What we plug into nbgrader's own lists: `configure(c)` in a course's `nbgrader_config.py`.

With it `nbgrader autograde`, the formgrader and `python -m autograder grade` are one and the same: intake
where nbgrader reads a submission, sandbox and judge where it would execute it, hidden tests cut where it
writes feedback. Everything else is nbgrader's.
"""

import contextlib
import hashlib
import json
from dataclasses import asdict
from pathlib import Path

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat.v4 import new_markdown_cell, new_output
from nbgrader import preprocessors as nbgrader
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade
from traitlets import Bool, Integer

from ..lessons import known_mistakes
from ..sandbox import Cell, CellResult, Limits, Overloaded, Run, run_cells
from .causes import cause
from .exports import CsvExport
from .feedback import FILTERS, FeedbackExporter, FoldLockedCells, HarmlessCells
from .intake import repair
from .judge import faults, runnable, verdict
from .words import visible

RECORDS = Path(".autograder")  # in the course directory: what we know beside nbgrader's database


def configure(c) -> None:
    """Plug intake, sandbox and judge into an nbgrader configuration."""
    c.Autograde.exporter_class = IntakeExporter
    c.Autograde.sanitize_preprocessors = [
        nbgrader.ClearOutput,
        nbgrader.DeduplicateIds,
        nbgrader.OverwriteKernelspec,
        nbgrader.OverwriteCells,
        nbgrader.CheckCellMetadata,
    ]
    c.Autograde.autograde_preprocessors = [
        SandboxExecute,
        nbgrader.IgnorePattern,
        nbgrader.LimitOutput,
        nbgrader.SaveAutoGrades,
        nbgrader.AssignLatePenalties,
        nbgrader.CheckCellMetadata,
    ]
    c.ExportApp.plugin_class = CsvExport
    c.HTMLExporter.filters, c.HTMLExporter.preprocessors = FILTERS, [HarmlessCells]  # the formgrader's pages
    c.FeedbackExporter.preprocessors = []  # it does this itself, last of all
    c.GenerateFeedback.exporter_class = FeedbackExporter
    c.GenerateFeedback.preprocessors = [
        nbgrader.ClearHiddenTests,
        FoldLockedCells,
        nbgrader.GetGrades,
        "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
    ]


def record(course: Path, kind: str, assignment: str, name: str) -> Path:
    """Where the course keeps our record of that kind ("intake", "verdicts", …) for one student."""
    return course / RECORDS / kind / assignment / f"{name}.json"


def save(path: Path, data) -> None:
    """Write JSON whole or not at all, so that an interrupted run leaves no half record."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".half")
    half.write_text(json.dumps(data), encoding="utf-8")
    half.replace(path)


def released(course: Path, assignment: str, notebook: str) -> nbformat.NotebookNode:
    return nbformat.read(course / "release" / assignment / f"{notebook}.ipynb", 4)


def instructors(course: Path, assignment: str, notebook: str) -> nbformat.NotebookNode:
    return nbformat.read(course / "source" / assignment / f"{notebook}.ipynb", 4)


_now: dict[Path, list[CellResult]] = {}  # what this process ran and must not remember longer


def executed(
    cells: list[Cell], limits: Limits, isolated: bool, course: Path, run: Run | None = None, anew: bool = False
) -> list[CellResult]:
    """The cells' results: from our records when the very same cells ran before (an interrupted run resumes), else from
    `run`, or from a sandbox started for them alone. What ran out of time or died is remembered by this process only.
    `anew` runs whatever is remembered."""
    content = json.dumps([[asdict(cell) for cell in cells], asdict(limits)]).encode("utf-8", "backslashreplace")
    path = (course / RECORDS / "executed" / f"{hashlib.sha256(content).hexdigest()}.json").resolve()
    if not anew:
        if path in _now:
            return _now[path]
        with contextlib.suppress(OSError, ValueError, TypeError):
            return [CellResult(**result) for result in json.loads(path.read_text(encoding="utf-8"))]
    results = run(cells) if run else run_cells(cells, limits, isolated)
    _now[path] = results
    if not broken(results):
        save(path, [asdict(result) for result in results])
        del _now[path]
    else:
        path.unlink(missing_ok=True)
    return results


def broken(results: list[CellResult]) -> bool:
    """Did something run out of time or die? Then it is tried again, alone, before it costs a point."""
    return any(result.status in ("timeout", "starved", "died") for result in results)


def forget() -> None:
    """The end of a grading run: what it must not remember is gone."""
    _now.clear()


def reference(
    course: Path, step: str, notebook: str, limits: Limits, isolated: bool, anew: bool = False, run: Run | None = None
):
    """The instructor's notebook and the results of its checks by exercise. Raises Refused unless it gets full marks
    here and now: else nobody can be graded."""
    source = instructors(course, step, notebook)
    cells = runnable(source)
    results = executed(cells, limits, isolated, course, run, anew)
    if found := faults(source, cells, results):  # a killed process, say, is no reason to refuse a class
        results = executed(cells, limits, isolated, course, run, anew=True)
        found = faults(source, cells, results)
    if found:
        words = "\n".join(f"  {fault}" for fault in found[:5])
        raise Refused(
            f"nobody is graded: the solved lesson itself does not get full marks on this machine.\n{words}\n"
            f"Cure: python -m autograder bank {step} shows why; when the machine is too busy, the same command later"
        )
    return source, by_check(source, results)


class Refused(RuntimeError):
    """Nothing can be graded; nothing was changed. The message ends with the cure."""


class IntakeExporter(NotebookExporter):
    """Reads a submission, whatever its bytes, as the released notebook with the student's answers in it."""

    def from_file(self, file_stream, resources=None, **kw):
        if not self.parent._sanitizing:  # nbgrader's second pass reads what the first one wrote
            return super().from_file(file_stream, resources=resources, **kw)
        info = resources["nbgrader"]
        intake = repair(file_stream.buffer.read(), released(Path(), info["assignment"], info["notebook"]))
        save(
            record(Path(), "intake", info["assignment"], info["student"]),
            {"readable": intake.readable, "remarks": intake.remarks},
        )
        if intake.remarks:
            words = "\n".join(f"- {remark}" for remark in intake.remarks)
            intake.notebook.cells.insert(0, new_markdown_cell(f"**What intake put right**\n\n{words}", id="intake"))
        return self.from_notebook_node(intake.notebook, resources=resources, **kw)


class SandboxExecute(NbGraderPreprocessor):
    """Takes the place of nbgrader's Execute: runs the notebook in the sandbox and writes, into each check
    cell, the judge's words: an error output where the check failed, which is what nbgrader scores."""

    isolated = Bool(True, help="Refuse to grade without the sandbox; False only for a class of your own making.").tag(
        config=True
    )
    cell_seconds = Integer(Limits().cell_seconds, help="Time limit for one cell.").tag(config=True)
    total_seconds = Integer(Limits().total_seconds, help="Time limit for one notebook.").tag(config=True)

    @property
    def limits(self) -> Limits:
        return Limits(cell_seconds=self.cell_seconds, total_seconds=self.total_seconds)

    def preprocess(self, nb, resources):
        info = resources["nbgrader"]
        source, solved = reference(Path(), info["assignment"], info["notebook"], self.limits, self.isolated)
        cells = runnable(nb)
        results = executed(cells, self.limits, self.isolated, Path())
        if any(result.status == "starved" for result in results):
            raise Overloaded
        student, mistakes, verdicts = by_check(nb, results), known_mistakes(source), {}
        for name in solved:
            why = cause(name, cells, results, student[name].error) if name in student else ""
            verdicts[name] = verdict(name, solved[name], student.get(name), mistakes.get(name, ()), why, solved)
        write_outputs(nb, results, verdicts)
        save(
            record(Path(), "verdicts", info["assignment"], info["student"]),
            {name: asdict(ruling) for name, ruling in verdicts.items()},
        )
        return nb, resources


def by_check(notebook, results: list[CellResult]) -> dict[str, CellResult]:
    return {cell.check: result for cell, result in zip(runnable(notebook), results) if cell.check}


def write_outputs(nb, results: list[CellResult], verdicts) -> None:
    """Put results into the notebook. A check cell shows the judge's words and nothing that the student's
    process wrote while the hidden tests ran."""
    found = {result.id: result for result in results}
    for cell in nb.cells:
        if cell.cell_type != "code":
            continue
        if is_grade(cell):
            ruling = verdicts[cell.metadata.nbgrader.grade_id.removesuffix("_check")]
            words = visible(ruling.message)
            if ruling.passed:
                cell.outputs = [new_output("stream", name="stdout", text=words + "\n")]
            else:
                cell.outputs = [new_output("error", ename="CheckFailed", evalue=words, traceback=words.splitlines())]
        elif cell.id in found:
            cell.outputs = [nbformat.from_dict(output) for output in found[cell.id].outputs]
