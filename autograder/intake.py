"""Intake: whatever a student hands in becomes the released notebook with their answers in it.

nbgrader finds answers by cell metadata. Colab, VS Code, Drive, converters and students lose it, copy
it, move it. So every cell comes from the release, and a submission only lends it sources, in five steps:

    read     bytes -> pieces: its cells (or, of a script without cells, its statements)
    locate   piece -> its home, the release cell that it once was: by grade_id, cell id or content
    prune    pieces of locked, plain and demo cells -> what the student added there, mostly nothing
    choose   answer cell -> the piece that answers it: its own, else one that defines its name
    arrange  every other piece -> an extra cell, where it stood, before whatever uses it
"""

from __future__ import annotations

import ast
import contextlib
import copy
import itertools
import json
import re
import unicodedata
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell

MAX_BYTES, MAX_CELLS, MAX_CODE, MAX_PARSED = 50_000_000, 2_000, 2_000_000, 300_000
FOREIGN = {b"%PDF": "a PDF", b"PK\x03\x04": "a zip archive or a Word document", b"\x89PNG": "an image"}
NEEDS_NETWORK = (  # an installing command with its continued lines; Google Drive's own two lines
    r"(?m)^(?=[ \t]*[%!]|from|import|drive)([ \t]*)([%!].{0,99}?\b(?:pip3?|conda|mamba|apt|uv)\b.{0,99}?\binstall\b"
    r"(?:.*\\\n)*.*|(?<![ \t])(?:(?:from|import) google\.colab\b[^(\n]*(?:;.*)?|drive\.mount\(.*\)[ \t;]*))$"
)
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
CARRIERS = (*DEFINITIONS, ast.Import, ast.ImportFrom)  # what later cells may rely on
SCOPES = (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
Notes = dict[str, list[str]]  # a remark with {} for names, and the names: one sentence for all of them


@dataclass
class Intake:
    """What `repair` gives back: a notebook that can be graded, and what was done to get it."""

    notebook: NotebookNode  # the release with the student's answers and their own extra cells
    remarks: list[str]  # one plain sentence for each thing put right, for instructor and student
    readable: bool  # False: the file was no notebook; the notebook is the bare release, remarks[0] why


class Unreadable(Exception):
    """The file holds no notebook. The message is a sentence for the student."""


def repair(raw: bytes, release: NotebookNode) -> Intake:
    """The release with the answers of the submission `raw` in it. Never raises, whatever the bytes."""
    notes: Notes = defaultdict(list)
    try:
        pieces, _, script = read(raw, notes)
        notebook = rebuild(pieces, release, script, notes)
    except Exception as error:  # no submission may stop a batch, and no list of damages is complete
        why = (
            str(error) if isinstance(error, Unreadable) else f"The file is damaged ({type(error).__name__})."
        )
        cure = "Hand in the .ipynb itself (in Colab: File > Download > Download .ipynb)."
        return Intake(copy.deepcopy(release), [f"{why} {cure}"], False)
    named = {note: ", ".join(names[:-1]) + " and " * (len(names) > 1) for note, names in notes.items()}
    return Intake(notebook, [n.replace("{}", "".join([named[n], *notes[n][-1:]])) for n in notes], True)


def assignment_of(filename: str, raw: bytes, steps: Sequence[str]) -> str | None:
    """Which of `steps` a file belongs to: by its name, else by what it holds; None when neither tells.

    "Copy of step1_foundations (2).ipynb", "jane_doe_12345_step1_foundations-3.ipynb" and
    "Step 1 - Foundations.ipynb" all belong to step1_foundations. Never raises.
    """
    clues = [re.split(r"[\\/]", unquote(filename))[-1]]
    with contextlib.suppress(Exception):  # an unreadable file still belongs to the step that its name tells
        pieces, metadata, _ = read(raw, defaultdict(list))
        prose = [piece.source for piece in pieces if piece.kind == "markdown"]
        marks = [piece.grade_id for piece in pieces if not (piece.grade_id or "recap").startswith("recap")]
        clues += [str(table(metadata.get("colab")).get("name")), *marks]
        clues += re.findall(r"(?m)^#+ .*", "\n".join(prose))[:1] + prose[:3]  # a heading; badges and links
    for whole, clue in itertools.product((True, False), clues):  # all of the name, before "step1" alone
        text, found = unicodedata.normalize("NFKC", clue[:9999]).casefold(), []
        for step in steps:
            name = step.casefold() if whole else re.split(r"(?<=\d)(?=\D)", step.casefold())[0]
            ends = r"(?!\d)" if name[-1:].isdigit() else r"(?![^\W\d_])"
            name = r"[\W_]*".join(re.findall(r"[^\W\d_]+|\d+", name))
            found += [step] if name and re.search(rf"(?<![^\W\d_]){name}{ends}", text) else []
        found = [step for step in found if not any(step in other and step != other for other in found)]
        if len(found) == 1:
            return found[0]
    return None


@dataclass(eq=False)
class Piece:
    """One cell of a submission."""

    kind: str  # "code", "markdown" or "raw"
    source: str
    grade_id: str | None = None
    ids: tuple[str, ...] = ()
    home: Slot | None = None  # the release cell that it once was
    how: str = ""  # what told so: "grade_id", "id" or "content"
    answers: Slot | None = None  # the release cell whose answer it is

    @property
    def names(self) -> frozenset[str]:
        """What it defines; text defines nothing, unless it is Python through and through."""
        return bound(self.source) if self.kind == "code" or statements(self.source) else frozenset()

    @property
    def untouched(self) -> bool:
        """Whether it says what the release says in its place."""
        return self.home is not None and meaning(self.source) == meaning(self.home.cell.source)


def read(raw: bytes, notes: Notes) -> tuple[list[Piece], dict, bool]:
    """The pieces of a file, its notebook metadata, and whether it is a Python script. Raises Unreadable."""
    if len(raw) > MAX_BYTES:
        raise Unreadable(f"The file is too large (over {MAX_BYTES // 10**6} MB).")
    encoding = json.detect_encoding(raw)
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:  # what is UTF-8 stays UTF-8: one damaged byte shall not garble the others
        text, encoding = raw.decode("utf-8", "surrogateescape"), "cp1252"
        text = re.sub("[\udc80-\udcff]", lambda m: bytes([ord(m[0]) & 255]).decode("latin-1"), text)
    text = text.strip("\ufeff\0 \t\r\n")
    for start, what in FOREIGN.items():
        if raw.startswith(start):
            raise Unreadable(f"The file is {what}, not a notebook.")
    if not text:
        raise Unreadable("The file is empty.")
    if re.match(r"(?i)<!doctype html|<html|<head|<\?xml", text):
        raise Unreadable("The file is a web page, not a notebook.")
    if re.search(r"(?m)^(?:<<<<<<<|>>>>>>>)(?: |$)", text):  # no line of JSON or Python starts like this
        raise Unreadable("The file holds git's conflict markers (<<<<<<<): a merge was not finished.")
    if not encoding.startswith("utf-8"):
        notes[f"The file was not UTF-8 text; it was read as {encoding}."] = []
    script = text[0] != "{"
    pieces, metadata = (read_script(clean(text)), {}) if script else read_notebook(text, notes)
    if len(pieces) > MAX_CELLS or sum(len(p.source) for p in pieces if p.kind == "code") > MAX_CODE:
        raise Unreadable("The notebook holds far more cells or code than a lesson has.")
    return pieces, metadata, script


def read_notebook(text: str, notes: Notes) -> tuple[list[Piece], dict]:
    """The cells and metadata of a notebook of any nbformat, however incomplete. Raises Unreadable."""
    try:  # as floats, numbers may have any number of digits; raw_decode lets junk follow the last brace
        notebook, end = json.JSONDecoder(strict=False, parse_int=float).raw_decode(text)
    except json.JSONDecodeError as error:
        if error.pos >= len(text) - 1 or error.msg.startswith("Unterminated"):
            raise Unreadable("The notebook is cut off: its end is missing.") from None
        raise Unreadable(f"The notebook is damaged in line {error.lineno}: {error.msg}.") from None
    except RecursionError:
        raise Unreadable("The notebook's JSON is nested too deeply.") from None
    cells = notebook.get("cells")
    if not isinstance(cells, list) and isinstance(notebook.get("worksheets"), list):
        notes["The notebook was in the old nbformat 3; its cells were converted."] = []
        cells = [cell for sheet in notebook["worksheets"] for cell in table(sheet).get("cells") or ()]
    if not isinstance(cells, list):
        raise Unreadable("The file is JSON, but holds no notebook cells.")
    if text[end:].strip("\0 \t\r\n"):
        notes["Behind the notebook's end stood other text; it was left out."] = []
    if not all(isinstance(cell, dict) for cell in cells):
        notes["What was no cell in the list of cells was left out."] = []
    return [read_cell(cell) for cell in cells if isinstance(cell, dict)], table(notebook.get("metadata"))


def read_cell(cell: dict) -> Piece:
    """One cell of a notebook; what is missing or of the wrong type counts as empty."""
    metadata, kind = table(cell.get("metadata")), cell.get("cell_type", "code")
    source = cell.get("source", cell.get("input"))  # "input" until nbformat 3
    if isinstance(source, list):
        lines = [line for line in source if isinstance(line, str)]
        ended = len(lines) < 2 or any(line[-1:].isspace() for line in lines[:-1])
        source = ("" if ended else "\n").join(lines)
    kind = kind if kind in ("code", "markdown") else "markdown" if kind == "heading" else "raw"
    marks = (
        table(metadata.get("nbgrader")).get("grade_id"),
        cell.get("id"),
        metadata.get("id"),
    )  # Colab: last
    grade_id, *ids = (mark if isinstance(mark, str) else None for mark in marks)
    return Piece(kind, clean(source) if isinstance(source, str) else "", grade_id, tuple(filter(None, ids)))


def read_script(text: str) -> list[Piece]:
    """The cells of a Python file, in py:percent or with nbconvert's "# In[3]:". Without either, as Colab
    exports it, a piece for each statement (where Python cannot parse it, for each block of lines)."""
    parts = re.split(r"(?m)^# ?(?:%%|In ?\[[ \d*]*\]:?)(.*)$", text)[1:]
    if not parts:
        lines = re.sub(r"(?m)^[ \t]+$", "", text)
        blocks = re.split(r"(?<!\n)\n{2,}(?=[^\s)\]}#])(?!el(?:se|if)\b|except\b|finally\b)", lines)
        blocks = [statement.text for statement in statements(text) or ()] or blocks
        return [Piece("code", block.strip("\n")) for block in blocks]
    pieces = []
    for header, body in zip(parts[::2], parts[1::2], strict=True):
        prose, mark = re.search(r"\[(?:markdown|md|raw)\]", header), re.search(r"grade_id\W+(\w+)", header)
        body = re.sub(r"(?m)^# ?", "", body) if prose else body
        pieces.append(Piece("markdown" if prose else "code", body.strip("\n"), mark and mark[1]))
    return pieces


def clean(text: str) -> str:
    """Text that Python, JSON and UTF-8 take: plain line ends, no NUL, no half of a surrogate pair."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def table(value: object) -> dict:
    """`value` if it is a dict, else an empty one."""
    return value if isinstance(value, dict) else {}


class Statement(NamedTuple):
    """One statement at a cell's top level."""

    text: str  # with the comments above it
    key: int  # the same for the same code, whatever its layout and comments
    names: frozenset[str]
    kind: type[ast.stmt]


@lru_cache(maxsize=2048)
def statements(source: str) -> tuple[Statement, ...] | None:
    """A cell's statements; None when Python cannot parse it. IPython's own lines count as `pass`."""
    lines = source.split("\n")
    for text in (source, re.sub(r"(?m)^([ \t]*)[%!].*$", r"\1pass", source))[
        : 2 * (len(source) < MAX_PARSED)
    ]:
        try:
            found, end = [], 0
            with warnings.catch_warnings(action="ignore"):
                body = ast.parse(text).body
            for node in body:
                own, end = "\n".join(lines[end : node.end_lineno]), node.end_lineno
                key = hash(own.strip() if isinstance(node, ast.Pass) else ast.dump(node))
                found.append(Statement(own, key, frozenset(binds([node])), type(node)))
            return tuple(found)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
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


def bound(source: str) -> frozenset[str]:
    """The names that a cell defines; by a regular expression where Python cannot parse it."""
    if (found := statements(source)) is not None:
        return frozenset().union(*(statement.names for statement in found))
    pairs = re.findall(r"(?m)^(?:async +)?(?:def|class) +(\w+)|^(\w+) *(?::[^=\n]*)?=(?!=)", source)
    return frozenset(name for pair in pairs for name in pair if name)


def meaning(source: str) -> object:
    """Equal for sources that do the same: where there is code, layout and comments do not count."""
    keys = tuple(statement.key for statement in statements(source) or ())
    return keys or "\n".join(map(str.rstrip, source.strip().split("\n")))


@dataclass(eq=False)
class Slot:
    """A cell of the release, and what a submission brings for it."""

    number: int
    cell: NotebookNode  # of the notebook to give back; the release's until its answer is in
    pieces: list[Piece] = field(default_factory=list)  # those that once were this cell

    def __post_init__(self) -> None:
        source, mark = self.cell.source, self.cell.metadata.get("nbgrader", {})
        self.grade_id, self.code = mark.get("grade_id"), self.cell.cell_type == "code"
        demo = "skip-execution" in self.cell.metadata.get("tags", ())
        kinds = {"answer": mark.get("solution"), "check": mark.get("grade"), "text": not self.code}
        kinds |= {"locked": mark.get("locked"), "demo": demo, "plain": True}
        self.role = next(kind for kind, given in kinds.items() if given)
        self.statements = (statements(source) or ()) if self.code else ()
        self.keys = {statement.key for statement in self.statements}
        stub = () if self.grade_id in bound(source) else self.statements
        names = (s.names for s in stub if issubclass(s.kind, DEFINITIONS))  # an answer defines one of these
        self.wanted = {self.grade_id}.union(*names) if self.code and self.role == "answer" else set()

    def note(self, notes: Notes, text: str) -> None:
        """Add a remark on this cell, by its grade_id (of a check: its exercise) or its first line."""
        name = self.grade_id or f"'{self.cell.source.split(chr(10))[0][:40]}'"
        kind = {"answer": "The answer cell of {}", "check": "The check cell of {}"}.get(
            self.role, "The cell {}"
        )
        notes[f"{kind} {text}"].append(name.removesuffix("_check") if self.role == "check" else name)


def rebuild(pieces: list[Piece], release: NotebookNode, script: bool, notes: Notes) -> NotebookNode:
    """The release with what `pieces` hold. Raises Unreadable for a script that holds no answer."""
    notebook = copy.deepcopy(release)
    slots = [Slot(number, cell) for number, cell in enumerate(notebook.cells)]
    locate(pieces, slots, script)
    prune(slots, defaultdict(list) if script else notes)
    sources = choose(pieces, slots, defaultdict(list) if script else notes)
    if script and not any(piece.answers for piece in pieces):
        raise Unreadable("The file is neither a notebook nor a Python script with answers in it.")
    if script:
        notes["The file was a Python script; the answers in it were found by the names they define."] = []
    behind = arrange(pieces, slots, set(map(meaning, sources.values())))
    for number, source in sources.items():
        notebook.cells[number].source = offline(source, notes) if slots[number].code else source
    make = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}
    ids, cells = {cell.get("id") for cell in notebook.cells}, []
    fresh = (name for name in map("extra-{}".format, itertools.count(1)) if name not in ids)
    for number, cell in enumerate([None, *notebook.cells], -1):
        cells += [cell] if cell else []
        for piece in behind[number]:
            source = offline(piece.source, notes) if piece.kind == "code" else piece.source
            cells.append(make[piece.kind](source, id=next(fresh)))
    notebook.cells = cells
    return notebook


