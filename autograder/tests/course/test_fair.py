"""What stands in right answers and must not cost a point: names, leftovers of other places, lines that fail."""

import json
import re

import nbformat
import pytest

from autograder.course import NbgraderCourse
from autograder.grading import runs
from autograder.lessons import NOTEBOOKS, SOLUTIONS

from ..sandboxes import need_sandbox

STEP, OWN = "step2_self_attention", "tests_attention"
ABOVE = {  # what stands above the answer, in its own cell
    "unused import": ("causal_mask", "import pandas as pd"),
    "two of them": ("softmax", "import scipy.special\nfrom einops import rearrange\nimport sklearn"),
    "download": ("softmax", "import urllib.request\nurllib.request.urlretrieve('https://example.org/a.txt', 'a.txt')"),
    "upload": ("softmax", "from google.colab import files\nuploaded = files.upload()\nname = list(uploaded)[0]"),
    "drive": ("softmax", "from google.colab import drive as gd\ngd.mount('/content/drive')"),
    "secret": ("attention", "from google.colab import userdata\nkey = userdata.get('KEY')\nassert key"),
    "file of one's own": ("softmax", "!wget https://example.org/a.txt\ntext = open('a.txt').read()\nsize = len(text)"),
    "login": ("attention", "import wandb\nwandb.login()"),
    "gpu's name": ("attention", "print(torch.cuda.get_device_name(0))"),
    "own assert": ("causal_mask", "assert softmax(torch.zeros(2))[0] == 1, 'hm'"),
    "division": ("causal_mask", "1 / 0"),
    "compiled": ("softmax", "@torch.compile"),
    "compiled with options": ("attention", "@torch.compile(mode='reduce-overhead', fullgraph=True)"),
}  # fmt: skip
NAMES = """list type len str int float tuple dict set isinstance getattr zip abs sorted print json np plt base64 zlib
plain _plain verdict raised checking probe check_true sample fill expect lesson_checks"""
BESIDE = {  # a cell of the student's own, after the set-up
    name: f"{name} = [1, 2, 3]" for name in NAMES.split()
} | {
    "pylab": "%pylab inline",
    "star import": "from torch import *\nfrom numpy import *",
    "default dtype": "torch.set_default_dtype(torch.float64)",
    "default device": "torch.set_default_device('meta')",
    "warnings as errors": "import warnings\nwarnings.simplefilter('error')",
    "numpy errors": "import numpy\nnumpy.seterr(all='raise')",
    "no gradients": "torch.set_grad_enabled(False)",
    "a quiet screen": "import builtins\nbuiltins.print = lambda *a, **k: None",
    "recursion": "import sys\nsys.setrecursionlimit(200)",
}  # fmt: skip


def solved():
    release, source = (nbformat.read(folder / f"{STEP}.ipynb", 4) for folder in (NOTEBOOKS, SOLUTIONS))
    answers = {cell.id: cell.source for cell in source.cells if cell.metadata.get("nbgrader", {}).get("solution")}
    for cell in release.cells:
        cell.source = re.sub(r"###.*", "", answers[cell.id]) if cell.id in answers else cell.source
    return release


def above(exercise, line):
    notebook = solved()
    for cell in notebook.cells:
        if cell.id == exercise:
            cell.source = f"{line}\n{cell.source}"
    return notebook


def beside(line):
    notebook = solved()
    place = next(number for number, cell in enumerate(notebook.cells) if cell.id == "setup")
    notebook.cells.insert(place + 1, nbformat.v4.new_code_cell(line))
    return notebook


@pytest.fixture(scope="module")
def scores(tmp_path_factory):
    """The points of one class, in which each student did one of these things."""
    need_sandbox()
    target = NbgraderCourse(tmp_path_factory.mktemp("course"))
    target.release(STEP)
    notebooks = {("above", name): above(*what) for name, what in ABOVE.items()}
    notebooks |= {("beside", name): beside(line) for name, line in BESIDE.items()}
    names = {key: f"s{number}" for number, key in enumerate(notebooks)}
    for key, notebook in notebooks.items():
        path = target.root / "submitted" / names[key] / STEP / f"{STEP}.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(notebook, path)
    assert target.grade(STEP, workers=2) == {}
    points = target.scores([STEP])
    words = {key: (target.root / runs.RECORDS / "verdicts" / STEP / f"{name}.json") for key, name in names.items()}
    return {key: (*points[name][STEP], words[key].read_text()) for key, name in names.items()}


@pytest.mark.parametrize("name", ABOVE)
def test_a_line_above_a_right_answer_costs_nothing(scores, name):
    score, most, words = scores["above", name]
    assert score == most, words


@pytest.mark.parametrize("name", BESIDE)
def test_the_students_notebook_cannot_break_the_checks(scores, name):
    score, most, words = scores["beside", name]
    own = json.loads(words).pop(OWN)  # a student's own tests see a student's own `zip`
    assert score == most or not own["passed"] and score == most - 2, words
