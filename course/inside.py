"""What happens inside a network: every layer's output for one picture, its shape, and its parameters."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from checker.quiet import quiet_stderr
from course.stages import Stage
from course.table import Table

with quiet_stderr():
    import keras

NO_CHAIN = "this model is not a plain chain of layers, so its stages cannot be shown one by one"
INSTEAD = "It is right as it is. To look inside it here, build it with `keras.Sequential`, one layer a line."


def stages(model: keras.Model, image: np.ndarray) -> tuple[Stage, ...]:
    """The picture itself, then what each layer of `model` makes of it, in order.

    image: (rows, columns, channels). The model is only read. Raises ValueError for a model whose layers do not form a
    chain that can be followed, such as a subclass of keras.Model with a `call` of its own.
    """
    try:
        seen = [Stage(name="picture", values=image), *_layer_by_layer(model, image)]
    except (TypeError, ValueError) as fault:  # a layer that takes more than what the one before it gives
        raise ValueError(NO_CHAIN) from fault
    whole = keras.ops.convert_to_numpy(model(image[np.newaxis], training=False))[0]
    if not np.allclose(seen[-1].values, whole, atol=1e-5):
        raise ValueError(NO_CHAIN)
    return tuple(seen)


def can_be_followed(model: keras.Model, image: np.ndarray) -> bool:
    """Whether `stages` can show this model; if not, say why and what to do instead of failing.

    image: (rows, columns, channels), as for `stages`.
    """
    try:
        stages(model, image)
    except ValueError as fault:
        print(f"{str(fault).capitalize()}. {INSTEAD}")
        return False
    return True


def _layer_by_layer(model: keras.Model, image: np.ndarray) -> Iterator[Stage]:
    values = keras.ops.convert_to_tensor(image[np.newaxis])
    for layer in layers_in_order(model):
        values = layer(values, training=False)
        yield Stage(name=_spoken(layer), values=keras.ops.convert_to_numpy(values)[0])


def parameter_table(model: keras.Model) -> Table:
    """Each layer of `model` with its output shape and how its parameters are counted."""
    rows = [(_spoken(layer), _shape(layer), _counted(layer), layer.count_params()) for layer in layers_in_order(model)]
    return Table(
        caption="The network, layer by layer. A kernel's weights are rows × columns × channels in × filters.",
        headings=("layer", "output", "weights + biases", "parameters"),
        rows=rows,
        total=("total", "", "", model.count_params()),
    )


def layers_in_order(model: keras.Model) -> list[keras.Layer]:
    """The layers in order, nested Sequentials opened, inputs left out."""
    flat: list[keras.Layer] = []
    for layer in model.layers:
        if isinstance(layer, keras.Sequential):
            flat.extend(layers_in_order(layer))
        elif not isinstance(layer, keras.layers.InputLayer):
            flat.append(layer)
    return flat


def with_classifier(model: keras.Model, classifier: keras.Model) -> keras.Sequential:
    """A fresh network: the layers of `model` up to its Flatten, with new random weights, then a copy of `classifier`.

    Neither of the two is touched. Raises ValueError where `model` has no Flatten.
    """
    fresh = layers_in_order(keras.models.clone_model(model))
    ends = [at for at, layer in enumerate(fresh) if isinstance(layer, keras.layers.Flatten)]
    if not ends:
        raise ValueError("this model has no Flatten after which another classifier could stand")
    before = fresh[: ends[0] + 1]
    return keras.Sequential([keras.Input(model.input_shape[1:]), *before, keras.models.clone_model(classifier)])


def _spoken(layer: keras.Layer) -> str:
    kind = type(layer).__name__
    activation = getattr(layer, "activation", None)
    name = getattr(activation, "__name__", "linear")
    return kind if activation is None or name == "linear" else f"{kind} ({name})"


def _shape(layer: keras.Layer) -> str:
    return " × ".join(map(str, layer.output.shape[1:]))


def _counted(layer: keras.Layer) -> str:
    return " + ".join(" × ".join(map(str, weight.shape)) for weight in layer.weights)
