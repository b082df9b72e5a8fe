"""The trained network that comes with the course."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from checker.shapes import trace, weight_shapes
from course import trained_network
from course.article_network import LENET_REFERENCE
from course.data import DataFileError, digits
from course.trained_network import probabilities, share_right, shift, stages, weights


def test_the_weights_fit_the_articles_network():
    """Layer by layer, the shapes that its plan asks for: 27,226 numbers."""
    traced = trace(LENET_REFERENCE)
    wanted = [shape for stage in traced for shape in weight_shapes(stage.layer, stage.input_shape)]
    assert [array.shape for array in weights()] == wanted and sum(array.size for array in weights()) == 27226


def test_it_reads_19_of_20_test_digits():
    """On handwriting that it has never seen."""
    images = digits()
    assert share_right(images.x_test, images.y_test, shifts=[0])[0] >= 0.95


@pytest.mark.parametrize("count", [1, 150])
def test_probabilities_are_one_row_an_image_with_the_sum_1(count):
    """However many images there are."""
    found = probabilities(digits().x_test[:count])
    assert found.shape == (count, 10) and np.allclose(found.sum(axis=1), 1, atol=1e-5)


@pytest.mark.parametrize(("right", "down", "at"), [(0, 0, (2, 3)), (2, 0, (2, 5)), (-1, 0, (2, 2)), (1, -2, (0, 4))])
def test_a_shift_moves_a_bright_pixel(right, down, at):
    """From row 2, column 3; positive is right and down."""
    images = np.zeros((1, 6, 7, 1))
    images[0, 2, 3] = 1
    assert np.argwhere(shift(images, right, down)[0, :, :, 0]).tolist() == [list(at)]


@pytest.mark.parametrize(("right", "down"), [(9, 0), (0, -9), (7, 6)])
def test_what_is_shifted_too_far_is_gone(right, down):
    """All zeros, of the same shape."""
    assert not shift(np.ones((2, 6, 7)), right, down).any()


def test_a_missing_file_is_named_with_what_to_do(monkeypatch, tmp_path: Path):
    """Git brings it back."""
    monkeypatch.setattr(trained_network, "FOLDER", tmp_path)
    with pytest.raises(DataFileError, match=r"network\.npz is missing\. To get it back: git checkout"):
        weights()


def test_a_damaged_file_is_named_with_what_to_do(monkeypatch, tmp_path: Path):
    """Git brings it back."""
    (tmp_path / "network.npz").write_bytes(b"no archive")
    monkeypatch.setattr(trained_network, "FOLDER", tmp_path)
    with pytest.raises(DataFileError, match=r"network\.npz is damaged\. To get it back: git checkout"):
        weights()


def test_the_stages_end_in_the_probabilities():
    """Layer by layer is what the whole network says; the shapes are those of the plan."""
    image = digits().x_test[0]
    seen = stages(image)
    assert [stage.shape for stage in seen[:7]] == [
        "32 × 32 × 1",
        "28 × 28 × 6",
        "28 × 28 × 6",
        "14 × 14 × 6",
        "7 × 7 × 16",
        "7 × 7 × 16",
        "2 × 2 × 16",
    ]
    assert np.allclose(seen[-1].values, probabilities(image[np.newaxis])[0])
