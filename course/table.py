"""A small table with a caption: HTML in a notebook, aligned text everywhere else. Standard library only."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A cell that leads somewhere: `target` is relative to the notebook."""

    text: str
    target: str

    def __str__(self) -> str:
        return self.text


Cell = str | int | Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under headings. Whole numbers are set with thousands separators and aligned to the right."""

    caption: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    total: Sequence[Cell] = field(default=())  # a last row, set apart

    def _repr_html_(self) -> str:
        head = "".join(f'<th scope="col" style="text-align: left">{html.escape(text)}</th>' for text in self.headings)
        body = "".join(_html_row(row) for row in self.rows)
        foot = f"<tfoot>{_html_row(self.total, bold=True)}</tfoot>" if self.total else ""
        return (
            f'<table><caption style="text-align: left; padding: 0.3em 0">{html.escape(self.caption)}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>{foot}</table>"
        )

    def __repr__(self) -> str:
        rows = [self.headings, *self.rows, *([self.total] if self.total else [])]
        lines = [[_plain(cell) for cell in row] for row in rows]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        padded = ["  ".join(map(str.ljust, line, widths)).rstrip() for line in lines]
        return "\n".join([self.caption, *padded])


def _plain(cell: Cell) -> str:
    return f"{cell:,}" if isinstance(cell, int) else str(cell)


def _html_row(row: Sequence[Cell], *, bold: bool = False) -> str:
    return f"<tr>{''.join(_html_cell(cell, bold=bold) for cell in row)}</tr>"


def _html_cell(cell: Cell, *, bold: bool) -> str:
    text = html.escape(_plain(cell))
    if isinstance(cell, Link):
        text = f'<a href="{html.escape(cell.target)}">{text}</a>'
    if bold:
        text = f"<strong>{text}</strong>"
    return f'<td style="text-align: {"right" if isinstance(cell, int) else "left"}">{text}</td>'
