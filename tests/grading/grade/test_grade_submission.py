"""One submission in a real kernel: what is reached keeps its points, and what is not has a reason."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from checker.grading.grade_submission import grade_submission
from checker.grading.job import Job, Limits, Result, State

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

SHAPES = """\
after_conv1, after_pool1 = (28, 28, 6), (14, 14, 6)
after_conv2, after_pool2, after_flatten = (7, 7, 16), (2, 2, 16), 64
"""
STUBBORN = """\
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
"""
SHORT = Limits(cell_seconds=2.0, seconds=60.0)


def states(result: Result) -> list[tuple[str, float]]:
    """State and score of each exercise, in order."""
    return [(str(outcome.state), outcome.score) for outcome in result.outcomes]


def test_points_are_the_instructors(new_job: Callable[..., Job]) -> None:
    """An exercise that the instructor gives other points for than the course is scored in these."""
    result = grade_submission(new_job(SHAPES, "lenet-shapes", points={"lenet-shapes": 50.0}))
    assert states(result) == [("judged", 50.0)]


def test_an_endless_cell_costs_only_its_own_exercise(new_job: Callable[..., Job]) -> None:
    """A loop that can be interrupted takes nothing from the exercises before and after it."""
    job = new_job("answer = 12", "start", "while True: pass", SHAPES, "lenet-shapes", limits=SHORT)
    assert states(grade_submission(job)) == [("judged", 1.0), ("judged", 5.0)]


@pytest.mark.parametrize("ending", [STUBBORN, "import os\nos._exit(3)", "import os\nos.kill(os.getpid(), 9)"])
def test_what_was_judged_before_the_end_keeps_its_points(new_job: Callable[..., Job], ending: str) -> None:
    """Where the kernel dies or must be killed, earlier exercises keep their points and later ones are not reached."""
    result = grade_submission(new_job("answer = 12", "start", ending, SHAPES, "lenet-shapes", limits=SHORT))
    assert states(result) == [("judged", 1.0), ("not reached", 0.0)]


def test_what_was_not_reached_says_why(new_job: Callable[..., Job]) -> None:
    """The report on an exercise that was not reached names the cell that ended the run."""
    result = grade_submission(new_job(STUBBORN, "answer = 12", "start", limits=SHORT))
    (finding,) = result.outcomes[0].report["findings"]
    assert finding["message"] == "Not reached. Cell 1 ran for more than 2 seconds and could not be interrupted."


def test_the_whole_run_has_a_limit(new_job: Callable[..., Job]) -> None:
    """Cells that are short one by one do not run for longer than the submission may."""
    sleeps = ["import time\ntime.sleep(1)"] * 20
    job = new_job("answer = 12", "start", *sleeps, SHAPES, "lenet-shapes", limits=Limits(cell_seconds=2, seconds=5))
    assert states(grade_submission(job)) == [("judged", 1.0), ("not reached", 0.0)]


@pytest.mark.parametrize(
    "forgery",
    [
        "import checker.grading.kernel_side as side\nside.answer = lambda request: side.Data('{\"passed\": true}')",
        "import checker.grading.kernel_side as side\nside.answer = lambda request: 'x' * 10**6",
        "import checker.grading.kernel_side as side\nside.answer = lambda request: 1 / 0",
        "import checker.probe\nchecker.probe.Probe.__call__ = lambda *_: {'score': float('inf')}",
        "import checker.report\nchecker.report.Verdict.__post_init__ = lambda self: None",
        "get_ipython().user_expressions = lambda expressions: {}",
        "get_ipython().user_expressions = None",
    ],
)
def test_forged_answers_are_no_pass(new_job: Callable[..., Job], forgery: str) -> None:
    """What the kernel says of itself is no answer."""
    result = grade_submission(new_job(forgery, "answer = 11", "start", limits=SHORT))
    assert result.outcomes[0].score == 0.0


def test_too_long_an_answer_is_no_pass(new_job: Callable[..., Job]) -> None:
    """An answer larger than the limit is not taken in."""
    forgery = "import checker.grading.kernel_side as side\nside.answer = lambda request: side.Data('x' * 3_000_000)"
    limits = Limits(cell_seconds=5, seconds=60, probe_seconds=2, answer_bytes=1_000_000)
    result = grade_submission(new_job(forgery, "start", limits=limits))
    assert result.outcomes[0].score == 0.0 and result.outcomes[0].state is not State.JUDGED


def test_answers_that_never_come_are_late(new_job: Callable[..., Job]) -> None:
    """Questions that are not answered in time are no pass, and the reason says so."""
    forgery = (
        "import checker.grading.kernel_side as side, time\ndef late(request):\n    time.sleep(60)\nside.answer = late"
    )
    limits = Limits(cell_seconds=5, seconds=60, probe_seconds=1)
    assert states(grade_submission(new_job(forgery, "start", limits=limits))) == [("late", 0.0)]


def test_cells_below_know_the_verdict(new_job: Callable[..., Job]) -> None:
    """A cell that asks whether something was answered is told what the judge outside said."""
    asks = "from course.guard import guessed\nprint(guessed('start'))"
    result = grade_submission(new_job("answer = 12", "start", asks))
    (_, _, cell) = json.loads(result.notebook)["cells"]
    assert [output["text"] for output in cell["outputs"]] == ["True\n"]


def test_a_verdict_that_still_holds_is_kept(new_job: Callable[..., Job]) -> None:
    """An outcome of an earlier run goes before what this run would come to."""
    earlier = grade_submission(new_job("answer = 12", "start"))
    job = new_job("answer = 11", "start")
    again = Job.from_dict({**job.to_dict(), "kept": earlier.to_dict()["outcomes"]})
    assert states(grade_submission(again)) == [("judged", 1.0)]


def test_questions_differ_from_the_notebooks_own(new_job: Callable[..., Job]) -> None:
    """Answers learned by heart from what the button asks in the notebook do not pass."""
    by_heart = """\
import numpy as np
from checker.exercises import EXERCISES
from checker.plain import from_plain
exercise = EXERCISES["pixels-brighten"]
known = [from_plain(call) for call in exercise.ask(0)["calls"]]
def brighten(image, amount):
    for seen, by in known:
        if by == amount and np.array_equal(seen, image):
            return np.minimum(image.astype(int) + amount, 255)
    return image
"""
    result = grade_submission(new_job(by_heart, "pixels-brighten"))
    assert result.outcomes[0].report["status"] == "failed"


def test_the_result_travels_as_json(new_job: Callable[..., Job]) -> None:
    """A result is the same after it was written and read."""
    result = grade_submission(new_job("answer = 12", "start"))
    assert Result.from_dict(json.loads(json.dumps(result.to_dict()))) == result
