"""Small networks around a block of the learner's, alike in everything else, so that the blocks can be compared.

Each takes pictures of 32 × 32 with one channel, and ends in the probabilities of four classes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from checker.describe import describe
from checker.quiet import quiet_stderr
from course.architectures import depth
from course.table import Table
from course.training import History

with quiet_stderr():
    import keras
from keras import layers

Block = Callable[[Any], Any]  # maps -> maps


def around(*blocks: Block, seed: int = 1) -> keras.Model:
    """A first convolution that halves the picture, the blocks, the mean of each map, and a Dense layer of 4 units."""
    keras.utils.set_random_seed(seed)
    picture = keras.Input((32, 32, 1))
    maps = layers.Conv2D(16, 3, strides=2, padding="same", activation="relu")(picture)
    for block in blocks:
        maps = block(maps)
    means = layers.GlobalAveragePooling2D()(maps)
    return keras.Model(picture, layers.Dense(4, activation="softmax")(means))


def without_the_skip(maps: Any, filters: int, stride: int) -> Any:
    """The layers of the residual block's main path, and ReLU, but no skip: what there is to compare it with."""
    for strides in (stride, 1):
        maps = layers.Conv2D(filters, 3, strides=strides, padding="same")(maps)
        maps = layers.BatchNormalization()(maps)
        maps = layers.Activation("relu")(maps)
    return maps


def compared(runs: dict[str, tuple[keras.Model, History]]) -> Table:
    """Each network by its name: parameters, depth, the last training loss, test accuracy and seconds."""
    rows = [
        (
            name,
            model.count_params(),
            depth(describe(model)),
            f"{history.loss[-1]:.2f}",
            f"{history.test_accuracy[-1]:.1%}",
            f"{history.seconds:.0f}",
        )
        for name, (model, history) in runs.items()
    ]
    return Table(
        caption="Small networks, the same pictures, the same number of epochs",
        headings=("network", "parameters", "layers with weights", "training loss", "test accuracy", "seconds"),
        rows=rows,
    )
