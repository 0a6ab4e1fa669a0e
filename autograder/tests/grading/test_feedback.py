"""Feedback pages: nothing of a student's runs there, what is worth reading stays, what is too large is cut and says so.

The page of hostile cells is opened in Chromium, as a person would, and read by a parser, where no browser is installed.
"""

import base64
import os
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import nbgrader
import pytest
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from traitlets.config import Config

from autograder import grading
from autograder.grading import cleaning, helper, plugin
from autograder.grading.feedback import FeedbackExporter, FoldLockedCells
from autograder.lessons import NOTEBOOKS

from .hostile_page import HIT, HTML, MARKDOWN, OUTPUTS, PIXEL, TEXTS, hostile_page

TEMPLATES = Path(nbgrader.__file__).parent / "server_extensions" / "formgrader"
TITLE = f"</title><script>{HIT}</script>"


def page_of(notebook, exporter=FeedbackExporter, title="step"):
    """The page that nbgrader would write of a graded notebook."""
    config = Config()
    config.HTMLExporter.template_name = "feedback"
    config.HTMLExporter.extra_template_basedirs = [str(TEMPLATES / "templates")]
    config.HTMLExporter.extra_template_paths = [str(TEMPLATES / "static/node_modules/bootstrap/dist/css")]
    resources = {"nbgrader": {"notebook": title, "score": 1, "max_score": 2, "late_penalty": 0}, "metadata": {}}
    return exporter(config=config).from_notebook_node(notebook, resources=resources)[0]


def page_of_cells(*cells):
    return page_of(new_notebook(cells=list(cells)))


def page_of_output(**data):
    output = new_output("display_data", {kind.replace("__", "/"): text for kind, text in data.items()})
    return page_of_cells(new_code_cell("1", outputs=[output]))


def body(page):
    return page.partition("<body>")[2]


@pytest.fixture(scope="module")
def hostile():
    return page_of(hostile_page(), title=TITLE)


