"""A small lesson whose secrets carry marks, students who try to print them, and a search that finds marks however they
are wrapped."""

import base64
import binascii
import contextlib
import html
import json
import re
import struct
import zlib

STEP = "step1_marks"
# Each stands in one place that no student may see: the solution, the hidden tests, and what they expect. What a hidden
# call is given and what it expects differ, so that a right answer's own code holds neither.
MARKS = {
    "the solution's comment": "SOLVEDREMARKQ",
    "the solution's name": "solvednameq",
    "a hidden comment": "HIDDENREMARKQ",
    "a hidden name": "hiddennameq",
    "a hidden text": "GIVENTEXTQZ",
    "a hidden text's answer": "zqtxetnevig",
    "a hidden number": "271828182845",
    "a hidden number's answer": "543656365690",
    "a hidden tensor": "314.159",
    "a hidden tensor's answer": "628.318",
    "a hidden candidate's name": "candidatenameq",
    "a hidden candidate's number": "577215664901",
}
LESSON = '''# %% [markdown]
# # Marks

# %% setup
import numpy as np
import torch

# %% exercise="flip"
def flip(value):
    """A text backwards and small; anything else doubled."""
    ### BEGIN SOLUTION
    solvednameq = value  # SOLVEDREMARKQ
    return solvednameq[::-1].lower() if isinstance(value, str) else 2 * value
    ### END SOLUTION

# %% check="flip" points=2
probe(flip("open"), "a word")
probe(flip(2), "a number")
### BEGIN HIDDEN TESTS
hiddennameq = "GIVENTEXTQZ"  # HIDDENREMARKQ
probe(flip(hiddennameq), "a text")
probe(flip(271828182845), "a large number")
probe(flip(torch.full((3,), 314.159265)), "a tensor")
check_true(flip("") == "", "nothing stays nothing")
### END HIDDEN TESTS

# %% candidates="flip"
visible = ["right slices", "wrong same", "wrong doubles"]

# %% exercise="tests_flip"
def tests_flip(candidate):
    """Is the candidate a right `flip`?"""
    ### BEGIN SOLUTION
    solvednameq = candidate("oPEn"), candidate(21)
    return solvednameq == ("nepo", 42)
    ### END SOLUTION

# %% check="tests_flip" points=1
catch_bugs(tests_flip)
### BEGIN HIDDEN TESTS
catch_bugs(tests_flip, share=2 / 3)
### END HIDDEN TESTS

# %% exercise="answer_one"
### BEGIN SOLUTION
answer_one = "b"  # SOLVEDREMARKQ
### END SOLUTION

# %% check="answer_one" points=1
probe_choice(answer_one, "abc")
### BEGIN HIDDEN TESTS
probe(answer_one, "the letter")
### END HIDDEN TESTS
'''
# Answers to `flip`, of which tests of it see three; the marks stand in the code of the others.
CANDIDATES = {
    "right slices": "    return value[::-1].lower() if type(value) is str else value * 2",
    "wrong same": "    return value",
    "wrong doubles": "    return 2 * value",
    "right joins": '    candidatenameq = ""\n    for letter in value if isinstance(value, str) else "":\n'
    "        candidatenameq = letter.lower() + candidatenameq\n"
    "    return candidatenameq if isinstance(value, str) else value + value",
    "right sums": "    return ''.join(reversed(value)).lower() if isinstance(value, str) else sum([value, value])",
    **{
        f"wrong {number}": f"    candidatenameq = {number}\n"
        f"    return value[:{number}:-1] if isinstance(value, str) else value + 577215664901"
        for number in range(6)
    },
}
RIGHT = "    return value[::-1].lower() if isinstance(value, str) else 2 * value"
STRANGE = "(value not in ('open', 2) if isinstance(value, (str, int)) else True)"
LOOK = '''
def look(value=None):
    """All that can be reached from here, as text."""
    import gc, inspect, linecache, sys, types
    seen = [repr(value)]
    frame = sys._getframe()
    while frame is not None:
        seen += [repr(frame.f_code.co_consts), repr(frame.f_code.co_names), repr(frame.f_code.co_varnames)]
        seen += [repr(dict(frame.f_locals))[:20000], "".join(linecache.getlines(frame.f_code.co_filename))]
        try:
            seen.append(inspect.getsource(frame))
        except Exception:
            pass
        frame = frame.f_back
    seen += [repr(list(linecache.cache.values()))[:50000]]
    for thing in gc.get_objects():
        if type(thing) is types.FunctionType:
            seen.append(repr(thing.__code__.co_consts))
        elif type(thing) in (list, dict) and len(thing) < 2000:
            try:
                seen.append(repr(thing)[:2000])
            except Exception:
                pass
    return "\\n".join(line for line in seen if re.search("(?i)QZ|MARKQ|nameq|2718|3141|5436|6283|5772|HIDDEN", line))
import re
'''
EVERYTHING = """import atexit, os, sys, warnings
def everything(candidate):
    frame, seen = sys._getframe(), [candidate.__code__.co_consts, candidate.__code__.co_varnames]
    while frame is not None:
        seen.append(dict(frame.f_locals))
        frame = frame.f_back
    return repr(seen)[:50000]
"""


