"""The training monitor: its arithmetic against NumPy, and what it leaves where nothing is alive."""

from __future__ import annotations

import re

import numpy as np
import pytest

from course.pictures.training_monitor import TrainingMonitor

MODULE = "training_monitor_math"
RANDOM = np.random.default_rng(4)
FILTERS = RANDOM.normal(size=(4, 3, 5, 4)).astype(np.float32)  # positions, filters, rows, columns
SHARES = RANDOM.dirichlet(np.ones(4), size=4).astype(np.float32)
RUN = {
    "loss": [1.4, 0.9, 0.5, 0.2],
    "watched_loss": [1.41, 0.95, 0.7, 0.6],
    "filters": FILTERS,
    "probabilities": SHARES,
    "class_names": ["dog", "cat", "boat", "bird"],
    "image": RANDOM.random((6, 7)),
}


@pytest.mark.parametrize("position", range(4))
def test_the_filters_of_an_epoch(node, position):
    """Each one row by row."""
    found = node(MODULE, "filtersAt", FILTERS.ravel(), position, 3, 20)
    assert np.array_equal(found, FILTERS[position].reshape(3, 20))


@pytest.mark.parametrize("position", range(4))
def test_the_changes_of_an_epoch(node, position):
    """Less what was there before training."""
    found = node(MODULE, "changesAt", FILTERS.ravel(), position, 3, 20)
    assert np.allclose(found, (FILTERS[position] - FILTERS[0]).reshape(3, 20), atol=1e-6)


@pytest.mark.parametrize("position", range(4))
def test_the_distance_is_the_root_of_the_mean_square(node, position):
    """0 before training."""
    wanted = np.sqrt(np.mean((FILTERS[position] - FILTERS[0]) ** 2))
    assert node(MODULE, "distance", FILTERS.ravel(), position, 3, 20) == pytest.approx(wanted, abs=1e-6)


def test_the_probabilities_of_an_epoch(node):
    """A row, and where its largest is."""
    row = node(MODULE, "rowAt", SHARES.ravel(), 2, 4)
    assert np.allclose(row, SHARES[2]) and node(MODULE, "largestAt", row) == SHARES[2].argmax()


@pytest.mark.parametrize(
    ("losses", "top"), [([1.4, 0.2], 1.5), ([0.31], 0.4), ([7.2, 3], 8), ([0, 0], 0.1), ([1.0], 1)]
)
def test_the_top_of_the_axis_is_round_and_not_below_any_loss(node, losses, top):
    """In steps that suit the size."""
    assert node(MODULE, "topOf", losses) == pytest.approx(top)


def test_the_curve_fills_its_box(node):
    """The first loss at the left edge, the last at the right, 0 at the foot."""
    box = {"left": 10, "top": 5, "width": 100, "height": 50}
    assert np.allclose(node(MODULE, "points", [2, 1, 0], box, 2), [[10, 5], [60, 30], [110, 55]])


@pytest.mark.parametrize(("x", "epoch"), [(10, 0), (34, 1), (36, 1), (110, 4), (-50, 0), (900, 4)])
def test_a_place_in_the_box_is_the_nearest_epoch(node, x, epoch):
    """And the first or last one outside it."""
    assert node(MODULE, "epochAt", x, {"left": 10, "top": 0, "width": 100, "height": 50}, 4) == epoch


def test_the_still_table_has_every_probability():
    """Epoch by epoch."""
    numbers = re.findall(r"<td>(\d\.\d\d)</td>", TrainingMonitor(**RUN).still())
    assert np.allclose(np.array(numbers, dtype=float).reshape(4, 4), SHARES, atol=0.00501)


def test_the_alternative_tells_both_ends():
    """Losses and probabilities, before training and after."""
    told = TrainingMonitor(**RUN).alt()
    assert "training loss goes from 1.40 to 0.20, the validation loss from 1.41 to 0.60" in told
    assert f"before training: dog {SHARES[0, 0]:.2f}" in told and f"bird {SHARES[3, 3]:.2f}" in told


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"loss": [1.0]}, "received 1, 4, 4 and 4"),
        ({"filters": FILTERS[0]}, "filters must have the shape"),
        ({"class_names": ["dog"]}, "4 probabilities for 1 classes"),
        ({"image": np.zeros((2, 2, 1))}, "image \\(rows, columns\\)"),
    ],
)
def test_what_does_not_fit_is_refused(wrong, told):
    """With the shapes that are wanted."""
    with pytest.raises(ValueError, match=told):
        TrainingMonitor(**{**RUN, **wrong})
