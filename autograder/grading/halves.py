"""A check cell's source → what the student has seen of it, and its hidden tests, which are run after it.

While the first half runs, in whatever check, the second is nowhere in the sandbox: what an answer says of a visible
call, and we show, cannot speak of a hidden one. Runs nothing.
"""

import re
import textwrap

_HIDDEN = re.compile(r"^([ \t]*)### BEGIN HIDDEN TESTS.*\n", re.MULTILINE)
# The names that stand here are the module of the checks' own, out of reach of a notebook's `exec = None`.
_KEEP = 'probe.__globals__["_later"] = {**globals(), **locals()}\n'
_GO_ON = """with probe.__globals__["_clean_state"]():
    probe.__globals__["_builtins"]["exec"](%r, probe.__globals__["_later"])"""


def halves(source: str) -> tuple[str, str]:
    """The two sources; the second is empty where nothing is hidden. It goes on with the names that the first has
    left, also where both are the body of a function."""
    found = _HIDDEN.search(source)
    if found is None:
        return source, ""
    visible, hidden = source[: found.start()], textwrap.dedent(source[found.end() :])
    if not found[1]:
        return visible, hidden
    return f"{visible}{found[1]}{_KEEP}", _GO_ON % hidden
