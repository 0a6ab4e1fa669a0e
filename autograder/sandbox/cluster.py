"""Sandboxes on other machines: the same as `Workers`, over the workers of a Dask cluster.

Cells go out and results come back; no disk is shared. Each worker is a machine with this project and its sandbox. A
worker that is lost loses nothing: Dask gives its notebooks to another. Starts no cluster.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from .outside import Cell, Limits, Sandbox
from .results import CellResult
from .walls import SandboxUnavailable

CONNECT_SECONDS = 20
WORKER = "on each machine, in this project's folder: python -m dask worker {} --nthreads 1 --nworkers auto"
_own = threading.local()  # on a worker: the sandbox of each of its threads, which ends with it


def run_there(cells: list[Cell], before: list[str], limits: Limits, isolated: bool) -> list[CellResult]:
    """What a worker does: `Sandbox.run`, in the warm sandbox of this thread."""
    if getattr(_own, "options", None) != (limits, isolated):
        if hasattr(_own, "sandbox"):
            _own.sandbox.close()
        _own.sandbox, _own.options = Sandbox(limits, isolated), (limits, isolated)
    return _own.sandbox.run(cells, before)


class Cluster:
    """As `Workers`, for a Dask scheduler at `address` (tcp://host:port). Raises SandboxUnavailable on entering."""

    def __init__(self, address: str, limits: Limits = Limits(), isolated: bool = True):
        self.address, self.limits, self.isolated = address, limits, isolated

    def submit(self, task: Callable, *args) -> Future:
        """Call `task(run, *args)` here, where `run(cells, before)` runs them on a worker."""
        return self._threads.submit(task, self._run, *args)

    def _run(self, cells, before=()) -> list[CellResult]:
        options = self.limits, self.isolated
        return self._client.submit(run_there, list(cells), list(before), *options, pure=False).result()

    def __enter__(self):
        try:
            from distributed import Client
        except ImportError:
            raise SandboxUnavailable(
                "--scheduler needs Dask, which is not installed.\nCure: pip install -r requirements.txt"
            ) from None
        try:
            self._client = Client(self.address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError) as reason:
            raise SandboxUnavailable(
                f"There is no Dask scheduler at {self.address}: {reason}\n"
                f"Cure: python -m dask scheduler, and then, {WORKER.format(self.address)}"
            ) from None
        if not (count := len(self._client.nthreads())):
            self._client.close()
            raise SandboxUnavailable(
                f"The scheduler at {self.address} has no workers.\nCure: {WORKER.format(self.address)}"
            )
        self._threads = ThreadPoolExecutor(2 * count + 2)  # each waits for one notebook; some in reserve
        return self

    def __exit__(self, *exception):
        self._threads.shutdown(cancel_futures=True)
        self._client.close()
