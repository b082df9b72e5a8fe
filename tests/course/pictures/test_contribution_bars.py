"""The contribution bars: the arithmetic in the browser against NumPy, and the still picture."""

import numpy as np
import pytest

from course.last_layers import contributions
from course.pictures.contribution_bars import ContributionBars

SHAPE = (2, 3, 4)
MAPS = np.arange(24.0).reshape(SHAPE) / 10 - 1
WEIGHTS = np.sin(np.arange(48.0)).reshape(24, 2)
BIASES = np.array([0.5, -0.25])
GIVEN = {"class_names": ("dog", "cat"), "unit": 1, "jump": 2, "field": 4}


@pytest.fixture
def bars():
    """Maps of 2 × 3 cells with four channels, and two classes."""
    return ContributionBars(np.zeros((6, 8)), MAPS, WEIGHTS, BIASES, **GIVEN)


@pytest.mark.parametrize("position", range(24))
def test_place_in_the_browser(node, position):
    """In NumPy's order."""
    assert node("contribution_bars_math", "placeOf", position, SHAPE) == list(np.unravel_index(position, SHAPE))


@pytest.mark.parametrize("position", range(24))
def test_place_and_back(node, position):
    """The way back leads to the same position."""
    place = node("contribution_bars_math", "placeOf", position, SHAPE)
    assert node("contribution_bars_math", "positionOf", place, SHAPE) == position


def test_contributions_in_the_browser(node):
    """Weight times number for each, as in Python."""
    computed = node("contribution_bars_math", "contributions", MAPS.ravel(), WEIGHTS.ravel(), 2, 1)
    assert np.allclose(computed, contributions(MAPS.ravel(), WEIGHTS, 1))


def test_score_in_the_browser(node):
    """What speaks for it, what against it, and the bias are the score that `@` gives."""
    values = contributions(MAPS.ravel(), WEIGHTS, 0)
    computed = node("contribution_bars_math", "summed", values, 0.5)
    expected = {"forIt": values[values > 0].sum(), "against": values[values < 0].sum()}
    assert computed == pytest.approx({**expected, "score": (MAPS.ravel() @ WEIGHTS + BIASES)[0]})


@pytest.mark.parametrize(("sign", "expected"), [(1, 1), (-1, 3)])
def test_strongest(node, sign, expected):
    """Of equal ones the first."""
    assert node("contribution_bars_math", "strongestAt", [0.0, 2.0, 2.0, -1.0, -1.0], sign) == expected


def test_field(node):
    """Where the cell's pixels lie, as shares of the picture."""
    where = {"jump": 6, "field": 24, "rows": 32, "columns": 64}
    assert node("contribution_bars_math", "fieldOf", [1, 2], where) == {
        "left": 12 / 64,
        "top": 6 / 32,
        "width": 24 / 64,
        "height": 24 / 32,
    }


def test_begins_with_the_strongest(bars):
    """The number that speaks most for the class."""
    assert bars.position == np.argmax(contributions(MAPS.ravel(), WEIGHTS, 1))


def test_still_picture_in_words(bars):
    """Where the chosen number comes from, and the sums."""
    score = (MAPS.ravel() @ WEIGHTS + BIASES)[1]
    assert "Position 22 comes from row 1, column 2, channel 2. There stands 1.20" in bars.alt()
    assert f"bias -0.25; together {score:.2f}." in bars.alt()


def test_still_picture_is_a_picture(bars):
    """With the same words."""
    assert bars.alt() in bars.still()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"picture": np.zeros(4)}, "a picture .* and maps"),
        ({"weights": WEIGHTS.T}, "want weights of the shape"),
        ({"class_names": ("dog",)}, "want weights of the shape"),
        ({"unit": 2}, "unit must be from 0 to 1"),
    ],
    ids=["picture", "weights", "names", "unit"],
)
def test_what_does_not_fit(changed, said):
    """Told in one line."""
    fitting = {"picture": np.zeros((6, 8)), "maps": MAPS, "weights": WEIGHTS, "biases": BIASES, **GIVEN}
    with pytest.raises(ValueError, match=said):
        ContributionBars(**{**fitting, **changed})
