"""A solved lesson as a module: what the data scripts, the benches and the peer tests build on. Uses no sandbox."""

import sys
from types import ModuleType

import matplotlib

from .lesson import SOLUTIONS, course, read
from .notebooks import instructor_notebook
from .records import SKIP_TAG


def names(step: str) -> ModuleType:
    """The solved lesson `step`, its recaps and given cells included, without its checks and demos."""
    matplotlib.use("Agg")
    module = ModuleType(f"{__package__}.solved_{step}")
    sys.modules[module.__name__] = module  # dataclasses look their module up
    for cell in instructor_notebook(read(SOLUTIONS / f"{step}.py"), course(), {}).cells:
        check = cell.metadata.get("nbgrader", {}).get("grade")
        if cell.cell_type == "code" and not check and SKIP_TAG not in cell.metadata.get("tags", ()):
            exec(compile(cell.source, f"{step}:{cell.id}", "exec"), vars(module))
    return module
