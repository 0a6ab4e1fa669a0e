"""Prints without end: a hundred megabytes of text, on every way out.

Success: more comes back than a notebook may show.
"""

# %%
import os
import sys

for _ in range(1000):
    print("x" * 100_000)
    sys.stderr.write("y" * 100_000)
for number in (1, 2):
    for _ in range(100):
        try:
            os.write(number, b"z" * 100_000)
        except OSError:
            pass
