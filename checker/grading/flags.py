"""How flags are put, such that none pushes another out: a submission's makers choose how many there are of a kind.

No input or output.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

MOST = 40  # flags of one submission
MOST_NAMES = 3  # in one flag
LONGEST_NAME = 60  # characters
PARTICULARS = re.compile(r"\(.*\)|\d+", re.DOTALL)  # what differs between two flags of a kind


def grouped(what: str, names: Sequence[str]) -> Iterator[str]:
    """One flag for all that have the same to be told: "cell copied (a, b, c and 5 more)"; none where there are none."""
    if names:
        more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
        yield f"{what} ({', '.join(map(_short, names[:MOST_NAMES]))}{more})"


def shortened(flags: Sequence[str]) -> list[str]:
    """Each once, and not too many, in their order: of every kind the first, and how many more there are of all."""
    once = list(dict.fromkeys(flags))
    if len(once) <= MOST:
        return once
    firsts = set({PARTICULARS.sub("", flag): flag for flag in reversed(once)}.values())
    kept = set(sorted(once, key=lambda flag: flag not in firsts)[:MOST])  # sorting leaves the rest in its order
    return [*(flag for flag in once if flag in kept), f"and {len(once) - MOST} more"]


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"
