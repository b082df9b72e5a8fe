"""Numbers, arrays and calls in words."""

import numpy as np
import pytest

from checker.show import FEW, call_in_words, value_in_words, values_apart

TYPED = [
    np.array([[1.0, 2.5], [0.25, -3.0]]), np.array([250, 10], dtype=np.uint8), np.array([1, 2]),
    np.array([True, False]), np.array([1.5, 2.0], dtype=np.float32), np.array([np.nan, np.inf, -np.inf]),
    np.zeros((0, 3)), np.zeros((2, 0), dtype=np.uint8), (np.ones(2), 3), [np.ones(2), [1, 2.0]], {"a": np.ones(1)},
    2.0, 3, True, "same", 'a "word"', None, float("inf"), [], (1,),
]  # fmt: skip


@pytest.mark.parametrize("value", TYPED)
def test_a_call_runs_when_it_is_pasted(value):
    """Python reads back what was given: the same type, dtype, shape and numbers."""
    call = call_in_words("f", ("x",), (value,)).strip("`")
    returned = eval(call, {"np": np, "f": lambda x: x})
    assert type(returned) is type(value)
    np.testing.assert_equal(returned, value)
    if isinstance(value, np.ndarray):
        assert (returned.dtype, returned.shape) == (value.dtype, value.shape)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (np.array([1.0, 2.0]), "x=np.array([1., 2.])"),
        (np.array([250, 10], dtype=np.uint8), "x=np.array([250, 10], dtype=np.uint8)"),
        (np.array(3.0), "x=3.0"),
        ("lambda x: x ** 2", "x=lambda x: x ** 2"),
        (np.zeros((8, 9)), "x=an array of shape (8, 9)"),
        (list(range(FEW + 1)), f"x=a list of {FEW + 1} numbers"),
        ([np.zeros((8, 9))] * 6, "x=6 arrays"),
    ],
)
def test_a_call_is_short(value, words):
    """As NumPy prints arrays; what is large by its shape or number."""
    assert call_in_words("f", ("x",), (value,)) == f"`f({words})`"


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (1 / 3, 0.3333334, ("0.3333333", "0.3333334")),
        (3, 3.0000001, ("3", "3.0000001")),
        (1.0, 1.0 + 2**-52, ("1", "1.0000000000000002")),
        (2.0, 3.0, ("2", "3")),
        ((1, 0.1), (1, 0.1000001), ("(1, 0.1)", "(1, 0.1000001)")),
    ],
)
def test_two_values_are_told_apart(one, other, words):
    """With as many digits as it takes."""
    assert values_apart(one, other) == words


@pytest.mark.parametrize(
    ("value", "words"), [(1 / 3, "0.33333"), (2.0, "2"), ([[1.0], [2, 3]], "[[1], [2, 3]]"), (np.ones(2), "[1, 1]")]
)
def test_a_result_is_shown_plainly(value, words):
    """Without what makes it a call; rows of different lengths too."""
    assert value_in_words(value) == words
