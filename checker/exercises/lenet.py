"""The exercises of 10: the shapes in the article's network, and its second block, left open.

Loads NumPy and looks at Keras only when something is checked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from checker.exercise import Examples, Exercise
from checker.model_file import probe_config
from checker.model_judge import judge_model
from checker.open_block import OpenBlock, model_probe
from checker.predictions import Prediction, Value, WrongValue, prediction_exercise
from checker.shapes import trace
from course.article_network import LENET_REFERENCE

# The second block (positions 3 to 5) is the learner's.
SECOND_BLOCK = OpenBlock(
    reference=LENET_REFERENCE,
    positions=(3, 4, 5),
    asked={3: ("filters", "kernel_size"), 4: ("activation",), 5: ("class_name", "pool_size", "strides")},
    variable="model",
)


def _built(*block: tuple[str, dict[str, Any]]) -> Callable[[], Mapping[str, object]]:
    """The exercise's network around this block, (Keras class, arguments) by layer, built by Keras when called."""

    def build() -> Mapping[str, object]:
        import keras

        given = [(layer.class_name, dict(layer.arguments)) for layer in LENET_REFERENCE.layers]
        model = keras.Sequential([keras.Input(LENET_REFERENCE.input_shape)])
        for class_name, arguments in (*given[:3], *block, *given[6:]):
            model.add(getattr(keras.layers, class_name)(**arguments))
        return {"model": model}

    return build


CONV: tuple[str, dict[str, Any]] = ("Conv2D", {"filters": 16, "kernel_size": 8})
TANH: tuple[str, dict[str, Any]] = ("Activation", {"activation": "tanh"})
POOL: tuple[str, dict[str, Any]] = ("MaxPooling2D", {"pool_size": 3})

LENET = Exercise(
    slug="lenet",
    title="Complete the second block of the network",
    lesson="10-lenet",
    points=6,
    ask=lambda seed: {"seed": seed, "batch_size": 3},
    probe=model_probe(SECOND_BLOCK),
    probe_config=probe_config,
    judge=lambda questions, answers: judge_model(SECOND_BLOCK, questions, answers),
    examples=Examples(
        right=(_built(CONV, TANH, POOL), _built(("Conv2D", {**CONV[1], "activation": "tanh"}), POOL)),
        wrong=(
            ("kernel-size", _built(("Conv2D", {"filters": 16, "kernel_size": 5}), TANH, POOL)),
            ("activation", _built(CONV, ("Activation", {"activation": "relu"}), POOL)),
            ("average-for-max", _built(CONV, TANH, ("AveragePooling2D", {"pool_size": 3}))),
            ("missing-layer", _built(CONV, POOL)),
            ("layer-order", _built(CONV, POOL, TANH)),
        ),
    ),
    hints=(
        "Look at the first block: three lines. The second block has the same three sorts of layer, in the same order.",
        "Take the tips one by one. 16 filters of 8 × 8 is a convolution; tanh is its activation; 3 × 3 with stride 3 "
        "is the pooling. Which argument of which layer holds each number?",
        'A `Conv2D` with 16 filters and kernel size 8, an `Activation("tanh")`, a `MaxPooling2D` with pool size 3 '
        "and strides 3, each in a `model.add(...)` of its own.",
    ),
    solution=(
        "model.add(layers.Conv2D(16, 8))\n"
        'model.add(layers.Activation("tanh"))\n'
        "model.add(layers.MaxPooling2D(3, strides=3))"
    ),
)


def _shape_after(position: int) -> Value:
    shape = trace(LENET_REFERENCE)[position].output_shape
    assert shape is not None
    sizes = tuple(size for size in shape if size is not None)
    return sizes if len(sizes) > 1 else sizes[0]


CHANNELS_KEPT = "the number of channels is still the one that came in."
ONE_FILTER_ONE_MAP = "Each filter makes one map, so the channels that come out are as many as there are filters."
NO_PLUS_ONE = "the window's size is taken off, but its first position is forgotten."
PLUS_ONE = "A window of k fits on n pixels in n - k + 1 positions. Try it with k = n: one position, not none."
ROUNDED_UP = "a last window that sticks out over the edge is counted."
ROUND_DOWN = "Without padding only whole windows count: what is left over at the edge is dropped."

