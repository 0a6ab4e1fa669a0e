"""One notebook's process, as seen from outside: the frames that go in and come out, and how it ended.

Believes nothing that comes back, and does not look into it: that is `results.py`.
"""

import contextlib
import json
import os
import select
import signal
import socket
import struct
import time

from .clock import Clock, Deadline, processes
from .memory import INTERVAL, Watch, about

_CREDENTIALS = struct.Struct("iII")  # process, user, group: written by the kernel, not by the sender


class Gone(Exception):
    """The process that ran the notebook has ended, or sends nonsense."""


class Job:
    """The two sockets to a notebook's process: `report` for frames, which student code can write to as
    well, and `life`, which it cannot: there the supervisor says how the process ended. Whoever waits for it also
    raises TooMuchMemory, as its `watch` says."""

    def __init__(self, report, life, limits, watch: Watch):
        self.report, self.life, self.limits, self.watch = report, life, limits, watch
        if hasattr(socket, "SO_PASSCRED"):  # the kernel then says who sends
            report.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self.buffer, self.said, self.clock = bytearray(), b"", Clock(None)
        # Text in a frame takes at most 6 bytes a character. A forger may send as much as an honest worker.
        self.left = self.most = 6 * limits.output_bytes + 10_000_000

    def ready(self, seconds: float) -> bool:
        """Wait until the notebook's process says that it is ready, and start its clock. Raises Gone, and
        TimeoutError after `seconds`."""
        return self.receive(Deadline(self.clock, seconds)) == {"ready": True}

    def copy(self, number: int, until: Deadline) -> "Copy":
        """Let the notebook's process make a copy of itself, as it is now, for check `number`. Raises Gone, and
        TimeoutError when time is up."""
        report, theirs = socket.socketpair()
        copy = Copy(report, None, self.limits, self.watch)
        with theirs:
            self.send({"cell": number, "check": True}, until, [theirs.fileno()])
        while True:
            frame = self.receive(until)
            if isinstance(frame, dict) and frame.get("cell") == number and "end" in frame:
                return copy

    def send(self, frame, until: Deadline, fds: list[int] = ()) -> None:
        """Send one frame, with file descriptors. Raises Gone, and TimeoutError when time is up."""
        data, self.left = json.dumps(frame).encode(), self.most
        data = memoryview(len(data).to_bytes(4, "big") + data)
        while data:
            self.watch.look()
            self.report.settimeout(min(until.patience(), INTERVAL))
            try:
                sent = socket.send_fds(self.report, [data], fds) if fds else self.report.send(data)
                data, fds = data[sent:], ()
            except TimeoutError:
                continue
            except OSError:
                raise Gone(self.ending()) from None

    def receive(self, until: Deadline):
        """The next frame's JSON. Raises Gone, and TimeoutError when time is up."""
        while True:
            size = int.from_bytes(self.buffer[:4], "big")
            if size > self.left:
                raise Gone("the cell reported more than it may")
            if 4 <= len(self.buffer) >= 4 + size:
                frame = bytes(self.buffer[4 : 4 + size])
                del self.buffer[: 4 + size]
                self.left -= 4 + size
                try:
                    return json.loads(frame)
                except (ValueError, RecursionError):
                    raise Gone("the cell damaged its own report") from None
            ready = self.wait(until)
            if self.report in ready:  # never wait for its end: a surviving child may hold it open
                if not self.take():
                    raise Gone(self.ending())
            elif self.life in ready and not self.listen():
                raise Gone(self.ending())

    def take(self) -> bool:
        """Take in what the process reports, and at first who it is; False at the end."""
        chunk, control = b"", []
        with contextlib.suppress(OSError):
            chunk, control, *_ = self.report.recvmsg(1 << 20, socket.CMSG_SPACE(_CREDENTIALS.size))
        for _, _, data in control:  # SCM_CREDENTIALS, the only kind asked for
            if self.clock.pid is None and len(data) == _CREDENTIALS.size:
                self.clock = Clock(_CREDENTIALS.unpack(data)[0] or None)
                self.watch.pid = self.watch.pid or self.clock.pid  # a copy's memory is its notebook's
        self.buffer += chunk
        return bool(chunk)

    def wait(self, until: Deadline) -> list:
        """Which of the two sockets has something to read. Raises TimeoutError when time is up."""
        poll, sockets = select.poll(), {s.fileno(): s for s in (self.report, self.life) if s is not None}
        for number in sockets:
            poll.register(number, select.POLLIN)
        while True:
            self.watch.look()  # even when something is there: a flood of reports is no excuse
            if ready := poll.poll(min(until.patience(), INTERVAL) * 1000):
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
        self.life.settimeout(10)
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
        self.life.settimeout(60)
        while self.listen():
            pass
        self.life.close()
        return self.said.startswith(b"namespaces ") and self.said != b"namespaces "


class Copy(Job):
    """A copy of a notebook's process, which waits for one check; it has no supervisor of its own."""

    def ending(self) -> str:
        return "Python ended while this check ran"

    def close(self, wait: bool = False) -> bool:
        """End it and what it started; `wait` until their memory is free again."""
        self.report.close()
        doomed = list(processes(self.clock.pid)) if self.clock.pid else []  # as the kernel said
        for pid in doomed:  # a copy that has ended keeps its number until the notebook ends
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
        patience = time.monotonic() + 5
        while wait and any(map(about, doomed)) and time.monotonic() < patience:
            time.sleep(0.002)
        return True
