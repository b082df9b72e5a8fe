"""Read what Keras writes about a model (the `config.json` of a `.keras` file, `get_config()`) into an Architecture.

Data in, data out: no Keras is imported and no code from the config is run. Standard library only.

Initializers, regularizers, constraints and dtypes are left out on purpose: they say how a network learns, not what it
is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from numbers import Real
from typing import Any

from checker.architecture import INPUT, MODEL_INPUT, OUTPUT, Architecture, LayerSpec, Shape

Config = Mapping[str, Any]

ARGUMENTS_THAT_COUNT = {
    "Conv2D": ("filters", "kernel_size", "strides", "padding", "data_format", "dilation_rate", "groups", "use_bias"),
    "MaxPooling2D": ("pool_size", "strides", "padding", "data_format"),
    "AveragePooling2D": ("pool_size", "strides", "padding", "data_format"),
    "Dense": ("units", "use_bias"),
    "Flatten": (),
    "BatchNormalization": ("axis", "center", "scale"),
    "Concatenate": ("axis",),
    "Add": (),
}
NUMBERS = {"filters", "units", "groups", "depth_multiplier"}
PAIRS = {"kernel_size", "strides", "dilation_rate", "pool_size"}
NEVER_COUNT = {"name", "trainable", "dtype", "seed", "activation", "batch_shape", "batch_input_shape"}
NEVER_COUNT_ENDINGS = ("_initializer", "_regularizer", "_constraint")
SAME_FUNCTION = {"swish": "silu", "hard_swish": "hard_silu"}  # Keras' own aliases
# A layer that is one of the named functions, when its arguments are these (Keras' defaults that make it so).
LAYER_AS_FUNCTION: dict[str, tuple[str, dict[str, Any]]] = {
    "ReLU": ("relu", {"max_value": None, "negative_slope": 0.0, "threshold": 0.0}),
    "Softmax": ("softmax", {"axis": -1}),
    "ELU": ("elu", {"alpha": 1.0}),
}
OPERATION_AS_FUNCTION = {"Tanh": "tanh", "Relu": "relu", "Sigmoid": "sigmoid", "Softmax": "softmax"}  # keras.ops
OPERATION_AS_LAYER = ("Add", "Subtract", "Multiply", "Maximum", "Minimum", "Concatenate")  # keras.ops, +, -, *
CHANNELS_LAST = 3  # the axis of the channels among (batch, rows, columns, channels), which is also -1
MOST_LAYERS = 10_000  # far above any network of the course; a config of millions would only keep the checker busy


class ConfigError(ValueError):
    """The config is not one that Keras writes; the message says what is missing."""


def architecture_from_config(config: Config) -> Architecture:
    """The architecture that a serialized Keras model describes. Raises ConfigError when it describes none."""
    try:
        reader = _Reader()
        if _is_model(config):
            _, *others = reader.add_model(config, (MODEL_INPUT,))
            for position in others:
                reader.append(LayerSpec(class_name=OUTPUT, inputs=(position,)))
        else:
            reader.add_layer(config, (MODEL_INPUT,))
    except ConfigError:
        raise
    except (KeyError, TypeError, IndexError, AttributeError, ValueError, RecursionError) as fault:
        raise ConfigError(f"this is not a description of a Keras 3 model ({type(fault).__name__}: {fault})") from fault
    return Architecture(input_shape=reader.input_shape, layers=tuple(reader.layers))


def _is_model(config: Config) -> bool:
    return config["class_name"] in ("Sequential", "Functional", "Model") and _is_keras_own(config)


def _is_keras_own(config: Config) -> bool:
    module = config.get("module") or ""
    return module == "keras" or module.startswith("keras.")


def _is_operation(config: Config) -> bool:
    return bool((config.get("module") or "").startswith("keras.src.ops"))


class _Reader:
    """Collects layers while it walks a config; a position is an index into `layers`, or MODEL_INPUT."""

    def __init__(self) -> None:
        self.layers: list[LayerSpec] = []
        self.input_shape: Shape | None = None

    def add_model(self, config: Config, inputs: tuple[int, ...]) -> tuple[int, ...]:
        """Add the layers of a model that reads from `inputs`; the positions of its outputs, mostly one."""
        inside = config["config"]
        trainable = inside.get("trainable", True)
        if "input_layers" in inside:
            return self._add_graph(inside, inputs, trainable)
        position = inputs[0]
        for layer in inside["layers"]:
            position = self.add_layer(layer, (position,), trainable)
        return (position,)

    def add_layer(self, config: Config, inputs: tuple[int, ...], trainable: bool = True) -> int:
        """Add what `config` describes, reading from `inputs`; the position of its output."""
        if len(self.layers) > MOST_LAYERS:
            raise ConfigError(f"it has more than {MOST_LAYERS} layers")
        class_name, own = config["class_name"], _is_keras_own(config)
        if not isinstance(class_name, str):
            raise ConfigError(f"one of its layers is a {class_name!r}")
        inside = config["config"] if isinstance(config["config"], Mapping) else {}
        if class_name == "InputLayer" and own:
            return self._note_input(inside, inputs[0])
        if _is_model(config):
            frozen = {**config, "config": {**inside, "trainable": trainable and inside.get("trainable", True)}}
            return self.add_model(frozen, inputs)[0]
        common: dict[str, Any] = {
            "name": str(inside.get("name", "")),
            "trainable": bool(trainable and inside.get("trainable", True)),
        }
        if not own:
            return self.append(LayerSpec(class_name=class_name, inputs=inputs, readable=False, **common))
        if class_name == "Lambda":
            return self.append(LayerSpec(class_name="Lambda", inputs=inputs, readable=False, **common))
        if class_name == "Reshape" and len(inside["target_shape"]) == 1:  # all numbers in one row
            return self.append(LayerSpec(class_name="Flatten", inputs=inputs, **common))
        function = _as_function(class_name, inside)
        if function is not None:
            return self._add_function(function, inputs, common)
        if _is_operation(config) and (class_name not in OPERATION_AS_LAYER or len(inputs) < 2):
            return self.append(LayerSpec(class_name=class_name, inputs=inputs, readable=False, **common))
        self._note_input_of_first(inside, inputs)
        position = self.append(
            LayerSpec(class_name=class_name, arguments=_arguments(class_name, inside), inputs=inputs, **common)
        )
        return self._add_function(inside.get("activation"), (position,), common)

    def append(self, layer: LayerSpec) -> int:
        """Add this layer; its position."""
        self.layers.append(layer)
        return len(self.layers) - 1

    def _add_function(self, function: Any, inputs: tuple[int, ...], common: Mapping[str, Any]) -> int:
        if isinstance(function, Mapping) and _is_keras_own(function) and function["class_name"] != "function":
            return self.add_layer(function, inputs)  # a layer of Keras', given as an activation
        if isinstance(function, Mapping):
            written = function.get("config")
            own = written if isinstance(written, str) else str(function.get("class_name"))
            return self.append(LayerSpec(class_name=own, inputs=inputs, readable=False, **common))
        name = SAME_FUNCTION.get(function, function)
        if name in (None, "linear"):
            return inputs[0]
        return self.append(LayerSpec(class_name="Activation", arguments={"activation": name}, inputs=inputs, **common))

    def _note_input(self, inside: Config, position: int) -> int:
        if position == MODEL_INPUT and self.input_shape is None:
            self.input_shape = _shape(inside.get("batch_shape") or inside.get("batch_input_shape"))
        return position

    def _note_input_of_first(self, inside: Config, inputs: tuple[int, ...]) -> None:
        """Older files put the input's shape into the first layer."""
        if inputs == (MODEL_INPUT,) and self.input_shape is None and inside.get("batch_input_shape"):
            self.input_shape = _shape(inside["batch_input_shape"])

    def _add_graph(self, inside: Config, inputs: tuple[int, ...], trainable: bool) -> tuple[int, ...]:
        """Lay a functional model flat, each call of a layer after the calls that it reads."""
        outputs: dict[tuple[str, int], int] = {}
        names = [entry[0] for entry in _entries(inside["input_layers"])]
        for name, source in zip(names, inputs, strict=False):
            outputs[name, 0] = source
        waiting = [
            (layer, number, _sources(node))
            for layer in inside["layers"]
            for number, node in enumerate(layer["inbound_nodes"])
        ]
        for layer in inside["layers"]:
            if layer["name"] in names[: len(inputs)]:
                self._note_input(layer["config"], outputs[layer["name"], 0])
            elif layer["name"] in names:  # more inputs than the picture
                outputs[layer["name"], 0] = self.append(
                    LayerSpec(class_name=INPUT, arguments={"shape": _shape(layer["config"].get("batch_shape"))})
                )
        while waiting:
            before = len(waiting)
            for call in list(waiting):  # Keras lists its layers in an order in which they can run, if nobody changed it
                layer, number, sources = call
                if all(source in outputs for source in sources):
                    positions = tuple(outputs[source] for source in sources)
                    outputs[layer["name"], number] = self.add_layer(layer, positions or inputs, trainable)
                    waiting.remove(call)
            if len(waiting) == before:
                raise ConfigError("its layers read from layers that are not there")
        last = _entries(inside["output_layers"])
        if not last:
            raise ConfigError("nothing comes out of it")
        return tuple(outputs[entry[0], entry[1]] for entry in last)


