"""Measure what the course promises to be quick, and print a table: python -m tests.bench. Takes ten minutes.

With names, such as `python -m tests.bench checking importing`, only those.

Everything is a ratio of medians within this run, so that a slow machine is slow on both sides; only the check,
the redraw of a live picture and the training of a network have a goal on the clock. The exit code is 1 when a goal is
missed.
"""

import sys
from collections.abc import Sequence

from tests.bench import checking, grading, importing, model_file, redraw, training
from tests.bench.timing import Row

MEASUREMENTS = {
    module.__name__.rpartition(".")[2]: module
    for module in (importing, checking, model_file, redraw, training, grading)
}


def main(names: Sequence[str]) -> int:
    """Run the measurements of these names, or all, and print its row as soon as it is there."""
    met = True
    for name in names or MEASUREMENTS:
        for row in MEASUREMENTS[name].rows():
            print(_in_words(row), flush=True)
            met = met and row.met
    return 0 if met else 1


def _in_words(row: Row) -> str:
    measured, against = _amount(row.measured, row.unit), _amount(row.against, row.unit)
    lines = [
        row.what,
        f"  measured {measured}   {row.than} {against}   ({row.summary})",
        f"  ratio {row.ratio:.3f}, goal at most {row.most:.3f}: {'met' if row.met else 'MISSED'}",
    ]
    return "\n".join([*lines, f"  {row.note}"] if row.note else lines)


def _amount(thousands: float, unit: str) -> str:
    return f"{thousands * 1000:,.1f} {unit}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
