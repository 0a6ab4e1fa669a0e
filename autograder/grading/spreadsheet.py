"""CSV that a spreadsheet opens as text and numbers, never as formulas: names and accounts come from strangers.

A text that a spreadsheet would compute gets an apostrophe in front, as OWASP advises ("CSV Injection"), and loses it
again when it is read here. Knows nothing of grades.
"""

import csv
import io
import re
from pathlib import Path

# A sign that begins a formula in some spreadsheet, with or without blanks before it; an apostrophe, so that reading
# back is exact; tab and line ends, which some spreadsheets take for the end of a cell.
_ACTS = re.compile(r"[\s\x00-\x20\ufeff\u200b-\u200f\u2060]*[=+\-@＝＋－＠']|[\t\r\n\x00]")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")


def defused(value) -> str:
    """A value as a cell's text. Numbers stay numbers."""
    text = "" if value is None else str(value)
    return f"'{text}" if _ACTS.match(text) and not _NUMBER.fullmatch(text) else text


def restored(text: str) -> str:
    """The text that `defused` made this of."""
    return text[1:] if text.startswith("'") else text


def line(values) -> str:
    """One row, with its line end."""
    written = io.StringIO()
    csv.writer(written).writerow([defused(value) for value in values])
    return written.getvalue()


def write_csv(path: Path, rows) -> None:
    path.write_text("".join(map(line, rows)), encoding="utf-8", newline="")


def read_csv(path: Path) -> list[list[str]]:
    """The rows of a file that was written here."""
    with path.open(newline="", encoding="utf-8") as file:
        return [[restored(text) for text in row] for row in csv.reader(file)]
