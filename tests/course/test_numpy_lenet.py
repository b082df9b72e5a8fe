"""The network in NumPy: its gradient is the slope of its loss, and Keras agrees with both."""

import numpy as np
import pytest

from course.numpy_lenet import RELU, SHAPES, SIGMOID, backward, cross_entropy, drawn_at_random, forward, probabilities

NUDGE = 1e-6


@pytest.fixture
def images():
    """Three pictures and their labels."""
    random = np.random.default_rng(0)
    return random.uniform(size=(3, 32, 32, 1)), np.array([7, 0, 7])


def off_the_kinks(seed: int) -> list[np.ndarray]:
    """Parameters in float64 whose biases are not 0."""
    random = np.random.default_rng(seed)
    drawn = drawn_at_random(seed=seed, dtype="float64")
    return [part if part.ndim > 1 else random.normal(scale=0.1, size=part.shape) for part in drawn]


@pytest.mark.parametrize("activation", [RELU, SIGMOID])
def test_the_gradient_is_the_slope_of_the_loss(images, activation):
    """Some numbers of every array, nudged up and down by a millionth."""
    x, y = images
    parameters = off_the_kinks(0)
    seen = forward(x, parameters, activation=activation)
    computed = backward(seen, cross_entropy(seen.logits, y)[1], parameters, activation=activation)
    random = np.random.default_rng(1)
    told, measured = [], []
    for part, slopes in zip(parameters, computed, strict=True):
        for place in random.choice(part.size, 6, replace=False):
            losses = []
            for nudge in (NUDGE, -NUDGE):
                part.flat[place] += nudge
                losses.append(cross_entropy(forward(x, parameters, activation=activation).logits, y)[0])
                part.flat[place] -= nudge
            told.append(slopes.flat[place])
            measured.append((losses[0] - losses[1]) / (2 * NUDGE))
    assert np.allclose(told, measured, rtol=1e-4, atol=1e-8)


def test_an_unknown_activation_is_refused(images):
    """With the two that there are."""
    with pytest.raises(ValueError, match="'relu' or 'sigmoid', received 'tanh'"):
        forward(images[0], drawn_at_random(), activation="tanh")


def test_there_are_61706_parameters():
    """As in the plan of the lesson."""
    assert sum(part.size for part in drawn_at_random()) == 61_706


@pytest.fixture(scope="module")
def twin():
    """The same layers in Keras, with the same weights: the model and its parameters."""
    import keras

    layers = keras.layers
    model = keras.Sequential([keras.Input((32, 32, 1))])
    for kernels in SHAPES[:2]:
        model.add(layers.Conv2D(kernels[3], kernels[0], activation="relu"))
        model.add(layers.MaxPooling2D())
    model.add(layers.Flatten())
    for (_, units), activation in zip(SHAPES[2:], ("relu", "relu", None), strict=True):
        model.add(layers.Dense(units, activation=activation))
    parameters = off_the_kinks(3)
    model.set_weights(parameters)
    return model, parameters


@pytest.mark.slow
class TestBesideKeras:
    """The same layers in Keras, with the same weights."""

    def test_the_probabilities_of_test_digits_agree(self, twin):
        """To 1e-5, for 200 digits."""
        import keras

        from course.data import digits

        model, parameters = twin
        x = digits().x_test[:200]
        mine = probabilities(forward(x.astype("float64"), parameters).logits)
        assert np.abs(mine - keras.ops.softmax(model(x)).numpy()).max() < 1e-5

    def test_the_gradients_agree(self, twin, images):
        """TensorFlow's own differentiation gives the same ten arrays."""
        import tensorflow as tf

        (model, parameters), (x, y) = twin, images
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(y, model(x)))
        theirs = tape.gradient(loss, model.trainable_variables)
        seen = forward(x, parameters)
        mine = backward(seen, cross_entropy(seen.logits, y)[1], parameters)
        assert max(np.abs(a - b.numpy()).max() for a, b in zip(mine, theirs, strict=True)) < 1e-5
