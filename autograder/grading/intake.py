"""Intake: whatever a student hands in becomes the released notebook with their answers in it.

nbgrader finds answers by metadata, which Colab, VS Code, converters and students lose, copy and move.
So every cell comes from the release, and a submission only lends it sources:

    read     bytes -> pieces: its cells (or, of a script without cells, its statements)
    locate   piece -> its home, the release cell that it once was: by grade_id, cell id or content
    prune    pieces of locked, plain and demo cells -> what the student added there, mostly nothing
    choose   answer cell -> the piece that answers it: its own, else one that defines its name
    arrange  every other piece -> an extra cell, where it stood, before whatever uses it
"""

import ast
import contextlib
import copy
import itertools
import json
import re
from collections import defaultdict
from dataclasses import dataclass

from nbformat import NotebookNode, v4

from .decoding import MAX_BYTES, Unreadable, decoded, parsed
from .statements import DEFINITIONS, MAX_PARSED, meaning, statements
from .wrappings import is_notebook, unwrapped

MAX_CELLS, MAX_CODE, MAX_STATEMENTS = 2_000, 3_000_000, 1_500_000  # code: data in it, too; and without such cells
MAX_TEXT = 1_000_000  # characters of one text cell: a few screenshots pasted into it
MAX_PROSE = 5_000_000  # of all of them
FAR_MORE = "The notebook holds far more cells or code than a lesson has."
NO_NOTEBOOK = {  # how it starts
    r"\Z": "is empty", r"%PDF": "is a PDF", r"PK\x03\x04": "is a zip archive or a Word document",
    r"\x89PNG": "is an image", r"(?i)<!doctype html|<html|<head|<\?xml": "is a web page",
    r"(?ms)(?:.*^)?(?:<{7}|>{7})(?: |$)": "holds git's conflict markers (<<<<<<<): a merge was not finished",
}  # fmt: skip
INSTALL = r"[%!].{0,99}?\b(?:pip3?|conda|mamba|apt|uv)\b.{0,99}?\binstall\b(?:.*\\\n)*.*"
COLAB = r"(?<![ \t])(?:(?:from|import) google\.colab\b[^(\n]*(?:;.*)?|drive\.mount\(.*\)[ \t;]*)"
ONLINE = re.compile(rf"(?m)^([ \t]*)({INSTALL}|{COLAB})$")
UNDONE = re.compile(r"# YOUR CODE HERE\s+raise NotImplementedError")
CARRIERS = (*DEFINITIONS, ast.Import, ast.ImportFrom)  # what later cells may rely on
Notes = dict[str, list[str]]  # a remark with {} for names, and the names: one sentence for all of them


@dataclass
class Intake:
    """What `repair` gives back: a notebook that can be graded, and what was done to get it."""

    notebook: NotebookNode  # the release with the student's answers and their own extra cells
    remarks: list[str]  # one plain sentence for each thing put right, for instructor and student
    readable: bool  # False: the file was no notebook; the notebook is the bare release, remarks[0] why


def repair(raw: bytes, release: NotebookNode) -> Intake:
    """The release with the answers of the submission `raw` in it. Never raises, whatever the bytes."""
    notes: Notes = defaultdict(list)
    try:
        pieces, metadata, script = read(raw, notes)
        notebook = rebuild(pieces, release, script, notes)
        if colab := table(metadata.get("colab")):  # is its code-writing assistant still off?
            short = (
                key for key, value in colab.items() if type(value) is bool or type(value) is str and len(value) < 200
            )
            notebook.metadata["colab"] = {key: colab[key] for key in itertools.islice(short, 20) if len(key) < 200}
    except MemoryError:
        return unreadable("Reading the file takes far more memory than a lesson needs.", release)
    except Exception as error:  # no submission may stop a batch, and no list of damages is complete
        return unreadable(
            error if isinstance(error, Unreadable) else f"The file is damaged ({type(error).__name__}).", release
        )
    return Intake(notebook, [note.replace("{}", ", ".join(names)) for note, names in notes.items()], True)


