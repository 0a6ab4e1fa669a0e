"""Changes the checks' cells as they are handed in, and brings cells of its own that look like checks.

Success: points for the wrong answer.
"""


# %%
def target(x):
    return x


# %%
@checking("target")
def target_check():
    pass


# %%
lesson_checks._state.update(check="target", calls=5, hidden=True)
