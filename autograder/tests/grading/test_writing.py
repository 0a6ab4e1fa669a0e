"""Our writer of notebooks and nbformat's: the same bytes."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell

from autograder.grading.writing import text
from autograder.lessons import SOLUTIONS

ODD = ["", "a", "a\n", "\n\n", "a\r\nb", "line\u2028separator\x0c\x1c", "é\t\"'\\\x00\x7f", "\ud800"]


def odd_notebook():
    cells = [new_raw_cell(), new_markdown_cell(attachments={"a.svg": {"image/svg+xml": "<svg>\n</svg>"}})]
    for words in ODD:
        data = {"text/plain": words, "image/png": words, "application/json": {"b": [1, 2.5, None, {}], "a": []}}
        outputs = [
            new_output("stream", text=words),
            new_output("error", ename=words, evalue=words, traceback=words.splitlines()),
            new_output("execute_result", data=data, execution_count=3),
            new_output("display_data", data={"image/svg+xml": words, "application/javascript": words}),
        ]
        cells.append(new_code_cell(words, outputs=outputs, metadata={"trusted": True, "x": [words]}))
    return new_notebook(
        cells=cells, metadata={"signature": "x", "kernelspec": {"name": "python3", "display_name": "Python 3"}}
    )


@pytest.mark.parametrize("step", [None, *sorted(path.stem for path in SOLUTIONS.glob("step*.ipynb"))])
def test_the_bytes_are_nbformats(step):
    notebook = nbformat.read(SOLUTIONS / f"{step}.ipynb", 4) if step else odd_notebook()
    assert text(nbformat.from_dict(notebook)) == nbformat.writes(notebook) + "\n"
