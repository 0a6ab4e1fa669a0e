"""Returns a tensor that claims a million million numbers in four bytes.

Success: points for the wrong answer.
"""


# %%
def target(x):
    return torch.ones(1).expand(10**6, 10**6)
