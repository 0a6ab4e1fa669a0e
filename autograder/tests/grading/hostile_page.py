"""A notebook whose cells and outputs try to run, load, frame or go to something when they stand on a page.

Each names a host below evil.test, or calls `hit()`, which a browser that runs it would find.
"""

import base64

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
HIT = "document.title='hit'"
SVG = f'<svg xmlns="http://www.w3.org/2000/svg" onload="{HIT}">'
PAGE64 = base64.b64encode(f"<script>{HIT}</script>".encode()).decode()
SVG64 = base64.b64encode(f"{SVG}<script>{HIT}</script><image href='http://evil.test/i'/></svg>".encode()).decode()
HTML = {  # as a Markdown cell, and as an HTML output
    "script": f"<script>{HIT}</script>",
    "script from elsewhere": "<script src=//evil.test/s.js></script>",
    "module": f"<script type=module>{HIT}</script>",
    "img onerror": f'<img src=x onerror="{HIT}">',
    "img from elsewhere": '<img src="http://evil.test/i.png">',
    "img without protocol": '<img src="//evil.test/j.png">',
    "img srcset": '<img srcset="http://evil.test/k.png 1x">',
    "picture": '<picture><source srcset="http://evil.test/l.png"><img></picture>',
    "body onload": f'<body onload="{HIT}" background="http://evil.test/b.png">',
    "div onmouseover": f'<div onmouseover="{HIT}" onfocus="{HIT}" tabindex=1 autofocus>x</div>',
    "input autofocus": f'<input autofocus onfocus="{HIT}">',
    "details ontoggle": f'<details open ontoggle="{HIT}">x</details>',
    "javascript link": f'<a href="javascript:{HIT}">x</a>',
    "javascript link, hidden": f'<a href="jav&#x09;ascript&colon;{HIT}">x</a>',
    "javascript link, upper": f'<a href=" JaVaScRiPt:{HIT}">x</a>',
    "vbscript link": '<a href="vbscript:msgbox(1)">x</a>',
    "data link": f'<a href="data:text/html;base64,{PAGE64}">x</a>',
    "blob and file links": '<a href="blob:http://evil.test/x">x</a><a href="file:///etc/passwd">x</a>',
    "link with ping": '<a href="#top" ping="http://evil.test/ping" target="_top" download>x</a>',
    "iframe": '<iframe src="http://evil.test/f"></iframe>',
    "iframe srcdoc": f'<iframe srcdoc="<script>top.{HIT}</script>"></iframe>',
    "iframe javascript": f'<iframe src="javascript:top.{HIT}"></iframe>',
    "frameset": '<frameset><frame src="http://evil.test/f2"></frameset>',
    "object": '<object data="http://evil.test/o"></object>',
    "embed": f'<embed src="data:text/html;base64,{PAGE64}">',
    "applet": '<applet code="http://evil.test/a.class"></applet>',
    "form": '<form action="http://evil.test/go" id=f><input name=body><button>Send</button></form>',
    "formaction": f'<form><button formaction="javascript:{HIT}">Send</button></form>',
    "meta refresh": '<meta http-equiv="refresh" content="0;url=http://evil.test/away">',
    "meta policy": '<meta http-equiv="Content-Security-Policy" content="script-src * \'unsafe-inline\'">',
    "base": '<base href="http://evil.test/">',
    "link stylesheet": '<link rel="stylesheet" href="http://evil.test/c.css">',
    "link prefetch": '<link rel="prefetch" href="http://evil.test/p"><link rel="dns-prefetch" href="//evil.test">',
    "style import": '<style>@import "http://evil.test/c2.css"; body { background: url(http://evil.test/u) }</style>',
    "style attribute": '<p style="background:url(http://evil.test/bg);position:fixed;top:0">x</p>',
    "font": "<style>@font-face{font-family:x;src:url(http://evil.test/f.woff)} *{font-family:x}</style>",
    "table background": '<table background="http://evil.test/t.png"><tr><td background="//evil.test/u.png">x</table>',
    "video": f'<video src="http://evil.test/v" poster="http://evil.test/w" onerror="{HIT}" autoplay></video>',
    "audio": '<audio src="http://evil.test/a" autoplay></audio>',
    "track": '<video><track src="http://evil.test/t" default></video>',
    "svg onload": f"{SVG}</svg>",
    "svg script": f"{SVG}<script>{HIT}</script></svg>",
    "svg animate": f'{SVG}<a><animate attributeName="href" values="javascript:{HIT}"/><text>x</text></a></svg>',
    "svg set": f'{SVG}<set attributeName="onmouseover" to="{HIT}"/></svg>',
    "svg foreignObject": f'{SVG}<foreignObject><iframe srcdoc="<script>{HIT}</script>"></iframe></foreignObject></svg>',
    "svg use": f'{SVG}<use href="data:image/svg+xml;base64,{SVG64}#x"/><image href="http://evil.test/i"/></svg>',
    "svg style": f"{SVG}<style>@import 'http://evil.test/s.css';</style></svg>",
    "svg picture": f'<img src="data:image/svg+xml;base64,{SVG64}">',
    "math link": f'<math href="javascript:{HIT}"><mi xlink:href="javascript:{HIT}">x</mi></math>',
    "math annotation": f'<math><annotation-xml encoding="text/html"><img src=x onerror="{HIT}"></math>',
    "mutation style": f'<math><mtext><table><mglyph><style><!--</style><a title="--&gt;&lt;img src onerror={HIT}&gt;">',
    "mutation svg": f'<svg></p><style><a id="</style><img src=1 onerror={HIT}>">',
    "mutation form": f"<form><math><mtext></form><form><mglyph><style></math><img src onerror={HIT}>",
    "mutation select": f"<select><template><style><!--</style><a rel='--></style></select><img src=x onerror={HIT}>'>",
    "noscript": f'<noscript><p title="</noscript><img src=x onerror={HIT}>"></noscript>',
    "template": f"<template shadowrootmode=open><script>{HIT}</script></template>",
    "textarea": f'<textarea><img title="</textarea><script>{HIT}</script>"></textarea>',
    "title": f"<title></title><script>{HIT}</script>",
    "xmp and plaintext": f'<xmp><img title="</xmp><img src=x onerror={HIT}>"></xmp>',
    "comment": f"<!--><script>{HIT}</script>--><![CDATA[<script>{HIT}</script>]]><?php <img src=x onerror={HIT}> ?>",
    "closing everything": f"</div></div></main></body></html><script>{HIT}</script>",
    "slash": f"<img/src=x/onerror={HIT}><svg/onload={HIT}>",
    "null": f"<scr\0ipt>{HIT}</scr\0ipt><img src=x one\0rror={HIT}>",
    "clobbering": "<a id=top name=softmax_check href=#x>x</a><img name=body id=notebook><form name=cookie></form>",
    "is and portal": f'<portal src="http://evil.test/p"></portal><marquee onstart="{HIT}">x</marquee>',
    "dialog": f'<dialog open onclose="{HIT}"><button popovertarget=x>x</button></dialog>',
    "object in svg in math": f'<math><mi><svg><desc><object data="http://evil.test/z" onerror="{HIT}">',
}
MARKDOWN = {
    "link": f"[x](javascript:{HIT}) [y](data:text/html;base64,{PAGE64}) [z](vbscript:x)",
    "image": "![x](http://evil.test/m.png) ![y](//evil.test/n.png)",
    "image title": f"![x](http://evil.test/o.png \"a\" onerror='{HIT}')",
    "alt": f'![" onerror="{HIT}](x.png)',
    "autolink": f"<javascript:{HIT}> <http://evil.test/x> http://evil.test/y",
    "reference": f"[x][1]\n\n[1]: javascript:{HIT}",
    "in a table": f"|a|b|\n|-|-|\n|<img src=x onerror={HIT}>|<script>{HIT}</script>|",
    "in code": f'```html"><img src=x onerror={HIT}>\n</code></pre><script>{HIT}</script>\n```',
    "mermaid": f'```mermaid\ngraph TD; A["<img src=x onerror={HIT}>"]; click A "javascript:{HIT}"\n```',
    "math text": rf"$\text{{<img src=x onerror={HIT}>}}$ and $$\href{{javascript:{HIT}}}{{x}}$$",
    "math environment": rf"\begin{{a}}<script>{HIT}</script>\end{{a}}",
    "math that is no math": f"$</code><script>{HIT}</script>$ $\\unicode{{<img src=x onerror={HIT}>}}$",
    "heading": f'# <img src=x onerror={HIT}> "><script>{HIT}</script>',
    "attachment": "![x](attachment:a.svg) ![y](attachment:b.png) ![z](attachment:none.png)",
    "entity": f"&lt;script&gt;{HIT}&lt;/script&gt; &#60;img src=x onerror={HIT}&#62;",
}
OUTPUTS = {
    "javascript": {"application/javascript": HIT},
    "javascript beside text": {"application/javascript": HIT, "text/plain": "<b>shown</b>"},
    "widget": {"application/vnd.jupyter.widget-view+json": f"</script><script>{HIT}</script>"},
    "isolated html": {"text/html": f"<script>top.{HIT}</script>"},
    "markdown": {"text/markdown": f"<script>{HIT}</script> [x](javascript:{HIT}) ![y](http://evil.test/md.png)"},
    "latex": {"text/latex": rf"$\href{{javascript:{HIT}}}{{x}}$ <script>{HIT}</script>"},
    "latex again": {"text/latex": rf"$\text{{<img src=x onerror={HIT}>}}$"},
    "svg": {
        "image/svg+xml": f"{SVG}<script>{HIT}</script><path d='M0 0L9 9'/><image href='http://evil.test/i'/></svg>"
    },
    "svg that is html": {"image/svg+xml": f"<img src=x onerror={HIT}><script>{HIT}</script>"},
    "png that breaks out": {"image/png": f'x" onerror="{HIT}', "text/plain": "a picture"},
    "jpeg that breaks out": {"image/jpeg": f"'><script>{HIT}</script>"},
    "text": {"text/plain": f"</pre><script>{HIT}</script>"},
    "pdf": {"application/pdf": f"<script>{HIT}</script>"},
    f"<img src=x onerror={HIT}>": {f"<img src=x onerror={HIT}>": "a kind of its own"},
    "mermaid": {"text/vnd.mermaid": f'graph TD; A["<img src=x onerror={HIT}>"]'},
}
TEXTS = {
    "tags": f"</pre><script>{HIT}</script>",
    "ansi": f'\x1b[31m<script>{HIT}</script>\x1b[0m \x1b[38;2;1;2;3m"><img src=x onerror={HIT}>',
    "ansi link": f"\x1b]8;;javascript:{HIT}\x07x\x1b]8;;\x07",
    "ansi parameters": f'\x1b["><img src=x onerror={HIT}>m',
}


