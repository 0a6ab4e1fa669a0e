"""What a printed notebook carries for its checks: the values that probes compare with, and the known mistakes.

One record `{"values", "mistakes"}` for the visible and one for the hidden calls of each check, packed into a line
`expect("name", "…")`; where it has candidates, with `"labels"`: `{"visible" or "hidden": [[right?, sentence, slug]…]}`.
Reads and writes these lines; says nothing of what is right.
"""

import base64
import json
import re
import zlib

SKIP_TAG = "skip-execution"  # nbclient's own tag: such a cell runs for people, not for graders
_EXPECT = re.compile(r'(?<=expect\(")(\w+)", "([A-Za-z0-9+/=]*)(?="\)$)', re.MULTILINE)
_OUTSIDE = "# Outside the sandbox only:\n", "\n# End of what is outside only"
_OUTSIDE_PART = re.compile(f"(?s)^{_OUTSIDE[0]}.*?{_OUTSIDE[1]}$", re.MULTILINE)


def pack(record: dict) -> str:
    """`{"values": …, "mistakes": …}`, or other plain data, as the compact text that `expect` and its like load."""
    text = json.dumps(record, separators=(",", ":"), sort_keys=True)
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()


def unpack(text: str) -> dict:
    """The record that `pack` made this text of."""
    return json.loads(zlib.decompress(base64.b64decode(text)))


NOTHING = pack({"values": {}, "mistakes": []})


def packed(notebook: dict) -> dict[str, list[str]]:
    """For each check of an instructor's notebook the packed texts of its records, the visible calls' first."""
    found: dict[str, list[str]] = {}
    for cell in notebook.get("cells", ()):
        for name, text in _EXPECT.findall("".join(cell["source"])):  # a list of lines, in a file
            found.setdefault(name, []).append(text)
    return found


def known_mistakes(notebook: dict) -> dict[str, list]:
    """For each check of an instructor's notebook its known wrong answers: [call number, sketch, sentence]."""
    return {
        name: [mistake for text in texts for mistake in unpack(text)["mistakes"]]
        for name, texts in packed(notebook).items()
    }


def labels(texts: list[str]) -> dict[str, list]:
    """The labels of a check's candidates, from its packed records: {"visible": …, "hidden": …}, empty without any."""
    return {part: found for text in texts for part, found in unpack(text).get("labels", {}).items()}


def outside_only(source: str) -> str:
    """`source`, marked to be left out of what enters the sandbox."""
    return source.join(_OUTSIDE)


def blind(source: str) -> str:
    """`source` without expected values and without what finds words for them: what may enter the sandbox."""
    return _EXPECT.sub(rf'\1", "{NOTHING}', _OUTSIDE_PART.sub("", source))
