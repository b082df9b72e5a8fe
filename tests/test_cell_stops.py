"""What is told of cells that stopped, without running any."""

from dataclasses import replace

import pytest

from checker.cell_stops import MOST_TOLD, line_that_ends_python, place, stop_of, with_stops
from checker.notebook_cells import Cell
from checker.report import Finding, Report, Status

CELL = Cell(number=6, source="# a comment: exit()\nvalue = 1\nquit()")
REPORT = Report(
    exercise="start",
    title="",
    status=Status.FAILED,
    score=0,
    points=1,
    findings=(Finding(status=Status.FAILED, where="number of pixels", message="7 is not it."),),
)


def stop(kind="NameError", line=2, cell=CELL):
    """How the cell stopped, as the kernel tells it, in colour."""
    trace = [
        f"\x1b[31m{kind}\x1b[39m",
        f"\x1b[36mCell\x1b[39m\x1b[36m \x1b[39m\x1b[32mIn[4]\x1b[39m\x1b[32m, line {line}",
    ]
    return stop_of(cell, [{"output_type": "error", "ename": kind, "evalue": "no such thing", "traceback": trace}])


def test_place_quotes_the_line():
    """A place is the cell, the line and what stands there."""
    assert place(CELL, 2) == "cell 6, line 2: `value = 1`"


@pytest.mark.parametrize("line", [0, 99])
def test_place_without_a_line(line):
    """Where the line is not known, the cell is all there is."""
    assert place(CELL, line) == "cell 6"


def test_long_lines_are_cut():
    """A line that is long is cut, so that the message stays readable."""
    assert len(place(Cell(number=1, source="x = " + "1" * 500), 1)) < 100


def test_line_that_ends_python_is_no_comment():
    """An exit() in a comment ends nothing."""
    assert line_that_ends_python(CELL) == 3


def test_line_is_read_from_coloured_output():
    """The kernel's colours do not hide the line."""
    assert stop().line == 2


def test_cell_that_went_well():
    """Other outputs are no stop."""
    assert stop_of(CELL, [{"output_type": "stream", "text": "Error"}]) is None


def test_stub_is_not_told():
    """A stub that raises NotImplementedError is there on purpose."""
    assert with_stops(REPORT, [stop("NotImplementedError")]) == REPORT


@pytest.mark.parametrize("status", [Status.PASSED, Status.ERROR])
def test_reports_that_ask_for_nothing_stay_as_they_are(status):
    """A right answer, and a check that could not be made, need no warning."""
    report = replace(REPORT, status=status)
    assert with_stops(report, [stop()]) == report


def test_few_are_told():
    """Of many cells that stopped only the first few are told: the others mostly follow from them."""
    assert len(with_stops(REPORT, [stop()] * 9).findings) == 1 + MOST_TOLD
