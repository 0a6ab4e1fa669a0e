"""Values → plain, JSON-able data: numbers, text, shapes, bytes. Judges nothing.

Printed into every notebook; while grading it is all that meets a student's objects. Types are compared exactly: an
object that calls itself a tensor, or equal to everything, comes out as an object of its type's name.
"""

import base64
import collections
import opcode

import numpy as np
import torch

DICTS = (dict, collections.Counter, collections.defaultdict, collections.OrderedDict)
RAISE = opcode.opmap["RAISE_VARARGS"]  # the instruction of `raise` and `assert`
LIMIT = 1 << 20  # elements or characters; a check never needs more, and an expanded tensor may claim 10¹²


def plain(value, depth=0):
    """Plain data that says all a comparison needs; a copy, so that later changes of `value` do not show."""
    kind = type(value)
    if value is None or kind is bool or kind is float or kind is str and len(value) <= LIMIT:
        return value
    if kind is int:
        return value if value.bit_length() <= 64 else {"object": "int of more than 64 bits"}
    if kind is torch.nn.Parameter or kind is torch.Tensor:
        if value.layout is torch.strided and value.numel() <= LIMIT and value.device.type != "meta":
            value = value.detach().cpu()
            half = value.dtype in (torch.float16, torch.bfloat16)
            return numbers("tensor", (value.float() if half else value).contiguous().numpy())
    elif kind is np.ndarray and value.size <= LIMIT:
        return numbers("array", value)
    elif isinstance(value, (np.bool_, np.integer, np.floating)):
        return plain(value.item())
    elif isinstance(value, tuple) and kind not in (tuple, torch.Size):  # a named tuple is a tuple
        return plain(tuple.__getitem__(value, slice(None)), depth)
    elif depth < 8 and kind in (list, tuple, torch.Size, set, frozenset) and len(value) <= LIMIT:
        name = "tuple" if kind is torch.Size else kind.__name__.removeprefix("frozen")
        return {name: [plain(item, depth + 1) for item in (sorted(value, key=repr) if name == "set" else value)]}
    elif depth < 8 and kind in DICTS and len(value) <= LIMIT:
        return {"dict": [[plain(key, depth + 1), plain(item, depth + 1)] for key, item in value.items()]}
    return {"object": kind.__name__}


def numbers(name, array):
    """The plain data of a NumPy array; `name` says what it was, "tensor" or "array"."""
    letter = {"b": "bool", "i": "int64", "u": "int64", "f": "float64"}.get(array.dtype.kind)
    if letter is None:
        return {"object": f"{name} of {array.dtype}"}
    stored = "float32" if array.dtype == np.float32 else letter
    data = base64.b64encode(np.ascontiguousarray(array, stored).tobytes()).decode()
    return {name: stored, "shape": list(array.shape), "data": data}


def raised(error):
    """The plain data of an exception: its classes, its message, the function that raised it, and whether the notebook's
    `own` code did so, by `raise` or `assert`, in words of its own."""
    try:
        message = str(error)[:500]
    except Exception:
        message = ""
    trace, where, own = error.__traceback__, "", False
    while trace:
        frame, code = trace.tb_frame, trace.tb_frame.f_code
        where = getattr(code, "co_qualname", code.co_name)
        own = dict.get(frame.f_globals, "__name__") == "__main__" and code.co_code[trace.tb_lasti] == RAISE
        trace = trace.tb_next
    classes = [cls.__name__ for cls in type(error).__mro__[:-2]]
    return {"raised": classes, "message": message, "where": where, "own": own}
