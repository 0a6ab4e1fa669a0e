"""Starts threads without end.

Success: it gets a thousand (BREACH).
"""

# %%
import threading
import time

try:
    for _ in range(1000):
        threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
    print("BREACH")
except (RuntimeError, MemoryError):
    pass
