"""A network's weights as JSON, and back."""

import json

import numpy as np
import pytest

from checker.packed import pack, unpack


def test_weights_come_back_as_they_were():
    """Values, shapes and order; nothing at all, one number, and an array whose memory is not in order too."""
    turned = np.arange(6, dtype="float32").reshape(2, 3).T
    arrays = [turned, np.float32([]), np.float32(7), np.float32([np.nan, np.inf])]
    received = unpack(json.loads(json.dumps(pack(arrays))))
    assert len(received) == len(arrays)
    assert all(np.array_equal(one, other, equal_nan=True) for one, other in zip(received, arrays, strict=True))


@pytest.mark.parametrize("shapes", [[[2, 2]], [[4]], [[3], [3]], [[-1]], []])
def test_shapes_that_do_not_fit_are_refused(shapes):
    """Three numbers were sent."""
    packed = pack([np.float32([1, 2, 3])])
    with pytest.raises(ValueError, match="3 numbers do not fill the shapes"):
        unpack({**packed, "shapes": shapes})


def test_what_is_no_base64_is_refused():
    """A letter that is none of its alphabet."""
    with pytest.raises(ValueError, match="base64"):
        unpack({"shapes": [[1]], "float32": "AAA*AA=="})
