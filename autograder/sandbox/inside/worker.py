"""Runs one notebook's cells, inside the sandbox, in a process of its own. Keeps no clock and judges nothing."""

import builtins
import gc
import json
import os
import random
import signal
import socket
import sys
import tempfile

import confine
from recorder import Shell, Stream, describe, message_of
from rest import run_the_rest

# Student code shares this process: see recorder.py.
__builtins__ = dict(vars(builtins))
_write = os.write
_getpid, _exit, _fork, _open, _close = os.getpid, os._exit, os.fork, os.open, os.close
_getrecursionlimit, _setrecursionlimit, _devnull = sys.getrecursionlimit, sys.setrecursionlimit, os.devnull
_getstate, _setstate = random.getstate, random.setstate
_socket, _recvmsg = socket.socket, socket.socket.recvmsg
_encode, _decode = json.JSONEncoder(ensure_ascii=False).encode, json.JSONDecoder().decode
_run_cell = Shell.run_cell
_class_name = type.__dict__["__name__"].__get__

MAX_CALLS, MAX_CALL_BYTES = 200, 4_000_000  # what a cell's checks may report


loaded = {}  # the modules that the template has imported


def remember():
    """Note what cells rely on, before the process forks: noting it afterwards would copy every page that it is on."""
    loaded.update(sys.modules)


def _discard(call):
    """Where the calls of a student's own checks go, outside of check cells."""


