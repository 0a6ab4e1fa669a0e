"""Opens a socket to the machine under this virtual machine (AF_VSOCK), which no network namespace stops.

Success: such a socket can be made (BREACH).
"""

# %%
import socket

try:
    socket.socket(40, socket.SOCK_STREAM)
    print("BREACH")
except OSError:
    pass
