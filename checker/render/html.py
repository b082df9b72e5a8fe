"""A report as a piece of a page: everything escaped, no script, nothing from elsewhere. No input or output.

The colours are JupyterLab's own, with fallbacks, so that it suits light and dark; without any style (GitHub takes it
away) the headings, lists and symbols still say all there is to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

from checker.render.words import SYMBOLS, WARNING_NOTE, headline, readable, ticks, to_read, warnings
from checker.report import Finding, Report, Status

EDGES = {
    Status.PASSED: "var(--jp-success-color1, #388e3c)",
    Status.FAILED: "var(--jp-error-color1, #d32f2f)",
    Status.UNATTEMPTED: "var(--jp-border-color1, #9e9e9e)",
    Status.WARNING: "var(--jp-warn-color1, #f57c00)",
    Status.ERROR: "var(--jp-warn-color1, #f57c00)",
}
_PLAIN = "margin: 0; padding: 0;"
_QUIET = "opacity: 0.85;"
_CODE = "font-family: var(--jp-code-font-family, monospace); font-size: 0.95em;"


def html(report: Report) -> str:
    """`report` as a section with a heading and lists."""
    parts = [
        _heading(report),
        f'<p style="margin: 2px 0 0; {_QUIET}">{inline(report.title)}</p>' if report.title else "",
        _findings(to_read(report)),
        _warnings(warnings(report)),
        _ticks(ticks(report), label="" if report.status is Status.PASSED else "Right: "),
    ]
    style = (
        f"border-left: 4px solid {EDGES[report.status]}; padding: 2px 0 4px 14px; margin: 8px 0; max-width: 72ch; "
        "line-height: 1.5; font-family: var(--jp-ui-font-family, system-ui, sans-serif); font-size: 14px;"
    )
    body = "\n".join(part for part in parts if part)
    label = escape(f"Verdict: {readable(report.title)}")
    return f'<section class="checker-report" aria-label="{label}" style="{style}">\n{body}\n</section>'


def inline(foreign: str) -> str:
    """A line of foreign text as markup; what stands between backticks is code."""
    pieces = re.split(r"`([^`\n]+)`", readable(foreign))
    return "".join(
        f'<code style="{_CODE}">{escape(piece)}</code>' if index % 2 else escape(piece)
        for index, piece in enumerate(pieces)
    )


def block(foreign: str) -> str:
    """Foreign text of several lines as markup: a paragraph each, and indented lines together, kept as they stand."""
    return "\n".join(_blocks(readable(foreign)))


def _heading(report: Report) -> str:
    # The class keeps verdicts out of JupyterLab's table of contents.
    return (
        f'<h3 class="jp-toc-ignore" style="{_PLAIN} font-size: 16px; font-weight: 600;">'
        f'<span aria-hidden="true">{SYMBOLS[report.status]}</span> {escape(headline(report))}</h3>'
    )


def _findings(findings: tuple[Finding, ...]) -> str:
    if len(findings) == 1:
        return f'<div style="margin: 8px 0 0;">\n{_finding(findings[0])}\n</div>'
    items = "\n".join(f'<li style="margin: 8px 0 0;">{_finding(finding)}</li>' for finding in findings)
    return f'<ol style="margin: 0; padding-left: 22px;">\n{items}\n</ol>' if items else ""


def _finding(finding: Finding, *, note: str = "") -> str:
    parts = [f"<strong>{inline(finding.where)}</strong>{note}", block(finding.message)]
    if finding.hint:
        parts.append(f'<p style="{_PLAIN}"><em>Try:</em> {inline(finding.hint)}</p>')
    return "\n".join(part for part in parts if part)


def _warnings(findings: tuple[Finding, ...]) -> str:
    note = f' <span style="{_QUIET}">({WARNING_NOTE})</span>'
    mark = f'<span aria-hidden="true">{SYMBOLS[Status.WARNING]}</span> '
    style = f"margin: 10px 0 0; padding-left: 10px; border-left: 3px solid {EDGES[Status.WARNING]};"
    return "\n".join(f'<div style="{style}">{mark}{_finding(finding, note=note)}</div>' for finding in findings)


def _ticks(lines: tuple[str, ...], *, label: str) -> str:
    mark = f'<span aria-hidden="true">{SYMBOLS[Status.PASSED]}</span> {label}'
    items = "\n".join(f'<li style="{_PLAIN}">{mark}{inline(line)}</li>' for line in lines)
    return f'<ul style="margin: 10px 0 0; padding: 0; list-style: none;">\n{items}\n</ul>' if items else ""


def _blocks(lines: str) -> Iterator[str]:
    for kept, group in groupby(lines.splitlines(), key=lambda line: line.startswith("  ")):
        if kept:
            yield f'<pre style="margin: 4px 0; {_CODE}">{escape(chr(10).join(group))}</pre>'
        else:
            yield from (f'<p style="{_PLAIN}">{inline(line)}</p>' for line in group if line.strip())
