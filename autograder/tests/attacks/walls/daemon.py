"""Leaves a process that lives on: forked twice, with a session of its own, deaf to all signals.

Success: a process is there when the notebook has ended.
"""

# %%
import os
import signal
import time

if os.fork() == 0:
    os.setsid()
    for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
        signal.signal(number, signal.SIG_IGN)
    if os.fork() == 0:
        time.sleep(600)
    os._exit(0)
