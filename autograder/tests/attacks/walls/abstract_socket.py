"""Connects to a socket that has a name but no file, which no read-only system stops.

Success: the socket outside is reached (BREACH).
"""

# %%
import socket

with socket.socket(socket.AF_UNIX) as local:
    try:
        local.connect(CANARY_SOCKET)
        print("BREACH")
    except OSError:
        pass
