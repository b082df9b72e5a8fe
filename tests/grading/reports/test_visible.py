"""Foreign text on a page shows what would act unseen."""

from __future__ import annotations

import unicodedata

import pytest

from checker.grading.visible import in_one_line, visible


@pytest.mark.parametrize(
    ("foreign", "shown"),
    [
        ("\x1b[31mred", "⟨ESC⟩[31mred"),
        ("exe\u202etxt", "exe⟨U+202E⟩txt"),
        ("a\u2066b\u2069", "a⟨U+2066⟩b⟨U+2069⟩"),
        ("zero\u200bwidth", "zero⟨U+200B⟩width"),
        ("null\0", "null⟨U+0000⟩"),
        ("over\rwritten", "over⟨U+000D⟩written"),
        ("half \ud800", "half ⟨U+D800⟩"),
        ("one\n\ttwo", "one\n\ttwo"),
        ("Zoë 网络 é ×", "Zoë 网络 é ×"),
    ],
)
def test_what_shows_nothing_is_a_symbol(foreign: str, shown: str) -> None:
    """Each character that acts unseen is named, all others stay."""
    assert visible(foreign) == shown


def test_no_character_acts_unseen() -> None:
    """Of all of Unicode's characters none is left that is control, format or half a pair, but tab and line break."""
    every = "".join(map(chr, range(0x110000)))
    kinds = {unicodedata.category(mark) for mark in set(visible(every, longest=len(every))) - set("\n\t")}
    assert kinds.isdisjoint({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})


def test_long_text_is_cut() -> None:
    """A text of a million characters takes no more room than it is given."""
    assert visible("x" * 1_000_000, longest=10) == "x" * 10 + " …"


def test_one_line_is_one_line() -> None:
    """Line breaks of every sort do not break a line."""
    assert in_one_line("a\nb\u2028c\n\nd") == "a b⟨U+2028⟩c d"
