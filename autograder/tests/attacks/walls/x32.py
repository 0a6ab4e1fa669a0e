"""Makes system calls of the x32 kind, whose numbers have another bit set.

Success: such a call is answered (BREACH).
"""

# %%
import ctypes
import platform

if platform.machine() == "x86_64" and ctypes.CDLL(None).syscall(0x40000000 | 39) > 0:
    print("BREACH")
