"""Shares in words. Standard library only."""

from __future__ import annotations


def percent(share: float, decimals: int = 1) -> str:
    """A share of 0 to 1 as it is written everywhere in the course: 95.8 %."""
    return f"{100 * share:.{decimals}f} %"