class Reader(HTMLParser):
    """Every tag of a page with its attributes, and the text outside of all of them."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.words = [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    handle_startendtag = handle_starttag

    def handle_data(self, data):
        self.words.append(data)


def faults(page):
    """What stands on a page that could run something or ask another host."""
    head, _, rest = page.partition("<body>")
    assert [tag for tag, _ in Reader(head).tags] == ["html", "head", "meta", "meta", "meta", "meta", "title", "style"]
    assert "url(" not in head and "@import" not in head and "http-equiv" in head.partition("charset")[0]
    for tag, attributes in Reader(rest).tags:
        if tag not in cleaning.PAGE:
            yield f"<{tag}>"
        for name, value in attributes.items():
            if name.startswith("on") or name in ("style", "srcset", "srcdoc", "action", "ping", "target", "background"):
                yield f"<{tag} {name}>"
            if name == "href" and not re.match("https?://|mailto:|#", value):
                yield f"<{tag} {name}={value[:80]}>"
            if name == "src":
                if not re.match(r"data:image/(png|jpeg|gif|webp|svg\+xml);base64,[\w+/=]*$", value):
                    yield f"<{tag} {name}={value[:80]}>"
                elif "svg" in value:
                    shown = base64.b64decode(value.partition(",")[2]).decode()
                    if re.search(r"script|\bon\w+=|evil|foreign|animate|<style|<image", shown):
                        yield shown
    if "evil.test" in re.sub(r'href="http://evil\.test/[\w.]+"|>[^<]*', "", rest):
        yield "another host"


def test_there_are_many_ways():
    assert len(HTML) + len(MARKDOWN) + len(OUTPUTS) + len(TEXTS) > 90


def test_a_hostile_page_has_nothing_that_runs(hostile):
    assert list(faults(hostile)) == []
    assert Reader(hostile).words[:12].count(TITLE) == 1  # the title is a text


def test_the_parser_would_find_what_runs(hostile):
    for text in (
        HTML["img onerror"],
        HTML["iframe"],
        HTML["svg onload"],
        HTML["javascript link"],
        HTML["style import"],
    ):
        assert list(faults(hostile.replace("<body>", f"<body>{text}")))


# ── in a browser ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def chromium():
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install playwright")
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    root = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium refuses its own sandbox to root
    with api.sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=found, args=root)
        except api.Error as error:
            pytest.skip(f"Chromium is not installed (apt-get install chromium): {str(error).splitlines()[0]}")
        yield browser
        browser.close()


def visit(browser, path):
    """Open a page, touch everything on it; → what it did that a page must not do."""
    page, did = browser.new_page(), []
    address = path.as_uri()
    page.on("request", lambda request: request.url.startswith(("data:", address)) or did.append(request.url))
    page.on("dialog", lambda dialog: (did.append("a dialog"), dialog.dismiss()))
    page.on("popup", lambda popup: did.append(f"a window: {popup.url}"))
    own = address, "chrome-error://chromewebdata/"  # where a frame finds nothing; that it asked was noted
    page.on("framenavigated", lambda frame: frame.url.partition("#")[0] in own or did.append(f"went to {frame.url}"))
    page.on("frameattached", lambda frame: did.append("a frame"))
    title = page_title(path)
    page.goto(address, wait_until="load")
    try:
        page.keyboard.press("Tab")
        page.evaluate(TOUCH)
        page.wait_for_load_state("load")
        if page.title() != title:
            did.append("a script ran")
    except Exception as gone:  # the page is another one by now
        did.append(str(gone))
    page.close()
    return did


TOUCH = """() => {
    const events = ['mouseover', 'focus', 'toggle', 'load', 'error'];
    document.querySelectorAll('*').forEach(e => events.forEach(name => e.dispatchEvent(new Event(name))));
    document.querySelectorAll('a[href]:not([href^="http"]):not([href^="mailto"])').forEach(e => e.click());
}"""


def page_title(path):
    import html

    return html.unescape(re.search("<title>(.*?)</title>", path.read_text(encoding="utf-8"), re.DOTALL)[1]).strip()


def test_nothing_runs_in_chromium(hostile, chromium, tmp_path):
    (path := tmp_path / "page.html").write_text(hostile, encoding="utf-8")
    assert visit(chromium, path) == []


def test_nothing_runs_in_chromium_where_the_policy_is_ignored(hostile, chromium, tmp_path):
    bare = re.sub('<meta http-equiv="Content-Security-Policy"[^>]*>', "", hostile)
    assert bare != hostile
    (path := tmp_path / "page.html").write_text(bare, encoding="utf-8")
    assert visit(chromium, path) == []


@pytest.mark.parametrize("name", ["script", "img from elsewhere", "iframe srcdoc", "javascript link", "meta refresh"])
def test_chromium_would_show_what_runs(chromium, tmp_path, name):
    (path := tmp_path / "page.html").write_text(f"<title>x</title>{HTML[name]}")
    assert visit(chromium, path)


# ── the formgrader's page, on which an instructor sees the same cells ──────────────────────────────────────


def formgrader(notebook, name):
    """The page that the formgrader would show."""
    config = Config()
    grading.configure(config)
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [str(TEMPLATES / "templates")]
    numbers = dict.fromkeys(("assignment_id", "notebook_id", "submission_id", "base_url", "notebook_path"), "x")
    names = dict.fromkeys(("student", "first_name", "last_name"), name)
    resources = {**numbers, **names, "index": 0, "total": 1, "metadata": {}}
    return HTMLExporter(config=config).from_notebook_node(notebook, resources=resources)[0]


@pytest.fixture(scope="module")
def graders(hostile):
    return formgrader(new_notebook(), "ann"), formgrader(valid(hostile_page()), HTML["img onerror"])


def valid(notebook):
    for cell in notebook.cells:
        cell.id = nbformat.v4.new_raw_cell().id
    return notebook


def test_the_formgraders_page_runs_its_own_scripts_only(graders):
    empty, full = graders
    assert full.count("<script") == empty.count("<script") > 0  # nbgrader's, for the boxes with points
    active = ("iframe", "object", "embed", "form", "base", "meta", "link", "style", "svg", "script", "template")
    tags = [[tag for tag, _ in Reader(page).tags if tag in active] for page in graders]
    assert tags[0] == tags[1]
    acts = [[name for _, names in Reader(page).tags for name in names if name.startswith("on")] for page in graders]
    assert acts[0] == acts[1]
    assert not re.search(r"evil\.test", re.sub(r'href="http://evil\.test/[\w.]+"|>[^<]*', "", full))
    assert full.count("highlight") > 50  # cells are there


def test_the_formgraders_page_in_chromium(graders, chromium, tmp_path):
    (empty := tmp_path / "empty.html").write_text(graders[0], encoding="utf-8")
    (full := tmp_path / "full.html").write_text(graders[1], encoding="utf-8")
    usual = {did for _ in range(3) for did in visit(chromium, empty)}  # not all of it happens each time
    assert set(visit(chromium, full)) <= usual


# ── what is worth reading stays ───────────────────────────────────────────────────────────────────────────


def test_text_tables_and_links_stay():
    shown = page_of_cells(
        new_markdown_cell("# Title\n\n**bold** [there](https://example.org) <u>under</u>\n\n|a|\n|-:|\n|1|"),
        new_code_cell(
            "def f():\n    return 1", outputs=[new_output("stream", text="\x1b[31mred\x1b[0m\r\nlast\rnext\n")]
        ),
    )
    for words in ("<h1>Title</h1>", "<strong>bold</strong>", '<td align="right">1</td>', "<u>under</u>", "ansi-red-fg"):
        assert words in shown
    assert 'href="https://example.org"' in shown and '<span class="k">def</span>' in shown
    assert "next" in body(shown) and "last" not in body(shown)


def test_formulas_need_no_script():
    shown = page_of_cells(
        new_markdown_cell("$\\frac{QK^\\top}{\\sqrt{d_k}}$ and $$\\begin{aligned}a&=b\\\\c&=d\\end{aligned}$$")
    )
    assert "<mfrac><mrow><mi>Q</mi>" in shown and "<msqrt>" in shown and '<mtd class="right">' in shown
    assert "<code>\\nonsense{x}</code>" in page_of_cells(new_markdown_cell("$\\nonsense{x}$"))
    assert "<msub><mi>x</mi>" in page_of_output(text__latex="$\\displaystyle x_1$")


def test_formulas_of_all_lessons_are_drawn():
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        cells = [cell for cell in nbformat.read(path, 4).cells if cell.cell_type == "markdown" and "$" in cell.source]
        shown = "".join(cleaning.markdown(cell.source) for cell in cells)
        assert not re.findall(r"<code>[^<]*\\(?:frac|sqrt|sum|text|begin)[^<]*</code>", shown), path.name


def test_pictures_stay():
    assert f'src="data:image/png;base64,{PIXEL}"' in page_of_output(image__png=PIXEL + "\n")
    drawn = page_of_output(**{"image__svg+xml": '<svg width="9"><path d="M0 0L9 9" style="stroke: #f00"/></svg>'})
    [address] = re.findall(r"data:image/svg\+xml;base64,([\w+/=]+)", drawn)
    assert '<path d="M0 0L9 9" style="stroke:#f00">' in base64.b64decode(address).decode()
    cell = new_markdown_cell("![x](attachment:a.png)", attachments={"a.png": {"image/png": PIXEL}})
    assert PIXEL in page_of_cells(cell)
    vector = base64.b64encode(b"<svg><path d='M1 1'/></svg>").decode()
    cell = new_markdown_cell("![x](attachment:a.svg)", attachments={"a.svg": {"image/svg+xml": vector}})
    assert "data:image/svg+xml" in page_of_cells(cell)
    assert "<strong>a</strong>" in page_of_cells(new_markdown_cell('**a** <img src="data:image/svg+xml;base64,////">'))
    assert "does not show: application/pdf" in page_of_output(application__pdf="x")


def test_a_data_frame_stays_a_table():
    table = '<table border="1" class="dataframe"><tr style="text-align: right;"><th colspan="2">x</th></tr></table>'
    assert '<table class="dataframe">' in page_of_output(text__html=table)
    assert '<th colspan="2">x</th>' in page_of_output(text__html=table)


def test_the_summary_names_exercises_and_links_to_them():
    cell = new_code_cell("check()")
    cell.metadata["nbgrader"] = {"grade": True, "solution": False, "locked": True, "grade_id": "softmax_check"}
    cell.metadata["nbgrader"] |= {"points": 2, "score": 2, "comment": "<script>x</script>**well**"}
    shown = page_of_cells(cell, new_markdown_cell('<a name="softmax_check"></a>'))
    assert re.search(r'<a href="#softmax_check"[^>]*>softmax</a> \(Score: 2.0 / 2.0\)', shown)
    assert shown.count('name="softmax_check"') == 1  # a student's text takes no link over


def test_names_that_courses_use():
    assert grading.FeedbackExporter is plugin.FeedbackExporter is FeedbackExporter
    assert grading.FoldLockedCells is plugin.FoldLockedCells is FoldLockedCells
    assert issubclass(FeedbackExporter, HTMLExporter)


# ── bounds ────────────────────────────────────────────────────────────────────────────────────────────────

NESTED = "<div>" * 30_000 + "deep"


def test_what_is_too_large_is_cut_and_says_so():
    for cell in (new_markdown_cell("word " * 100_000), new_code_cell("x = 1\n" * 100_000)):
        shown = body(page_of_cells(cell))
        assert "cut here" in shown and len(shown) < 3_000_000


def test_a_text_that_takes_too_long_is_shown_as_it_stands_and_the_next_is_rendered(monkeypatch):
    monkeypatch.setattr(helper, "SECONDS", 0.2)
    shown = body(page_of_cells(new_markdown_cell(NESTED), new_markdown_cell("**next** \ud800")))
    assert "could not be shown" in shown and "&lt;div&gt;&lt;div&gt;" in shown and "cut here" in shown
    assert "<strong>next</strong>" in shown


def test_a_page_of_such_texts_has_its_own_bound(monkeypatch):
    left = iter([0, helper.PAGE])  # for the cells; for the page as a whole
    monkeypatch.setattr(helper.Helper, "begin", lambda self: setattr(self, "left", next(left)))
    output = new_output("display_data", {"text/html": "<b>c</b>", "text/plain": "<c>"})
    shown = body(page_of_cells(new_markdown_cell("**a**"), new_code_cell("b", outputs=[output])))
    assert "<pre>**a**</pre>" in shown and "<pre>&lt;c&gt;</pre>" in shown and shown.count("could not be shown") == 3
    left = iter([helper.PAGE, 0])
    assert "This page is too large to show" in page_of_cells(new_markdown_cell("**a**"))


def test_a_helper_that_dies_is_replaced():
    own = helper.Helper()
    assert own.call("markdown", "*a*") == "<p><em>a</em></p>\n"
    own.process.kill()
    with pytest.raises(helper.Exceeded):
        own.call("markdown", "*b*")
    assert own.call("markdown", "*c*") == "<p><em>c</em></p>\n"
    with pytest.raises(helper.Exceeded):
        own.call("no such work", "x")
    own.end()
