"""The still pictures of lesson 09."""

from __future__ import annotations

import numpy as np
import pytest

from course.pictures.training_curves import losses_of, mean_and_spread, six_curves, things_row
from course.riddles import CURVES
from course.training_runs import training_runs


@pytest.fixture(scope="module")
def curves():
    """As the lesson shows them."""
    return six_curves(training_runs(), CURVES)


@pytest.mark.parametrize("letter", CURVES)
def test_each_letter_shows_its_run(curves, letter):
    """Training, validation, and the test as one point at the end."""
    runs = training_runs()
    place = runs.names.index(CURVES[letter])
    [axes] = [axes for axes in curves.axes if axes.get_title(loc="left") == letter]
    _, train, validation, test = axes.lines
    assert np.allclose(train.get_ydata(), runs.train[place]) and np.allclose(
        validation.get_ydata(), runs.validation[place]
    )
    assert np.allclose(test.get_ydata(), runs.test[place])


def test_the_description_does_not_tell_the_stories(curves):
    """They are for the reader to find; the numbers are there to find them by."""
    assert not any(story in curves.alt for story in set(CURVES.values()) - {"dead"})
    assert curves.alt.count("fresh pictures at the end") == len(CURVES)


def test_every_loss_fits_on_the_axis(curves):
    """No spike is cut off."""
    runs = training_runs()
    assert max(runs.train.max(), runs.validation.max(), runs.test.max()) < curves.axes[0].get_ylim()[1]


def test_a_marked_epoch_is_told():
    """By its number, at its loss."""
    picture = losses_of({"training": [1, 0.5], "validation": [1, 0.8]}, mark={"validation": 1})
    assert picture.alt.endswith("Marked in validation: epoch 1.")
    assert picture.axes[0].lines[-1].get_xydata().tolist() == [[1, 0.8]]


def test_the_row_shows_each_class_under_its_name():
    """The first two of each."""
    labels = np.array([1, 0, 1, 0, 0, 1])
    picture = things_row(np.zeros((6, 4, 4, 1)), labels, ("cat", "dog"), each=2)
    assert [axes.get_title(loc="center") for axes in picture.axes] == ["cat", "cat", "dog", "dog"]


def test_mean_and_spread_are_told_in_numbers():
    """From the lowest to the highest."""
    values = np.array([[0.25, 0.5]])
    told = mean_and_spread(values, values / 5, values, values - 1).alt
    assert "from 0.25 to 0.50" in told and "from 0.05 to 0.10" in told and "from -0.8 to -0.5" in told
