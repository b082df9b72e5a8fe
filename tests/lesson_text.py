"""What the text of a lesson says, and the numbers in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tests.lesson_runs import SOURCE_FOLDER


def prose(name: str) -> str:
    """A lesson's text cells as one string, without code cells, links and markup for numbered lists."""
    from checker.build import build_source

    cells = build_source(SOURCE_FOLDER / f"{name}.py").cells
    text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    return re.sub(r"\]\([^)]*\)|^\d+\.", "", text, flags=re.MULTILINE)


def unaccounted(name: str, known: Iterable[object]) -> set[str]:
    """The numbers in digits of a lesson's text, `code` aside, that are not known; 1,000 is one number: 1000."""
    said = re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", re.sub(r"`[^`]*`", "", prose(name)))
    return {number.replace(",", "") for number in said} - {str(number) for number in known}
