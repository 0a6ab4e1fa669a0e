"""Files of every kind: odd, damaged, no notebooks at all."""

import base64
import copy
import io
import json
import random
import re
import zipfile

import pytest
from nbformat.v4 import new_code_cell

from autograder.grading import repair

from .helpers import (
    ALL,
    HELPER,
    RELEASE,
    SCALE,
    USES_HELPER,
    dump,
    extras,
    find,
    intake,
    place,
    run,
    submission,
)


def sources_as(convert):
    def change(notebook):
        notebook = json.loads(dump(notebook))
        for cell in notebook["cells"]:
            cell["source"] = convert(cell["source"])
        return notebook

    return change


@pytest.mark.parametrize(
    "change",
    [
        sources_as(lambda source: source.splitlines(True)),
        sources_as(lambda source: source.splitlines()),
        sources_as(lambda source: source.replace("\n", "\r\n")),
        sources_as(lambda source: source.replace("\n", "\r")),
        sources_as(lambda source: source.replace("=", "\0=")),
        sources_as(lambda source: [*source.splitlines(True), None, 3]),
        lambda nb: nb | {"nbformat": 4, "nbformat_minor": 4},
        lambda nb: nb | {"nbformat": None, "nbformat_minor": "x", "metadata": None},
        lambda nb: {"cells": nb.cells},
        lambda nb: nb | {"cells": [c | {"outputs": 7, "execution_count": "x", "attachments": 3} for c in nb.cells]},
        lambda nb: nb | {"cells": [c | {"outputs": [{"data": float("nan")}, "\ud800"]} for c in nb.cells]},
        lambda nb: nb | {"cells": [c | {"id": "same"} for c in nb.cells]},
        lambda nb: nb | {"cells": [{k: v for k, v in c.items() if k != "id"} for c in nb.cells]},
        lambda nb: nb | {"cells": [c | {"id": ["x"]} for c in nb.cells]},
    ],
)
def test_harmless_oddities_need_no_remark(change):
    result = intake(json.dumps(change(submission())).encode())
    assert result.notebook == submission() and result.remarks == []


@pytest.mark.parametrize("value", [None, 7, "x", [], {"nbgrader": None}, {"nbgrader": {"grade_id": []}}])
def test_metadata_of_the_wrong_type(value):
    notebook = submission() | {"metadata": value}
    notebook["cells"] = [dict(cell) | {"metadata": value} for cell in notebook["cells"]]
    assert intake(json.dumps(notebook).encode()).notebook == submission()


@pytest.mark.parametrize("value", [None, 7, {"x": 1}, [[], {}], True])
def test_sources_of_the_wrong_type(value):
    notebook = json.loads(dump(submission()))
    for cell in notebook["cells"]:
        cell["source"] = value
    assert find(intake(json.dumps(notebook).encode()).notebook, "merge").source == ""
    for cell in notebook["cells"]:
        del cell["source"], cell["cell_type"]
    assert intake(json.dumps(notebook).encode()).readable


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252"])
def test_encodings(encoding):
    notebook = submission()
    find(notebook, "answer_scale").source = "# für\n" + SCALE
    result = intake(json.dumps(notebook, ensure_ascii=False).encode(encoding))
    assert result.notebook == notebook and len(result.remarks) == ("utf-8" not in encoding)


def test_text_that_utf8_cannot_hold():
    notebook = submission()
    find(notebook, "answer_scale").source = SCALE + "  # \ud800 é \U0001f600"
    result = intake(dump(notebook))
    assert find(result.notebook, "answer_scale").source == SCALE + "  # \ufffd é \U0001f600"
    raw = json.dumps(submission(), ensure_ascii=False).encode().replace(b"Split.", "Ä\U0001f600".encode() + b"\xe9")
    assert intake(raw).readable


def docx():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", "x")
    return packed.getvalue()