def hostile_page():
    """All of it in one notebook."""
    attachments = {"a.svg": {"image/svg+xml": SVG64}, "b.png": {"image/png": f'x" onerror="{HIT}'}}
    cells = [new_markdown_cell(text) for text in HTML.values()]
    cells += [new_markdown_cell(text, attachments=attachments) for text in MARKDOWN.values()]
    for name, data in [(name, {"text/html": text}) for name, text in HTML.items()] + list(OUTPUTS.items()):
        output = new_output("display_data", data, metadata={"text/html": {"isolated": name.startswith("isolated")}})
        cells.append(new_code_cell(f"# {name} </pre><script>{HIT}</script>", outputs=[output]))
    for text in TEXTS.values():
        outputs = [new_output("stream", name="stdout", text=text), new_output("stream", name="stderr", text=text)]
        outputs.append(new_output("error", ename=text, evalue=text, traceback=[text]))
        cells.append(new_code_cell(text, outputs=outputs))
    cells.append(new_raw_cell(f"<script>{HIT}</script>", metadata={"raw_mimetype": "text/html"}))
    cells.append(new_markdown_cell("an id", metadata={"tags": [f'"><script>{HIT}</script>']}))
    cells.append(new_code_cell("%%html\n" + HTML["script"], metadata={"tags": [f'" onmouseover="{HIT}']}))
    title = f"</title><script>{HIT}</script>"
    widgets = {"application/vnd.jupyter.widget-state+json": {"x": f"</script><script>{HIT}</script>"}}
    language = {"name": f'"><script>{HIT}</script>', "pygments_lexer": "html"}
    notebook = new_notebook(cells=cells, metadata={"title": title, "widgets": widgets, "language_info": language})
    notebook.cells[-1]["id"] = f'"><img src=x onerror={HIT}>'
    return notebook
