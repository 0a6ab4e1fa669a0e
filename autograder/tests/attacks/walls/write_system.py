"""Writes into the system, into Python's packages, into our own files and over them.

Success: one of them can be written (BREACH).
"""

# %%
import os

import torch

for path in (
    "/mine",
    "/usr/mine",
    "/usr/lib/mine",
    "/etc/passwd",
    "/dev/mine",
    "/sandbox/worker.py",
    "/bin/sh",
    torch.__file__,
):
    for mode in ("a", "w"):
        try:
            open(path, mode).close()
            print("BREACH", path)
        except OSError:
            pass
    for change in (os.remove, os.rmdir, lambda path: os.rename(path, "/scratch/x"), lambda path: os.chmod(path, 0o777)):
        try:
            change(path)
            print("BREACH", path)
        except OSError:
            pass
