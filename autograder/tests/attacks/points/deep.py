"""Returns lists in lists without end, and one that holds itself.

Success: points for the wrong answer.
"""


# %%
def target(x):
    deep = []
    for _ in range(100_000):
        deep = [deep]
    own = [deep]
    own.append(own)
    return own
