"""Every solved lesson runs alone, demos included: in an empty folder, without network, with what it carries."""

import ast
import re

import nbformat
import pytest

from autograder.lessons import SOLUTIONS, course, press

STEPS = [step.name for step in course().steps if step.written]
HURRY = {  # the numbers at the top of a long cell that make it shorter; another test has the other core
    "step6_training": {"STEPS": "20", "RACE": "10"},
    "step7_generation": {"EACH": "4"},
    "step8_fine_tuning": {"STEPS": "16", "THREADS": "1"},
}


def shortened(source, numbers):
    """`source` with other numbers → (source, which of them it had)."""
    had = set()
    for name, number in numbers.items():
        source, found = re.subn(rf"^({re.escape(name)} ?= ?).*", rf"\g<1>{number}", source, flags=re.MULTILINE)
        had |= {name} if found else set()
    return source, had


@pytest.mark.parametrize("step", STEPS)
def test_a_lesson_runs_alone(step, tmp_path, monkeypatch):
    monkeypatch.setenv("GPT_LESSONS_DATA", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))  # where a download of before would lie
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("OMP_WAIT_POLICY", "passive")  # other tests run beside this one
    notebook, numbers, had = nbformat.read(SOLUTIONS / f"{step}.ipynb", 4), HURRY.get(step, {}), set()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.source, found = shortened(cell.source, numbers)
            had |= found
    assert had == set(numbers)
    ran = press.execute(notebook)  # raises at the first error
    outputs = [output for cell in ran.cells for output in cell.get("outputs", ())]
    assert sum("image/png" in output.get("data", {}) for output in outputs) >= 4
    said = "".join(output.get("text", "") for output in outputs)
    passed = said.count("everything asked here holds") + said.count("that is right.")  # of quick questions
    assert passed == sum(
        bool(re.search(r"^@checking\(", cell.source, re.MULTILINE)) for cell in ran.cells
    )  # folded ones too


def defined(source):
    """The functions, classes and constants that a cell's source defines at its top level."""
    found = set()
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        if isinstance(node, ast.Assign):
            targets = [name for target in node.targets for name in ast.walk(target)]
            found |= {name.id for name in targets if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)}
    return found


@pytest.mark.parametrize("step", STEPS)
def test_no_cell_takes_a_given_name_away(step):
    """Or the cells above it could not be run again."""
    given = {}
    for cell in nbformat.read(SOLUTIONS / f"{step}.ipynb", 4).cells:
        if cell.cell_type == "code":
            name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
            if name.startswith(("setup", "given_", "recap_")):
                given |= dict.fromkeys(defined(cell.source), name)
            else:
                assert not {other: given[other] for other in defined(cell.source) & set(given)}, cell.source[:200]