def unreadable(why: object, release: NotebookNode) -> Intake:
    """The bare release, and why there is no more, with what its student can do."""
    cure = "Hand in the .ipynb itself (in Colab: File > Download > Download .ipynb)."
    return Intake(copy.deepcopy(release), [f"{why} {cure}"], False)


@dataclass(eq=False)
class Piece:
    """One cell of a submission."""

    kind: str  # "code", "markdown" or "raw"
    source: str
    marks: tuple[tuple[str, str], ...] = ()  # ("grade_id", …), ("id", …)
    home: "Slot | None" = None  # the release cell that it once was
    untouched: bool = False  # it says what its home says
    answers: "Slot | None" = None  # the release cell whose answer it is

    @property
    def names(self) -> frozenset[str]:
        """What it defines. Where Python cannot parse it, code is searched for definitions; text has none."""
        if (found := statements(self.source)) is not None or self.kind != "code":
            return frozenset().union(*(statement.names for statement in found or ()))
        lines = r"(?m)^(?:(?:async +)?(?:def|class) +(\w+)|(\w+) *(?::[^=\n]*)?=(?!=))"
        return frozenset(name for pair in re.findall(lines, self.source) for name in pair if name)


def read(raw: bytes, notes: Notes) -> tuple[list[Piece], dict, bool]:
    """The pieces of a file, its notebook metadata, and whether it is a Python script. Raises Unreadable."""
    if len(raw) > MAX_BYTES:
        raise Unreadable(f"The file is too large (over {MAX_BYTES // 10**6} MB).")
    text, encoding = decoded(raw)
    text = text.strip("\ufeff\0 \t\r\n")
    for start, what in NO_NOTEBOOK.items():
        if re.match(start, text):
            raise Unreadable(f"The file {what}.")
    if not encoding.startswith("utf-8"):
        notes[f"The file was not UTF-8 text; it was read as {encoding}."] = []
    notebook, end = None, len(text)
    with contextlib.suppress(ValueError, RecursionError):  # raw_decode lets junk follow the last brace
        notebook, end = parsed(text)
    if not is_notebook(notebook):
        notebook, own, end = unwrapped(text), notebook, len(text)
        if notebook is not None:
            notes["The notebook stood inside something else (a header, or other text); it was taken out."] = []
        elif text[0] == "{":
            raise Unreadable(damage(text) if own is None else "The file is JSON, but holds no notebook cells.")
    if text[end:].strip("\0 \t\r\n"):
        notes["Behind the notebook's end stood other text; it was left out."] = []
    if script := notebook is None:
        pieces, metadata = read_script(text, notes), {}
    else:
        pieces, metadata = read_notebook(notebook, notes), table(notebook.get("metadata"))
    code = [len(piece.source) for piece in pieces if piece.kind == "code"]
    if len(pieces) > MAX_CELLS or sum(code) > MAX_CODE or sum(n for n in code if n <= MAX_PARSED) > MAX_STATEMENTS:
        raise Unreadable(FAR_MORE)
    left = MAX_PROSE
    for piece in [piece for piece in pieces if piece.kind != "code"]:
        if len(piece.source) > min(left, MAX_TEXT):
            notes["Text cells that were far too long were left out."] = []
            piece.source = ""
        left -= len(piece.source)
    return pieces, metadata, script


def damage(text: str) -> str:
    """What is wrong with text that begins as JSON and is none. Raises RecursionError for what is nested too deeply."""
    try:
        parsed(text)
    except json.JSONDecodeError as error:
        if error.pos >= len(text) - 1 or error.msg.startswith("Unterminated"):
            return "The notebook is cut off: its end is missing."
        return f"The notebook is damaged in line {error.lineno}: {error.msg}."


def read_notebook(notebook: dict, notes: Notes) -> list[Piece]:
    """The cells of a notebook of any nbformat, however incomplete. Raises Unreadable."""
    cells = notebook.get("cells")
    if not isinstance(cells, list):
        notes["The notebook was in the old nbformat 3; its cells were converted."] = []
        sheets = (table(sheet).get("cells") for sheet in notebook["worksheets"])
        cells = [cell for found in sheets if isinstance(found, list) for cell in found]
    if len(cells) > MAX_CELLS:
        raise Unreadable(FAR_MORE)
    if not all(isinstance(cell, dict) for cell in cells):
        notes["What was no cell in the list of cells was left out."] = []
    return [read_cell(cell) for cell in cells if isinstance(cell, dict)]


