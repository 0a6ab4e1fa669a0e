"""Runs a notebook's cells away from everything worth stealing, and survives whatever they do.

A `Sandbox` is one Python inside one `bwrap` (bubblewrap): no network, a read-only system, nothing of the
course. It imports torch once and forks a fresh process for every notebook (`runner.py`, the part that
runs inside); this side sends cells one at a time, keeps the clock, and believes nothing that comes back.
"""

import contextlib
import json
import select
import signal
import socket
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from .bubblewrap import SandboxUnavailable, check_available, start

__all__ = ["Cell", "CellResult", "Limits", "Sandbox", "SandboxUnavailable", "check_available", "run_cells"]

START_SECONDS = 120  # importing torch on a busy machine
RERUNS = 10  # how many cells of one notebook may hang or kill Python


@dataclass(frozen=True)
class Cell:
    """One code cell to run."""

    id: str
    source: str
    check: str | None = None  # the exercise it checks, for check cells


@dataclass(frozen=True)
class Limits:
    """What one notebook may use. Processes and scratch space are limited in isolation only."""

    cell_seconds: float = 30
    total_seconds: float = 300  # all cells, and the reruns after a cell that hung or died
    memory_bytes: int = 4 << 30  # for each process, beyond the warm Python it starts from
    processes: int = 64  # and threads
    file_bytes: int = 256 << 20  # a single file
    scratch_bytes: int = 512 << 20  # all files
    output_bytes: int = 1_000_000  # characters that one cell may show, images in base64 among them
    notebook_output_bytes: int = 10_000_000


@dataclass
class CellResult:
    """What came of one cell.

    `calls` are the plain JSON trees that the check functions reported, in order; a report that was not
    JSON or beyond 200 calls or 4 MB a cell stands there as `{"unreported": why}`. `error` describes the
    exception that ended the cell, `{"type", "mro", "message", "where"}`, all text; it is None when the
    cell hung or died, which `status` and the last of `outputs` say.
    """

    id: str
    status: str = "not run"  # "ok", "error", "timeout", "died" or "not run"
    outputs: list[dict] = field(default_factory=list)  # nbformat v4
    calls: list = field(default_factory=list)
    error: dict | None = None
    seconds: float = 0.0


class _Gone(Exception):
    """The process that ran the notebook has ended, or sends nonsense."""


# The sandbox ---------------------------------------------------------------------------------------------


class Sandbox:
    """A warm Python that notebooks are forked from; a context manager. It starts in about the time of
    importing torch; `run` may then be called many times, by one thread at a time. `prelude` holds cells of
    ours (never a student's) that run once, before any notebook, as if each began with them.

    `isolated=False` runs the same without bubblewrap: for notebooks you trust as yourself. The kernel ends
    an isolated one with the thread that started it, so start it in a thread that lives as long. Raises
    SandboxUnavailable on entering, or on the first `run`.
    """

    def __init__(self, limits: Limits = Limits(), isolated: bool = True, prelude: Sequence[str] = ()):
        self.limits, self.isolated, self.prelude = limits, isolated, list(prelude)
        self._process = self._control = None

    def __enter__(self):
        self._start()
        return self

    def __exit__(self, *exception):
        self.close()

    def run(self, cells: Sequence[Cell]) -> list[CellResult]:
        """Run `cells` in order in a fresh process; one result each, whatever they do.

        A cell that raises does not stop the rest. When one hangs or kills Python, the cells are run again
        from the top without it, in another process, so that the other answers keep their points.
        """
        deadline = time.monotonic() + self.limits.total_seconds
        results = [CellResult(cell.id) for cell in cells]
        left_out = set()
        while len(left_out) <= RERUNS:
            broken = self._run_once(cells, results, left_out, deadline)
            if broken is None:
                break
            left_out.add(broken)
        return results

    def _run_once(self, cells, results, left_out, deadline) -> int | None:
        """Run what is not in `left_out`, filling `results`; the number of the cell that broke it, or None."""
        room = self.limits.notebook_output_bytes
        job = self._job()
        try:
            for number, cell in enumerate(cells):
                if number in left_out:
                    continue
                started = time.monotonic()
                until = min(started + self.limits.cell_seconds, deadline)
                calls = []
                try:
                    if started >= deadline:
                        return None
                    job.send({"cell": number, "source": cell.source, "check": cell.check is not None}, until)
                    result = job.result(number, cell.id, until, calls, room)
                except TimeoutError:
                    if until == deadline and results[number].status != "not run":
                        return None  # an earlier run got further: its results stand
                    which, limit = (
                        ("notebook", self.limits.total_seconds)
                        if until == deadline
                        else ("cell", self.limits.cell_seconds)
                    )
                    result = _broken(cell.id, "timeout", f"the {which} ran longer than {limit:g} seconds")
                except _Gone as reason:
                    result = _broken(cell.id, "died", str(reason))
                result.calls, result.seconds = calls, time.monotonic() - started
                results[number] = result
                if result.status in ("timeout", "died"):
                    return number
                room -= sum(map(_size, result.outputs))
            return None
        finally:
            if not job.close() and self.isolated:
                self.close()  # something may live on: the next notebook gets a new sandbox

    def _start(self) -> None:
        """Start the template and wait until it has imported everything."""
        if self._process is not None and self._process.poll() is None:
            return
        self.close()
        self._control, theirs = socket.socketpair()
        with theirs, tempfile.TemporaryFile() as errors:
            self._process = start(self.isolated, stdin=theirs, stderr=errors)
            theirs.close()
            options = asdict(self.limits) | {"isolated": self.isolated, "prelude": self.prelude}
            self._control.settimeout(START_SECONDS)
            try:
                self._control.sendall(json.dumps(options).encode() + b"\n")
                ready = self._control.recv(5)
            except OSError:
                ready = b""
            if ready != b"ready":
                self.close()
                errors.seek(0)
                reason = errors.read()[-2000:].decode(errors="replace").strip()
                raise SandboxUnavailable(
                    f"Python did not start in the sandbox: {reason}\nCure: install what "
                    "notebooks use, readable by all: pip install -r requirements.txt"
                )

    def close(self) -> None:
        """End the sandbox and all that runs in it."""
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            self._process.kill()  # bwrap's child dies with it, and so does all in that namespace
            self._process.wait()
        self._process = self._control = None

    def _job(self) -> "_Job":
        """A fresh process for one notebook. Raises SandboxUnavailable when none can be had."""
        for _ in range(2):  # the template itself may have been killed: start another, once
            self._start()
            (report, their_report), (life, their_life) = socket.socketpair(), socket.socketpair()
            job = _Job(report, life, self.limits)
            with their_report, their_life, contextlib.suppress(OSError):
                socket.send_fds(self._control, [b"+"], [their_report.fileno(), their_life.fileno()])
            try:
                if job.receive(time.monotonic() + START_SECONDS) == {"ready": True}:
                    return job
            except (_Gone, TimeoutError):
                pass
            job.close()
            self.close()
        raise SandboxUnavailable("The sandbox starts but cannot run a notebook.\nCure: free some memory")


