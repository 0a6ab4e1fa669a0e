"""nbgrader's feedback page, made so that it runs nothing and asks no other host, whatever a student handed in.

Three things see to it, each enough by itself: every cell and output is cleaned (`cleaning.py`, within the bounds of
`helper.py`); the finished body is cleaned once more; and the head, which is ours alone, forbids the browser all but
pictures that stand in the page and this one style sheet. Formulas are MathML, so no page needs a script. What cannot be
shown is cut, and says so. The formgrader's pages, which have scripts of their own, get the same cleaned cells. Decides
nothing of points or words.
"""

import base64
import hashlib
import html
import re

from markupsafe import Markup
from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_locked

from . import cleaning  # noqa: F401  where a package is missing, it is said here and not in the helper
from .helper import PAGE, Exceeded, helper

POLICY = "default-src 'none'; img-src data:; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'"
HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
"""
STYLE = """
img { max-width: 100%; }
.rendered_html td, .rendered_html th { padding: 0.2em 0.6em; vertical-align: top; }
mtd.left { text-align: left; padding-left: 0; }
mtd.right { text-align: right; padding-right: 0; }
"""
PLAIN = 5_000  # characters of a text that could not be rendered
_ABROAD = re.compile(
    r"@import[^;]*;|@font-face\s*\{[^}]*\}|[\w-]+\s*:[^;{}]*url\(\s*(?!['\"]?data:)[^;{}]*;?"
)  # in styles


class FeedbackExporter(HTMLExporter):
    """nbgrader's feedback page; its summary names each exercise, where nbgrader says "Test cell"."""

    def default_filters(self):
        yield from super().default_filters()
        yield from FILTERS.items()

    def from_notebook_node(self, nb, resources=None, **kw):
        self.register_filter("filter_data_type", lambda data: list(data)[:1])  # `_preprocess` left the one to show
        page, resources = super(HTMLExporter, self).from_notebook_node(nb, self._init_resources(resources), **kw)
        page = re.sub(r'(<a href="#(\w+)_check">)Test cell(?=</a>)', r"\1\2", page)
        info = resources.get("nbgrader") or resources.get("metadata") or {}
        return whole(page, str(info.get("notebook") or info.get("name") or "feedback")), resources

    def _preprocess(self, nb, resources):
        """Last of all preprocessors, ours: none that a course adds gets behind it."""
        for number, cell in enumerate(nb.cells):
            cell.id = f"cell-{number}"
        return harmless(*super()._preprocess(nb, resources))


class HarmlessCells(NbGraderPreprocessor):
    """For a page whose template is not ours, such as the formgrader's: what a student wrote does nothing on it."""

    def preprocess(self, nb, resources):
        for name in ("student", "first_name", "last_name"):
            if resources.get(name):
                resources[name] = html.escape(str(resources[name]))
        return harmless(nb, resources)


def harmless(nb, resources):
    """Leave of a notebook what a page shows of its cells, cleaned."""
    nb.metadata = NotebookNode()
    helper().begin()
    for cell in nb.cells:
        clean(cell)
    return nb, resources


def clean(cell: NotebookNode) -> None:
    """Leave of a cell its text, rendered, and nbgrader's own metadata."""
    own = cell.metadata.get("nbgrader")
    cell.metadata = NotebookNode({"nbgrader": own} if isinstance(own, dict) else {})
    if cell.cell_type == "code":
        cell.execution_count = None
        cell.outputs = [found for output in cell.outputs if (found := showable(output))]
    elif cell.cell_type == "markdown":
        cell.source = rendered("markdown", cell.source, cell.get("attachments") or {})
    else:
        cell.source = Markup(f"<pre>{html.escape(_short(cell.source))}</pre>")
        cell.cell_type = "markdown"
    cell.pop("attachments", None)


def showable(output: NotebookNode) -> NotebookNode | None:
    """An output as the template may have it: a display keeps one form, cleaned; None for what is no output."""
    if output.output_type in ("display_data", "execute_result"):
        try:
            found = helper().call("output", {str(mime): text for mime, text in output.data.items()})
        except Exceeded:
            found = _plainly(str(output.data.get("text/plain", "")))
        return NotebookNode(output_type="display_data", data={"text/html": Markup(found)}, metadata=NotebookNode())
    if output.output_type == "stream":
        name = "stderr" if output.name == "stderr" else "stdout"
        return NotebookNode(output_type="stream", name=name, text=str(output.text))
    if output.output_type == "error":
        return NotebookNode(output_type="error", ename="", evalue="", traceback=[*map(str, output.traceback)])
    return None


def rendered(work: str, text: str, *more) -> Markup:
    """`text` as that function of cleaning.py renders it; where it takes too long, its beginning, as it stands."""
    try:
        return Markup(helper().call(work, text.encode("utf-8", "replace").decode(), *more))
    except Exceeded:
        return Markup(_plainly(text))


def shown_markdown(text: str) -> Markup:
    return text if isinstance(text, Markup) else rendered("markdown", text)


def shown_code(text: str, **_) -> Markup:
    return rendered("code", text)


def shown_text(text: str) -> Markup:
    return rendered("terminal", text)


FILTERS = {
    "markdown2html": shown_markdown,
    "highlight_code": shown_code,
    "ansi2html": shown_text,
    "strip_files_prefix": lambda text: text,  # it mends links that cleaning takes away
    "clean_html": lambda text: rendered("strict", text),
}


def _plainly(text: str) -> str:
    note = "This could not be shown as it should be: it is too large, too slow to draw, or damaged. It begins:"
    return f"<p><em>{note}</em></p><pre>{html.escape(_short(text))}</pre>"


def _short(text: str) -> str:
    cut = f"\n[cut here: it has {len(text):,} characters]" if len(text) > PLAIN else ""
    return text[:PLAIN].encode("utf-8", "replace").decode() + cut


def whole(page: str, title: str) -> str:
    """The page that the template made, its body cleaned, below a head of our own."""
    head, _, body = page.partition("<body")
    style = _ABROAD.sub("", "\n".join(re.findall(r"(?s)<style[^>]*>(.*?)</style>", head))) + STYLE
    print_ = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    top = HEAD.format(policy=POLICY.format(print_), title=html.escape(title), style=style)
    try:
        helper().begin()
        cleaned = helper().call("body", body.partition(">")[2], seconds=PAGE)
    except Exceeded:
        cleaned = "<p>This page is too large to show. Ask your instructor for your points.</p>"
    return f"{top}{cleaned}\n</body>\n</html>\n"


class FoldLockedCells(NbGraderPreprocessor):
    """Feedback shows of a locked cell that is no check (set-up, recap) its first line alone."""

    def preprocess_cell(self, cell, resources, index):
        if cell.cell_type == "code" and is_locked(cell) and not is_grade(cell):
            cell.source = cell.source.partition("\n")[0]
        return cell, resources
