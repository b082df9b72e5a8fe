"""Where two architectures differ: aligned by edit distance, so that one missing layer is one difference, not ten.

Pure functions of plain data; standard library only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from checker.architecture import MODEL_INPUT, Architecture, LayerSpec

ONE_SIDED = 1.0  # the cost of a layer that only one side has
OTHER_CLASS = 0.7  # average for max pooling: the same sort of layer, the wrong one
OTHER_ARGUMENTS = 0.3  # and up to as much again with the share of arguments that differ
NOT_READABLE = 0.6  # a layer of the learner's own may stand for one or several layers


class Kind(StrEnum):
    """How one layer differs."""

    MISSING = "missing"
    EXTRA = "extra"
    CHANGED = "changed"  # the same class with other arguments
    REPLACED = "replaced"  # another class of the same sort
    MOVED = "moved"  # there, but at another place
    REWIRED = "rewired"  # there, but reading from another layer
    INPUT = "input"  # the shape of the model's input


@dataclass(frozen=True, slots=True, kw_only=True)
class ArgumentDifference:
    """One argument of one layer, under Keras' own name."""

    name: str
    expected: Any
    received: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference. `at` is a position in the reference: the layer's, or of the one that an extra layer precedes."""

    kind: Kind
    at: int
    expected: LayerSpec | None = None
    received: LayerSpec | None = None
    received_at: int | None = None  # position in the received architecture
    after: int = MODEL_INPUT  # of an extra layer: the position in the reference of what it reads
    arguments: tuple[ArgumentDifference, ...] = ()
    builds: bool = False  # known: with all its differences what was received can be built


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Layers that stand for each other: one received layer and one layer of the reference, or several if unreadable."""

    expected: tuple[int, ...]
    received: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The whole comparison: which layers correspond, and every difference in the order of the reference."""

    pairs: tuple[Pair, ...]
    differences: tuple[Difference, ...]

    @property
    def missing(self) -> frozenset[int]:
        """Positions in the reference that nothing received stands for."""
        return frozenset(found.at for found in self.differences if found.kind is Kind.MISSING)


def compare(expected: Architecture, received: Architecture) -> Comparison:
    """Every difference between the two, none of them twice."""
    pairs, missing, extra = _align(expected.layers, received.layers)
    moved = _moved(expected.layers, received.layers, missing, extra)
    gone = {found.at for found in moved}
    placed = {found.received_at for found in moved}
    left_over = {at: before for at, before in extra.items() if at not in placed}
    found = [
        *_input_difference(expected, received),
        *(_difference_in(expected.layers, received.layers, pair) for pair in pairs),
        *moved,
        *(Difference(kind=Kind.MISSING, at=at, expected=expected.layers[at]) for at in missing if at not in gone),
        *_extra(expected, received, pairs, left_over),
        *_rewired(expected, received, pairs, moved),
    ]
    ordered = sorted((one for one in found if one is not None), key=lambda one: (one.at, one.received_at or 0))
    return Comparison(pairs=tuple(pairs), differences=tuple(ordered))


def distance(expected: tuple[LayerSpec, ...], received: tuple[LayerSpec, ...]) -> float:
    """How much two chains of layers differ: 0 if not at all, about 1 for each layer that only one of them has."""
    return _cheapest_steps(expected, received)[0, 0][0]


def argument_differences(expected: LayerSpec, received: LayerSpec) -> tuple[ArgumentDifference, ...]:
    """The arguments in which two layers of one class differ, in the reference's order."""
    names = [*expected.arguments, *(name for name in received.arguments if name not in expected.arguments)]
    return tuple(
        ArgumentDifference(name=name, expected=expected.arguments.get(name), received=received.arguments.get(name))
        for name in names
        if expected.arguments.get(name) != received.arguments.get(name)
    )


def _align(
    expected: tuple[LayerSpec, ...], received: tuple[LayerSpec, ...]
) -> tuple[list[Pair], list[int], dict[int, int]]:
    """The cheapest alignment: pairs, positions only in `expected`, those only in `received` (-> what they precede)."""
    steps = _cheapest_steps(expected, received)
    pairs: list[Pair] = []
    missing: list[int] = []
    extra: dict[int, int] = {}
    e = r = 0
    while (e, r) != (len(expected), len(received)):
        _, wide, high = steps[e, r]
        if wide and high:
            pairs.append(Pair(expected=tuple(range(e, e + wide)), received=r))
        elif wide:
            missing.append(e)
        else:
            extra[r] = e
        e, r = e + wide, r + high
    return pairs, missing, extra


def _cheapest_steps(
    expected: tuple[LayerSpec, ...], received: tuple[LayerSpec, ...]
) -> dict[tuple[int, int], tuple[float, int, int]]:
    """For every two positions: the cost of aligning what is left, and how far the first step goes on either side."""
    best: dict[tuple[int, int], tuple[float, int, int]] = {(len(expected), len(received)): (0.0, 0, 0)}
    for e in range(len(expected), -1, -1):
        for r in range(len(received), -1, -1):
            choices = [
                (cost + best[e + wide, r + high][0], wide, high)
                for cost, wide, high in _steps(expected[e:], received[r:])
            ]
            if choices:
                best[e, r] = min(choices, key=lambda choice: choice[0])
    return best


