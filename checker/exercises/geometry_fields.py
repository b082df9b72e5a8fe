"""The exercises of 04 about layers in a row: what a number at the end has seen of the picture, and what none has.

A layer is a window, (k, s): its size and its stride, the same for convolution and pooling. The jump is how many pixels
of the picture lie between two neighbours on a map.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import prod
from typing import TYPE_CHECKING

from checker.exercises.geometry import LESSON, count_places
from checker.function_exercise import Mistake, Task, function_exercise
from checker.function_task import Arguments

if TYPE_CHECKING:
    import numpy as np

Window = tuple[int, int]  # size and stride

ARTICLE_LAYERS: tuple[Window, ...] = ((5, 1), (2, 2), (8, 1), (3, 3))  # the network of 10-lenet
LENET5_LAYERS: tuple[Window, ...] = ((5, 1), (2, 2), (5, 1), (2, 2))  # LeCun et al. 1998: C1, S2, C3, S4


# ---------------------------------------------------------------- receptive field


def _field_calls(random: np.random.Generator) -> Iterator[Arguments]:
    """Lists of (k, s) from one layer to six; strides early, late and twice."""
    yield ([(3, 2)],)
    yield ([(3, 1), (3, 1)],)
    yield ([(2, 2), (3, 1)],)
    yield (list(ARTICLE_LAYERS),)
    yield ([(3, 2), (2, 3), (4, 1), (3, 2)],)
    for depth in (3, 5, 6):
        yield ([_random_window(random) for _ in range(depth)],)


def _random_window(random: np.random.Generator) -> Window:
    s = int(random.integers(1, 4))
    return s + int(random.integers(0, 5)) if s > 1 else int(random.integers(2, 7)), s


def _fields_backwards(layers: Sequence[Window]) -> list[int]:
    """From one number back to the pixels: a span of n numbers comes from (n − 1) s + k numbers before the layer."""
    fields = []
    for depth in range(1, len(layers) + 1):
        span = 1
        for k, s in reversed(layers[:depth]):
            span = (span - 1) * s + k
        fields.append(span)
    return fields


def _jumps(layers: Sequence[Window]) -> list[int]:
    """How many pixels lie between neighbours before each layer, and after the last."""
    return [prod(s for _, s in layers[:depth]) for depth in range(len(layers) + 1)]


def _fields(layers: Sequence[Window], jumps: Sequence[int], *, first: int = 1, more: int = 0) -> list[int]:
    """Fields that grow by (k − 1 + more) × jump from `first` on."""
    fields = [first]
    for (k, _), jump in zip(layers, jumps, strict=False):
        fields.append(fields[-1] + (k - 1 + more) * jump)
    return fields[1:]


def _work_out_field(arguments: Arguments, index: tuple[int, ...]) -> str:
    (layers,) = arguments
    (depth,) = index
    before = _fields_backwards(layers)[depth - 1] if depth else 1
    k, jump = layers[depth][0], _jumps(layers)[depth]
    strides = " × ".join(str(s) for _, s in layers[:depth])
    apart = f"{strides} = {jump}" if depth > 1 else f"{jump}"
    return (
        f"Before `layers[{depth}]` a number sees {before}, and neighbours are {apart} apart; a window of {k} adds "
        f"({k} − 1) × {jump}: {before + (k - 1) * jump}."
    )


RECEPTIVE_FIELD = function_exercise(
    slug="geometry-receptive-field",
    title="How much of the picture does a number see?",
    lesson=LESSON,
    points=3,
    task=Task(
        function="receptive_fields",
        parameters=("layers",),
        calls=_field_calls,
        reference=_fields_backwards,
        work_out=_work_out_field,
        mistakes=(
            Mistake(
                name="jump-forgotten",
                function=lambda layers: _fields(layers, [1] * len(layers)),
                diagnosis="Every layer adds k − 1, as if neighbours were always one pixel apart.",
                hint="After a stride of 2, neighbours on the map are 2 pixels of the picture apart: (k − 1) × jump.",
            ),
            Mistake(
                name="jump-one-layer-early",
                function=lambda layers: _fields(layers, _jumps(layers)[1:]),
                diagnosis="A layer's own stride is counted in its own field.",
                hint="Its stride moves the next layer's pixels apart. First add (k − 1) × jump, then jump = jump × s.",
            ),
            Mistake(
                name="last-stride-only",
                function=lambda layers: _fields(layers, [1, *(s for _, s in layers)]),
                diagnosis="Only the stride of the layer just before was taken, not the product of all before.",
                hint="Strides multiply: jump = jump × s, after every layer.",
            ),
            Mistake(
                name="window-for-steps",
                function=lambda layers: _fields(layers, _jumps(layers), first=1, more=1),
                diagnosis="Each layer adds k × jump; but one of the k numbers is the field that was there before.",
                hint="k numbers in a row are k − 1 steps apart: (k − 1) × jump.",
            ),
            Mistake(
                name="window-for-steps",
                function=lambda layers: _fields(layers, _jumps(layers), first=0, more=1),
                diagnosis="Each layer adds k × jump; but one of the k numbers is the field that was there before.",
                hint="Begin with a field of 1, a pixel that sees itself, and add (k − 1) × jump.",
            ),
            Mistake(
                name="multiplied",
                function=lambda layers: [prod(k for k, _ in layers[: depth + 1]) for depth in range(len(layers))],
                diagnosis="The windows were multiplied; but they overlap.",
                hint="Each layer adds (k − 1) × jump to what was seen before.",
            ),
            Mistake(
                name="last-layer-only",
                function=lambda layers: _fields_backwards(layers)[-1],
                diagnosis="That is one number, for the last layer.",
                hint="Return a list with one number for each layer.",
            ),
        ),
    ),
    hints=(
        "Keep two numbers while you go through the layers: the field so far, and how far neighbours are apart (jump).",
        "Both begin with 1. A window of k numbers spans k − 1 steps; a step is jump pixels of the picture.",
        "For every (k, s): field += (k - 1) * jump, note the field down, then jump *= s.",
    ),
    solution=(
        "field, jump, fields = 1, 1, []\n"
        "for k, s in layers:\n"
        "    field += (k - 1) * jump\n"
        "    jump *= s\n"
        "    fields.append(field)\n"
        "return fields"
    ),
    right=(
        lambda layers: tuple(_fields(layers, _jumps(layers))),
        lambda layers: [
            1 + sum((k - 1) * prod(s for _, s in layers[:i]) for i, (k, _) in enumerate(layers[: depth + 1]))
            for depth in range(len(layers))
        ],
    ),
)

# ---------------------------------------------------------------- leftover pixels


def _leftover_calls(random: np.random.Generator) -> Iterator[Arguments]:
    """n and layers, built from the end backwards, so that each layer has the remainder that it is given."""
    yield 5, [(2, 2)]
    yield 6, [(3, 1)]
    yield _length([(3, 2), (2, 2)], (0, 1)), [(3, 2), (2, 2)]
    yield _length([(2, 2), (2, 2)], (1, 1)), [(2, 2), (2, 2)]
    yield 32, list(ARTICLE_LAYERS)
    yield 32, list(LENET5_LAYERS)
    yield _length([(3, 3), (2, 2), (3, 1)], (2, 0, 0)), [(3, 3), (2, 2), (3, 1)]
    for depth in (3, 4, 5):
        layers = [_random_window(random) for _ in range(depth)]
        yield _length(layers, [int(random.integers(0, s)) for _, s in layers]), layers


def _length(layers: Sequence[Window], remainders: Sequence[int], *, places: int = 2) -> int:
    """The length on which each layer leaves its remainder over, and the last has `places` places."""
    n = places
    for (k, s), remainder in zip(reversed(layers), reversed(remainders), strict=True):
        n = (n - 1) * s + k + remainder
    return n


def _leftover_by_marking(n: int, layers: Sequence[Window]) -> int:
    """Every number carries the set of pixels it depends on; counted is who is in none of the last ones."""
    seen = [{pixel} for pixel in range(n)]
    for k, s in layers:
        seen = [set().union(*seen[start : start + k]) for start in range(0, len(seen) - k + 1, s)]
    return n - len(set().union(*seen))


def _remainders(n: int, layers: Sequence[Window]) -> list[int]:
    """What each layer leaves over, in numbers of the map that it is given."""
    left = []
    for k, s in layers:
        left.append((n - k) % s)
        n = (n - k) // s + 1
    return left


def _in_pixels(n: int, layers: Sequence[Window], jumps: Sequence[int]) -> int:
    return sum(left * jump for left, jump in zip(_remainders(n, layers), jumps, strict=False))


def _work_out_leftover(arguments: Arguments, _index: tuple[int, ...]) -> str:
    n, layers = arguments
    told = []
    for depth, (left, jump) in enumerate(zip(_remainders(n, layers), _jumps(layers), strict=False)):
        if left:
            told.append(
                f"`layers[{depth}]` leaves {left} over, each {jump} {'pixel' if jump == 1 else 'pixels'} of the row"
            )
    return f"{'; '.join(told) if told else 'No layer leaves anything over'}: {_in_pixels(n, layers, _jumps(layers))}."


LEFTOVER = function_exercise(
    slug="geometry-leftover",
    title="Pixels that nobody sees",
    lesson=LESSON,
    points=3,
    task=Task(
        function="leftover",
        parameters=("n", "layers"),
        calls=_leftover_calls,
        reference=_leftover_by_marking,
        work_out=_work_out_leftover,
        mistakes=(
            Mistake(
                name="jump-forgotten",
                function=lambda n, layers: sum(_remainders(n, layers)),
                diagnosis="What the layers leave over was added up, as if every number were one pixel.",
                hint="A number that is dropped behind a stride of 2 takes 2 pixels with it: multiply by the jump.",
            ),
            Mistake(
                name="jump-one-layer-early",
                function=lambda n, layers: _in_pixels(n, layers, _jumps(layers)[1:]),
                diagnosis="What a layer leaves over was multiplied by its own stride too.",
                hint="It is left over from the map that the layer is given: only the strides before it count.",
            ),
            Mistake(
                name="first-layer-only",
                function=lambda n, layers: _remainders(n, layers)[0],
                diagnosis="That is what the first layer leaves over.",
                hint="Later layers leave something over too. Follow the size from layer to layer.",
            ),
            Mistake(
                name="last-layer-only",
                function=lambda n, layers: _remainders(n, layers)[-1] * _jumps(layers)[-2],
                diagnosis="That is what the last layer leaves over.",
                hint="Earlier layers leave something over too: add up.",
            ),
            Mistake(
                name="remainder-of-the-strides",
                function=lambda n, layers: n % _jumps(layers)[-1],
                diagnosis="That is the rest of n divided by all strides; the windows were not taken into account.",
                hint="The last window begins at (places − 1) × jump and sees a whole receptive field from there.",
            ),
            Mistake(
                name="one-field-only",
                function=lambda n, layers: n - _fields_backwards(layers)[-1],
                diagnosis="That is what the first number of the last map does not see; its neighbours see more.",
                hint="The last number's field begins (places − 1) × jump further on.",
            ),
        ),
    ),
    hints=(
        "Where does the receptive field of the last number end? All pixels behind that end are left over.",
        "You need three things at the end of the layers: how many places there are, the jump and the field.",
        "n minus ((places - 1) * jump + field), where places comes from output_size, layer after layer.",
    ),
    solution=(
        "places, field, jump = n, 1, 1\n"
        "for k, s in layers:\n"
        "    places = output_size(places, k, s, 0)\n"
        "    field += (k - 1) * jump\n"
        "    jump *= s\n"
        "return n - ((places - 1) * jump + field)"
    ),
    right=(
        lambda n, layers: _in_pixels(n, layers, _jumps(layers)),
        lambda n, layers: n - _length(layers, [0] * len(layers), places=_length_after(n, layers)),
    ),
)


def _length_after(n: int, layers: Sequence[Window]) -> int:
    for k, s in layers:
        n = count_places(n, k, s, 0)
    return n
