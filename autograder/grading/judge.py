"""Two transcripts → a verdict and its words: what the student's check calls reported, against what the solved
lesson's reported at the same places. Runs outside the sandbox; the expected values are only here."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from nbformat import NotebookNode

from ..lessons import SKIP_TAG, blind, comparing, labels, packed, unpack
from ..sandbox import Cell, CellResult
from .halves import halves


@dataclass(frozen=True)
class Verdict:
    """Whether a check keeps its points, the message for the student, the known mistakes that it may come of."""

    passed: bool
    message: str = ""
    mistakes: tuple[str, ...] = ()


def runnable(notebook: NotebookNode) -> list[Cell]:
    """The code cells that grading runs, blind, in order."""
    found = []
    for cell in notebook.cells:
        if cell.cell_type != "code" or SKIP_TAG in cell.metadata.get("tags", []):
            continue
        info = cell.metadata.get("nbgrader", {})
        check = info["grade_id"].removesuffix("_check") if info.get("grade") else None
        source, hidden = halves(blind(cell.source)) if check else (blind(cell.source), "")
        found.append(Cell(id=cell.id, source=source, check=check, hidden=hidden))
    return found


def labelled(solved: Mapping[str, CellResult], printed: Mapping[str, list[str]]) -> dict[str, CellResult]:
    """The solved checks' results, each call of `catch_bugs` with what it is judged by: which candidates are right, and
    the bank's sentence of each. That stands in what is `printed`, and never enters the sandbox."""
    found = {}
    for check, result in solved.items():
        known = labels(printed.get(check, []))
        calls = [_labelled(call, known) if call.get("call") == "bugs" else call for call in result.calls]
        found[check] = replace(result, calls=calls)
    return found


def _labelled(call: dict, known: dict[str, list]) -> dict:
    part, share = "hidden" if call["hidden"] else "visible", call["expected"]
    share = share["share"] if isinstance(share, dict) else share  # it may have been done already
    return call | {"expected": {"share": share, "labels": known.get(part, [])}}


def mislabelled(check: str, reference: CellResult, texts: list[str]) -> list[str]:
    """A line for each candidate that the solved tests get wrong: they must know every one, whatever share is asked."""
    found, known = [], labels(texts)
    for call in reference.calls:
        if call.get("call") == "bugs":
            there = known.get("hidden" if call["hidden"] else "visible", [])
            opinions = call["value"]["list"]
            if len(opinions) < len(there) or not there:
                found.append(f"{check}: {len(opinions)} opinions of {len(there)} candidates")
            for opinion, (right, sentence, slug) in zip(opinions, there):
                if (opinion is True) != right:
                    said = "accept" if opinion is True else f"refuse ({opinion})"
                    found.append(f"{check}: they {said} {'right' if right else 'wrong'} {slug}, “{sentence}”")
    return found


def difference(reference: CellResult, student: CellResult) -> tuple[int, object] | None:
    """The first call at which the student's report differs from the solved lesson's, as its number and its
    plain value; None when none does. A known wrong answer is recognised by this place and value."""
    number, _, value = _first_failure(reference, student, "", [])
    return (number, value) if number is not None else None


def lost(reference: CellResult, calls: list) -> bool:
    """Has a check whose calls so far are `calls` lost its points with the last of them?"""
    number = len(calls) - 1
    if number >= len(reference.calls):
        return False
    try:
        return _message(reference.calls[number], calls[number], number, "", ()) is not None
    except Exception:  # a damaged report: `verdict` will say so
        return True


def verdict(
    check: str, reference: CellResult, student: CellResult | None, mistakes=(), cause: str = "", exercises=()
) -> Verdict:
    """Judge one check by its calls in the solved lesson (`reference`) and in the student's notebook. `cause` is what
    stopped the answer's cell, in words; it is said in place of the error that followed from it in the check.

    The student's report is data from a stranger: whatever is missing, malformed or superfluous in it fails
    this check and nothing else.
    """
    if student is None:
        return Verdict(False, f"✗ {check}: this check did not run.")
    number, message, value = _first_failure(reference, student, check, mistakes, exercises)
    if number is None:
        return Verdict(True, f"✓ {check}: everything asked here holds.")
    if cause and number >= len(student.calls):  # what came before holds
        return Verdict(False, f"✗ {check} {cause}")
    return Verdict(False, message, tuple(comparing.recognised(mistakes, number, value)))


