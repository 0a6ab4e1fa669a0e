"""Every way in which a submission has been seen to be damaged, and some that nobody has seen yet."""

import copy
import io
import json
import random
import re
import zipfile

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.intake import assignment_of, repair

STEPS = ["step1_foundations", "step2_self_attention", "step10_generation"]
STUB = "# YOUR CODE HERE\nraise NotImplementedError()"
SPLIT = "def split(x, h):\n    return [x[i::h] for i in range(h)]"
MERGE = "def merge(parts):\n    return sum(parts, [])"
SCALE = 'answer_scale = "c"'
ANSWERS = {"split": SPLIT, "merge": MERGE, "answer_scale": SCALE}
HELPER = "def helper(parts):\n    return list(parts)"
USES_HELPER = "def merge(parts):\n    return helper(parts)"


def mark(name, **flags):
    flags = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3} | flags
    return {"nbgrader": {"grade_id": name, **flags}}


def answer(name, stub):
    return new_code_cell(stub, id=f"id-{name}", metadata=mark(name, solution=True))


def check(name, source):
    flags = {"grade": True, "locked": True, "points": 1}
    return new_code_cell(source, id=f"id-{name}-check", metadata=mark(f"{name}_check", **flags))


def make_release():
    cells = [
        new_markdown_cell(
            "# Step 2: Self-attention\n[Colab](https://x.org/notebooks/step2_self_attention.ipynb)",
            id="intro",
        ),
        new_code_cell("import torch\ndef probe(value):\n    pass", id="setup", metadata=mark("setup", locked=True)),
        new_code_cell(
            "def earlier():\n    return 1",
            id="recap",
            metadata=mark("recap_step1_foundations", locked=True),
        ),
        new_markdown_cell("## Split", id="text-split"),
        answer(
            "split",
            f'def split(x, h):\n    """Split."""\n    # YOUR CODE HERE\n{STUB[17:].join(["    ", ""])}',
        ),
        check("split", "parts = split([1, 2, 3], 2)\nprobe(parts)\nprobe(len(parts))"),
        new_code_cell("%matplotlib inline\nprint(split([1], 1))", id="demo", metadata={"tags": ["skip-execution"]}),
        new_code_cell('toy = "a toy sentence"\nwords = toy.split()', id="plain"),
        new_markdown_cell("## Merge", id="text-merge"),
        answer(
            "merge",
            'def merge(parts):\n    """Merge."""\n    # YOUR CODE HERE\n    raise NotImplementedError()',
        ),
        check("merge", "whole = merge([[1], [2]])\nprobe(whole)"),
        answer("answer_scale", f'# answer_scale = "a", "b" or "c"\n{STUB}'),
        check("answer_scale", "probe(answer_scale)"),
    ]
    return new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})


RELEASE = make_release()


def submission():
    """The release with all three answers in it."""
    notebook = copy.deepcopy(RELEASE)
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = ANSWERS.get(grade_id, cell.source)
    return notebook


def find(notebook, name):
    return next(c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == name)


def place(notebook, name):
    return notebook.cells.index(find(notebook, name))


def blank(notebook, name):
    find(notebook, name).source = find(RELEASE, name).source


def strip(notebook):
    for cell in notebook.cells:
        cell.metadata, cell.id = {}, None


def dump(notebook):
    return json.dumps(notebook).encode()


def intake(submitted):
    """Repair and prove what holds of every result, whatever came in."""
    raw = submitted if isinstance(submitted, bytes) else dump(submitted)
    before = copy.deepcopy(RELEASE)
    result = repair(raw, RELEASE)
    assert before == RELEASE
    notebook = result.notebook
    nbformat.validate(notebook)
    nbformat.writes(notebook).encode()
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)
    assert result.readable or len(result.remarks) == 1
    ours = {cell.id: cell for cell in RELEASE.cells}
    assert [i for i in ids if i in ours] == list(ours)
    for cell in notebook.cells:
        expected = ours.get(cell.id)
        assert cell.metadata == (expected.metadata if expected else {})
        assert cell.cell_type != "code" or (cell.outputs == [] and cell.execution_count is None)
        if expected and not expected.metadata.get("nbgrader", {}).get("solution"):
            assert cell.source == expected.source
    assert repair(dump(notebook), RELEASE).notebook == notebook  # what was put right stays right
    return result


def run(notebook):
    """The notebook's names after a run that skips demos and goes on after an error, as grading does;
    and, for each check, whether it passed."""
    names, passed = {}, {}
    for cell in notebook.cells:
        if cell.cell_type == "code" and "skip-execution" not in cell.metadata.get("tags", ()):
            try:
                exec(cell.source.replace("import torch\n", ""), names)
                error = None
            except Exception as caught:
                error = caught
            if cell.metadata.get("nbgrader", {}).get("grade"):
                passed[cell.metadata.nbgrader.grade_id.removesuffix("_check")] = error is None
    return passed


