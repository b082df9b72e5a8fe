"""Answers to the exercise "lenet": right ones in every form, wrong ones with the mistake that each must be told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from checker.exercise import Attempt
from checker.report import Report
from checker.run import check
from tests.models import Block, check_cell, check_model, first_block, head, keras, layers, network, right_block


class OwnTanh(layers.Layer):
    """A layer of the learner's own that computes tanh."""

    def call(self, inputs):
        """Keras' hook."""
        return keras.ops.tanh(inputs)


class OwnNoisyTanh(layers.Layer):
    """A layer of the learner's own that computes tanh, and hides a Dropout."""

    def __init__(self):
        super().__init__()
        self.inside = layers.Dropout(0.5)

    def call(self, inputs, training=None):
        """Keras' hook."""
        return keras.ops.tanh(self.inside(inputs, training=training))


class OwnNetwork(keras.Model):
    """The whole network as a class of the learner's own; `function` is the second activation."""

    def __init__(self, function="tanh"):
        super().__init__()
        self.parts = [*first_block(), layers.Conv2D(16, 8, activation=function), layers.MaxPooling2D(3), *head()]

    def call(self, inputs):
        """Keras' hook."""
        for part in self.parts:
            inputs = part(inputs)
        return inputs


class Liar(keras.Sequential):
    """A model whose `.layers` shows the network that was asked for."""

    @property
    def layers(self):
        """The lie."""
        return network(right_block()).layers


def called(model: keras.Model) -> keras.Model:
    """`model` after it has seen a picture, so that it has weights."""
    model(keras.ops.zeros((1, 32, 32, 1)))
    return model


def functional() -> keras.Model:
    """The network in functional style."""
    return functional_with(lambda picture, probabilities: keras.Model(inputs=picture, outputs=probabilities))


def functional_with(wrap: Callable[[object, object], keras.Model]) -> keras.Model:
    """The network as `wrap(input, output)` makes a model of it."""
    picture = x = keras.Input((32, 32, 1), name="picture")
    for layer in [*first_block(), *right_block(), *head()]:
        x = layer(x)
    return wrap(picture, x)


def in_numbers_of(policy: str, block: Callable[[], Block] = right_block) -> keras.Model:
    """The network in numbers of another type; its second block is made among these."""
    before = keras.config.dtype_policy()
    keras.config.set_dtype_policy(policy)
    try:
        return network(block())
    finally:
        keras.config.set_dtype_policy(before)


def trained() -> keras.Model:
    """The network, compiled and trained for a step."""
    model = network(right_block())
    model.compile("sgd", "sparse_categorical_crossentropy")
    model.fit(keras.ops.ones((4, 32, 32, 1)), keras.ops.zeros((4,)), verbose=0)
    return model


def conv(**changed) -> layers.Conv2D:
    """The second convolution, with these arguments changed."""
    return layers.Conv2D(**({"filters": 16, "kernel_size": 8} | changed))


def pool(**changed) -> layers.MaxPooling2D:
    """The second pooling, with these arguments changed."""
    return layers.MaxPooling2D(**({"pool_size": 3, "strides": 3} | changed))


def tanh() -> layers.Activation:
    """The second activation."""
    return layers.Activation("tanh")


