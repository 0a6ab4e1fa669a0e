"""What lies in `submitted/`, whatever it is: whose it is, and whether nbgrader can have a student of that name. Opens
nothing: that is `bounded.py`."""

import os
import unicodedata
from pathlib import Path

from .words import visible

LONGEST = 128  # characters; nbgrader's column for a student


def handed_in(submitted: Path, step: str) -> list[str]:
    """Whose place for this step holds something, be it no folder at all. A file beside the students' folders counts as
    a student's unless its name begins with a dot or has an ending."""
    found = []
    for name in sorted(os.listdir(submitted)) if submitted.is_dir() else ():
        place = submitted / name
        try:
            os.lstat(place / step)
        except FileNotFoundError:  # nothing for this step, or a link to nowhere
            if os.path.exists(place):
                continue
        except NotADirectoryError:
            if name.startswith(".") or place.suffix:
                continue
        except OSError:  # a folder that may not be entered, or a link to itself
            pass
        found.append(name)
    return found


def unfit(student: str) -> str | None:
    """Why nbgrader's gradebook can have no student of this name, and what to do; None when it can."""
    letters = {unicodedata.category(letter) for letter in student}
    reasons = {
        "is not UTF-8": "Cs" in letters,
        "holds a line break or another control character": letters & {"Cc", "Zl", "Zp"},
        "holds one of * ? [, which stand for other names": set(student) & set("*?["),
        "begins or ends with a space": student != student.strip(),
        f"has more than {LONGEST} characters": len(student) > LONGEST,
    }
    why = next((why for why, so in reasons.items() if so), None)
    return why and f"The name of this folder {why}, so it is not graded. Cure: rename it, then the same command again"


def shown(name: str) -> str:
    """A name on one line, fit for a terminal."""
    return visible(name).replace("\n", "\\n").replace("\t", "\\t")
