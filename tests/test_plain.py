"""Values through JSON and back."""

import json

import numpy as np
import pytest

from checker.plain import MOST_ITEMS, NotPlainError, from_plain, to_plain


@pytest.mark.parametrize(
    "value",
    [
        None, True, 3, -2.5, "text", float("inf"), (1, (2.0, "x")), [1, [2]], {"a": (1, 2), 3: None},
        np.arange(6).reshape(2, 3), np.array(2.5, dtype="float32"), np.array([np.nan, np.inf, -np.inf]),
        np.array([True, False]), np.zeros((0, 3), "uint8"), np.array([[200]], dtype="uint8"),
    ],
)  # fmt: skip
def test_a_value_comes_back_as_it_went(value):
    """Equal in type, dtype, shape and every number, NaN included."""
    returned = from_plain(json.loads(json.dumps(to_plain(value), allow_nan=False)))
    assert type(returned) is type(value)
    np.testing.assert_equal(returned, value)
    if isinstance(value, np.ndarray):
        assert (returned.dtype, returned.shape) == (value.dtype, value.shape)


def test_nan_comes_back_too():
    """JSON has none of its own."""
    assert np.isnan(from_plain(json.loads(json.dumps(to_plain(float("nan")), allow_nan=False))))


@pytest.mark.parametrize(
    "value", [object(), np.array([object()]), np.array(["a"]), {1, 2}, 1j, np.zeros(3, complex), lambda: 0]
)
def test_what_is_no_number_is_refused(value):
    """Objects are never pickled or asked for what they are."""
    with pytest.raises(NotPlainError):
        to_plain(value)


def test_an_array_of_the_learners_own_class_is_refused():
    """Its numbers could be made up when they are asked for."""

    class Sly(np.ndarray):
        """Not NumPy's own."""

    with pytest.raises(NotPlainError, match="Sly"):
        to_plain(np.zeros(3).view(Sly))


def test_an_array_too_large_to_be_an_answer_is_refused():
    """With its size."""
    with pytest.raises(NotPlainError, match="1,000,001"):
        to_plain(np.zeros(MOST_ITEMS + 1, "uint8"))


@pytest.mark.parametrize("plain", [{"array": {"dtype": "O", "shape": [1], "items": [1]}}, {"secret": 1}])
def test_foreign_data_is_refused(plain):
    """Only what `to_plain` writes is read."""
    with pytest.raises(ValueError, match="not"):
        from_plain(plain)


def test_what_an_array_was_is_kept_beside_its_numbers():
    """A masked array comes back as an array; that it was one stands in the data."""
    plain = to_plain(np.ma.array([1.0]))
    assert plain["array"]["was"] == "MaskedArray"
    assert type(from_plain(plain)) is np.ndarray