def locate(pieces: list[Piece], slots: list[Slot], script: bool) -> None:
    """Set the home of each piece that once was a release cell: by grade_id, by id, by content."""
    marks = {slot.grade_id: slot for slot in slots if slot.grade_id}
    ids = {slot.cell.get("id"): slot for slot in slots}
    says: dict[object, list[Slot]] = defaultdict(list)
    for slot in slots:
        for said in {slot.cell.source.strip(), meaning(slot.cell.source)}:
            says[slot.code, said].append(slot)

    def by_id(piece: Piece) -> Slot | None:
        homes = (ids[name] for name in piece.ids if name in ids)
        return next((home for home in homes if home.code or piece.kind != "code"), None)

    def by_content(piece: Piece) -> Slot | None:  # to the letter if possible: some stubs differ in comments
        said = (piece.source.strip(), meaning(piece.source)) if piece.source.strip() else ()
        alike = next(filter(None, (says.get((piece.kind == "code", words)) for words in said)), ())
        return min(alike, key=lambda slot: len(slot.pieces), default=None)

    def by_part(piece: Piece) -> Slot | None:  # half of what it says stands in one release cell
        keys = {statement.key for statement in statements(piece.source) or () if piece.kind == "code"}
        free = [slot for slot in slots if slot.role != "answer" and (script or not slot.pieces)]
        best = max(free, key=lambda slot: len(slot.keys & keys), default=None)
        return best if best and 2 * len(best.keys & keys) >= max(1, len(keys)) else None

    finders = {"id": by_id, "content": by_content, "part": by_part}
    for how, find in {"grade_id": lambda piece: marks.get(piece.grade_id), **finders}.items():
        for piece in pieces:
            if piece.home is None and (home := find(piece)):
                piece.home, piece.how = home, how
                home.pieces.append(piece)


