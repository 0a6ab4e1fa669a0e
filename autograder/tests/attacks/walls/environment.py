"""Reads the environment variables of whoever started the grading.

Success: the variable outside is printed.
"""

# %%
import os

print(dict(os.environ))
for path in ("/proc/1/environ", "/proc/self/environ", f"/proc/{CANARY_PROCESS}/environ"):
    try:
        print(open(path).read())
    except OSError:
        pass
