"""Which step a file belongs to, by its name, else by what it holds. Mends nothing."""

import contextlib
import re
from collections import defaultdict
from collections.abc import Sequence

from .intake import read, table


def assignment_of(filename: str, raw: bytes, steps: Sequence[str]) -> str | None:
    """Which of `steps` a file belongs to, by its name ("Copy of step1_foundations (2).ipynb", "Step 1 -
    Foundations-3.ipynb"), else by what it holds; None when neither tells. Never raises."""
    if step := told_by_name(filename, steps):
        return step
    clues = [re.split(r"[\\/]", filename)[-1]]
    with contextlib.suppress(Exception):  # an unreadable file still belongs to the step that its name tells
        pieces, metadata, _ = read(raw, defaultdict(list))
        prose = [piece.source for piece in pieces if piece.kind == "markdown"]
        marks = [mark for piece in pieces for how, mark in piece.marks if how == "grade_id"]
        clues += [str(table(metadata.get("colab")).get("name")), *(m for m in marks if m[:5] != "recap")]
        clues += re.findall(r"(?m)^#+ .*", "\n".join(prose))[:1] + prose[:3]  # a heading; badges and links
    return _told(clues, steps, True) or _told(clues, steps, False)  # all of the name, before "step1" alone


def told_by_name(filename: str, steps: Sequence[str]) -> str | None:
    """Which of `steps` a file's name says in full."""
    return _told([re.split(r"[\\/]", filename)[-1]], steps, True)


def _told(clues: list[str], steps: Sequence[str], whole: bool) -> str | None:
    """The step that the first clue which names just one step names, in full (`whole`) or by its number."""
    for clue in clues:
        text, found = clue[:9999].casefold(), []
        for step in steps:
            name = step.casefold() if whole else re.split(r"(?<=\d)(?=\D)", step.casefold())[0]
            ends = r"(?!\d)" if name[-1:].isdigit() else r"(?![^\W\d_])"
            name = r"[\W_]*".join(re.findall(r"[^\W\d_]+|\d+", name))
            found += [step] if name and re.search(rf"(?<![^\W\d_]){name}{ends}", text) else []
        found = [step for step in found if not any(step in other and step != other for other in found)]
        if len(found) == 1:
            return found[0]
    return None
