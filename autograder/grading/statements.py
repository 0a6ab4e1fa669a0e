"""A cell's code as statements: what each defines, and whether two sources do the same. Runs nothing."""

import ast
import contextlib
import re
import warnings
from collections import namedtuple
from collections.abc import Iterable, Iterator
from functools import lru_cache

MAX_PARSED = 150_000  # characters; a cell with more holds data
UNPARSABLE = (SyntaxError, ValueError, RecursionError, MemoryError)
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
SCOPES = (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)

# A statement at a cell's top level. `text` has the comments above it; `key` is the same for the same code,
# whatever its layout and comments; `names` are those it defines; `kind` is its type in `ast`.
Statement = namedtuple("Statement", "text key names kind")


@lru_cache(maxsize=8192)  # more than a notebook has cells: else each pass over them would parse anew
def statements(source: str) -> tuple[Statement, ...] | None:
    """A cell's statements; None when Python cannot parse it. IPython's own lines count as `pass`."""
    lines, magic = source.split("\n"), r"(?m)^([ \t]*)[%!].*$"
    for text in (source, re.sub(magic, r"\1pass", source)) if len(source) <= MAX_PARSED else ():
        with warnings.catch_warnings(action="ignore"), contextlib.suppress(*UNPARSABLE):
            found, end = [], 0
            for node in ast.parse(text).body:
                own, end = "\n".join(lines[end : node.end_lineno]), node.end_lineno
                key = hash(own.strip() if isinstance(node, ast.Pass) else ast.dump(node))
                found.append(Statement(own, key, frozenset(binds([node])), type(node)))
            return tuple(found)
    return None


def binds(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """The names that nodes bind in their own scope: assignments, loops, imports, definitions."""
    for node in nodes:
        if isinstance(node, DEFINITIONS):
            yield node.name
        elif isinstance(node, ast.alias):
            yield node.asname or node.name.split(".")[0]
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif not isinstance(node, SCOPES):
            yield from binds(ast.iter_child_nodes(node))


def meaning(source: str) -> object:
    """Equal for sources that do the same: where there is code, layout and comments do not count."""
    keys = tuple(statement.key for statement in statements(source) or ())
    return keys or "\n".join(map(str.rstrip, source.strip().split("\n")))
