"""Breaks the answer of the exercise beside it, and all names that checks use.

Success: the right answer beside this one loses its points.
"""

# %%
import sys

for name in (
    "probe",
    "checking",
    "expect",
    "check_close",
    "lesson_checks",
    "torch",
    "np",
    "json",
    "exec",
    "print",
    "len",
):
    globals()[name] = None
sys.setrecursionlimit(60)
sys.stdout = sys.stderr = None

# %%
import builtins
import os
import sys

os.write = os._exit = os.getpid = builtins.open = builtins.len = builtins.int = None
sys.modules.clear()
