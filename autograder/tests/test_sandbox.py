"""What students' notebooks may do to the sandbox, and what must come out all the same."""

import dataclasses
import json
import os
import time
from pathlib import Path
from textwrap import dedent

import nbformat
import pytest

from autograder import bubblewrap
from autograder.sandbox import Cell, Limits, Sandbox, SandboxUnavailable, check_available, run_cells

ROOT = Path(__file__).parents[2]
LIMITS = Limits(
    cell_seconds=40,
    total_seconds=120,
    memory_bytes=1 << 30,
    file_bytes=8 << 20,
    scratch_bytes=16 << 20,
    output_bytes=60_000,
    notebook_output_bytes=150_000,
)
SETUP = """
    _CHECK_NAMES = ("check", "double")
    _sink = None
    def double(x):
        return 2 * x
    def check(value):
        if _sink is not None:
            _sink({"value": double(value)})
"""


@pytest.fixture(scope="module")
def sandbox():
    os.environ["COURSE_SECRET"] = "secret"
    try:
        check_available()
    except SandboxUnavailable as reason:
        pytest.skip(f"no sandbox on this machine: {reason}")
    with Sandbox(LIMITS) as started:
        yield started


@pytest.fixture(scope="module")
def bare():
    with Sandbox(LIMITS, isolated=False) as started:
        yield started


def run(sandbox, *sources):
    """Run cells; a source given as (name, text) is the check of exercise `name`."""
    cells = []
    for number, source in enumerate(sources):
        check, source = source if isinstance(source, tuple) else (None, source)
        cells.append(Cell(f"cell{number}", dedent(source).strip(), check))
    results = sandbox.run(cells)
    notebook = nbformat.v4.new_notebook()  # whatever they did, it is what nbformat takes and files hold
    for result in results:
        notebook.cells.append(nbformat.v4.new_code_cell("", id=result.id))
        notebook.cells[-1].outputs = [nbformat.from_dict(output) for output in result.outputs]
    nbformat.validate(notebook)
    json.dumps([dataclasses.asdict(result) for result in results], ensure_ascii=False).encode()
    assert [result.id for result in results] == [cell.id for cell in cells]
    return results


def text(result) -> str:
    """All that a cell printed or showed as text."""
    return "".join(output.get("text", "") + output.get("data", {}).get("text/plain", "") for output in result.outputs)


def statuses(results):
    return [result.status for result in results]


# What honest notebooks need ------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["sandbox", "bare"])
def test_outputs_state_and_errors(where, request):
    results = run(
        request.getfixturevalue(where),
        """
        import sys
        x = 2
        print('out')
        print('err', file=sys.stderr)
        x + 1
        """,
        """
        class Wrong(ValueError): pass
        x += 1
        raise Wrong('no')
        """,
        "x",
        "def f(:",
        "import google.colab",
        "input()",
    )
    assert statuses(results) == ["ok", "error", "ok", "error", "error", "error"]
    kinds = [(output["output_type"], output.get("name")) for output in results[0].outputs]
    assert kinds == [("stream", "stdout"), ("stream", "stderr"), ("execute_result", None)]
    assert results[1].error == {
        "type": "Wrong",
        "message": "no",
        "mro": ["Wrong", "ValueError", "Exception", "BaseException", "object"],
        "where": "<module>",
    }
    assert results[1].outputs[-1]["ename"] == "Wrong"
    assert "line 3" in "".join(results[1].outputs[-1]["traceback"])
    assert text(results[2]) == "3"
    assert [result.error["type"] for result in results[3:]] == ["SyntaxError", "ModuleNotFoundError", "EOFError"]
    assert all(0 < result.seconds < 40 for result in results)


RANDOM = """
    import random, torch, numpy as np
    print(random.random(), np.random.rand(), torch.rand(1), hash('a'))
"""


