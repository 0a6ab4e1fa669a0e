"""What came back from a notebook's process, put in order: only nbformat's outputs, plain JSON trees, clean text, and no
more of it than there is room for. Says nothing of what is right."""

from dataclasses import dataclass, field

BROKEN = ("timeout", "starved", "memory", "died")  # how a cell ends that gives no result of its own


@dataclass
class CellResult:
    """What came of one cell.

    `calls` are the plain JSON trees that the check functions reported, in order; a report that was not
    JSON or beyond 200 calls or 4 MB a cell stands there as `{"unreported": why}`. `error` describes the
    exception that ended the cell, `{"type", "mro", "message", "where"}`, all text; it is None when the
    cell hung, died or was ended, which `status` and the last of `outputs` say. `seconds` are fair ones (see clock.py).
    """

    id: str
    status: str = "not run"  # "ok", "error", "stopped" (by `enough`), or one of BROKEN
    outputs: list[dict] = field(default_factory=list)  # nbformat v4
    calls: list = field(default_factory=list)
    error: dict | None = None
    seconds: float = 0.0
    seen: int | None = None  # how many of the calls came before the hidden tests did; None when these never came

    def late(self, number: int) -> bool:
        """Did the call with this number, or the error in its place, come when the hidden tests were there?"""
        return self.seen is not None and number >= self.seen

    @property
    def failure(self) -> str:
        """Why it is not "ok", in words: the exception, or how the cell ended."""
        if self.error:
            return f"{self.error['type']}: {self.error['message']}"
        return self.outputs[-1]["evalue"] if self.outputs else self.status


def tidy(value, most: int = 10_000) -> str:
    """A string that any file and database takes: at most `most` characters, no lone surrogates."""
    return value[:most].encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def plain(tree, depth: int = 100):
    """A JSON tree with clean strings. Raises ValueError when it is deeper than `depth`."""
    if depth == 0:
        raise ValueError("too deep")
    if isinstance(tree, str):
        return tidy(tree, len(tree))
    if isinstance(tree, list):
        return [plain(item, depth - 1) for item in tree]
    if isinstance(tree, dict):
        return {tidy(key, len(key)): plain(item, depth - 1) for key, item in tree.items()}
    return tree


def error_of(value) -> dict | None:
    if not isinstance(value, dict):
        return None
    mro = value.get("mro") if isinstance(value.get("mro"), list) else []
    return {
        "type": tidy(value.get("type"), 200) or "Exception",
        "message": tidy(value.get("message")),
        "mro": [tidy(name, 200) for name in mro[:50]],
        "where": tidy(value.get("where"), 200),
    }


def outputs_of(value, room: int) -> list[dict]:
    """The outputs that are nbformat's, within `room` characters; the first error has 30,000 of its own."""
    outputs, failed = [], False
    for output in value[:1000] if isinstance(value, list) else []:
        kind = output.get("output_type") if isinstance(output, dict) else None
        if kind == "stream" and output.get("name") in ("stdout", "stderr"):
            clean = {"name": output["name"], "text": tidy(output.get("text"), room)}
        elif kind in ("display_data", "execute_result") and isinstance(output.get("data"), dict):
            data = {
                tidy(mime, 100): tidy(text, room)
                for mime, text in list(output["data"].items())[:50]
                if isinstance(text, str) and len(text) <= room
            }
            clean = {"data": data, "metadata": {}}
            if kind == "execute_result":
                count = output.get("execution_count")
                clean["execution_count"] = count if type(count) is int and 0 < count < 10**6 else None
        elif kind == "error":
            lines = output.get("traceback") if isinstance(output.get("traceback"), list) else []
            most, failed = (room if failed else 20_000), True
            clean = {
                "ename": tidy(output.get("ename"), 200),
                "evalue": tidy(output.get("evalue"), min(most, 10_000)),
                "traceback": tidy("\n".join(map(tidy, lines[:200])), most).split("\n"),
            }
        else:
            continue
        outputs.append({"output_type": kind, **clean})
        room = max(0, room - size(outputs[-1]))
    return outputs


def size(output: dict) -> int:
    """How many characters an output shows, or holds without showing them."""
    texts = output.get("text", ""), output.get("ename", ""), output.get("evalue", ""), *output.get("traceback", ())
    return sum(map(len, texts)) + sum(len(kind) + len(text) for kind, text in output.get("data", {}).items())


def broken(name: str, status: str, reason: str) -> CellResult:
    """The result of a cell that gave none."""
    title = "TimeoutError" if status in ("timeout", "starved") else "DeadKernelError"  # nbclient's words
    return CellResult(
        name, status, [{"output_type": "error", "ename": title, "evalue": reason, "traceback": [f"{title}: {reason}"]}]
    )
