"""What an author can get wrong when marking cells in a lesson's source, each said in one line.

Cells are nbformat's: `cell_type`, `source`, `metadata`. Standard library only; nothing is read or written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from checker.exercise import Exercise

if TYPE_CHECKING:
    from nbformat import NotebookNode

BEGIN, END = "BEGIN SOLUTION", "END SOLUTION"

Exercises = Mapping[str, Exercise]


def lesson_name(path: Path) -> str:
    """The notebook's name without its ending: 10_lenet.py -> "10-lenet"."""
    return path.stem.replace("_", "-")


def first_fault(lesson: str, cells: Iterable[NotebookNode], exercises: Exercises) -> str:
    """What is wrong with the first cell that is marked wrongly, or "" where nothing is."""
    answered: set[str] = set()
    checked: set[str] = set()
    for cell in cells:
        answer, check = cell.metadata.get("answer"), cell.metadata.get("check")
        fault = (
            _fault_in_kind(cell, answer, check)
            or _fault_in_slug(lesson, answer if answer is not None else check, exercises)
            or _fault_in_marks(cell, answer)
            or _fault_in_answer(answer, answered)
            or _fault_in_check(cell, check, answered, checked, exercises)
        )
        if fault:
            return fault
        answered |= {answer} - {None}
        checked |= {check} - {None}
    unchecked = sorted(answered - checked)
    return f'answer="{unchecked[0]}" has no check cell: add `# %% check="{unchecked[0]}"`.' if unchecked else ""


def _fault_in_kind(cell: NotebookNode, answer: str | None, check: str | None) -> str:
    if answer is not None and check is not None:
        return f'one cell is marked answer="{answer}" and check="{check}": make it two.'
    if (answer is not None or check is not None) and cell.cell_type != "code":
        return f"the cell of {answer or check!r} is text: an answer or check cell must be code."
    return ""


def _fault_in_slug(lesson: str, slug: str | None, exercises: Exercises) -> str:
    if slug is None:
        return ""
    if not isinstance(slug, str) or slug not in exercises:
        return f"there is no exercise {slug!r}: checker/exercises has {', '.join(map(repr, sorted(exercises)))}."
    if exercises[slug].lesson != lesson:
        return f"exercise {slug!r} belongs to lesson {exercises[slug].lesson}, not to {lesson}."
    return ""


def _fault_in_marks(cell: NotebookNode, answer: str | None) -> str:
    marks = [BEGIN if BEGIN in line else END for line in cell.source.splitlines() if BEGIN in line or END in line]
    if answer is None:
        return f"### {marks[0]} stands in a cell that is not marked answer=." if marks else ""
    if not marks:
        return f'answer="{answer}" has no solution: put it between ### {BEGIN} and ### {END}.'
    for position, mark in enumerate([*marks, None]):
        expected = (BEGIN, END)[position % 2]
        if mark is None and expected is END:
            return f'answer="{answer}" has ### {BEGIN} without ### {END}.'
        if mark is not None and mark is not expected:
            return f'answer="{answer}" has a ### {mark} where ### {expected} must come first.'
    return ""


def _fault_in_answer(answer: str | None, answered: set[str]) -> str:
    return f'answer="{answer}" stands twice: an exercise has one answer cell.' if answer in answered else ""


def _fault_in_check(
    cell: NotebookNode, check: str | None, answered: set[str], checked: set[str], exercises: Exercises
) -> str:
    if check is None:
        return ""
    if check in checked:
        return f'check="{check}" stands twice: an exercise has one check cell.'
    if check not in answered:
        return f'check="{check}" comes without an answer="{check}" before it.'
    if cell.source.strip():
        return f'check="{check}" must be empty: its code is written by the build.'
    points = cell.metadata.get("points", exercises[check].points)
    if points != exercises[check].points:
        return f'check="{check}" says points={points}, the exercise has {exercises[check].points}: leave points= out.'
    return ""