def extras(notebook):
    ours = {cell.id for cell in RELEASE.cells}
    return [cell.source for cell in notebook.cells if cell.id not in ours]


ALL = {"split": True, "merge": True, "answer_scale": True}


def test_undamaged_comes_back_itself():
    result = intake(submission())
    assert result.notebook == submission() and result.remarks == [] and result.readable
    result = intake(RELEASE)
    assert result.notebook == RELEASE and result.remarks == []


def test_colab_round_trip_is_no_damage():
    notebook = submission()
    notebook.update(nbformat_minor=0)
    notebook.metadata.update(colab={"name": "x.ipynb", "provenance": []}, accelerator="GPU")
    for number, cell in enumerate(notebook.cells):
        cell.metadata.update(id=cell.pop("id"), cellView="form", outputId="1", executionInfo={"status": "ok"})
        if cell.cell_type == "code":
            cell.execution_count = number
            cell.outputs = [{"output_type": "stream", "name": "stdout", "text": ["x"]}]
    result = intake(notebook)
    assert result.notebook == submission() and result.remarks == []


def lost_all(nb):
    strip(nb)


def lost_marks(nb):
    for cell in nb.cells:
        cell.metadata = {}


def lost_marks_in_colab(nb):
    for cell in nb.cells:
        cell.metadata = {"id": cell.pop("id")}


def lost_one(nb):
    find(nb, "merge").update(id="other", metadata={})


def renamed(nb):
    cell = find(nb, "merge")
    cell.id, cell.metadata.nbgrader.grade_id = "other", "merge2"


def copied_stub_behind(nb):
    nb.cells.append(find(copy.deepcopy(RELEASE), "merge"))


def copied_stub_before(nb):
    nb.cells.insert(0, find(copy.deepcopy(RELEASE), "merge"))


def copied_answer_wins_last(nb):
    first = copy.deepcopy(find(nb, "merge"))
    first.source = "def merge(parts):\n    return 1 / 0"
    nb.cells.insert(place(nb, "merge"), first)


def copied_check(nb):
    nb.cells.append(copy.deepcopy(find(nb, "merge_check")))


def moved_to_end(nb):
    nb.cells.append(nb.cells.pop(place(nb, "split")))


def moved_to_start(nb):
    nb.cells.insert(0, nb.cells.pop(place(nb, "merge")))


def to_markdown(nb):
    cell = find(nb, "merge")
    cell.cell_type = "markdown"
    del cell["outputs"], cell["execution_count"]


def to_raw_without_mark(nb):
    cell = find(nb, "merge")
    cell.update(cell_type="raw", metadata={}, id="other")
    del cell["outputs"], cell["execution_count"]


def check_typed_over(nb):
    blank(nb, "merge")
    find(nb, "merge_check").source = MERGE


def answer_atop_check(nb):
    blank(nb, "merge")
    cell = find(nb, "merge_check")
    cell.source = f"{MERGE}\n\n{cell.source}"


def choice_in_check(nb):
    blank(nb, "answer_scale")
    find(nb, "answer_scale_check").source = f"{SCALE}\nprobe(answer_scale)"


def answer_below_check(nb):
    blank(nb, "merge")
    nb.cells.insert(place(nb, "merge_check") + 1, new_code_cell(MERGE))


def answer_below_touched_stub(nb):
    find(nb, "merge").source = "print('hm')\n" + find(RELEASE, "merge").source
    nb.cells.append(new_code_cell(MERGE))


def answer_above_stub(nb):
    blank(nb, "merge")
    nb.cells.insert(place(nb, "merge"), new_code_cell(MERGE))


def answer_in_demo(nb):
    blank(nb, "merge")
    nb.cells[[c.id for c in nb.cells].index("demo")].source += "\n" + MERGE


def merged_into_first(nb):
    find(nb, "split").source = f"{SPLIT}\n\n{MERGE}"
    blank(nb, "merge")


def merged_into_last(nb):
    find(nb, "merge").source = f"{SPLIT}\n\n{MERGE}"
    del nb.cells[place(nb, "split")]


def split_with_helper_first(nb):
    find(nb, "merge").source = HELPER
    nb.cells.insert(place(nb, "merge") + 1, new_code_cell(USES_HELPER))


def split_with_copied_mark(nb):
    find(nb, "merge").source = HELPER
    second = copy.deepcopy(find(nb, "merge"))
    second.update(source=USES_HELPER, id="other")
    nb.cells.insert(place(nb, "merge") + 1, second)


