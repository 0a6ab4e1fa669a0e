"""Nothing that is handed in stops intake; and which step a file belongs to."""

import copy
import json
import random

import pytest
from nbformat.v4 import new_code_cell

from autograder.grading import assignment_of

from .helpers import (
    ALL,
    MERGE,
    STEPS,
    dump,
    find,
    intake,
    run,
    submission,
)
from .test_files import UNREADABLE


def test_hostile_code_neither_stops_nor_stalls():
    hostile = [
        "-" * 30_000 + "1",
        "a" + ".b" * 30_000,
        "(" * 30_000,
        "!pip " * 30_000,
        "\n" * 30_000 + "  x",
        "x = " * 30_000,
    ]
    hostile += [
        "def f" * 30_000,
        "[" * 400,
        "lambda:" * 10**4 + "0",
        "if x:\n pass\n" + "elif x:\n pass\n" * 10**4,
        " " * 30_000,
    ]
    notebook = submission()
    notebook.cells += [new_code_cell(source) for source in hostile]
    result = intake(notebook)
    assert run(intake(submission()).notebook) == ALL and find(result.notebook, "merge").source == MERGE
    for source in hostile:
        intake((source + "\n\n\n" + MERGE).encode())


def test_random_damage_never_raises():
    random_ = random.Random(0)
    whole = json.dumps(submission(), indent=1).encode()
    tokens = [
        b"null",
        b"[]",
        b"{}",
        b"7",
        b'"x"',
        b"\0",
        b"\xff",
        b'"\\ud800"',
        b"\n",
        b"merge",
        b"[",
        b"}",
        b"NaN",
    ]
    readable = 0
    for _ in range(300):
        raw = bytearray(whole)
        for _ in range(random_.choice([1, 1, 2, 5, 30])):
            start = random_.randrange(len(raw))
            raw[start : start + random_.choice([0, 1, 2, 9])] = random_.choice([*tokens, random_.randbytes(2)])
        readable += intake(bytes(raw)).readable
    assert readable > 20


def test_random_structures_never_raise():
    random_ = random.Random(0)
    values = [
        None,
        7,
        "",
        "x",
        [],
        {},
        True,
        "merge",
        ["merge"],
        float("nan"),
        {"grade_id": "merge"},
        "markdown",
    ]
    for _ in range(200):
        notebook = json.loads(dump(submission()))
        for _ in range(8):
            node = random_.choice(
                [notebook, *notebook["cells"]] if isinstance(notebook.get("cells"), list) else [notebook]
            )
            while isinstance(node, dict | list) and node:
                keys = list(node) if isinstance(node, dict) else list(range(len(node)))
                key = random_.choice(keys)
                if not isinstance(node[key], dict | list) or random_.random() < 0.2:
                    node[key] = copy.deepcopy(random_.choice(values))
                    break
                node = node[key]
        intake(json.dumps(notebook).encode())


@pytest.mark.parametrize(
    ("filename", "step"),
    [
        ("step1_foundations.ipynb", 0),
        ("Copy of step1_foundations.ipynb", 0),
        ("step1_foundations (1).ipynb", 0),
        ("Copy of Copy of step1_foundations (2) - Kopie.ipynb", 0),
        ("jane_doe_12345_step1_foundations-3.ipynb", 0),
        ("doejane_LATE_123_456_step2_self_attention.ipynb", 1),
        ("STEP1_FOUNDATIONS.IPYNB", 0),
        ("Step 1 - Foundations.ipynb", 0),
        ("step10_generation.ipynb", 2),
        ("step10-generation_final_v2.ipynb.json", 2),
        ("Copy%20of%20step2_self_attention.ipynb", 1),
        ("C:\\step1_foundations\\step2_self_attention.ipynb", 1),
        ("step1 (2).ipynb", 0),
        ("lab step 10.ipynb", 2),
        ("step12.ipynb", None),
        ("homework.ipynb", None),
        ("step1_foundations step2_self_attention.ipynb", None),
        ("\ud800\0", None),
        ("", None),
    ],
)
def test_assignment_by_name(filename, step):
    assert assignment_of(filename, b"", STEPS) == (None if step is None else STEPS[step])


def test_assignment_by_content():
    notebook = submission()
    assert assignment_of("homework.ipynb", dump(notebook), STEPS) == "step2_self_attention"  # heading
    assert assignment_of("step1_foundations.ipynb", dump(notebook), STEPS) == "step1_foundations"
    notebook.cells[0].source = "see [Colab](https://x.org/blob/main/notebooks/step2_self_attention.ipynb)"
    assert assignment_of("homework.ipynb", dump(notebook), STEPS) == "step2_self_attention"
    notebook.cells[0].source = "# Step 2"
    assert assignment_of("homework.ipynb", dump(notebook), STEPS) == "step2_self_attention"
    del notebook.cells[0]
    assert assignment_of("homework.ipynb", dump(notebook), STEPS) is None
    notebook.metadata["colab"] = {"name": "Copy of step10_generation.ipynb"}
    assert assignment_of("homework.ipynb", dump(notebook), STEPS) == "step10_generation"
    for raw in UNREADABLE:
        assert assignment_of("homework", raw, STEPS) is None
