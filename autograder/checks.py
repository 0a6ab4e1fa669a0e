"""What a check cell may call. The builder prints this file, whole, into every notebook's set-up cell.

Each call first turns what it was given into plain data (numbers, text, shapes, bytes: `_plain`), and
only then compares. In a notebook the comparison follows at once; while grading, `_sink` is set, the
plain data goes out of the sandbox, and the same comparison (`_verdict`) is made outside, where the
expected values are.
"""

import base64
import collections
import json
import zlib

import numpy as np
import torch

_CHECK_NAMES = (
    "checking",
    "expect",
    "probe",
    "probe_choice",
    "check_shape",
    "check_close",
    "check_equal",
    "check_true",
    "check_raises",
    "check_by_hand",
    "sample",
    "fill",
)  # put back if a student's variable shadows one
_sink = None  # while grading: takes each call as plain data
_state = {"check": "", "calls": 0, "hidden": False}
_known = {}  # check → {"values": {call: plain}, "mistakes": [[call, sketch, sentence]]}
_NOTHING = {"values": {}, "mistakes": []}


class CheckFailed(AssertionError):
    """A check that did not hold; shown as its message alone, without a traceback through this file."""

    def _render_traceback_(self):
        return str(self).splitlines()


def checking(name):
    """Open the check of exercise `name`. The builder prints this as a decorator, and the check as a function, which is
    run at once: what a check defines stays in it, and takes no name away from a student's own helpers."""
    _state.update(check=name, calls=0, hidden=False)
    try:
        shell = get_ipython()
    except NameError:
        shell = None
    if shell is not None and _sink is None:

        def report(result):
            shell.events.unregister("post_run_cell", report)
            error = result.error_before_exec or result.error_in_exec
            if error is None:
                print(f"✓ {name}: everything asked here holds. (Grading asks a little more, on other inputs.)")
            elif not isinstance(error, CheckFailed):
                print(_explain(_raised(error), name, _state["calls"], _known.get(name, _NOTHING)["mistakes"]))
                print("  In the traceback above, the last arrow into your own cell shows the line to look at.")

        shell.events.register("post_run_cell", report)
    return lambda check: check()


def expect(name, data):
    """Load what the probes of check `name` compare with (printed by the builder, never by hand)."""
    record = json.loads(zlib.decompress(base64.b64decode(data)))
    known = _known.setdefault(name, {"values": {}, "mistakes": []})
    known["values"].update(record["values"])
    known["mistakes"] = known["mistakes"] + record["mistakes"]
    _state["hidden"] = _state["check"] == name  # the hidden calls load theirs from inside the check


def probe(value, what="", rtol=1e-4, atol=1e-5):
    """Is `value` what the solved lesson gives here? Tolerance: |value − expected| ≤ atol + rtol·|expected|."""
    _submit("probe", value, None, what, rtol, atol)


def probe_choice(answer, letters):
    """Is `answer` the right letter of a quick question? Capitals, blanks and brackets do not matter."""
    letter = answer.strip(" ().").lower() if type(answer) is str else answer
    valid = type(letter) is str and len(letter) == 1 and letter in letters
    _submit("choice", letter if valid else None, letters, f"one letter of {', '.join(letters)}")


def check_shape(value, shape, what=""):
    """Is `value` a tensor or an array of this shape?"""
    _submit("shape", value, tuple(shape), what)


def check_close(value, expected, what="", rtol=1e-4, atol=1e-5):
    """Are the numbers of `value` those of `expected` (tensor, array or list), within the tolerance?"""
    _submit("close", value, expected, what, rtol, atol)


def check_equal(value, expected, what=""):
    """Is `value` exactly `expected`? A list, a tuple and a tensor of the same numbers are equal."""
    _submit("equal", value, expected, what)


def check_true(condition, what):
    """Does the property hold? `what` is the sentence that tells the student what should."""
    if type(condition) is torch.Tensor and condition.numel() == 1 or isinstance(condition, np.generic):
        condition = condition.item()
    _submit("true", condition, True, what)


def check_raises(error, function, *args, what=""):
    """Does `function(*args)` raise `error` (or a subclass of it)?"""
    try:
        outcome = {"returned": _plain(function(*args))}
    except Exception as raised:
        outcome = _raised(raised)
    _submit("raises", outcome, error.__name__, what, plain=True)


