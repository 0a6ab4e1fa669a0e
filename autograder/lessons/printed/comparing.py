"""Plain data against plain data: where they differ, in words for a beginner, and which known mistake that is.

Printed into every notebook; the judge uses the same outside the sandbox. Runs no student code and is never inside.
"""

import base64
import builtins
import json
import re
import zlib

import numpy as np

MOST = 3  # causes that one value may have in a message: more would help nobody


def _kind(tree):
    if isinstance(tree, dict):
        return next(key for key in tree if key not in ("shape", "data", "message", "where", "own"))
    return type(tree).__name__


def _array(tree):
    """The NumPy array of a plain tensor, array, number, or nested list of numbers; None for anything else."""
    kind = _kind(tree)
    if kind in ("tensor", "array"):
        return np.frombuffer(base64.b64decode(tree["data"]), tree[kind]).reshape(tree["shape"])
    if kind in ("list", "tuple"):
        rows = [_array(item) for item in tree[kind]]
        same = all(row is not None and row.shape == rows[0].shape for row in rows)
        return np.array(rows) if same else None
    return np.array(tree) if kind in ("bool", "int", "float") else None


def _name(tree):
    """`tree` in words for a beginner."""
    kind = _kind(tree)
    if kind in ("tensor", "array"):
        return f"a {'torch tensor' if kind == 'tensor' else 'NumPy array'} of shape {tuple(tree['shape'])}"
    if kind == "NoneType":
        return "None (is a `return` missing?)"
    if kind == "object":
        return f"an object of type {tree['object']}"
    if kind in ("list", "tuple", "set", "dict"):
        return f"a {kind} of {len(tree[kind])}"
    return f"{ {'str': 'the text', 'bool': 'the truth value'}.get(kind, 'the number') } {tree!r:.80}"


# ── the comparison ────────────────────────────────────────────────────────────────────────────────────


def _sort(tree):
    """What `tree` is, in words that nobody but we chose: all that may be said of a value in a hidden test."""
    kind = _kind(tree)
    if kind in ("tensor", "array"):
        return "a torch tensor" if kind == "tensor" else "a NumPy array"
    words = {"NoneType": "None", "object": "an object of another type", "str": "a text", "bool": "a truth value"}
    return words.get(kind, f"a {kind}" if kind in ("list", "tuple", "set", "dict") else "a number")


def difference(got, want, rtol, atol, strict, at=""):
    """How the plain `got` differs from the plain `want`: None, or a pair of texts: what may be said in a hidden test,
    where neither the expected numbers nor anything that student code put together is shown, and what is said else."""
    kind, wanted = _kind(got), _kind(want)
    where = f"at {at.strip()}, " if at else ""
    if not strict and kind != wanted:  # a tensor, an array and a list of the same numbers are one
        left, right = _array(got), _array(want)
        if left is not None and right is not None:
            return _arrays_differ(left, right, "array", rtol, atol, strict, where)
    if wanted == "float" and kind == "int":
        kind = "float"
    if {kind, wanted} == {"list", "tuple"}:  # either serves
        got, kind = {wanted: got[kind]}, wanted
    if kind != wanted:
        expected = _name(want) if wanted != "NoneType" else "None"
        return f"{where}{_sort(want)} expected, got {_sort(got)}", f"{where}{expected} expected, got {_name(got)}"
    if kind in ("tensor", "array"):
        return _arrays_differ(_array(got), _array(want), kind, rtol, atol, strict, where)
    if kind in ("list", "tuple", "set"):
        for index, (left, right) in enumerate(zip(got[kind], want[kind])):
            found = difference(left, right, rtol, atol, strict, f"{at}[{index}]")
            if found:
                return found
        if len(got[kind]) != len(want[kind]):
            said = f"{where}{len(want[kind])} items expected"
            return said, f"{said}, got {len(got[kind])}"
        return None
    if kind == "dict":
        have = {json.dumps(key): value for key, value in got["dict"]}
        for key, value in want["dict"]:
            name = _key(key)
            if json.dumps(key) not in have:
                return f"{where}a name is missing", f"{where}{name} is missing"
            found = difference(have[json.dumps(key)], value, rtol, atol, strict, f"{at}[{name}]")
            if found:
                return found
        if len(have) > len(want["dict"]):
            extra = set(have) - {json.dumps(key) for key, _ in want["dict"]}
            return f"{where}a name too many", f"{where}{_key(json.loads(min(extra)))} is there, and should not be"
        return None
    if kind == "float":
        equal = np.isclose(got, want, rtol=rtol, atol=atol, equal_nan=True)
    else:
        equal = got == want and kind != "object"
    said = f"{where}another value came"
    return None if equal else (said, f"{said}: expected {_short(want)}, got {_short(got)}")


