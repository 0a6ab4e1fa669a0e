"""Files that are there whole or not at all: what an interrupted, killed or doubled run leaves behind is an old file, a
new file, or a draft that the next run sweeps away. Knows nothing of what is in them.
"""

import hashlib
import itertools
import json
import os
import re
import threading
from pathlib import Path

_count = itertools.count()
_DRAFT = re.compile(r"\.(\d+)-\d+-\d+\.half$")


def write(path: Path, data: bytes, lasting: bool = False) -> None:
    """Put `data` in `path` in one step. Two may write the same file at once: each has a draft of its own, and one of
    the two contents stands. `lasting`: it outlives a power cut, too. Raises OSError, and leaves no draft then."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name[:100]}.{os.getpid()}-{threading.get_ident()}-{next(_count)}.half")
    try:
        with open(draft, "wb") as file:
            file.write(data)
            file.flush()
            if lasting:
                os.fsync(file.fileno())
        os.replace(draft, path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def save(path: Path, data, *, sealed: bool = False, lasting: bool = False) -> None:
    """Write JSON whole. `sealed` adds a line by which `load` sees every damage. Raises OSError."""
    text = json.dumps(data).encode("utf-8", "backslashreplace")
    write(path, text + b"\n" + _seal(text) if sealed else text, lasting)


def load(path: Path, *, sealed: bool = False):
    """What `save` wrote there; None when it is not there, or damaged."""
    try:
        text = path.read_bytes()
        if sealed:
            text, _, seal = text.rpartition(b"\n")
            if seal != _seal(text):
                return None
        return json.loads(text)
    except (OSError, ValueError, RecursionError):
        return None


def sweep(folder: Path) -> None:
    """Remove the drafts of processes that are no more."""
    for draft in folder.rglob("*.half"):
        writer = _DRAFT.search(draft.name)
        if writer is None or not alive(int(writer[1])):
            draft.unlink(missing_ok=True)


def alive(pid: int) -> bool:
    """Is there a process of this number?"""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _seal(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest().encode()
