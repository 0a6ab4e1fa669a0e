"""What we plug into nbgrader's own lists: `configure(c)` in a course's `nbgrader_config.py`.

With it `nbgrader autograde`, the formgrader and `python -m autograder grade` are one and the same: intake
where nbgrader reads a submission, sandbox and judge where it would execute it, hidden tests cut where it
writes feedback. Everything else is nbgrader's.
"""

import contextlib
import hashlib
import itertools
import json
import threading
from collections.abc import Sequence
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
from ..sandbox import BROKEN, Cell, CellResult, Limits, Overloaded, Run, run_cells
from .bounded import digest, read_submission
from .causes import cause
from .exports import CsvExport
from .feedback import FILTERS, FeedbackExporter, FoldLockedCells, HarmlessCells
from .guards import guard
from .intake import Intake
from .judge import faults, runnable, verdict
from .store import load, save
from .versions import versions
from .words import visible

RECORDS = Path(".autograder")  # in the course directory: what we know beside nbgrader's database


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


def record(course: Path, kind: str, assignment: str, name: str) -> Path:
    """Where the course keeps our record of that kind ("intake", "verdicts", …) for one student."""
    return course / RECORDS / kind / assignment / f"{name}.json"


def released(course: Path, assignment: str, notebook: str) -> nbformat.NotebookNode:
    return nbformat.read(course / "release" / assignment / f"{notebook}.ipynb", 4)


def instructors(course: Path, assignment: str, notebook: str) -> nbformat.NotebookNode:
    return nbformat.read(course / "source" / assignment / f"{notebook}.ipynb", 4)


_now: dict[Path, list[CellResult]] = {}  # what this process ran and must not remember longer
_intact: set[Path] = set()  # what this process ran and wrote down
_turns: dict[Path, threading.Lock] = {}  # students who hand in the same bytes wait for each other


def given(cells: list[Cell]) -> list[Cell]:
    """The cells that a lesson begins with and nobody edits: set-up and recaps."""
    return list(itertools.takewhile(lambda cell: cell.id.startswith(("setup", "recap_")), cells))


def warm_up(run: Run, source: nbformat.NotebookNode) -> None:
    """Bring a sandbox to where every notebook of this lesson begins."""
    run([], [cell.source for cell in given(runnable(source))])


_taken: dict[tuple[Path, str], Intake] = {}  # read by this process, and soon asked for again by nbgrader
MOST_TAKEN = 50


def take(path: Path, release: nbformat.NotebookNode) -> Intake:
    """`read_submission`, whose answer nbgrader's own reading of the same file then gets."""
    intake = read_submission(path, release)
    if len(_taken) < MOST_TAKEN:
        _taken[path, digest(path)] = intake
    return intake


def executed(
    cells: list[Cell],
    limits: Limits,
    isolated: bool,
    course: Path,
    run: Run | None = None,
    anew: bool = False,
    ours: Sequence[Cell] = (),
) -> list[CellResult]:
    """The cells' results: from our records when the very same cells ran before (an interrupted run resumes), else from
    `run`, or from a sandbox started for them alone. What ran out of time or died is remembered by this process only.
    `anew` runs whatever is remembered. `ours` is what the lesson begins with: where these cells begin with the same,
    a warm sandbox has run that already."""
    key = [[asdict(cell) for cell in cells], asdict(limits), versions()]
    content = json.dumps(key).encode("utf-8", "backslashreplace")
    path = (course / RECORDS / "executed" / f"{hashlib.sha256(content).hexdigest()}.json").resolve()
    with _turns.setdefault(path, threading.Lock()):
        found = None if anew else _now.get(path) or _recorded(path)
        if found is None:
            if run:
                same = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(ours, cells)))
                found = [CellResult(cell.id, "ok") for cell in cells[:same]]
                found += run(cells[same:], [cell.source for cell in cells[:same]])
            else:
                found = run_cells(cells, limits, isolated)
            if not broken(found):
                save(path, [asdict(result) for result in found], sealed=True)
                _intact.add(path)
                _now.pop(path, None)
            elif path not in _intact:
                path.unlink(missing_ok=True)
                _now[path] = found
            else:  # the same notebook, of another student, came through a moment ago
                found = _recorded(path) or found
        return found


def _recorded(path: Path) -> list[CellResult] | None:
    """The results on record; None where there are none, or damaged ones."""
    with contextlib.suppress(TypeError):  # a record of other fields
        return [CellResult(**result) for result in load(path, sealed=True)]
    return None


def broken(results: list[CellResult]) -> bool:
    """Did something run out of time or die? Then it is tried again, alone, before it costs a point."""
    return any(result.status in BROKEN for result in results)


def forget() -> None:
    """The end of a grading run: what it must not remember is gone."""
    _now.clear()
    _references.clear()
    _taken.clear()
    _intact.clear()
    _turns.clear()


_references: dict[tuple, tuple] = {}  # found by this process


def reference(
    course: Path, step: str, notebook: str, limits: Limits, isolated: bool, anew: bool = False, run: Run | None = None
):
    """→ the results of the solved lesson's checks by exercise, and the known mistakes. Raises Refused unless it gets
    full marks, run by this process: else nobody can be graded."""
    content = (course / "source" / step / f"{notebook}.ipynb").read_bytes()
    key = content, limits, isolated
    if anew or key not in _references:
        source = nbformat.reads(content.decode(), 4)
        cells = runnable(source)
        results = executed(cells, limits, isolated, course, run, anew, given(cells))
        if found := faults(source, cells, results):  # a killed process, say, is no reason to refuse a class
            results = executed(cells, limits, isolated, course, run, True, given(cells))
            found = faults(source, cells, results)
        if found:
            words = "\n".join(f"  {fault}" for fault in found[:5])
            raise Refused(
                f"nobody is graded: the solved lesson itself does not get full marks on this machine.\n{words}\n"
                f"Cure: python -m autograder bank {step} shows why; when the machine is too busy, the same command "
                "later"
            )
        _references[key] = by_check(source, results), known_mistakes(source)
    return _references[key]


class Refused(RuntimeError):
    """Nothing can be graded; nothing was changed. The message ends with the cure."""


class IntakeExporter(NotebookExporter):
    """Reads a submission, whatever its bytes, as the released notebook with the student's answers in it."""

    def from_filename(self, filename, resources=None, **kw):
        if not self.parent._sanitizing:  # nbgrader's second pass reads what the first one wrote
            return super().from_filename(filename, resources=resources, **kw)
        info, path = resources["nbgrader"], Path(filename)
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)}
        path = path.absolute()
        intake = _taken.pop((path, digest(path)), None) or read_submission(
            path, released(Path(), info["assignment"], info["notebook"])
        )
        save(
            record(Path(), "intake", info["assignment"], info["student"]),
            {"readable": intake.readable, "remarks": intake.remarks},
        )
        if intake.remarks:
            words = "\n".join(f"- {remark}" for remark in intake.remarks)
            intake.notebook.cells.insert(0, new_markdown_cell(f"**What intake put right**\n\n{words}", id="intake"))
        return self.from_notebook_node(intake.notebook, resources=resources, **kw)

    def _preprocess(self, nb, resources):
        """nbconvert's own, less its copies of a notebook that nobody else holds, and validated once, at the end."""
        for preprocessor in self._preprocessors:
            nb, resources = preprocessor(nb, resources)
        self._validate_preprocessor(nb, self)
        return nb, resources


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
        student, verdicts = by_check(nb, results), {}
        for name in solved:
            why = cause(name, cells, results, student[name]) if name in student else ""
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