def read_cell(cell: dict) -> Piece:
    """One cell of a notebook; what is missing or of the wrong type counts as empty."""
    metadata, kind = table(cell.get("metadata")), cell.get("cell_type", "code")
    source = cell.get("source", cell.get("input"))  # "input" until nbformat 3
    if isinstance(source, list):
        lines = [line for line in source if isinstance(line, str)]
        ended = len(lines) < 2 or any(line[-1:].isspace() for line in lines[:-1])
        source = ("" if ended else "\n").join(lines)
    kind = kind if kind in ("code", "markdown") else "markdown" if kind == "heading" else "raw"
    ids = cell.get("id"), metadata.get("id")  # Colab moves it into the metadata
    marks = ("grade_id", table(metadata.get("nbgrader")).get("grade_id")), ("id", ids[0]), ("id", ids[1])
    marks = tuple(mark for mark in marks if isinstance(mark[1], str))
    return Piece(kind, clean(source) if isinstance(source, str) else "", marks)


def read_script(text: str, notes: Notes) -> list[Piece]:
    """The cells of a Python file (py:percent, nbconvert), or its statements where none are marked (Colab)."""
    if len(text) > MAX_CODE:
        raise Unreadable(FAR_MORE)
    text = clean(text)
    notes["The file was a Python script; the answers in it were found by the names they define."] = []
    parts = re.split(r"(?m)^# ?(?:%%|In ?\[[ \d*]*\]:?)(.*)$", text)[1:]
    if not parts:
        lines = re.sub(r"(?m)^[ \t]+$", "", text)
        blocks = re.split(r"(?<!\n)\n{2,}(?=[^\s)\]}#])(?!el(?:se|if)\b|except\b|finally\b)", lines)
        blocks = [statement.text.strip("\n") for statement in statements(text) or ()] or blocks
        return [Piece("code", code) for code in blocks if not code.startswith(('"""', 'r"""'))]  # Colab: text
    pieces = []
    for header, body in zip(parts[::2], parts[1::2], strict=True):
        prose, marks = "[markdown]" in header, re.findall(r"(grade_id)\W+(\w+)", header)
        body = re.sub(r"(?m)^# ?", "", body) if prose else body
        pieces.append(Piece("markdown" if prose else "code", body.strip("\n"), tuple(marks)))
    return pieces


