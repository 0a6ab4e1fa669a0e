"""Looks for other processes and what they were started with.

Success: a process is to be seen in /proc (BREACH), or the command line outside is printed.
"""

# %%
import os

print([open(f"/proc/{name}/cmdline").read() for name in os.listdir("/proc") if name.isdigit()])
if any(name.isdigit() for name in os.listdir("/proc")):
    print("BREACH")
