"""nbgrader's course directory: release, collect, grade, feed back, export; and the made-up class of the demo.

nbgrader does the bookkeeping; what a submission is worth is decided in `grading`.
"""

from .collect import Collected
from .collect import collect as sort_in
from .demo import Demo, submissions
from .directory import NbgraderCourse
from .errors import CourseError, explain, explained
from .interrupt import interruptible
from .marks import cut_short
from .proof import TIMES, Unproved, busy, prove
from .regrade import Difference, changed, preview
from .regrade import write as write_again
