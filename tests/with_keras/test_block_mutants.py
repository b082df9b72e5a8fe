"""Every single change of the blocks of lesson 12, built in Keras, rejected, and named where it was made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from checker.architecture import MODEL_INPUT, Architecture, LayerSpec, activation, conv2d
from checker.layer_words import place
from checker.report import Status, Verdict
from tests.block_cases import CASES, Case, as_function, built, verdict

VALUES = {
    "filters": [1, 8],
    "kernel_size": [(2, 2), (1, 3), (4, 4)],
    "strides": [(3, 3), (1, 2)],
    "padding": ["same", "valid"],
    "pool_size": [(4, 4)],
    "activation": ["tanh", "sigmoid"],
}
EXTRAS = (activation("tanh"), conv2d(2, 3, padding="same"), LayerSpec(class_name="Dropout", arguments={"rate": 0.5}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A block with one change, and where it was made."""

    name: str
    case: Case
    architecture: Architecture
    at: int


def changed(case: Case, at: int, layer: LayerSpec) -> Architecture:
    """With another layer at this position."""
    parts = list(case.reference.layers)
    parts[at] = replace(layer, inputs=parts[at].inputs)
    return built(case, parts)


def without(case: Case, at: int) -> Architecture:
    """Without the layer at this position: what read it reads what it read; of a merge, the first."""
    stands_in = case.reference.layers[at].inputs[0]

    def now(source: int) -> int:
        source = stands_in if source == at else source
        return source - (source > at)

    parts = [
        replace(layer, inputs=tuple(now(source) for source in layer.inputs))
        for position, layer in enumerate(case.reference.layers)
        if position != at
    ]
    return built(case, parts)


def followed_by(case: Case, at: int, extra: LayerSpec) -> Architecture:
    """With one more layer behind this position, read by all that read it."""

    def now(source: int) -> int:
        return source + (source >= at)

    parts = list(case.reference.layers)
    behind = [replace(layer, inputs=tuple(now(source) for source in layer.inputs)) for layer in parts[at + 1 :]]
    return built(case, [*parts[: at + 1], replace(extra, inputs=(at,)), *behind])


def mutants(case: Case) -> Iterator[Mutant]:
    """All single changes of a block."""
    for at, layer in enumerate(case.reference.layers):
        changes = {what: changed(case, at, other) for what, other in others(layer)}
        changes["missing"] = without(case, at)
        changes |= {f"then-{extra.class_name}": followed_by(case, at, extra) for extra in EXTRAS}
        changes |= {f"reads-{inputs}": changed_inputs(case, at, inputs) for inputs in rewired(case, at)}
        for what, architecture in changes.items():
            yield Mutant(name=f"{case.name}-{at}-{what}", case=case, architecture=architecture, at=at)


def others(layer: LayerSpec) -> Iterator[tuple[str, LayerSpec]]:
    """What could stand in a layer's place: with another argument, of another class."""
    for name, expected in layer.arguments.items():
        for value in VALUES.get(name, []):
            free = name == "padding" and layer.arguments.get("kernel_size") == (1, 1)
            if value != expected and not free:
                yield f"{name}-{value}", replace(layer, arguments={**layer.arguments, name: value})
    if layer.class_name == "MaxPooling2D":
        yield "average", replace(layer, class_name="AveragePooling2D")
    if layer.class_name == "Add":
        yield "concatenated", LayerSpec(class_name="Concatenate")
    if layer.class_name == "Concatenate":
        yield "added", LayerSpec(class_name="Add")
        yield "axis", replace(layer, arguments={"axis": 1})


def rewired(case: Case, at: int) -> Iterator[tuple[int, ...]]:
    """Other inputs for the layer at this position: one of them exchanged for something that came earlier."""
    inputs = case.reference.layers[at].inputs
    for nth in range(len(inputs)):
        for source in (MODEL_INPUT, 0, 1):
            if source < at and source not in inputs:
                yield (*inputs[:nth], source, *inputs[nth + 1 :])


def changed_inputs(case: Case, at: int, inputs: tuple[int, ...]) -> Architecture:
    """With the layer at this position reading from elsewhere."""
    parts = list(case.reference.layers)
    parts[at] = replace(parts[at], inputs=inputs)
    return built(case, parts)


MUTANTS = [mutant for case in CASES for mutant in mutants(case)]


def told(result: Verdict) -> list[str]:
    """Where each finding that costs points stands, and what it says."""
    return [f"{found.where}: {found.message}" for found in result.findings if found.status is Status.FAILED]


def cut_off(architecture: Architecture) -> set[int]:
    """The layers that nothing leads to from the end."""
    needed = {len(architecture.layers) - 1}
    for at in range(len(architecture.layers) - 1, -1, -1):
        needed |= set(architecture.layers[at].inputs) if at in needed else set()
    return set(range(len(architecture.layers))) - needed


def is_near(mutant: Mutant, result: Verdict) -> bool:
    """Whether some finding names the changed layer or its branch, a neighbour on the way, or what was cut off by it."""
    reference = mutant.case.reference
    near = {mutant.at, *reference.layers[mutant.at].inputs}
    near |= {at for at, layer in enumerate(reference.layers) if mutant.at in layer.inputs}
    near |= cut_off(mutant.architecture) if len(mutant.architecture.layers) == len(reference.layers) else set()
    names = {place(reference, at) for at in near if at != MODEL_INPUT}
    names |= {reference.layers[at].branch for at in near if at != MODEL_INPUT} | {"at the beginning"}
    return any(name in line for name in names - {""} for line in told(result))


def test_there_are_hundreds_of_mutants():
    """The proof is by number, so the number is held."""
    assert len(MUTANTS) >= 400


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_reference_itself_passes(case):
    """The mutants differ from something that is right."""
    assert verdict(case, as_function(case.reference)).status is Status.PASSED


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_single_change_is_rejected_and_named_where_it_was_made(case):
    """Whichever attribute, whichever layer, whichever way."""
    missed = []
    for mutant in MUTANTS:
        if mutant.case is case:
            result = verdict(case, as_function(mutant.architecture))
            if result.status is not Status.FAILED or not is_near(mutant, result):
                missed.append((mutant.name, result.status, told(result)))
    assert missed == []