PREDICTIONS = (
    Prediction(
        name="after_conv1",
        where="after the first convolution",
        expected=_shape_after(0),
        why="32 - 5 + 1 = 28 positions along each side, one map for each of the 6 filters.",
        hint="In how many places can a window of 5 stand on 32 pixels? And how many maps do 6 filters make?",
        wrong=(
            WrongValue((27, 27, 6), "plus-one-forgotten", NO_PLUS_ONE, PLUS_ONE),
            WrongValue((28, 28, 1), "channels-kept", CHANNELS_KEPT, ONE_FILTER_ONE_MAP),
            WrongValue((32, 32, 6), "same-for-valid", "that would need padding.", "No padding is given. " + PLUS_ONE),
            WrongValue((30, 30, 6), "half-taken-off", "half of the window is taken off on one side only.", PLUS_ONE),
        ),
    ),
    Prediction(
        name="after_pool1",
        where="after the first pooling",
        expected=_shape_after(2),
        why="Windows of 2 × 2 side by side halve each side; pooling leaves the number of maps alone.",
        hint="How many windows of 2 stand side by side on 28? Does pooling mix maps?",
        wrong=(
            WrongValue(
                (14, 14, 3), "channels-pooled", "the channels are pooled too.", "Pooling works on each map by itself."
            ),
            WrongValue((27, 27, 6), "stride-forgotten", "that is stride 1.", "The stride is 2: windows side by side."),
            WrongValue(
                (13, 13, 6), "from-a-wrong-shape", "that would follow from 27 × 27.", "Begin with the line above."
            ),
        ),
    ),
    Prediction(
        name="after_conv2",
        where="after the second convolution",
        expected=_shape_after(3),
        why="14 - 8 + 1 = 7 positions along each side, one map for each of the 16 filters.",
        hint="In how many places can a window of 8 stand on 14 pixels? And how many maps do 16 filters make?",
        wrong=(
            WrongValue((6, 6, 16), "plus-one-forgotten", NO_PLUS_ONE, PLUS_ONE),
            WrongValue((7, 7, 6), "channels-kept", CHANNELS_KEPT, ONE_FILTER_ONE_MAP),
            WrongValue(
                (7, 7, 96),
                "channels-multiplied",
                "16 filters for each of 6 maps.",
                "A filter sees all 6 maps at once and adds up: it makes one map.",
            ),
            WrongValue((14, 14, 16), "same-for-valid", "that would need padding.", "No padding is given. " + PLUS_ONE),
        ),
    ),
    Prediction(
        name="after_pool2",
        where="after the second pooling",
        expected=_shape_after(5),
        why="Two windows of 3 stand side by side on 7; the seventh row and column fill no window and are dropped.",
        hint="How many whole windows of 3 stand side by side on 7?",
        wrong=(
            WrongValue((3, 3, 16), "rounded-up", ROUNDED_UP, ROUND_DOWN),
            WrongValue((5, 5, 16), "stride-forgotten", "that is stride 1.", "The stride is 3: windows side by side."),
            WrongValue((2, 2, 6), "channels-kept", "the 6 channels are those of the first block.", ONE_FILTER_ONE_MAP),
        ),
    ),
    Prediction(
        name="after_flatten",
        where="after flattening",
        expected=_shape_after(6),
        why="2 × 2 × 16 numbers in one row.",
        hint="How many numbers are there in all, when every map is laid out in one long row?",
        wrong=(
            WrongValue(4, "one-map-only", "that is one map's worth.", "All 16 maps go into the row."),
            WrongValue(20, "added-sides", "the sizes are added.", "2 rows of 2, 16 times: multiply."),
            WrongValue(144, "rounded-up", "that would follow from 3 × 3 × 16.", ROUND_DOWN),
        ),
    ),
)

SHAPES = prediction_exercise(
    slug="lenet-shapes",
    title="Predict the shapes",
    lesson="10-lenet",
    points=5,
    predictions=PREDICTIONS,
    hints=(
        "Go layer by layer: what comes out of one goes into the next. Only convolution and pooling resize a map.",
        "A window of k fits on n pixels in n - k + 1 places. With a stride of s, only every s-th of them is taken.",
        "Convolution: 32 - 5 + 1, later 14 - 8 + 1. Pooling: whole windows only. Channels: as many as filters.",
    ),
)
