"""The pooling grid: its arithmetic against SciPy, and what it leaves where nothing is alive."""

from __future__ import annotations

import re

import numpy as np
import pytest
from scipy import ndimage

from course.pictures.pooling_grid import PoolingGrid

SETTINGS = [(size, stride) for size in (1, 2, 3, 4) for stride in (1, 2, 3, 4)]
FILTERS = {
    "max": lambda image, size, origin: ndimage.maximum_filter(image, size, origin=origin),
    "average": lambda image, size, origin: ndimage.uniform_filter(image, size, origin=origin),
    "sum": lambda image, size, origin: ndimage.uniform_filter(image, size, origin=origin) * size**2,
}


@pytest.fixture
def image():
    """Few different numbers, so that there are ties; negative ones, too."""
    return np.random.default_rng(3).integers(-5, 3, (7, 9)).astype(float)


def scipy_pooled(image, size, stride, kind):
    """SciPy centres its window; the origin moves it so that it begins at the cell."""
    rows, columns = (side - size + 1 for side in image.shape)
    return FILTERS[kind](image, size, -(size // 2) if size % 2 == 0 else -((size - 1) // 2))[
        :rows:stride, :columns:stride
    ]


@pytest.mark.parametrize("kind", FILTERS)
@pytest.mark.parametrize(("size", "stride"), SETTINGS)
def test_the_pooled_map_is_scipys(node, image, size, stride, kind):
    """In the browser."""
    computed = node("pooling_grid_math", "pooled", image.tolist(), size, stride, kind)
    assert np.allclose(computed, scipy_pooled(image, size, stride, kind), atol=1e-12)


@pytest.mark.parametrize("kind", FILTERS)
@pytest.mark.parametrize(("size", "stride"), SETTINGS)
def test_the_still_pooled_map_is_scipys(image, size, stride, kind):
    """In Python: the numbers of the second table."""
    still = PoolingGrid(image, size=size, stride=stride, kind=kind).still()
    shown = [float(number) for number in re.findall(r"<td>([^<]*)</td>", still.split("<table>")[2])]
    assert np.allclose(shown, scipy_pooled(image, size, stride, kind).ravel(), rtol=1e-5)


@pytest.mark.parametrize(("size", "stride"), SETTINGS)
def test_winners_are_the_first_largest(node, image, size, stride):
    """In reading order, as rows and columns of the map."""
    found = node("pooling_grid_math", "winners", image.tolist(), size, stride)
    for (row, column), _ in np.ndenumerate(np.zeros(np.shape(found)[:2])):
        window = image[row * stride : row * stride + size, column * stride : column * stride + size]
        inside = np.unravel_index(window.argmax(), window.shape)
        assert found[row][column] == [row * stride + inside[0], column * stride + inside[1]]


@pytest.mark.parametrize(("size", "stride"), SETTINGS)
def test_unseen_is_what_no_window_covers(node, image, size, stride):
    """Edges and gaps."""
    marks = np.ones(image.shape, dtype=bool)
    for row in range(0, image.shape[0] - size + 1, stride):
        for column in range(0, image.shape[1] - size + 1, stride):
            marks[row : row + size, column : column + size] = False
    assert node("pooling_grid_math", "unseen", image.tolist(), size, stride) == np.argwhere(marks).tolist()


@pytest.mark.parametrize("right", [0, 1, 3])
def test_shifted_is_padding_on_the_left(node, image, right):
    """And as much cut off on the right."""
    wanted = np.pad(image, ((0, 0), (right, 0)))[:, : image.shape[1]]
    assert node("pooling_grid_math", "shifted", image.tolist(), right) == wanted.tolist()


def test_different_names_the_cells(node):
    """Row and column of each."""
    assert node("pooling_grid_math", "different", [[1, 2], [3, 4]], [[1, 5], [0, 4]]) == [[0, 1], [1, 0]]


def test_a_window_that_does_not_fit_has_no_place(node):
    """Rather than a negative number of them."""
    assert node("pooling_grid_math", "places", 3, 4, 1) == 0


def test_the_alternative_has_every_number():
    """Of both maps."""
    alt = PoolingGrid(np.array([[1.0, -2, 0], [3, 4, 5]]), stride=1).alt()
    assert alt.endswith("The map: 1 -2 0; 3 4 5. After max pooling, 2 × 2, stride 1: 4 5.")


@pytest.mark.parametrize(
    ("shape", "options", "told"),
    [
        ((4,), {}, "values must have 1 to 10 rows and columns"),
        ((11, 4), {}, "values must have 1 to 10 rows and columns"),
        ((2, 3), {"size": 3}, "the window fit"),
        ((4, 4), {"stride": 0}, "size and stride must be 1 to 4"),
        ((4, 4), {"kind": "median"}, "kind must be one of max, average, sum"),
    ],
)
def test_bad_input_is_told(shape, options, told):
    """In a line that says what is wanted."""
    with pytest.raises(ValueError, match=told):
        PoolingGrid(np.zeros(shape), **options)
