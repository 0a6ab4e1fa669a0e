"""Loads programs or modules into the kernel: bpf, perf, modules, kexec, userfaultfd, another filter.

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
    reaches_the_kernel("bpf", 321, 0, 0, 0)
    reaches_the_kernel("perf_event_open", 298, 0, 0, -1, -1, 0)
    reaches_the_kernel("init_module", 175, 0, 0, b"")
    reaches_the_kernel("finit_module", 313, -1, b"", 0)
    reaches_the_kernel("kexec_load", 246, 0, 0, 0, 0)
    reaches_the_kernel("kexec_file_load", 320, -1, -1, 0, 0, 0)
    reaches_the_kernel("userfaultfd", 323, 1)
    reaches_the_kernel("seccomp", 317, 0, 0, 0)