RIGHT: dict[str, Callable[[], keras.Model]] = {
    "layer by layer": lambda: network(right_block()),
    "fused activation": lambda: network([layers.Conv2D(16, 8, activation="tanh"), layers.MaxPooling2D(3)]),
    "activation as a function": lambda: network([conv(activation=keras.activations.tanh), pool()]),
    "activation as an operation": lambda: network([conv(activation=keras.ops.tanh), pool()]),
    "alias MaxPool2D": lambda: network([conv(), tanh(), layers.MaxPool2D(3)]),
    "alias Convolution2D": lambda: network([layers.Convolution2D(16, (8, 8)), tanh(), pool()]),
    "tuples": lambda: network([conv(kernel_size=(8, 8)), tanh(), pool(pool_size=(3, 3), strides=(3, 3))]),
    "lists": lambda: network([conv(kernel_size=[8, 8]), tanh(), pool(pool_size=[3, 3])]),
    "strides left out": lambda: network([conv(), tanh(), layers.MaxPooling2D(3)]),
    "defaults written out": lambda: network(
        [conv(strides=1, padding="valid", use_bias=True, dilation_rate=1), tanh(), pool(padding="valid")]
    ),
    "keywords in another order": lambda: network(
        [layers.Conv2D(kernel_size=8, filters=16), tanh(), layers.MaxPooling2D(strides=3, pool_size=3)]
    ),
    "own names": lambda: network([conv(name="bobs_layer"), layers.Activation("tanh", name="x"), pool(name="y")]),
    "own initializer and regularizer": lambda: network(
        [conv(kernel_initializer="he_normal", kernel_regularizer="l2"), tanh(), pool()]
    ),
    "linear given": lambda: network([conv(activation="linear"), layers.Activation("linear"), tanh(), pool()]),
    "functional": functional,
    "nested": lambda: network([keras.Sequential([*right_block()])]),
    "input_shape in the first layer": lambda: keras.Sequential(
        [layers.Conv2D(6, 5, input_shape=(32, 32, 1)), layers.ReLU(), layers.MaxPooling2D(2), *right_block(), *head()]
    ),
    "InputLayer": lambda: keras.Sequential(
        [layers.InputLayer(shape=(32, 32, 1)), *first_block(), *right_block(), *head()]
    ),
    "softmax fused": lambda: network(
        right_block(),
        last=[layers.Flatten(), layers.Dense(120), layers.Dense(100), layers.Dense(10, activation="softmax")],
    ),
    "softmax as a layer": lambda: network(right_block(), last=[*head()[:-1], layers.Softmax()]),
    "compiled and trained": trained,
    "a Lambda that computes tanh": lambda: network([conv(), layers.Lambda(lambda x: keras.ops.tanh(x)), pool()]),
    "a Lambda that computes two layers": lambda: network(
        [conv(), layers.Lambda(lambda x: keras.ops.max_pool(keras.ops.tanh(x), 3, 3))]
    ),
    "a layer of one's own": lambda: network([conv(), OwnTanh(), pool()]),
    "a subclass": lambda: called(OwnNetwork()),
    "an activation layer as a function": lambda: network([conv(activation=layers.Activation("tanh")), pool()]),
    "a layer of one's own as a function": lambda: network([conv(activation=OwnTanh()), pool()]),
    "Reshape for Flatten": lambda: network(right_block(), last=[layers.Reshape((64,)), *head()[1:]]),
    "Reshape by -1": lambda: network(right_block(), last=[layers.Reshape((-1,)), *head()[1:]]),
    "a dictionary of one input": lambda: functional_with(lambda given, out: keras.Model({"picture": given}, out)),
    "a dictionary of one output": lambda: functional_with(lambda given, out: keras.Model(given, {"probs": out})),
    "bfloat16": lambda: in_numbers_of("bfloat16"),
    "mixed_float16": lambda: in_numbers_of("mixed_float16"),
    "seldom used activation names": lambda: network(
        [conv(), layers.Activation(lambda x: 2 * keras.ops.sigmoid(2 * x) - 1), pool()]
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """A wrong answer: how to check it, and the (where, mistake) of every finding that costs points."""

    report: Callable[[], Report]
    told: list[tuple[str, str]] = field(default_factory=list)


def _block(*block: Callable[[], layers.Layer], told: list[tuple[str, str]]) -> Wrong:
    return Wrong(report=lambda: check_cell(*block), told=told)


def _model(make: Callable[[], object], told: list[tuple[str, str]]) -> Wrong:
    return Wrong(report=lambda: check_model(make()), told=told)


def _named_tanh() -> layers.Layer:
    def tanh(x):
        return x * 1

    return layers.Activation(tanh)


def _not_defined(name: str) -> layers.Layer:
    return eval(name, {})


CONV, ACTIVATION, POOL = "second convolution", "second activation", "second pooling"
WRONG: dict[str, Wrong] = {
    "filters": _block(lambda: conv(filters=6), tanh, pool, told=[(CONV, "filters")]),
    "kernel-size": _block(lambda: conv(kernel_size=5), tanh, pool, told=[(CONV, "kernel-size")]),
    "kernel-oblong": _block(lambda: conv(kernel_size=(8, 5)), tanh, pool, told=[(CONV, "kernel-size")]),
    "activation": _block(conv, lambda: layers.Activation("relu"), pool, told=[(ACTIVATION, "activation")]),
    "activation-leaky": _block(conv, lambda: layers.LeakyReLU(0.1), pool, told=[(ACTIVATION, "activation")]),
    "pool-size": _block(conv, tanh, lambda: pool(pool_size=2, strides=2), told=[(POOL, "pool-size")]),
    "pool-stride": _block(conv, tanh, lambda: pool(strides=2), told=[(POOL, "pool-stride")]),
    "pool-padding": _block(conv, tanh, lambda: pool(padding="same"), told=[(POOL, "pool-padding")]),
    "stride": _block(lambda: conv(strides=2), tanh, pool, told=[(CONV, "stride")]),
    "padding": _block(lambda: conv(padding="same"), tanh, pool, told=[(CONV, "padding")]),
    "dilation": _block(lambda: conv(kernel_size=3, dilation_rate=2), tanh, pool,
                       told=[(CONV, "kernel-size"), (CONV, "dilation")]),
    "groups": _block(lambda: conv(groups=2), tanh, pool, told=[(CONV, "groups")]),
    "average-for-max": _block(conv, tanh, lambda: layers.AveragePooling2D(3), told=[(POOL, "average-for-max")]),
    "global-pooling": _block(conv, tanh, layers.GlobalMaxPooling2D, told=[(POOL, "other-layer")]),
    "no-bias": _block(lambda: conv(use_bias=False), tanh, pool, told=[(CONV, "no-bias")]),
    "one-filter": _block(lambda: conv(filters=1), tanh, pool, told=[(CONV, "filters")]),
    "separable": _block(lambda: layers.SeparableConv2D(16, 8), tanh, pool, told=[(CONV, "other-layer")]),
    "transposed": _block(lambda: layers.Conv2DTranspose(16, 8), tanh, pool, told=[(CONV, "other-layer")]),
    "depthwise": _block(lambda: layers.DepthwiseConv2D(8), tanh, pool, told=[(CONV, "other-layer")]),
    "activation-prelu": _block(conv, layers.PReLU, pool, told=[(ACTIVATION, "activation")]),
    "activation-given-as-a-layer": _block(lambda: conv(activation=layers.LeakyReLU()), pool,
                                          told=[(ACTIVATION, "activation")]),
    "layer-normalization": _block(conv, tanh, layers.LayerNormalization, pool,
                                  told=[("LayerNormalization layer after the second activation", "extra-layer")]),
    "extra-layer": _block(conv, tanh, pool, lambda: layers.Conv2D(16, 2),
                          told=[("Conv2D layer after the second pooling", "extra-layer")]),
    "extra-activation": _block(conv, tanh, lambda: layers.Activation("relu"), pool,
                               told=[("relu activation after the second activation", "extra-layer")]),
    "batch-normalization": _block(conv, layers.BatchNormalization, tanh, pool,
                                  told=[("BatchNormalization layer after the second convolution", "extra-layer")]),
    "dropout": _block(conv, tanh, pool, lambda: layers.Dropout(0.5),
                      told=[("Dropout layer after the second pooling", "dropout")]),
    "missing-activation": _block(conv, pool, told=[(ACTIVATION, "missing-layer")]),
    "missing-pooling": _block(conv, tanh, told=[(POOL, "missing-layer")]),
    "only-convolution": _block(conv, told=[(ACTIVATION, "missing-layer"), (POOL, "missing-layer")]),
    "layer-order": _block(conv, pool, tanh, told=[(ACTIVATION, "layer-order")]),
    "channels-first": _block(lambda: conv(data_format="channels_first"), tanh, pool, told=[(CONV, "channels-first")]),
    "numbers-swapped": _block(lambda: layers.Conv2D(8, 16), tanh, pool,
                              told=[(CONV, "filters-and-kernel-size-swapped")]),
    "two-mistakes": _block(lambda: conv(kernel_size=5, activation="relu"), pool,
                           told=[(CONV, "kernel-size"), (ACTIVATION, "activation")]),
    "three-sizes-as-in-keras-1": _block(lambda: layers.Conv2D(16, 8, 8), tanh, pool, told=[(CONV, "stride")]),
    "keras-1-names": _block(lambda: layers.Convolution2D(nb_filter=16, nb_row=8, nb_col=8), tanh, pool,
                            told=[("answer cell", "keras-1-names")]),
    "keras-1-padding": _block(lambda: conv(border_mode="valid"), tanh, pool, told=[("answer cell", "keras-1-names")]),
    "misspelt": _block(conv, lambda: layers.Activation("Tanh"), pool, told=[("answer cell", "cell-raised")]),
    "prefix-forgotten": _block(conv, tanh, lambda: _not_defined("MaxPooling2D"), told=[("answer cell", "cell-raised")]),
    "strides-and-dilation": _block(lambda: conv(strides=2, dilation_rate=2), tanh, pool,
                                   told=[("answer cell", "strides-and-dilation")]),
    "kernel-too-large": _block(lambda: conv(kernel_size=20), tanh, pool, told=[(CONV, "kernel-size")]),
    "pool-too-large": _block(conv, tanh, lambda: pool(pool_size=9), told=[(POOL, "pool-size")]),
    "only-named": _block(conv, _named_tanh, pool, told=[(ACTIVATION, "only-named")]),
    "lambda-that-averages": _block(
        conv, lambda: layers.Lambda(lambda x: keras.ops.average_pool(keras.ops.tanh(x), 3, 3)),
        told=[("the whole network", "computes-something-else")],
    ),
    "close-by-in-coarse-numbers": _model(
        lambda: in_numbers_of(
            "bfloat16", lambda: [conv(), layers.Lambda(lambda x: keras.ops.max_pool(x / (1 + abs(x)), 3, 3))]
        ),
        [("the whole network", "computes-something-else")],
    ),
    "dropout-in-a-layer-of-ones-own": _block(conv, OwnNoisyTanh, pool, told=[("the whole network", "dropout")]),
    "second-input": _model(
        lambda: functional_with(lambda given, out: keras.Model([given, keras.Input((5,))], out)),
        [("the whole network", "second-input")],
    ),
    "second-output": _model(
        lambda: functional_with(lambda given, out: keras.Model(given, [out, out])),
        [("the whole network", "second-output")],
    ),
    "first-block-edited": _model(
        lambda: network(right_block(), first=[layers.Conv2D(8, 5), layers.ReLU(), layers.MaxPooling2D(2)]),
        [("first convolution", "filters")],
    ),
    "head-edited": _model(
        lambda: network(right_block(), last=[layers.Flatten(), layers.Dense(84), *head()[2:]]),
        [("first fully connected layer", "units")],
    ),
    "softmax-missing": _model(
        lambda: network(right_block(), last=head()[:-1]), [("third activation", "missing-layer")]
    ),
    "other-input": _model(
        lambda: keras.Sequential([keras.Input((28, 28, 1)), *first_block(), *right_block(), *head()]),
        [("input", "input-shape")],
    ),
    "no-input": _model(
        lambda: keras.Sequential([*first_block(), *right_block(), *head()]), [("input", "input-shape")]
    ),
    "wrong-subclass": _model(
        lambda: called(OwnNetwork("relu")), [("the whole network", "computes-something-else")]
    ),
    "subclass-never-called": _model(OwnNetwork, [("the whole network", "not-built")]),
    "liar": _model(
        lambda: Liar([keras.Input((32, 32, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")]),
        [("the whole network", "computes-something-else")],
    ),
    "list": _model(lambda: [1, 2], [("answer cell", "wrong-type")]),
    "class": _model(lambda: keras.Sequential, [("answer cell", "wrong-type")]),
    "other-name": Wrong(
        report=lambda: check("lenet", Attempt(namespace={"net": network(right_block())})),
        told=[("answer cell", "other-name")],
    ),
}  # fmt: skip
