"""Put a network with branches into one order, so that two of them can be compared layer by layer.

Branches may be written down in any order, and a sum of sums is one sum. Pure functions of plain data; standard library
only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

from checker.architecture import MODEL_INPUT, Architecture, LayerSpec
from checker.compare import distance

JOINS_WITH_ITSELF = ("Add", "Concatenate")  # a + (b + c) = a + b + c, and so for maps side by side
MOST_BRANCHES = 6  # more than these are left in the order in which they came


def flattened(architecture: Architecture) -> Architecture:
    """Sums of sums as one and concatenations of concatenations as one.

    Left out is what the output does not need, and a merge of a single thing, which hands that on as it is: such a merge
    begins a loop that joins ever more.
    """
    layers = architecture.layers
    sources: list[tuple[int, ...]] = []
    handed_on: dict[int, int] = {}  # from a merge of one thing to what it hands on
    for at, layer in enumerate(layers):
        inputs = [handed_on.get(source, source) for source in layer.inputs]
        joined = [_through(layers, sources, layer, source) for source in inputs]
        sources.append(tuple(source for inputs in joined for source in inputs))
        if layer.kind == "merge" and layer.readable and len(sources[at]) == 1 and at < len(layers) - 1:
            handed_on[at] = sources[at][0]
    return _depth_first(architecture, sources)


def ordered_like(reference: Architecture, received: Architecture) -> Architecture:
    """`received` with the branches of each merge in the order of the branches of the reference that they resemble."""
    wanted = [_branches(reference, at) for at in _merges(reference)]
    sources = [layer.inputs for layer in received.layers]
    for at in _merges(received):
        if wanted and len(sources[at]) <= MOST_BRANCHES:
            sources[at] = _best_order(wanted, sources[at], _branches(received, at))
    return _depth_first(received, sources)


def _through(
    layers: Sequence[LayerSpec], sources: Sequence[tuple[int, ...]], layer: LayerSpec, source: int
) -> tuple[int, ...]:
    """What `layer` reads when it reads `source`: that, or what that joins in the same way."""
    same = source >= 0 and layer.class_name in JOINS_WITH_ITSELF and layer.does_the_same_as(layers[source])
    return sources[source] if same else (source,)


def _depth_first(architecture: Architecture, sources: Sequence[tuple[int, ...]]) -> Architecture:
    """The layers that the last one needs, branch after branch, each layer behind all that it reads."""
    places: dict[int, int] = {MODEL_INPUT: MODEL_INPUT}
    order: list[int] = []
    waiting = [(len(sources) - 1, False)]
    while waiting:
        at, sources_done = waiting.pop()
        if at in places:
            continue
        if sources_done:
            places[at] = len(order)
            order.append(at)
        else:
            waiting.append((at, True))
            waiting.extend((source, False) for source in reversed(sources[at]))
    return replace(
        architecture,
        layers=tuple(
            replace(architecture.layers[at], inputs=tuple(places[source] for source in sources[at])) for at in order
        ),
    )


def _merges(architecture: Architecture) -> list[int]:
    return [at for at, layer in enumerate(architecture.layers) if len(layer.inputs) > 1]


def _branches(architecture: Architecture, merge: int) -> list[tuple[LayerSpec, ...]]:
    """What comes together in a merge: for each input the chain of layers before it, back to where the ways part."""
    readers = Counter(source for layer in architecture.layers for source in layer.inputs)

    def chain_to(at: int) -> tuple[LayerSpec, ...]:
        chain: list[LayerSpec] = []
        while at != MODEL_INPUT and readers[at] == 1 and len(architecture.layers[at].inputs) == 1:
            chain.append(architecture.layers[at])
            at = architecture.layers[at].inputs[0]
        return tuple(reversed(chain))

    return [chain_to(source) for source in architecture.layers[merge].inputs]


def _best_order(
    wanted: Sequence[Sequence[tuple[LayerSpec, ...]]],
    sources: tuple[int, ...],
    branches: Sequence[tuple[LayerSpec, ...]],
) -> tuple[int, ...]:
    """The order of `sources` in which their branches are most like those of one merge of the reference."""
    best, order = float("inf"), tuple(range(len(sources)))
    for expected in wanted:
        costs = [[distance(want, got) for got in branches] for want in expected]
        unlike = [distance((), got) for got in branches]
        for candidate in permutations(range(len(sources))):
            paired = sum(row[at] for row, at in zip(costs, candidate, strict=False))
            cost = paired + sum(unlike[at] for at in candidate[len(expected) :])
            cost += sum(distance(want, ()) for want in expected[len(candidate) :])
            if cost < best:
                best, order = cost, candidate
    return tuple(sources[at] for at in order)
