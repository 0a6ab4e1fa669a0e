"""Several warm sandboxes side by side, one a thread: what grades a class, or the bank, on all cores."""

import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict

from .clock import CORES
from .outside import Limits, Sandbox
from .results import CellResult
from .walls import SandboxUnavailable, check_available
from .warm import Template

Run = Callable[..., list[CellResult]]  # Sandbox.run


class Workers:
    """`count` threads, each with a sandbox of its own, started when first needed; a context manager.

    Every notebook runs in a fresh process of its sandbox, isolated from the ones before it. `alike`: all begin with the
    same prelude, so that one warm Python does for all threads, where notebooks get walls of their own in it. Whether
    they do is known when the first has run; a thread that cannot wait for it starts another.
    """

    def __init__(
        self, count: int = CORES, limits: Limits = Limits(), isolated: bool = True, alike: bool = False
    ) -> None:
        self._threads, self._own, self._started = ThreadPoolExecutor(count), threading.local(), []
        self._lock = threading.Lock()
        self._keeper = ThreadPoolExecutor(1)  # its thread lives as long as what it starts
        self._shared = Template(asdict(limits), isolated, self._keeper) if alike and isolated else None
        self.limits, self.isolated = limits, isolated

    def submit(self, task: Callable, *args) -> Future:
        """Call `task(run, *args)` in one of the threads, where `run` is its `Sandbox.run`.

        The future raises SandboxUnavailable where no sandbox can be had.
        """
        return self._threads.submit(lambda: task(self._sandbox().run, *args))

    def _sandbox(self) -> Sandbox:
        if not hasattr(self._own, "sandbox"):  # the kernel ends a sandbox with the thread that started it
            with self._lock:
                shared = self._shared if self._shared and (not self._started or self._shared.walled) else None
                self._own.sandbox = Sandbox(self.limits, self.isolated, shared)
                self._started.append(self._own.sandbox)
        return self._own.sandbox

    def __enter__(self):
        if self.isolated:  # bwrap is tried here and not in a thread, where Ctrl-C may cut it off and leave half of it
            with contextlib.suppress(SandboxUnavailable):
                check_available()
        return self

    def __exit__(self, kind, *exception):
        stopped = kind is not None and not issubclass(kind, Exception)
        if stopped:  # Ctrl-C does not wait for a thread that reads a large file, say: it writes nothing half
            for sandbox in self._started:
                sandbox.stop()
        self._threads.shutdown(wait=not stopped, cancel_futures=True)
        for sandbox in self._started:
            sandbox.close()
        self._keeper.shutdown()
