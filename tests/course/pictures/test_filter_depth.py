"""The filter-depth slider: its maps against SciPy, and what it leaves where nothing is alive."""

import numpy as np
import pytest
from scipy.signal import correlate

from course.pictures.filter_depth import FILTERS, FilterDepth


@pytest.mark.parametrize("shape", [(5, 7, 3, 3, 2), (6, 4, 1, 2, 4)])
def test_the_map_in_the_browser_is_scipys(node, shape):
    """A kernel as deep as the picture, with no symmetry."""
    rows, columns, channels, height, width = shape
    random = np.random.default_rng(3)
    image = random.normal(size=(rows, columns, channels)).astype("float32")
    kernel = random.normal(size=(height, width, channels)).astype("float32")
    computed = node("filter_depth_math", "deepMap", image.ravel(), [*image.shape], kernel.ravel(), [height, width])
    assert np.allclose(computed, correlate(image, kernel, mode="valid").ravel(), atol=1e-5)


@pytest.fixture
def picture():
    """A slider over a small picture in colour, at two filters."""
    return FilterDepth(np.random.default_rng(0).random((8, 9, 3)), filters=2)


def test_the_browser_is_given_the_kernels_that_make_the_still_maps(node, picture):
    """The last axis of an array varies fastest in the bytes, so a filter's numbers lie together."""
    image, kernels = (np.frombuffer(data, dtype="<f4") for data in (picture.image, picture.kernels))
    computed = node("filter_depth_math", "deepMap", image, [8, 9, 3], kernels[27:54], [3, 3])
    assert np.allclose(computed, picture.maps()[:, :, 1].ravel(), atol=1e-5)


def test_the_parameters_follow_the_filters(node):
    """As many weights as the kernel is deep, and one bias, for each."""
    assert node("filter_depth_math", "parameters", 5, [3, 3], 3) == 5 * 28


def test_the_text_alternative_has_shape_and_parameters(picture):
    """And the filters' names."""
    assert picture.alt() == (
        "One map for each filter. The filters are Sobel x, Sobel y. Shape 8 × 9 × 3 → 6 × 7 × 2. "
        "Parameters: (3 × 3 × 3 + 1) × 2 = 56."
    )


def test_the_still_picture_shows_the_maps_of_the_beginning(picture):
    """As an image with its own words, and the count below it."""
    assert 'alt="A picture and the 2 maps' in picture.still() and "= 56." in picture.still()


@pytest.mark.parametrize(
    ("shape", "filters", "message"),
    [((8, 8), 1, "image must be"), ((200, 8, 3), 1, "128"), ((8, 8, 3), len(FILTERS) + 1, "filters must be")],
)
def test_what_cannot_be_shown_is_refused(shape, filters, message):
    """With what is possible."""
    with pytest.raises(ValueError, match=message):
        FilterDepth(np.zeros(shape), filters=filters)
