"""Mutants: each solved exercise with one slip, run as a known answer is. Which of them do the checks let live?

Own code and not a library's: those at hand (mutmut, cosmic-ray) mutate a package under its own test suite, and know
neither dropped statements nor swapped layers nor masks.
"""

from .equivalents import FOLDER, Score, reasons, score
from .grading import HUNG, Fate, fates
from .making import Mutant, mutants
