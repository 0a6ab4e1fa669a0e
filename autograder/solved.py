"""A solved lesson as a module: what the data scripts, the benches and the peer tests build on."""

from types import SimpleNamespace

import matplotlib

from . import judge
from .build import instructor_notebook
from .lesson import SOLUTIONS, course, read


def names(step: str) -> SimpleNamespace:
    """The names that the solved lesson `step` defines, its recaps included, without its checks and demos."""
    matplotlib.use("Agg")
    defined = {"__name__": "lesson"}
    for cell in judge.runnable(instructor_notebook(read(SOLUTIONS / f"{step}.py"), course(), {})):
        if cell.check is None:
            exec(compile(cell.source, f"{step}:{cell.id}", "exec"), defined)
    return SimpleNamespace(**defined)
