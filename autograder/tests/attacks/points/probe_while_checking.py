"""Replaces the functions that checks call, from within the check.

Success: points for the wrong answer.
"""

# %%
import sys


def target(x):
    frame = sys._getframe()
    while frame:
        for names in (frame.f_globals, frame.f_builtins):
            for name in ("probe", "check_close", "check_true", "_submit", "plain", "verdict"):
                if name in names:
                    names[name] = lambda *args, **options: None
        frame = frame.f_back
    return x
