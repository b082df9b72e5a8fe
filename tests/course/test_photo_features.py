"""Features of photographs: what goes in, and what had been learnt."""

from __future__ import annotations

import re

import numpy as np
import pytest

from course import photo_features
from course.data import DataFileError, photo
from course.photo_features import draw_patches, first_layer, learnt_features, photographs, whitened
from course.pictures.inside_features import orientation
from tests.lesson_runs import shown


def band_strengths(image: np.ndarray) -> np.ndarray:
    """Mean power at low, middle and high frequencies, below the cut-off."""
    power = np.abs(np.fft.fft2(image - image.mean())) ** 2
    frequency = np.hypot(np.fft.fftfreq(image.shape[0])[:, np.newaxis], np.fft.fftfreq(image.shape[1]))
    edges = ((0.02, 0.08), (0.08, 0.16), (0.16, 0.24))
    return np.array([power[(frequency >= low) & (frequency < high)].mean() for low, high in edges])


def test_whitening_makes_frequencies_equally_strong():
    """In the photograph they differ a hundredfold and more, afterwards fourfold at the most."""
    image = photo("camera", grey=True)
    before, after = band_strengths(image), band_strengths(whitened(image))
    assert before.max() / before.min() > 30
    assert after.max() / after.min() < 4


def test_whitened_photographs_have_a_variance_of_a_tenth():
    """All seven, so that none outweighs another."""
    assert [float(image.var()) for image in photographs()] == pytest.approx([0.1] * 7, rel=1e-3)


def test_patches_have_no_brightness_of_their_own():
    """The mean of each is 0."""
    drawn = draw_patches(photographs(), np.random.default_rng(0), count=3, side=41)
    assert drawn.shape == (3, 41, 41, 1)
    assert np.allclose(drawn.mean(axis=(1, 2)), 0, atol=1e-6)


def test_the_first_layer_is_handed_out_while_it_learns():
    """The start, then ten times on the way, the last one at the end."""
    shown = list(first_layer(updates=20))
    assert len(shown) == 1 + photo_features.SHOWN
    assert not np.array_equal(shown[-1].kernels, shown[-2].kernels)


@pytest.mark.slow
def test_the_first_layer_learns_stripes(solved_lesson):
    """As the lesson says, and shows: on the average far straighter than noise, of directions all round."""
    told = [output["data"]["text/plain"] for output in shown(solved_lesson("11_look_inside")) if "data" in output]
    [learnt] = [text for text in told if "kernels learnt from photographs" in text]
    kernels = re.findall(r"(\d+)% at (\d+) degrees", learnt)
    shares, angles = np.array(kernels, float).T
    assert len(kernels) == photo_features.FILTERS
    assert shares.mean() > 50
    assert all(((angles >= low) & (angles < low + 60)).any() for low in (0, 60, 120))


def test_what_had_been_learnt_reaches_from_minus_1_to_1():
    """24 features of each layer, each with its largest number, or its smallest, at the end."""
    features = learnt_features()
    assert (features.first.shape, features.second.shape) == ((24, 10, 10), (24, 20, 20))
    assert np.allclose(np.abs(features.first).max(axis=(1, 2)), 1)
    assert np.allclose(np.abs(features.second).max(axis=(1, 2)), 1)


@pytest.mark.parametrize("content", [None, b"no archive"])
def test_a_missing_or_damaged_file_is_told_with_the_way_back(monkeypatch, tmp_path, content):
    """In one line."""
    if content is not None:
        (tmp_path / "features.npz").write_bytes(content)
    monkeypatch.setattr(photo_features, "FOLDER", tmp_path)
    with pytest.raises(DataFileError, match=r"git checkout data/features\.npz"):
        learnt_features()


def test_most_features_of_the_second_layer_are_contours_and_most_of_them_are_level():
    """As the lesson says of them; and they are longer than the kernels of the first layer could be."""
    second = learnt_features().second
    shares, angles = np.array([orientation(feature) for feature in second]).T
    straight = shares > 0.6
    level = straight & (np.abs((angles + 90) % 180 - 90) < 30)
    long = (np.abs(second) > 0.2).any(axis=1).sum(axis=1) > photo_features.SIDE
    assert straight.mean() > 0.75
    assert 0.5 < level.sum() / straight.sum() < 1
    assert long.mean() > 0.5
