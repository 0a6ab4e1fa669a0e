"""What a cell does must not cost other answers their points."""

import dataclasses
import time

import pytest

from .helpers import LIMITS, SETUP, run, statuses, text

DEADLY = {
    "exit": "import os; os._exit(0)",
    "crash": "import ctypes; ctypes.string_at(0)",
    "abort": "import os; os.abort()",
    "close": "import os; os.closerange(0, 9999)",
    "garbage": """
        import os
        for fd in range(64):
            try: os.write(fd, b'{[' * 9999)
            except OSError: pass
        """,
    "no JSON": "import os; os.write(3, (9).to_bytes(4, 'big') + b'[' * 9)",
    "deep JSON": "import os; os.write(3, (200_000).to_bytes(4, 'big') + b'[' * 200_000)",
    "long number": "import os; os.write(3, (9999).to_bytes(4, 'big') + b'9' * 9999)",
}


@pytest.mark.parametrize("name", DEADLY)
def test_a_cell_that_ends_python(sandbox, name):
    results = run(sandbox, "x = 1", DEADLY[name], "x += 1", "print(x)")
    assert statuses(results) == ["ok", "died", "ok", "ok"] and text(results[3]) == "2\n"
    assert results[1].error is None and results[1].outputs[-1]["ename"] == "DeadKernelError"


def test_a_stack_that_overflows(sandbox):
    results = run(
        sandbox,
        "x = 1",
        """
        import sys
        sys.setrecursionlimit(10**6)
        def f(): return list(map(lambda _: f(), [1]))
        f()
        """,
        "print(x)",
    )
    assert results[1].status in ("died", "error") and text(results[2]) == "1\n"  # Pythons differ here


def test_cells_that_never_end(sandbox, monkeypatch):
    started = time.monotonic()
    monkeypatch.setattr(sandbox, "limits", dataclasses.replace(LIMITS, cell_seconds=1.5))
    results = run(
        sandbox,
        "x = 1",
        """
        while True:
            try:
                while True: pass
            except BaseException: pass
        """,
        """
        import os, signal
        for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
            signal.signal(number, signal.SIG_IGN)
        while True:
            try: os.fork()
            except OSError: pass
        """,
        "print(x)",
    )
    assert statuses(results) == ["ok", "timeout", "timeout", "ok"] and time.monotonic() - started < 30
    assert results[1].error is None and results[1].outputs[-1]["ename"] == "TimeoutError"


def test_a_notebook_out_of_time(sandbox, monkeypatch):
    monkeypatch.setattr(sandbox, "limits", dataclasses.replace(LIMITS, total_seconds=2))
    results = run(sandbox, "1", "while True: pass", "2")
    assert statuses(results) == ["ok", "timeout", "not run"]
    assert "notebook" in results[1].outputs[-1]["evalue"]


def test_cells_that_hang_do_not_use_up_the_checks_time(sandbox, monkeypatch):
    monkeypatch.setattr(sandbox, "limits", dataclasses.replace(LIMITS, cell_seconds=1, total_seconds=1.5))
    hang = "while True: pass"
    results = run(sandbox, SETUP, ("a", "check(1)"), hang, hang, hang, ("b", "check(2)"))
    assert results[1].calls == [{"value": 2}] and statuses(results)[2] == "timeout"
    monkeypatch.setattr("autograder.sandbox.outside.RERUNS", 1)
    monkeypatch.setattr(sandbox, "limits", dataclasses.replace(LIMITS, cell_seconds=0.5))
    results = run(sandbox, SETUP, ("a", "check(1)"), hang, hang, hang, ("b", "check(2)"))
    assert results[1].calls == [{"value": 2}]


RUDE = {
    "exit": "import sys; sys.exit()",
    "interrupt": "raise KeyboardInterrupt",
    "unprintable error": """
        class E(Exception):
            def __str__(self): raise self
            __repr__ = __str__
        E.__name__ = 'x' * 10**6
        raise E
        """,
    "reprs": """
        class R:
            def __repr__(self): return 'x' * 10**8
        display(R())
        R.__repr__ = lambda self: 7
        R()
        """,
    "recursion": "def f(): return f()\nf()",
    "errors without end": """
        def f():
            try: 1 / 0
            except Exception: return f()
        f()
        """,
    "stdout": "import sys; sys.stdout = sys.stderr = None",
    "modules": "import sys; sys.modules.clear()",
    "reset": "%reset -f",
    "builtins": "import builtins; builtins.open = builtins.print = builtins.int = builtins.min = None",
    "json": """
        import json, socket, time
        json.dumps = json.loads = json.JSONEncoder.encode = json.encoder.c_make_encoder = None
        time.time = time.monotonic = socket.socket = None
        """,
    "os": "import os; os.write = os.read = os.getpid = os._exit = None",
    "thread": """
        import threading
        def f():
            while True: print('y' * 99)
        threading.Thread(target=f, daemon=True).start()
        """,
    "alarm": "import signal; signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)",
    "child": "import os; os.fork()",
    "survivor": """
        import os, time
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0: time.sleep(600)
            os._exit(0)
        """,
}


@pytest.mark.parametrize("name", RUDE)
def test_a_rude_cell_costs_no_other(sandbox, name):
    started = time.monotonic()
    _, rude, check = run(sandbox, SETUP, RUDE[name], ("c", "check(3)"))
    assert rude.status in ("ok", "error")
    assert check.calls == [{"value": 6}] and check.status == "ok", check
    assert time.monotonic() - started < 30


def test_without_isolation_nothing_survives_either(bare, tmp_path):
    started, mark = time.monotonic(), tmp_path / "mark"
    results = run(
        bare,
        f"""
        import os, time
        if os.fork() == 0:
            os.setsid()
            time.sleep(2)
            open({str(mark)!r}, 'w')
            os._exit(0)
        """,
        "import os; os._exit(3)",
        "1",
    )
    assert statuses(results) == ["ok", "died", "ok"] and "status 3" in results[1].outputs[-1]["evalue"]
    time.sleep(max(0, 3 - (time.monotonic() - started)))
    assert not mark.exists()