class _Calls(torch.overrides.TorchFunctionMode):
    """Collects the names of the PyTorch functions that are called inside it."""

    def __torch_function__(self, function, types, args=(), kwargs=None):
        self.names = {*getattr(self, "names", ()), getattr(function, "__name__", "")}
        return function(*args, **(kwargs or {}))


def check_by_hand(names, function, *args):
    """Does `function(*args)` do without PyTorch's own functions `names`, under whatever roof they are called?"""
    with _Calls() as calls:
        function(*args)
    without = " and ".join(names)
    _submit("true", not {*names} & getattr(calls, "names", set()), True, f"by hand, without PyTorch's own {without}")


def sample(*shape, seed=0):
    """The same normally distributed float32 numbers on every machine and version; → tensor of `shape`."""
    return torch.tensor(np.random.RandomState(seed).standard_normal(shape).astype("float32"))


def fill(module, names, seed=0):
    """Copy known numbers into `module`'s parameters `names`, such as "query.weight", of whatever shape."""
    for number, name in enumerate(names):
        parameter = module
        for part in name.split("."):
            parameter = getattr(parameter, part, None)
        there = isinstance(parameter, torch.Tensor)
        _submit("true", there, True, f"your {type(module).__name__} has a parameter `{name}`")
        if not there:
            raise CheckFailed(f"✗ {_state['check']}: no parameter `{name}`")  # reached while grading only
        scale = parameter.shape[-1] ** -0.5 if parameter.dim() > 1 else 1.0
        with torch.no_grad():
            parameter.copy_(scale * sample(*parameter.shape, seed=seed + number))


# ── plain data ────────────────────────────────────────────────────────────────────────────────────────

_DICTS = (dict, collections.Counter, collections.defaultdict, collections.OrderedDict)
_LIMIT = 1 << 20  # elements or characters; a check never needs more, and an expanded tensor may claim 10¹²


def _plain(value, depth=0):
    """Plain, JSON-able data that says all a comparison needs. Types are compared exactly: an object that
    calls itself a tensor, or equal to everything, comes out as an object of its type's name."""
    kind = type(value)
    if value is None or kind is bool or kind is float or kind is str and len(value) <= _LIMIT:
        return value
    if kind is int:
        return value if value.bit_length() <= 64 else {"object": "int of more than 64 bits"}
    if kind is torch.nn.Parameter or kind is torch.Tensor:
        if value.layout is torch.strided and value.numel() <= _LIMIT and value.device.type != "meta":
            value = value.detach().cpu()
            half = value.dtype in (torch.float16, torch.bfloat16)
            return _numbers("tensor", (value.float() if half else value).contiguous().numpy())
    elif kind is np.ndarray and value.size <= _LIMIT:
        return _numbers("array", value)
    elif isinstance(value, (np.bool_, np.integer, np.floating)):
        return _plain(value.item())
    elif isinstance(value, tuple) and kind not in (tuple, torch.Size):  # a named tuple is a tuple
        return _plain(tuple.__getitem__(value, slice(None)), depth)
    elif depth < 8 and kind in (list, tuple, torch.Size, set, frozenset) and len(value) <= _LIMIT:
        name = "tuple" if kind is torch.Size else kind.__name__.removeprefix("frozen")
        return {name: [_plain(item, depth + 1) for item in (sorted(value, key=repr) if name == "set" else value)]}
    elif depth < 8 and kind in _DICTS and len(value) <= _LIMIT:
        return {"dict": [[_plain(key, depth + 1), _plain(item, depth + 1)] for key, item in value.items()]}
    return {"object": kind.__name__}


def _numbers(name, array):
    letter = {"b": "bool", "i": "int64", "u": "int64", "f": "float64"}.get(array.dtype.kind)
    if letter is None:
        return {"object": f"{name} of {array.dtype}"}
    stored = "float32" if array.dtype == np.float32 else letter
    data = base64.b64encode(np.ascontiguousarray(array, stored).tobytes()).decode()
    return {name: stored, "shape": list(array.shape), "data": data}


def _raised(error):
    try:
        message = str(error)[:500]
    except Exception:
        message = ""
    trace, where = error.__traceback__, ""
    while trace:
        code, trace = trace.tb_frame.f_code, trace.tb_next
        where = getattr(code, "co_qualname", code.co_name)  # the function that raised
    return {"raised": [cls.__name__ for cls in type(error).__mro__[:-2]], "message": message, "where": where}


