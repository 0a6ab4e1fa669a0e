"""Runs inside the sandbox: a warm Python that forks a fresh process for every notebook.

`walls.py` starts this file as a plain script. Four kinds of process live here: the *template* imports
torch, NumPy, matplotlib and IPython once; its child, the *stage*, runs a prelude, then waits for notebooks; a
*supervisor* for each notebook ends it when the outside hangs up; its child, the *worker*, runs the student's cells.

Two sockets come with each notebook, over the standard input: `report` carries frames (4 bytes of
length, then JSON) between the outside and the worker; `life` tells the supervisor that the outside has hung
up, and the outside how the worker ended. Student code can write to `report`, and so spoil its own notebook;
`life` is out of its reach.
"""

import gc

gc.disable()  # looking for garbage takes a third of the time of what is imported here, and finds none

import base64
import contextlib
import json
import os
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
from elsewhere import stand_in
from recorder import Shell, Stream
from traitlets.config import Config
from worker import remember, work


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
        "import torch, inspect, torch.testing\ntorch.get_default_device(), torch.nn.Linear(2, 2)(torch.ones(3, 2))",
    ):
        shell.run_cell(source, store_history=True)
    problems = [o for o in shell.recorder.outputs if o["output_type"] == "error"]
    if len(problems) != 1 or problems[0]["ename"] != "ZeroDivisionError":
        raise RuntimeError(f"IPython does not work here: {problems}")
    shell.reset(new_session=True)
    return shell


def settle():
    """Be ready to be forked: seed what draws random numbers (same submission, same grade), and keep the garbage
    collector off what is there: in a child, looking at it would copy the shared pages."""
    for seed in (numpy.random.seed, torch.manual_seed):
        seed(0)
    remember()
    gc.freeze()
    confine.use_huge_pages()


def advance(shell, sources):
    """Run cells of ours (never a student's) in this process: every later notebook begins with what they left."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for source in sources:
        shell.run_cell(source, store_history=True)
    shell.recorder.begin(10**6)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    settle()


def stage(shell, control, limits):
    """Fork a supervisor for each pair of sockets that comes. A line of JSON in their place holds a prelude to run
    first, or None to end this stage. → is another one wanted?"""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # supervisors are not waited for
    control.sendall(b"ready")
    while True:
        message, fds, *_ = socket.recv_fds(control, 1, 2)
        if not message:
            return False
        if message != b"+":
            prelude = json.loads(message + control.makefile("rb").readline())
            if prelude is None:
                return True
            advance(shell, prelude)
            control.sendall(b"ready")
            continue
        if len(fds) == 2 and os.fork() == 0:
            try:
                control.close()
                supervise(shell, *(socket.socket(fileno=fd) for fd in fds), limits)
            finally:
                os._exit(0)
        for fd in fds:
            os.close(fd)


def main():
    """Be the template: read the limits, then leave all that comes to a copy of this process, a stage, so that the next
    stage begins anew without importing anything."""
    control = socket.socket(fileno=0)
    limits = json.loads(control.makefile().readline())
    if limits["isolated"]:
        limits["filter"] = base64.b64decode(limits["filter"])
    sys.path.pop(0)  # this file's folder: notebooks have no business there, nor with its modules
    for name in ("confine", "elsewhere", "recorder", "rest", "worker"):
        del sys.modules[name]
    if limits["isolated"] and os.getuid() == 0:
        confine.drop_user()
    torch.set_num_threads(1)
    stand_in(torch)
    shell = warm_up()
    gc.collect()
    settle()
    while True:
        copy = os.fork()
        if copy == 0:
            confine.prctl(confine.PR_SET_PDEATHSIG, signal.SIGKILL)
            os._exit(not stage(shell, control, limits))
        if os.waitpid(copy, 0)[1] != 0:
            return


if __name__ == "__main__":
    main()
