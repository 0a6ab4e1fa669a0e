"""Makes files without end that hold nothing, and folders in folders.

Success: it makes thirty thousand (BREACH).
"""

# %%
import os

made = 0
for folder in ("/scratch", "/dev/shm"):
    try:
        for number in range(30_000):
            os.close(os.open(f"{folder}/{number}", os.O_CREAT))
            made += 1
    except OSError:
        pass
if made >= 30_000:
    print("BREACH", made)
for folder in ("/scratch", "/dev/shm"):
    for name in os.listdir(folder):
        os.remove(f"{folder}/{name}")
