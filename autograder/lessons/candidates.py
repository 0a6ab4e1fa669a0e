"""The candidates that a student's tests are to tell apart, as a notebook carries them: code without words, in an order
that tells nothing, and apart from it which are right. Chooses none: that is the bank's business.
"""

import ast
import hashlib
from dataclasses import dataclass
from functools import cached_property

from .records import pack


@dataclass(frozen=True)
class Candidate:
    """One implementation, and the bank's name for it and sentence about it."""

    slug: str
    source: str
    right: bool
    sentence: str

    @cached_property
    def bare(self) -> str:
        """Its code without comments and docstrings, which would tell what it is."""
        return bare(self.source)


@dataclass(frozen=True)
class Candidates:
    """The candidates of one exercise, `name`, visible or hidden. `needs` is the code that they need of the lesson.

    `clues` is code of caricatures: what tests say of these is never judged; it only tells one mistake of a student's
    tests from another. `base` is a right implementation, which the clues know as `right`."""

    name: str
    needs: str
    all: tuple[Candidate, ...]
    base: str = ""
    clues: str = ""

    @cached_property
    def ordered(self) -> list[Candidate]:
        """As they stand in a notebook."""
        return sorted(self.all, key=lambda candidate: hashlib.sha256(candidate.bare.encode()).digest())

    @property
    def data(self) -> str:
        """The text that `candidates` loads; nothing in it says which is right."""
        sources = [candidate.bare for candidate in self.ordered]
        content = {"name": self.name, "needs": bare(self.needs), "sources": sources}
        return pack(content | {"base": bare(self.base), "clues": bare(self.clues)})

    @property
    def labels(self) -> list[list]:
        """[right?, sentence, slug] of each."""
        return [[candidate.right, candidate.sentence, candidate.slug] for candidate in self.ordered]


LineUp = tuple[Candidates, Candidates]  # the visible ones of an exercise, and the hidden ones


def bare(source: str) -> str:
    """Code without comments and docstrings."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        described = isinstance(node, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        if described and ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    return ast.unparse(tree) + "\n"
