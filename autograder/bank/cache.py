"""What the bank's answers gave when they were run, kept in .cache by what was run: an edit leaves the results of the
exercises before it. Never used for submissions; never remembers what ran out of time or died.
"""

import hashlib
import json
import os
import time
from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from pathlib import Path

from ..grading import versions
from ..lessons import ROOT
from ..sandbox import Cell, CellResult

FOLDER = ROOT / ".cache"
KERNELS = "ATEN_CPU_CAPABILITY", "ONEDNN_MAX_CPU_ISA", "MKL_ENABLE_INSTRUCTIONS", "OPENBLAS_CORETYPE"
DAYS = 7  # unused for longer: forgotten


@cache
def _tidy(folder: Path) -> None:
    """Make the folder, and forget in it what was not used for long."""
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        if path.stat().st_mtime < time.time() - DAYS * 86400:
            path.unlink(missing_ok=True)


def _path(key: object, cells: list[Cell], kind: str) -> Path:
    """The file for what these cells, run after what `key` says, give on this machine."""
    _tidy(FOLDER)
    kernels = [os.environ.get(name) for name in KERNELS]
    content = json.dumps([versions(), kernels, key, [asdict(cell) for cell in cells]])
    path = FOLDER / f"{hashlib.sha256(content.encode()).hexdigest()}.{kind}"
    if path.exists():
        path.touch()
    return path


def remembered(key: object, cells: list[Cell], run: Callable[[], list[CellResult]]) -> list[CellResult]:
    """`run()`, which runs these cells after what `key` says; or what it gave the last time."""
    path = _path(key, cells, "json")
    if path.exists():
        return [CellResult(**result) for result in json.loads(path.read_text(encoding="utf-8"))]
    results = run()
    if all(result.status in ("ok", "error", "stopped") for result in results):
        draft = path.with_suffix(f".{time.monotonic_ns()}")  # two may write at once
        draft.write_text(json.dumps([asdict(result) for result in results]), encoding="utf-8")
        draft.replace(path)
    return results


class Words:
    """A word for each of many sources that take one place among the same cells: what became of each. Written down one
    by one, so that a run that was stopped resumes; even of what ran out of time."""

    def __init__(self, key: object, cells: list[Cell]):
        self.path, self.known = _path(key, cells, "lines"), {}
        for line in self.path.read_text(encoding="utf-8").splitlines() if self.path.exists() else ():
            digest, _, word = line.partition(" ")
            self.known[digest] = word

    def of(self, source: str) -> str | None:
        """The word for a source; None while there is none."""
        return self.known.get(self._digest(source))

    def add(self, source: str, word: str) -> None:
        with self.path.open("a", encoding="utf-8") as file:
            file.write(f"{self._digest(source)} {word}\n")

    @staticmethod
    def _digest(source: str) -> str:
        return hashlib.sha256(source.encode()).hexdigest()[:20]
