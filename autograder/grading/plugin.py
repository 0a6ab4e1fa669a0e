"""What we plug into nbgrader's own lists: `configure(c)` in a course's `nbgrader_config.py`.

With it `nbgrader autograde`, the formgrader and `python -m autograder grade` are one and the same: intake
where nbgrader reads a submission, sandbox and judge where it would execute it, hidden tests cut where it
writes feedback. Everything else is nbgrader's.
"""

import json
from dataclasses import asdict
from pathlib import Path

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat.v4 import new_markdown_cell
from nbgrader import preprocessors as nbgrader
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade
from traitlets import Bool, Integer

from ..sandbox import CellResult, Limits, Overloaded
from .causes import cause
from .exports import CsvExport
from .feedback import FILTERS, FeedbackExporter, FoldLockedCells, HarmlessCells
from .guards import guard
from .judge import runnable, verdict
from .runs import by_check, executed, record, reference, taken
from .store import save
from .words import visible
from .writing import text


def configure(c) -> None:
    """Plug intake, sandbox and judge into an nbgrader configuration."""
    guard(IntakeExporter)
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


class IntakeExporter(NotebookExporter):
    """Reads a submission, whatever its bytes, as the released notebook with the student's answers in it."""

    _sanitized = None  # what the first of nbgrader's two passes has made; the second would read it from its file

    def from_filename(self, filename, resources=None, **kw):
        if not self.parent._sanitizing:
            notebook, self._sanitized = self._sanitized, None
            if notebook is None:
                return super().from_filename(filename, resources=resources, **kw)
            return self.from_notebook_node(notebook, resources=resources, **kw)
        info, path = resources["nbgrader"], Path(filename)
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)}
        path = path.absolute()
        intake = taken(path, Path(), info["assignment"], info["notebook"])
        save(
            record(Path(), "intake", info["assignment"], info["student"]),
            {"readable": intake.readable, "remarks": intake.remarks},
        )
        if intake.remarks:
            words = "\n".join(f"- {remark}" for remark in intake.remarks)
            intake.notebook.cells.insert(0, new_markdown_cell(f"**What intake put right**\n\n{words}", id="intake"))
        return self.from_notebook_node(intake.notebook, resources=resources, **kw)

    def from_notebook_node(self, nb, resources=None, **kw):
        """nbconvert's own, less its copies of a notebook that nobody else holds, and validated once, at the end."""
        resources = self._init_resources(resources)
        for preprocessor in self._preprocessors:
            nb, resources = preprocessor(nb, resources)
        if self.parent._sanitizing:
            self._sanitized = nb
            return json.dumps(nb), resources
        self._validate_preprocessor(nb, self)
        return text(nb), resources


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
        solved, mistakes = reference(Path(), info["assignment"], info["notebook"], self.limits, self.isolated)
        cells = runnable(nb)
        results = executed(cells, self.limits, self.isolated, Path())
        if any(result.status == "starved" for result in results):
            raise Overloaded
        student, verdicts = by_check(cells, results), {}
        for name in solved:
            why = cause(name, cells, results, student[name]) if name in student else ""
            verdicts[name] = verdict(name, solved[name], student.get(name), mistakes.get(name, ()), why, solved)
        write_outputs(nb, results, verdicts)
        save(
            record(Path(), "verdicts", info["assignment"], info["student"]),
            {name: asdict(ruling) for name, ruling in verdicts.items()},
        )
        return nb, resources


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
                outputs = [{"output_type": "stream", "name": "stdout", "text": words + "\n"}]
            else:
                lines = words.splitlines()
                outputs = [{"output_type": "error", "ename": "CheckFailed", "evalue": words, "traceback": lines}]
        elif cell.id in found:
            outputs = found[cell.id].outputs
        else:
            continue
        cell.outputs = [nbformat.from_dict(output) for output in outputs]