def _steps(expected: tuple[LayerSpec, ...], received: tuple[LayerSpec, ...]) -> Iterator[tuple[float, int, int]]:
    """The first steps there are: its cost, and how many layers it takes from either side."""
    if expected and received and received[0].readable:
        yield _cost(expected[0], received[0]), 1, 1
    elif expected and received:
        for wide in range(1, len(expected) + 1):
            yield NOT_READABLE + 0.01 * wide, wide, 1
    if expected:
        yield ONE_SIDED, 1, 0
    if received:
        yield ONE_SIDED, 0, 1


def _cost(expected: LayerSpec, received: LayerSpec) -> float:
    if expected.does_the_same_as(received):
        return 0.0
    if expected.class_name == received.class_name:
        differing = len(argument_differences(expected, received))
        return OTHER_ARGUMENTS * (1 + differing / max(len(expected.arguments), 1))
    if expected.kind == received.kind:
        return OTHER_CLASS
    return 2 * ONE_SIDED + 0.1  # never cheaper than one missing and one extra


def _difference_in(expected: tuple[LayerSpec, ...], received: tuple[LayerSpec, ...], pair: Pair) -> Difference | None:
    got = received[pair.received]
    if not got.readable:
        return None
    (at,) = pair.expected
    want = expected[at]
    arguments = argument_differences(want, got) if want.class_name == got.class_name else ()
    if want.class_name == got.class_name and not arguments:
        return None
    kind = Kind.CHANGED if arguments else Kind.REPLACED
    return Difference(kind=kind, at=at, expected=want, received=got, received_at=pair.received, arguments=arguments)


def _moved(
    expected: tuple[LayerSpec, ...], received: tuple[LayerSpec, ...], missing: list[int], extra: dict[int, int]
) -> list[Difference]:
    """A layer missing here and an extra one of its class there, nearest first, are one layer at the wrong place."""
    candidates = sorted(
        (_cost(expected[at], received[other]), abs(before - at), at, other)
        for at in missing
        for other, before in extra.items()
        if expected[at].class_name == received[other].class_name
    )
    moved: dict[int, Difference] = {}
    taken: set[int] = set()
    for _, _, at, other in candidates:
        if at not in moved and other not in taken:
            taken.add(other)
            moved[at] = Difference(
                kind=Kind.MOVED,
                at=at,
                expected=expected[at],
                received=received[other],
                received_at=other,
                arguments=argument_differences(expected[at], received[other]),
            )
    return list(moved.values())


def _input_difference(expected: Architecture, received: Architecture) -> list[Difference]:
    if expected.input_shape == received.input_shape:
        return []
    shapes = ArgumentDifference(name="shape", expected=expected.input_shape, received=received.input_shape)
    return [Difference(kind=Kind.INPUT, at=MODEL_INPUT, arguments=(shapes,))]


def _extra(
    expected: Architecture, received: Architecture, pairs: list[Pair], left_over: dict[int, int]
) -> Iterator[Difference]:
    """Layers that nobody asked for, each told by what it reads and by what reads it."""
    stands_for = {pair.received: pair.expected[-1] for pair in pairs}
    for at, before in left_over.items():
        after = before - 1
        if not (expected.is_chain and received.is_chain):
            sources = _back_to(received, received.layers[at].inputs[0], set(stands_for))
            after = max(stands_for.get(source, MODEL_INPUT) for source in sources)
            before = _forth_from(received, at, stands_for, before)
        yield Difference(kind=Kind.EXTRA, at=before, received=received.layers[at], received_at=at, after=after)


def _rewired(
    expected: Architecture, received: Architecture, pairs: list[Pair], moved: list[Difference]
) -> Iterator[Difference]:
    """Layers that correspond but read from layers that do not; what is missing or extra between them does not count."""
    if moved or (expected.is_chain and received.is_chain):
        return
    stands_for = {pair.received: pair.expected[-1] for pair in pairs} | {MODEL_INPUT: MODEL_INPUT}
    partners = set(stands_for.values())
    for pair in pairs:
        sources = expected.layers[pair.expected[0]].inputs
        want = {source for source in sources if source in partners}
        allowed = {back for source in sources for back in _back_to(expected, source, partners)}
        read = received.layers[pair.received].inputs
        got = {stands_for[back] for source in read for back in _back_to(received, source, set(stands_for))}
        directly = {stands_for[source] for source in read if source in stands_for}
        if not (want <= got and directly <= allowed):
            yield Difference(
                kind=Kind.REWIRED,
                at=pair.expected[0],
                expected=expected.layers[pair.expected[0]],
                received=received.layers[pair.received],
                received_at=pair.received,
                arguments=(ArgumentDifference(name="inputs", expected=sorted(allowed), received=sorted(got)),),
            )


def _forth_from(received: Architecture, at: int, stands_for: Mapping[int, int], otherwise: int) -> int:
    """The position in the reference of the next layer with a partner that reads what `at` makes."""
    reached = {at}
    for position, layer in enumerate(received.layers):
        if reached.intersection(layer.inputs):
            if position in stands_for:
                return stands_for[position]
            reached.add(position)
    return otherwise


def _back_to(architecture: Architecture, position: int, partners: set[int]) -> set[int]:
    """The nearest layers with a partner on the other side, from `position` backwards; all ways are followed."""
    found: set[int] = set()
    seen: set[int] = set()
    waiting = [position]
    while waiting:
        at = waiting.pop()
        if at in seen:  # where ways meet again and again, there are more of them than anybody can follow
            continue
        seen.add(at)
        if at == MODEL_INPUT or at in partners:
            found.add(at)
        else:
            waiting.extend(architecture.layers[at].inputs)
    return found
