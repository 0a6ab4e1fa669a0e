"""kill -9 at any moment of `grade`: the same call finishes the work, and nothing is lost, doubled or half.

`KILLS=50 pytest …` kills fifty times, as `make kills` does. The moments are drawn by seed among what the run does to
files, and a while after, which reaches into the database's own writing.
"""

import multiprocessing
import os
import random
import signal
import sys
import threading
import time
from pathlib import Path

from autograder.course import NbgraderCourse

from . import stand_in

KILLS = int(os.environ.get("KILLS", "6"))
AFTER = 0.05  # seconds at most between what happens to a file and the kill
EVENTS = ("open", "os.", "shutil.", "sqlite3.")


def count_events(at: int, after: float):
    """Kill this process `after` it does something to a file for the `at`-th time, in seconds; → the count."""
    seen = [0]

    def kill():
        time.sleep(after)
        os.kill(os.getpid(), signal.SIGKILL)

    def hook(event, arguments):
        if event.startswith(EVENTS):
            seen[0] += 1
            if seen[0] == at:
                kill() if after == 0 else threading.Thread(target=kill).start()

    sys.addaudithook(hook)
    return seen


def grade(root: str, memory: str, force: bool, at: int, after: float, told):
    stand_in.Memory(Path(memory)).play()
    seen = count_events(at, after)
    errors = NbgraderCourse(Path(root), isolated=False).grade(stand_in.STEP, workers=2, force=force)
    told.send((errors, seen[0]))


def run(root, memory, force=False, at=0, after=0.0):
    """`grade` in a process of its own; → (its errors, how often it touched files), or None when it was killed."""
    ear, mouth = CONTEXT.Pipe(duplex=False)
    child = CONTEXT.Process(target=grade, args=(str(root), str(memory.path), force, at, after, mouth))
    child.start()
    mouth.close()
    try:
        said = ear.recv()
    except EOFError:
        said = None
    child.join()
    assert child.exitcode == -signal.SIGKILL or (child.exitcode == 0 and said is not None)  # it may be hit as it leaves
    return said


CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["autograder.tests.course.stand_in", "nbgrader.apps", "autograder.grading.plugin"])


def test_nothing_is_lost_or_doubled_or_half_by_kills(ungraded, tmp_path):
    target, memory, undisturbed = ungraded
    dice = random.Random(2026)
    calm = stand_in.copy(target, tmp_path / "calm")
    errors, most = run(calm.root, memory)
    assert errors == {} and most > 100
    want = stand_in.books(undisturbed), stand_in.files(undisturbed)
    assert (stand_in.books(calm), stand_in.files(calm)) == want
    killed, rounds, course = 0, 0, calm
    while killed < KILLS:
        force = dice.random() < 0.5  # what is graded is written again
        if not force:
            rounds += 1
            course = stand_in.copy(target, tmp_path / f"{rounds}")
        after = dice.choice([0.0, dice.uniform(0, AFTER)])
        if run(course.root, memory, force, dice.randint(1, most), after) is None:
            killed += 1
            assert run(course.root, memory)[0] == {}
        assert (stand_in.books(course), stand_in.files(course)) == want
