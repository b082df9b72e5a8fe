"""A step of nbgrader's autograding that runs a submission, and keeps it also where its kernel dies on the way.

nbgrader's own step loses the whole submission when a cell ends the kernel (out of memory, a crash, an exit) or cannot
be interrupted. Here the cells that could not run say so instead, and the rest is graded as far as it came. It also
keeps whatever a cell shows, and an endless loop that prints would fill this machine's memory: here there is a limit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import nbformat
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbgrader.preprocessors import Execute

if TYPE_CHECKING:
    from nbformat import NotebookNode

DIED = "The kernel ended here or shortly before: out of memory, a crash, or an exit. This cell did not run to its end."
CELL_BYTES = 20 * 2**20  # of what one cell shows; animations take some megabytes
TOO_MUCH = f"\nThis cell showed more than {CELL_BYTES // 2**20} MB. The rest is left out.\n"
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

    def process_message(self, msg: dict[str, Any], cell: NotebookNode, cell_index: int) -> NotebookNode | None:
        """nbclient's hook, called for each message of a running cell: past the limit only "it is idle now" gets on."""
        if cell is not self._cell:
            self._cell, self._shown = cell, 0
        room, self._shown = CELL_BYTES - self._shown, self._shown + _num_bytes(msg)
        if self._shown <= CELL_BYTES or msg["msg_type"] == "status":
            return super().process_message(msg, cell, cell_index)
        if room < 0:
            return None
        began = msg["content"]["text"][:room] if msg["msg_type"] == "stream" else ""
        return super().process_message(_stream(msg, began + TOO_MUCH), cell, cell_index)

    _cell: NotebookNode | None = None  # that runs
    _shown = 0  # bytes that came from it


def _stream(message: dict[str, Any], text: str) -> dict[str, Any]:
    return {**message, "msg_type": "stream", "content": {"name": "stdout", "text": text}}


def _num_bytes(message: dict[str, Any]) -> int:
    return len(repr(message["content"])) + sum(len(buffer) for buffer in message.get("buffers", ()))


def _tell(notebook: NotebookNode, name: str, reason: str) -> None:
    """Give every code cell that has not run to its end an error that says why."""
    for cell in notebook.cells:
        if cell.cell_type == "code" and cell.execution_count is None:
            cell.outputs.append(nbformat.v4.new_output("error", ename=name, evalue=reason, traceback=[reason]))
