"""Ctrl-C while a notebook runs: the run ends in order, says how to go on, and its sandboxes end with it."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import nbformat
import pytest

from autograder import grading
from autograder.course import interrupt, interruptible
from autograder.lessons import ROOT
from autograder.sandbox import Cell, Limits, Sandbox, Stopped, resume, stop_all
from autograder.sandbox.clock import processes

from ..sandboxes import need_sandbox
from . import stand_in
from .stand_in import STEP


@pytest.fixture(autouse=True)
def signals():
    """As in a terminal: what runs in the background, or under nohup, was told to ignore some of them."""
    usual = dict.fromkeys(interrupt.SIGNALS, signal.SIG_DFL) | {signal.SIGINT: signal.default_int_handler}
    former = {number: signal.signal(number, handler) for number, handler in usual.items()}
    yield
    for number, handler in former.items():
        signal.signal(number, handler)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def until(condition):
    """Wait for it; a test that waits for ever is ended from outside."""
    for _ in range(6000):
        if found := condition():
            return found
        time.sleep(0.01)
    pytest.fail("it never came")


def endless(root):
    """A student whose notebook never ends."""
    notebook = stand_in.solved()
    cell = next(cell for cell in notebook.cells if cell.id == "softmax")
    cell.source += "\nwhile True: pass"
    stand_in.place(root, "zoe").parent.mkdir(parents=True)
    nbformat.write(notebook, stand_in.place(root, "zoe"))


def worker(pid: int) -> set[int]:
    """The command's processes, when one of them has been busy with a student's endless loop for a while."""
    found = set(processes(pid))
    for each in found - {pid}:
        try:
            own = Path(f"/proc/{each}/task/{each}")
            ran = int((own / "schedstat").read_text().split()[0])
            session = int((own / "stat").read_text().rpartition(")")[2].split()[3])
            if ran > 5e8 and session == each and not (own / "children").read_text():
                return found  # the leader of a session of its own, without children: it runs cells
        except (OSError, IndexError):
            pass
    return set()


@pytest.mark.parametrize("option, times", [("--sandbox", 1), ("--no-sandbox", 3)])
def test_grade_stops_and_goes_on(ungraded, tmp_path, option, times):
    if option == "--sandbox":
        need_sandbox()
    target = stand_in.copy(ungraded[2], tmp_path / "course")
    before = stand_in.books(target)
    endless(target.root)
    command = [sys.executable, "-m", "autograder", "grade", STEP, "--course", str(target.root), option]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    ) as child:
        family = until(lambda: worker(child.pid))
        for _ in range(times):
            os.killpg(child.pid, signal.SIGINT)  # as a terminal does
        said = child.communicate(timeout=60)[0]
    assert child.returncode == interrupt.STATUS, said
    assert "the same command goes on" in said and "Traceback" not in said
    assert until(lambda: not any(map(alive, family)))
    assert not list(target.root.rglob("*.half")) and not stand_in.record(target, "graded", "zoe").exists()
    assert stand_in.books(target)["rows"] == before["rows"]
    stand_in.place(target.root, "zoe").unlink()
    nbformat.write(stand_in.solved(("softmax",)), stand_in.place(target.root, "zoe"))
    memory = ungraded[1]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Sandbox, "run", Sandbox.run)
        memory.play()
        assert target.grade(STEP) == {}
    assert target.scores([STEP])["zoe"] == target.scores([STEP])["bob"]


@pytest.mark.parametrize("isolated", [True, False])
def test_a_stopped_sandbox_has_no_results(isolated, tmp_path):
    if isolated:
        need_sandbox()
    resume()
    found = []
    with Sandbox(Limits(), isolated) as sandbox:
        family = set(processes(sandbox._template._process.pid))

        def run():
            try:
                found.append(sandbox.run([Cell("a", "while True: pass")]))
            except Stopped:
                found.append("stopped")

        thread = threading.Thread(target=run)
        thread.start()
        until(lambda: sandbox._current and sandbox._current.clock.pid)
        family |= set(processes(sandbox._template._process.pid)) | {sandbox._current.clock.pid}
        stop_all()
        thread.join()
        assert found == ["stopped"]
        assert until(lambda: not any(map(alive, family)))
        resume()
        with pytest.raises(Stopped):  # it has ended for good
            sandbox.run([Cell("a", "1")])
    with Sandbox(Limits(), False) as another:
        assert another.run([Cell("a", "1")])[0].status == "ok"


def test_nbgraders_catching_of_everything_is_got_around(ungraded, tmp_path, monkeypatch):
    """nbgrader's `capture_log` makes a KeyboardInterrupt an error like others: the run ends all the same."""
    target = stand_in.copy(ungraded[2], tmp_path / "course")
    seen = []

    def stopped(self, notebook, resources):
        seen.append(resources["nbgrader"]["student"])
        raise KeyboardInterrupt

    monkeypatch.setattr(grading.SandboxExecute, "preprocess", stopped)
    with pytest.raises(KeyboardInterrupt):
        target.grade(STEP, force=True)
    assert len(seen) == 1
    monkeypatch.undo()
    assert target.grade(STEP) == {}
    assert stand_in.books(target) == stand_in.books(ungraded[2])


@pytest.mark.parametrize("number", interrupt.SIGNALS)
def test_a_signal_that_finds_no_one_at_home_ends_the_process(monkeypatch, number):
    """The main thread may hang in a call that no signal ends: then the listener leaves for it."""
    monkeypatch.setattr(interrupt, "PATIENCE", 0)
    left = threading.Event()
    try:
        with interruptible(left.set):
            os.kill(os.getpid(), number)
            assert left.wait(60)
            with pytest.raises(Stopped):
                interrupt.check()
    finally:
        resume()
    interrupt.check()  # all is as before
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_signal_while_nothing_is_interruptible_is_pythons_own():
    with interruptible(), pytest.raises(Stopped):
        os.kill(os.getpid(), signal.SIGINT)
        until(lambda: interrupt._asked.is_set())
        interrupt.check()
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
