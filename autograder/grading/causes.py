"""Why what a check needs is not there, in words that are true: the cell's own error, a merge conflict, another name.

Compares no values: that is the judge's business.
"""

import difflib
import re
from collections.abc import Iterable

from ..sandbox import Cell, CellResult
from .intake import Piece

PACKAGES = "torch, numpy, matplotlib, tqdm and what comes with Python"  # what grading has; Colab has more
_CONFLICT = re.compile(r"^(<{7}|>{7})( |$)", re.MULTILINE)
_MISSING = re.compile(r"name '(\w+)' is not defined")
_GPU = re.compile(r"CUDA|NVIDIA|\bmps\b|\bMPS\b|\bGPU\b|\bcuda\b")


def cause(exercise: str, cells: Iterable[Cell], results: Iterable[CellResult], check: CellResult) -> str:
    """Why the check of `exercise` ended with an error, when something else is to blame; else "". Of an error that came
    when the hidden tests were there nothing is repeated."""
    error = check.error
    if error is None or check.late(len(check.calls)):
        return ""
    if _GPU.search(error["message"]) and ("CUDA" in error["message"] or "NVIDIA" in error["message"]):
        return "stopped because grading has no GPU. Choose the device in one line that falls back to the CPU."
    missing = _MISSING.search(error["message"]) if "NameError" in error["mro"] else None
    if not missing:
        return ""
    ran = [(cell, result) for cell, result in zip(cells, results) if cell.check is None]
    for cell, result in ran:
        if missing[1] in names(cell.source) and (words := _stopped(cell, result)):
            return f"could not run: {words}" if missing[1] == exercise else f"needs {missing[1]}, but {words}"
    own = next((cell for cell, _ in ran if cell.id == exercise), None)
    if missing[1] == exercise and own is not None:
        found = names(own.source)
        near = difflib.get_close_matches(exercise, found, 1, 0.5) or [name for name in found if exercise in name]
        if near:
            return f"was not found: you called it {near[0]}, but the exercise is {exercise}. Give it that name."
        if not found:
            return "is not there: its cell defines nothing."
    return ""


def names(source: str) -> list[str]:
    """What a cell's source binds at its top level, even where Python cannot read it."""
    return sorted(Piece("code", source).names)


def _stopped(cell: Cell, result: CellResult) -> str:
    """How a cell failed, in words; "" when it did not."""
    where = f"the cell of {cell.id}" if cell.id.isidentifier() else "a cell of your own"
    if _CONFLICT.search(cell.source):
        return (
            f"a merge conflict stands in {where}: lines that begin with <<<<<<<, ======= and >>>>>>>. Keep one of the "
            "two versions and delete those lines."
        )
    if result.status == "timeout":
        return f"{where} ran out of time."
    if result.status == "memory":
        return f"{where} was killed for memory."
    if result.status == "died":
        return f"Python itself stopped in {where}."
    if result.error is None:
        return ""
    hint = ""
    if result.error["type"] in ("ModuleNotFoundError", "ImportError"):
        hint = f" Grading has {PACKAGES}."
    elif _GPU.search(result.error["message"]):
        hint = " Grading has no GPU: choose the device in one line that falls back to the CPU."
    elif result.error["type"] == "FileNotFoundError":
        hint = " Grading has only the notebook, no files beside it."
    return f"{where} stopped with {result.error['type']}: {result.error['message'][:200]}.{hint}"