def clean(text: str) -> str:
    """Text that Python, JSON and UTF-8 take: plain line ends, no NUL, no half of a surrogate pair."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def table(value: object) -> dict:
    """`value` if it is a dict, else an empty one."""
    return value if isinstance(value, dict) else {}


class Slot:
    """A cell of the release, and the pieces that once were it."""

    def __init__(self, number: int, cell: NotebookNode) -> None:
        self.number, self.cell, self.pieces = number, cell, []
        source, mark = cell.source, cell.metadata.get("nbgrader", {})
        self.grade_id, self.code = mark.get("grade_id"), cell.cell_type == "code"
        kinds = {"answer": mark.get("solution"), "check": mark.get("grade"), "text": not self.code}
        kinds |= {"locked": mark.get("locked"), "demo": "skip-execution" in cell.metadata.get("tags", ())}
        self.role = next(filter(kinds.get, kinds), "plain")
        self.statements = (statements(source) or ()) if self.code else ()
        self.marks = ("grade_id", self.grade_id), ("id", cell.get("id"))
        self.says, self.keys = (source.strip(), meaning(source)), {s.key for s in self.statements}
        self.wanted = self.grade_id if self.code and self.role == "answer" else None  # what it shall define

    def note(self, notes: Notes, remarks: dict[str, object]) -> None:
        """Add each true remark, on this cell by its grade_id (of a check: its exercise) or first line."""
        name = (self.grade_id or f"'{self.cell.source.split(chr(10))[0][:40]}'").removesuffix("_check")
        kind = {"answer": "answer cell of", "check": "check cell of"}.get(self.role, "cell")
        for remark in filter(remarks.get, remarks):
            notes[f"The {kind} {{}} {remark}"].append(name)


def rebuild(pieces: list[Piece], release: NotebookNode, script: bool, notes: Notes) -> NotebookNode:
    """The release with what `pieces` hold. Raises Unreadable for a script that holds no answer."""
    notebook = copy.deepcopy(release)
    slots = [Slot(number, cell) for number, cell in enumerate(notebook.cells)]
    locate(pieces, slots, script)
    prune(slots, defaultdict(list) if script else notes)
    sources = choose(pieces, slots, defaultdict(list) if script else notes)
    if script and not sources:
        raise Unreadable("The file is neither a notebook nor a Python script with answers in it.")
    behind = arrange(pieces, slots, set(map(meaning, sources.values())))
    for number, source in sources.items():
        notebook.cells[number].source = offline(source, notes) if slots[number].code else source
    ids, cells = {cell.get("id") for cell in notebook.cells}, []
    fresh = (name for name in map("extra-{}".format, itertools.count(1)) if name not in ids)
    for number, cell in enumerate([None, *notebook.cells], -1):
        cells += [cell] if cell else []
        for piece in (piece for piece in behind if behind[piece] == number):
            source = offline(piece.source, notes) if piece.kind == "code" else piece.source
            cells.append(getattr(v4, f"new_{piece.kind}_cell")(source, id=next(fresh)))
    notebook.cells = cells
    return notebook


def locate(pieces: list[Piece], slots: list[Slot], script: bool) -> None:
    """Set the home of each piece that once was a release cell: by grade_id, by id, by content."""
    known = {mark: slot for slot in slots for mark in slot.marks}

    def by_mark(piece: Piece) -> Slot | None:
        homes = (known[mark] for mark in piece.marks if mark in known)
        return next((home for home in homes if home.code or piece.kind != "code"), None)

    def by_content(piece: Piece) -> Slot | None:  # to the letter if possible: some stubs differ in comments
        said = (piece.source.strip(), meaning(piece.source)) if piece.source.strip() else ()
        alike = ([s for s in slots if words in s.says and s.code == (piece.kind == "code")] for words in said)
        return min(next(filter(None, alike), ()), key=lambda slot: len(slot.pieces), default=None)

    def by_part(piece: Piece) -> Slot | None:  # half of what it says stands in one release cell
        keys = {statement.key for statement in statements(piece.source) or () if piece.kind == "code"}
        free = [slot for slot in slots if slot.role != "answer" and (script or not slot.pieces)]
        best = max(free, key=lambda slot: len(slot.keys & keys), default=None)
        return best if best and 2 * len(best.keys & keys) >= max(1, len(keys)) else None

    for find in (by_mark, by_content, by_part):
        for piece in pieces:
            if piece.home is None and (home := find(piece)):
                piece.home, piece.untouched = home, meaning(piece.source) == meaning(home.cell.source)
                home.pieces.append(piece)


def prune(slots: list[Slot], notes: Notes) -> None:
    """Leave of the release's own pieces what the student added: answers, imports and new definitions."""
    fixed = [statement for slot in slots if slot.role != "answer" for statement in slot.statements]
    wanted = {slot.wanted for slot in slots}
    keys, imports = {s.key for s in fixed}, (ast.Import, ast.ImportFrom)
    taken = frozenset().union(*(s.names for s in fixed if s.kind not in imports)) - wanted
    for slot in slots:
        remarks = {
            "was missing; the original was put back.": not slot.pieces and slot.role != "plain",
            "stood there more than once; the copies were left out.": len(slot.pieces) > 1,
            "had been changed; the original was used.": not all(piece.untouched for piece in slot.pieces),
        }
        slot.note(notes, remarks if slot.role in ("check", "locked", "plain") else {})
        for piece in slot.pieces if slot.role != "answer" else ():
            found = statements(piece.source)
            added = [s for s in found or () if s.key not in keys and not s.names & taken]
            kept = [s.text for s in added if s.names & wanted or s.kind in CARRIERS]
            broken = slot.code and found is None and not piece.untouched and piece.names & wanted
            piece.source = piece.source if broken else "\n".join(kept).strip("\n")


