"""Looks into the memory of its supervisor and of process 1 through /proc.

Success: some file of their memory can be opened (BREACH).
"""

# %%
import os

for process in (1, os.getppid(), CANARY_PROCESS, "self", "thread-self"):
    for name in ("mem", "maps", "fd", "root", "environ", "syscall", "stack", "auxv"):
        if os.path.lexists(f"/proc/{process}/{name}"):
            print("BREACH", process, name)
