"""The exercises of 12 that build: the first stage of AlexNet, and a block of each network that came after it.

Loads NumPy and Keras only when something is checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from checker import blocks
from checker.architecture import Shape
from checker.block_exercise import Block, block_exercise
from checker.block_task import BlockTask, Settings

if TYPE_CHECKING:
    import numpy as np

LESSON = "12-architectures"


def _conv(maps: Any, filters: int, size: int, *, strides: int = 1, padding: str = "same", relu: bool = True) -> Any:
    from keras import layers

    function = "relu" if relu else None
    return layers.Conv2D(filters, size, strides=strides, padding=padding, activation=function)(maps)


def _stage_calls(random: np.random.Generator) -> Iterator[tuple[Shape, Settings]]:
    """AlexNet's window and ZF Net's on small pictures, and another."""
    yield (31, 27, 3), (4, 11, 4)
    yield (21, 25, 3), (5, 7, 2)
    yield (22, 19, int(random.integers(1, 5))), (int(random.integers(2, 7)), 5, 3)


def _stage(
    *,
    padding: str = "valid",
    relu: bool = True,
    strides: int | None = None,
    pool: int | None = 3,
    pool_strides: int | None = 2,
    swapped: bool = False,
) -> Block:
    """A first stage as it was asked for but for what is changed."""

    def first_stage(maps: Any, filters: int, window: int, stride: int) -> Any:
        from keras import layers

        filters, window = (window, filters) if swapped else (filters, window)
        maps = _conv(maps, filters, window, strides=strides or stride, padding=padding, relu=relu)
        return layers.MaxPooling2D(pool, strides=pool_strides)(maps) if pool else maps

    return first_stage


def _stage_by_operations(maps: Any, filters: int, window: int, stride: int) -> Any:
    import keras

    maps = keras.ops.relu(keras.layers.Conv2D(filters, (window, window), strides=(stride, stride))(maps))
    return keras.layers.MaxPool2D((3, 3), (2, 2))(maps)


FIRST_STAGE = block_exercise(
    slug="architectures-stage",
    title="The first stage of AlexNet, and of ZF Net",
    lesson=LESSON,
    points=2,
    task=BlockTask(
        function="first_stage",
        settings=("filters", "window", "stride"),
        calls=_stage_calls,
        architecture=blocks.first_stage,
    ),
    hints=(
        "Two layers are enough, the convolution with its activation, and the pooling. Each is called on maps.",
        "`layers.Conv2D` takes the number of filters, the side of the window, and `strides`. It has no padding unless "
        'one is asked for, and `activation="relu"` gives it ReLU.',
        'First `maps = layers.Conv2D(filters, window, strides=stride, activation="relu")(maps)`; then '
        "`layers.MaxPooling2D(3, strides=2)` on these, and what that gives is given back.",
    ),
    solution=(
        '    maps = layers.Conv2D(filters, window, strides=stride, activation="relu")(maps)\n'
        "    return layers.MaxPooling2D(3, strides=2)(maps)"
    ),
    right=(_stage(), _stage_by_operations),
    wrong=(
        ("stride", _stage(strides=1)),
        ("padding", _stage(padding="same")),
        ("missing-layer", _stage(relu=False)),
        ("missing-layer", _stage(pool=None)),
        ("pool-stride", _stage(pool_strides=None)),
        ("pool-size", _stage(pool=2)),
        ("filters-and-kernel-size-swapped", _stage(swapped=True)),
    ),
)


def _vgg_calls(random: np.random.Generator) -> Iterator[tuple[Shape, Settings]]:
    yield (4, 6, 2), (2, 3)
    yield (8, 4, 3), (1, int(random.integers(4, 8)))
    yield (6, 8, int(random.integers(1, 5))), (3, int(random.integers(2, 7)))


def _vgg(
    *,
    padding: str = "same",
    relu: bool = True,
    size: int = 3,
    more: int = 0,
    pool_each: bool = False,
    pool: bool = True,
) -> Block:
    """A block as it was asked for but for what is changed."""

    def vgg_block(maps: Any, num_convs: int, filters: int) -> Any:
        from keras import layers

        for number in range(num_convs + more):
            maps = _conv(maps, filters, size, padding=padding if number == 0 else "same", relu=relu)
            if pool_each and number == 0 and num_convs > 1:
                maps = layers.MaxPooling2D(2)(maps)
        return layers.MaxPooling2D(2)(maps) if pool else maps

    return vgg_block


def _vgg_written_out(maps: Any, num_convs: int, filters: int) -> Any:
    import keras

    for _ in range(num_convs):
        maps = keras.layers.Conv2D(filters, (3, 3), padding="same")(maps)
        maps = keras.ops.relu(maps)
    return keras.layers.MaxPool2D((2, 2), strides=(2, 2))(maps)


def _vgg_as_sequential(maps: Any, num_convs: int, filters: int) -> Any:
    import keras
    from keras import layers

    convolutions = [layers.Conv2D(filters, 3, padding="same", activation="relu") for _ in range(num_convs)]
    return keras.Sequential([*convolutions, layers.MaxPooling2D()])(maps)


VGG_BLOCK = block_exercise(
    slug="architectures-vgg",
    title="A block of VGG",
    lesson=LESSON,
    points=2,
    task=BlockTask(
        function="vgg_block", settings=("num_convs", "filters"), calls=_vgg_calls, architecture=blocks.vgg_block
    ),
    hints=(
        "A `for` loop of `num_convs` rounds; each round calls one layer on `maps` and calls the result `maps` again.",
        'The convolutions must keep the size: which `padding` does that? And each has its `activation="relu"`.',
        'In the loop `maps = layers.Conv2D(filters, 3, padding="same", activation="relu")(maps)`; after it a '
        "`MaxPooling2D(2)` on `maps`, whose maps are given back.",
    ),
    solution=(
        "    for _ in range(num_convs):\n"
        '        maps = layers.Conv2D(filters, 3, padding="same", activation="relu")(maps)\n'
        "    return layers.MaxPooling2D(2)(maps)"
    ),
    right=(_vgg(), _vgg_written_out, _vgg_as_sequential),
    wrong=(
        ("padding", _vgg(padding="valid")),
        ("extra-layer", _vgg(pool_each=True)),
        ("missing-layer", _vgg(pool=False)),
    ),
)


def _inception_calls(random: np.random.Generator) -> Iterator[tuple[Shape, Settings]]:
    yield (6, 5, 8), (2, (3, 4), (2, 5), 3)
    for _ in range(2):
        one, reduced_3, three, reduced_5, five, pooled = map(int, random.permutation(range(2, 10))[:6])
        yield (6, int(random.integers(5, 8)), 4), (one, (reduced_3, three), (reduced_5, five), pooled)


def _inception(
    *,
    order: Sequence[int] = (0, 1, 2, 3),
    join: str = "concatenate",
    axis: int = -1,
    reduced: bool = True,
    padding: str = "same",
    pool_strides: int | None = 1,
    chained: bool = False,
    relu: bool = True,
) -> Block:
    """The module as it was asked for but for what is changed. order: the branches that are joined, in this order."""

    def inception(maps: Any, one: int, three: tuple[int, int], five: tuple[int, int], pooled: int) -> Any:
        from keras import layers

        first = _conv(maps, one, 1)
        second = _conv(_conv(maps, three[0], 1) if reduced else maps, three[1], 3)
        third = _conv(_conv(second if chained else maps, five[0], 1, relu=relu), five[1], 5, padding=padding)
        fourth = _conv(layers.MaxPooling2D(3, strides=pool_strides, padding="same")(maps), pooled, 1)
        ends = [(first, second, third, fourth)[at] for at in order]
        if join == "list":
            return ends
        return layers.Add()(ends) if join == "add" else layers.Concatenate(axis=axis)(ends)

    return inception


def _inception_by_operations(maps: Any, one: int, three: tuple[int, int], five: tuple[int, int], pooled: int) -> Any:
    import keras

    def conv(x: Any, filters: int, size: int) -> Any:
        return keras.ops.relu(keras.layers.Conv2D(filters, size, padding="same")(x))

    pool = keras.layers.MaxPooling2D((3, 3), (1, 1), padding="same")(maps)
    small = keras.ops.concatenate([conv(pool, pooled, 1), conv(maps, one, 1)], axis=3)
    large = [conv(conv(maps, reduced, 1), filters, size) for size, (reduced, filters) in ((5, five), (3, three))]
    return keras.layers.concatenate([small, *large])


INCEPTION = block_exercise(
    slug="architectures-inception",
    title="The inception module",
    lesson=LESSON,
    points=4,
    task=BlockTask(
        function="inception",
        settings=("one", "three", "five", "pooled"),
        calls=_inception_calls,
        architecture=blocks.inception,
    ),
    hints=(
        "Four branches, and every one of them begins at `maps`. Build them one after the other, each under a name of "
        "its own.",
        "The 3 × 3 branch is two convolutions: the first, of 1 × 1, has `three[0]` filters and reads `maps`; the "
        "second, of 3 × 3, has `three[1]` filters and reads the first one's maps. The pooling moves by 1.",
        'Every convolution has `padding="same"` and `activation="relu"`, the pooling is '
        '`layers.MaxPooling2D(3, strides=1, padding="same")`, and at the end stands '
        "`layers.Concatenate()([branch_1, branch_3, branch_5, branch_pool])`.",
    ),
    solution=(
        "    branch_1 = conv(one, 1)(maps)\n"
        "    branch_3 = conv(three[1], 3)(conv(three[0], 1)(maps))\n"
        "    branch_5 = conv(five[1], 5)(conv(five[0], 1)(maps))\n"
        '    pool = layers.MaxPooling2D(3, strides=1, padding="same")(maps)\n'
        "    branch_pool = conv(pooled, 1)(pool)\n"
        "    return layers.Concatenate()([branch_1, branch_3, branch_5, branch_pool])"
    ),
    right=(_inception(), _inception(order=(3, 1, 0, 2)), _inception_by_operations, _inception(axis=3)),
    wrong=(
        ("reduction-missing", _inception(reduced=False)),
        ("added-for-concatenated", _inception(join="add")),
        ("wrong-axis", _inception(axis=1)),
        ("padding", _inception(padding="valid")),
        ("pool-stride", _inception(pool_strides=None)),
        ("branch-missing", _inception(order=(0, 1, 2))),
        ("wiring", _inception(chained=True)),
        ("not-joined", _inception(join="list")),
        ("missing-layer", _inception(relu=False)),
    ),
)


def _residual_calls(random: np.random.Generator) -> Iterator[tuple[Shape, Settings]]:
    yield (4, 5, 3), (3, 1)
    yield (4, 5, 3), (int(random.integers(4, 8)), 1)
    yield (6, 8, 4), (4, 2)
    yield (7, 6, 2), (int(random.integers(3, 8)), 2)


def _residual(
    *,
    join: str = "add",
    last: str = "after",
    project: str = "where needed",
    projection_stride: bool = True,
    padding: str = "same",
    normalised: bool = True,
    use_bias: bool = True,
) -> Block:
    """The block as it was asked for but for what is changed. last: where its last ReLU stands, "after" the sum."""

    def residual_block(maps: Any, filters: int, stride: int) -> Any:
        from keras import layers

        def conv(size: int, strides: int, padding: str = "same") -> Any:
            return layers.Conv2D(filters, size, strides=strides, padding=padding, use_bias=use_bias)

        x = layers.ReLU()(layers.BatchNormalization()(conv(3, stride)(maps)))
        x = conv(3, 1, padding)(x)
        x = layers.BatchNormalization()(x) if normalised else x
        x = layers.ReLU()(x) if last == "before" else x
        shortcut = maps
        if project == "where needed" and (stride != 1 or maps.shape[-1] != filters):
            shortcut = layers.BatchNormalization()(conv(1, stride if projection_stride else 1)(maps))
        if join != "nothing":
            x = (layers.Add() if join == "add" else layers.Concatenate())([x, shortcut])
        return layers.ReLU()(x) if last == "after" else x

    return residual_block


def _residual_by_operations(maps: Any, filters: int, stride: int) -> Any:
    import keras
    from keras import layers

    shortcut = maps
    if maps.shape[1:3] != (-(-maps.shape[1] // stride), -(-maps.shape[2] // stride)) or maps.shape[3] != filters:
        shortcut = layers.Conv2D(filters, 1, strides=stride, padding="same", use_bias=False)(maps)
        shortcut = layers.BatchNormalization(epsilon=1e-5)(shortcut)
    x = layers.Conv2D(filters, (3, 3), strides=(stride, stride), padding="same", use_bias=False)(maps)
    x = keras.activations.relu(layers.BatchNormalization(epsilon=1e-5)(x))
    x = layers.BatchNormalization(epsilon=1e-5)(layers.Conv2D(filters, 3, padding="same", use_bias=False)(x))
    return keras.ops.relu(shortcut + x)


RESIDUAL = block_exercise(
    slug="architectures-residual",
    title="The residual block",
    lesson=LESSON,
    points=4,
    task=BlockTask(
        function="residual_block",
        settings=("filters", "stride"),
        calls=_residual_calls,
        architecture=blocks.residual_block,
    ),
    hints=(
        "Two ways lead from `maps` to the sum. Build the main path first, under another name than `maps`: the skip "
        "still needs what came in.",
        "Where `stride` is not 1, or `maps.shape[-1]` is not `filters`, the two ways end in different shapes. Then the "
        "skip goes through a convolution of 1 × 1 with the same stride and as many filters, and a normalisation.",
        "`x` = convolution (3 × 3, with the stride), normalisation, ReLU, convolution (3 × 3), normalisation. "
        "`shortcut = maps`, or projected. Then `layers.Add()([x, shortcut])`, and ReLU on the sum.",
    ),
    solution=(
        '    x = layers.Conv2D(filters, 3, strides=stride, padding="same")(maps)\n'
        "    x = layers.BatchNormalization()(x)\n"
        '    x = layers.Activation("relu")(x)\n'
        '    x = layers.Conv2D(filters, 3, padding="same")(x)\n'
        "    x = layers.BatchNormalization()(x)\n"
        "    shortcut = maps\n"
        "    if stride != 1 or maps.shape[-1] != filters:\n"
        "        shortcut = layers.Conv2D(filters, 1, strides=stride)(maps)\n"
        "        shortcut = layers.BatchNormalization()(shortcut)\n"
        "    x = layers.Add()([x, shortcut])\n"
        '    return layers.Activation("relu")(x)'
    ),
    right=(_residual(), _residual(use_bias=False), _residual_by_operations),
    wrong=(
        ("skip-forgotten", _residual(join="nothing")),
        ("concatenated-for-added", _residual(join="concatenate")),
        ("added-at-the-wrong-place", _residual(last="before")),
        ("missing-layer", _residual(last="nowhere")),
        ("projection-missing", _residual(project="never")),
        ("stride", _residual(projection_stride=False)),
        ("padding", _residual(padding="valid")),
    ),
)


def _dense_calls(random: np.random.Generator) -> Iterator[tuple[Shape, Settings]]:
    yield (4, 3, 2), (2, 3)
    yield (5, 4, 3), (1, int(random.integers(2, 6)))
    yield (4, 6, int(random.integers(2, 6))), (4, int(random.integers(1, 5)))


def _dense(
    *,
    reads: str = "all",
    join: str = "concatenate",
    order: str = "normalise first",
    out: str = "all",
    padding: str = "same",
) -> Block:
    """The block as it was asked for but for what is changed. reads: what each layer reads, out: what is given back."""

    def dense_block(maps: Any, num_layers: int, growth: int) -> Any:
        from keras import layers

        new = maps
        for _ in range(num_layers):
            x = maps if reads == "all" else new
            conv = layers.Conv2D(growth, 3, padding=padding)
            steps = [layers.BatchNormalization(), layers.ReLU(), conv]
            for step in steps if order == "normalise first" else [conv, *steps[:2]]:
                x = step(x)
            new = x
            maps = (layers.Add() if join == "add" else layers.Concatenate())([maps, new]) if join else new
        return maps if out == "all" else new

    return dense_block


def _dense_with_a_list(maps: Any, num_layers: int, growth: int) -> Any:
    from keras import layers

    made = [maps]
    for _ in range(num_layers):
        x = layers.concatenate(made[::-1]) if len(made) > 1 else maps
        x = layers.Activation("relu")(layers.BatchNormalization()(x))
        made.append(layers.Conv2D(growth, (3, 3), padding="same")(x))
    return layers.Concatenate(axis=3)(made)


def _dense_by_operations(maps: Any, num_layers: int, growth: int) -> Any:
    import keras
    from keras import layers

    for _ in range(num_layers):
        x = keras.ops.relu(layers.BatchNormalization()(maps))
        maps = keras.ops.concatenate([layers.Conv2D(growth, 3, padding="same")(x), maps], axis=-1)
    return maps


DENSE_BLOCK = block_exercise(
    slug="architectures-dense",
    title="The dense block",
    lesson=LESSON,
    points=3,
    task=BlockTask(
        function="dense_block", settings=("num_layers", "growth"), calls=_dense_calls, architecture=blocks.dense_block
    ),
    hints=(
        "A loop of `num_layers` rounds. What does each round read, and what does it hand on to the next?",
        "Each round makes `growth` new maps from all that there are so far, and lays them beside these: nothing is "
        "thrown away.",
        'Normalisation, ReLU, `Conv2D(growth, 3, padding="same")` give the new maps; then '
        "`maps = layers.Concatenate()([maps, new])`, and the next round begins with these.",
    ),
    solution=(
        "    for _ in range(num_layers):\n"
        "        new = layers.BatchNormalization()(maps)\n"
        '        new = layers.Activation("relu")(new)\n'
        '        new = layers.Conv2D(growth, 3, padding="same")(new)\n'
        "        maps = layers.Concatenate()([maps, new])\n"
        "    return maps"
    ),
    right=(_dense(), _dense_with_a_list, _dense_by_operations),
    wrong=(
        ("not-concatenated", _dense(join="")),
        ("added-for-concatenated", _dense(join="add")),
        ("not-concatenated", _dense(reads="last")),
        ("not-concatenated", _dense(out="last")),
        ("padding", _dense(padding="valid")),
    ),
)
