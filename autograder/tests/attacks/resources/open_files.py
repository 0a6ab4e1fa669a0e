"""Opens files without end.

Success: it gets a thousand (BREACH).
"""

# %%
import os

try:
    for _ in range(1000):
        os.open("/dev/null", os.O_RDONLY)
    print("BREACH")
except OSError:
    pass
