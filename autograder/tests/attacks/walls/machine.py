"""Changes what belongs to the whole machine: its clock, name, swap, log, quotas, ports.

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
    reaches_the_kernel("settimeofday", 164, 0, 0)
    reaches_the_kernel("clock_settime", 227, 0, 0)
    reaches_the_kernel("adjtimex", 159, 0)
    reaches_the_kernel("sethostname", 170, b"x", 1)
    reaches_the_kernel("setdomainname", 171, b"x", 1)
    reaches_the_kernel("swapon", 167, b"/scratch/x", 0)
    reaches_the_kernel("reboot", 169, 0, 0, 0, 0)
    reaches_the_kernel("syslog", 103, 10, 0, 0)
    reaches_the_kernel("quotactl", 179, 0, 0, 0, 0)
    reaches_the_kernel("acct", 163, 0)
    reaches_the_kernel("iopl", 172, 3)
    reaches_the_kernel("ioperm", 173, 0, 1, 1)
