"""Whatever happened to a notebook's cells, the answers in it keep their points."""

import copy
import re

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from .helpers import (
    ALL,
    HELPER,
    MERGE,
    RELEASE,
    SCALE,
    SPLIT,
    USES_HELPER,
    blank,
    extras,
    find,
    intake,
    place,
    run,
    strip,
    submission,
)


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
    result, whole = intake(notebook), submission()
    whole.metadata["colab"] = {"name": "x.ipynb"}
    assert result.notebook == whole and result.remarks == []


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
