"""What the guard takes for a score, and what nbgrader then reads."""

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from nbgrader.utils import determine_grade

from checker.build import CHECK_CODE
from checker.grading.score_guard import ScoreGuard, guarded, is_check_cell

POINTS = 6.0


def result(text: object, **more: str) -> NotebookNode:
    """What a cell's last line gives."""
    return new_output("execute_result", data={"text/plain": text, **more}, execution_count=1)


STDERR = new_output("stream", name="stderr", text="W0000 cpu_feature_guard\n")
VERDICT = new_output("display_data", data={"text/html": "<p>Not quite</p>", "text/plain": "Not quite"})
ERROR = new_output("error", ename="NameError", evalue="no", traceback=["no"])


def check_cell(*outputs: NotebookNode, source: str = CHECK_CODE.format(slug="lenet")) -> NotebookNode:
    """A check cell with these outputs."""
    marks = {"grade": True, "solution": False, "locked": True, "grade_id": "check-lenet", "points": POINTS}
    return new_code_cell(source, outputs=list(outputs), metadata={"nbgrader": marks})


def graded(*outputs: NotebookNode) -> float:
    """What nbgrader itself makes of the outputs that the guard leaves."""
    cell, _ = ScoreGuard().preprocess_cell(check_cell(*outputs), {}, 0)
    return determine_grade(cell)[0]


def reason(*outputs: NotebookNode) -> str:
    """The line that the guard puts first."""
    first = guarded(outputs, points=POINTS)[0]
    return first.text if first.output_type == "stream" else ""


@pytest.mark.parametrize("text", ["6.0", "0.0", "2.5", "6", "1e-05"])
def test_a_plain_number_is_the_score(text: str) -> None:
    """A number within 0..points is the score that nbgrader reads."""
    assert graded(VERDICT, result(text)) == float(text)


def test_stderr_costs_nothing() -> None:
    """TensorFlow's log in the check cell, before or after the score, costs no marks."""
    assert graded(STDERR, VERDICT, result("6.0"), STDERR) == POINTS


def test_the_verdict_stays() -> None:
    """What the check showed is left as it was."""
    assert guarded([VERDICT, result("2.0", **{"text/html": "2 of 6"})], points=POINTS) == [
        VERDICT,
        result("2.0", **{"text/html": "2 of 6"}),
    ]


@pytest.mark.parametrize(
    ("outputs", "words"),
    [
        ([], "did not show one"),
        ([VERDICT], "did not show one"),
        ([new_output("stream", name="stdout", text="6.0")], "did not show one"),
        ([result("6.0"), ERROR], "ended in an error ('NameError')"),
        ([result("6.0"), result("6.0")], "showed 2 results"),
        ([result("nan")], "showed 'nan', where a number within 0..6 was expected"),
        ([result("inf")], "showed 'inf'"),
        ([result("-1.0")], "showed '-1.0'"),
        ([result("np.float64(6.0)")], "showed 'np.float64(6.0)'"),
        ([result("<Figure size 640x480>")], "showed '<Figure size 640x480>'"),
        ([result("")], "showed ''"),
        ([result(["6.0", "6.0"])], "showed"),
        ([new_output("execute_result", data={"text/html": "6.0"}, execution_count=1)], "showed ''"),
        ([result("1_0")], "showed '1_0'"),
        ([result("\u0666")], "showed '\\u0666'"),
        ([result("6.0\n")], "showed '6.0\\n'"),
        ([result("7.0")], "showed '7.0', which is more than its 6 points"),
        ([result("1e999")], "showed '1e999', which is more than its 6 points"),
        ([result("x" * 10_000)], "xxx...'"),
    ],
)
def test_anything_else_scores_nothing_and_says_why(outputs: list[NotebookNode], words: str) -> None:
    """Where there is no score within 0..points nbgrader reads 0, and the first line of the output says why."""
    assert graded(*outputs) == 0
    assert reason(*outputs).startswith("This check gave no score: ")
    assert words in reason(*outputs)


def test_nothing_is_lost_where_there_is_no_score() -> None:
    """The reason is put first, and all that was there stays behind it."""
    assert guarded([VERDICT, STDERR, ERROR], points=POINTS)[1:] == [VERDICT, STDERR, ERROR]


@pytest.mark.parametrize(
    "cell",
    [
        check_cell(source="assert f(2) == 4"),
        new_code_cell(CHECK_CODE.format(slug="lenet")),
        new_code_cell(CHECK_CODE.format(slug="lenet"), metadata={"nbgrader": {"grade": False}}),
        new_markdown_cell(CHECK_CODE.format(slug="lenet"), metadata={"nbgrader": {"grade": True}}),
    ],
    ids=["an instructor's own test", "unmarked", "not graded", "text"],
)
def test_other_cells_are_left_alone(cell: NotebookNode) -> None:
    """An instructor's own test cells, and all else, keep nbgrader's own rules."""
    assert not is_check_cell(cell)
