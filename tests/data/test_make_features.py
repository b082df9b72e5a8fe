"""The script that has two layers learn from photographs."""

from __future__ import annotations

import io

import make_features
import numpy as np
import pytest

from course.crbm import Layer
from course.photo_features import learnt_features
from course.pictures.inside_features import orientation


def layer(kernels: np.ndarray) -> Layer:
    """A layer with these kernels."""
    return Layer(kernels=kernels, biases=np.zeros(len(kernels)), background=np.zeros(kernels.shape[3]))


def test_a_feature_lays_the_kernels_where_it_wants_them():
    """One weight above the mean, at row 1, column 2: that kernel, two pixels down and four to the right."""
    first = layer(np.random.default_rng(0).normal(size=(3, 4, 4, 1)).astype(np.float32))
    second = np.zeros((1, 3, 3, 3), np.float32)
    second[0, 1, 2, 1] = 27
    (picture,) = make_features.as_pictures(first, layer(second))
    expected = np.zeros((8, 8))
    expected[2:6, 4:8] = first.kernels[1, :, :, 0] * 26**1.5  # 27 less the mean, 27 / 27
    assert np.allclose(picture, expected, rtol=1e-4, atol=1e-4)


@pytest.mark.slow
def test_the_script_gives_the_same_bits_twice():
    """On one machine chance has no say."""
    once, again = (make_features.features(updates=(20, 5)) for _ in range(2))
    assert all(np.array_equal(once[name], again[name]) for name in once)


@pytest.mark.slow
def test_the_script_makes_features_like_those_committed():
    """To the bit on the same machine; elsewhere others, as straight as they are on the average."""
    made = make_features.features()
    committed = learnt_features()
    for name, there in (("first", committed.first), ("second", committed.second)):
        shares = [np.mean([orientation(feature)[0] for feature in features]) for features in (made[name], there)]
        assert shares[0] == pytest.approx(shares[1], abs=0.1)


def test_the_archive_holds_bytes():
    """int8, so that it stays small."""
    pictures = make_features.in_bytes(np.random.default_rng(0).normal(size=(2, 3, 3)))
    content = make_features.npz_bytes(first=pictures)
    with np.load(io.BytesIO(content), allow_pickle=False) as archive:
        assert archive["first"].dtype == np.int8
