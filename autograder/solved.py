"""A solved lesson as a module: what the data scripts, the benches and the peer tests build on."""

import sys
from types import ModuleType

import matplotlib

from . import judge
from .build import instructor_notebook
from .lesson import SOLUTIONS, course, read


def names(step: str) -> ModuleType:
    """The solved lesson `step`, its recaps and given cells included, without its checks and demos."""
    matplotlib.use("Agg")
    module = ModuleType(f"{__package__}.solved_{step}")
    sys.modules[module.__name__] = module  # dataclasses look their module up
    for cell in judge.runnable(instructor_notebook(read(SOLUTIONS / f"{step}.py"), course(), {})):
        if cell.check is None:
            exec(compile(cell.source, f"{step}:{cell.id}", "exec"), vars(module))
    return module