def _arrays_differ(left, right, kind, rtol, atol, strict, where):
    if right.shape == () and set(left.shape) == {1}:  # a tensor with a single number, too
        left = left.reshape(())
    if left.shape != right.shape:
        return f"{where}shape {right.shape} expected", f"{where}shape {right.shape} expected, got {left.shape}"
    if strict and left.dtype.kind != right.dtype.kind:  # bool, int or float; their width is the student's choice
        return (f"{where}a {kind} of {right.dtype} expected, got {left.dtype}",) * 2
    with np.errstate(all="ignore"):
        if "f" in left.dtype.kind + right.dtype.kind:
            equal = np.isclose(left, right, rtol=rtol, atol=atol, equal_nan=True)
        else:  # ids are right or wrong, however large
            equal = left == right
    if equal.all():
        return None
    wrong = np.argwhere(~equal)
    first = tuple(int(i) for i in wrong[0])
    lost = np.argwhere(np.isnan(left) & ~np.isnan(right))
    if len(lost):
        first = tuple(int(i) for i in lost[0])
        said = f"{where}NaN (not a number) came out"
        shown = f"{said} for {len(lost)} of {left.size} values"
    else:
        said, shown = f"{where}values differ", f"{where}{len(wrong)} of {left.size} values differ"
    place = f"at {list(first)} " if first else ""
    return said, f"{shown}: {place}expected {right[first]:.6g}, got {left[first]:.6g}"


def _key(tree):
    """A plain dictionary key as its author would write it."""
    return str(tuple(tree["tuple"])) if _kind(tree) == "tuple" else repr(tree)


def _short(tree):
    text = repr(tree) if not isinstance(tree, dict) else _name(tree)
    return text if len(text) <= 120 else text[:117] + "…"


def _differs(call, value, expected, rtol, atol):
    """`difference` for each kind of check call."""
    if call == "shape":
        shape = value["shape"] if _kind(value) in ("tensor", "array") else None
        wanted = [item for item in expected["tuple"]]
        if shape == wanted:
            return None
        said = f"a tensor of shape {tuple(wanted)} expected"
        return said, f"{said}, got {_name(value)}"
    if call == "raises":
        if "raised" in value and expected in value["raised"]:
            return None
        said = f"{expected} should be raised"
        if "raised" in value:
            return f"{said}, got {error_name(value)}", f"{said}, got {value['raised'][0]}"
        return f"{said}, got no error", f"{said}, got no error, but {_name(value['returned'])}"
    if call == "true":
        return None if value is True else ("this does not hold",) * 2
    if call == "choice":
        if value is None:
            return ("that is not one of the letters",) * 2
        return None if value == expected else ("that is not it; read the question once more",) * 2
    if call == "bugs":
        return _escaped(value["list"], **expected)
    if call == "equal":
        rtol = atol = 0.0
    return difference(value, expected, rtol, atol, strict=call == "probe")


