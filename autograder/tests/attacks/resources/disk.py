"""Fills the disk with one file, and with many.

Success: it writes more than a notebook may (BREACH).
"""

# %%
import os

size = 0
for folder in ("/scratch", "/dev/shm", "/tmp"):
    for number in range(20):
        try:
            with open(f"{folder}/f{number}", "wb") as file:
                for _ in range(20):
                    size += file.write(bytes(1 << 20))
        except OSError:
            pass
        if os.path.getsize(f"{folder}/f{number}") > 10 << 20:
            print("BREACH: a large file")
if size > 100 << 20:
    print("BREACH", size)
