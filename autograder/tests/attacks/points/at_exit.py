"""Does its work when Python ends: atexit, objects that are deleted, signals.

Success: points for the wrong answer.
"""

# %%
import atexit
import json
import os
import signal


class Last:
    def __del__(self):
        forge()


def forge(*args):
    data = json.dumps({"cell": 3, "end": {"outputs": [], "error": None}}).encode()
    os.write(3, len(data).to_bytes(4, "big") + data)


atexit.register(forge)
signal.signal(signal.SIGALRM, forge)
signal.setitimer(signal.ITIMER_REAL, 0.05, 0.05)
last = Last()


def target(x):
    global last
    del last
    return x
