"""A step of nbgrader's autograding that gives a submission the cells of its release back, before anything is run.

Copying an answer cell, deleting a check cell, or changing what nbgrader notes in a cell makes nbgrader give the whole
submission up. Learners do so by accident. What counts as an answer or check cell, and what it is worth, is therefore
taken from the release; what learners wrote stays.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Unicode

from checker.grading.released_marks import restored

if TYPE_CHECKING:
    from nbformat import NotebookNode

__all__ = ["RestoreCells", "restored"]


class RestoreCells(NbGraderPreprocessor):
    """Every answer and check cell of the release once, in its place, as the release marks it."""

    releases = Unicode("release", help="The folder with NAME/NAME.ipynb for every assignment.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """nbgrader's hook, called once a notebook."""
        names = resources["nbgrader"]
        release = Path(self.releases, names["assignment"], f"{names['notebook']}.ipynb")
        if release.is_file():
            nb.cells = restored(nb.cells, nbformat.read(release, as_version=4).cells)
        return nb, resources