WHOLE = dump(submission())
INDENTED = json.dumps(submission(), indent=1)
UNREADABLE = {
    b"": "empty",
    b" \n\0": "empty",
    b"\xef\xbb\xbf": "empty",
    WHOLE[: len(WHOLE) // 2]: "cut off|damaged",
    WHOLE[:-1]: "cut off",
    INDENTED.replace(' "nbformat"', '<<<<<<< HEAD\n "nbformat"').encode(): "conflict",
    INDENTED.replace('"cells": [', '"cells": [ oops').encode(): "damaged in line",
    b"%PDF-1.7 ...": "PDF",
    docx(): "zip archive or a Word document",
    b"<!DOCTYPE html><html>": "web page",
    b"\n<html>": "web page",
    b"Dear professor, here is my homework.": "neither a notebook nor",
    b"import os\nprint(os)": "neither a notebook nor",
    b"\x89PNG\r\n\x1a\n\0\0": "image",
    b"{}": "no notebook cells",
    b'{"cells": {}}': "no notebook cells",
    b"[1, 2]": "neither a notebook nor",
    b"null": "neither a notebook nor",
    b'{"cells": ' + b"[" * 200_000: "damaged .RecursionError",
    b'{"cells": ' + b'{"a":' * 200_000: "damaged .RecursionError",
    b'{"cells": [' + b"{}," * 6000 + b"{}]}": "far more cells",
    random.Random(1).randbytes(5000): "not a notebook|neither a notebook",
}


@pytest.mark.parametrize("raw", UNREADABLE, ids=range(len(UNREADABLE)))
def test_unreadable_files_say_why_and_what_to_do(raw):
    result = intake(raw)
    assert not result.readable and result.notebook == RELEASE
    assert re.search(UNREADABLE[raw], result.remarks[0]) and "Download .ipynb" in result.remarks[0]


def test_huge_file_is_refused():
    result = repair(b"{" + b" " * 50_000_000, RELEASE)
    assert not result.readable and "too large" in result.remarks[0]


def test_junk_behind_the_end():
    result = intake(WHOLE + b"\n}\n]}\0")
    assert result.notebook == submission() and "Behind the notebook's end" in result.remarks[0]
    assert intake(WHOLE + b"\0" * 99).remarks == []


def as_percent(notebook):
    parts = []
    for cell in notebook.cells:
        prose = cell.cell_type == "markdown"
        source = re.sub("(?m)^", "# ", cell.source) if prose else re.sub("(?m)^%", "# %", cell.source)
        parts.append(f"# %%{' [markdown]' if prose else ''}\n{source}\n")
    return "# ---\n# jupyter: x\n# ---\n\n" + "\n".join(parts)


def as_nbconvert(notebook):
    header = "#!/usr/bin/env python\n# coding: utf-8\n\n"
    return header + "".join(
        re.sub("(?m)^", "# ", c.source) + "\n\n" if c.cell_type == "markdown" else f"# In[ ]:\n\n\n{c.source}\n\n\n"
        for c in notebook.cells
    )


def as_colab(notebook):
    header = '"""x.ipynb\n\nAutomatically generated by Colab.\n"""\n\n!pip install torch\n\n'
    return header + "\n\n".join(
        f'"""{c.source}"""' if c.cell_type == "markdown" else re.sub("(?m)^%", "# %", c.source) for c in notebook.cells
    )


@pytest.mark.parametrize("export", [as_percent, as_nbconvert, as_colab])
def test_python_scripts(export):
    notebook = submission()
    find(notebook, "merge").source = USES_HELPER
    notebook.cells.insert(place(notebook, "merge"), new_code_cell(HELPER))
    result = intake(export(notebook).encode())
    assert run(result.notebook) == ALL
    assert any("Python script" in remark for remark in result.remarks) and len(result.remarks) <= 2
    assert [source for source in extras(result.notebook) if not source.startswith("pass")] == [HELPER]


def test_script_with_a_syntax_error_loses_only_that_answer():
    notebook = submission()
    find(notebook, "split").source = "def split(x, h):\n\n    return x["
    result = intake(as_colab(notebook).encode())
    assert "return x[" in find(result.notebook, "split").source
    assert run(result.notebook) == ALL | {"split": False}


def test_what_colab_says_of_its_assistant_is_kept():
    release = copy.deepcopy(RELEASE)
    release.metadata["colab"] = {"generative_ai_disabled": True}
    notebook = submission()
    assert repair(dump(notebook), release).notebook.metadata["colab"] == {"generative_ai_disabled": True}
    notebook.metadata["colab"] = {"provenance": [], "generative_ai_disabled": True, "toc_visible": True}
    kept = repair(dump(notebook), release).notebook.metadata["colab"]
    assert kept == {"generative_ai_disabled": True, "toc_visible": True}
    notebook.metadata["colab"] = {"provenance": []}  # the student has turned it on again
    assert repair(dump(notebook), release).notebook.metadata["colab"] == {}


TEXT = json.dumps(submission())
WRAPPED = {
    "header": "# Databricks notebook source\n" + TEXT,
    "two lines": "Name: Ann\nGroup: {3}\n\n" + json.dumps(submission(), indent=1),
    "python": repr(json.loads(TEXT)),
    "json in json": json.dumps(TEXT),
    "twice": json.dumps(json.dumps(TEXT)),
    "under a key": json.dumps({"name": "x.ipynb", "type": "notebook", "content": json.loads(TEXT)}),
    "text under a key": json.dumps({"path": "x.ipynb", "content": TEXT}),
    "contents api": json.dumps({"name": "x.ipynb", "encoding": "base64",
                                "content": base64.encodebytes(TEXT.encode()).decode()}),
    "a list of one": json.dumps([json.loads(TEXT)]),
}  # fmt: skip


@pytest.mark.parametrize("name", WRAPPED)
def test_a_notebook_inside_something_else_is_found(name):
    result = intake(WRAPPED[name].encode())
    assert result.readable and run(result.notebook) == run(submission())
    assert "stood inside something else" in result.remarks[0]
