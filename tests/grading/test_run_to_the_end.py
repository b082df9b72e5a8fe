"""What becomes of a submission that shows without end, when nbgrader runs it."""

import nbformat
import pytest

from checker.grading.run_to_the_end import CELL_BYTES, TOO_MUCH, RunToTheEnd


@pytest.mark.slow
def test_a_cell_that_prints_without_end_is_cut_short():
    """Kept is no more than the limit, and a word on the rest; the next cell runs."""
    sources = ["while True: print('x' * 10**6)", "print('next')"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    RunToTheEnd(kernel_name="python3", timeout=2, iopub_timeout=60).preprocess(notebook, {})
    endless, after = ["".join(output.get("text", "") for output in cell.outputs) for cell in notebook.cells]
    assert CELL_BYTES / 2 < len(endless) < CELL_BYTES + 10**6
    assert TOO_MUCH in endless
    assert after == "next\n"