def prune(slots: list[Slot], notes: Notes) -> None:
    """Empty the pieces that are the release's own. Of a changed one stays what the student added:
    answers, imports, and definitions of other names than the release's."""
    fixed = [statement for slot in slots if slot.role != "answer" for statement in slot.statements]
    wanted = frozenset().union(*(slot.wanted for slot in slots))
    keys, imports = {s.key for s in fixed}, (ast.Import, ast.ImportFrom)
    taken = frozenset().union(*(s.names for s in fixed if not issubclass(s.kind, imports))) - wanted
    for slot in slots:
        if slot.role in ("check", "locked", "plain"):
            if not slot.pieces and slot.role != "plain":
                slot.note(notes, "was missing; the original was put back.")
            if len(slot.pieces) > 1:
                slot.note(notes, "stood there more than once; the copies were left out.")
            if not all(piece.untouched for piece in slot.pieces):
                slot.note(notes, "had been changed; the original was used.")
        for piece in slot.pieces if slot.role != "answer" else ():
            found = statements(piece.source)
            added = [s for s in found or () if s.key not in keys and not s.names & taken]
            kept = [s.text for s in added if s.names & wanted or issubclass(s.kind, CARRIERS)]
            broken = slot.code and found is None and not piece.untouched and piece.names & wanted
            piece.source = piece.source if broken else "\n".join(kept).strip("\n")


