"""The exercise of 10-lenet as a learner meets it: its cells, a right and a wrong answer, and how to give one."""

from __future__ import annotations

from checker.exercises import EXERCISES

from .pages import NotebookPage

NOTEBOOK = "10-lenet.ipynb"
ANSWER, CHECK = "lenet", "check-lenet"
GIVEN_LINE = "...  # your code here"
RIGHT = EXERCISES["lenet"].solution
WRONG = RIGHT.replace("8", "5")  # the one 8 in it is the size of the filters


def answer(notebook: NotebookPage, block: str) -> None:
    """Type `block` where the answer cell asks for it, run the cell, and press Check, all from the keyboard."""
    notebook.type_over(ANSWER, GIVEN_LINE, block)
    notebook.run(ANSWER)
    notebook.press(CHECK, "Check")
