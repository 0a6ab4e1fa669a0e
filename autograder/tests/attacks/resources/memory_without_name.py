"""Takes memory in files without a name (memfd) and in old shared memory (shmget), which no process maps.

Success: it can be had (BREACH).
"""

# %%
import ctypes
import os
import platform

if hasattr(os, "memfd_create"):
    try:
        os.memfd_create("mine")
        print("BREACH: memfd")
    except OSError:
        pass
libc = ctypes.CDLL(None)
if libc.shmget(0, 1 << 20, 0o1666) >= 0 or libc.msgget(0, 0o1666) >= 0 or libc.semget(0, 1, 0o1666) >= 0:
    print("BREACH: shmget")
if platform.machine() == "x86_64" and (libc.syscall(447, 0) >= 0 or libc.syscall(240, b"mine", 0o102, 0o600, 0) >= 0):
    print("BREACH: a secret or a queue")
