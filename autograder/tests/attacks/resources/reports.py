"""Reports without end: text, numbers of a million digits, deep trees.

Success: more comes back than a notebook may show, or the right answer loses its points.
"""

# %%
import json
import os
import socket

report = socket.socket(fileno=os.dup(3))
report.setblocking(True)
for tree in ("[" * 200_000, "9" * 1_000_000, json.dumps({"cell": 0, "call": "x" * 5_000_000}), "x" * 1000):
    data = tree.encode()
    for _ in range(3):
        report.sendall(len(data).to_bytes(4, "big") + data)
