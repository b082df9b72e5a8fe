"""A grader as one writes it first: the learner's cells and the tests in one process, in a course that lies open.

    python -m tests.attacks.naive_grader < submissions.json > points.json

Read is a folder to run in and, by name, the sources of an answer cell and of a cell below the check; told is, by name,
what share of the calls was right, and what was printed. Each submission has a process of its own, and nothing else
keeps it apart. It is here to show that what is stolen in the tests beside it is there to be stolen.
"""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
from contextlib import redirect_stdout
from typing import Any

import numpy as np
from IPython.core.interactiveshell import InteractiveShell

from checker.exercises import EXERCISES
from checker.exercises.windows import correlate
from checker.plain import from_plain

SECONDS = 30


def main() -> None:
    """Grade what comes from standard input."""
    asked = json.load(sys.stdin)
    os.chdir(asked["folder"])
    json.dump({name: _in_own_process(cells) for name, cells in asked["submissions"].items()}, sys.stdout)


def _in_own_process(cells: list[str]) -> dict[str, Any]:
    with tempfile.TemporaryFile("w+") as told:
        process = os.fork()
        if process == 0:
            try:
                json.dump(_graded(*cells), told)
                told.flush()
            finally:
                os._exit(0)
        os.waitpid(process, 0)
        told.seek(0)
        return dict(json.load(told))


def _graded(answer: str, below: str) -> dict[str, Any]:
    shell = InteractiveShell.instance()
    printed = io.StringIO()
    with redirect_stdout(printed):
        shell.run_cell(answer, store_history=True)
        calls = [from_plain(call) for call in EXERCISES["convolution-map"].ask(0)["calls"]]
        right = [_is_right(shell, image, kernel) for image, kernel in calls]
        shell.run_cell(below, store_history=True)
    return {"share": sum(right) / len(right), "printed": printed.getvalue()}


def _is_right(shell: Any, image: np.ndarray, kernel: np.ndarray) -> bool:
    """A check cell with a hidden test, as in many a course."""
    shell.run_cell(
        "import numpy as np\n"
        f"expected = np.array({correlate(image, kernel).tolist()})\n"
        f"received = slide(np.array({image.tolist()}), np.array({kernel.tolist()}))",
        store_history=True,
    )
    expected, received = (shell.user_ns.get(name) for name in ("expected", "received"))
    return np.shape(received) == np.shape(expected) and bool(np.allclose(received, expected))


if __name__ == "__main__":
    main()
