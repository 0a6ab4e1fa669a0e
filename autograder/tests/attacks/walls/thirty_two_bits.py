"""Makes system calls of another architecture, whose numbers a filter may not know: int 0x80 on x86-64.

Success: such a call is answered (BREACH).
"""

# %%
import ctypes
import mmap
import platform

if platform.machine() == "x86_64":
    code = bytes.fromhex("b814000000cd80c3")  # mov eax, 20 (getpid); int 0x80; ret
    page = mmap.mmap(-1, 4096, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    page.write(code)
    run = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))
    if run() > 0:
        print("BREACH")