def run_cells(cells: Sequence[Cell], limits: Limits = Limits(), isolated: bool = True) -> list[CellResult]:
    """`Sandbox.run` for a single notebook, in a sandbox of its own."""
    with Sandbox(limits, isolated) as sandbox:
        return sandbox.run(cells)


# One notebook's process, as seen from outside ------------------------------------------------------------


class _Job:
    """The two sockets to a notebook's process: `report` for frames, which student code can write to as
    well, and `life`, which it cannot: there the supervisor says how the process ended."""

    def __init__(self, report, life, limits):
        self.report, self.life, self.limits = report, life, limits
        self.buffer, self.said = bytearray(), b""
        # Text in a frame takes at most 6 bytes a character. A forger may send as much as an honest worker.
        self.left = self.most = 6 * limits.output_bytes + 10_000_000

    def send(self, frame, until) -> None:
        """Send one frame. Raises _Gone, and TimeoutError after `until` (seconds of time.monotonic)."""
        data, self.left = json.dumps(frame).encode(), self.most
        self.report.settimeout(max(until - time.monotonic(), 0.001))
        try:
            self.report.sendall(len(data).to_bytes(4, "big") + data)
        except TimeoutError:
            raise
        except OSError:
            raise _Gone(self.ending()) from None

    def receive(self, until):
        """The next frame's JSON. Raises _Gone, and TimeoutError after `until`."""
        while True:
            size = int.from_bytes(self.buffer[:4], "big")
            if size > self.left:
                raise _Gone("the cell reported more than it may")
            if 4 <= len(self.buffer) >= 4 + size:
                frame = bytes(self.buffer[4 : 4 + size])
                del self.buffer[: 4 + size]
                self.left -= 4 + size
                try:
                    return json.loads(frame)
                except (ValueError, RecursionError):
                    raise _Gone("the cell damaged its own report") from None
            ready = self.wait(until)
            if self.report in ready:  # never wait for its end: a surviving child may hold it open
                chunk = b""
                with contextlib.suppress(OSError):
                    chunk = self.report.recv(1 << 20)
                if not chunk:
                    raise _Gone(self.ending())
                self.buffer += chunk
            elif self.life in ready and not self.listen():
                raise _Gone(self.ending())

    def wait(self, until) -> list:
        """Which of the two sockets has something to read. Raises TimeoutError after `until`."""
        poll, sockets = select.poll(), {s.fileno(): s for s in (self.report, self.life)}
        for number in sockets:
            poll.register(number, select.POLLIN)
        ready = poll.poll(max(until - time.monotonic(), 0) * 1000)
        if not ready or time.monotonic() >= until:  # the second: a flood of reports is no excuse
            raise TimeoutError
        return [sockets[number] for number, _ in ready]

    def listen(self) -> bool:
        """Take in what the supervisor says; False when it has said everything."""
        try:
            chunk = self.life.recv(100)
        except OSError:
            chunk = b""
        self.said += chunk
        return bool(chunk)

    def ending(self) -> str:
        """How the process ended, in words."""
        self.life.settimeout(1)
        while self.listen():
            pass
        with contextlib.suppress(ValueError, IndexError):
            code = int(self.said.split()[1])
            if code < 0:
                return f"Python was ended by {signal.Signals(-code).name} while this cell ran"
            return f"Python exited with status {code} while this cell ran"
        return "the cell cut the connection that results come over"

    def close(self) -> bool:
        """Hang up, upon which the supervisor ends the process and all it started. False when that cannot
        be relied upon: without namespaces something may live on, or the supervisor did not answer."""
        self.report.close()
        with contextlib.suppress(OSError):
            self.life.shutdown(socket.SHUT_WR)
        self.life.settimeout(10)
        while self.listen():
            pass
        self.life.close()
        return self.said.startswith(b"namespaces ") and self.said != b"namespaces "

    def result(self, number, name, until, calls, room) -> CellResult:
        """Wait for the result of cell `number`; what its checks report meanwhile goes to `calls`. Its outputs
        are cut to `room` characters, less when the limit for one cell is lower."""
        room = min(room, self.limits.output_bytes) + 100  # and a note that they were cut
        while True:
            frame = self.receive(until)
            if not isinstance(frame, dict) or frame.get("cell") != number:
                continue  # from a thread that outlived its cell
            if "end" in frame:
                end = frame["end"] if isinstance(frame["end"], dict) else {}
                error = _error(end.get("error"))
                return CellResult(name, "error" if error else "ok", _outputs(end.get("outputs"), room), error=error)
            if len(calls) < 200:
                try:
                    calls.append(_plain(frame.get("call")))
                except ValueError:
                    calls.append({"unreported": "the checks reported something too deep"})


