"""Becomes another user: by calls, and by the programs that may change users.

Success: it is root (BREACH).
"""

# %%
import os
import subprocess

for change in (os.setuid, os.setgid, os.seteuid, lambda n: os.setgroups([n])):
    try:
        change(0)
        print("BREACH")
    except OSError:
        pass
for command in (
    ["su", "-c", "id -u"],
    ["sudo", "-n", "id", "-u"],
    ["unshare", "-r", "id", "-u"],
    ["mount"],
    ["newuidmap", "1"],
):
    try:
        shown = subprocess.run(command, capture_output=True, text=True, timeout=3, stdin=subprocess.DEVNULL)
        if shown.stdout.strip() == "0":
            print("BREACH", command)
    except (OSError, subprocess.TimeoutExpired):
        pass
