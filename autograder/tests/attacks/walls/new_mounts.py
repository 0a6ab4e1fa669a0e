"""Makes a mount by the newer calls: fsopen, open_tree, move_mount, mount_setattr, pivot_root, chroot.

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
    reaches_the_kernel("open_tree", 428, -100, b"/", 1)
    reaches_the_kernel("move_mount", 429, -1, b"", -100, b"/scratch", 4)
    reaches_the_kernel("fsopen", 430, b"proc", 0)
    reaches_the_kernel("fsconfig", 431, -1, 0, 0, 0, 0)
    reaches_the_kernel("fsmount", 432, -1, 0, 0)
    reaches_the_kernel("fspick", 433, -100, b"/", 0)
    reaches_the_kernel("mount_setattr", 442, -100, b"/", 0, 0, 0)
    reaches_the_kernel("pivot_root", 155, b"/", b"/")
    reaches_the_kernel("chroot", 161, b"/scratch")