# What came back, put in order ----------------------------------------------------------------------------


def _text(value, most: int = 10_000) -> str:
    """A string that any file and database takes: at most `most` characters, no lone surrogates."""
    return value[:most].encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def _plain(tree, depth: int = 100):
    """A JSON tree with clean strings. Raises ValueError when it is deeper than `depth`."""
    if depth == 0:
        raise ValueError("too deep")
    if isinstance(tree, str):
        return _text(tree, len(tree))
    if isinstance(tree, list):
        return [_plain(item, depth - 1) for item in tree]
    if isinstance(tree, dict):
        return {_text(key, len(key)): _plain(item, depth - 1) for key, item in tree.items()}
    return tree


def _error(value) -> dict | None:
    if not isinstance(value, dict):
        return None
    mro = value.get("mro") if isinstance(value.get("mro"), list) else []
    return {
        "type": _text(value.get("type"), 200) or "Exception",
        "message": _text(value.get("message")),
        "mro": [_text(name, 200) for name in mro[:50]],
        "where": _text(value.get("where"), 200),
    }


def _outputs(value, room: int) -> list[dict]:
    """The outputs that are nbformat's, within `room` characters; errors have 30,000 of their own."""
    outputs = []
    for output in value[:1000] if isinstance(value, list) else []:
        kind = output.get("output_type") if isinstance(output, dict) else None
        if kind == "stream" and output.get("name") in ("stdout", "stderr"):
            clean = {"name": output["name"], "text": _text(output.get("text"), room)}
        elif kind in ("display_data", "execute_result") and isinstance(output.get("data"), dict):
            data = {
                _text(mime, 100): _text(text, room)
                for mime, text in output["data"].items()
                if isinstance(text, str) and len(text) <= room
            }
            clean = {"data": data, "metadata": {}}
            if kind == "execute_result":
                count = output.get("execution_count")
                clean["execution_count"] = count if type(count) is int and 0 < count < 10**6 else None
        elif kind == "error":
            lines = output.get("traceback") if isinstance(output.get("traceback"), list) else []
            clean = {
                "ename": _text(output.get("ename"), 200),
                "evalue": _text(output.get("evalue")),
                "traceback": _text("\n".join(map(_text, lines[:200])), 20_000).split("\n"),
            }
        else:
            continue
        outputs.append({"output_type": kind, **clean})
        room = max(0, room - _size(outputs[-1]))
    return outputs


def _size(output: dict) -> int:
    """How many characters an output shows."""
    return len(output.get("text", "")) + sum(map(len, output.get("data", {}).values()))


def _broken(name: str, status: str, reason: str) -> CellResult:
    """The result of a cell that gave none."""
    title = "TimeoutError" if status == "timeout" else "DeadKernelError"  # nbclient's words
    return CellResult(
        name, status, [{"output_type": "error", "ename": title, "evalue": reason, "traceback": [f"{title}: {reason}"]}]
    )