class Notebook:
    """Runs the cells that come in as frames, one by one, and answers each with its result.

    In come `{"cell": number, "source": text, "check": bool}`; out go `{"cell", "call"}` for each thing the checks
    report, and at last `{"cell", "end": {"outputs", "error"}}`. For a check first comes a frame without its source.
    """

    def __init__(self, shell, report, limits):
        self.shell, self.report, self.limits = shell, report, limits
        self.socket, self.handed = _socket(fileno=report), None
        self.pid, self.depth = _getpid(), sys.getrecursionlimit()
        self.spare = None
        self.streams = Stream(shell.recorder, "stdout", 1), Stream(shell.recorder, "stderr", 2)
        self.builtins = dict(vars(builtins))
        self.checks, self.kept = None, {}  # the module of the checks, and what it held when the set-up cell had run
        self.room = limits["notebook_output_bytes"]
        self.current = None

    def send(self, frame):
        """Write one frame. Raises OSError when the channel is gone."""
        data = _encode(frame).encode("utf-8", "replace")
        data = len(data).to_bytes(4, "big") + data
        while data:
            data = data[_write(self.report, data) :]

    def receive(self, size):
        """Exactly `size` bytes; a file descriptor that comes with them goes to `self.handed`. Raises EOFError when the
        outside has hung up."""
        data = b""
        while len(data) < size:
            chunk, control, *_ = _recvmsg(self.socket, size - len(data), 32)
            for _, _, fds in control:
                self.handed = int.from_bytes(fds[:4], sys.byteorder)
            data += chunk
            if not chunk:
                raise EOFError
        return data

    def frame(self):
        """The next frame: the cell that is current from now on."""
        if self.spare is not None:
            self.spare = _close(self.spare)  # None
        cell = _decode(self.receive(int.from_bytes(self.receive(4), "big")).decode())
        self.current = cell["cell"]
        return cell

    def reserve(self):
        """Keep room for one more file, whatever cells leave open: the channel of the next check."""
        try:
            self.spare = _open(_devnull, 0)
        except OSError:
            self.spare = None

    def serve(self):
        """Run cells until the outside hangs up."""
        self.send({"ready": True})
        while True:
            cell = self.frame()
            if cell["check"]:
                self.copy(cell)
            else:
                self.reserve()
                self.send({"cell": cell["cell"], "end": self.run(cell)})

    def copy(self, cell):
        """Make a copy of this process for a check. It waits for the check's source, which it gets from outside, on a
        channel of its own, when the notebook has ended: no hidden test is ever where a cell could see it, or a call
        whose words are shown."""
        state = _getstate()
        if _fork() == 0:
            _setstate(state)  # Python has just seeded it anew
            self.pid, self.report = _getpid(), self.handed
            self.socket = _socket(fileno=self.report)
            try:
                self.send({"ready": True})
                while True:  # the check, and then its hidden tests
                    cell = self.frame()
                    self.send({"cell": cell["cell"], "end": self.run(cell)})
            finally:
                _exit(0)
        _close(self.handed)
        self.send({"cell": cell["cell"], "end": {}})

    def run(self, cell):
        """Run one cell; its outputs, and the exception that ended it, as plain data."""
        recorder = self.shell.recorder
        recorder.begin(min(self.limits["output_bytes"], self.room))
        room = recorder.room
        self.restore(cell)
        try:
            if cell["check"]:  # not through IPython, which a notebook can bend; nobody sees what a check shows
                exec(compile(cell["source"], "<check>", "exec"), self.shell.user_ns)
                error = None
            else:
                result = _run_cell(self.shell, cell["source"], store_history=True)
                error = result.error_before_exec or result.error_in_exec
        except BaseException as problem:
            error = problem
            if not cell["check"]:  # IPython itself was broken by the cell
                recorder.error(_class_name(type(problem))[:200], message_of(problem), [])
        self.recover()
        if _getpid() != self.pid:  # a child that the cell forked ends here
            _exit(0)
        told = None if error is None else describe(error)
        if error is not None and not cell["check"]:
            run_the_rest(self.shell, cell["source"], error)
        outputs = recorder.end()
        self.room -= room - recorder.room
        return {"outputs": outputs, "error": told}

    def recover(self):
        """Python as it was: `builtins.int = None` and its like spare the next cell, and what this file itself uses."""
        _setrecursionlimit(max(self.depth, _getrecursionlimit()))
        vars(builtins).update(self.builtins)

    def restore(self, cell):
        """What cells rely on, whatever the last one has done to it."""
        names = self.shell.user_ns
        sys.stdout, sys.stderr = self.streams
        self.recover()
        names["__builtins__"] = builtins
        if len(sys.modules) < len(loaded):  # `sys.modules.clear()` spares the next cell
            sys.modules.update({**loaded, **sys.modules})
        if self.checks is None and type(names.get("lesson_checks")) is type(sys):  # the set-up cell has just run
            self.checks = vars(names["lesson_checks"])
            self.kept = {**self.checks, "_sink": _discard}
        if self.checks is not None:
            self.checks.update(self.kept)
            if cell["check"]:
                names.update({name: self.kept[name] for name in self.kept["NAMES"]})
                self.checks["_sink"] = self.reporter(cell["cell"])

    def reporter(self, number):
        """What cell `number`'s checks hand their calls to, which are plain JSON trees."""
        left = [MAX_CALLS, MAX_CALL_BYTES]

        def sink(call):
            if _getpid() != self.pid or self.current != number or left[0] <= 0:
                return  # a thread or child that outlived its cell
            try:
                left[1] -= len(_encode(call))
                problem = "the check reported too much" if left[1] < 0 or left[0] == 1 else None
            except Exception as error:
                problem = f"the check reported what is not JSON: {_class_name(type(error))}"
            left[0] = 0 if problem else left[0] - 1
            self.send({"cell": number, "call": {"unreported": problem} if problem else call})

        return sink


def work(shell, report, limits, scratch):
    """Be the worker: put on the limits, let go of everything else, run the notebook to the end."""
    os.setsid()
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    confine.prctl(confine.PR_SET_PDEATHSIG, signal.SIGKILL)
    confine.limit_resources(limits)
    if limits["namespaces"]:
        confine.mount_privately(limits["scratch_bytes"])
        confine.drop_capabilities()
    os.chdir(scratch)
    sys.path.insert(0, "")  # notebooks import what `%%writefile` wrote
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for fd in (1, 2):  # files, not pipes: nobody has to read them while the cell runs
        with tempfile.TemporaryFile("ab+", dir=scratch) as file:
            os.dup2(file.fileno(), fd)
    os.dup2(report.detach(), 3)
    os.closerange(4, 65536)
    random.seed(0)  # forking has seeded it anew
    if limits["isolated"]:
        confine.leave_keys(limits["keyctl"])
        confine.filter_calls(limits["filter"])
    gc.enable()
    Notebook(shell, 3, limits).serve()
