"""Connects to a server on the same machine, to the internet, and asks for a name.

Success: a connection is made (BREACH, or the socket outside is reached).
"""

# %%
import socket

for address in (("127.0.0.1", CANARY_PORT), ("::1", CANARY_PORT), ("1.1.1.1", 53), ("example.org", 80)):
    try:
        socket.create_connection(address, timeout=1)
        print("BREACH", address)
    except OSError:
        pass
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
    try:
        out.sendto(b"?", ("8.8.8.8", 53))
        print("BREACH: a packet went out")
    except OSError:
        pass
