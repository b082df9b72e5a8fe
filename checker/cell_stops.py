"""Which cells of a notebook stopped while it was checked, told in the reports. Pure; standard library only."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from checker.notebook_cells import Cell
from checker.report import Finding, Report, Status
from checker.show import with_article

MOST_TOLD = 3  # cells; what stops after these mostly follows from them
LONGEST_LINE = 60  # characters of a line of the learner's that are quoted
# What an answer cell that stopped is told.
STOPPED_ANSWER = frozenset({"cell-raised", "keras-1-names", "does-not-fit", "strides-and-dilation"})
LINE_IN_CELL = re.compile(r"Cell In\s?\[\d*\],? line (\d+)")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
ENDS_PYTHON = re.compile(r"\b(?:exit|quit|_exit)\s*\(|\bSystemExit\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """An exception that ended a cell."""

    cell: Cell
    kind: str  # the exception's class
    message: str
    line: int  # of the cell, from 1; 0 where it cannot be told

    @property
    def place(self) -> str:
        """ "cell 6, line 1: `answer = = 12`"."""
        return place(self.cell, self.line)


def place(cell: Cell, line: int) -> str:
    """Where in the notebook, with the line itself as far as it is known: "cell 6, line 1: `answer = = 12`"."""
    lines = cell.source.splitlines()
    if not 0 < line <= len(lines):
        return f"cell {cell.number}"
    quoted = lines[line - 1].strip()
    return f"cell {cell.number}, line {line}: `{quoted[:LONGEST_LINE]}{'…' if len(quoted) > LONGEST_LINE else ''}`"


def stop_of(cell: Cell, outputs: Sequence[Mapping[str, Any]]) -> Stop | None:
    """How the cell stopped, from what the kernel sent; None where it went well."""
    error = next((output for output in outputs if output.get("output_type") == "error"), None)
    if error is None:
        return None
    kind = str(error.get("ename"))
    found = LINE_IN_CELL.search(COLOUR.sub("", "\n".join(map(str, error.get("traceback", ())))))
    line = int(found[1]) if found else 0
    if not line and kind == "SystemExit":  # the kernel says no more of it than its name
        line = line_that_ends_python(cell)
    return Stop(cell=cell, kind=kind, message=str(error.get("evalue")), line=line)


def line_that_ends_python(cell: Cell) -> int:
    """The first line of the cell with exit(), quit() or the like; 0 where there is none."""
    numbered = enumerate(cell.source.splitlines(), 1)
    return next((number for number, line in numbered if ENDS_PYTHON.search(line.partition("#")[0])), 0)


def with_stops(report: Report, stops: Sequence[Stop]) -> Report:
    """`report`, which says for its answer cell where that stopped, and which other cells stopped before it.

    Another cell is worth telling only where something is wrong, and not if it is the answer of another exercise.
    """
    if report.status not in (Status.FAILED, Status.UNATTEMPTED):
        return report
    ours = [stop for stop in stops if stop.cell.answers in ("", report.exercise)]
    told = next((stop for stop in reversed(ours) if _is_told(report, stop)), None)
    findings = [_placed(finding, told) for finding in report.findings]
    others = [_warning(stop) for stop in ours if stop is not told and stop.kind != "NotImplementedError"]
    return replace(report, findings=(*findings, *others[:MOST_TOLD]))


def _is_told(report: Report, stop: Stop) -> bool:
    """Whether the report speaks of this stop; a cell marked as the answer is the one that it can mean."""
    spoken = [finding.message for finding in report.findings if finding.mistake in STOPPED_ANSWER]
    first_line = (stop.message.splitlines() or [""])[0].partition(" (")[0]
    marked = stop.cell.answers == report.exercise
    return bool(spoken) and (marked or any(first_line in message for message in spoken))


def _placed(finding: Finding, stop: Stop | None) -> Finding:
    if stop is None or finding.mistake not in STOPPED_ANSWER:
        return finding
    # There is no red text on a command line.
    first = "Run the cell in the notebook. " if "red text" in finding.hint else ""
    return replace(finding, where=f"{finding.where} ({stop.place})", hint=first + finding.hint)


def _warning(stop: Stop) -> Finding:
    said = f": {stop.message.splitlines()[0]}" if stop.message else "."
    return Finding(
        status=Status.WARNING,
        where=stop.place,
        message=f"This cell stopped with {with_article(stop.kind)}{said}",
        hint="Mend this one first: what it was to make may be what the answer lacks.",
    )
