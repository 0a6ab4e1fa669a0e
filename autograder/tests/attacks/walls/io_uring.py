"""Lets the kernel do the work of forbidden calls by io_uring, and the older asynchronous calls.

Success: one of the calls comes to the kernel, which then answers something else than that it does not know it (BREACH). Numbers are those of x86-64.
"""

# %%
import ctypes
import errno

libc = ctypes.CDLL(None, use_errno=True)


def reaches_the_kernel(name, number, *arguments):
    if libc.syscall(number, *arguments) >= 0 or ctypes.get_errno() != errno.ENOSYS:
        print("BREACH", name, ctypes.get_errno())


import platform

if platform.machine() == "x86_64":
    reaches_the_kernel("io_uring_setup", 425, 8, ctypes.create_string_buffer(256))
    reaches_the_kernel("io_uring_enter", 426, -1, 0, 0, 0, 0)
    reaches_the_kernel("io_uring_register", 427, -1, 0, 0, 0)
    reaches_the_kernel("io_setup", 206, 8, 0)
