"""Ends every sandbox of this process at once and lets none start: what Ctrl-C asks for. Waits for nothing."""

import contextlib
import threading
import weakref

STATUS = 130  # what shells know as "ended by Ctrl-C"
_live: weakref.WeakSet = weakref.WeakSet()
_stopping = threading.Event()


class Stopped(KeyboardInterrupt):
    """The run was stopped; what it would have decided was not decided."""


def admit(sandbox) -> None:
    """Note a sandbox that starts or goes on. Raises Stopped once all are to end."""
    _live.add(sandbox)
    if _stopping.is_set() or sandbox.ended:
        raise Stopped("the run was stopped")


def stop_all() -> None:
    """End all sandboxes; those who wait for one get Stopped. Fit for a signal's handler: takes no lock, waits for
    nobody."""
    _stopping.set()
    for sandbox in list(_live):
        with contextlib.suppress(OSError):
            sandbox.stop()


def resume() -> None:
    """Let new sandboxes start; those that were stopped have ended for good."""
    _stopping.clear()
