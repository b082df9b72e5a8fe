"""Shares in words. Standard library only."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def percent(share: float, decimals: int = 1) -> str:
    """A share of 0 to 1 as it is written everywhere in the course: 95.8%.

    Never rounded down to nothing nor up to everything: < 0.1%, > 99.9%. The pictures' `inPercent` gives the same.
    """
    share = float(share)
    least = 1 / 10 ** (2 + decimals)
    if 0 < share < least:
        return f"< {100 * least:.{decimals}f}%"
    if 1 - least < share < 1:
        return f"> {100 - 100 * least:.{decimals}f}%"
    return f"{Decimal(100 * share).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)}%"
