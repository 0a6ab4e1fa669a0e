"""What a notebook's cells show, in nbformat's form and within bounds: IPython in this process, its outputs recorded.

Runs inside the sandbox. Decides nothing about cells.
"""

import base64
import builtins
import contextlib
import io
import opcode
import os
import sys

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type

# Student code shares this process and may rebind anything it can name (`builtins.len = None`,
# `json.dumps = …`). The functions below look names up in this copy, and use these references.
__builtins__ = dict(vars(builtins))
_pread, _truncate, _fstat = os.pread, os.ftruncate, os.fstat
_type_name, _type_mro = type.__dict__["__name__"].__get__, type.__dict__["__mro__"].__get__
RAISE = opcode.opmap["RAISE_VARARGS"]  # the instruction of `raise` and `assert`

MAX_OUTPUTS = 500  # outputs of a cell: hundreds of figures are cut here, text by its length
TRACEBACK_CHARS = 20_000
ERROR_CHARS = 30_000  # errors have room of their own: one is shown even when the cell has used up its room for output,
LAST_CHARS = 2_000  # and a little of it when the notebook has
MIME_CHARS = 100
OUTPUT_CHARS = 50  # what every output counts, be it empty


class Recorder:
    """The outputs of the cell that runs now, in nbformat's form, within `room` characters."""

    def begin(self, room):
        """Forget the last cell; the next may show `room` characters."""
        self.outputs, self.room, self.cut = [], room, False
        self.errors = ERROR_CHARS if room > 0 else LAST_CHARS

    def take(self, text):
        """As much of `text` as there is room for."""
        if len(self.outputs) > MAX_OUTPUTS:
            self.room = 0
        text, self.cut = text[: self.room], self.cut or len(text) > self.room
        self.room -= len(text)
        return text

    def stream(self, name, text):
        """Add `text` to the stream `name`; its pieces are joined in `end`."""
        if text := self.take(text):
            last = self.outputs[-1] if self.outputs else {}
            if last.get("name") != name:
                last = {"output_type": "stream", "name": name, "text": []}
                self.room = max(0, self.room - OUTPUT_CHARS)
                self.outputs.append(last)
            last["text"].append(text)

    def show(self, kind, data, **fields):
        """Add a display or a result: a dictionary from MIME types to text, or bytes (images)."""
        bundle = {}
        self.room = max(0, self.room - OUTPUT_CHARS)
        for mime, value in data.items():
            if isinstance(value, bytes):
                value = base64.b64encode(value).decode()
            if isinstance(value, str):
                left = self.room - len(mime)
                if len(mime) <= MIME_CHARS and left >= 0 and (mime.startswith("text/") or len(value) <= left):
                    bundle[self.take(mime)] = self.take(value)
                else:  # half an image is no image
                    self.cut = True
        if len(self.outputs) <= MAX_OUTPUTS and (bundle or self.room):
            self.outputs.append({"output_type": kind, "data": bundle, "metadata": {}, **fields})
        else:
            self.cut = True

    def error(self, name, message, traceback):
        """Add an error; `traceback` is a list of texts."""
        left = self.errors + self.room - OUTPUT_CHARS
        if len(self.outputs) > MAX_OUTPUTS or left <= len(name):
            self.cut = True
            return
        message = message[: left - len(name)]
        text = "\n".join(traceback)[:TRACEBACK_CHARS][: left - len(name) - len(message)]
        self.errors -= OUTPUT_CHARS + len(name) + len(message) + len(text)
        if self.errors < 0:
            self.room, self.errors = self.room + self.errors, 0
        self.outputs.append({"output_type": "error", "ename": name, "evalue": message, "traceback": text.split("\n")})

    def end(self):
        """The cell's outputs; what the system wrote to file descriptors 1 and 2 comes last."""
        for fd, name in ((1, "stdout"), (2, "stderr")):
            with contextlib.suppress(OSError):
                if _fstat(fd).st_size:
                    self.stream(name, _pread(fd, self.room + 1, 0).decode("utf-8", "replace"))
                    _truncate(fd, 0)
        for output in self.outputs:
            if output["output_type"] == "stream":
                output["text"] = "".join(output["text"])
        if self.cut:
            self.outputs.append({"output_type": "stream", "name": "stderr", "text": "[output cut here]\n"})
        return self.outputs


class Stream(io.TextIOBase):
    """What cells see as `sys.stdout` (fd 1) or `sys.stderr` (fd 2)."""

    encoding, errors = "utf-8", "replace"

    def __init__(self, recorder, name, fd):
        self.recorder, self.name, self.fd = recorder, name, fd

    def fileno(self):
        return self.fd

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self.recorder.stream(self.name, text)
        return len(text)


class Publisher(DisplayPublisher):
    """`display(…)` goes to the recorder."""

    def publish(self, data, metadata=None, **kwargs):
        self.shell.recorder.show("display_data", data)

    def clear_output(self, wait=False):
        self.shell.recorder.outputs.clear()


class Hook(DisplayHook):
    """The value of a cell's last line goes to the recorder."""

    def write_output_prompt(self):
        pass

    def write_format_data(self, format_dict, md_dict=None):
        self.shell.recorder.show("execute_result", format_dict, execution_count=self.prompt_count)

    def finish_displayhook(self):
        pass


class Shell(InteractiveShell):
    """IPython in this very process, with neither terminal nor kernel."""

    display_pub_class = Type(Publisher)
    displayhook_class = Type(Hook)
    recorder = Recorder()

    def enable_gui(self, gui=None):
        """Figures are drawn inline: there is no event loop to start."""

    def showtraceback(self, *args, **kwargs):
        with contextlib.suppress(Exception):
            shorten(sys.exc_info()[1])
        super().showtraceback(*args, **kwargs)

    def _showtraceback(self, etype, evalue, stb):
        self.recorder.error(_type_name(etype)[:200], message_of(evalue), [str(line) for line in stb])


def shorten(error, keep=10):
    """Cut out the middle of an endless recursion's traceback, which would take IPython minutes to print, and
    the end of a chain of exceptions."""
    for _ in range(keep):
        entry, entries = error.__traceback__, []
        while entry is not None:
            entries.append(entry)
            entry = entry.tb_next
        if len(entries) > 2 * keep:
            entries[keep].tb_next = entries[-keep]
        last, error = error, error.__cause__ or error.__context__
        if error is None:
            return
    last.__cause__ = last.__context__ = None


def message_of(error):
    """`str(error)`, at most 10,000 characters, of an exception that may not want to be printed."""
    try:
        return str.__str__(str(error))[:10_000]
    except BaseException as problem:
        return f"(its message cannot be shown: {_type_name(type(problem))})"


def describe(error):
    """An exception as plain data: `{"type", "mro", "message", "where", "own"}`, the last two being the function that
    raised it, and whether the notebook's own code did so, by `raise` or `assert`."""
    mro = [_type_name(cls)[:200] for cls in _type_mro(type(error))][:50]
    try:
        trace = error.__traceback__
        while trace.tb_next:
            trace = trace.tb_next
        frame, code = trace.tb_frame, trace.tb_frame.f_code
        where = code.co_qualname[:200]
        own = dict.get(frame.f_globals, "__name__") == "__main__" and code.co_code[trace.tb_lasti] == RAISE
    except Exception:  # the student's exception has its own idea of a traceback
        where, own = "", False
    return {"type": mro[0], "mro": mro, "message": message_of(error), "where": where, "own": own is True}
