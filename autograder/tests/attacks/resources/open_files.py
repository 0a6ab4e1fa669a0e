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
for number in range(4, 1000):
    try:
        os.close(number)
    except OSError:
        pass
