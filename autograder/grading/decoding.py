"""A file's bytes as text, and JSON as plain data without what no answer needs, at a cost that grows with the file's
length alone. Knows no cells."""

import itertools
import json
import re

MAX_BYTES = 50_000_000
MAX_OBJECTS = 1_000_000  # of JSON; a lesson with many interactive figures has a hundredth of it
MAX_DAMAGED = 10_000  # bytes that are mended one by one; text with more was no UTF-8 at any time


class Unreadable(Exception):
    """The file holds no notebook. The message is a sentence for the student."""


def decoded(raw: bytes) -> tuple[str, str]:
    """The text of a file, and the encoding that it was read as."""
    encoding = json.detect_encoding(raw)
    try:
        return raw.decode(encoding), encoding
    except UnicodeDecodeError:
        damaged = len(raw) - len(raw.decode("utf-8", "ignore").encode())
    if damaged > MAX_DAMAGED:
        return raw.decode("latin-1"), "latin-1"
    text = raw.decode("utf-8", "surrogateescape")  # what is UTF-8 stays UTF-8: one damaged byte garbles no other
    return re.sub("[\udc80-\udcff]", lambda m: bytes([ord(m[0]) & 255]).decode("latin-1"), text), "latin-1"


def parsed(text: str) -> tuple[object, int]:
    """The JSON value that `text` begins with, and where it ends: numbers and outputs, which no answer needs, are not
    kept (a number stands there as its length). Raises JSONDecodeError, RecursionError; for far too much, Unreadable."""
    left = itertools.count(MAX_OBJECTS, -1)

    def lean(table: dict) -> dict:
        if not next(left):
            raise Unreadable("The file holds far more than a lesson has.")
        table.pop("outputs", None)
        table.pop("attachments", None)
        return table

    decoder = json.JSONDecoder(strict=False, object_hook=lean, parse_int=len, parse_float=len, parse_constant=len)
    return decoder.raw_decode(text)
