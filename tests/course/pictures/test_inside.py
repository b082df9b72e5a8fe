"""The still pictures of lesson 11: what they say in words, and what is drawn."""

from __future__ import annotations

import numpy as np
import pytest

from course.pictures.inside_confusion import confusion_picture
from course.pictures.inside_features import feature_sheet, orientation
from course.pictures.inside_maps import heat_rows, layer_maps
from course.pictures.inside_patches import patch_rows


def test_the_words_of_a_confusion_matrix_name_every_mistake():
    """Row by row, the right ones first."""
    alt = confusion_picture(np.array([[5, 0, 2], [0, 7, 0], [1, 3, 4]]), ("dog", "cat", "boat")).alt
    assert alt == (
        "Confusion matrix, a row for each true class. dog: 5 right, 2 called boat; cat: 7 right; "
        "boat: 4 right, 1 called dog, 3 called cat."
    )


def test_every_count_is_written_into_its_cell():
    """The row downwards, the column to the right."""
    matrix = np.array([[5, 1], [2, 7]])
    (axes,) = confusion_picture(matrix, ("a", "b")).axes
    written = {text.get_position(): text.get_text() for text in axes.texts}
    assert written == {(0, 0): "5", (1, 0): "1", (0, 1): "2", (1, 1): "7"}


def test_right_answers_are_not_shaded():
    """However many there are, mistakes are what stands out."""
    (axes,) = confusion_picture(np.array([[90, 1], [2, 90]]), ("a", "b")).axes
    assert axes.images[0].get_array().tolist() == [[0, 1], [2, 0]]


def test_the_words_of_a_heat_map_say_where_it_is_lowest_and_highest():
    """By row and column of the map."""
    heat = np.array([[0.5, 0.9], [0.1, 0.6]])
    alt = heat_rows({"a 4": (np.zeros((8, 8)), heat)}, heat="probability", size=2).alt
    assert "a 4: lowest 0.10 at row 1, column 0, highest 0.90 at row 0, column 1" in alt


def test_all_heat_maps_are_drawn_on_one_scale():
    """Equal colours mean equal numbers."""
    maps = {name: (np.zeros((4, 4)), high * np.ones((2, 2))) for name, high in (("a", 0.2), ("b", 0.9))}
    drawn = [axes.images[0] for axes in heat_rows(maps, heat="saliency").axes if axes.images][2:4]
    assert [image.get_clim() for image in drawn] == [(0, 1), (0, 1)]


def test_the_words_of_a_layers_maps_give_every_range():
    """So that they can be told apart."""
    maps = np.stack([np.array([[0.0, 1]]), np.array([[-2.0, 0]])], axis=-1)
    assert layer_maps(maps, name="a layer").alt == (
        "The 2 maps of a layer, 1 by 2 numbers each. Their ranges: 0.00 to 1.00, -2.00 to 0.00."
    )


def test_the_words_of_patches_say_where_their_ink_lies():
    """In nine fields."""
    patches = np.zeros((2, 6, 6))
    patches[:, :2, 4:] = 1
    patches[:, 4:, :2] = -0.5
    alt = patch_rows({"filter 0": patches}, shows="Patches").alt
    assert "filter 0: brightest top right (1.00), darkest bottom left (-0.50)" in alt


def test_patches_stand_side_by_side_with_a_gap_around_each():
    """Two of 5 × 5: the gap is no number."""
    (axes,) = patch_rows({"filter 0": np.ones((2, 5, 5))}, shows="Patches").axes
    drawn = np.ma.filled(axes.images[0].get_array(), np.nan)
    assert np.isnan(drawn).all(axis=0).sum() == 3 * round(0.06 * 30)
    assert np.nansum(drawn) == 2 * 30 * 30


@pytest.mark.parametrize("degrees", [0, 30, 45, 90, 150])
def test_a_stripe_has_its_direction(degrees):
    """Anticlockwise from level, to the few degrees that pixels allow."""
    rows, columns = np.mgrid[:12, :12]
    angle = np.radians(degrees)
    stripes = np.sin(0.6 * (columns * np.sin(angle) + rows * np.cos(angle)))
    share, found = orientation(stripes)
    assert share > 0.9
    assert abs((found - degrees + 90) % 180 - 90) < 5


def test_a_round_spot_has_no_direction():
    """It changes alike in all of them."""
    rows, columns = np.mgrid[-6:7, -6:7]
    assert orientation(np.exp(-(rows**2 + columns**2) / 8))[0] == pytest.approx(0, abs=1e-9)


def test_even_grey_has_no_direction():
    """And raises nothing."""
    assert orientation(np.ones((4, 4))) == (0, 0)


def test_every_feature_is_drawn_on_a_scale_of_its_own():
    """The strongest number of each is 1 or -1."""
    features = np.stack([np.array([[0.0, 2], [1, 0]]), np.array([[-8.0, 4], [0, 0]])])
    (axes,) = feature_sheet(features, name="features", columns=2).axes
    drawn = np.ma.filled(axes.images[0].get_array(), np.nan)
    assert drawn[:, :2].tolist() == [[0, 1], [0.5, 0]]
    assert drawn[:, 3:].tolist() == [[-1, 0.5], [0, 0]]
