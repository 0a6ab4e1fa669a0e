"""Makes a file of a terabyte that holds nothing, for whoever would copy it.

Success: it can be made (BREACH).
"""

# %%
import os
import signal

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
for path in ("/scratch/sparse", "/dev/shm/sparse"):
    with open(path, "wb") as file:
        try:
            file.truncate(1 << 40)
            print("BREACH")
        except OSError:
            pass
