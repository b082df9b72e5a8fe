"""Feature maps in rows."""

import numpy as np

from course.pictures.map_rows import map_rows

LARGE, SMALL = np.arange(48.0).reshape(6, 8), np.arange(12.0).reshape(3, 4)


def test_the_alternative_names_every_map_with_its_size():
    """Row by row."""
    picture = map_rows([{"before": LARGE}, {"max": SMALL, "average": SMALL}], shows="a boat")
    assert picture.alt == (
        "Maps of a boat, in greys. before: 6 by 8 numbers, the largest 47. "
        "max: 3 by 4 numbers, the largest 11; average: 3 by 4 numbers, the largest 11."
    )


def test_a_pooled_map_has_larger_pixels():
    """All maps are drawn in one size."""
    picture = map_rows([{"before": LARGE, "after": SMALL}], shows="a boat")
    picture.canvas.draw()
    before, after = (np.diff(axes.transData.transform([[0, 0], [1, 1]]), axis=0) for axes in picture.axes)
    assert np.allclose(after, 2 * before)


def test_a_shorter_row_leaves_its_last_places_empty():
    """No frame around nothing."""
    picture = map_rows([{"a": LARGE, "b": LARGE}, {"c": SMALL}], shows="a boat")
    assert [axes.axison for axes in picture.axes] == [True, True, True, False]


def test_a_map_of_zeros_is_black():
    """And raises nothing."""
    picture = map_rows([{"nothing": np.zeros((4, 4))}], shows="nothing")
    assert picture.axes[0].images[0].get_array().max() == 0


def test_on_one_scale_equal_numbers_have_one_grey():
    """And what is larger than its white is white."""
    picture = map_rows([{"before": LARGE, "after": SMALL}], shows="a boat", white=11.0)
    before, after = (axes.images[0].get_array() for axes in picture.axes)
    assert after.max() == 1 and before.max() == 1
    assert np.allclose(before[0, :4], after[0])