def choose(pieces: list[Piece], slots: list[Slot], notes: Notes) -> dict[int, str]:
    """The source for each answer cell, by its number; also sets which cell a piece `answers`. Best is what
    differs from the stub, defines the name, leaves nothing undone, and stands in its own cell; of equals
    the last, as in a run from top to bottom. Two answers in one piece stand under the first exercise, and
    the other's stub, which would undo the second, becomes a comment.
    """
    sources: dict[int, str] = {}
    order = list(dict.fromkeys(piece.home.number for piece in pieces if piece.home))
    shift = {number: abs(place - order.index(number)) for place, number in enumerate(sorted(order))}
    answered = {piece: not (piece.untouched and piece.home.role == "answer") for piece in pieces}
    for slot in (slot for slot in slots if slot.role == "answer"):
        rank = {
            piece: (answered[piece], defines, not UNDONE.search(piece.source), own, place)
            for place, piece in enumerate(pieces)
            for own, defines in [(piece.home is slot, slot.wanted in piece.names)]
            if own or (defines and answered[piece])
        }
        piece = max(rank, key=rank.__getitem__, default=None)
        if piece is None:
            slot.note(notes, {"was missing; the empty stub was put back.": True})
        elif other := piece.answers:
            sources[slot.number] = f"# This answer stands together with that to {other.grade_id}, above."
            slot.note(notes, {f"was left empty: its answer stands with that to {other.grade_id}.": True})
        else:
            sources[slot.number], piece.answers = piece.source, slot
            marked, by_id = (mark in piece.marks for mark in slot.marks)
            own, lost = piece.home is slot, not piece.home and not slot.pieces
            remarks = {
                "stood there more than once; the last that answers was taken.": len(slot.pieces) > 1,
                "had become text; it was turned back into code.": piece.kind != "code" and slot.code,
                "had lost nbgrader's metadata; it was found by its cell id.": own and by_id and not marked,
                "had been moved; it was put back in its place.": own and shift[slot.number] > 1,
                "had lost its metadata; it was found by the name it defines.": lost,
                "did not hold the answer; another cell that defines its name does.": not own and not lost,
            }
            slot.note(notes, remarks)
    if not sources:
        notes["No answer cell of this lesson is in the file: is it another lesson's?"] = []
    return sources


def arrange(pieces: list[Piece], slots: list[Slot], settled: set[object]) -> dict[Piece, int]:
    """The extra cells, which say nothing `settled`, each with the number of the cell to stand behind."""
    settled |= {meaning(slot.cell.source) for slot in slots} | {""}
    setup = [slot for slot in slots if slot.code][:1]  # where it was deleted, extra cells stand behind ours
    last = floor = next((slot.number for slot in setup if not slot.pieces), -1)
    place, needed = {}, {}  # needed: a name -> the first place where a later piece uses it
    for piece in pieces:
        role = piece.home.role if piece.home else ""
        home = piece.answers or (piece.home if role != "answer" or piece.untouched else None)
        last = place[piece] = max(floor, home.number) if home else last
    extras = {piece for piece in pieces if not piece.answers and meaning(piece.source) not in settled}
    extras -= {piece for slot in slots if slot.role == "demo" for piece in slot.pieces}
    for piece in reversed([piece for piece in pieces if piece.answers or piece in extras]):
        limits = [needed[name] for name in piece.names if name in needed]  # where cells were moved
        place[piece] = piece.answers.number - 1 if piece.answers else min([place[piece], *limits])
        for word in re.findall(r"\w+", piece.source):
            needed[word] = min(place[piece], needed.get(word, place[piece]))
    return {piece: place[piece] for piece in pieces if piece in extras}


def offline(source: str, notes: Notes) -> str:
    """Code without the lines that, where there is no network, would stop the rest of their cell."""
    source, count = ONLINE.subn(lambda m: m[1] + "pass  # " + m[2].replace("\n", "\n# "), source)
    if count:
        notes["Lines that install packages or mount Google Drive became comments: grading is offline."] = []
    return source
