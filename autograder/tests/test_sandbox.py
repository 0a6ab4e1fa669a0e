"""What students' notebooks may do to the sandbox, and what must come out all the same."""

import contextlib
import dataclasses
import json
import os
import threading
import time
from pathlib import Path

import nbformat
import pytest

from autograder.sandbox import Cell, CellResult, Limits, Sandbox, SandboxUnavailable, check_available, run_cells

ROOT = Path(__file__).parents[2]
LIMITS = Limits(cell_seconds=40, total_seconds=120, memory_bytes=1 << 30, file_bytes=8 << 20,
                scratch_bytes=16 << 20, output_bytes=60_000, notebook_output_bytes=150_000)
SETUP = '''
_CHECK_NAMES = ("check", "double")
_sink = None
def double(x):
    return 2 * x
def check(value):
    if _sink is not None:
        _sink({"value": double(value)})
'''


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


@contextlib.contextmanager
def limits(sandbox, **changed):
    """Other limits of time, which are kept outside, for a while."""
    sandbox.limits = dataclasses.replace(LIMITS, **changed)
    try:
        yield
    finally:
        sandbox.limits = LIMITS


def run(sandbox, *sources) -> list[CellResult]:
    return sandbox.run([Cell(f"cell{i}", source) for i, source in enumerate(sources)])


def text(result) -> str:
    """All that a cell printed or showed as text."""
    return "".join(output.get("text", "") + output.get("data", {}).get("text/plain", "")
                   for output in result.outputs)


def statuses(results) -> list[str]:
    return [result.status for result in results]


def valid(results) -> None:
    """The outputs make a notebook that nbformat takes and that can be written to a file."""
    notebook = nbformat.v4.new_notebook()
    for result in results:
        assert result.status in ("ok", "error", "timeout", "died", "not run")
        cell = nbformat.v4.new_code_cell("", id=result.id)
        cell.outputs = [nbformat.from_dict(output) for output in result.outputs]
        notebook.cells.append(cell)
    nbformat.validate(notebook)
    json.dumps([dataclasses.asdict(result) for result in results], ensure_ascii=False).encode()


# What honest notebooks need ------------------------------------------------------------------------------

@pytest.mark.parametrize("where", ["sandbox", "bare"])
def test_outputs_state_and_errors(where, request):
    results = run(request.getfixturevalue(where),
                  "import sys\nx = 2\nprint('out')\nprint('err', file=sys.stderr)\nx + 1",
                  "class Wrong(ValueError): pass\nx += 1\nraise Wrong('no')", "x", "def f(:", "import google.colab")
    valid(results)
    assert statuses(results) == ["ok", "error", "ok", "error", "error"]
    kinds = [(output["output_type"], output.get("name")) for output in results[0].outputs]
    assert kinds == [("stream", "stdout"), ("stream", "stderr"), ("execute_result", None)]
    assert results[1].error == {"type": "Wrong", "message": "no", "mro": [
        "Wrong", "ValueError", "Exception", "BaseException", "object"]}
    assert results[1].outputs[-1]["ename"] == "Wrong"
    assert "line 3" in "".join(results[1].outputs[-1]["traceback"])
    assert text(results[2]) == "3"
    assert [result.error["type"] for result in results[3:]] == ["SyntaxError", "ModuleNotFoundError"]
    assert all(0 < result.seconds < 40 for result in results)


RANDOM = "import random, torch, numpy as np\nprint(random.random(), np.random.rand(), torch.rand(1), hash('a'))"


