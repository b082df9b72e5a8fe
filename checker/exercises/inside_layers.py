"""The exercises of 11 that look at layers: their outputs, what excites a filter most, and which patch a cell sees.

Those about pictures are in inside_pictures.py, those about answers in inside_answers.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any

from checker.exercise import Examples, Exercise, Questions
from checker.fractions_too import with_fractions
from checker.function_exercise import Mistake, Task, function_exercise
from checker.function_judge import judge_function
from checker.function_task import Arguments, Function
from checker.plain import to_plain
from checker.probe import Probe
from checker.probes.adapters import LAYERS, with_named_layers
from checker.show import value_in_words

if TYPE_CHECKING:
    from typing import TypeAlias

    import numpy as np

    Array: TypeAlias = np.ndarray
    Layer: TypeAlias = Callable[[Array], Array]

LESSON = "11-look-inside"

# ---------------------------------------------------------------- the output of a layer


def _activation_calls(random: np.random.Generator) -> Iterator[Arguments]:
    """Layers of which no two may change places; one picture, then several, with several channels."""
    chains = (
        (["less 1", "double"], 0),
        (["less 1", "double", "ReLU"], 1),
        (["double", "less 1", "every second", "ReLU"], 2),
        (["less 1", "double", "less 1", "ReLU", "double", "less 1"], 4),
        (["less 1", "ReLU", "less 1", "double"], 3),
    )
    shapes = ((1, 2, 2, 1), (1, 2, 3, 1), (2, 4, 6, 2), (3, 3, 4, 2), (2, 3, 3, 1))
    for (names, number), shape in zip(chains, shapes, strict=True):
        yield list(names), random.integers(2, 10, shape).astype(float), number


def _activations(layers: Sequence[Layer], images: Array, number: int) -> Array:
    return reduce(lambda values, layer: layer(values), layers[: number + 1], images)


def _collected(layers: Sequence[Layer], images: Array, number: int) -> Array:
    outputs = [layers[0](images)]
    for layer in layers[1:]:
        outputs.append(layer(outputs[-1]))
    return outputs[number]


def _from_the_end(layers: Sequence[Layer], images: Array, number: int) -> Array:
    return layers[number](_from_the_end(layers, images, number - 1)) if number >= 0 else images


def _work_out_activation(arguments: Arguments, index: tuple[int, ...]) -> str:
    names, images, number = arguments
    factor = 2 ** names[: number + 1].count("every second")
    picture, row, column, channel = index
    values = images[picture : picture + 1, row * factor :, column * factor :, channel : channel + 1]
    steps = [f"in the picture it is {value_in_words(values[0, 0, 0, 0])}"]
    for position, name in enumerate(names[: number + 1]):
        values = LAYERS[name](values)
        steps.append(f'layer {position}, "{name}", makes {value_in_words(values[0, 0, 0, 0])} of it')
    return f"Follow the number that ends there: {'; '.join(steps)}."


ACTIVATIONS_TASK = Task(
    function="activations",
    parameters=("layers", "images", "number"),
    calls=with_fractions(_activation_calls),
    reference=with_named_layers(_activations),
    work_out=_work_out_activation,
    mistakes=(
        Mistake(
            name="layer-on-the-picture",
            function=with_named_layers(lambda layers, images, number: layers[number](images)),
            diagnosis="The layer was given the picture itself, not what the layers before it made of the picture.",
            hint="Begin with the pictures and hand the result on: `values = layer(values)`, layer after layer.",
        ),
        Mistake(
            name="one-layer-short",
            function=with_named_layers(lambda layers, images, number: _activations(layers, images, number - 1)),
            diagnosis="The last layer is missing: these are the numbers that go *into* it.",
            hint="Layers count from 0, and layer `number` is one of them: `layers[: number + 1]`.",
        ),
        Mistake(
            name="all-layers",
            function=with_named_layers(lambda layers, images, _number: _activations(layers, images, len(layers) - 1)),
            diagnosis="All layers were run; that is what comes out of the last.",
            hint="Stop after layer `number`.",
        ),
        Mistake(
            name="last-layer-first",
            function=with_named_layers(lambda layers, images, number: _activations(layers[number::-1], images, number)),
            diagnosis="The layers were run backwards.",
            hint="The pictures go into layer 0, its result into layer 1, and so on.",
        ),
        Mistake(
            name="first-picture-only",
            function=with_named_layers(lambda layers, images, number: _activations(layers, images[:1], number)[0]),
            diagnosis="Only the first picture was taken, and its axis dropped.",
            hint="Hand `images` on as it is: a layer takes a whole batch at once.",
        ),
    ),
)


def _ask_activations(seed: int) -> Questions:
    import numpy as np

    return {"calls": [to_plain(call) for call in ACTIVATIONS_TASK.calls(np.random.default_rng(seed))]}


def _answer(function: Function) -> Callable[[], Mapping[str, object]]:
    return lambda: {ACTIVATIONS_TASK.function: function}


def _by_position(mistake: Mistake) -> Function:
    """A mistake, which takes names, as a learner would have written it: taking layers."""
    by_function = {function: name for name, function in LAYERS.items()}
    return lambda layers, images, number: mistake.function([by_function[layer] for layer in layers], images, number)


ACTIVATIONS = Exercise(
    slug="inside-activations",
    title="The output of any layer",
    lesson=LESSON,
    points=2,
    ask=_ask_activations,
    probe=Probe(kind="function", names=(ACTIVATIONS_TASK.function,), settings={"adapter": "named layers"}),
    judge=lambda questions, answers: judge_function(ACTIVATIONS_TASK, questions, answers),
    hints=(
        "A layer is called like a function: `layer(values)` gives what it makes of the values.",
        "What goes into layer 2? Not the pictures, but what came out of layer 1.",
        "`values = images`; then `values = layer(values)` for each layer of `layers[: number + 1]`.",
    ),
    solution=("values = images\nfor layer in layers[: number + 1]:\n    values = layer(values)\nreturn values"),
    examples=Examples(
        right=tuple(_answer(function) for function in (_activations, _collected, _from_the_end)),
        wrong=tuple((mistake.name, _answer(_by_position(mistake))) for mistake in ACTIVATIONS_TASK.mistakes),
    ),
)

# ---------------------------------------------------------------- what excites a filter most


def _strongest_calls(random: np.random.Generator) -> Iterator[Arguments]:
    """Numbers of both signs, no two of the same size."""
    import numpy as np

    for shape, channel, count in (
        ((2, 2, 2, 2), 1, 2),
        ((3, 2, 4, 2), 0, 3),
        ((4, 5, 3, 4), 2, 6),
        ((6, 4, 7, 3), 1, 10),
        ((12, 6, 4, 8), 5, 9),
    ):
        sizes = random.permutation(np.arange(1, np.prod(shape) + 1)) / 4
        yield (sizes * random.choice((-1, 1), len(sizes))).reshape(shape), channel, count


def _strongest(maps: Array, channel: int, count: int) -> Array:
    return _places(maps[:, :, :, channel], count)


def _places(values: Array, count: int) -> Array:
    """Indices of the `count` largest of `values`, the largest first: (count, axes)."""
    import numpy as np

    order = np.argsort(-values, axis=None, kind="stable")[:count]
    return np.stack(np.unravel_index(order, values.shape), axis=-1)


def _strongest_in_loops(maps: Any, channel: int, count: int) -> list[tuple[int, int, int]]:
    pictures, rows, columns, _channels = maps.shape
    places = [(p, r, c) for p in range(pictures) for r in range(rows) for c in range(columns)]
    return sorted(places, key=lambda place: maps[place][channel], reverse=True)[:count]


def _strongest_one_by_one(maps: Any, channel: int, count: int) -> Array:
    import numpy as np

    left = np.array(maps[..., channel])
    found = []
    for _ in range(count):
        found.append(np.unravel_index(left.argmax(), left.shape))
        left[found[-1]] = -np.inf
    return np.array(found, dtype=np.int32)


def _one_of_each_picture(maps: Array, channel: int, count: int) -> Array:
    """The best place of each picture, the best pictures first."""
    import numpy as np

    chosen = maps[:, :, :, channel]
    best = np.argsort(-chosen.max(axis=(1, 2)))[:count]
    return np.array([(picture, *np.unravel_index(chosen[picture].argmax(), chosen.shape[1:])) for picture in best])


def _work_out_strongest(arguments: Arguments, index: tuple[int, ...]) -> str:
    maps, channel, count = arguments
    place = tuple(int(i) for i in _strongest(maps, channel, count)[index[0]])
    what = ("picture", "row", "column")[index[1]]
    rank = "The largest number" if index[0] == 0 else f"Number {index[0] + 1} in size"
    return (
        f"Line {index[0]} stands for one place, and {what} is asked for. {rank} of map {channel} is "
        f"{value_in_words(maps[place][channel])}: picture {place[0]}, row {place[1]}, column {place[2]}."
    )


STRONGEST = function_exercise(
    slug="inside-strongest",
    title="What excites a filter most",
    lesson=LESSON,
    points=3,
    task=Task(
        function="strongest",
        parameters=("maps", "channel", "count"),
        calls=_strongest_calls,
        reference=_strongest,
        work_out=_work_out_strongest,
        mistakes=(
            Mistake(
                name="weakest",
                function=lambda maps, channel, count: _strongest(-maps, channel, count),
                diagnosis="Those are the smallest activations.",
                hint="`np.argsort` sorts upwards: the largest stand at its end. Turn it round with `[::-1]`.",
            ),
            Mistake(
                name="strongest-last",
                function=lambda maps, channel, count: _strongest(maps, channel, count)[::-1],
                diagnosis="Those are the right places, but the strongest stands last.",
                hint="Turn the order round: `[::-1]`.",
            ),
            Mistake(
                name="largest-in-size",
                function=lambda maps, channel, count: _strongest(abs(maps), channel, count),
                diagnosis="The signs were dropped, so strongly negative activations count as strong.",
                hint="A filter is excited where its number is large and positive. Leave `abs` out.",
            ),
            Mistake(
                name="picture-for-map",
                function=lambda maps, channel, count: _places(maps[channel], count),
                diagnosis="`channel` was used on the first axis, which numbers the pictures.",
                hint="The axes are (images, rows, columns, channels): `maps[:, :, :, channel]`.",
            ),
            Mistake(
                name="all-maps",
                function=lambda maps, _channel, count: _places(maps, count)[:, :3],
                diagnosis="All maps were searched, not the one of this filter.",
                hint="Cut the filter's own map out first: `maps[:, :, :, channel]`.",
            ),
            Mistake(
                name="one-of-each-picture",
                function=_one_of_each_picture,
                diagnosis="Each picture was given one place at the most.",
                hint="Search all places of all pictures at once: the same picture may come up twice.",
            ),
            Mistake(
                name="rows-and-columns-swapped",
                function=lambda maps, channel, count: _strongest(maps, channel, count)[:, [0, 2, 1]],
                diagnosis="Rows and columns changed places.",
                hint="Each line is picture, row, column, in the order of the axes of `maps`.",
            ),
            Mistake(
                name="axes-for-lines",
                function=lambda maps, channel, count: _strongest(maps, channel, count).T,
                diagnosis="The result has a line for pictures, one for rows and one for columns.",
                hint="One line for each place is wanted: `np.stack(..., axis=-1)`, or turn it with `.T`.",
            ),
            Mistake(
                name="counted-through",
                function=lambda maps, channel, count: (-maps[:, :, :, channel]).argsort(axis=None)[:count],
                diagnosis="Each place is one number, counted through all pictures.",
                hint="`np.unravel_index(number, shape)` turns such a number into picture, row and column.",
            ),
        ),
    ),
    hints=(
        "First cut out the map of this one filter: three axes are left, images, rows and columns.",
        "`np.argsort(values, axis=None)` gives the places counted through, the smallest value first.",
        "Take `[::-1][:count]` of that order, and hand it to `np.unravel_index` with the shape of the three axes.",
    ),
    solution=(
        "chosen = maps[:, :, :, channel]\n"
        "order = np.argsort(chosen, axis=None)[::-1][:count]\n"
        "return np.stack(np.unravel_index(order, chosen.shape), axis=-1)"
    ),
    right=(_strongest_in_loops, _strongest_one_by_one),
)

# ---------------------------------------------------------------- the patch that a cell sees


def _patch_calls(random: np.random.Generator) -> Iterator[Arguments]:
    """One layer, then chains in which every stride and every order tells; the last is the network of lesson 10."""
    chains: tuple[tuple[tuple[int, int], ...], ...] = (
        ((3, 2),),
        ((3, 1), (2, 2)),
        ((5, 2), (3, 3)),
        ((4, 3), (5, 1), (2, 2)),
        ((7, 2), (3, 2), (3, 1), (3, 1)),
        ((5, 1), (2, 2), (8, 1), (3, 3)),
    )
    for chain in chains:
        row, column = (int(i) for i in random.choice(range(2, 9), 2, replace=False))
        yield row, column, chain


def _patch(row: int, column: int, windows: Sequence[tuple[int, int]]) -> tuple[int, int, int]:
    """From the cell back to the picture."""
    top, left, side = row, column, 1
    for size, stride in reversed(windows):
        top, left, side = top * stride, left * stride, (side - 1) * stride + size
    return top, left, side


def _patch_by_jumps(row: int, column: int, windows: Sequence[tuple[int, int]]) -> Array:
    """From the picture to the cell."""
    import numpy as np

    jump, side = 1, 1
    for size, stride in windows:
        side += (size - 1) * jump
        jump *= stride
    return np.array([row * jump, column * jump, side])


def _patch_by_ends(row: int, column: int, windows: Sequence[tuple[int, int]]) -> list[int]:
    """First and last row, each followed back by itself."""
    first, last, left = row, row, column
    for size, stride in windows[::-1]:
        first, last, left = first * stride, last * stride + size - 1, left * stride
    return [first, left, last - first + 1]


def _with_side(side: Callable[[Sequence[tuple[int, int]]], int]) -> Function:
    """The right corner, with another side."""
    return lambda row, column, windows: (*_patch(row, column, windows)[:2], side(windows))


def _with_jump(jump: Callable[[Sequence[tuple[int, int]]], int]) -> Function:
    """The right side, with a corner found by another jump."""
    return lambda row, column, windows: (row * jump(windows), column * jump(windows), _patch(0, 0, windows)[2])


def _product(numbers: Sequence[int]) -> int:
    return reduce(lambda one, other: one * other, numbers, 1)


def _side_with_own_stride(windows: Sequence[tuple[int, int]]) -> int:
    """Each layer's own stride counted in before its window is added."""
    jump, side = 1, 1
    for size, stride in windows:
        jump *= stride
        side += (size - 1) * jump
    return side


