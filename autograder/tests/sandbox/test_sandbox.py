"""What honest notebooks need of the sandbox, and the sandbox itself."""

import sys
from textwrap import dedent

import pytest

from autograder.sandbox import Cell, Sandbox, SandboxUnavailable, run_cells, syscalls, walls

from .helpers import LIMITS, SETUP, run, statuses, text


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
        "import nowhere",
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
        "own": True,
    }
    assert results[1].outputs[-1]["ename"] == "Wrong"
    assert "line 3" in "".join(results[1].outputs[-1]["traceback"])
    assert text(results[2]) == "3"
    assert [result.error["type"] for result in results[3:]] == ["SyntaxError", "ModuleNotFoundError", "EOFError"]
    assert all(0 <= result.seconds < 40 for result in results)


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


def test_a_check_draws_the_same_random_numbers_each_time(sandbox):
    check = ("e", "import random, torch, numpy as np\ncheck([random.random(), np.random.rand(), torch.rand(1).item()])")
    first, again = (run(sandbox, SETUP, "import random\nrandom.random()", check)[-1] for _ in range(2))
    assert first.calls == again.calls != []
    assert run(sandbox, SETUP, check)[-1].calls[0]["value"][0] != first.calls[0]["value"][0]


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
    _, quiet, _, first, between, many, large, odd, source = run(
        sandbox,
        SETUP,
        "check(1)",
        """
        vars(lesson_checks).update(NAMES=(), double=None)
        check = double = lesson_checks = None
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
        "x + 1",
        ("many", "for i in range(300): check(i)"),
        ("large", "check('x' * 3_000_000)"),
        ("odd", "check.__globals__['_sink'](object())\ncheck(1)"),
        "'range(300)' in str(In[:-1])",
    )
    assert first.calls == [{"value": 8}, {"value": [4, None, 1.5] * 2}, {"value": "??"}]
    assert first.status == "error" and first.error["type"] == "ZeroDivisionError"
    assert text(between) == "5"
    assert len(many.calls) == 200 and list(many.calls[-1]) == ["unreported"]
    assert [list(call) for call in large.calls + odd.calls] == [["unreported"], ["unreported"]]
    assert quiet.calls == [] and quiet.status == "ok"
    assert text(source) == "False"  # what a check asks is not left in IPython's history


def test_a_prelude_runs_once_grows_and_a_killed_sandbox_starts_again():
    prelude = [dedent(SETUP), "x = object()"]
    with Sandbox(LIMITS, isolated=False) as sandbox:
        results = [run(sandbox, "print(id(x))\nx = check = None", ("c", "check(1)"), prelude=prelude) for _ in range(2)]
        assert text(results[0][0]) == text(results[1][0]) != ""
        assert results[1][1].calls == [{"value": 2}]
        assert (
            text(run(sandbox, "print(id(x), y)", prelude=[*prelude, "y = 3"])[0]) == f"{text(results[0][0])[:-1]} 3\n"
        )
        sandbox._template._process.kill()
        assert run(sandbox, ("c", "check(1)"), prelude=prelude)[0].calls == [{"value": 2}]
        assert run(sandbox, "x")[0].error["type"] == "NameError"  # another prelude, another Python


def test_it_stops_when_enough_is_known():
    with Sandbox(LIMITS, isolated=False) as sandbox:
        cells = [
            Cell("a", dedent(SETUP)),
            Cell("c", "check(1)\ncheck(2)\ncheck(3)", "c"),
            Cell("b", "1"),
            Cell("d", "1", "d"),
        ]
        results = sandbox.run(cells, enough=lambda calls: {"value": 4} in calls)
    assert statuses(results) == ["ok", "stopped", "ok", "not run"]  # checks come last
    assert results[1].calls == [{"value": 2}, {"value": 4}]


def test_it_says_what_is_missing(monkeypatch):
    monkeypatch.setattr(walls.shutil, "which", lambda name: None)
    monkeypatch.setattr(walls, "_bwrap", walls._bwrap.__wrapped__)
    with pytest.raises(SandboxUnavailable, match=r"apt-get install bubblewrap\n.*--no-sandbox"):
        run_cells([Cell("a", "1")])


@pytest.mark.parametrize(
    "missing, cure",
    [(ModuleNotFoundError("pyseccomp"), "pip install -r requirements.txt"), (RuntimeError(), "install libseccomp2")],
)
def test_without_a_filter_of_system_calls_it_refuses(monkeypatch, missing, cure):
    class Finder:
        def find_spec(self, name, path=None, target=None):
            if name == "pyseccomp":
                raise missing

    monkeypatch.delitem(sys.modules, "pyseccomp", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Finder(), *sys.meta_path])
    monkeypatch.setattr(syscalls, "program", syscalls.program.__wrapped__)
    for start in (walls.check_available, lambda: run_cells([Cell("a", "1")])):
        with pytest.raises(SandboxUnavailable, match=rf"Cure: .*{cure}\n.*--no-sandbox"):
            start()
