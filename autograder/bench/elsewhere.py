"""Every lesson, top to bottom, where learners are: alone, beside sixteen busy processes, on one thread, offline.

`make elsewhere`, or `python -m autograder.bench.elsewhere [STEP…] [--only CONDITION…]`. Fails where a
cell stops with an error or a claim cell is false, and names each by file and line. Times nothing but for the table.
"""

import argparse
import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from rich.console import Console
from rich.table import Table

from ..bank import Printing
from ..course import busy
from ..lessons import Lesson, LessonError, course, lessons, saying, shown
from ..sandbox import Workers
from . import inside, once

_KERNEL = "lesson_claims"  # the name under which the kernel knows `inside.py`
_ONE_THREAD = """
torch.set_num_threads(1)
torch.set_num_threads = lambda number: None
__import__("os").cpu_count = lambda: 1
"""
_NOTICE = re.compile(rf"^({saying.NOTICE}|{saying.OTHERWISE})((?:.+\n?)+)", re.MULTILINE)


class NotRun(Exception):
    """The runner itself failed, not the lesson."""


@dataclass(frozen=True)
class Condition:
    name: str
    beside: int = 0  # busy processes
    threads: int | None = None  # as many as the lesson asks for
    online: bool = True


CONDITIONS = (
    Condition("alone"),
    Condition("busy", beside=16),
    Condition("one-thread", threads=1),
    Condition("offline", online=False),
)


@dataclass
class Found:
    """What one run of a lesson showed. `claims` and `notices`: (line of the lesson, words, what is wrong or "");
    `error`: where and why the run stopped."""

    seconds: float
    claims: list[tuple[int, str, str]] = field(default_factory=list)
    notices: list[tuple[int, str, str]] = field(default_factory=list)
    error: tuple[int, str] | None = None

    @property
    def false(self) -> list[tuple[int, str, str]]:
        return [claim for claim in self.claims if claim[2]]

    @property
    def otherwise(self) -> list[tuple[int, str, str]]:
        return [notice for notice in self.notices if notice[2]]


def solved(lesson: Lesson) -> nbformat.NotebookNode:
    """The solved notebook as it would be printed now; nothing is written."""
    printing = Printing(lesson, course())
    if not printing.stale():
        return nbformat.read(printing.solved, 4)
    with Workers(isolated=False) as pool:
        return nbformat.reads(printing.texts(pool)[printing.solved], 4)


def with_claims(lesson: Lesson, notebook: nbformat.NotebookNode, threads: int | None = None) -> nbformat.NotebookNode:
    """The solved notebook with the lesson's claim cells at their places; each cell knows its line in the lesson."""
    text = Path(inside.__file__).read_text(encoding="utf-8")
    prelude = f'import sys, types, torch\nsys.modules["{_KERNEL}"] = types.ModuleType("{_KERNEL}")\n'
    prelude += f'exec({text!r}, vars(sys.modules["{_KERNEL}"]))\n' + (_ONE_THREAD if threads == 1 else "")
    cells = [nbformat.v4.new_code_cell(prelude + "del sys, types, torch", metadata={"line": 1})]
    rest = iter(notebook.cells)
    for cell in lesson.cells:
        if cell.role == "claim":
            source = f'__import__("{_KERNEL}").claims({cell.source!r}, globals())'
            cells.append(nbformat.v4.new_code_cell(source))
        else:
            cells.append(nbformat.from_dict(next(rest)))
        cells[-1].metadata["line"] = cell.line
        if cells[-1].cell_type == "code":
            cells[-1].outputs, cells[-1].execution_count = [], None
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": notebook.metadata["kernelspec"]})


def _offline() -> list[str]:
    """The command that takes the network away; empty where there is none."""
    command = ["bwrap", "--dev-bind", "/", "/", "--unshare-net", "--die-with-parent"]
    if shutil.which("bwrap") and subprocess.run([*command, "true"], capture_output=True).returncode == 0:
        return command
    return []


def run(notebook: nbformat.NotebookNode, condition: Condition, folder: Path, put: Iterable[Path] = ()):
    """The notebook, run under this condition → as it ran. `folder` is for our own files; the notebook's folder holds
    copies of the files `put`, and nothing else. Raises NotRun."""
    source, target = folder / "before.ipynb", folder / "after.ipynb"
    nbformat.write(notebook, source)
    target.unlink(missing_ok=True)
    (folder / "cache").mkdir(exist_ok=True)
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2]), "MPLCONFIGDIR": str(folder / "fonts")}
    environment |= {"XDG_CACHE_HOME": str(folder / "cache"), "HF_HOME": str(folder / "cache")}
    environment.pop("GPT_LESSONS_DATA", None)
    if condition.threads:
        numbers = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")
        environment |= dict.fromkeys(numbers, str(condition.threads))
    command = [sys.executable, "-m", once.__name__, str(source), str(target), *map(str, put)]
    if not condition.online:
        command = _offline() + command
        environment |= dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), "http://127.0.0.1:9")
    said = folder / "said.txt"
    with busy(condition.beside), said.open("w") as file:
        process = subprocess.Popen(command, env=environment, start_new_session=True, stdout=file, stderr=file)
        try:
            process.wait()
        finally:
            if process.poll() is None:
                _end(process)
    shutil.rmtree(folder / "cache")
    if not target.exists():
        words = said.read_text(errors="replace")[-2000:]
        raise NotRun(f"{words}\nThe notebook was not run: its runner ended with {process.returncode}. Cure: make setup")
    return nbformat.read(target, 4)