def choose(pieces: list[Piece], slots: list[Slot], notes: Notes) -> dict[int, str]:
    """The source for each answer cell, by its number; sets `answers` of the pieces that gave them.

    Best is a piece that differs from the stub, defines the name and leaves nothing to be implemented,
    in the answer's own cell before any other; of equals the last, which a run from top to bottom
    leaves in force. Two answers in one piece stand under the first exercise; the other's stub, which
    would undo the second, gives way to a comment.
    """
    sources: dict[int, str] = {}
    order = list(dict.fromkeys(piece.home.number for piece in pieces if piece.home))
    shift = {number: abs(place - order.index(number)) for place, number in enumerate(sorted(order))}
    names = {piece: piece.names for piece in pieces}
    answered = {piece: not (piece.untouched and piece.home.role == "answer") for piece in pieces}
    for slot in (slot for slot in slots if slot.role == "answer"):
        rank = {
            piece: (answered[piece], defines, "raise NotImplementedError" not in piece.source, own, place)
            for place, piece in enumerate(pieces)
            for own, defines in [(piece.home is slot, bool(names[piece] & slot.wanted))]
            if own or (defines and answered[piece])
        }
        piece = max(rank, key=rank.__getitem__, default=None)
        if piece is None:
            slot.note(notes, "was missing; the empty stub was put back.")
        elif other := piece.answers:
            sources[slot.number] = f"# This answer stands together with that to {other.grade_id}, above."
            slot.note(notes, f"was left empty: its answer stands together with that to {other.grade_id}.")
        else:
            sources[slot.number], piece.answers = piece.source, slot
            own, lost = piece.home is slot, not piece.home and not slot.pieces
            remarks = {
                "stood there more than once; the last that answers was taken.": len(slot.pieces) > 1,
                "had become text; it was turned back into code.": piece.kind != "code" and slot.code,
                "had lost nbgrader's metadata; it was found by its cell id.": own and piece.how == "id",
                "had been moved; it was put back in its place.": own and shift[slot.number] > 1,
                "had lost its metadata; it was found by the name it defines.": lost,
                "did not hold the answer; another cell that defines its name does.": not own and not lost,
            }
            for remark in filter(remarks.get, remarks):
                slot.note(notes, remark)
    if not any(piece.answers for piece in pieces):
        notes["No answer cell of this lesson is in the file: is it another lesson's?"] = []
    return sources


