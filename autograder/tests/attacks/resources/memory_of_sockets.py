"""Takes the kernel's memory: pipes and sockets filled to the brim, in many processes.

Success: it gets more than a quarter of a gigabyte (BREACH).
"""

# %%
import os
import socket

held, size = [], 0
try:
    while True:
        reader, writer = os.pipe()
        held += [reader, writer]
        os.set_blocking(writer, False)
        size += os.write(writer, bytes(1 << 20))
        pair = socket.socketpair()
        held += pair
        pair[0].setblocking(False)
        size += pair[0].send(bytes(1 << 20))
        if size > 256 << 20:
            print("BREACH")
            break
except OSError:
    pass
