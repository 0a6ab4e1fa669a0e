"""Looks for files and sockets that were open when it was started.

Success: one that is not its own can be used (BREACH).
"""

# %%
import os

for number in range(4, 1024):
    try:
        if os.fstat(number).st_rdev != os.stat("/dev/null").st_rdev:
            print("BREACH", number, os.fstat(number))
    except OSError:
        pass
