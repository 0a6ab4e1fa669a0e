"""The house keeps its order: arrows between rooms go one way and through doors, and no file grows beyond 400 lines."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "autograder"
# From the ground up: a room may use the rooms of the lines above its own.
FLOORS = (("lessons", "sandbox"), ("grading",), ("bank",), ("course",), ("cli", "bench"))
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
TEXT = (PACKAGE / "bank" / "answers", ROOT / "solutions")  # written as students and lessons are, not as modules
FILES = [
    path
    for folder in (PACKAGE, ROOT / "data")
    for path in sorted(folder.rglob("*.py"))
    if not any(path.is_relative_to(text) for text in TEXT)
]


def imports(path):
    """(room, what lies behind its door) for each import of ours in a file."""
    here = path.relative_to(ROOT).with_suffix("").parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            parts = (*here[: len(here) - node.level], *(node.module or "").split(".")) if node.level else ()
            parts = tuple(filter(None, parts or (node.module or "").split(".")))
            names = [(*parts, alias.name) for alias in node.names] if parts == ("autograder",) else [parts]
        elif isinstance(node, ast.Import):
            names = [tuple(alias.name.split(".")) for alias in node.names]
        else:
            continue
        for name in names:
            if name[0] == "autograder" and len(name) > 1:
                yield name[1], name[2:]


def faults(path):
    room = path.relative_to(PACKAGE).parts[0] if path.is_relative_to(PACKAGE) else "data"
    for other, inside in imports(path):
        if other == room or room in ("tests", "__main__.py", "data"):
            continue
        if FLOOR.get(other, 99) >= FLOOR[room]:
            yield f"{path.relative_to(ROOT)}: the room {room} may not use {other}, which stands beside or above it"
        elif inside:
            yield f"{path.relative_to(ROOT)}: {'.'.join(inside)} of {other} is private: go through its door"


def test_arrows_go_one_way_and_through_doors():
    assert not [fault for path in FILES for fault in faults(path)]


def test_every_room_has_a_floor_and_a_door():
    rooms = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name not in ("tests", "__pycache__")}
    assert rooms == set(FLOOR)
    for room in rooms:
        assert ast.get_docstring(ast.parse((PACKAGE / room / "__init__.py").read_text(encoding="utf-8")))


def test_no_circle_within_a_room():
    for room in FLOOR:
        arrows = {path.stem: {inside[0] for other, inside in imports(path) if other == room and inside}
                  for path in (PACKAGE / room).glob("*.py")}  # fmt: skip
        arrows.pop("__init__")
        while arrows:
            free = [name for name, others in arrows.items() if not others & set(arrows)]
            assert free, f"{room}: a circle among {', '.join(sorted(arrows))}"
            for name in free:
                del arrows[name]


@pytest.mark.parametrize(
    "wrong", ["from ..bank import answers", "from ..sandbox.walls import start", "import autograder.cli"]
)
def test_a_wrong_arrow_is_seen(tmp_path, wrong, monkeypatch):
    path = PACKAGE / "grading" / "new.py"
    monkeypatch.setattr(Path, "read_text", lambda self, **options: wrong)
    assert list(faults(path))


def test_files_are_short():
    assert not [f"{path.relative_to(ROOT)}: {n} lines" for path in FILES if (n := path.read_text().count("\n")) > 400]


def test_each_file_says_what_it_is():
    assert not [path for path in FILES if path.read_text() and not ast.get_docstring(ast.parse(path.read_text()))]