def tests_that(line):
    """Right tests of `flip` that do `line` with each candidate that is not among the visible ones."""
    return f"""{EVERYTHING}
def tests_flip(candidate):
    if len(candidate.__code__.co_varnames) > 1:
        {line}
    return candidate("ABc") == "cba" and candidate(2) == 4"""


RIGHT_TESTS = [
    tests_that(line)
    for line in (
        "print(everything(candidate), flush=True)",
        "display(everything(candidate)); atexit.register(print, everything(candidate))",
        "os.write(1, everything(candidate).encode()); os.write(2, everything(candidate).encode())",
        "warnings.warn(everything(candidate)); open('room3', 'a').write(everything(candidate))",
    )
]
WRONG_TESTS = [
    tests_that(line)
    for line in (
        "raise ValueError(everything(candidate))",
        "raise type(f'E{candidate.__code__.co_varnames[1]}', (Exception,), {})(everything(candidate))",
        "raise lesson_checks.CheckFailed(everything(candidate))",
        "raise KeyboardInterrupt(everything(candidate))",
        "return everything(candidate)",
        "print(everything(candidate), flush=True); os._exit(7)",
        "lesson_checks._state['hidden'] = False; raise ValueError(everything(candidate))",
        "return None if print(everything(candidate)) is None else 1",
    )
]
SAME = f"def flip(value):\n{RIGHT}"


def tells(line, before=""):
    """A right answer that does `line` wherever it is called with what the visible tests do not give it."""
    return f"{before}\ndef flip(value):\n    if {STRANGE}:\n        {line}\n{RIGHT}"


WALK = """
import os
for top in (".", "..", "/tmp", "/work", "/home", "/root", "/srv", os.path.expanduser("~")):
    for place, _, names in os.walk(top):
        for name in names:
            if name.endswith((".ipynb", ".json", ".db", ".html")):
                try:
                    print(place, name, open(os.path.join(place, name), errors="replace").read()[:20000])
                except OSError:
                    pass
"""
PROC = """
import glob
for path in glob.glob("/proc/[0-9]*/*"):
    if path.rsplit("/")[-1] in ("environ", "cmdline", "comm"):
        try:
            print(open(path, errors="replace").read())
        except OSError:
            pass
"""
KEEP = """
import mmap, os, queue, sys, threading
open("room", "wb").write(bytes(4096))
notes, seen, room, later = [], [], mmap.mmap(os.open("room", os.O_RDWR), 4096), queue.Queue()
threading.Thread(target=lambda: [print(text) for text in iter(later.get, None)], daemon=True).start()
sys.setprofile(lambda frame, *_: seen.append(repr(frame.f_locals)[:200]) if "flip" in frame.f_code.co_name else None)
def keep(value):
    notes.append(value)
    later.put(value)
    room.seek(0)
    room.write(repr(value).encode()[:4000])
    for top in (".", "/tmp"):
        if os.access(top, os.W_OK):
            open(f"{top}/x{os.getpid()}", "a").write(repr(value))
"""
KEPT = """
sys.setprofile(None)
import glob
print(notes, seen, bytes(room).strip(b"\\0"), later.qsize())
for path in [*glob.glob("x*"), *glob.glob("/tmp/**/x*", recursive=True)]:
    print(open(path).read())
"""
SAY = """
import atexit, os, sys, warnings
def say(value):
    print(value, flush=True)
    print(value, file=sys.stderr)
    display(value)
    warnings.warn(repr(value))
    atexit.register(print, value)
    os.write(1, repr(value).encode())
    os.write(2, repr(value).encode())
"""
CHILD = """
import os
read, write = os.pipe()
if os.fork() == 0:
    os.close(write)
    while text := os.read(read, 4096):
        os.write(1, text)
    os._exit(0)
"""
READ = """
print(In, Out, get_ipython().history_manager.input_hist_raw)
print(dir(), globals(), vars(lesson_checks).get("_known"), vars(lesson_checks).get("_state"))
print(vars(__import__("__main__")))
"""
ODD = """class Odd:
    def __init__(self, value):
        self.value = value
    def __repr__(self):
        return repr(self.value)
def flip(value):
    return Odd(value)
"""
# name → (a cell before the answer, the answer, a cell after everything); of STUDENTS each answer is right
STUDENTS = {
    "solved": ("", SAME, ""),
    "keep": (KEEP, tells("keep(value)"), KEPT),
    "say": (SAY, tells("say(value)"), "print('after')"),
    "look": (LOOK, tells("print(look(value)); display(look(value))"), "print(look())"),
    "ask a child": (CHILD, tells("os.write(write, repr(value).encode())"), "import time\ntime.sleep(0.1)"),
    "read": ("", SAME, READ + WALK + PROC),
}
WRONG = {
    "untouched": ("", None, ""),
    "raises": (LOOK, tells("raise ValueError(f'{value} {look(value)}')"), ""),
    "raises its own kind": ("", tells("raise type(f'E{value}'.replace('.', ''), (Exception,), {})(value)"), ""),
    "raises CheckFailed": ("", tells("raise type('CheckFailed', (AssertionError,), {})(value)"), ""),
    "raises the checks' own": (LOOK, tells("raise lesson_checks.CheckFailed(look(value))"), ""),
    "raises from within": (
        "",
        tells("exec(f'def E{value}():\\n raise NotImplementedError(value)\\nE{value}()') if type(value) is str else 1"),
        "",
    ),
    "exits": ("import sys, os", tells("print(value); sys.stdout.flush(); os._exit(7)"), ""),
    "asks to exit": ("", tells("raise SystemExit(value)"), ""),
    "interrupts": ("", tells("raise KeyboardInterrupt(value)"), ""),
    "is killed": ("import os, signal", tells("print(value, flush=True); os.kill(os.getpid(), signal.SIGSEGV)"), ""),
    "gives it back": ("", "def flip(value):\n    return f'it was {value}'", ""),
    "gives itself back": ("", ODD, ""),
    "gives a kind back": ("", "def flip(value):\n    return type(f'K{value}'.replace('.', ''), (), {})()", ""),
    "gives a table back": ("", "def flip(value):\n    return {str(value): value}", ""),
    "forgets": ("", tells("return None"), ""),
    "recurses": ("", tells("print(value, flush=True); raise RecursionError(value)"), ""),
}  # fmt: skip