def arrange(pieces: list[Piece], slots: list[Slot], settled: set[object]) -> dict[int, list[Piece]]:
    """The extra cells to put behind each release cell, by its number: those that stood there, but, where
    cells were moved, never behind what uses them. Copies of `settled` answers and stubs are none."""
    settled |= {meaning(slot.cell.source) for slot in slots} | {""}
    setup = next((slot for slot in slots if slot.code), None)
    last = floor = setup.number if setup and not setup.pieces else -1  # without its own set-up, behind ours
    place: dict[Piece, int] = {}
    extras: dict[Piece, None] = {}
    for piece in pieces:
        answer = piece.home and piece.home.role == "answer"
        home = piece.answers or (None if answer and not piece.untouched else piece.home)
        last = max(floor, home.number) if home else last
        if not (
            piece.answers or meaning(piece.source) in settled or (piece.home and piece.home.role == "demo")
        ):
            extras[piece] = None
        place[piece] = last
    needed: dict[str, int] = {}  # a name -> the first place where a later piece uses it
    for piece in reversed([piece for piece in pieces if piece.answers or piece in extras]):
        limits = [needed[name] for name in piece.names if name in needed and not piece.answers]
        place[piece] = piece.answers.number - 1 if piece.answers else min([place[piece], *limits])
        for word in re.findall(r"\w+", piece.source):
            needed[word] = min(place[piece], needed.get(word, place[piece]))
    behind: dict[int, list[Piece]] = defaultdict(list)
    for piece in extras:
        behind[place[piece]].append(piece)
    return behind


def offline(source: str, notes: Notes) -> str:
    """Code without the lines that, where there is no network, would stop the rest of their cell."""
    source, count = re.subn(
        NEEDS_NETWORK,
        lambda m: (m[1] and m[1] + "pass  ") + "# " + m[2].replace("\n", "\n# "),
        source,
    )
    if count:
        notes["Lines that install packages or mount Google Drive became comments: grading is offline."] = []
    return source
