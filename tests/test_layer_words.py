"""A layer in a learner's words, in good English."""

import pytest

from checker.architecture import LayerSpec
from checker.layer_words import asked_for

CONVOLUTION, POOLING = {"kernel_size": (8, 8)}, {"pool_size": (3, 3), "strides": (3, 3)}


@pytest.mark.parametrize(
    ("class_name", "arguments", "expected"),
    [
        ("Conv2D", {"filters": 16, **CONVOLUTION}, "16 filters of 8 × 8 were asked for"),
        ("Conv2D", {"filters": 1, **CONVOLUTION}, "1 filter of 8 × 8 was asked for"),
        ("Dense", {"units": 10}, "10 units were asked for"),
        ("MaxPooling2D", POOLING, "max pooling of 3 × 3 with stride 3 × 3 was asked for"),
        ("Activation", {"activation": "tanh"}, "tanh was asked for"),
    ],
)
def test_one_was_and_several_were_asked_for(class_name, arguments, expected):
    """What is asked for and its verb agree."""
    assert asked_for(LayerSpec(class_name=class_name, arguments=arguments)) == expected
