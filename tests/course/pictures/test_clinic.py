"""A patient's chart, in pictures and in words."""

import numpy as np
import pytest

from course.clinic import Chart
from course.pictures.clinic import chart


@pytest.fixture
def record():
    """Two epochs of three steps each; nothing is read, nothing is awake."""
    return Chart(
        name="D",
        loss=(2.4, 2.31, 2.3),
        accuracy=(0.1, 0.1, 0.12),
        test_loss=(2.5, 2.33, 2.32),
        test_accuracy=(0.1, 0.1, 0.11),
        step_loss=(2.4, 9.0, 2.35, 2.3, 2.3, 2.3),
        units=np.zeros((40, 84)),
        confusion=np.eye(10, k=0, dtype=int)[[3] * 10] * 5,
        confidence=0.11,
    )


def test_the_words_tell_the_losses(record):
    """Before and after, training and test."""
    assert "Training loss 2.40 before training, 2.30 after 2 epochs; test loss 2.50, then 2.32." in chart(record).alt


def test_the_words_tell_the_highest_of_the_first_steps(record):
    """A leap is not for the eye alone."""
    assert "In the first 6 steps the loss is 2.40 at first and 9.00 at most." in chart(record).alt


def test_the_words_tell_the_units(record):
    """How many are 0, and whether they differ."""
    assert "The last 84 units of 30 test digits: 100% are 0" in chart(record).alt


def test_the_words_tell_what_is_said_most(record):
    """The column of the confusion that stands out."""
    assert "It says 3 most often, for 50 of 50." in chart(record).alt


def test_a_leap_stays_inside_its_axes(record):
    """The second part's axis reaches beyond the highest loss."""
    assert chart(record).axes[1].get_ylim()[1] > 9.0
