"""Outputs of every kind count towards the limit: what a cell can show, and what a process can claim that it showed."""

import json

import pytest

from autograder.sandbox.results import outputs_of, size

from .helpers import LIMITS, ROOT, run, statuses, text

ROOM = 1_000
MANY = {
    "streams": [{"output_type": "stream", "name": ("stdout", "stderr")[n % 2], "text": "x" * 90} for n in range(900)],
    "empty streams": [{"output_type": "stream", "name": "stdout", "text": ""}] * 900,
    "displays": [{"output_type": "display_data", "data": {"text/plain": "x" * 90}}] * 900,
    "empty displays": [{"output_type": "display_data", "data": {}}] * 900,
    "MIME types": [{"output_type": "display_data", "data": {f"text/{n}": "x" * 900 for n in range(900)}}] * 9,
    "names of MIME types": [{"output_type": "display_data", "data": {f"{n}" * 30: "" for n in range(900)}}] * 9,
    "long names": [{"output_type": "display_data", "data": {f"{n}" + "x" * 10**5: "" for n in range(99)}}] * 9,
    "results": [{"output_type": "execute_result", "data": {"text/plain": "x" * 90}, "execution_count": 1}] * 900,
    "errors": [{"output_type": "error", "ename": "E", "evalue": "x" * 9_000, "traceback": ["x" * 900] * 90}] * 900,
    "names of errors": [{"output_type": "error", "ename": "x" * 900, "evalue": "", "traceback": []}] * 900,
    "lines": [{"output_type": "error", "ename": "", "evalue": "", "traceback": [""] * 900}] * 900,
    "nothing": [{"output_type": "error"}] * 900,
}


@pytest.mark.parametrize("kind", MANY)
@pytest.mark.parametrize("room", [-50, 0, 100, ROOM, 10 * ROOM])
def test_what_a_process_claims_is_cut(kind, room):
    own = 30_000 if room > 100 else 2_000
    found = outputs_of(MANY[kind], room)
    assert sum(map(size, found)) <= max(100, room) + own
    assert len(json.dumps(found)) < 6 * (max(100, room) + own) + 100
    assert found or kind == "long names" or room < 150 and "error" not in kind


def test_an_error_is_shown_whatever_came_before_it():
    error = {"output_type": "error", "ename": "E", "evalue": "why", "traceback": ["line 1", "line 2"]}
    for room in (0, 100, ROOM):
        assert outputs_of([*MANY["streams"], error], room)[-2] == error


SHOWN = {
    "errors": "for n in range(100):\n    try:\n        raise ValueError('x' * 9000)\n    except ValueError:\n"
    "        get_ipython().showtraceback()",
    "names": "from IPython.display import display\nfor n in range(300):\n"
    "    display({f'text/{n}{k}' + 'x' * 90: '' for k in range(300)}, raw=True)",
    "long names": "from IPython.display import display\n"
    "display({'x' * 10**6 + str(n): 'y' for n in range(20)}, raw=True)",
    "displays": "from IPython.display import display\nfor n in range(3000):\n    display({'text/plain': ''}, raw=True)",
    "turns": "import sys\nfor n in range(10**5):\n    print('.', end='', file=(sys.stdout, sys.stderr)[n % 2])",
    "chain": "try:\n    1 / 0\nexcept Exception as error:\n"
    "    raise type('E' * 10**6, (Exception,), {})('x' * 10**6) from error",
}  # fmt: skip


def test_what_cells_show_is_cut(sandbox):
    results = run(sandbox, *SHOWN.values(), "print('still here')", "raise KeyError('why')")
    assert set(statuses(results)) <= {"ok", "error"}
    for name, result in zip(SHOWN, results):
        assert len(json.dumps(result.outputs)) <= 2 * (LIMITS.output_bytes + 30_000), name
        assert name == "chain" or any("output cut here" in output.get("text", "") for output in result.outputs), name
    assert results[-1].outputs[-1]["ename"] == "KeyError" and "why" in results[-1].outputs[-1]["evalue"]
    assert len(json.dumps([result.outputs for result in results])) < 2 * LIMITS.notebook_output_bytes


def test_the_sandbox_and_the_notebook_tell_the_same_of_an_error(sandbox):
    """A known mistake is recognised by this, wherever its check was run."""
    source = (ROOT / "autograder" / "lessons" / "printed" / "plain.py").read_text()
    setup = f"exec({source!r}, plain := {{'__name__': 'lesson_checks'}})"
    bodies = ["raise ValueError(1)", "assert 0, 'x'", "import json; json.loads('')", "[][1]", "{}['x']", "eval('1/0')"]
    bodies += ["with open('/dev/null'): raise KeyError", "try: [][1]\nfinally: pass", "try: [][1]\nexcept: raise"]
    bodies += ["try: [][1]\nexcept IndexError as e: raise ValueError from e", "class A:\n    raise NotImplementedError"]
    cells = ["def f():\n" + "\n".join(f"    {line}" for line in body.split("\n")) for body in bodies]
    told = "try: f()\nexcept Exception as error: print(plain['raised'](error)['own'])"
    results = run(sandbox, setup, *(source for cell in cells for source in (cell, told, "f()")))[1:]
    notebook = [text(result).strip() for result in results[1::3]]
    assert notebook == [str(result.error["own"]) for result in results[2::3]]
    assert notebook == ["True"] * 2 + ["False"] * 4 + ["True"] + ["False"] * 2 + ["True"] * 2
