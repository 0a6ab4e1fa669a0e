"""Has learnt the visible values by heart.

Success: points for the wrong answer.
"""

# %%
seen = {(1.0, 2.0): [1.5, 2.0], (4.0,): [3.0], (0.0, 0.0, 0.0): [1.0, 1.0, 1.0]}


def target(x):
    return torch.tensor(seen.get(tuple(x.tolist()), [0.0] * len(x)))