def _escaped(opinions, share, labels):
    """What is wrong with what a student's tests said of candidates, as `difference` says it. `labels` has for each
    [right?, the bank's sentence, slug]; after their opinions come those of clues. Raises ValueError where some are
    missing."""
    if len(opinions) < len(labels) or not all(o in (True, False, None) or "raised" in o for o in opinions):
        raise ValueError("no opinions of these candidates")
    judged = [(chr(ord("A") + number), o, *label[:2]) for number, (o, label) in enumerate(zip(opinions, labels))]
    refused = [(letter, o, sentence) for letter, o, right, sentence in judged if right and o is not True]
    escaped = [(letter, sentence) for letter, o, right, sentence in judged if not right and o is True]
    n_wrong = sum(not right for right, *_ in labels)
    may = int((1 - share) * n_wrong + 1e-9)
    escaped = escaped if len(escaped) > may else []
    if not refused and not escaped:
        return None
    said, shown = [], []
    if refused:
        letter, opinion, sentence = refused[0]
        n_right = len(labels) - n_wrong
        why = "" if opinion is False else f" Your tests {_no_answer(opinion, hidden=True)}."
        said.append(f"your tests refuse {len(refused)} of {n_right} right candidates. One of them: “{sentence}”{why}")
    for letter, opinion, sentence in refused[:3]:
        why = "" if opinion is False else f" Your tests {_no_answer(opinion)}."
        shown.append(f"your tests refuse candidate {letter}, which is right: “{sentence}”{why}")
    if escaped:
        sentences = list(dict.fromkeys(sentence for _, sentence in escaped))[:3]
        said.append(
            f"your tests accept {len(escaped)} of {n_wrong} wrong candidates, and {may} is the most that may be"
        )
        said.append("missed. To authors of those that you accept we say:")
        said += [f"- “{sentence}”" for sentence in sentences]
    for letter, sentence in escaped[:3]:
        shown.append(f"your tests accept candidate {letter}, which is wrong. To its author we say: “{sentence}”")
    return "\n  ".join(said), "\n  ".join(shown)


def _no_answer(opinion, hidden=False):
    """What tests did that gave neither True nor False, in words."""
    if opinion is None:
        return "give back None (is a `return True` missing?)"
    return f"stop with {error_name(opinion)}" + ("" if hidden else f": {opinion['message'][:200]}")


def sketch(tree):
    """A short fingerprint of plain data: equal up to rounding, equal sketches. → text "crc mean p1 p2 p3"; of an error,
    the crc is two, "said~kind"."""
    numbers = []

    def skeleton(node):
        kind = _kind(node)
        if kind in ("tensor", "array"):
            values = _array(node)
            if values.dtype.kind == "f":
                flat = values.ravel().astype(float)
                numbers.append(np.where(np.isfinite(flat), flat, 0.0))
                return [kind, "float", node["shape"], zlib.crc32(np.isfinite(flat).tobytes())]
            return [kind, str(values.dtype), node["shape"], zlib.crc32(values.tobytes())]
        if kind == "float":
            numbers.append(np.array([node if np.isfinite(node) else 0.0]))
            return "float" if np.isfinite(node) else str(node)
        if kind == "raised" and node is not tree:  # one of several; what it says may differ from machine to machine
            return error_name(node)
        if kind == "raised":
            return [node["raised"][:1], node["message"][:200]]
        if kind == "returned":
            return [kind, skeleton(node[kind])]
        if kind in ("list", "tuple", "set"):
            return [kind, [skeleton(item) for item in node[kind]]]
        if kind == "dict":
            pairs = sorted(node[kind], key=lambda pair: json.dumps(pair[0]))
            return [kind, [[skeleton(item) for item in pair] for pair in pairs]]
        return node

    crc = f"{zlib.crc32(json.dumps(skeleton(tree)).encode()):08x}"
    if _kind(tree) == "raised":
        crc += f"~{zlib.crc32(_sort_of_error(tree).encode()):08x}"
    flat = np.concatenate(numbers) if any(map(len, numbers)) else np.zeros(1)
    angles = np.arange(1.0, len(flat) + 1)
    values = [np.abs(flat).mean()] + [(flat * np.cos(k * angles)).mean() for k in (0.7, 1.9, 3.1)]
    return " ".join([crc, *(f"{value:.6g}" for value in values)])


def same_sketch(left, right, share=1.0):
    """Are two sketches equal, within this share of the tolerance?"""
    (crc, *a), (other, *b) = left.split(), right.split()
    a, b = np.array(a, float), np.array(b, float)
    return crc == other and bool(np.all(np.abs(a - b) <= share * (1e-4 * max(abs(a[0]), abs(b[0])) + 1e-7)))


