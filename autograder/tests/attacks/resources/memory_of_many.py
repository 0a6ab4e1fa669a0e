"""Takes memory in six processes, each of which keeps within what one may have.

Success: all six hold it for a second: twice what a notebook may hold (BREACH).
"""

# %%
import os
import time

children = []
for _ in range(6):
    if (child := os.fork()) == 0:
        held = bytearray(b"x" * (200 << 20))
        time.sleep(1.5)
        os._exit(0)
    children.append(child)
time.sleep(1)
if all(os.waitpid(child, os.WNOHANG)[0] == 0 for child in children):
    print("BREACH")
