"""A step of nbgrader's autograding that takes a check cell's score for what it is, and nothing else for a score.

nbgrader reads a score out of a cell's outputs: full marks for no output, for NaN or for a number below 0; none for a
right answer with one line of TensorFlow's log on stderr; more than the points loses the whole submission. The guard
stands between running the notebook and saving its grades, and leaves the check cell such that nbgrader reads what was
meant.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import nbformat
from nbgrader.preprocessors import NbGraderPreprocessor

from checker.build import CHECK_CODE

if TYPE_CHECKING:
    from nbformat import NotebookNode

CHECK_IMPORT = CHECK_CODE.splitlines()[0]
PLAIN_NUMBER = re.compile(r"\d+(\.\d+)?(e[+-]?\d+)?", re.ASCII)
LONGEST_QUOTE = 60  # characters of what stood in a score's place


class ScoreGuard(NbGraderPreprocessor):
    """Where a check cell shows one score within 0..points, keep it; where it does not, the score is 0 and says why."""

    def preprocess_cell(
        self,
        cell: NotebookNode,
        resources: dict[str, Any],
        cell_index: int,  # noqa: ARG002 - part of the hook's signature
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """nbgrader's hook, called for every cell."""
        if is_check_cell(cell):
            cell.outputs = guarded(cell.outputs, points=float(cell.metadata.nbgrader.points))
        return cell, resources


def is_check_cell(cell: NotebookNode) -> bool:
    """Whether a cell is one of this course's check cells: graded, and with the code that the build writes."""
    return (
        cell.cell_type == "code"
        and cell.metadata.get("nbgrader", {}).get("grade", False)
        and CHECK_IMPORT in cell.source
    )


def guarded(outputs: Sequence[NotebookNode], *, points: float) -> list[NotebookNode]:
    """The outputs such that nbgrader reads the score that they show, or 0 after a line that says why there is none."""
    fault = fault_in_score(outputs, points=points)
    if not fault:
        return [output for output in outputs if not _is_stderr(output)]
    # nbgrader stops at the first line on stderr and gives 0, so everything else can stay for the reader.
    reason = nbformat.v4.new_output("stream", name="stderr", text=f"This check gave no score: {fault}\n")
    return [reason, *outputs]


def fault_in_score(outputs: Sequence[NotebookNode], *, points: float) -> str:
    """Why the outputs of a check cell hold no score within 0..points; "" where they hold one."""
    errors = [output for output in outputs if output.output_type == "error"]
    if errors:
        return f"the check cell ended in an error ({_quoted(errors[0].ename)})."
    results = [output for output in outputs if output.output_type == "execute_result"]
    if not results:
        return "the check cell did not show one. Was its output switched off or removed?"
    if len(results) > 1:
        return f"the check cell showed {len(results)} results, where one was expected."
    text = results[0].data.get("text/plain", "")
    if not isinstance(text, str) or not PLAIN_NUMBER.fullmatch(text):
        return f"the check cell showed {_quoted(text)}, where a number within 0..{points:g} was expected."
    if not math.isfinite(float(text)) or float(text) > points:
        return f"the check cell showed {_quoted(text)}, which is more than its {points:g} points."
    return ""


def _is_stderr(output: NotebookNode) -> bool:
    return output.output_type == "stream" and output.name == "stderr"


def _quoted(text: object) -> str:
    plain = str(text)
    return ascii(plain if len(plain) <= LONGEST_QUOTE else f"{plain[:LONGEST_QUOTE]}...")