def test_what_notebooks_do(sandbox):
    results = run(
        sandbox,
        """
        %matplotlib inline
        import matplotlib.pyplot as plt
        plt.plot([1, 2])
        plt.show()
        """,
        "%timeit -n 2 -r 2 sum([1])",
        "!echo shell",
        "import os; os.write(1, b'descriptor')",
        """
        import inspect
        def f():
            return 'found'
        print(inspect.getsource(f), __name__)
        """,
        """
        import torch
        x = torch.ones(3, requires_grad=True)
        (x * x).sum().backward()
        torch.optim.AdamW([x]).step()
        """,
        "from IPython.display import HTML; HTML('<b>b</b>')",
        "%%writefile mine.py\nhelper = 7",
        """
        import mine, pickle
        class A: pass
        type(pickle.loads(pickle.dumps(A()))), mine.helper
        """,
        """
        from concurrent.futures import ThreadPoolExecutor
        from dataclasses import dataclass
        @dataclass
        class P:
            x: 'int' = 1
        P(), list(ThreadPoolExecutor(2).map(abs, [-1]))
        """,
        "import asyncio; await asyncio.sleep(0)",
        RANDOM,
    )
    assert statuses(results) == ["ok"] * len(results), [result.error for result in results]
    assert results[0].outputs[0]["data"]["image/png"].startswith("iVBOR")
    assert "loop" in text(results[1]) and "shell" in text(results[2]) and "descriptor" in text(results[3])
    assert "return 'found'" in text(results[4]) and "__main__" in text(results[4])
    assert "<b>b</b>" in results[6].outputs[0]["data"]["text/html"]
    assert "__main__.A" in text(results[8]) and "7" in text(results[8])
    assert text(run(sandbox, RANDOM)[0]) == text(results[-1])


def test_nothing_is_left_for_the_next_notebook(sandbox):
    run(
        sandbox,
        """
        import builtins, torch
        for path in ('left', '/dev/shm/left'): open(path, 'w').write('x')
        builtins.left = torch.left = left = 1
        """,
    )
    (result,) = run(
        sandbox,
        """
        import builtins, os, torch
        print(os.listdir('.'), os.listdir('/dev/shm'))
        print([hasattr(place, 'left') for place in (builtins, torch)], 'left' in globals())
        """,
    )
    assert text(result).splitlines() == ["[] []", "[False, False] False"]


def test_checks_report(sandbox):
    _, _, first, between, many, large, odd, quiet, source = run(
        sandbox,
        SETUP,
        """
        check = double = None
        _CHECK_NAMES = ()
        x = 4
        """,
        (
            "first",
            """
        check(x)
        check([x, None, 1.5])
        check('\\ud800')
        1 / 0
        check(x)
        """,
        ),
        "_sink is None",
        ("many", "for i in range(300): check(i)"),
        ("large", "check('x' * 3_000_000)"),
        ("odd", "_sink(object())\ncheck(1)"),
        "check(1)",
        "'range(300)' in str(In[:-1])",
    )
    assert first.calls == [{"value": 8}, {"value": [4, None, 1.5] * 2}, {"value": "??"}]
    assert first.status == "error" and first.error["type"] == "ZeroDivisionError"
    assert text(between) == "True"
    assert len(many.calls) == 200 and list(many.calls[-1]) == ["unreported"]
    assert [list(call) for call in large.calls + odd.calls] == [["unreported"], ["unreported"]]
    assert quiet.calls == [] and quiet.status == "ok"
    assert text(source) == "False"  # what a check asks is not left in IPython's history


# What must not be within reach ---------------------------------------------------------------------------


def test_the_course_is_invisible(sandbox, tmp_path):
    secret = tmp_path / "gradebook.db"
    secret.write_text("secret")
    (result,) = run(
        sandbox,
        f"""
        import os
        for path in ({str(secret)!r}, {str(ROOT / "autograder")!r}, {str(ROOT / "solutions")!r}):
            print(path, os.path.exists(path))
        print('variables', sorted(os.environ.keys() & {{'COURSE_SECRET', 'LOGNAME', 'SHELL'}}))
        print('processes', os.listdir('/proc'))
        for folder, inside, files in os.walk('/'):      # but for Python and the system
            inside[:] = set(inside) - {{'usr', 'lib', 'lib32', 'lib64', 'bin', 'sys', 'dev', 'alternatives'}}
            for name in files: print('file', name)
        """,
    )
    lines = [line.split(" ", 1) for line in text(result).splitlines()]
    assert [answer for _, answer in lines[:5]] == ["False", "False", "False", "[]", "[]"]
    assert {name for _, name in lines[5:]} <= {"runner.py", "confine.py", "pyvenv.cfg", "ld.so.cache", "localtime"}


