"""Runs inside the sandbox: a warm Python that forks a fresh process for every notebook.

`sandbox.py` starts this file as a plain script. Three kinds of process live here: the *template* imports
torch, NumPy, matplotlib and IPython once, then waits for notebooks; a *supervisor* for each notebook ends
it when the outside hangs up; its child, the *worker*, runs the student's cells.

Two sockets come with each notebook, over the template's standard input: `report` carries frames (4 bytes of
length, then JSON) between the outside and the worker; `life` tells the supervisor that the outside has hung
up, and the outside how the worker ended. Student code can write to `report`, and so spoil its own notebook;
`life` is out of its reach.
"""

import base64
import builtins
import contextlib
import gc
import io
import json
import os
import random
import select
import shutil
import signal
import socket
import sys
import tempfile
import types

import confine
import numpy
import torch
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type
from traitlets.config import Config

# Student code shares this process and may rebind anything it can name (`builtins.len = None`,
# `json.dumps = …`). The functions below look names up in this copy, and use these references.
__builtins__ = dict(vars(builtins))
_read, _write, _pread, _truncate = os.read, os.write, os.pread, os.ftruncate
_getpid, _exit = os.getpid, os._exit
_encode, _decode = json.JSONEncoder(ensure_ascii=False).encode, json.JSONDecoder().decode
_type_name, _type_mro = type.__dict__["__name__"].__get__, type.__dict__["__mro__"].__get__

MAX_OUTPUTS = 500  # outputs of a cell: hundreds of figures are cut here, text by its length
ERROR_CHARS = 20_000  # an error is shown even when the cell has used up its room for output
MAX_CALLS, MAX_CALL_BYTES = 200, 4_000_000  # what a cell's checks may report


# Outputs -----------------------------------------------------------------------------------------


class Recorder:
    """The outputs of the cell that runs now, in nbformat's form, within `room` characters."""

    def begin(self, room):
        """Forget the last cell; the next may show `room` characters."""
        self.outputs, self.room, self.cut = [], room, False

    def take(self, text):
        """As much of `text` as there is room for."""
        if len(self.outputs) > MAX_OUTPUTS:
            self.room = 0
        text, self.cut = text[: self.room], self.cut or len(text) > self.room
        self.room -= len(text)
        return text

    def stream(self, name, text):
        """Add `text` to the stream `name`; its pieces are joined in `end`."""
        if text := self.take(text):
            last = self.outputs[-1] if self.outputs else {}
            if last.get("name") != name:
                last = {"output_type": "stream", "name": name, "text": []}
                self.outputs.append(last)
            last["text"].append(text)

    def show(self, kind, data, **fields):
        """Add a display or a result: a dictionary from MIME types to text, or bytes (images)."""
        bundle = {}
        for mime, value in data.items():
            if isinstance(value, bytes):
                value = base64.b64encode(value).decode()
            if isinstance(value, str) and (mime.startswith("text/") or len(value) <= self.room):
                bundle[mime] = self.take(value)
            self.cut |= isinstance(value, str) and mime not in bundle  # half an image is no image
        if len(self.outputs) <= MAX_OUTPUTS:
            self.outputs.append({"output_type": kind, "data": bundle, "metadata": {}, **fields})

    def error(self, name, message, traceback):
        """Add an error; `traceback` is a list of texts."""
        lines = "\n".join(traceback)[:ERROR_CHARS].split("\n")
        self.outputs.append({"output_type": "error", "ename": name, "evalue": message, "traceback": lines})

    def end(self):
        """The cell's outputs; what the system wrote to file descriptors 1 and 2 comes last."""
        for fd, name in ((1, "stdout"), (2, "stderr")):
            with contextlib.suppress(OSError):
                self.stream(name, _pread(fd, self.room + 1, 0).decode("utf-8", "replace"))
                _truncate(fd, 0)
        for output in self.outputs:
            if output["output_type"] == "stream":
                output["text"] = "".join(output["text"])
        if self.cut:
            self.outputs.append({"output_type": "stream", "name": "stderr", "text": "[output cut here]\n"})
        return self.outputs


class Stream(io.TextIOBase):
    """What cells see as `sys.stdout` (fd 1) or `sys.stderr` (fd 2)."""

    encoding, errors = "utf-8", "replace"

    def __init__(self, recorder, name, fd):
        self.recorder, self.name, self.fd = recorder, name, fd

    def fileno(self):
        return self.fd

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self.recorder.stream(self.name, text)
        return len(text)


class Publisher(DisplayPublisher):
    """`display(…)` goes to the recorder."""

    def publish(self, data, metadata=None, **kwargs):
        self.shell.recorder.show("display_data", data)

    def clear_output(self, wait=False):
        self.shell.recorder.outputs.clear()


