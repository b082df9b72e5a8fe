"""A report as plain text, for terminals and for text/plain. Nothing in it depends on colour. No input or output."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from checker.render.words import SYMBOLS, WARNING_NOTE, headline, readable, ticks, to_read, warnings
from checker.report import Finding, Report, Status

WIDTH = 88


def text(report: Report, *, width: int = WIDTH) -> str:
    """`report` in lines of at most `width` characters (a line that is indented, such as a table's, is kept whole)."""
    parts = [_head(report, width)]
    wrong = to_read(report)
    for number, finding in enumerate(wrong, start=1):
        parts.append(_finding(finding, f"{number}." if len(wrong) > 1 else SYMBOLS[finding.status], width))
    parts += [
        _finding(finding, SYMBOLS[Status.WARNING], width, note=f" ({WARNING_NOTE})") for finding in warnings(report)
    ]
    if right := ticks(report):
        parts.append("\n".join(_wrapped(f"{SYMBOLS[Status.PASSED]} {line}", width, later="  ") for line in right))
    return "\n\n".join(parts)


def _head(report: Report, width: int) -> str:
    first = _wrapped(f"{SYMBOLS[report.status]} {headline(report)}", width, later="  ")
    title = _wrapped(readable(report.title), width, first="  ", later="  ")
    return f"{first}\n{title}" if title else first


def _finding(finding: Finding, mark: str, width: int, *, note: str = "") -> str:
    first = _wrapped(f"{mark} {readable(finding.where)}{note}", width, later="   ")
    lines = [first, *_body(readable(finding.message), width)]
    if finding.hint:
        lines += _body(f"Try: {readable(finding.hint)}", width)
    return "\n".join(lines)


def _body(message: str, width: int) -> Iterator[str]:
    for line in message.splitlines():
        yield "   " + line if line.startswith("  ") else _wrapped(line, width, first="   ", later="   ")


def _wrapped(line: str, width: int, *, first: str = "", later: str) -> str:
    return textwrap.fill(
        line, width, initial_indent=first, subsequent_indent=later, break_long_words=False, break_on_hyphens=False
    )
