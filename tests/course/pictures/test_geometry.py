import numpy as np
import pytest

from course.geometry import conv, pool
from course.pictures.geometry import fields_on, places_on_a_row, stacked_maps, summed_channels


def test_the_places_of_a_window_are_told_in_words():
    """Where each begins, and how many pixels lie under none."""
    assert places_on_a_row(8, 3, 2).alt == (
        "A row of 8 pixels. Below it a window of 3 with stride 2 in its 3 places; it starts at 0, 2, 4. "
        "Pixels under no window: 1."
    )


def test_zeros_around_a_row_are_dashed():
    """One before and two after, four pixels between them."""
    patches = places_on_a_row(4, 3, 1, before=1, after=2).axes[0].patches
    assert [patch.get_linestyle() for patch in patches[:7]] == ["--", "-", "-", "-", "-", "--", "--"]


def test_pixels_under_no_window_are_hatched():
    """Only the last of eight."""
    patches = places_on_a_row(8, 3, 2).axes[0].patches
    assert [bool(patch.get_hatch()) for patch in patches[:8]] == [False] * 7 + [True]


def test_gaps_between_windows_are_hatched_too():
    """A stride of 3 leaves every third pixel out of windows of 2."""
    patches = places_on_a_row(8, 2, 3).axes[0].patches
    assert [pixel for pixel, patch in enumerate(patches[:8]) if patch.get_hatch()] == [2, 5]


def test_a_window_that_does_not_fit_is_refused():
    """With its sizes."""
    with pytest.raises(ValueError, match="a window of 5 does not fit"):
        places_on_a_row(3, 5, 1)


def test_the_sum_of_the_channels_is_drawn_last():
    """The fifth picture holds what the three before it add up to."""
    maps = np.arange(12.0).reshape(2, 2, 3)
    picture = summed_channels(np.zeros((4, 4, 3)), maps, names=("red", "green", "blue"))
    assert np.array_equal(picture.axes[4].images[0].get_array(), maps.sum(axis=2))


def test_each_map_has_its_own_scale_centred_on_zero():
    """A weak map is not drowned by a strong one."""
    maps = np.stack([np.array([[1.0, -2.0]]), np.array([[30.0, 4.0]])], axis=-1)
    picture = stacked_maps(np.zeros((3, 4, 1)), maps, names=("weak", "strong"))
    scales = [axes.images[0].norm for axes in picture.axes[1:3]]
    assert [(scale.vmin, scale.vmax) for scale in scales] == [(-2.0, 2.0), (-30.0, 30.0)]


def test_fields_are_told_in_words():
    """The squares' sides, and what nobody has seen."""
    layers = [conv(6, 5), pool(2), conv(16, 8), pool(3)]
    alt = fields_on(np.zeros((32, 32)), {"ours": layers}).alt
    assert "squares of 5, 6, 20, 24 pixels; 2 rows and columns at the end are seen by none" in alt


def test_what_nobody_has_seen_is_hatched():
    """Two rows at the bottom, two columns above them at the right."""
    layers = [conv(6, 5), pool(2), conv(16, 8), pool(3)]
    patches = fields_on(np.zeros((32, 32)), {"ours": layers}).axes[0].patches
    assert [patch.get_bbox().bounds for patch in patches if patch.get_hatch()] == [
        (-0.5, 29.5, 32, 2),
        (29.5, -0.5, 2, 30),
    ]
