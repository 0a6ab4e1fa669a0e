"""Opens raw sockets, and protocols that the kernel loads a module for (SCTP, DCCP, MPTCP, UDP-Lite).

Success: one can be made (BREACH).
"""

# %%
import socket

for family in (socket.AF_INET, socket.AF_INET6):
    for kind, protocol in ((3, 1), (3, 58), (3, 255), (1, 132), (5, 132), (6, 33), (1, 262), (2, 136), (2, 1)):
        try:
            socket.socket(family, kind, protocol)
            print("BREACH", family, kind, protocol)
        except OSError:
            pass
