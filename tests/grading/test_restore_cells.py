"""A submission gets the cells of its release back."""

from copy import deepcopy

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from checker.grading.restore_cells import restored


def marked(name: str, *, grade: bool) -> NotebookNode:
    """An answer cell, or with `grade` a check cell."""
    marks = {"grade_id": name, "grade": grade, "solution": not grade, "locked": grade}
    return new_code_cell(f"# {name}", id=name, metadata={"nbgrader": marks})


RELEASE = [
    new_markdown_cell("# Title", id="title"),
    marked("sum", grade=False),
    new_code_cell("given = 1", id="given"),
    marked("check-sum", grade=True),
    new_markdown_cell("Bye", id="bye"),
]


def submission() -> list[NotebookNode]:
    """The release with its answer filled in."""
    cells = deepcopy(RELEASE)
    cells[1].source = "x = 1"
    return cells


def names(cells: list[NotebookNode]) -> list[str]:
    """nbgrader's name of each cell, or its id."""
    return [cell.metadata.get("nbgrader", {}).get("grade_id", cell.id) for cell in cells]


def test_an_untouched_submission_stays() -> None:
    """What was not tampered with is not changed."""
    assert restored(submission(), RELEASE) == submission()


def test_a_lost_check_cell_comes_back_in_its_place() -> None:
    """A deleted check cell is put behind the cell that it stood behind."""
    cells = submission()
    del cells[3]
    assert names(restored(cells, RELEASE)) == ["title", "sum", "given", "check-sum", "bye"]


def test_all_marked_cells_come_back() -> None:
    """Deleting the answer and the check loses neither, whatever else was deleted."""
    assert names(restored([], RELEASE)) == ["sum", "check-sum"]


def test_of_copies_the_last_keeps_its_marks() -> None:
    """A copied cell is an ordinary cell, so that each name is there once."""
    cells = submission()
    copy = deepcopy(cells[1])
    copy.id = "copy"
    answers = [cell for cell in restored([*cells[:2], copy, *cells[2:]], RELEASE) if cell.source == "x = 1"]
    assert [("nbgrader" in cell.metadata) for cell in answers] == [False, True]


@pytest.mark.parametrize("marks", [{}, "text", None, {"grade_id": "other"}, {"grade_id": ["sum"]}, {"grade_id": 3}])
def test_a_cell_is_known_by_its_id_too(marks: object) -> None:
    """Whatever stands where nbgrader's marks should be, a released cell gets its own back."""
    cells = submission()
    cells[3].metadata["nbgrader"] = marks
    assert restored(cells, RELEASE) == submission()


@pytest.mark.parametrize("marks", [{}, "text", {"grade_id": "other", "grade": True, "points": 100}])
def test_marks_of_ones_own_are_dropped(marks: object) -> None:
    """A cell that is not the release's is an ordinary one, whatever it says of itself."""
    cells = [*submission(), new_code_cell("x = 2", metadata={"nbgrader": marks})]
    assert "nbgrader" not in restored(cells, RELEASE)[-1].metadata


def test_a_notebook_of_an_old_format_is_restored() -> None:
    """Cells without ids are known by their marks."""
    cells = submission()
    for cell in cells:
        del cell["id"]
    del cells[3]
    assert restored(cells, RELEASE)[2].source == "# check-sum"


def test_points_are_the_releases() -> None:
    """What a cell is worth is not taken from the submission."""
    cells = submission()
    cells[1].metadata.nbgrader.update(grade=True, points=100)
    assert restored(cells, RELEASE)[1].metadata == RELEASE[1].metadata


def test_a_check_cell_made_text_is_code_again() -> None:
    """A check cell whose type was changed can be run again."""
    cells = submission()
    cells[3] = new_markdown_cell("# check-sum", id="check-sum", metadata=deepcopy(RELEASE[3].metadata))
    back = restored(cells, RELEASE)[3]
    assert (back.cell_type, back.outputs, back.execution_count) == ("code", [], None)


def test_the_answer_is_never_changed() -> None:
    """What a learner wrote stays as it is, and the cells given are not altered in place."""
    cells = submission()
    before = deepcopy(cells)
    assert restored(cells, RELEASE)[1].source == "x = 1"
    assert cells == before