def _kind(tree):
    if isinstance(tree, dict):
        return next(key for key in tree if key not in ("shape", "data", "message", "where"))
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


def _difference(got, want, rtol, atol, strict, at=""):
    """How the plain `got` differs from the plain `want`: None, or a pair of what may always be said (types,
    shapes) and the numbers, which a hidden test keeps to itself."""
    kind, wanted = _kind(got), _kind(want)
    where = f"at {at.strip()}, " if at else ""
    if not strict and kind != wanted:  # a tensor, an array and a list of the same numbers are one
        left, right = _array(got), _array(want)
        if left is not None and right is not None:
            got, want = _numbers("array", left), _numbers("array", right)
            kind = wanted = "array"
    if wanted == "float" and kind == "int":
        kind = "float"
    if {kind, wanted} == {"list", "tuple"}:  # either serves
        got, kind = {wanted: got[kind]}, wanted
    if kind != wanted:
        return f"{where}{_name(want) if wanted != 'NoneType' else 'None'} expected, got {_name(got)}", ""
    if kind in ("tensor", "array"):
        return _array_difference(got, want, kind, rtol, atol, strict, where)
    if kind in ("list", "tuple", "set"):
        for index, (left, right) in enumerate(zip(got[kind], want[kind])):
            found = _difference(left, right, rtol, atol, strict, f"{at}[{index}]")
            if found:
                return found
        if len(got[kind]) != len(want[kind]):
            return f"{where}{len(want[kind])} items expected, got {len(got[kind])}", ""
        return None
    if kind == "dict":
        have = {json.dumps(key): value for key, value in got["dict"]}
        for key, value in want["dict"]:
            name = _key(key)
            if json.dumps(key) not in have:
                return f"{where}a key is missing", f"the key {name}"
            found = _difference(have[json.dumps(key)], value, rtol, atol, strict, f"{at}[{name}]")
            if found:
                return found
        if len(have) > len(want["dict"]):
            extra = set(have) - {json.dumps(key) for key, _ in want["dict"]}
            return f"{where}a key is there that should not be", f"the key {_key(json.loads(min(extra)))}"
        return None
    if kind == "float":
        equal = np.isclose(got, want, rtol=rtol, atol=atol, equal_nan=True)
    else:
        equal = got == want and kind != "object"
    return None if equal else (f"{where}another value came", f"expected {_short(want)}, got {_short(got)}")


def _array_difference(got, want, kind, rtol, atol, strict, where):
    if want["shape"] == [] and set(got["shape"]) == {1}:  # a tensor with a single number, too
        got = got | {"shape": []}
    if got["shape"] != want["shape"]:
        return f"{where}shape {tuple(want['shape'])} expected, got {tuple(got['shape'])}", ""
    if strict and got[kind][:3] != want[kind][:3]:  # bool, int or float; their width is the student's choice
        return f"{where}a {kind} of {want[kind]} expected, got {got[kind]}", ""
    left, right = _array(got), _array(want)
    with np.errstate(all="ignore"):
        if "f" in left.dtype.kind + right.dtype.kind:
            equal = np.isclose(left, right, rtol=rtol, atol=atol, equal_nan=True)
        else:  # ids are right or wrong, however large
            equal = left == right
    if equal.all():
        return None
    wrong = np.argwhere(~equal)
    first = tuple(int(i) for i in wrong[0])
    note = (
        "NaN (not a number) came out"
        if np.isnan(left).sum() > np.isnan(right).sum()
        else (f"{len(wrong)} of {left.size} values differ")
    )
    place = f"at {list(first)} " if first else ""
    return f"{where}{note}", f"{place}expected {right[first]:.6g}, got {left[first]:.6g}"


def _key(tree):
    """A plain dictionary key as its author would write it."""
    return str(tuple(tree["tuple"])) if _kind(tree) == "tuple" else repr(tree)


def _short(tree):
    text = repr(tree) if not isinstance(tree, dict) else _name(tree)
    return text if len(text) <= 120 else text[:117] + "…"


def _call_difference(call, value, expected, rtol, atol):
    """`_difference` for each kind of check call."""
    if call == "shape":
        shape = value["shape"] if _kind(value) in ("tensor", "array") else None
        wanted = [item for item in expected["tuple"]]
        if shape == wanted:
            return None
        return f"a tensor of shape {tuple(wanted)} expected, got {_name(value)}", ""
    if call == "raises":
        if "raised" in value and expected in value["raised"]:
            return None
        came = value["raised"][0] if "raised" in value else f"no error, but {_name(value['returned'])}"
        return f"{expected} should be raised, got {came}", ""
    if call == "true":
        return None if value is True else ("this does not hold", "")
    if call == "choice":
        if value is None:
            return "that is not one of the letters", ""
        return None if value == expected else ("that is not it; read the question once more", "")
    if call == "equal":
        rtol = atol = 0.0
    return _difference(value, expected, rtol, atol, strict=call == "probe")


