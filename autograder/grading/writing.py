"""A notebook as nbformat writes it, byte for byte, in a tenth of the time: without copying it, and not token by token.

Validates nothing.
"""

import json
from json.encoder import encode_basestring as quoted

from nbformat import NotebookNode
from nbformat.v4.rwbase import strip_transient

SPLIT = "application/javascript", "image/svg+xml"


class _Lines(str):
    """A text that stands in the file as the list of its lines."""


def text(notebook: NotebookNode) -> str:
    """The file's content. What must not be stored is taken out of `notebook` itself."""
    strip_transient(notebook)
    return _json({**notebook, "cells": [_cell(cell) for cell in notebook.cells]}, "\n") + "\n"


def _cell(cell: dict) -> dict:
    split = {"source": _Lines(cell["source"])}
    if "attachments" in cell:
        split["attachments"] = {name: _bundle(data) for name, data in cell["attachments"].items()}
    if cell["cell_type"] == "code":
        split["outputs"] = [_output(output) for output in cell["outputs"]]
    return {**cell, **split}


def _output(output: dict) -> dict:
    if output["output_type"] == "stream":
        return {**output, "text": _Lines(output["text"])}
    return {**output, "data": _bundle(output["data"])} if "data" in output else output


def _bundle(data: dict) -> dict:
    return {
        mime: _Lines(value) if isinstance(value, str) and (mime.startswith("text/") or mime in SPLIT) else value
        for mime, value in data.items()
    }


def _json(value, end: str) -> str:
    """JSON with `end`, a line end and the space before it, in front of a closing bracket."""
    if isinstance(value, _Lines):
        items = list(map(quoted, value.splitlines(True)))
    elif isinstance(value, str):
        return quoted(value)
    elif isinstance(value, dict):
        items = [f"{quoted(name)}: {_json(item, f'{end} ')}" for name, item in sorted(value.items())]
        return f"{{{end} {f',{end} '.join(items)}{end}}}" if items else "{}"
    elif isinstance(value, list):
        items = [_json(item, f"{end} ") for item in value]
    else:
        return json.dumps(value)
    return f"[{end} {f',{end} '.join(items)}{end}]" if items else "[]"
