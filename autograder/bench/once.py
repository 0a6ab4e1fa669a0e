"""`python -m autograder.bench.once FROM TO [FILE…]`: run a notebook top to bottom in a folder that holds these files
alone, and keep how far it came.

A process of its own for `elsewhere.py`, which decides where it runs: without network, on one thread.
"""

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from nbclient.exceptions import CellExecutionError, DeadKernelError

from ..lessons import client


def main(source: str, target: str, *files: str) -> None:
    notebook = nbformat.read(source, 4)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as empty:
        for file in files:
            shutil.copy(file, empty)
        try:
            client(notebook, empty).execute(env=environment)
        except CellExecutionError:
            pass  # stands in the cell's outputs
        except DeadKernelError as error:
            notebook.metadata["died"] = str(error)
    notebook.metadata["seconds"] = time.perf_counter() - start
    draft = Path(target).with_suffix(".new")
    nbformat.write(notebook, draft)
    draft.replace(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
