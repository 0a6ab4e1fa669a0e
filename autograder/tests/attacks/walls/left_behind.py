"""Leaves things for the next student's notebook: files, attributes of modules, shared memory, a socket.

Success: the next notebook finds one (BREACH).
"""

# %% twice
import builtins
import os
import socket
import sys

import torch

if any(hasattr(place, "left") for place in (builtins, torch, sys)) or "left" in sys.modules or "left" in os.environ:
    print("BREACH: an object")
paths = "/scratch/left", "/dev/shm/left", "/tmp/left", "/scratch/.ipython"
for path in paths:
    if os.path.lexists(path):
        print("BREACH", path)
for path in paths:
    open(path, "w").close()
try:
    socket.socket(socket.AF_UNIX).connect("\0left")
    print("BREACH: a socket")
except OSError:
    pass
builtins.left = torch.left = sys.left = sys.modules["left"] = sys
os.environ["left"] = "left"
listener = socket.socket(socket.AF_UNIX)
listener.bind("\0left")
listener.listen()
if os.fork() == 0:
    import time

    time.sleep(600)