def _sketch(tree):
    """A short fingerprint of plain data: equal up to rounding, equal sketches. → text "crc mean p1 p2 p3"."""
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

    crc = zlib.crc32(json.dumps(skeleton(tree)).encode())
    flat = np.concatenate(numbers) if any(map(len, numbers)) else np.zeros(1)
    angles = np.arange(1.0, len(flat) + 1)
    values = [np.abs(flat).mean()] + [(flat * np.cos(k * angles)).mean() for k in (0.7, 1.9, 3.1)]
    return " ".join([f"{crc:08x}", *(f"{value:.6g}" for value in values)])


def _same_sketch(left, right):
    (crc, *a), (other, *b) = left.split(), right.split()
    a, b = np.array(a, float), np.array(b, float)
    return crc == other and bool(np.all(np.abs(a - b) <= 1e-4 * max(abs(a[0]), abs(b[0])) + 1e-7))


def _mistake(mistakes, number, value):
    """The sentence of the known wrong answer that gives this value at this call of the check, if any."""
    sketch = _sketch(value)
    for call, known, sentence in mistakes:
        if call == number and _same_sketch(known, sketch):
            return sentence
    return None


def _verdict(call, value, expected, what="", rtol=0.0, atol=0.0, *, check, number, hidden, mistakes):
    """None where the call holds, else the message for the student.

    `call` is the kind of call, `value` and `expected` are plain, `number` counts the calls of this check,
    `mistakes` are the check's known wrong answers: [call number, sketch, sentence].
    """
    found = _call_difference(call, value, expected, rtol, atol)
    if found is None:
        return None
    said, numbers = found
    if numbers and not hidden:
        said += f": {numbers}"
    lines = [f"✗ {check}" + (f", {what}" if what else "") + (" (hidden test)" if hidden else ""), f"  {said}"]
    if "values differ" in said and not hidden:
        lines.append(f"  (tolerance: {atol:g} + {rtol:g} × the expected value)")
    cause = _mistake(mistakes, number, value)
    return "\n".join(lines + ([f"  Likely cause: {cause}"] if cause else []))


_ADVICE = {
    "NameError": "needs a name that does not exist yet. Run the cells above, from the top, and look for "
    "an error or a misspelt name there.",
    "RecursionError": "calls itself without end.",
}


def _explain(raised, check, number, mistakes):
    """The message for an exception that came out of the student's code during a check."""
    name = raised["raised"][0] if raised["raised"] else "Exception"
    advice = _ADVICE.get(name, f"stopped with an error of its own, {name}: {raised['message'][:200]}")
    if name == "NotImplementedError":
        stub = raised["where"].split(".")[0]
        other = stub.isidentifier() and stub != check
        advice = (
            f"needs {stub}, which is not written yet. Go back to the cell of {stub}"
            if other
            else "is not written yet. Go to its cell above"
        )
        advice += ", replace the line `raise NotImplementedError()` by your code, run that cell, then this one."
    cause = _mistake(mistakes, number, raised)
    return f"✗ {check} {advice}" + (f"\n  Likely cause: {cause}" if cause else "")


def _submit(call, value, expected, what="", rtol=0.0, atol=0.0, plain=False):
    value = value if plain else _plain(value)
    number, check, hidden = _state["calls"], _state["check"], _state["hidden"]
    _state["calls"] += 1
    if _sink is not None:
        _sink(
            {
                "call": call,
                "value": value,
                "expected": _plain(expected),
                "what": what,
                "rtol": rtol,
                "atol": atol,
                "hidden": hidden,
            }
        )
        return
    known, expected = _known.get(check, _NOTHING), _plain(expected)
    if call in ("probe", "choice"):
        expected = known["values"].get(str(number), {"object": "value that the set-up cell loads"})
    message = _verdict(
        call, value, expected, what, rtol, atol, check=check, number=number, hidden=hidden, mistakes=known["mistakes"]
    )
    if message:
        raise CheckFailed(message)