def _around_the_middle(row: int, column: int, windows: Sequence[tuple[int, int]]) -> tuple[int, int, int]:
    top, left, side = _patch(row, column, windows)
    return top - side // 2, left - side // 2, side


def _work_out_patch(arguments: Arguments, index: tuple[int, ...]) -> str:
    row, column, windows = arguments
    if index[0] < 2:
        cell, edge = ((row, "top"), (column, "left"))[index[0]]
        strides = [stride for _size, stride in windows]
        factors = " × ".join(map(str, (cell, *reversed(strides))))
        return f"The {edge} edge: the cell's number times every stride, {factors} = {cell * _product(strides)}."
    side, steps = 1, []
    for size, stride in reversed(windows):
        steps.append(f"({side} − 1) × {stride} + {size} = {(side - 1) * stride + size}")
        side = (side - 1) * stride + size
    return f"The side, from the cell back to the picture: {'; '.join(steps)}."


PATCH = function_exercise(
    slug="inside-patch",
    title="The patch that a cell sees",
    lesson=LESSON,
    points=3,
    task=Task(
        function="patch_of",
        parameters=("row", "column", "windows"),
        calls=_patch_calls,
        reference=_patch,
        work_out=_work_out_patch,
        mistakes=(
            Mistake(
                name="stride-forgotten",
                function=_with_jump(lambda _windows: 1),
                diagnosis="The patch begins at the cell's own row and column, as if all strides were 1.",
                hint="One step on the map is several in the picture: multiply by every stride on the way back.",
            ),
            Mistake(
                name="last-stride-only",
                function=_with_jump(lambda windows: windows[-1][1]),
                diagnosis="Of the strides only the last layer's was used for the corner.",
                hint="Go on through all layers, back to the picture: each stride multiplies.",
            ),
            Mistake(
                name="first-stride-only",
                function=_with_jump(lambda windows: windows[0][1]),
                diagnosis="Of the strides only the first layer's was used for the corner.",
                hint="Go through all layers: each stride multiplies.",
            ),
            Mistake(
                name="strides-added",
                function=_with_jump(lambda windows: sum(stride for _size, stride in windows)),
                diagnosis="The strides were added.",
                hint="A step of 2 over cells that are 3 apart is a step of 6: strides multiply.",
            ),
            Mistake(
                name="around-the-middle",
                function=_around_the_middle,
                diagnosis="The patch was laid around the place; it begins there.",
                hint="Without padding, the window of place (0, 0) has its top left corner at (0, 0).",
            ),
            Mistake(
                name="last-window-only",
                function=_with_side(lambda windows: windows[-1][0]),
                diagnosis="The side is that of the last layer's window, which counts cells of the layer before it.",
                hint="Each of those cells sees a window itself. Follow them back: (side − 1) × stride + size.",
            ),
            Mistake(
                name="sizes-multiplied",
                function=_with_side(lambda windows: _product([size for size, _stride in windows])),
                diagnosis="The window sizes were multiplied.",
                hint="Neighbouring windows overlap. Use (side − 1) × stride + size, layer by layer.",
            ),
            Mistake(
                name="strides-left-out-of-the-side",
                function=_with_side(lambda windows: 1 + sum(size - 1 for size, _stride in windows)),
                diagnosis="The side was found as if all strides were 1.",
                hint="Cells of a later layer are further apart in the picture: (side − 1) × stride + size.",
            ),
            Mistake(
                name="own-stride-counted",
                function=_with_side(_side_with_own_stride),
                diagnosis="In the side, each window was spread by its own stride too.",
                hint="A stride moves the window and does not spread it: it only counts for the layers after it.",
            ),
            Mistake(
                name="picture-first",
                function=_with_side(lambda windows: _patch(0, 0, windows[::-1])[2]),
                diagnosis="The side was followed from the first layer to the last.",
                hint="Start from one cell and go backwards: `for size, stride in reversed(windows)`.",
            ),
            Mistake(
                name="rows-and-columns-swapped",
                function=lambda row, column, windows: _patch(column, row, windows),
                diagnosis="Row and column changed places.",
                hint="The top edge comes from the row, the left edge from the column.",
            ),
        ),
    ),
    hints=(
        "Go backwards: from the cell to the layer before, and on until you arrive at the picture.",
        "The window of cell (row, column) begins at (row × stride, column × stride). And how wide are several of them?",
        "For each (size, stride), the last layer first: top and left times stride; side = (side − 1) × stride + size.",
    ),
    solution=(
        "top, left, side = row, column, 1\n"
        "for size, stride in reversed(windows):\n"
        "    top = top * stride\n"
        "    left = left * stride\n"
        "    side = (side - 1) * stride + size\n"
        "return top, left, side"
    ),
    right=(_patch_by_jumps, _patch_by_ends),
)
