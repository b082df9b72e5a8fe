"""Foreign text for a page: what could act on the reader unseen becomes a symbol. No input or output."""

from __future__ import annotations

import unicodedata

LINE_BREAK, TAB = "\n", "\t"
_KEPT = {LINE_BREAK, TAB}
_UNSEEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}  # control, format (direction marks), private, half a pair, odd breaks
_ESCAPE = "\x1b"


def visible(foreign: object, *, longest: int = 4000) -> str:
    """`foreign` with a symbol for each character that shows nothing of its own: ⟨ESC⟩, ⟨U+202E⟩, ...

    Line breaks and tabs stay; what is longer than `longest` characters is cut.
    """
    whole = str(foreign).replace("\r\n", "\n")
    shown = "".join(map(_symbol, whole[:longest]))
    return f"{shown} …" if len(whole) > longest else shown


def in_one_line(foreign: object, *, longest: int = 200) -> str:
    """The same without line breaks."""
    return " ".join(visible(foreign, longest=longest).split())


def _symbol(mark: str) -> str:
    if mark in _KEPT or unicodedata.category(mark) not in _UNSEEN:
        return mark
    return "⟨ESC⟩" if mark == _ESCAPE else f"⟨U+{ord(mark):04X}⟩"
