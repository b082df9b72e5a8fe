"""The frame of the report's pages: safe to open, light and dark, readable without a mouse. No input or output.

No script, nothing from elsewhere, and a policy that says so to the browser; whoever writes a page escapes what is
foreign with `plain` or `prose`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from checker.grading.visible import in_one_line, visible
from checker.render.html import block, inline

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
STYLE = """
:root {
  color-scheme: light dark; --ink: #1b1f24; --quiet: #57606a; --paper: #fff; --sunk: #f4f6f8; --line: #d0d7de;
  --link: #0b57b0; --passed: #2e7d32; --failed: #c62828; --unattempted: #8a8f98; --not-reached: #b26a00;
  --unchecked: #6a3fb5; --jp-success-color1: #2e7d32; --jp-error-color1: #c62828; --jp-warn-color1: #b26a00;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e6edf3; --quiet: #a3adb8; --paper: #14181d; --sunk: #1e242b; --line: #3a424c; --link: #7cb7ff;
    --passed: #57b65c; --failed: #f0716b; --unattempted: #8b949e; --not-reached: #e3a13c; --unchecked: #b392f0;
    --jp-success-color1: #57b65c; --jp-error-color1: #f0716b; --jp-warn-color1: #e3a13c;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 76rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.7rem; margin: 0 0 .25rem; }
h2 { font-size: 1.25rem; margin: 2.25rem 0 .5rem; }
h1, h2, td, th, dd, li { overflow-wrap: break-word; }
p { margin: .25rem 0; max-width: 72ch; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible, .wide:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; margin: .5rem 0 1rem; }
.quiet { color: var(--quiet); }
.figures { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1rem 0; padding: 0; list-style: none; }
.figures li { background: var(--sunk); border: 1px solid var(--line); border-radius: 8px; padding: .5rem 1rem; }
.figures strong { display: block; font-size: 1.35rem; font-variant-numeric: tabular-nums; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; color: var(--quiet); padding: .25rem 0 .5rem; }
th, td { border-bottom: 1px solid var(--line); padding: .4rem .6rem; text-align: left; vertical-align: top; }
thead th { border-bottom: 2px solid var(--line); font-size: .9rem; vertical-align: bottom; }
tbody th { font-weight: 500; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.zero { color: var(--quiet); }
.name { max-width: 22rem; }
.bar { display: flex; width: 8rem; height: .8rem; margin-top: .35rem; background: var(--sunk); border-radius: 3px; }
.bar span { height: 100%; }
.bar span:first-child { border-radius: 3px 0 0 3px; } .bar span:last-child { border-radius: 0 3px 3px 0; }
.passed { background: var(--passed); } .failed { background: var(--failed); }
.unattempted { background: var(--unattempted); } .not_reached { background: var(--not-reached); }
.unchecked { background: var(--unchecked); }
.key span { display: inline-block; width: .8rem; height: .8rem; border-radius: 3px; margin: 0 .3rem 0 .9rem; }
pre, code { font-family: ui-monospace, monospace; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .9rem; }
pre.answer { background: var(--sunk); border: 1px solid var(--line); border-radius: 8px; }
pre.answer { margin: 0; padding: .75rem 1rem; }
blockquote { margin: .75rem 0; padding: .5rem 1rem; border-left: 4px solid var(--link); background: var(--sunk); }
.beside { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 1.5rem; align-items: start; }
.beside h3 { font-size: 1rem; margin: .5rem 0; }
@media (max-width: 60rem) { .beside { grid-template-columns: minmax(0, 1fr); } }
@media print { nav { display: none; } details { display: block; } }
"""


def page(title: str, body: Iterable[str], *, key: str = "") -> str:
    """A whole page; `title` is foreign text, `body` is markup, `key` says from what it was made."""
    made_from = f'<meta name="made-from" content="{escape(key)}">\n' if key else ""
    parts = "\n".join(part for part in body if part)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n{made_from}'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{plain(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{parts}\n</main>\n</body>\n"
        "</html>\n"
    )


def plain(foreign: object, *, longest: int = 300) -> str:
    """Foreign text in one line, as markup."""
    return escape(in_one_line(foreign, longest=longest))


def code(foreign: object, *, longest: int) -> str:
    """Foreign text with its lines as they stand, as markup for a `pre`."""
    return escape(visible(foreign, longest=longest))


def phrase(foreign: object, *, longest: int = 300) -> str:
    """The same; what stands between backticks is code."""
    return inline(in_one_line(foreign, longest=longest))


def prose(foreign: object, *, longest: int = 1200) -> str:
    """Foreign text in paragraphs, as markup; what stands between backticks is code."""
    return block(visible(foreign, longest=longest))


class Number(str):
    """A cell's markup that is a number."""

    __slots__ = ()


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose first column names its rows. Heads and cells are markup."""
    columns = "".join(f'<th scope="col"{_kind(head)}>{head}</th>' for head in heads)
    lines = "\n".join(f"<tr>{_first(first)}{''.join(map(_cell, others))}</tr>" for first, *others in rows)
    label = escape(caption.partition(".")[0])
    return (
        f'<div class="wide" role="region" aria-label="Table: {label}" tabindex="0">\n<table>\n'
        f"<caption>{escape(caption)}</caption>\n<thead><tr>{columns}</tr></thead>\n<tbody>\n{lines}\n</tbody>\n"
        "</table>\n</div>"
    )


def _first(markup: str) -> str:
    return f'<th scope="row" class="name">{markup}</th>'


def _cell(markup: str) -> str:
    return f"<td{_kind(markup)}>{markup}</td>"


def _kind(markup: str) -> str:
    if not isinstance(markup, Number):
        return ""
    return ' class="n zero"' if markup == "0" else ' class="n"'