def test_what_notebooks_do(sandbox):
    results = run(
        sandbox, "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
        "%timeit -n 2 -r 2 sum([1])", "!echo shell", "import os\nos.write(1, b'descriptor')",
        "def f():\n    return 'found'\nimport inspect\nprint(inspect.getsource(f), __name__)",
        "import torch\nx = torch.ones(3, requires_grad=True)\n(x * x).sum().backward()\nx.grad",
        "from IPython.display import HTML, display\ndisplay(HTML('<b>b</b>'))",
        "from concurrent.futures import ThreadPoolExecutor as T\nlist(T(2).map(abs, [-1]))",
        "%%writefile mine.py\nhelper = 7",
        "import mine, pickle\nclass A: pass\ntype(pickle.loads(pickle.dumps(A()))), mine.helper",
        "from dataclasses import dataclass\n@dataclass\nclass P:\n    x: 'int' = 1\nP()",
        "import asyncio\nawait asyncio.sleep(0)", RANDOM)
    valid(results)
    assert statuses(results) == ["ok"] * len(results), [r.error for r in results]
    assert results[0].outputs[0]["data"]["image/png"].startswith("iVBOR")
    assert "loop" in text(results[1]) and "shell" in text(results[2]) and "descriptor" in text(results[3])
    assert "return 'found'" in text(results[4]) and "__main__" in text(results[4])
    assert "<b>b</b>" in results[6].outputs[0]["data"]["text/html"]
    assert "__main__.A" in text(results[9]) and "7" in text(results[9])
    assert text(run(sandbox, RANDOM)[0]) == text(results[-1])


def test_nothing_is_left_for_the_next_notebook(sandbox):
    run(sandbox, "import builtins, os, torch\nopen('left', 'w').write('x')\nopen('/dev/shm/left', 'w').write('x')\n"
                 "builtins.left = 1\nleft_too = 2\ntorch.left = 1")
    result, = run(sandbox, "import os, torch\nprint(os.listdir('.'), os.listdir('/dev/shm'), "
                           "hasattr(__builtins__, 'left'), 'left_too' in globals(), hasattr(torch, 'left'))")
    assert text(result) == "[] [] False False False\n"


def test_checks_report(sandbox):
    results = sandbox.run([
        Cell("setup", SETUP), Cell("answer", "check = double = None\nx = 4\n_CHECK_NAMES = ()"),
        Cell("first", "check(x)\ncheck('\\ud800')\n1/0\ncheck(x)", check="first"),
        Cell("between", "_sink is None"), Cell("second", "check([x, None, 1.5])", check="second"),
        Cell("many", "for i in range(300): check(i)", check="many"),
        Cell("large", "check('x' * 3_000_000)", check="large"),
        Cell("odd", "_sink(object())\ncheck(1)", check="odd"), Cell("quiet", "check(1)")])
    found = {result.id: result for result in results}
    assert found["first"].calls == [{"value": 8}, {"value": "??"}]
    assert found["first"].status == "error" and found["first"].error["type"] == "ZeroDivisionError"
    assert text(found["between"]) == "True"
    assert found["second"].calls == [{"value": [4, None, 1.5, 4, None, 1.5]}]
    assert len(found["many"].calls) == 200 and list(found["many"].calls[-1]) == ["unreported"]
    assert list(found["large"].calls[0]) == ["unreported"]
    assert list(found["odd"].calls[0]) == ["unreported"] and len(found["odd"].calls) == 1
    assert found["quiet"].calls == [] and found["quiet"].status == "ok"


# What must not be within reach ---------------------------------------------------------------------------

def test_the_course_is_invisible(sandbox, tmp_path):
    secret = tmp_path / "gradebook.db"
    secret.write_text("secret")
    result, = run(sandbox, f"""
import os
print([os.path.exists(p) for p in ({str(secret)!r}, {str(ROOT / "autograder")!r}, {str(ROOT / "solutions")!r})],
      sorted(os.environ.keys() & {{'COURSE_SECRET', 'LOGNAME', 'SHELL'}}), os.listdir('/proc'), os.listdir('/etc'))
seen = []
for folder, inside, files in os.walk('/'):
    inside[:] = set(inside) - {{'usr', 'lib', 'lib32', 'lib64', 'bin', 'sys', 'alternatives'}}   # Python's, the system's
    seen += [os.path.join(folder, name) for name in files]
print(*sorted(seen), sep='\\n')
""")
    first, *seen = text(result).splitlines()
    assert first.startswith("[False, False, False] [] [] [")
    assert {os.path.basename(path) for path in seen if not path.startswith("/dev/")} <= {
        "runner.py", "confine.py", "pyvenv.cfg", "ld.so.cache", "localtime"}


