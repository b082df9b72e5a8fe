"""Save models with Keras for tests to read: python tests/save_models.py FOLDER NAME... (NAME from MODELS).

A process of its own, because the tests read these files without Keras. Beside each NAME.keras lies NAME.json: the
shapes of `model.weights`, as Keras gives them. The anonymous function in one of them leaves a file behind when it runs:
RAN in the working directory.
"""

import json
import sys
from pathlib import Path

import keras
import numpy as np
from keras import layers

folder = Path(sys.argv[1])


def own_tanh(x):
    """An activation of the author's own that does what tanh does."""
    return keras.ops.tanh(x)


@keras.saving.register_keras_serializable()
class OwnTanh(layers.Layer):
    """A layer of the author's own that does what tanh does."""

    def call(self, x):
        """tanh(x)."""
        return own_tanh(x)


@keras.saving.register_keras_serializable()
class OwnStart(keras.initializers.GlorotUniform):
    """An initializer of the author's own: it decides how training starts, not what the model computes."""


def _leaves_a_trace():
    """A layer with pickled code that runs as it stands, wherever it is loaded."""
    return layers.Lambda(lambda x: (__import__("pathlib").Path("RAN").touch(), x)[1])


def _network(*block, filters=6):
    return [
        keras.Input((32, 32, 1)),
        layers.Conv2D(filters, 5),
        layers.Activation("relu"),
        layers.MaxPooling2D(2, strides=2),
        *block,
        layers.Flatten(),
        layers.Dense(120),
        layers.Dense(100),
        layers.Dense(10),
        layers.Activation("softmax"),
    ]


def _sequential(*block, **changed):
    return keras.Sequential(_network(*block, **changed))


def _block(filters=16, activation="tanh", **more):
    return layers.Conv2D(filters, 8, activation=activation, **more), layers.MaxPooling2D(3)


def _trained():
    model = _sequential(*_block())
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(np.zeros((4, 32, 32, 1)), np.zeros(4), verbose=0)
    return model


def _functional(times=1):
    inputs, *rest = _network(*_block())
    outputs = inputs
    for layer in rest:
        outputs = layer(outputs)
    return keras.Model(inputs, [outputs] * times)


MODELS = {
    "right": lambda: _sequential(*_block()),
    "trained": _trained,
    "functional": _functional,
    "nested": lambda: _sequential(keras.Sequential(_block())),
    "dropout": lambda: keras.Sequential([keras.Input((4,)), layers.Dropout(0.5), layers.Dense(2)]),
    "many-layers": lambda: keras.Sequential([keras.Input((1,)), *(layers.Dense(units) for units in range(1, 13))]),
    "wrong": lambda: _sequential(*_block(filters=8)),
    "open": lambda: _sequential(),
    "prelu": lambda: _sequential(layers.Conv2D(16, 8), layers.PReLU(), layers.MaxPooling2D(3)),
    "two-outputs": lambda: _functional(times=2),
    "own-initializer": lambda: _sequential(*_block(kernel_initializer=OwnStart())),
    "lambda": lambda: _sequential(layers.Conv2D(16, 8), layers.Lambda(own_tanh), layers.MaxPooling2D(3)),
    "anonymous": lambda: _sequential(layers.Conv2D(16, 8), _leaves_a_trace(), layers.MaxPooling2D(3)),
    "lambda-and-wrong": lambda: _sequential(layers.Conv2D(8, 8), layers.Lambda(own_tanh), layers.MaxPooling2D(3)),
    "own-class": lambda: _sequential(layers.Conv2D(16, 8), OwnTanh(), layers.MaxPooling2D(3)),
    "own-activation": lambda: _sequential(*_block(activation=own_tanh)),
    "anonymous-activation": lambda: _sequential(*_block(activation=lambda x: own_tanh(x))),
}

for name in sys.argv[2:]:
    model = MODELS[name]()
    model.save(folder / f"{name}.keras")
    (folder / f"{name}.json").write_text(json.dumps([list(weight.shape) for weight in model.weights]))
Path("RAN").unlink(missing_ok=True)