def swapped(nb):
    find(nb, "split").source, find(nb, "merge").source = MERGE, SPLIT


def helper_far_from_moved_answer(nb):
    find(nb, "split").source = "def split(x, h):\n    return helper(x)"
    nb.cells += [new_code_cell("base = list"), new_code_cell(HELPER.replace("list", "base"))]
    nb.cells.append(nb.cells.pop(place(nb, "split")))


def helper_in_check(nb):
    find(nb, "split_check").source += "\n\n" + HELPER
    find(nb, "merge").source = USES_HELPER


def import_in_setup(nb):
    find(nb, "setup").source = "import math, copy\nimport torch\n\ndef probe(value):\n    1 / 0"
    find(nb, "merge").source = "def merge(parts):\n    return math.pi, copy"


def import_in_setup_all_lost(nb):
    import_in_setup(nb)
    find(nb, "setup").source = "import math, copy\nimport torch\n\ndef probe(value):\n    pass"
    strip(nb)


def deleted_setup(nb):
    del nb.cells[place(nb, "setup")]


def deleted_check(nb):
    del nb.cells[place(nb, "merge_check")]


def edited_check(nb):
    cell = find(nb, "merge_check")
    cell.source = cell.source.replace("probe(whole)", "probe(3)")


def edited_check_all_lost(nb):
    edited_check(nb)
    strip(nb)


def edited_plain(nb):
    cell = next(c for c in nb.cells if c.id == "plain")
    cell.source = 'toy = "mine"\nwords = toy.split()'


def magics(nb):
    find(nb, "merge").source = f"%%time\n%load_ext foo\n{MERGE}"
    strip(nb)


def network(nb):
    cell = find(nb, "merge")
    cell.source = "!pip install -q \\\n  einops\nfrom google.colab import drive\ndrive.mount('/x')\n" + cell.source


def broken_cells(nb):
    nb.cells[3:3] = [None, 7, "x", [], {}]


def extra_cells_in_worksheets(nb):
    cells = nb.pop("cells")
    for cell in cells:
        if cell.cell_type == "code":
            cell.input = cell.pop("source")
    cells.insert(0, {"cell_type": "heading", "level": 1, "source": "Hi", "metadata": {}})
    nb.update(nbformat=3, nbformat_minor=0, worksheets=[{"cells": cells}, None])


def syntax_error_elsewhere(nb):
    find(nb, "merge").source = MERGE + "\n"
    nb.cells.append(new_code_cell("def oops(:\n  pass\nx = 'half"))
    strip(nb)


DAMAGES = {
    lost_all: r"split, merge, answer_scale had lost its metadata; it was found by the name",
    lost_marks: r"split, merge, answer_scale had lost nbgrader's metadata; it was found by its cell id",
    lost_marks_in_colab: r"found by its cell id",
    lost_one: r"merge had lost its metadata",
    renamed: r"merge had lost its metadata",
    copied_stub_behind: r"merge stood there more than once",
    copied_stub_before: r"merge stood there more than once",
    copied_answer_wins_last: r"merge stood there more than once",
    copied_check: r"check cell of merge stood there more than once",
    moved_to_end: r"split had been moved",
    moved_to_start: r"merge had been moved",
    to_markdown: r"merge had become text",
    to_raw_without_mark: r"merge had become text",
    check_typed_over: r"merge did not hold the answer",
    answer_atop_check: r"merge did not hold the answer",
    choice_in_check: r"answer_scale did not hold the answer",
    answer_below_check: r"merge did not hold the answer",
    answer_below_touched_stub: r"merge did not hold the answer",
    answer_above_stub: r"merge did not hold the answer",
    answer_in_demo: r"merge did not hold the answer",
    merged_into_first: r"merge was left empty: its answer stands with that to split",
    merged_into_last: r"merge was left empty: its answer stands with that to split",
    split_with_helper_first: r"merge did not hold the answer",
    split_with_copied_mark: r"merge stood there more than once",
    swapped: r"split, merge did not hold the answer",
    helper_far_from_moved_answer: r"split had been moved",
    helper_in_check: r"check cell of split had been changed",
    import_in_setup: r"cell setup had been changed",
    import_in_setup_all_lost: r"cell setup had been changed",
    deleted_setup: r"cell setup was missing",
    deleted_check: r"check cell of merge was missing",
    edited_check: r"check cell of merge had been changed",
    edited_check_all_lost: r"check cell of merge had been changed",
    edited_plain: r"cell 'toy = \"a toy sentence\"' had been changed",
    magics: r"found by the name",
    network: r"became comments",
    syntax_error_elsewhere: r"found by the name",
    broken_cells: r"What was no cell",
    extra_cells_in_worksheets: r"old nbformat 3",
}


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_answers_survive(damage):
    notebook = submission()
    damage(notebook)
    result = intake(notebook)
    assert result.readable and any(re.search(DAMAGES[damage], remark) for remark in result.remarks), result.remarks
    assert len(result.remarks) <= 4
    for cell in result.notebook.cells:
        cell.source = re.sub(r"(?m)^%.*$", "", cell.source)
    assert run(result.notebook) == ALL


