"""A step of nbgrader's autograding that runs a submission, and keeps it also where its kernel dies on the way.

nbgrader's own step loses the whole submission when a cell ends the kernel (out of memory, a crash, an exit) or cannot
be interrupted. Here the cells that could not run say so instead, and the rest is graded as far as it came.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import nbformat
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbgrader.preprocessors import Execute

if TYPE_CHECKING:
    from nbformat import NotebookNode

DIED = "The kernel ended here or shortly before: out of memory, a crash, or an exit. This cell did not run to its end."
STUCK = "A cell ran for too long and could not be interrupted. This cell did not run to its end."


class RunToTheEnd(Execute):
    """nbgrader's Execute, with its settings, but a kernel's death is an error of the cells that it left undone."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any], km: Any = None
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """nbgrader's hook, called once a notebook."""
        try:
            return super().preprocess(nb, resources, km=km)
        except DeadKernelError:
            _tell(nb, "KernelDied", DIED)
        except CellTimeoutError:
            _tell(nb, "KernelStuck", STUCK)
        return nb, resources


def _tell(notebook: NotebookNode, name: str, reason: str) -> None:
    """Give every code cell that has not run to its end an error that says why."""
    for cell in notebook.cells:
        if cell.cell_type == "code" and cell.execution_count is None:
            cell.outputs.append(nbformat.v4.new_output("error", ename=name, evalue=reason, traceback=[reason]))
