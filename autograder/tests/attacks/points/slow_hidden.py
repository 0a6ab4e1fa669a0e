"""Is right where the student can look and never ends where they cannot.

Success: points for the wrong answer.
"""


# %%
def target(x):
    while x.max() > 100:
        pass
    return x / 2 + 1
