"""Live Keras models, and their saved configs, as architectures."""

import json
import zipfile

import numpy as np
import pytest

from checker.architecture import Architecture
from checker.describe import describe, is_model, outputs_with
from checker.keras_config import ConfigError, architecture_from_config
from course.article_network import LENET_REFERENCE
from tests.models import first_block, head, keras, layers, network, right_block


def functional() -> keras.Model:
    """The exercise's network in functional style, with activations in the layers."""
    picture = keras.Input((32, 32, 1))
    x = layers.MaxPooling2D(2)(layers.Conv2D(6, 5, activation="relu")(picture))
    x = layers.MaxPool2D(3)(layers.Conv2D(16, 8, activation="tanh")(x))
    for units, function in ((120, None), (100, None), (10, "softmax")):
        x = layers.Dense(units, activation=function)(layers.Flatten()(x) if units == 120 else x)
    return keras.Model(picture, x)


def nested() -> keras.Model:
    """The open block as a model of its own inside the network."""
    return network([keras.Sequential([*right_block()])])


def nested_functional() -> keras.Model:
    """A functional model inside a functional one."""
    maps = keras.Input((14, 14, 6))
    block = keras.Model(maps, layers.MaxPooling2D(3)(layers.Conv2D(16, 8, activation=keras.ops.tanh)(maps)))
    picture = x = keras.Input((32, 32, 1))
    for layer in [*first_block(), block, *head()]:
        x = layer(x)
    return keras.Model(picture, x)


def with_operations() -> keras.Model:
    """Activations as operations of keras.ops rather than layers."""
    picture = x = keras.Input((32, 32, 1))
    x = layers.MaxPooling2D(2)(keras.ops.relu(layers.Conv2D(6, 5)(x)))
    x = layers.MaxPooling2D(3)(keras.ops.tanh(layers.Conv2D(16, 8)(x)))
    for layer in [layers.Flatten(), layers.Dense(120), layers.Dense(100), layers.Dense(10)]:
        x = layer(x)
    return keras.Model(picture, keras.ops.softmax(x))


FORMS = [functional, nested, nested_functional, with_operations, lambda: network(right_block())]


@pytest.mark.parametrize("make", FORMS)
def test_every_form_of_one_network_has_one_architecture(make):
    """Sequential, functional, nested, with operations: the same plain data."""
    assert describe(make()) == LENET_REFERENCE


@pytest.mark.parametrize("make", FORMS)
def test_a_saved_file_describes_the_same_architecture(make, tmp_path):
    """config.json alone, read without Keras, gives what the live model gives."""
    make().save(tmp_path / "model.keras")
    with zipfile.ZipFile(tmp_path / "model.keras") as file:
        config = json.loads(file.read("config.json"))
    assert architecture_from_config(config) == LENET_REFERENCE


def test_an_architecture_survives_json():
    """To JSON and back it is equal, shapes as tuples again."""
    described = describe(functional())
    assert Architecture.from_dict(json.loads(json.dumps(described.to_dict()))) == described


def test_branches_are_described_as_a_graph():
    """A sum of two branches reads from both."""
    picture = keras.Input((8, 8, 3))
    merged = layers.Add()([layers.Conv2D(4, 3, padding="same")(picture), layers.Conv2D(4, 1)(picture)])
    described = describe(keras.Model(picture, merged))
    assert not described.is_chain
    assert [layer.class_name for layer in described.layers] == ["Conv2D", "Conv2D", "Add"]
    assert described.layers[2].inputs == (0, 1)


def test_a_function_is_known_by_what_it_computes_not_by_its_name():
    """The learner's own `tanh` that does nothing is not tanh; one of another name that computes it is."""

    def tanh(x):
        return x

    def squash(x):
        return (keras.ops.exp(x) - keras.ops.exp(-x)) / (keras.ops.exp(x) + keras.ops.exp(-x))

    claimed, computed = (
        describe(keras.Sequential([keras.Input((4,)), layers.Activation(function)])) for function in (tanh, squash)
    )
    assert "a function of your own called 'tanh'" in claimed.layers[0].arguments["activation"]
    assert computed.layers[0].arguments["activation"] == "tanh"


def test_a_class_of_the_learners_own_is_not_believed():
    """It may be called Conv2D and have its arguments; it is not readable."""

    class Conv2D(layers.Conv2D):
        def call(self, inputs):
            return super().call(inputs) * 0

    described = describe(keras.Sequential([keras.Input((9, 9, 1)), Conv2D(2, 3)]))
    assert not described.layers[0].readable


def test_relu_and_softmax_layers_are_activations():
    """Layers of that name with default arguments are the functions."""
    described = describe(keras.Sequential([keras.Input((4,)), layers.ReLU(), layers.Softmax(), layers.ReLU(6.0)]))
    assert [layer.class_name for layer in described.layers] == ["Activation", "Activation", "ReLU"]


def test_a_frozen_layer_is_seen_inside_a_frozen_model():
    """`trainable = False` on a nested model holds for its layers."""
    block = keras.Sequential([*right_block()])
    block.trainable = False
    assert [layer.trainable for layer in describe(network([block])).layers[3:6]] == [False] * 3


def test_describing_and_running_changes_nothing_in_the_model():
    """Weights bit for bit, optimizer, loss, names and random state are as before."""
    model = network(right_block())
    model.compile(optimizer=keras.optimizers.SGD(0.5), loss="mse")
    optimizer, names = model.optimizer, [variable.path for variable in model.variables]
    before = [weight.copy() for weight in model.get_weights()]
    numpys = np.random.get_state()[1].copy()
    weights = [np.ones(weight.shape, "float32") for weight in model.get_weights()]
    describe(model)
    outputs_with(model, weights, np.ones((2, 32, 32, 1), "float32"))
    assert all(np.array_equal(old, new) for old, new in zip(before, model.get_weights(), strict=True))
    assert (model.optimizer, model.loss) == (optimizer, "mse")
    assert [variable.path for variable in model.variables] == names
    assert np.array_equal(np.random.get_state()[1], numpys)


def test_only_keras_models_are_models():
    """A class, a list, a layer and nothing at all are not."""
    assert [is_model(thing) for thing in (keras.Sequential, [], layers.Dense(1), None)] == [False] * 4


@pytest.mark.parametrize(
    "config",
    [
        {},
        {"class_name": "Sequential", "module": "keras", "config": {}},
        {"class_name": "Sequential", "module": "keras", "config": {"layers": 3}},
        {
            "class_name": "Functional",
            "module": "keras",
            "config": {"layers": [], "input_layers": [], "output_layers": []},
        },
    ],
)
def test_a_config_that_describes_no_model_is_refused(config):
    """A clear error of its own, whatever is wrong inside."""
    with pytest.raises(ConfigError):
        architecture_from_config(config)
