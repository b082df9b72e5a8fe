from dataclasses import replace

import pytest

from checker.render.text import text
from checker.report import Finding

from .reports import REPORTS


@pytest.mark.parametrize("name", REPORTS)
def test_golden(name, golden):
    """The words and their order are those of the golden file."""
    golden(f"render/{name}.txt", text(REPORTS[name]) + "\n")


@pytest.mark.parametrize("width", [40, 72])
def test_width(width):
    """No line is longer than the terminal is wide, but for a table's."""
    lines = text(REPORTS["failed"], width=width).splitlines()
    assert max(len(line) for line in lines if not line.startswith("     ")) <= width


@pytest.mark.parametrize("field", ["where", "message", "hint"])
def test_no_escapes(field):
    """A terminal escape in any field of a finding stays out."""
    report = REPORTS["unattempted"]
    hostile = {"where": "here", "message": "so", "hint": "try", field: "\x1b[2J\u202eevil"}
    shown = text(replace(report, findings=(Finding(status=report.status, **hostile),)))
    assert "evil" in shown
    assert not {"\x1b", "\u202e"} & set(shown)


def test_title_without_escapes():
    """A terminal escape in the title, which may be what the learner asked for, stays out."""
    assert "\x1b" not in text(replace(REPORTS["error"], title="\x1b[2Jnothing"))
