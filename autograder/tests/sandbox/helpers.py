"""What the tests of the sandbox share: limits, a set-up cell, running cells and looking at what came."""

import dataclasses
import json
from pathlib import Path
from textwrap import dedent

import nbformat

from autograder.sandbox import Cell, Limits

ROOT = Path(__file__).parents[3]
LIMITS = Limits(
    cell_seconds=40,
    total_seconds=120,
    memory_bytes=1 << 30,
    file_bytes=8 << 20,
    scratch_bytes=16 << 20,
    output_bytes=60_000,
    notebook_output_bytes=150_000,
)
SETUP = '''
    lesson_checks = __import__("types").ModuleType("lesson_checks")
    exec("""
    NAMES = ("check", "double")
    _sink = None
    def double(x):
        return 2 * x
    def check(value):
        if _sink is not None:
            _sink({"value": double(value)})
    """, vars(lesson_checks))
    check, double = lesson_checks.check, lesson_checks.double
'''


def run(sandbox, *sources, prelude=()):
    """Run cells; a source given as (name, text) is the check of exercise `name`."""
    cells = []
    for number, source in enumerate(sources):
        check, source = source if isinstance(source, tuple) else (None, source)
        cells.append(Cell(f"cell{number}", dedent(source).strip(), check))
    results = sandbox.run(cells, prelude)
    notebook = nbformat.v4.new_notebook()  # whatever they did, it is what nbformat takes and files hold
    for result in results:
        notebook.cells.append(nbformat.v4.new_code_cell("", id=result.id))
        notebook.cells[-1].outputs = [nbformat.from_dict(output) for output in result.outputs]
    nbformat.validate(notebook)
    json.dumps([dataclasses.asdict(result) for result in results], ensure_ascii=False).encode()
    assert [result.id for result in results] == [cell.id for cell in cells]
    return results


def text(result) -> str:
    """All that a cell printed or showed as text."""
    return "".join(output.get("text", "") + output.get("data", {}).get("text/plain", "") for output in result.outputs)


def statuses(results):
    return [result.status for result in results]
