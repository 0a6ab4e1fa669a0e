"""Opens a socket of every family but the three that programs use, for bugs in what the kernel then loads.

Success: one can be made (BREACH).
"""

# %%
import socket

for family in range(3, 64):
    if family == socket.AF_INET6:
        continue
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET):
        for make in (socket.socket, socket.socketpair):
            try:
                made = make(family, kind)
                print("BREACH", family, kind, made)
            except OSError:
                pass
