"""A notebook inside something else: below a header line, in Python's literals, JSON in JSON, a code host's answer.

Finds the notebook's text; reads no cells.
"""

import ast
import base64
import re

from .decoding import parsed

DEEPEST = 4  # wrappings around wrappings
LARGEST = 20_000_000  # characters; what is larger is not looked into
CONTENT = ("content", "contents", "notebook", "data", "ipynb", "body", "value")  # the keys that a notebook comes under


def unwrapped(text: str) -> dict | None:
    """The notebook that `text` wraps; None when it wraps none. Raises Unreadable for far too much."""
    return _look(text, DEEPEST) if len(text) <= LARGEST else None


def is_notebook(value: object) -> bool:
    """Has it cells, in whatever nbformat?"""
    return isinstance(value, dict) and any(isinstance(value.get(key), list) for key in ("cells", "worksheets"))


def _look(value: object, depth: int) -> dict | None:
    """The notebook in a value: itself, under a key, or written out as text."""
    if depth == 0:
        return None
    if is_notebook(value):
        return value
    if isinstance(value, dict):
        if value.get("encoding") == "base64" and isinstance(value.get("content"), str):
            return _look(_decoded(value["content"]), depth - 1)
        inside = (value[key] for key in CONTENT if key in value)
        return next((found for item in inside if (found := _look(item, depth - 1)) is not None), None)
    if isinstance(value, list):
        return _look(value[0], depth - 1) if len(value) == 1 else None
    if isinstance(value, str):
        for read in (_json, _literal, _below_a_header):
            if (inside := read(value)) is not None and inside != value:
                return _look(inside, depth - 1)
    return None


def _json(text: str) -> object:
    try:
        text = text.strip("\ufeff\0 \t\r\n")
        value, end = parsed(text)
        return value if end == len(text) else None
    except (ValueError, RecursionError):
        return None


def _literal(text: str) -> object:
    """What Python prints of a notebook: quotes of its own, True and None."""
    if not text.lstrip().startswith("{"):
        return None
    try:
        return ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
        return None


def _below_a_header(text: str) -> object:
    """JSON that begins in one of the first lines, below words that are none of it."""
    for start in list(re.finditer(r"(?m)^[ \t]*\{", text[:20_000]))[:5]:
        try:
            value, _ = parsed(text[start.end() - 1 :])
        except (ValueError, RecursionError):
            continue
        if is_notebook(value):
            return value
    return None


def _decoded(text: str) -> str:
    try:
        return base64.b64decode(text).decode("utf-8", "replace")
    except ValueError:
        return ""
