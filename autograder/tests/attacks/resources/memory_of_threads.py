"""Takes memory in a thread that goes on while the next cells and the checks run.

Success: it gets twice what a notebook may hold (BREACH); or the right answer loses its points.
"""

# %%
import threading
import time


def eat():
    held = []
    try:
        for _ in range(120):
            held.append(bytearray(b"x" * (10 << 20)))
            time.sleep(0.005)
        print("BREACH")
    except MemoryError:
        pass


threading.Thread(target=eat).start()
time.sleep(1)
