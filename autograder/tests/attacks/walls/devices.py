"""Opens devices of the machine, and makes some.

Success: one can be opened or made (BREACH).
"""

# %%
import os

for name in (
    "mem",
    "kmem",
    "kmsg",
    "port",
    "sda",
    "vda",
    "nvme0n1",
    "fuse",
    "kvm",
    "net/tun",
    "input/event0",
    "tty1",
    "vsock",
):
    try:
        os.close(os.open(f"/dev/{name}", os.O_RDWR))
        print("BREACH", name)
    except OSError:
        pass
for path in ("/scratch/device", "/dev/shm/device"):
    try:
        os.mknod(path, 0o20666, os.makedev(1, 1))
        print("BREACH", path)
    except OSError:
        pass
