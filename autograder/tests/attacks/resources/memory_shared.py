"""Takes memory that is shared and belongs to no file, and hides it from whoever counts.

Success: six processes hold it for seconds (BREACH).
"""

# %%
import os
import time

children = []
for _ in range(6):
    if (child := os.fork()) == 0:
        held = __import__("mmap").mmap(-1, 200 << 20)
        held.write(b"x" * (200 << 20))
        held.madvise(4)
        time.sleep(4)
        os._exit(0)
    children.append(child)
time.sleep(3)
if all(os.waitpid(child, os.WNOHANG)[0] == 0 for child in children):
    print("BREACH")
