"""What the bank adds to a print: the values that probes compare with, and how each known mistake shows.

No print depends on the machine: a value that is printed already stays, wherever the new one agrees with it within a
small part of its tolerance. Runs nothing and writes no file.
"""

from collections.abc import Iterable, Mapping

from ..grading import difference
from ..lessons import NOTHING, Known, comparing, fingerprint, pack, unpack
from ..sandbox import CellResult
from .reading import Answer

SHARE = 0.25  # of the tolerance, within which a printed value stays; other processors have needed 0.11
Records = dict[str, tuple[dict, dict]]  # check → {"values", "mistakes"} of its visible and of its hidden calls


def fingerprints(blank, wrong: Iterable[Answer]) -> dict[str, str]:
    """For each exercise the fingerprint of what its known data depend on: the cells up to its check, other checks
    left out, and its wrong answers."""
    before, found = [], {}
    for cell in [cell for cell in blank.cells if cell.cell_type == "code"]:
        info = cell.metadata.get("nbgrader", {})
        name = info.get("grade_id", "").removesuffix("_check")
        if not info.get("grade"):
            before.append(cell.source if "tags" not in cell.metadata else "")
        else:
            answers = [answer.source for answer in wrong if answer.exercise == name]
            found[name] = fingerprint(before, cell.source, answers)
    return found


def records(solved: Mapping[str, CellResult], known: list[Answer], results: list[CellResult]) -> Records:
    """What the runs on this machine say."""
    data = {}
    for exercise, reference in solved.items():
        calls = reference.calls
        first_hidden = next(number for number, call in enumerate(calls) if call["hidden"])
        visible, hidden = {"values": {}, "mistakes": []}, {"values": {}, "mistakes": []}
        for number, call in enumerate(calls):
            if call["call"] in ("probe", "choice"):
                (hidden if number >= first_hidden else visible)["values"][str(number)] = call["value"]
        for answer, result in zip(known, results):
            if answer.exercise == exercise and answer.kind == "wrong":
                found = difference(reference, result)
                if found:
                    number, value = found
                    mistakes = (hidden if number >= first_hidden else visible)["mistakes"]
                    mistakes.append([number, comparing.sketch(value), answer.sentence])
        data[exercise] = visible, hidden
    return data


def settle(fresh: Records, solved: Mapping[str, CellResult], printed: Mapping[str, list[str]]) -> Known:
    """`fresh`, packed, with what is `printed` already kept wherever the two agree."""
    known = {}
    for exercise, pair in fresh.items():
        texts = printed.get(exercise, [])
        texts = texts if len(texts) == 2 else [NOTHING] * 2
        known[exercise] = tuple(_settle(new, text, solved[exercise].calls) for new, text in zip(pair, texts))
    return known


def _settle(new: dict, text: str, calls: list) -> str:
    try:
        old = unpack(text)
        settled = old | {
            "values": {
                number: old["values"][number]
                if number in old["values"] and _agree(value, old["values"][number], calls[int(number)])
                else value
                for number, value in new["values"].items()
            },
            "mistakes": _settle_mistakes(new["mistakes"], old["mistakes"]),
        }
    except (ValueError, KeyError, TypeError, ArithmeticError):  # a print that somebody damaged
        return pack(new | {"mistakes": _settle_mistakes(new["mistakes"], [])})
    return text if settled == old else pack(settled)


def _agree(value, old, call: dict) -> bool:
    return comparing.difference(value, old, SHARE * call["rtol"], SHARE * call["atol"], strict=True) is None


def _settle_mistakes(new: list, old: list) -> list:
    """The new mistakes in their order, each but once; in place of a new one the first old one that agrees with it."""
    settled = []
    for mistake in new:
        number, sketch, sentence = mistake
        alike = (
            m
            for m in (*old, *settled)
            if m[0] == number and m[2] == sentence and comparing.same_sketch(m[1], sketch, SHARE)
        )
        if (mistake := next(alike, mistake)) not in settled:
            settled.append(mistake)
    return settled