def test_no_network_and_a_read_only_system(sandbox):
    results = run(sandbox, "import socket\nsocket.create_connection(('1.1.1.1', 53), timeout=3)",
                  "open('/usr/lib/mine', 'w')", "open('/mine', 'w')", "open('/sandbox/runner.py', 'a')",
                  "import torch\nopen(torch.__file__, 'a')", "open('/dev/mine', 'w')",
                  "import ctypes\nlibc = ctypes.CDLL(None)\nprint(libc.unshare(0x10000000), libc.umount2(b'/proc', 2), "
                  "libc.mount(b'tmpfs', b'/usr', b'tmpfs', 0, None))",
                  "import os, signal\nprint(os.getuid())\nos.kill(-1, signal.SIGKILL)")
    assert statuses(results[:6]) == ["error"] * 6
    assert {result.error["type"] for result in results[1:6]} <= {"OSError", "PermissionError"}
    assert text(results[6]) == "-1 -1 -1\n"
    assert "0" not in text(results[7]).split()


def test_limits(sandbox):
    results = run(
        sandbox, "x = bytearray(100 << 30)", "import torch\ntorch.zeros(10**11)", "print(1)",
        "with open('big', 'wb') as file:\n    for _ in range(100): file.write(bytes(1 << 20))",
        "import os\nfor i in range(100):\n    with open(f'f{i}', 'wb') as file: file.write(bytes(1 << 20))",
        "import os, time\nfor _ in range(200):\n    if os.fork() == 0: time.sleep(60)", "'still here'")
    valid(results)
    assert [r.error and r.error["type"] for r in results] == [
        "MemoryError", "RuntimeError", None, "OSError", "OSError", "BlockingIOError", None]


def test_output_is_bounded(sandbox):
    line = "x" * 1000
    results = run(sandbox, f"for _ in range(2000): print('{line}')", "'y' * 10**6",
                  "raise ValueError('z' * 10**7)", "import os\nfor _ in range(300): os.write(2, b'w' * 10000)",
                  "%matplotlib inline\nimport matplotlib.pyplot as plt\nfor _ in range(20): plt.figure(); plt.plot([1])",
                  "print('\\ud800', 1)\nraise ValueError('\\udfff')", "print('last')")
    valid(results)
    assert sum(len(json.dumps(result.outputs)) for result in results) < 260_000
    assert all(len(json.dumps(result.outputs)) < 100_000 for result in results)
    assert "output cut" in text(results[0]) and results[0].status == "ok"
    assert results[2].error["type"] == "ValueError" and len(results[2].error["message"]) <= 10_000
    assert results[5].error["message"] == "?"


# What must not cost other answers their points -----------------------------------------------------------

DEADLY = {
    "exit": "import os\nos._exit(0)", "crash": "import ctypes\nctypes.string_at(0)",
    "close": "import os\nos.closerange(0, 9999)", "abort": "import os\nos.abort()",
    "garbage": "import os\nfor fd in range(64):\n    try:\n        os.write(fd, b'{[' * 9999)\n"
               "    except OSError: pass",
    "forged": "import os\nfor fd in range(3, 64):\n    try:\n        os.write(fd, (9).to_bytes(4, 'big') + b'[' * 9)\n"
              "    except OSError: pass",
    "deep": "import os\nos.write(3, (200_000).to_bytes(4, 'big') + b'[' * 200_000)",
    "digits": "import os\nos.write(3, (9999).to_bytes(4, 'big') + b'9' * 9999)",
}


@pytest.mark.parametrize("name", DEADLY)
def test_a_cell_that_ends_python(sandbox, name):
    results = run(sandbox, "x = 1", DEADLY[name], "x += 1", "print(x)")
    valid(results)
    assert statuses(results) == ["ok", "died", "ok", "ok"] and text(results[3]) == "2\n"
    assert results[1].error is None and results[1].outputs[-1]["ename"] == "DeadKernelError"


def test_cells_that_never_end(sandbox):
    with limits(sandbox, cell_seconds=1.5):
        started = time.monotonic()
        results = run(sandbox, "x = 1", "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
                      "import signal\nfor s in range(1, 32):\n    try: signal.signal(s, signal.SIG_IGN)\n"
                      "    except OSError: pass\nwhile True: pass", "print(x)")
    valid(results)
    assert statuses(results) == ["ok", "timeout", "timeout", "ok"] and time.monotonic() - started < 30
    assert results[1].outputs[-1]["ename"] == "TimeoutError"


