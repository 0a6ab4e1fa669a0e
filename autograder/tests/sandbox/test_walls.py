"""What must not be within a notebook's reach, and what it may use of the machine."""

import dataclasses
import json

from autograder.grading import verdict
from autograder.sandbox import CellResult, memory, walls

from .helpers import LIMITS, ROOT, SETUP, run, statuses, text

OURS = {path.name for path in walls.INSIDE.iterdir()}


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
    assert {name for _, name in lines[5:]} <= {*OURS, "pyvenv.cfg", "ld.so.cache", "localtime"}


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


def test_memory_is_counted_over_all_processes_once(sandbox, monkeypatch):
    monkeypatch.setattr(sandbox, "limits", dataclasses.replace(LIMITS, memory_bytes=700 << 20))
    hold = """
        import os, time
        held = bytearray(b'x') * ({before} << 20)
        children = [1]
        while len(children) < 9 and children[-1]: children.append(os.fork())
        if not children[-1]:
            more = bytearray(b'x') * ({after} << 20)
            time.sleep({seconds})
            os._exit(0)
        for child in children[1:]: os.waitpid(child, 0)
        print('held')
        """
    shared, private, last = run(
        sandbox,
        hold.format(before=300, after=5, seconds=0.5),  # 300 MB, which eight children share, and 40 of their own
        hold.format(before=5, after=100, seconds=60),
        "'still here'",
    )
    assert shared.status == "ok" and text(shared) == "held\n"
    assert private.status == "memory" and "killed for memory" in private.outputs[-1]["evalue"]
    assert last.status == "ok"


def test_files_in_memory_count(sandbox, monkeypatch):
    seen = []
    monkeypatch.setattr(memory.Watch, "look", lambda watch: watch.pid and seen.append(watch._files()))
    run(
        sandbox,
        """
        import time
        for folder in ('/scratch', '/dev/shm'):
            with open(folder + '/a', 'wb') as file: file.write(bytes(5 << 20))
        os = __import__('os'); os.remove('/dev/shm/a') if (kept := open('/dev/shm/a')) else None
        time.sleep(0.5)
        """,
    )
    assert min(seen) < 1 << 20 and 10 << 20 <= max(seen) < 12 << 20


def test_a_check_killed_for_memory_is_said_to_be(sandbox, monkeypatch):
    monkeypatch.setattr(sandbox, "limits", dataclasses.replace(LIMITS, memory_bytes=500 << 20))
    grow = "held = bytearray(b'x') * (700 << 20)\n__import__('time').sleep(60)"
    _, big, small = run(sandbox, SETUP, ("big", grow), ("small", "check(1)"))
    assert big.status == "memory" and small.calls == [{"value": 2}]
    solved = CellResult("big", "ok")
    assert "killed for memory" in verdict("big", solved, big).message


def test_what_lessons_need_passes_the_filter(sandbox):
    results = run(
        sandbox,
        "import threading; t = threading.Thread(target=print, args=('thread',)); t.start(); t.join()",
        "import subprocess; print(subprocess.run(['echo', 'program'], capture_output=True, text=True).stdout)",
        "import multiprocessing as m; p = m.get_context('fork').Pool(2); print(p.map(abs, [-1])); p.terminate()",
        "import socket; print(socket.socketpair(), socket.socket(), socket.socket(socket.AF_INET6, socket.SOCK_DGRAM))",
        "import torch; x = torch.ones(4).share_memory_(); print(x)",
        "import numpy as np; np.save('a.npy', np.ones(3)); print(np.load('a.npy', mmap_mode='r+'))",
        "import asyncio; print(await (await asyncio.create_subprocess_exec('true')).wait())",
        "import tempfile, shutil; shutil.copytree('/scratch', tempfile.mkdtemp(dir='/dev/shm') + '/x'); print(1)",
    )
    assert statuses(results) == ["ok"] * len(results), [result.failure for result in results]
    assert all(text(result) for result in results)