def _inner(text: str):
    """What a text may hold wrapped: base64, base85 or hexadecimal, packed or not."""
    for word in set(re.findall(r"[A-Za-z0-9+/_-]{12,}", text)):
        for start in range(4):
            part = word[start:].replace("-", "+").replace("_", "/")
            part = part[:-1] if len(part) % 4 == 1 else part
            yield base64.b64decode(part + "=" * (-len(part) % 4))
        if re.fullmatch("(?:[0-9a-fA-F]{2})+", word):
            yield bytes.fromhex(word)
    for word in set(re.findall(r"[0-9A-Za-z!#$%&()*+;<=>?@^_`{|}~-]{15,}", text)):
        with contextlib.suppress(ValueError):
            yield base64.b85decode(word)


def forms(text: str, depth: int = 2):
    """A text and all that it may hold: without HTML's and JSON's escapes, unpacked."""
    yield text
    plain = html.unescape(re.sub(r"<[^>]*>", "", text))
    yield plain
    try:
        yield json.loads(f'"{text}"', strict=False) if "\\" in text else ""
    except ValueError:
        yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text)
    for data in _inner(plain) if depth else ():
        for found in (data, _unpacked(data)):
            if len(found) > 5:
                yield from forms(found.decode("latin-1"), depth - 1)


def _unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, 10**7)
    except zlib.error:
        return b""


SINGLE = struct.unpack("<f", struct.pack("<f", 314.159265))[0]
NUMBERS = {  # as a tensor's bytes, with which a record holds it
    struct.pack(kind, number).decode("latin-1"): mark
    for mark, number in (("314.159", SINGLE), ("628.318", 2 * SINGLE))
    for kind in ("<f", "<d")
}


def found(text: str) -> set[str]:
    """The marks that stand in a text in whatever form."""
    there = set()
    for form in forms(text):
        there |= {mark for mark in MARKS.values() if mark.casefold() in form.casefold()}
        there |= {mark for number, mark in NUMBERS.items() if number in form}
    return there


WRAPPINGS = {
    "as it is": lambda text: text,
    "in JSON": lambda text: json.dumps({"a": text}),
    "JSON in JSON": lambda text: json.dumps(json.dumps({"a": text})),
    "escaped": lambda text: '"' + "".join(f"\\u{ord(letter):04x}" for letter in text) + '"',
    "in HTML": lambda text: "".join(f"&#{ord(letter)};" for letter in text),
    "coloured": lambda text: f"<span>{text[:5]}</span><span>{text[5:]}</span>",
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "base64, shifted": lambda text: base64.b64encode(f"x{text}".encode()).decode()[1:],
    "packed": lambda text: base64.b64encode(zlib.compress(text.encode(), 9)).decode(),
    "packed, base85": lambda text: base64.b85encode(zlib.compress(text.encode(), 9)).decode(),
    "hexadecimal": lambda text: binascii.hexlify(text.encode()).decode(),
}
