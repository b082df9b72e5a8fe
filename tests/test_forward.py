"""The NumPy forward pass, against Keras."""

import numpy as np
import pytest

from checker.architecture import chain, conv2d, dense
from checker.describe import describe, outputs_with
from checker.exercises.lenet import LENET_REFERENCE
from checker.forward import forward, random_weights
from tests.models import keras, layers, network, right_block


def test_the_exercise_network_computes_what_keras_computes():
    """Same weights, same pictures: equal to float32's last digits."""
    weights = random_weights(LENET_REFERENCE, seed=3)
    batch = np.random.default_rng(0).normal(size=(5, 32, 32, 1)).astype("float32")
    received = outputs_with(network(right_block()), weights, batch)
    assert np.allclose(forward(LENET_REFERENCE, weights, batch), received, rtol=0, atol=1e-6)


@pytest.mark.parametrize("function", ["relu", "tanh", "sigmoid", "softmax"])
def test_strided_layers_on_oblong_maps_compute_what_keras_computes(function):
    """A convolution with a stride, without a bias, average pooling, every activation."""
    model = keras.Sequential(
        [keras.Input((11, 8, 3)), layers.Conv2D(4, (3, 2), strides=(2, 1), use_bias=False, activation=function),
         layers.AveragePooling2D((2, 3), strides=(1, 2)), layers.Flatten(), layers.Dense(5)]
    )  # fmt: skip
    architecture = describe(model)
    weights = random_weights(architecture, seed=1)
    batch = np.random.default_rng(1).normal(size=(2, 11, 8, 3)).astype("float32")
    assert np.allclose(forward(architecture, weights, batch), outputs_with(model, weights, batch), rtol=0, atol=1e-5)


def test_the_random_weights_tell_activations_apart():
    """With the weights that a check uses, tanh left out changes the probabilities by far more than the tolerance."""
    without = chain((32, 32, 1), *(layer for layer in LENET_REFERENCE.layers if "tanh" not in layer.arguments.values()))
    weights = random_weights(LENET_REFERENCE, seed=0)
    batch = np.random.default_rng(0).normal(size=(3, 32, 32, 1)).astype("float32")
    assert np.abs(forward(LENET_REFERENCE, weights, batch) - forward(without, weights, batch)).max() > 0.01


def test_a_layer_without_a_reference_is_refused():
    """No silent guess for padding "same"."""
    padded = chain((8, 8, 1), conv2d(2, 3, padding="same"))
    with pytest.raises(ValueError, match="no reference for Conv2D"):
        forward(padded, random_weights(padded, 0), np.zeros((1, 8, 8, 1), "float32"))


def test_weights_of_an_unknown_shape_are_refused():
    """Dense on an axis of unknown length."""
    with pytest.raises(ValueError, match="cannot be told"):
        random_weights(chain((None,), dense(3)), 0)