def _sort_of_error(raised):
    """An error's kind: a message that the notebook chose does not count, nor do sizes in any other."""
    if raised.get("own"):
        return error_name(raised)
    return raised["raised"][0] + ": " + re.sub(r"0x[0-9a-f]+|\d+(\.\d+)?", "0", raised["message"][:200])


def same_kind(left, right):
    """Are two sketches those of errors of one kind?"""
    (_, _, left), (_, _, right) = left.split()[0].partition("~"), right.split()[0].partition("~")
    return left == right != ""


def recognised(mistakes, number, value):
    """The sentences of the known wrong answers that give this value at this call of the check, MOST of them at most; of
    an error that says something else, that of the only one whose error is of the same kind."""
    own = sketch(value)
    here = [(known, sentence) for call, known, sentence in mistakes if call == number]
    same = list(dict.fromkeys(sentence for known, sentence in here if same_sketch(known, own)))
    if same:
        return same[:MOST]
    kinds = {sentence for known, sentence in here if same_kind(known, own)}
    return list(kinds) if len(kinds) == 1 else []


def verdict(call, value, expected, what="", rtol=0.0, atol=0.0, *, check, number, hidden, mistakes):
    """None where the call holds, else the message for the student.

    `call` is the kind of call, `value` and `expected` are plain, `number` counts the calls of this check,
    `mistakes` are the check's known wrong answers: [call number, sketch, sentence].
    """
    found = _differs(call, value, expected, rtol, atol)
    if found is None:
        return None
    lines = [f"✗ {check}" + (f", {what}" if what else "") + (" (hidden test)" if hidden else "")]
    lines.append(f"  {found[0] if hidden else found[1]}")
    if "values differ" in found[1] and not hidden and rtol + atol > 0:
        lines.append(f"  (tolerance: {atol:g} + {rtol:g} × the expected value)")
    return "\n".join(lines) + _causes(mistakes, number, value)


def _causes(mistakes, number, value):
    causes = recognised(mistakes, number, value)
    if len(causes) < 2:
        return "".join(f"\n  Likely cause: {cause}" for cause in causes)
    return "\n  This looks as if one of these had happened:" + "".join(f"\n  - {cause}" for cause in causes)


def error_name(raised):
    """The first of an exception's classes that is Python's own: a student can call a class whatever they like."""
    own = (name for name in raised["raised"] if isinstance(vars(builtins).get(name), type))
    return next(own, "Exception")


def explain(raised, check, number, mistakes, hidden=False, exercises=(), in_check=False):
    """The message for an exception that came out of the student's code during a check, or, `in_check`, out of a line of
    the check itself. In a `hidden` call nothing of what that code says is shown, for it may speak of what the call gave
    it."""
    name = error_name(raised)
    said = "on a hidden input" if hidden else raised["message"][:200]
    advice = f" stopped with an error of its own, {name}: {said}"
    if name == "NotImplementedError":
        stub = raised["where"].split(".")[0]
        other = stub.isidentifier() and stub != check and (not hidden or stub in exercises)
        advice = (
            f" needs {stub}, which is not written yet. Go back to the cell of {stub}"
            if other
            else " is not written yet. Go to its cell above"
        )
        advice += ", replace the line `raise NotImplementedError()` by your code, run that cell, then this one."
    elif name == "RecursionError":
        advice = " calls itself without end."
    elif name == "NameError" and in_check:
        advice = f": {said}. Run the cells above, from the top, and look for an error or a misspelt name there."
    elif name == "NameError":
        advice = (
            f" uses a name that does not exist there{'' if hidden else f' ({said})'}. Is it misspelt, is a `self.` "
            "missing before it, or has a cell above not been run?"
        )
    elif in_check:
        advice = f": your code ran, but the check could not go on with what came back. {name}: {said}"
        advice += "\n  Something was None: is a `return` missing?" * ("NoneType" in said)
    return f"✗ {check}{advice}{_causes(mistakes, number, raised)}"
