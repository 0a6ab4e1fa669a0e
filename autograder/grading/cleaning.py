"""A stranger's Markdown, HTML, SVG, LaTeX, code and terminal text → HTML that runs nothing and asks no other host.

Everything passes nh3's allow-list: what is not named here is not on a page. Stands alone and imports nothing of ours,
since `helper.py` runs it as a process of its own. Chooses nothing: what a page shows is feedback.py's business.
"""

import base64
import html
import re

import math_core
import nh3
import pygments
from nbconvert.filters.ansi import ansi2html
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES


def _names(text: str) -> set[str]:
    return set(text.split())


LONGEST = 100_000  # characters of one cell or output that are shown; a lesson's longest cell has a tenth of it
LONGEST_FORMULA, LARGEST_DRAWING = 2_000, 1_000_000
MATH = _names("""math mfrac mi mn mo mover mpadded mphantom mroot mrow mspace msqrt mstyle msub msubsup msup mtable mtd
    mtext mtr munder munderover mmultiscripts mprescripts menclose merror""")
TEXT = _names("""a abbr b blockquote br caption code col colgroup dd del details div dl dt em figcaption figure h1 h2 h3
    h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small span strong sub summary sup table tbody td tfoot th thead
    tr u ul var""")
PAGE = TEXT | MATH | {"main", "section", "nav"}  # what nbgrader's template adds
ATTRIBUTES = {tag: {"class"} for tag in ("code", "div", "pre", "span", "table")} | {
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height"},
    "details": {"open"},
    "ol": {"start"},
    "td": {"align", "colspan", "rowspan", "class"},
    "th": {"align", "colspan", "rowspan", "class"},
    **{tag: _names("""accent accentunder class display displaystyle linethickness lspace mathvariant maxsize minsize
        rspace scriptlevel stretchy width""") for tag in MATH},
}  # fmt: skip
GONE = _names("script style template noscript title svg iframe object xmp noembed noframes textarea select")
CLASSES = {"highlight", "dataframe", "left", "right", *filter(None, STANDARD_TYPES.values())}
LENGTH = re.compile(r"-?[\d.]{1,12}(?:em|px|%)?")
VALUES = {  # what an attribute's value must look like; those that are not here are plain text
    "href": re.compile(r"(?:https?://|mailto:|#)[^\s\x00-\x1f]*", re.IGNORECASE),
    "src": re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/=\s]*"),
    **dict.fromkeys(("colspan", "rowspan"), re.compile(r"\d{1,2}")),
    **dict.fromkeys(("width", "height", "lspace", "rspace", "minsize", "maxsize", "linethickness"), LENGTH),
}
DRAWING = _names("""svg g defs desc path rect circle ellipse line polyline polygon text tspan clipPath linearGradient
    radialGradient stop use""")
DRAWN = _names("""id d x y x1 y1 x2 y2 dx dy cx cy r rx ry width height points offset transform viewBox fill opacity
    preserveAspectRatio fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-dasharray stroke-dashoffset
    stroke-linecap stroke-linejoin stroke-miterlimit clip-path clip-rule font-family font-size font-style font-weight
    text-anchor gradientUnits gradientTransform clipPathUnits stop-color stop-opacity style href xlink:href""")
STYLED = {name for name in DRAWN if "-" in name} | {"fill", "stroke", "opacity", "font"}
CONTROL = re.compile("[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f]")  # all but tab, line feed and ESC, which begins a colour

_formulas = math_core.LatexToMathML(fancy_error=False)
_python = get_lexer_by_name("ipython3")


def strict(fragment: str) -> str:
    """A stranger's HTML as a balanced fragment: no ids, no names, no classes but those of colours."""
    return nh3.clean(
        fragment,
        tags=TEXT | MATH,
        clean_content_tags=GONE,
        attributes=ATTRIBUTES,
        attribute_filter=_value,
        url_schemes={"http", "https", "mailto", "data"},
    )


def body(page: str) -> str:
    """A whole page's body, cleaned once more: what the template adds are classes and places to jump to."""
    own = {"id", "class", "name"}
    return nh3.clean(
        page,
        tags=PAGE,
        clean_content_tags=GONE,
        attributes={tag: own | ATTRIBUTES.get(tag, set()) for tag in PAGE},
        attribute_filter=lambda tag, name, value: value if name == "class" else _value(tag, name, value),
        url_schemes={"http", "https", "mailto", "data"},
    )


def _value(tag: str, name: str, value: str) -> str | None:
    if name == "class":
        kept = [word for word in value.split() if word in CLASSES or word.startswith("ansi-")]
        return " ".join(kept) or None
    if name in VALUES and not VALUES[name].fullmatch(value):
        return None
    if name == "src" and value.startswith("data:image/svg"):
        return picture("image/svg+xml", value.partition(",")[2]) or None
    return value


def markdown(text: str, attachments: dict | None = None) -> str:
    """Markdown as nbconvert reads it, formulas as MathML."""
    renderer = Renderer(escape=False, exclude_anchor_links=True, attachments=attachments or {})
    return strict(MarkdownWithMath(renderer=renderer).render(text[:LONGEST])) + _note(text)


