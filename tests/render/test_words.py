from dataclasses import replace

import pytest

from checker.render.words import LONGEST, headline, readable

from .reports import REPORTS


@pytest.mark.parametrize(
    ("report", "line"),
    [
        (REPORTS["passed"], "Right: 6 of 6 points"),
        (REPORTS["failed"], "Not quite: 3.6 of 6 points — 2 things to change"),
        (
            replace(REPORTS["failed"], findings=REPORTS["failed"].findings[:2]),
            "Not quite: 3.6 of 6 points — 1 thing to change",
        ),
        (replace(REPORTS["failed"], findings=()), "Not quite: 3.6 of 6 points"),
        (replace(REPORTS["passed"], score=1.0, points=1.0), "Right: 1 of 1 point"),
        (REPORTS["unattempted"], "Not attempted yet"),
        (REPORTS["error"], "Could not be checked"),
    ],
)
def test_headline(report, line):
    """The headline says how it went, how many points, and how much there is to change."""
    assert headline(report) == line


@pytest.mark.parametrize(
    ("foreign", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07text", "text"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b2Jgone", "gone"),
        ("\x1bcreset", "reset"),
        ("a\x00b\x07c\x08d", "abcd"),
        ("abc\u202efed\u2066\u200f", "abcfed"),
        ("one\r\ntwo\u2028three", "one\ntwo\nthree"),
        ("a\tb", "a    b"),
        ("half\ud800", "half"),
        ("größe 3 × 3 → 汉", "größe 3 × 3 → 汉"),
    ],
)
def test_readable(foreign, shown):
    """Nothing that could act on a terminal or turn the reading direction is left, and everything else is."""
    assert readable(foreign) == shown


@pytest.mark.parametrize("foreign", ["x" * (LONGEST + 1), "\x1b[0m" * LONGEST + "x"])
def test_readable_cuts(foreign):
    """What is longer than a page is cut, and shows that it was."""
    assert len(readable(foreign)) <= LONGEST + 2
    assert readable(foreign).endswith("…")
