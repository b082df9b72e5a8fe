"""What the solved capstone prints is what its text promises."""

import re

import pytest

from tests import lesson_runs

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def printed(solved_lesson):
    """All that the cells of the solved notebook print."""
    return lesson_runs.printed(solved_lesson("13_capstone"))


def test_the_network_passes_the_bar(printed):
    """85 of 100 test digits after 500 digits of training."""
    [share] = re.findall(r"Right on ([\d.]+)% of the test digits", printed)
    assert float(share) >= 85


def test_keras_with_the_same_weights_agrees(printed):
    """No probability of a test digit differs by more than 1e-5."""
    [difference] = re.findall(r"largest difference of a probability: (\S+)", printed)
    assert float(difference) <= 1e-5


def test_the_gradient_is_proved(printed):
    """With a nudge of a millionth measured and computed agree to 1e-5."""
    [difference] = re.findall(r"nudged by 1e-06: they differ by (\S+)", printed)
    assert float(difference) < 1e-5


def test_a_large_nudge_makes_a_right_gradient_look_wrong(printed):
    """With a thousandth they differ by more than a hundredth."""
    [difference] = re.findall(r"nudged by 1e-03: they differ by (\S+)", printed)
    assert float(difference) > 0.01


def test_equal_scores_have_the_loss_of_guessing(printed):
    """Ln 10, for small scores and for large ones."""
    assert re.findall(r"ten scores of +\d+: loss (\S+)", printed) == ["2.303", "2.303"]
