"""Written lessons and what is printed from them: read a lesson, make its two notebooks, write them, say what is stale.

Runs no lesson, and knows no right answer: what checks carry comes from the bank.
"""

from .candidates import Candidate, Candidates, LineUp
from .fingerprint import Former, fingerprint, stale, stamp
from .lesson import (
    COURSE,
    DATA,
    NOTEBOOKS,
    ROOT,
    SOLUTIONS,
    Cell,
    Course,
    Lesson,
    LessonError,
    Step,
    course,
    lessons,
    read,
    shown,
    tested,
    without_marks,
)
from .notebooks import Known, badge, brought_along, instructor_notebook, release_notebook
from .notebooks import text as notebook_text
from .press import at_home, carry_outputs, client, execute, places, prints, readme, write
from .printed import comparing, saying
from .records import NOTHING, SKIP_TAG, blind, known_mistakes, labels, pack, packed, unpack
