"""Known answers, right and wrong: read them, prove the grader by them, print what the checks know of them.

`answers/<step>/<exercise>.py` is the bank itself. Grades no student.
"""

from .mutants import FOLDER as EQUIVALENT
from .mutants import HUNG, Fate, Score, fates, reasons, score
from .printing import Printing
from .proving import Outcome, Proof, prove
from .reading import ANSWERS, Answer, answers
from .scaffold import new_exercise, new_step
