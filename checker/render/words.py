"""What text and page have in common: headline, symbols, what may be shown of foreign text. No input or output."""

from __future__ import annotations

import re
import unicodedata

from checker.report import Finding, Report, Status

SYMBOLS = {
    Status.PASSED: "✓",
    Status.FAILED: "✗",
    Status.UNATTEMPTED: "○",
    Status.WARNING: "!",
    Status.ERROR: "?",
}
WARNING_NOTE = "worth knowing, costs nothing"
LONGEST = 4000  # characters of one message: a learner's exception may carry megabytes

_TERMINAL_ESCAPE = re.compile(
    r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?"  # window titles and links, up to the bell that ends them
    r"|\x1b[P^_X][^\x1b]*(?:\x1b\\)?"  # device strings
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"  # colours and cursor movements
    r"|\x1b[ -/]*[0-~]?"
)
_INVISIBLE = {"Cc", "Cf", "Co", "Cs"}  # control, format (bidirectional marks among them), private use, half a pair


def readable(foreign: object, *, longest: int = LONGEST) -> str:
    """`foreign` as text that can do nothing to the place where it is shown: no escapes, no control or direction marks.

    Line breaks stay, tabs become spaces, and what is longer than `longest` characters is cut.
    """
    whole = str(foreign)
    kept = _TERMINAL_ESCAPE.sub("", whole[: 2 * longest])
    kept = re.sub(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]", "\n", kept).replace("\t", "    ")
    if not kept.replace("\n", "").isprintable():  # nearly all text is, which is known in no time
        kept = "".join(mark for mark in kept if mark == "\n" or unicodedata.category(mark) not in _INVISIBLE)
    cut = len(kept) > longest or len(whole) > 2 * longest
    return kept[:longest].rstrip() + " …" if cut else kept.strip("\n")


def headline(report: Report) -> str:
    """The verdict in one line, without its symbol."""
    if report.status is Status.PASSED:
        return f"Right: {score_of(report)}"
    if report.status is Status.UNATTEMPTED:
        return "Not attempted yet"
    if report.status is Status.ERROR:
        return "Could not be checked"
    wrong = sum(finding.status is Status.FAILED for finding in report.findings)
    ending = f" — {wrong} {'thing' if wrong == 1 else 'things'} to change" if wrong else ""
    return f"Not quite: {score_of(report)}{ending}"


def score_of(report: Report) -> str:
    """ "4.5 of 6 points"."""
    return f"{report.score:g} of {report.points:g} {'point' if report.points == 1 else 'points'}"


def to_read(report: Report) -> tuple[Finding, ...]:
    """The findings that ask for something, in the report's order."""
    return tuple(finding for finding in report.findings if finding.status not in (Status.PASSED, Status.WARNING))


def warnings(report: Report) -> tuple[Finding, ...]:
    """The findings that are worth knowing and cost nothing."""
    return tuple(finding for finding in report.findings if finding.status is Status.WARNING)


def ticks(report: Report) -> tuple[str, ...]:
    """One short line for each finding that is right; with its message only where there is nothing else to read."""
    brief = report.status is not Status.PASSED
    return tuple(_tick(finding, brief) for finding in report.findings if finding.status is Status.PASSED)


def _tick(finding: Finding, brief: bool) -> str:
    where, message = readable(finding.where), readable(finding.message)
    if not where or not message:
        return where or message
    return where if brief else f"{where}: {message}"
