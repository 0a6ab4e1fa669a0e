"""What a check does only for a learner at their desk: it says which of their own lines an error came from, stops a loop
without end, and shows all checks in one table.

Printed into every notebook, but never there while grading. Decides nothing about what is right.
"""

import ast
import contextlib
import html
import linecache
import signal
import threading
import time

from .comparing import explain
from .plain import raised

MINUTE = 60  # seconds of its own processor time that a check gets
MOST_FRAMES = 4
OURS = ("# @title", "#@title")  # how the cells begin that a lesson brings along folded


class TookTooLong(BaseException):
    """Raised in a check that has computed for its minute; no `except Exception` of a learner's catches it."""


@contextlib.contextmanager
def time_limit():
    """Raise TookTooLong inside, once this thread has computed for MINUTE. Where signals do not allow that (Windows,
    other threads than the main one), do nothing."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    start, inside = time.thread_time(), True

    def stop(*_):  # the timer counts all threads; and what was caught once is raised again a second later
        if inside and time.thread_time() - start >= MINUTE:
            raise TookTooLong

    former = signal.signal(signal.SIGPROF, stop)
    timer = signal.setitimer(signal.ITIMER_PROF, MINUTE, 1)
    try:
        yield
    finally:
        inside = False
        signal.setitimer(signal.ITIMER_PROF, *timer)
        signal.signal(signal.SIGPROF, former or signal.SIG_DFL)


def told(error, name, number, mistakes, check):
    """What a learner reads when `error` ended the function `check` of exercise `name` at its call `number`: what went
    wrong, what was asked, and the lines of their own that led there."""
    asked, own = _frames(error, check)
    if isinstance(error, (TookTooLong, KeyboardInterrupt)):
        return "\n".join([_stopped(error, name), *_asked(asked), *_own(own), *_loop(own)])
    first = explain(raised(error), name, number, mistakes, in_check=not own)
    return "\n".join([first] + ([] if isinstance(error, NotImplementedError) else [*_asked(asked), *_own(own)]))


def _stopped(error, name):
    if isinstance(error, KeyboardInterrupt):
        return f"✗ {name} was interrupted."
    return f"✗ {name} was stopped after a minute of computing. Is there a loop without end?"


def _frames(error, check):
    """The line of the check that was running, None if it was none; and the frames in the learner's own cells, outermost
    first, as (function, file, line)."""
    asked, own, trace = None, [], error.__traceback__
    while trace is not None:
        frame, code, line = trace.tb_frame, trace.tb_frame.f_code, trace.tb_lineno
        if code is check.__code__:
            asked = linecache.getline(code.co_filename, line).strip()
        elif frame.f_globals is check.__globals__ and not linecache.getline(code.co_filename, 1).startswith(OURS):
            own.append((getattr(code, "co_qualname", code.co_name), code.co_filename, line))
        trace = trace.tb_next
    return asked, own


def _asked(line):
    return [f"  The check asked:  {line}"] if line else []


def _own(frames):
    """A line for each frame; of many, the first and the last."""
    half = MOST_FRAMES // 2
    shown = frames if len(frames) <= MOST_FRAMES else [*frames[:half], None, *frames[-half:]]
    return ["  …" if frame is None else f"  {_place(*frame)}" for frame in shown]


def _place(function, file, line):
    where = f"In your {function}" if function.isidentifier() or "." in function else "In your code"
    text = linecache.getline(file, line).strip()
    return f"{where}, line {line} of its cell:  {text}".replace(".<locals>", "")


def _loop(frames):
    """Which loop of the learner's to look at: the innermost `while` that was running, or else the innermost `for`."""
    loops = [loop for function, file, line in reversed(frames) for loop in _loops(function, file, line)]
    loops.sort(key=lambda loop: loop[0])  # stable: the innermost of each kind stays first
    if not loops:
        return []
    _, *place = loops[0]
    return [f"  The loop to look at: {_place(*place)}"]


def _loops(function, file, line):
    """The loops around a line, innermost first, as (is it a `for`?, function, file, line)."""
    try:
        tree = ast.parse("".join(linecache.getlines(file)))
    except SyntaxError:
        return []
    kinds = ast.While, ast.For, ast.AsyncFor
    around = [n for n in ast.walk(tree) if isinstance(n, kinds) and n.lineno <= line <= n.end_lineno]
    return [(type(n) is not ast.While, function, file, n.lineno) for n in sorted(around, key=lambda n: -n.lineno)]


# ── the table at the lesson's end ─────────────────────────────────────────────────────────────────────


PASSED = {True: "✓ yes", False: "✗ no", None: "– not run"}
HEAD = ("exercise", "points", "passed", "first message")


class Table:
    """What `check_everything` shows; `rows` are (exercise, points, did it pass? None if it was not run, message)."""

    def __init__(self, rows):
        self.rows = [(name, str(points), PASSED[passed], said) for name, points, passed, said in rows]
        got, all_of_them = (sum(row[1] for row in rows if row[2] or every) for every in (False, True))
        self.note = (
            f"{got} of {all_of_them} points as far as these checks can see. Hidden tests follow when your notebook is "
            "graded: the same questions on other inputs."
        )

    def __repr__(self):
        rows = [HEAD, *self.rows]
        widths = [max(len(row[column]) for row in rows) for column in range(3)]
        lines = ["  ".join([*(text.ljust(width) for text, width in zip(row, widths)), row[3]]) for row in rows]
        return "\n".join([*(line.rstrip() for line in lines), "", self.note])

    def _repr_html_(self):
        cells = [[f"<td style='text-align:left'>{html.escape(text)}</td>" for text in row] for row in self.rows]
        head = "".join(f"<th style='text-align:left'>{text}</th>" for text in HEAD)
        body = "".join(f"<tr>{''.join(row)}</tr>" for row in cells)
        return f"<table><tr>{head}</tr>{body}</table><p>{html.escape(self.note)}</p>"


def in_a_row(message, name):
    """A check's message in the one line that the table has for it."""
    first, *more = (line.strip() for line in message.splitlines())
    first = first.removeprefix(f"✗ {name}")
    text = ": ".join([*filter(None, [first[2:]]), *more[:1]]) if first[:1] in ("", ",") else first.lstrip(": ")
    return text if len(text) <= 200 else text[:199] + "…"