class Hook(DisplayHook):
    """The value of a cell's last line goes to the recorder."""

    def write_output_prompt(self):
        pass

    def write_format_data(self, format_dict, md_dict=None):
        self.shell.recorder.show("execute_result", format_dict, execution_count=self.prompt_count)

    def finish_displayhook(self):
        pass


class Shell(InteractiveShell):
    """IPython in this very process, with neither terminal nor kernel."""

    display_pub_class = Type(Publisher)
    displayhook_class = Type(Hook)
    recorder = Recorder()

    def enable_gui(self, gui=None):
        """Figures are drawn inline: there is no event loop to start."""

    def showtraceback(self, *args, **kwargs):
        with contextlib.suppress(Exception):
            shorten(sys.exc_info()[1])
        super().showtraceback(*args, **kwargs)

    def _showtraceback(self, etype, evalue, stb):
        self.recorder.error(_type_name(etype)[:200], message_of(evalue), [str(line) for line in stb])


def shorten(error, keep=10):
    """Cut out the middle of an endless recursion's traceback, which would take IPython minutes to print, and
    the end of a chain of exceptions."""
    for _ in range(keep):
        entry, entries = error.__traceback__, []
        while entry is not None:
            entries.append(entry)
            entry = entry.tb_next
        if len(entries) > 2 * keep:
            entries[keep].tb_next = entries[-keep]
        last, error = error, error.__cause__ or error.__context__
        if error is None:
            return
    last.__cause__ = last.__context__ = None


def message_of(error):
    """`str(error)`, at most 10,000 characters, of an exception that may not want to be printed."""
    try:
        return str.__str__(str(error))[:10_000]
    except BaseException as problem:
        return f"(its message cannot be shown: {_type_name(type(problem))})"


def describe(error):
    """An exception as plain data: `{"type", "mro", "message", "where"}`, the last being the function that raised."""
    mro = [_type_name(cls)[:200] for cls in _type_mro(type(error))][:50]
    try:
        trace = error.__traceback__
        while trace.tb_next:
            trace = trace.tb_next
        where = trace.tb_frame.f_code.co_qualname[:200]
    except Exception:  # the student's exception has its own idea of a traceback
        where = ""
    return {"type": mro[0], "mro": mro, "message": message_of(error), "where": where}


# The worker: one notebook ------------------------------------------------------------------------


class Notebook:
    """Runs the cells that come in as frames, one by one, and answers each with its result.

    In come `{"cell": number, "source": text, "check": bool}`; out go `{"cell", "call"}` for each thing the
    checks report, and at last `{"cell", "end": {"outputs", "error"}}`.
    """

    def __init__(self, shell, report, limits):
        self.shell, self.report, self.limits = shell, report, limits
        self.pid = _getpid()
        self.streams = Stream(shell.recorder, "stdout", 1), Stream(shell.recorder, "stderr", 2)
        self.modules, self.builtins = dict(sys.modules), dict(vars(builtins))
        self.checks = {}  # the check functions and `_sink`, as the set-up cell left them
        self.room = limits["notebook_output_bytes"]
        self.current = None

    def send(self, frame):
        """Write one frame. Raises OSError when the channel is gone."""
        data = _encode(frame).encode("utf-8", "replace")
        data = len(data).to_bytes(4, "big") + data
        while data:
            data = data[_write(self.report, data) :]

    def receive(self, size):
        """Exactly `size` bytes. Raises EOFError when the outside has hung up."""
        data = b""
        while len(data) < size:
            data += (chunk := _read(self.report, size - len(data)))
            if not chunk:
                raise EOFError
        return data

    def serve(self):
        """Run cells until the outside hangs up."""
        self.send({"ready": True})
        while True:
            cell = _decode(self.receive(int.from_bytes(self.receive(4), "big")).decode())
            self.send({"cell": cell["cell"], "end": self.run(cell)})

    def run(self, cell):
        """Run one cell; its outputs, and the exception that ended it, as plain data."""
        recorder, names = self.shell.recorder, self.shell.user_ns
        recorder.begin(min(self.limits["output_bytes"], self.room))
        room, self.current = recorder.room, cell["cell"]
        sys.stdout, sys.stderr = self.streams
        vars(builtins).update(self.builtins)  # `builtins.int = None` spares the next cell, as does
        for name, module in self.modules.items():  # `sys.modules.clear()`
            sys.modules.setdefault(name, module)
        if not self.checks and "_sink" in names:  # the set-up cell was the last that ran
            kept = names.get("_CHECK_NAMES")
            kept = kept if isinstance(kept, (tuple, list)) else ()
            self.checks = {name: names[name] for name in (*kept, "_sink") if name in names}
        if cell["check"]:
            names.update(self.checks, _sink=self.reporter(cell["cell"]))
        try:
            result = self.shell.run_cell(cell["source"], store_history=not cell["check"])
            error = result.error_before_exec or result.error_in_exec
        except BaseException as problem:  # IPython itself was broken by the cell
            error = problem
            recorder.error(_type_name(type(problem))[:200], message_of(problem), [])
        if _getpid() != self.pid:  # a child that the cell forked ends here
            _exit(0)
        if cell["check"]:
            names["_sink"] = self.checks.get("_sink")
        outputs = recorder.end()
        self.room -= room - recorder.room
        return {"outputs": outputs, "error": None if error is None else describe(error)}

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
                problem = f"the check reported what is not JSON: {_type_name(type(error))}"
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
    for seed in (random.seed, numpy.random.seed, torch.manual_seed):
        seed(0)  # same submission, same grade
    gc.enable()
    Notebook(shell, 3, limits).serve()