def test_broken_answer_keeps_its_place_without_metadata():
    notebook = submission()
    find(notebook, "merge").source = "def merge(parts):\n    return parts[\n"
    expected = copy.deepcopy(notebook)
    strip(notebook)
    assert intake(notebook).notebook == expected


def test_every_answer_lost_or_missing():
    notebook = submission()
    del notebook.cells[place(notebook, "merge")]
    result = intake(notebook)
    assert find(result.notebook, "merge") == find(RELEASE, "merge")
    assert result.remarks == ["The answer cell of merge was missing; the empty stub was put back."]
    other = intake(new_notebook(cells=[new_code_cell("x = 1")]))
    assert other.readable and any("another lesson" in remark for remark in other.remarks)
    assert extras(other.notebook) == ["x = 1"]


def test_what_students_leave_in_stubs_stays():
    notebook = submission()
    find(notebook, "merge").source = ""
    find(notebook, "answer_scale").source = "# c, I think\n" + find(RELEASE, "answer_scale").source
    result = intake(notebook)
    assert result.notebook == notebook and result.remarks == []


def test_extra_cells_stay_where_they_were():
    notebook = submission()
    at = place(notebook, "merge")
    notebook.cells[at:at] = [
        new_code_cell(HELPER, metadata={"tags": ["skip-execution"]}),
        new_markdown_cell("Why?"),
    ]
    notebook.cells.insert(0, new_code_cell("import os"))
    notebook.cells += [new_code_cell("print(1)"), new_code_cell("  ")]
    find(notebook, "merge").source = USES_HELPER
    result = intake(notebook)
    assert [c.source for c in result.notebook.cells] == [c.source for c in notebook.cells[:-1]]
    assert [c.id for c in result.notebook.cells if c.id.startswith("extra-")] == [f"extra-{n}" for n in (1, 2, 3, 4)]
    assert result.remarks == [] and run(result.notebook) == ALL


def test_helper_moves_with_its_answer_and_not_above_the_setup():
    notebook = submission()
    helper_far_from_moved_answer(notebook)
    result = intake(notebook).notebook
    sources = [cell.source for cell in result.cells]
    assert sources.index("base = list") < sources.index(HELPER.replace("list", "base")) < place(result, "split")
    without = new_notebook(cells=[new_code_cell(HELPER), new_code_cell(USES_HELPER)])
    result = intake(without).notebook
    assert place(result, "setup") < [cell.source for cell in result.cells].index(HELPER) < place(result, "merge")


def test_patch_below_an_answer_stays_before_its_check():
    notebook = submission()
    find(notebook, "merge").source = "class Parts: pass\ndef merge(parts):\n    return Parts().all(parts)"
    patch = "Parts.all = lambda self, parts: parts"
    notebook.cells.insert(place(notebook, "merge") + 1, new_code_cell(patch))
    strip(notebook)
    result = intake(notebook)
    assert extras(result.notebook) == [patch] and run(result.notebook) == ALL


def test_demo_experiments_vanish_silently():
    notebook = submission()
    demo = next(cell for cell in notebook.cells if cell.id == "demo")
    demo.source = "def split(x, h):\n    return 0\nsplit(1, 2)"
    result = intake(notebook)
    assert result.notebook == submission() and result.remarks == []


def test_only_the_last_of_two_answers_counts():
    notebook = submission()
    copied_answer_wins_last(notebook)
    result = intake(notebook)
    assert find(result.notebook, "merge").source == MERGE and len(extras(result.notebook)) == 1


def test_answers_beside_check_calls_come_without_them():
    notebook = submission()
    answer_atop_check(notebook)
    result = intake(notebook)
    assert find(result.notebook, "merge").source == MERGE and extras(result.notebook) == []


def test_pip_and_drive_cells_become_comments():
    notebook = submission()
    lines = "!pip install x \\\n  y\nif True:\n    %pip install z\n"
    lines += "drive.mount(\n'/x')\nimport google.colab\nx = '!pip'"
    notebook.cells.append(new_code_cell(lines))
    (kept,) = extras(intake(notebook).notebook)
    assert kept == (
        "pass  # !pip install x \\\n#   y\nif True:\n    pass  # %pip install z\ndrive.mount(\n'/x')\n"
        "pass  # import google.colab\nx = '!pip'"
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