def test_no_network_no_writing_no_way_out(sandbox):
    *writes, network, escape, kill = run(
        sandbox,
        "open('/usr/lib/mine', 'w')",
        "open('/mine', 'w')",
        "open('/sandbox/runner.py', 'a')",
        "import torch; open(torch.__file__, 'a')",
        "open('/dev/mine', 'w')",
        "import socket; socket.create_connection(('1.1.1.1', 53), timeout=3)",
        """
        import ctypes
        libc = ctypes.CDLL(None)
        print(libc.unshare(0x10000000), libc.umount2(b'/proc', 2), libc.mount(b't', b'/usr', b'tmpfs', 0, 0))
        """,
        "import os; print(os.getuid()); os.kill(-1, 9)",
    )
    assert {result.error["type"] for result in writes} <= {"OSError", "PermissionError"}
    assert network.error["type"] == "OSError"
    assert text(escape) == "-1 -1 -1\n"
    assert int(text(kill)) != 0 and kill.error["type"] == "ProcessLookupError"


def test_limits(sandbox):
    results = run(
        sandbox,
        "x = bytearray(100 << 30)",
        "import torch; torch.zeros(10**11)",
        """
        with open('big', 'wb') as file:
            for _ in range(100): file.write(bytes(1 << 20))
        """,
        "for i in range(100):\n    with open(f'f{i}', 'wb') as file: file.write(bytes(1 << 20))",
        """
        import os, time
        for _ in range(200):
            if os.fork() == 0: time.sleep(60)
        """,
        "'still here'",
    )
    assert [result.error and result.error["type"] for result in results] == [
        "MemoryError",
        "RuntimeError",
        "OSError",
        "OSError",
        "BlockingIOError",
        None,
    ]


def test_output_is_bounded(sandbox):
    results = run(
        sandbox,
        "for _ in range(2000): print('x' * 1000)",
        "'y' * 10**6",
        "raise ValueError('z' * 10**7)",
        "import os; [os.write(2, b'w' * 10000) for _ in range(300)]",
        """
        %matplotlib inline
        import matplotlib.pyplot as plt
        for _ in range(20): plt.figure(); plt.plot([1])
        """,
        "print('\\ud800')\nraise ValueError('\\udfff')",
        "print('last')",
    )
    assert sum(len(json.dumps(result.outputs)) for result in results) < 260_000
    assert "output cut" in text(results[0]) and results[0].status == "ok"
    assert results[2].error["type"] == "ValueError" and len(results[2].error["message"]) == 10_000
    assert results[5].error["message"] == "?"


# What must not cost other answers their points -----------------------------------------------------------

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


# The sandbox itself --------------------------------------------------------------------------------------


def test_a_prelude_runs_once_and_a_killed_sandbox_starts_again():
    with Sandbox(LIMITS, isolated=False, prelude=[dedent(SETUP), "x = object()"]) as sandbox:
        results = [run(sandbox, "print(id(x))\nx = check = None", ("c", "check(1)")) for _ in range(2)]
        assert text(results[0][0]) == text(results[1][0]) != ""
        assert results[1][1].calls == [{"value": 2}]
        sandbox._process.kill()
        assert run(sandbox, ("c", "check(1)"))[0].calls == [{"value": 2}]


def test_it_says_what_is_missing(monkeypatch):
    monkeypatch.setattr(bubblewrap.shutil, "which", lambda name: None)
    bubblewrap._bwrap.cache_clear()
    with pytest.raises(SandboxUnavailable, match=r"apt-get install bubblewrap\n.*--no-sandbox"):
        run_cells([Cell("a", "1")])