# The supervisor and the template -----------------------------------------------------------------


def supervise(shell, report, life, limits):
    """Start one worker; end it, and all it started, when it ends or the outside hangs up."""
    limits["namespaces"] = limits["isolated"] and confine.enter_namespaces()
    scratch = "/scratch" if limits["namespaces"] else tempfile.mkdtemp(prefix="notebook-")
    ended, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wake)
    confine.prctl(confine.PR_SET_CHILD_SUBREAPER, 1)
    worker = os.fork()
    if worker == 0:
        life.close()
        work(shell, report, limits, scratch)
    report.close()
    life.send(b"namespaces " if limits["namespaces"] else b"bare ")
    select.select([life, ended], [], [])
    os.kill(worker, signal.SIGKILL)  # in namespaces it is process 1: all that it started ends with it
    _, status = os.waitpid(worker, 0)
    if not limits["namespaces"]:
        confine.kill_children(worker)
        shutil.rmtree(scratch, ignore_errors=True)
    with contextlib.suppress(OSError):
        life.send(str(os.waitstatus_to_exitcode(status)).encode())


def warm_up():
    """A shell that has done once what notebooks do, so that no child has to import anything."""
    config = Config()
    config.HistoryManager.enabled = False  # no database, no thread: threads do not survive forks
    main = types.ModuleType("__main__")
    shell = Shell.instance(config=config, user_module=main, user_ns=main.__dict__)
    shell.recorder.begin(10**6)
    sys.stdout, sys.stderr = Stream(shell.recorder, "stdout", 1), Stream(shell.recorder, "stderr", 2)
    for source in (
        "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([0, 1])\nplt.show()",
        "display(1)\n'result'",
        "%timeit -n 1 -r 1 1",
        "class A:\n    def f(self): 1 / 0\nA().f()",
        "import torch, inspect, torch.testing\ntorch.nn.Linear(2, 2)(torch.ones(3, 2))",
    ):
        shell.run_cell(source, store_history=True)
    problems = [o for o in shell.recorder.outputs if o["output_type"] == "error"]
    if len(problems) != 1 or problems[0]["ename"] != "ZeroDivisionError":
        raise RuntimeError(f"IPython does not work here: {problems}")
    shell.reset(new_session=True)
    return shell


def settle():
    """Keep the garbage collector off what is there: in a child, looking at it would copy the shared pages."""
    gc.disable()
    gc.collect()
    gc.freeze()


def main():
    """Be the template: read the limits, say `ready`, then fork a supervisor for each pair of sockets."""
    control = socket.socket(fileno=0)
    limits = json.loads(control.makefile().readline())
    sys.path.pop(0)  # this file's folder: notebooks have no business there
    if limits["isolated"] and os.getuid() == 0:
        confine.drop_user()
    torch.set_num_threads(1)
    shell = warm_up()
    for source in limits.pop("prelude"):
        shell.run_cell(source, store_history=True).raise_error()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # supervisors are not waited for
    settle()
    control.sendall(b"ready")
    while True:
        message, fds, *_ = socket.recv_fds(control, 1, 2)
        if not message:
            return
        if len(fds) == 2 and os.fork() == 0:
            try:
                control.close()
                supervise(shell, *(socket.socket(fileno=fd) for fd in fds), limits)
            finally:
                _exit(0)
        for fd in fds:
            os.close(fd)
        if "torch._dynamo" not in sys.modules:  # a second that each optimizer would cost its notebook
            __import__("torch._dynamo")  # the first notebook runs meanwhile
            settle()


if __name__ == "__main__":
    main()