def _entries(layers: Any) -> list[Sequence[Any]]:
    """Keras writes one input or output as [name, 0, 0], several as a list or a dictionary of these, or of such."""
    if isinstance(layers, Mapping):
        layers = list(layers.values())
    if layers and isinstance(layers[0], str):
        return [layers]
    return [entry for inner in layers for entry in _entries(inner)]


def _sources(node: Any) -> list[tuple[str, int]]:
    """Which calls (layer's name, number of the call) a call reads: every Keras tensor among its arguments."""
    found: list[tuple[str, int]] = []

    def look(value: Any) -> None:
        if isinstance(value, Mapping):
            if value.get("class_name") == "__keras_tensor__":
                name, number, _ = value["config"]["keras_history"]
                found.append((name, number))
            else:
                for item in value.values():
                    look(item)
        elif isinstance(value, list | tuple):
            for item in value:
                look(item)

    look(node)
    return found


def _arguments(class_name: str, inside: Config) -> dict[str, Any]:
    counted = ARGUMENTS_THAT_COUNT.get(class_name)
    if counted is None:
        counted = tuple(name for name in inside if name not in NEVER_COUNT and not name.endswith(NEVER_COUNT_ENDINGS))
    given = {name: _value(inside[name]) for name in counted}
    for name, value in given.items():
        if (name in NUMBERS and not _is_number(value)) or (name in PAIRS and not all(map(_is_number, value))):
            raise ConfigError(f"`{name}` of a {class_name} is {value!r}")
    return {**given, "axis": -1} if class_name in ARGUMENTS_THAT_COUNT and given.get("axis") == CHANNELS_LAST else given


def _is_number(value: Any) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool)


def _value(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return tuple(_value(item) for item in value)
    return repr(value) if isinstance(value, Mapping) else value


def _as_function(class_name: str, inside: Config) -> Any:
    """The activation function that a layer stands for, or None if it is a layer of another sort."""
    if class_name == "Activation":
        return inside["activation"]
    if class_name in LAYER_AS_FUNCTION:
        function, plain = LAYER_AS_FUNCTION[class_name]
        return function if all(inside.get(name, value) == value for name, value in plain.items()) else None
    if class_name in OPERATION_AS_FUNCTION and inside.get("axis", -1) == -1:
        return OPERATION_AS_FUNCTION[class_name]
    return None


def _shape(batch_shape: Any) -> Shape | None:
    return None if batch_shape is None else tuple(batch_shape[1:])