def _first_failure(reference, student, check, mistakes, exercises=()):
    """(number, message, plain value) of the first call that fails; (None, "", None) when all hold."""
    for number, (want, call) in enumerate(zip(reference.calls, student.calls)):
        try:
            message = _message(want, call, number, check, mistakes, _hidden(reference, student, number))
        except Exception:  # no well-formed report; RecursionError on deep trees is one of these
            return number, f"✗ {check}: the report of this check is damaged, so it cannot count.", _ended("damaged")
        if message:
            return number, message, call["value"]
    number = len(student.calls)
    if student.error:
        error = {
            "raised": student.error["mro"] or ["Exception"],
            "message": student.error["message"],
            "where": student.error["where"],
            "own": student.error.get("own", False),
        }
        hidden = _hidden(reference, student, number)
        return number, comparing.explain(error, check, number, mistakes, hidden, exercises), error
    words = {
        "timeout": "this check ran out of time. Is there a loop without end, or one far too slow?",
        "starved": "the machine that graded this was too busy to run this check, which is not your fault. Ask to have "
        "it graded again.",
        "memory": "this check was killed for memory: the notebook held far more than there is room for.",
        "died": "Python itself stopped while this check ran: a crash, or far too much memory.",
        "not run": "this check did not run.",
    }
    if student.status != "ok":
        return number, f"✗ {check}: {words[student.status]}", _ended(student.status)
    if number != len(reference.calls):
        return number, f"✗ {check}: the check did not report all that it should.", _ended("silent")
    return None, "", None


def _hidden(reference, student, number: int) -> bool:
    """Does the call with this number, or what comes before it, belong to the hidden part of the check? So does whatever
    came when the hidden tests had been there, even under the number of a visible call."""
    calls = reference.calls
    return number >= len(calls) or calls[number]["hidden"] or student.late(number)


def _message(want, call, number, check, mistakes, hidden=False) -> str | None:
    """None where a call holds. Raises what it likes for a report that is not well formed."""
    if call["call"] != want["call"]:
        raise ValueError("another call")
    own = call["call"] in ("probe", "choice")  # their expectation is the solved lesson's own value
    return comparing.verdict(
        want["call"],
        call["value"],
        want["value" if own else "expected"],
        want["what"],
        want["rtol"],
        want["atol"],
        check=check,
        number=number,
        hidden=hidden,
        mistakes=mistakes,
    )


def _ended(how: str) -> dict:
    """The plain value of a call that never came."""
    return {"raised": [how], "message": ""}


def faults(notebook: dict, cells: list[Cell], results: list[CellResult]) -> list[str]:
    """Why the solved lesson, run here and now, does not get full marks, in words; empty when it does. Until then nobody
    can be graded: a killed process or a strange processor would cost every student the same points."""
    found, printed = [], packed(notebook)
    for cell, result in zip(cells, results):
        if result.status != "ok":
            found.append(f"cell `{cell.id}`: {result.failure}")
        if cell.check:
            found += untrue(cell.check, result, printed[cell.check])
    return found


def untrue(check: str, reference: CellResult, texts: list[str]) -> list[str]:
    """A line for each printed value of a check that is not what the solved lesson gives here, within its tolerance."""
    values = {number: value for text in texts for number, value in unpack(text)["values"].items()}
    found = []
    for number, call in enumerate(reference.calls):
        if call["call"] in ("probe", "choice"):
            old, given = values.pop(str(number), {"object": "nothing"}), call["value"]
            if comparing.difference(given, old, call["rtol"], call["atol"], strict=True):
                found.append(f"{check}, call {number} ({call['what']}): the printed value is not what came")
    found += mislabelled(check, reference, texts)
    return found + [f"{check}, call {number}: it did not come" for number in values]
