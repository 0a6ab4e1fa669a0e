"""Whatever is handed in, reading it is bounded in time and memory, gives what intake gives, and stops nobody else."""

import os
import re
import signal
import threading

import pytest

from autograder.grading import bounded, read_submission, repair
from autograder.grading import reader as process
from autograder.grading.bounded import Reader
from autograder.sandbox import Overloaded

from .helpers import RELEASE, STEPS, dump, find, submission
from .test_files import UNREADABLE


@pytest.fixture
def hand_in(tmp_path):
    """`hand_in(bytes)` → the path of a student's file."""

    def put(raw, student="ann"):
        path = tmp_path / "submitted" / student / STEPS[1] / f"{STEPS[1]}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
        return path

    return put


@pytest.fixture
def reader(monkeypatch):
    """A reader of this test's own, whose process it may harm."""
    own = Reader()
    monkeypatch.setattr(bounded, "_reader", own)
    yield own
    own.close()


def busy():
    notebook = submission()
    notebook.metadata["colab"] = {
        "generative_ai_disabled": True,
        "name": "x" * 10**6,
        "y": [],
        **{f"{n}": True for n in range(99)},
    }
    find(notebook, "merge").source += "  # é \U0001f600 \\ud800"
    notebook.cells += [
        type(notebook.cells[0])(cell_type=kind, source=kind, metadata={}, id="x") for kind in ("raw", "code")
    ]
    return dump(notebook)


@pytest.mark.parametrize(
    "raw", [dump(submission()), busy(), dump(submission())[:-9].replace(b"\n", b"\xff"), *UNREADABLE]
)
def test_it_is_what_intake_makes_of_it(hand_in, raw):
    assert read_submission(hand_in(raw), RELEASE) == repair(raw, RELEASE)


def many(cell, count):
    return b'{"cells": [' + b",".join([cell] * count) + b"]}"


COSTLY = {
    "empty cells": (many(b"{}", 2_000_000), "far more than"),
    "arrays": (many(b"[]", 12_000_000), "far more (memory than|cells)"),
    "numbers": (many(b"1", 20_000_000), "far more cells"),
    "one number": (many(b"1" * 40_000_000, 1), ""),
    "cells in order": (many(b'{"source": "x = 1"}', 3_000), "far more cells"),
    "outputs": (many(b'{"outputs": [' + b"[1, {}]," * 1_500_000 + b"1]}", 1), "far more than"),
    "damaged text": (b'{"cells": [{"source": "' + b"\xff" * 40_000_000 + b'"}]}', "far more cells"),
    "blank lines": (b"x\n\n\n" * 10_000_000, "far more cells"),
    "scripts' cells": (b"# %%\n" * 8_000_000, "far more cells"),
    "conflicts": (b"<" * 40_000_000, "far more cells"),
    "nested": (b'{"cells": ' + b"[" * 40_000_000, "RecursionError"),
    "literal": (b"{'cells': [" + b"{'a': 1}," * 2_000_000 + b"]}", "far more memory|damaged"),
    "code": (many(b'{"cell_type": "code", "source": "' + b"x=f(a)+[b]\\n" * 9_000 + b'"}', 30), "far more cells"),
}


@pytest.mark.parametrize("name", COSTLY)
def test_what_costs_too_much_is_refused_with_a_reason(hand_in, name):
    raw, why = COSTLY[name]
    intake = read_submission(hand_in(raw), RELEASE)
    assert intake.notebook == RELEASE and re.search(why, intake.remarks[0])
    assert read_submission(hand_in(dump(submission())), RELEASE).remarks == []


def test_large_text_cells_and_much_data_cost_no_answer():
    notebook = submission()
    kind = type(notebook.cells[0])
    notebook.cells.append(kind(cell_type="markdown", source="x" * 2_000_000, metadata={}, id="x"))
    notebook.cells.append(kind(cell_type="code", source="data = '" + "x" * 1_000_000 + "'", metadata={}, id="y"))
    intake = repair(dump(notebook), RELEASE)
    assert find(intake.notebook, "merge") == find(submission(), "merge")
    assert intake.remarks == ["Text cells that were far too long were left out."]
    assert [len(cell.source) for cell in intake.notebook.cells[-1:]] == [1_000_009]


def test_limits_of_its_process(hand_in, reader, monkeypatch):
    """What intake has no bound of its own for."""
    path = hand_in(dump(submission()))
    assert read_submission(path, RELEASE).readable
    for line, why in (
        ("x = bytearray(1 << 31)", "far more memory"),
        ("while True: pass", "far longer"),
        ("import os; os._exit(1)", None),
    ):
        own = Reader()
        monkeypatch.setattr(bounded, "_reader", own)
        code = (
            "from autograder.grading import reader\nreader.CPU_SECONDS = 2\nreal = reader.repair\n"
            "def repair(raw, release):\n    if b'merge' in raw and reader._releases:\n        exec("
            + repr(line)
            + ")\n"
            "    return real(raw, release)\nreader.repair = repair\nreader.main()"
        )
        monkeypatch.setattr(bounded, "PROGRAM", code)
        intake = read_submission(path, RELEASE)
        assert not intake.readable and (why or "ends the process") in intake.remarks[0]
        assert read_submission(hand_in(b"{}", "bob"), RELEASE).remarks[0].startswith("The file is JSON")
        own.close()


def test_when_nothing_can_be_read_nobody_gets_a_zero(hand_in, reader, monkeypatch):
    monkeypatch.setattr(bounded, "PROGRAM", "raise SystemExit(3)")
    with pytest.raises(Overloaded):
        read_submission(hand_in(dump(submission())), RELEASE)


def test_a_process_that_was_killed_is_replaced(hand_in, reader):
    path = hand_in(dump(submission()))
    assert read_submission(path, RELEASE).readable
    first = reader.process.pid
    os.kill(first, signal.SIGKILL)
    for channel in reader.idle.pop(next(iter(reader.idle))):
        channel.close()
    reader.process.wait()
    assert read_submission(path, RELEASE).readable and reader.process.pid != first
    for channels in reader.idle.values():  # its copies have gone, too
        for channel in channels:
            channel.shutdown(2)
    assert read_submission(path, RELEASE).readable


def test_a_fork_has_a_reader_of_its_own(hand_in):
    path = hand_in(dump(submission()))
    assert read_submission(path, RELEASE).readable
    own = bounded._reader.process.pid
    if (child := os.fork()) == 0:
        good = bounded._reader.process is None and read_submission(path, RELEASE).readable
        good = good and bounded._reader.process.pid != own
        bounded._reader.close()
        os._exit(not good)
    assert os.waitpid(child, 0)[1] == 0
    assert read_submission(path, RELEASE).readable and bounded._reader.process.pid == own


def test_a_copy_is_used_again_and_many_read_at_once(hand_in, reader):
    paths = [hand_in(dump(submission()), f"s{number}") for number in range(40)]
    for path in paths[:5]:
        assert read_submission(path, RELEASE).readable
    assert sum(map(len, reader.idle.values())) == 1
    found = {}
    threads = [
        threading.Thread(target=lambda path=path: found.update({path: read_submission(path, RELEASE)}))
        for path in paths
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {path: intake.remarks for path, intake in found.items()} == {path: [] for path in paths}


def test_of_a_file_beyond_all_bounds_the_name_tells():
    assert bounded.assignment_of("step1_foundations.ipynb", many(b"{}", 2_000_000), STEPS) == STEPS[0]
    assert bounded.assignment_of("homework.ipynb", many(b"{}", 2_000_000), STEPS) is None
    assert process.CPU_SECONDS < bounded.PATIENCE