class Renderer(IPythonRenderer):
    """nbconvert's, but formulas become MathML, no picture that is missing stops it, and tables need no style."""

    def block_math(self, body: str) -> str:
        return formula(body, block=True)

    def inline_math(self, body: str) -> str:
        return formula(body)

    def latex_environment(self, name: str, body: str) -> str:
        return formula(f"\\begin{{{name}}}{body}\\end{{{name}}}", block=True)

    def image(self, text: str, url: str, title: str | None = None) -> str:
        if url.startswith("attachment:"):
            bundle = self.attachments.get(url.removeprefix("attachment:"))
            bundle = bundle if isinstance(bundle, dict) else {}
            found = (picture(mime, data) for mime, data in bundle.items() if isinstance(data, str))
            url = next(filter(None, found), "")
        title = f' title="{html.escape(title)}"' if title else ""
        return f'<img src="{html.escape(url)}" alt="{text}"{title}>'

    def block_mermaidjs(self, code: str) -> str:
        return f"<pre>{html.escape(code)}</pre>"

    def table_cell(self, text: str, align: str | None = None, head: bool = False) -> str:
        tag = "th" if head else "td"
        return f'<{tag} align="{align}">{text}</{tag}>\n' if align else f"<{tag}>{text}</{tag}>\n"


def formula(latex: str, block: bool = False) -> str:
    """MathML of a formula; its source where it is no LaTeX that can be drawn."""
    if len(latex) <= LONGEST_FORMULA:
        try:
            found = _formulas.convert_with_local_state(latex.replace("\\\n", "\\ "), displaystyle=block)
            return re.sub(r' style="text-align: (left|right);[^"]*"', r' class="\1"', found)
        except math_core.LatexError:
            pass
    return f"<code>{html.escape(latex)}</code>"


def latex(text: str) -> str:
    """A LaTeX output, such as SymPy's."""
    return f"<p>{strict(formula(text[:LONGEST].strip().strip('$').strip(), block=True))}</p>{_note(text)}"


def code(text: str) -> str:
    """Python with colours."""
    return strict(pygments.highlight(text[:LONGEST], _python, HtmlFormatter())) + _note(text)


def terminal(text: str) -> str:
    """As a terminal shows it: colours stay, other codes go; of a line that was written over the last state stays."""
    lines = (line.rstrip("\r").rpartition("\r")[2] for line in text[:LONGEST].split("\n"))
    return strict(ansi2html(CONTROL.sub("", "\n".join(lines)))) + _note(text)


def picture(mime: str, data: str) -> str:
    """A picture as a data: address; "" for what is none."""
    if mime == "image/svg+xml":
        return drawing(data if "<" in data else _decoded(data))
    address = f"data:{mime};base64,{''.join(data.split())}"
    return address if VALUES["src"].fullmatch(address) else ""


def _decoded(data: str) -> str:
    try:
        return base64.b64decode(data).decode()
    except ValueError:
        return ""


def drawing(text: str) -> str:
    """An SVG with its still shapes only, as a data: address, "" where there is nothing to see. A browser runs no script
    in a picture, but a picture can be opened by itself."""
    kept = nh3.clean(
        CONTROL.sub("", text[:LARGEST_DRAWING]),
        tags=DRAWING,
        clean_content_tags={"script", "style", "metadata", "foreignObject", "foreignobject", "title"},
        attributes={tag: DRAWN for tag in DRAWING},
        attribute_filter=_drawn,
        filter_style_properties=STYLED,
        url_schemes=set(),
    )
    kept = kept[kept.find("<svg") :].replace("&nbsp;", " ")
    if not kept.startswith("<svg"):
        return ""
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"data:image/svg+xml;base64,{base64.b64encode(f'<svg {names}{kept[4:]}'.encode()).decode()}"


def _drawn(tag: str, name: str, value: str) -> str | None:
    if name.endswith("href"):
        return value if re.fullmatch(r"#[\w-]+", value) else None
    return None if "\\" in value or re.search(r"url\((?!#[\w-]+\))|@|:\s*//", value) else value


def output(data: dict) -> str:
    """A display's or result's richest form that can be shown; says so where there is none."""
    for mime, show in SHOWN.items():
        if isinstance(text := data.get(mime), str) and (found := show(text)):
            return found
    kinds = html.escape(", ".join(data)[:200])
    return f"<p><em>An output of a kind that this page does not show: {kinds}.</em></p>"


def _image(mime: str):
    return lambda data: f'<img src="{found}" alt="a picture">' if (found := picture(mime, data)) else ""


SHOWN = {
    "text/html": lambda text: strict(text[:LONGEST]) + _note(text),
    "text/markdown": markdown,
    "image/svg+xml": _image("image/svg+xml"),
    "text/latex": latex,
    **{mime: _image(mime) for mime in ("image/png", "image/jpeg", "image/gif", "image/webp")},
    "text/plain": lambda text: f"<pre>{terminal(text)}</pre>",
}


def _note(text: str) -> str:
    if len(text) <= LONGEST:
        return ""
    return f"<p><em>cut here: {LONGEST:,} of {len(text):,} characters are shown</em></p>"
