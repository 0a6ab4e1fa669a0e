"""A small release and what the tests of intake do with it."""

import copy
import json

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.grading import repair

STEPS = ["step1_foundations", "step2_self_attention", "step10_generation"]
STUB = "# YOUR CODE HERE\nraise NotImplementedError()"
SPLIT = "def split(x, h):\n    return [x[i::h] for i in range(h)]"
MERGE = "def merge(parts):\n    return sum(parts, [])"
SCALE = 'answer_scale = "c"'
ALL = {"split": True, "merge": True, "answer_scale": True}  # exercises answered rightly
ANSWERS = {"split": SPLIT, "merge": MERGE, "answer_scale": SCALE}
HELPER = "def helper(parts):\n    return list(parts)"
USES_HELPER = "def merge(parts):\n    return helper(parts)"


def mark(name, **flags):
    flags = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3} | flags
    return {"nbgrader": {"grade_id": name, **flags}}


def answer(name, stub):
    return new_code_cell(stub, id=f"id-{name}", metadata=mark(name, solution=True))


def check(name, source):
    flags = {"grade": True, "locked": True, "points": 1}
    return new_code_cell(source, id=f"id-{name}-check", metadata=mark(f"{name}_check", **flags))


def make_release():
    cells = [
        new_markdown_cell(
            "# Step 2: Self-attention\n[Colab](https://x.org/notebooks/step2_self_attention.ipynb)",
            id="intro",
        ),
        new_code_cell("import torch\ndef probe(value):\n    pass", id="setup", metadata=mark("setup", locked=True)),
        new_code_cell(
            "def earlier():\n    return 1",
            id="recap",
            metadata=mark("recap_step1_foundations", locked=True),
        ),
        new_markdown_cell("## Split", id="text-split"),
        answer(
            "split",
            f'def split(x, h):\n    """Split."""\n    # YOUR CODE HERE\n{STUB[17:].join(["    ", ""])}',
        ),
        check("split", "parts = split([1, 2, 3], 2)\nprobe(parts)\nprobe(len(parts))"),
        new_code_cell("%matplotlib inline\nprint(split([1], 1))", id="demo", metadata={"tags": ["skip-execution"]}),
        new_code_cell('toy = "a toy sentence"\nwords = toy.split()', id="plain"),
        new_markdown_cell("## Merge", id="text-merge"),
        answer(
            "merge",
            'def merge(parts):\n    """Merge."""\n    # YOUR CODE HERE\n    raise NotImplementedError()',
        ),
        check("merge", "whole = merge([[1], [2]])\nprobe(whole)"),
        answer("answer_scale", f'# answer_scale = "a", "b" or "c"\n{STUB}'),
        check("answer_scale", "probe(answer_scale)"),
    ]
    return new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})


RELEASE = make_release()


def submission():
    """The release with all three answers in it."""
    notebook = copy.deepcopy(RELEASE)
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = ANSWERS.get(grade_id, cell.source)
    return notebook


def find(notebook, name):
    return next(c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == name)


def place(notebook, name):
    return notebook.cells.index(find(notebook, name))


def blank(notebook, name):
    find(notebook, name).source = find(RELEASE, name).source


def strip(notebook):
    for cell in notebook.cells:
        cell.metadata, cell.id = {}, None


def dump(notebook):
    return json.dumps(notebook).encode()


def intake(submitted):
    """Repair and prove what holds of every result, whatever came in."""
    raw = submitted if isinstance(submitted, bytes) else dump(submitted)
    before = copy.deepcopy(RELEASE)
    result = repair(raw, RELEASE)
    assert before == RELEASE
    notebook = result.notebook
    nbformat.validate(notebook)
    nbformat.writes(notebook).encode()
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)
    assert result.readable or len(result.remarks) == 1
    ours = {cell.id: cell for cell in RELEASE.cells}
    assert [i for i in ids if i in ours] == list(ours)
    for cell in notebook.cells:
        expected = ours.get(cell.id)
        assert cell.metadata == (expected.metadata if expected else {})
        assert cell.cell_type != "code" or (cell.outputs == [] and cell.execution_count is None)
        if expected and not expected.metadata.get("nbgrader", {}).get("solution"):
            assert cell.source == expected.source
    assert repair(dump(notebook), RELEASE).notebook == notebook  # what was put right stays right
    return result


def run(notebook):
    """The notebook's names after a run that skips demos and goes on after an error, as grading does;
    and, for each check, whether it passed."""
    names, passed = {}, {}
    for cell in notebook.cells:
        if cell.cell_type == "code" and "skip-execution" not in cell.metadata.get("tags", ()):
            try:
                exec(cell.source.replace("import torch\n", ""), names)
                error = None
            except Exception as caught:
                error = caught
            if cell.metadata.get("nbgrader", {}).get("grade"):
                passed[cell.metadata.nbgrader.grade_id.removesuffix("_check")] = error is None
    return passed


def extras(notebook):
    ours = {cell.id for cell in RELEASE.cells}
    return [cell.source for cell in notebook.cells if cell.id not in ours]
