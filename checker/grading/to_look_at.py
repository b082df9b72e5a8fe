"""What an instructor should look at in a submission: what its cells say, and what stopped them. No input or output.

Signs, no proofs: whoever means to hide something leaves none, and honest work may show one. None of them takes a point.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from checker.grading.submitted_notebook import Cell

# What a learner's own code cell says, by words that stand in it, and what is told of it.
IN_SOURCES: Mapping[str, Sequence[str]] = {
    "reaches into the checker": (
        "checker.exercises", "checker.grading", "checker.probe", "checker.report", "checker.run", "checker.__",
        "told_verdicts", "kernel_side", "notebook.check_cell",
    ),
    "changes how cells are run": (
        "ast_transformers", "input_transformers", ".run_cell =", ".run_cell=", "do_execute", "user_expressions",
    ),
    "looks around in memory or in processes": (
        "_getframe", "f_locals", "inspect.stack", "inspect.currentframe", "gc.get_", "gc.unfreeze", "/proc/",
    ),
    "speaks to the grader in the kernel's place": ("session.send", "send_multipart"),
}  # fmt: skip
TURNS_TEXT = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # the reader sees another order than Python
# What ended a cell, "type: message", and what is told of it.
IN_ERRORS: Mapping[str, re.Pattern[str]] = {
    "ran out of memory": re.compile(r"^MemoryError\b|ResourceExhausted|\bOOM\b|[Uu]nable to allocate|out of memory"),
    "started more processes or threads than it may": re.compile(
        r"Resource temporarily unavailable|can't start new thread"
    ),
    "wrote more than it may": re.compile(r"No space left on device|File too large|Too many open files"),
    "looked for a network": re.compile(r"Network is unreachable|name resolution|Name or service not known"),
    "tried what the sandbox refuses": re.compile(r"Read-only file system|^PermissionError\b|Operation not permitted"),
    "looked for the exercises' answers": re.compile(r"\bchecker\.exercises\b"),
}


def in_sources(cells: Sequence[Cell]) -> Iterator[str]:
    """What the learner's own code says, cell by cell; cells of the release are left out."""
    for number, cell in enumerate(cells, 1):
        if cell.kind == "code" and not cell.as_released and not cell.check:
            for told, words in IN_SOURCES.items():
                if found := next((word for word in words if word in cell.source), ""):
                    yield f"cell {number} {told} ({found.rstrip(' =')})"
            if any(mark in cell.source for mark in TURNS_TEXT):
                yield f"cell {number} has marks in it that turn text around"


def in_outputs(number: int, outputs: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """What ended cell `number`, by the errors among its outputs."""
    for output in outputs:
        if output["output_type"] == "error":
            error = f"{output['ename']}: {output['evalue']}"
            yield from (f"cell {number} {told}" for told, pattern in IN_ERRORS.items() if pattern.search(error))
