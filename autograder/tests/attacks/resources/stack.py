"""Calls itself until the stack overflows, in Python and in C.

Success: the right answer beside this one loses its points.
"""

# %%
import sys

sys.setrecursionlimit(10**6)


def deeper():
    return list(map(lambda _: deeper(), [1]))


deeper()
