"""Attacks on the reader: what a browser, a terminal, a spreadsheet or an eye would do with it, wherever it stands."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Any

from tests.attacks.submission import FULL, RIGHT, Notebook, Submission, after_empty

EVIL = "evil.example"  # an address that no page of ours may lead to
UNSEEN = "\x1b]0;owned\x07\x1b[2J\x9b31m\x1b]8;;http://evil.example\x07link\x1b]8;;\x07\x1bPq\x1b\\\x08\r\u202etxt.exe\u2066\u2067\u200b\ue000"
MARKUP = (
    "<script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)></svg><iframe src=//evil.example>"
    "</iframe><a href='javascript:alert(1)'>a</a></pre></section></main><style>*{display:none}</style>"
    "<meta http-equiv=refresh content=0;//evil.example><form action=//evil.example><b onmouseover=alert(1)>"
)
MARKDOWN = (
    "[click](javascript:alert(1)) [more]( <javascript:alert(1)>) [even](JaVaScript&#58;alert(1)) [ref] <javascript:x>"
    "\n\n[ref]: javascript:alert(1)\n\n[ref]:\n javascript:alert(1)\n\n![x](http://evil.example/x.png) ![x][pic]"
    "\n\n[pic]: http://evil.example/y.png\n\n[data](data:text/html,<script>alert(1)</script>)"
)
FORMULA = '=HYPERLINK("http://evil.example","see")'
PAYLOAD = f"{FORMULA} {MARKUP} {MARKDOWN} {UNSEEN}"
SAID = repr(PAYLOAD)
ANYTHING = {
    "text/html": PAYLOAD,
    "image/svg+xml": "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>",
    "application/javascript": "alert(1)",
    "text/markdown": PAYLOAD,
    "text/latex": "\\href{javascript:alert(1)}{x} \\require{html}",
    "application/json": {"x": PAYLOAD},
    "application/pdf": "JVBERi0=",
    "application/vnd.jupyter.widget-view+json": {"model_id": PAYLOAD},
    "application/vnd.jupyter.widget-state+json": {"state": {"x": PAYLOAD}},
    "image/png": "PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "image/jpeg": "PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "text/plain": PAYLOAD,
}

SVG = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>"
SVG_ADDRESS = "data:image/svg+xml;base64," + b64encode(SVG.encode()).decode()
# A picture that is one, with script behind its end: it is shown, and as nothing but a picture.
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
POLYGLOT = b64encode(b64decode(PIXEL) + MARKUP.encode()).decode()
PICTURES = [
    {"image/svg+xml": SVG},
    {"image/svg+xml": [SVG], "text/plain": SVG},
    {"image/png": b64encode(SVG.encode()).decode(), "text/plain": "not shown"},
    {"image/png": SVG_ADDRESS},
    {"image/png": f'{PIXEL}" onload="alert(1)'},
    {"image/png": POLYGLOT},
    {"image/gif": SVG, "text/html": f"<img src='{SVG_ADDRESS}'><object data='{SVG_ADDRESS}'></object>"},
    {"text/markdown": f"![x]({SVG_ADDRESS})", "text/plain": f"![x]({SVG_ADDRESS})"},
]


def _text_cells(notebook: Notebook) -> None:
    common: dict[str, Any] = {"metadata": {}, "attachments": {"x.svg": {"image/svg+xml": MARKUP}}}
    notebook["cells"] += [
        {"cell_type": "markdown", "id": "text", "source": PAYLOAD, **common},
        {
            "cell_type": "markdown",
            "id": "formula",
            "source": r"$\href{javascript:alert(1)}{x} \require{html}$",
            **common,
        },
        {"cell_type": "raw", "id": "raw", "source": PAYLOAD, "metadata": {"raw_mimetype": "text/html"}},
    ]


def _picture_cells(notebook: Notebook) -> None:
    attached = {"x.svg": {"image/svg+xml": SVG}, "y.png": {"image/png": b64encode(SVG.encode()).decode()}}
    source = f"![x](attachment:x.svg) ![y](attachment:y.png) ![z]({SVG_ADDRESS})\n\n{SVG}"
    notebook["cells"] += [
        {"cell_type": "markdown", "id": "pictures", "metadata": {}, "attachments": attached, "source": source}
    ]


def _note(notebook: Notebook) -> None:
    said = f"I think this is right: {PAYLOAD}"
    notebook["cells"].insert(5, {"cell_type": "markdown", "id": "note", "metadata": {}, "source": said})


def _metadata(notebook: Notebook) -> None:
    notebook["metadata"] = {
        "title": PAYLOAD,
        "authors": [{"name": PAYLOAD}],
        "kernelspec": {"name": PAYLOAD, "display_name": PAYLOAD, "language": PAYLOAD},
        "language_info": {"name": PAYLOAD, "pygments_lexer": PAYLOAD, "file_extension": PAYLOAD},
        "widgets": {"application/vnd.jupyter.widget-state+json": {"state": {PAYLOAD: PAYLOAD}}},
    }
    for cell in notebook["cells"]:
        cell["metadata"] |= {"name": PAYLOAD, "tags": [PAYLOAD], "collapsed": PAYLOAD}


def _outputs(notebook: Notebook) -> None:
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": ANYTHING}]


READING = {
    "printed": Submission(
        slide=after_empty(f"import sys\nprint({SAID})\nprint({SAID}, file=sys.stderr)"), shows="HYPERLINK"
    ),
    "pictures that carry script": Submission(
        slide=after_empty(f"""
            from IPython.display import SVG, Image, display
            for data in {PICTURES!r}:
                display(data, raw=True, metadata={{kind: {{"width": '9" onload="alert(1)'}} for kind in data}})
            display(SVG({SVG!r}))
            display(Image({SVG.encode()!r}, format="png"), Image(url={SVG_ADDRESS!r}))
            print("all were shown")
            """),
        change=_picture_cells,
        shows="all were shown",
    ),
    "shown in every way that there is": Submission(
        slide=after_empty(f"from IPython.display import display\ndisplay({ANYTHING!r}, raw=True)"), shows="HYPERLINK"
    ),
    "a repr in every way that there is": Submission(
        slide=after_empty(f"""
            class X:
                def _repr_mimebundle_(self, **_): return {ANYTHING!r}
                def __repr__(self): return {SAID}
            X()
            """),
        shows="HYPERLINK",
    ),
    "an error": Submission(slide=after_empty(f"raise ValueError({SAID})"), shows="HYPERLINK"),
    "an error of a type with such a name": Submission(
        slide=after_empty(f"raise type({SAID}, (Exception,), {{}})({SAID})"), shows="HYPERLINK"
    ),
    "an error whose traceback was written by hand": Submission(
        slide=after_empty(f"get_ipython()._showtraceback(ValueError, ValueError({SAID}), [{SAID}, '<b>' * 99])"),
        shows="HYPERLINK",
    ),
    "an error when it is asked": Submission(
        slide=f"def slide(image, kernel): raise ValueError({SAID})  # {MARKUP}\n", shows="HYPERLINK"
    ),
    "a result of a type with such a name": Submission(
        slide=f"def slide(image, kernel): return type({SAID}, (), {{}})()\n", shows="HYPERLINK"
    ),
    "a link in what is told of an error": Submission(
        slide=f"def slide(image, kernel): raise ValueError({MARKDOWN + '`' + MARKUP + '`  ' + PAYLOAD!r})\n",
        shows="click",
    ),
    "answers that say it": Submission(
        slide=after_empty(f"""
            from checker.grading import kernel_side
            import json
            kernel_side.answer = lambda request: kernel_side.Data(json.dumps({{"state": "not a function",
                "kind": {SAID}, "calls": [], "raised": None}}))
            """),
        told=("reaches into the checker",),
        shows="HYPERLINK",
    ),
    "a name": Submission(slide=after_empty(f"globals()[{SAID}] = 1\nclear = print({SAID}, end='')"), shows="HYPERLINK"),
    "a source that reads otherwise than it runs": Submission(
        slide=after_empty("access = 'user\u202e \u2066# only for the honest\u2069 \u2066'  # " + MARKUP),
        told=("cell 4 has marks in it that turn text around",),
    ),
    "a note on the verdict": Submission(change=_note),
    "text cells": Submission(change=_text_cells),
    "metadata": Submission(change=_metadata, told=()),
    "outputs that were there": Submission(change=_outputs),
    "files with such names": Submission(
        files={f"numpy {MARKUP.replace('/', '⁄')[:60]}.py": b"", f"json.{UNSEEN.replace('/', '')[:40]}": b""},
        told=(),
    ),
}  # fmt: skip

# Names of learners: folders in submitted/, as whoever collects them finds them.
NAMES = (
    '"><img src=x onerror=alert(1)>',
    "'; DROP TABLE grade; --",
    "=cmd|' -C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "{{ 7*7 }} ${7*7} %s %n",
    "\x1b[2J\x1b]0;owned\x07eve",
    "eve\u202etxt.exe",
    "eve\nhonest,4.0",
    "[eve](javascript:alert(1))",
    "con",
    "e" * 200,
)
NAMED = {
    name: Submission(start=f"answer = 12  # {number}", slide=RIGHT, earns=FULL) for number, name in enumerate(NAMES)
}
