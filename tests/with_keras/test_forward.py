"""The NumPy forward pass, against Keras."""

import numpy as np
import pytest

from checker.architecture import chain, conv2d, dense
from checker.describe import describe, outputs_with
from checker.forward import FUNCTIONS, forward, random_weights
from course.article_network import LENET_REFERENCE
from tests.models import keras, layers, network, right_block


def test_the_exercise_network_computes_what_keras_computes():
    """Same weights, same pictures: equal to float32's last digits."""
    weights = random_weights(LENET_REFERENCE, seed=3)
    batch = np.random.default_rng(0).normal(size=(5, 32, 32, 1)).astype("float32")
    received = outputs_with(network(right_block()), weights, batch)
    assert np.allclose(forward(LENET_REFERENCE, weights, batch), received, rtol=0, atol=1e-6)


@pytest.mark.parametrize("function", sorted(FUNCTIONS))
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
    """No silent guess for a dilated kernel."""
    dilated = chain((8, 8, 1), conv2d(2, 3, dilation_rate=(2, 2)))
    with pytest.raises(ValueError, match="no reference for Conv2D"):
        forward(dilated, random_weights(dilated, 0), np.zeros((1, 8, 8, 1), "float32"))


def test_weights_of_an_unknown_shape_are_refused():
    """Dense on an axis of unknown length."""
    with pytest.raises(ValueError, match="cannot be told"):
        random_weights(chain((None,), dense(3)), 0)


@pytest.mark.parametrize("strides", [1, 2, 3])
@pytest.mark.parametrize("size", [1, (2, 3), 5])
@pytest.mark.parametrize(
    "layer", [layers.MaxPooling2D, layers.AveragePooling2D, lambda *a, **k: layers.Conv2D(3, *a, **k)]
)
def test_padded_windows_compute_what_keras_computes(layer, size, strides):
    """Padding "same", for windows and strides that leave an odd cell over."""
    model = keras.Sequential([keras.Input((7, 6, 2)), layer(size, strides=strides, padding="same")])
    architecture = describe(model)
    weights = random_weights(architecture, seed=2)
    batch = np.random.default_rng(2).normal(size=(2, 7, 6, 2)).astype("float32")
    assert np.allclose(forward(architecture, weights, batch), outputs_with(model, weights, batch), rtol=0, atol=1e-5)


def test_a_graph_computes_what_keras_computes():
    """Branches, a skip, normalisation, zero padding, global pooling."""
    picture = keras.Input((6, 5, 4))
    a = layers.BatchNormalization(scale=False)(layers.Conv2D(4, 3, padding="same", activation="relu")(picture))
    b = layers.MaxPooling2D(3, strides=1, padding="same")(picture)
    c = layers.Conv2D(2, 3)(layers.ZeroPadding2D(1)(picture))
    merged = layers.Concatenate()([layers.Add()([a, picture]), b, c])
    model = keras.Model(picture, layers.GlobalAveragePooling2D()(layers.BatchNormalization()(merged)))
    architecture = describe(model)
    weights = [np.abs(weight) + 0.5 if weight.ndim == 1 else weight for weight in random_weights(architecture, seed=4)]
    model.set_weights(weights)  # in Keras' own order, which is the description's
    batch = np.random.default_rng(3).normal(size=(2, 6, 5, 4)).astype("float32")
    assert np.allclose(forward(architecture, weights, batch), model(batch), rtol=0, atol=1e-5)


def test_what_only_training_changes_and_what_only_scales_is_computed():
    """Dropout hands on, Rescaling and a leaky ReLU do what Keras' do."""
    model = keras.Sequential(
        [keras.Input((6, 5, 2)), layers.Rescaling(-2.0, offset=0.5), layers.LeakyReLU(0.3), layers.Dropout(0.5),
         layers.SpatialDropout2D(0.5), layers.GaussianNoise(1.0), layers.GlobalMaxPooling2D()]
    )  # fmt: skip
    batch = np.random.default_rng(4).normal(size=(3, 6, 5, 2)).astype("float32")
    assert np.allclose(forward(describe(model), [], batch), model(batch), rtol=0, atol=1e-5)
