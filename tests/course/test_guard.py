import pytest

from checker.report import Report, Status
from course import guard


@pytest.fixture
def reported(monkeypatch):
    """Let the check of any exercise end in a status of one's choice."""

    def report(status):
        answer = Report(exercise="lenet", title="Complete the block", status=status, score=0, points=6)
        monkeypatch.setattr(guard, "check", lambda _: answer)

    return report


def test_a_solved_exercise_lets_the_cell_run(reported, capsys):
    """After a pass nothing is said."""
    reported(Status.PASSED)
    assert guard.solved("lenet") is True
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("status", [Status.FAILED, Status.UNATTEMPTED, Status.ERROR])
def test_an_unsolved_exercise_is_named_instead_of_failing_later(reported, capsys, status):
    """Without a pass the learner reads what to do first."""
    reported(status)
    assert guard.solved("lenet") is False
    assert capsys.readouterr().out.startswith("Solve the exercise above first (Complete the block)")


@pytest.mark.parametrize("status", [Status.PASSED, Status.FAILED])
def test_any_guess_lets_the_measuring_cell_run(reported, capsys, status):
    """A wrong one too: the cell is there to tell."""
    reported(status)
    assert guard.guessed("lenet") is True
    assert capsys.readouterr().out == ""


def test_nothing_is_measured_before_a_guess(reported, capsys):
    """The learner reads where to guess."""
    reported(Status.UNATTEMPTED)
    assert guard.guessed("lenet") is False
    assert capsys.readouterr().out.startswith("Guess first, in the exercise above (Complete the block)")
