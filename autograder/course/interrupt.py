"""Ctrl-C, and what `kill` sends: no work is handed out any more, the sandboxes end, the run leaves after the student
whose grades are being written.

nbgrader catches every exception while it grades, a KeyboardInterrupt too. So a signal here raises nothing: a thread,
which no long call of the main one can hold up, notes it, and the run asks at its own places, with `check`. Where the
main thread does not come to one in time (it waits for a locked database, say), the process ends as kill would end it;
that is safe, since what was not finished is done again by the same command.
"""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ..sandbox import STATUS, Stopped, resume, stop_all

PATIENCE = 1.5  # seconds in which the run may come to its own place to leave
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_asked = threading.Event()


def check() -> None:
    """Raise Stopped, a KeyboardInterrupt, when the run is to end."""
    if _asked.is_set():
        raise Stopped


@contextmanager
def interruptible(leave: Callable[[], None] = lambda: os._exit(STATUS)) -> Iterator[None]:
    """While this is open, a first signal and all that follow it stop the run in order. `leave` ends the process where
    the run does not leave in time. Only for a process's main thread; in others it does nothing."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    _asked.clear()
    resume()
    ear, mouth = os.pipe()
    os.set_blocking(mouth, False)
    gone = threading.Event()

    def listen():
        while (heard := os.read(ear, 1)) and heard[0] not in former:
            pass
        if not heard or gone.is_set():
            return
        _asked.set()
        for _ in range(10):
            stop_all()  # again: one may have been about to start
            if gone.wait(PATIENCE / 10):
                return
        leave()

    listener = threading.Thread(target=listen, daemon=True)
    former_mouth = signal.set_wakeup_fd(mouth, warn_on_full_buffer=False)
    heeded = [number for number in SIGNALS if signal.getsignal(number) != signal.SIG_IGN]  # nohup is to be kept
    former = {number: signal.signal(number, lambda *_: None) for number in heeded}
    listener.start()
    try:
        yield
    finally:
        gone.set()
        for number, handler in former.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(former_mouth)
        os.close(mouth)  # the listener reads its end, and ends
        listener.join()
        os.close(ear)
        _asked.clear()
        resume()
