"""An LMS's zip, or a folder of notebooks, → `submitted/<student>/<step>/<step>.ipynb`, nothing lost."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..grading import assignment_of
from .errors import CourseError

LARGEST = 50 * 2**20  # bytes; a notebook with many pictures has a few million
_MOODLE = re.compile(r"^(?P<student>.+)_\d+_assignsubmission_\w+_?$")
_CANVAS = re.compile(r"^(?P<student>[^_]+)(_LATE)?_\d+_\d+_(?P<name>.+)$")


@dataclass(frozen=True)
class Collected:
    """One file of the source: `student` is empty where none could be told; `remark` says what was done."""

    name: str
    student: str
    remark: str = ""


def collect(source: Path, step: str, submitted: Path, steps: Sequence[str], pattern: str = "") -> list[Collected]:
    """Put each student's file for `step` in nbgrader's place; → what became of every file, in order of name.

    The student is the first folder's name, less what Moodle adds to it; or, in a flat source, Canvas's prefix,
    else the file's name less the step's. `pattern`, a regular expression with a group `student`, overrules
    this. Files that are no notebooks are kept as they are: grading says so in the student's row. Of several
    files of one student the newest counts. Raises CourseError when the source cannot be read.
    """
    newest: dict[str, tuple[float, str, bytes]] = {}
    found = []
    for name, time, data in sorted(_files(source)):
        path = PurePosixPath(*(part for part in PurePosixPath(name).parts if part not in ("..", "/")))
        if data is None:
            found.append(Collected(name, "", f"left out: larger than {LARGEST // 2**20} MB"))
            continue
        told = assignment_of(path.name, data, steps)
        if told not in (step, None):
            found.append(Collected(name, "", f"left out: it belongs to {told}"))
            continue
        student = _student(path, step, pattern)
        if not student:
            found.append(Collected(name, "", "left out: no student's name in it; give --pattern '(?P<student>…)'"))
            continue
        if student in newest:
            _, other, _ = newest[student]
            kept, passed = (name, other) if time >= newest[student][0] else (other, name)
            found.append(Collected(passed, student, f"left out: {kept} is newer"))
            if kept == other:
                continue
        newest[student] = time, name, data
    for student, (_, name, data) in newest.items():
        target = submitted / student / step / f"{step}.ipynb"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        found.append(Collected(name, student))
    return sorted(found, key=lambda item: item.name)


def _files(source: Path) -> Iterator[tuple[str, float, bytes | None]]:
    """(name, time, content) of every file; content None when it is too large. Nothing is unpacked to disk, so
    no name in a zip can reach outside the course."""
    if source.is_dir():
        for path in source.rglob("*"):
            name = path.relative_to(source).as_posix()
            if path.is_file() and not path.is_symlink() and not _litter(name):
                size = path.stat().st_size
                yield name, path.stat().st_mtime, path.read_bytes() if size <= LARGEST else None
        return
    try:
        with zipfile.ZipFile(source) as archive:
            for info in archive.infolist():
                if info.is_dir() or _litter(info.filename):
                    continue
                time = float("".join(f"{part:02d}" for part in info.date_time))
                with archive.open(info) as member:
                    data = member.read(LARGEST + 1)  # a zip bomb's stated size is no help
                yield info.filename, time, data if len(data) <= LARGEST else None
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise CourseError(
            f"{source} cannot be read: {error}\nCure: give the zip that the LMS made, or a folder of notebooks"
        ) from None


def _litter(name: str) -> bool:
    return any(part != ".." and part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts)


def _student(path: PurePosixPath, step: str, pattern: str) -> str:
    """A name fit for nbgrader and for a folder: letters, digits, dots and dashes."""
    if pattern:
        match = re.search(pattern, str(path))
        name = match["student"] if match else ""
    elif len(path.parts) > 1:
        match = _MOODLE.match(path.parts[0])
        name = match["student"] if match else path.parts[0]
    elif match := _CANVAS.match(path.name):
        name = match["student"]
    else:
        name = re.sub(rf"(Copy of |{re.escape(step)}|\s*\(\d+\)|\.\w+$)", " ", path.name, flags=re.IGNORECASE)
    return re.sub(r"[^\w.@-]+", "_", name).strip("_.-")
