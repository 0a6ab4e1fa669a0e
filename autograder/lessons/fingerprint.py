"""The fingerprints that a print carries in its metadata: of all that it was printed from, and of its own cells.

So whether a print is fresh is a comparison of a few hashes. That the printed values are right is not its business.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

import nbformat
from nbformat import NotebookNode

KEY = "printed"  # in a notebook's metadata


def fingerprint(*parts: object) -> str:
    """A short hash of JSON-able things."""
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def of_file(notebook: dict) -> str:
    """The fingerprint of a notebook as its file has it, outputs included, without the fingerprints that it carries."""
    metadata = {key: value for key, value in notebook["metadata"].items() if key != KEY}
    return fingerprint(notebook["cells"], metadata)


def stamp(prints: dict[Path, NotebookNode], origin: str, known: dict[str, str]) -> None:
    """Write into each print of a lesson what it comes from: `origin`, the fingerprint of lesson and bank; `known`, for
    each check, that of what its known values depend on; and those of all the lesson's prints."""
    own = {path.parent.name: of_file(json.loads(nbformat.writes(notebook))) for path, notebook in prints.items()}
    for notebook in prints.values():
        notebook.metadata[KEY] = {"origin": origin, "known": known} | own


class Former:
    """A print as it lies there: unread where there is none, or none that is intact."""

    def __init__(self, path: Path):
        self.notebook, self.stamp = {}, {}
        try:
            self.notebook = json.loads(path.read_text(encoding="utf-8"))
            self.stamp = dict(self.notebook["metadata"].get(KEY, {}))
            self.intact = self.stamp.get(path.parent.name) == of_file(self.notebook)
        except (OSError, ValueError, TypeError, KeyError, AttributeError):  # not even a notebook any more
            self.intact = False

    def fresh(self, origin: str) -> bool:
        """Was it printed from what has this fingerprint, and not changed since?"""
        return self.intact and self.stamp.get("origin") == origin


def stale(paths: Iterable[Path], origin: str) -> list[Path]:
    """Those of a lesson's prints that are not what would be printed."""
    return [path for path in paths if not Former(path).fresh(origin)]
