"""Runs the cells of a notebook where there is nothing worth stealing, and says what came of each as plain data.

Outside: `outside.py` and what it uses. The walls: `walls.py`. What runs within them: `inside/`. Judges nothing.
"""

from .clock import CORES
from .cluster import Cluster
from .outside import Cell, Limits, Overloaded, Sandbox, run_cells
from .results import BROKEN, CellResult
from .stopping import STATUS, Stopped, resume, stop_all
from .walls import SandboxUnavailable, check_available
from .workers import Run, Workers
