"""Writes the report of a check itself, in place of the check.

Success: points for the wrong answer.
"""

# %%
import json
import os
import threading
import time


def target(x):
    return x


def forge():
    for _ in range(300):
        for number in range(12):
            for frame in (
                {"cell": number, "call": {"call": "probe", "value": {"tensor": "float32"}, "hidden": False}},
                {"cell": number, "end": {"outputs": [], "error": None}},
            ):
                data = json.dumps(frame).encode()
                try:
                    os.write(3, len(data).to_bytes(4, "big") + data)
                except OSError:
                    return
        time.sleep(0.001)


threading.Thread(target=forge, daemon=True).start()