def test_a_fork_bomb_and_a_notebook_out_of_time(sandbox):
    with limits(sandbox, cell_seconds=1.5):
        results = run(sandbox, "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass", "print(1)")
    assert statuses(results) == ["timeout", "ok"]
    with limits(sandbox, total_seconds=1.5):
        results = run(sandbox, "1", "while True: pass", "2")
    assert statuses(results) == ["ok", "timeout", "not run"]
    assert "notebook" in results[1].outputs[-1]["evalue"]


def test_a_stack_that_overflows(sandbox):
    results = run(sandbox, "x = 1", "import sys\nsys.setrecursionlimit(10**6)\n"
                                    "def f(): return list(map(lambda _: f(), [1]))\nf()", "print(x)")
    assert results[1].status in ("died", "error") and text(results[2]) == "1\n"     # as the Python version has it


RUDE = {
    "exit": "import sys\nsys.exit()", "system exit": "raise SystemExit(3)", "interrupt": "raise KeyboardInterrupt",
    "unprintable": "class E(Exception):\n    def __str__(self): raise self\n    __repr__ = __str__\nraise E",
    "lying": "class E(Exception):\n    def __str__(self): return 7\nE.__name__ = 'x' * 10**6\nraise E",
    "no repr": "class R:\n    def __repr__(self): raise ValueError\nR()",
    "huge repr": "class R:\n    def __repr__(self): return 'x' * 10**8\nR()",
    "stdout": "import sys\nsys.stdout = sys.stderr = None", "recursion": "def f(): return f()\nf()",
    "modules": "import sys\nsys.modules.clear()", "reset": "%reset -f",
    "json": "import json, time, socket\njson.dumps = json.loads = json.JSONEncoder.encode = time.time = None\n"
            "socket.socket = json.encoder.c_make_encoder = None",
    "contexts": "def g():\n    try: 1/0\n    except Exception: return g()\ng()",
    "builtins": "import builtins\nbuiltins.open = builtins.print = builtins.int = builtins.min = None",
    "os": "import os\nos.write = os.read = os.getpid = os._exit = None",
    "thread": "import threading, time\ndef f():\n    while True: print('y' * 99); time.sleep(.001)\n"
              "threading.Thread(target=f, daemon=True).start()",
    "hook": "get_ipython().showtraceback = None\n1/0", "child": "import os\nos.fork()",
    "alarm": "import signal\nsignal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)",
    "survivor": "import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0: time.sleep(600)\n    os._exit(0)",
}


@pytest.mark.parametrize("name", RUDE)
def test_a_rude_cell_costs_no_other(sandbox, name):
    started = time.monotonic()
    results = sandbox.run([Cell("setup", SETUP), Cell("rude", RUDE[name]), Cell("check", "check(3)", check="c")])
    valid(results)
    assert results[1].status in ("ok", "error") and results[0].status == "ok"
    assert results[2].calls == [{"value": 6}] and results[2].status == "ok", results[2]
    assert time.monotonic() - started < 20


def test_without_isolation_nothing_survives_either(bare, tmp_path):
    mark = tmp_path / "mark"
    started = time.monotonic()
    results = run(bare, f"import os, time\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(2)\n"
                        f"    open({str(mark)!r}, 'w')\n    os._exit(0)", "import os\nos._exit(3)", "1")
    assert statuses(results) == ["ok", "died", "ok"] and "status 3" in results[1].outputs[-1]["evalue"]
    time.sleep(max(0, 3 - (time.monotonic() - started)))
    assert not mark.exists()


# The sandbox itself --------------------------------------------------------------------------------------

def test_it_starts_again_after_being_killed(sandbox):
    sandbox._process.kill()
    assert text(run(sandbox, "print('again')")[0]) == "again\n"


def test_several_threads_may_share_one(sandbox):
    found = {}

    def use(number):
        found[number] = text(run(sandbox, f"x = {number}", "print(x)")[1])

    threads = [threading.Thread(target=use, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {number: f"{number}\n" for number in range(3)}


def test_it_says_what_is_missing(monkeypatch):
    from autograder import bubblewrap
    monkeypatch.setattr(bubblewrap.shutil, "which", lambda name: None)
    bubblewrap._unavailable.cache_clear()
    try:
        with pytest.raises(SandboxUnavailable, match="apt-get install bubblewrap\n.*--no-sandbox"):
            run_cells([Cell("a", "1")])
    finally:
        bubblewrap._unavailable.cache_clear()
