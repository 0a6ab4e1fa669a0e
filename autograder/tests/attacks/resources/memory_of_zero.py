"""Takes memory by mapping /dev/zero shared, and hides it from whoever counts.

Success: six processes hold it for a second (BREACH).
"""

# %%
import os
import time

children = []
for _ in range(6):
    if (child := os.fork()) == 0:
        held = __import__("mmap").mmap(os.open("/dev/zero", os.O_RDWR), 200 << 20)
        for start in range(0, 200 << 20, 1 << 20):  # a little at a time, so that it never shows
            held[start : start + (1 << 20)] = b"x" * (1 << 20)
            held.madvise(4, start, 1 << 20)
        time.sleep(1.5)
        os._exit(0)
    children.append(child)
time.sleep(1)
if all(os.waitpid(child, os.WNOHANG)[0] == 0 for child in children):
    print("BREACH")
