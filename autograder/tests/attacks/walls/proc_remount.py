"""Mounts a /proc of its own, and takes away what covers the old one.

Success: a mount or an unmount works, or anything of the outside is to be read (BREACH).
"""

# %%
import ctypes

libc = ctypes.CDLL(None)
done = [
    libc.umount2(b"/proc", 2),
    libc.umount2(b"/scratch", 2),
    libc.mount(b"proc", b"/proc", b"proc", 0, None),
    libc.mount(b"tmpfs", b"/usr", b"tmpfs", 0, None),
    libc.mount(b"/", b"/scratch", None, 4096, None),
]
if 0 in done:
    print("BREACH", done)
