"""What is told of a submission's cells: nothing where they are the course's own, and never without end."""

from __future__ import annotations

import json

import pytest

from checker.build import NOTEBOOK_DIRECTORY
from checker.exercises import EXERCISES
from checker.grading.flags import LONGEST_NAME, MOST, grouped, shortened
from checker.grading.submitted_notebook import Cell
from checker.grading.to_look_at import in_outputs, in_sources

LESSONS = sorted(NOTEBOOK_DIRECTORY.glob("[0-9]*.ipynb"))


def code(source: str, **more: bool) -> Cell:
    """A code cell of a submission."""
    return Cell(kind="code", source=source, id="x", **more)


def test_the_courses_solutions_show_no_sign() -> None:
    """No right answer as the course has it reaches into the checker, or does anything else that would be told."""
    assert list(in_sources([code(exercise.solution) for exercise in EXERCISES.values()])) == []


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_lessons_own_cells_show_no_sign(path) -> None:
    """Also where a learner has changed one of them, so that it is no longer as it was released."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert list(in_sources([code("".join(cell["source"])) for cell in cells if cell["cell_type"] == "code"])) == []


def test_what_was_released_is_not_told_of() -> None:
    """Only cells of the learner's own are looked at."""
    assert list(in_sources([code("import checker.grading", as_released=True)])) == []


def test_a_cell_is_told_by_its_number_and_the_words_in_it() -> None:
    """So that the instructor finds it."""
    told = list(in_sources([code("1"), code("from checker.exercises import EXERCISES")]))
    assert told == ["cell 2 reaches into the checker (checker.exercises)"]


@pytest.mark.parametrize(
    ("name", "value"), [("ValueError", "wrong shape"), ("NameError", "x"), ("KeyboardInterrupt", "")]
)
def test_an_ordinary_error_is_not_told_of(name: str, value: str) -> None:
    """A mistake in the learner's code is no sign of anything."""
    assert list(in_outputs(3, [{"output_type": "error", "ename": name, "evalue": value}])) == []


def test_thousands_of_flags_are_a_few_and_their_number() -> None:
    """Each once, and as many as can be read."""
    flags = shortened(["the same"] * 9 + [f"cell {number}" for number in range(5000)])
    assert (flags[0], len(flags), flags[-1]) == ("the same", MOST + 1, f"and {5001 - MOST} more")


def test_flags_of_one_kind_push_no_other_out() -> None:
    """However many cells look around in memory, what the last one does is told, and in its place."""
    last = ["cell 99 changes how cells are run (do_execute)", "start: answers malformed"]
    flags = shortened([*(f"cell {number} looks around in memory (gc.get_)" for number in range(99)), *last])
    assert (flags[-3:-1], len(flags), flags[-1]) == (last, MOST + 1, f"and {101 - MOST} more")


def test_what_is_told_of_many_is_one_flag_that_names_a_few() -> None:
    """And a name without end is cut, so that the others are read too."""
    assert list(grouped("cell copied", [])) == []
    assert list(grouped("cell copied", ["a", "b"])) == ["cell copied (a, b)"]
    many = [*"abcd", "e" * 1000]
    assert list(grouped("own file", many)) == ["own file (a, b, c and 2 more)"]
    assert list(grouped("own file", many[:-3:-1])) == [f"own file ({'e' * LONGEST_NAME}…, d)"]
