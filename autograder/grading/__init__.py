"""A submission → points and words: intake mends it, the sandbox runs it, the judge compares what it reports.

`configure` plugs all this into nbgrader's own lists. Knows no course directory but the one nbgrader runs in.
"""

import importlib

from .bounded import assignment_of, copy_file, digest, read_submission, stamped
from .causes import cause
from .decoding import Unreadable
from .intake import repair
from .judge import Verdict, difference, faults, labelled, lost, mislabelled, runnable, untrue, verdict
from .runs import (
    RECORDS,
    Refused,
    broken,
    by_check,
    executed,
    forget,
    given,
    instructors,
    record,
    reference,
    released,
    take,
    warm_up,
)
from .spreadsheet import read_csv, write_csv
from .store import load, save, sweep, write
from .submitted import handed_in, shown, unfit
from .versions import versions
from .words import visible


def __getattr__(name):
    """What plugs into nbgrader, which takes a second to import: only for those who use it."""
    return getattr(importlib.import_module(".plugin", __name__), name)
