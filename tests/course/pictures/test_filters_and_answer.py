"""Where a network stands in its training, drawn."""

from __future__ import annotations

import numpy as np
import pytest

from course.pictures.filters_and_answer import filters_and_answer

FILTERS = np.random.default_rng(0).normal(size=(5, 3, 4))
SHARES = np.array([0.1, 0.7, 0.2])


@pytest.fixture
def picture():
    """After two epochs, five filters."""
    return filters_and_answer(FILTERS, SHARES, np.zeros((6, 6)), class_names=("a", "b", "c"), epoch=2)


def test_the_bars_are_the_probabilities(picture):
    """One for each class, its number written beside it."""
    bars = picture.axes[1]
    assert [bar.get_width() for bar in bars.patches] == SHARES.tolist()
    assert [text.get_text() for text in bars.texts] == ["0.10", "0.70", "0.20"]


def test_every_filter_is_drawn_on_one_scale(picture):
    """So that strong and faint ones can be told apart."""
    drawn = [axes.images[0] for axes in picture.axes[2:] if axes.images]
    assert all(np.array_equal(image.get_array(), kernel) for image, kernel in zip(drawn, FILTERS, strict=True))
    assert len({image.norm.halfrange for image in drawn}) == 1


def test_the_description_tells_the_answer(picture):
    """And when it was given."""
    assert "of one picture after epoch 2: a 0.10, b 0.70, c 0.20" in picture.alt


def test_before_training_is_said(picture):
    """Not "after epoch 0"."""
    start = filters_and_answer(FILTERS, SHARES, np.zeros((6, 6)), class_names=("a", "b", "c"), epoch=0)
    assert "before training" in start.alt
