"""Output shapes and parameter counts, against Keras' own."""

import pytest

from checker.architecture import chain, conv2d, dense, flatten, max_pooling2d
from checker.describe import describe
from checker.shapes import ShapeError, output_shape, trace, weight_shapes
from course.article_network import LENET_REFERENCE
from tests.models import keras, layers, network, right_block


def test_the_exercise_network_has_the_shapes_and_parameters_of_the_course():
    """156, 6,160, 7,800, 12,100 and 1,010 parameters, 27,226 in all."""
    stages = trace(LENET_REFERENCE)
    assert [stage.output_shape for stage in stages] == [
        (28, 28, 6), (28, 28, 6), (14, 14, 6), (7, 7, 16), (7, 7, 16), (2, 2, 16), (64,), (120,), (100,), (10,), (10,),
    ]  # fmt: skip
    assert [stage.num_parameters for stage in stages if stage.num_parameters] == [156, 6160, 7800, 12100, 1010]
    assert sum(stage.num_parameters or 0 for stage in stages) == 27226


def test_the_exercise_network_has_as_many_parameters_as_keras_counts():
    """The reference and the model built in Keras agree."""
    assert sum(stage.num_parameters or 0 for stage in trace(LENET_REFERENCE)) == network(right_block()).count_params()


@pytest.mark.parametrize("padding", ["valid", "same"])
@pytest.mark.parametrize("strides", [1, 2, 3])
@pytest.mark.parametrize("size", [1, (2, 5), 7])
@pytest.mark.parametrize("layer", ["conv", "max", "average"])
def test_shapes_agree_with_keras(layer, size, strides, padding):
    """A window over a map that is not square, for every padding and several strides."""
    made = {
        "conv": lambda: layers.Conv2D(4, size, strides=strides, padding=padding),
        "max": lambda: layers.MaxPooling2D(size, strides=strides, padding=padding),
        "average": lambda: layers.AveragePooling2D(size, strides=strides, padding=padding),
    }[layer]()
    model = keras.Sequential([keras.Input((13, 10, 3)), made])
    (stage,) = trace(describe(model))
    assert stage.output_shape == model.output_shape[1:]
    assert stage.num_parameters == model.count_params()


@pytest.mark.parametrize(
    "layer",
    [
        layers.GlobalMaxPooling2D(),
        layers.GlobalAveragePooling2D(keepdims=True),
        layers.Rescaling(1 / 255),
        layers.GaussianDropout(0.5),
        layers.AlphaDropout(0.5),
        layers.Reshape((26, -1, 5)),
        layers.Reshape((39, 10)),
    ],
)
def test_layers_without_weights_agree_with_keras(layer):
    """Their shapes, with the axis that is left to be worked out, and that they have no parameters."""
    model = keras.Sequential([keras.Input((13, 10, 3)), layer])
    (stage,) = trace(describe(model))
    assert (stage.output_shape, stage.num_parameters) == (model.output_shape[1:], 0)


@pytest.mark.parametrize(
    "layer",
    [
        layers.SeparableConv2D(4, (2, 5), strides=2, depth_multiplier=3),
        layers.DepthwiseConv2D(3, depth_multiplier=2, use_bias=False),
        layers.Conv2DTranspose(4, (2, 5)),
        layers.Conv2DTranspose(4, 2, strides=3),
        layers.Conv2DTranspose(4, 3, strides=2, padding="same"),
    ],
)
def test_the_other_convolutions_agree_with_keras(layer):
    """Their maps, and each of their weights."""
    model = keras.Sequential([keras.Input((13, 10, 3)), layer])
    (stage,) = trace(describe(model))
    assert stage.output_shape == model.output_shape[1:]
    assert list(weight_shapes(stage.layer, (13, 10, 3))) == [tuple(weight.shape) for weight in model.weights]


@pytest.mark.parametrize("layer", [layers.LayerNormalization(), layers.PReLU()])
def test_of_a_layer_that_is_not_known_no_weights_are_told(layer):
    """None, and not that it has none: it has some."""
    (stage,) = trace(describe(keras.Sequential([keras.Input((13, 10, 3)), layer])))
    assert (stage.num_parameters, stage.output_shape) == (None, (13, 10, 3))


def test_dilation_and_groups_agree_with_keras():
    """A dilated, grouped convolution: both change what the window covers or how many weights it has."""
    model = keras.Sequential([keras.Input((20, 17, 4)), layers.Conv2D(6, 3, dilation_rate=2, groups=2, use_bias=False)])
    (stage,) = trace(describe(model))
    assert (stage.output_shape, stage.num_parameters) == (model.output_shape[1:], model.count_params())


def test_layers_that_keep_the_shape_agree_with_keras():
    """Dropout, normalisation, padding, global pooling."""
    model = keras.Sequential(
        [keras.Input((9, 8, 2)), layers.ZeroPadding2D((1, 2)), layers.Dropout(0.5), layers.BatchNormalization(),
         layers.GlobalAveragePooling2D()]
    )  # fmt: skip
    stages = trace(describe(model))
    assert stages[-1].output_shape == model.output_shape[1:]
    assert sum(stage.num_parameters or 0 for stage in stages) == model.count_params()


def test_a_kernel_larger_than_the_map_is_explained():
    """The message says which window does not fit on which map."""
    with pytest.raises(ShapeError, match="kernel of 20 × 20 does not fit on a map of 14 × 14"):
        output_shape(conv2d(16, 20), (14, 14, 6))


def test_a_convolution_on_a_flat_row_is_explained():
    """A convolution after Flatten has no rows and columns to slide over."""
    stages = trace(chain((8, 8, 1), flatten(), conv2d(2, 3), dense(3)))
    assert "(64,)" in stages[1].problem


def test_after_a_layer_that_cannot_be_built_nothing_is_claimed():
    """Shapes downstream are unknown, not guessed."""
    stages = trace(chain((8, 8, 1), max_pooling2d(9), flatten()))
    assert stages[1].output_shape is None
