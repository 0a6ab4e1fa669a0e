"""Reads or stops other processes: ptrace, process_vm_readv, pidfd_getfd, kcmp, process_madvise.

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
    reaches_the_kernel("ptrace attach", 101, 16, 1, 0, 0)
    reaches_the_kernel("ptrace traceme", 101, 0, 0, 0, 0)
    reaches_the_kernel("process_vm_readv", 310, 1, 0, 0, 0, 0, 0)
    reaches_the_kernel("process_vm_writev", 311, 1, 0, 0, 0, 0, 0)
    reaches_the_kernel("pidfd_open", 434, 1, 0)
    reaches_the_kernel("pidfd_getfd", 438, -1, 0, 0)
    reaches_the_kernel("kcmp", 312, 1, 1, 0, 0, 0)
    reaches_the_kernel("process_madvise", 440, -1, 0, 0, 0, 0)
