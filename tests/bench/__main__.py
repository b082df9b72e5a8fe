"""Measure what the course promises to be quick, and print a table: python -m tests.bench. Takes a minute or two.

Everything is a ratio of medians within this run, so that a slow machine is slow on both sides; only the check and
the redraw of a live picture have a goal in milliseconds. The exit code is 1 when a goal is missed.
"""

import sys

from tests.bench import checking, importing, model_file, redraw
from tests.bench.timing import Row


def main() -> int:
    """Run every measurement and print its row as soon as it is there."""
    met = True
    for measurement in (importing, checking, model_file, redraw):
        for row in measurement.rows():
            print(_in_words(row), flush=True)
            met = met and row.met
    return 0 if met else 1


def _in_words(row: Row) -> str:
    lines = [
        row.what,
        f"  measured {_milliseconds(row.measured)}   {row.than} {_milliseconds(row.against)}   (medians of {row.runs})",
        f"  ratio {row.ratio:.3f}, goal at most {row.most:.3f}: {'met' if row.met else 'MISSED'}",
    ]
    return "\n".join([*lines, f"  {row.note}"] if row.note else lines)


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:,.1f} ms"


sys.exit(main())