def _end(process: subprocess.Popen) -> None:
    """End a runner, which ends its kernel; a kernel ends itself when its runner is gone."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def found(ran: nbformat.NotebookNode) -> Found:
    """What a notebook of `with_claims` showed when it ran."""
    result = Found(ran.metadata["seconds"])
    for cell in ran.cells:
        line = cell.metadata["line"]
        for output in cell.get("outputs", ()):
            for at, words, problem in output.get("data", {}).get(inside.TYPE, ()):
                result.claims.append((line + at, words, problem))
            for kind, words in _NOTICE.findall(output.get("text", "")):
                words = " ".join(words.split())
                result.notices.append((line, words, words if kind == saying.OTHERWISE else ""))
            if output.output_type == "error":
                result.error = line, f"{output.ename}: {output.evalue}"
    if "died" in ran.metadata:
        waiting = (cell for cell in ran.cells if cell.cell_type == "code" and cell.execution_count is None)
        result.error = next(waiting, ran.cells[0]).metadata["line"], ran.metadata["died"]
    return result


def report(results: dict[tuple[Lesson, str], Found]) -> int:
    """Print the table and what is wrong, each with file and line → how much is wrong."""
    table = Table("lesson", "where", "claims held", "false", "as written", "otherwise", "seconds")
    wrong = set()
    console = Console(width=None if sys.stdout.isatty() else 120)
    for (lesson, name), result in results.items():
        held, noticed = (
            len(a) - len(b) for a, b in ((result.claims, result.false), (result.notices, result.otherwise))
        )
        numbers = held, len(result.false), noticed, len(result.otherwise)
        stopped = " (stopped)" if result.error else ""
        table.add_row(lesson.step, name + stopped, *map(str, numbers), f"{result.seconds:.0f}")
    console.print(table)
    for (lesson, name), result in results.items():
        path = shown(lesson.path)
        for line, words, problem in result.false:
            print(f"✗ {path}:{line}: {name}: claimed, but {problem}: {words}")
        if result.error:
            print(f"✗ {path}:{result.error[0]}: {name}: the cell stops: {result.error[1]}")
        for line, words, _ in result.otherwise:
            print(f"  {path}:{line}: {name}: noticed otherwise: {words}")
        wrong |= {(path, line) for line, *_ in [*result.false, *([result.error] if result.error else [])]}
    print(f"{len(wrong)} places are false or stop." if wrong else "No false claim, and no cell that stops.")
    return len(wrong)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m autograder.bench.elsewhere", description=__doc__.splitlines()[0])
    parser.add_argument("steps", nargs="*", metavar="STEP", help="e.g. step2_self_attention; all where none is named")
    names = [condition.name for condition in CONDITIONS]
    parser.add_argument("--only", nargs="+", choices=names, default=names, help="not all four conditions")
    parser.add_argument("--keep", type=Path, help="a folder for the notebooks as they ran, figures included")
    parser.add_argument("--put", nargs="+", type=Path, default=[], help="files for the folder, else empty: a model")
    options, results = parser.parse_args(arguments), {}
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # not at once: what was started is ended first
    if not _offline() and "offline" in options.only:
        print("No bubblewrap here: offline means proxies that lead nowhere. Cure: sudo apt-get install bubblewrap")
    try:
        with tempfile.TemporaryDirectory() as folder:
            for lesson in lessons(options.steps):
                notebook = solved(lesson)
                for condition in CONDITIONS:
                    if condition.name not in options.only:
                        continue
                    ran = run(with_claims(lesson, notebook, condition.threads), condition, Path(folder), options.put)
                    results[lesson, condition.name] = result = found(ran)
                    bad = len(result.false) + bool(result.error)
                    words = f"{bad} wrong" if bad else "as claimed"
                    print(f"{lesson.step}, {condition.name}: {result.seconds:.0f} s, {words}", flush=True)
                    if options.keep:
                        options.keep.mkdir(parents=True, exist_ok=True)
                        nbformat.write(ran, options.keep / f"{lesson.step}-{condition.name}.ipynb")
    except (LessonError, NotRun, KeyboardInterrupt) as problem:
        if results:
            print("Not finished; so far:")
            report(results)
        sys.exit(str(problem) or 130)
    return min(report(results), 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
