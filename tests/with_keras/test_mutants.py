"""Every single change of the reference, and every pair of changes in its block, built in Keras, rejected and named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations, product

import pytest

from checker.architecture import LayerSpec, activation, chain, conv2d, dense
from checker.exercises.lenet import LENET, SECOND_BLOCK
from checker.layer_words import place
from checker.render.text import text
from checker.report import Report, Status
from checker.run import check
from course.article_network import LENET_REFERENCE
from tests.models import attempt_after, keras, layers

REFERENCE = LENET_REFERENCE.layers
BLOCK = SECOND_BLOCK.positions
VALUES = {
    "filters": [1, 5, 8, 15, 17, 32],
    "kernel_size": [(1, 1), (3, 3), (7, 7), (9, 9), (8, 7), (7, 8), (5, 8), (40, 40)],
    "strides": [(1, 1), (2, 2), (1, 2), (2, 1), (4, 4)],
    "padding": ["same"],
    "use_bias": [False],
    "dilation_rate": [(2, 2)],
    "data_format": ["channels_first"],
    "groups": [2],
    "pool_size": [(1, 1), (2, 2), (3, 3), (4, 4), (3, 2), (2, 3)],
    "units": [1, 10, 84, 99, 100, 121],
    "activation": ["relu", "sigmoid", "softmax", "elu", "gelu", "softplus", "softsign", "selu", "exponential", "tanh"],
}  # fmt: skip
EXTRAS = [
    LayerSpec(class_name="Dropout", arguments={"rate": 0.25}),
    LayerSpec(class_name="BatchNormalization"),
    LayerSpec(class_name="ZeroPadding2D", arguments={"padding": ((1, 1), (1, 1))}),
    conv2d(16, 1),
    activation("sigmoid"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """A change at one layer of the reference: what stands there instead."""

    name: str
    at: int
    instead: tuple[LayerSpec, ...]


def changes_of(at: int, num_values: int | None = None) -> Iterator[Mutation]:
    """Every change of the layer at this position: of an argument, of its class, missing, with another before it.

    At most `num_values` values of each argument, all of them where that is not given.
    """
    layer = REFERENCE[at]
    for name, expected in layer.arguments.items():
        for value in VALUES.get(name, [])[:num_values]:
            if value != expected and not (name == "groups" and layer.arguments["filters"] % 2):
                changed = replace(layer, arguments={**layer.arguments, name: value})
                yield Mutation(name=f"{at}-{name}-{value}", at=at, instead=(changed,))
    if layer.class_name == "MaxPooling2D":
        yield Mutation(name=f"{at}-average", at=at, instead=(replace(layer, class_name="AveragePooling2D"),))
    if layer.class_name != "Flatten":
        yield Mutation(name=f"{at}-missing", at=at, instead=())
    if at < 6:
        for extra in EXTRAS:
            yield Mutation(name=f"{at}-extra-{extra.class_name}", at=at, instead=(extra, layer))
    else:
        yield Mutation(name=f"{at}-extra-Dense", at=at, instead=(dense(33), layer))


def is_one_of_a_kind(mutation: Mutation) -> bool:
    """Whether it can be told from the layers around it (first convolution in groups: one channel has no groups)."""
    return not (mutation.at == 0 and "groups" in mutation.name)


SINGLE = [mutation for at in range(len(REFERENCE)) for mutation in changes_of(at) if is_one_of_a_kind(mutation)]
SWAPS = [(3, 4), (4, 5), (3, 5)]
PAIRS = [(one, other) for a, b in combinations(BLOCK, 2) for one in changes_of(a, 3) for other in changes_of(b, 3)]


def pairs_in_one_layer(at: int) -> Iterator[Mutation]:
    """Every two arguments of the layer at this position changed at once, to every other of their values."""
    layer = REFERENCE[at]
    others = {
        name: [value for value in VALUES[name] if value != expected][::2]
        for name, expected in layer.arguments.items()
        if name in VALUES
    }
    for one, other in combinations(others, 2):
        for values in product(others[one], others[other]):
            arguments = {**layer.arguments, one: values[0], other: values[1]}
            if arguments.get("filters", 0) % arguments.get("groups", 1) == 0:
                instead = (replace(layer, arguments=arguments),)
                yield Mutation(name=f"{at}-{one}-{other}-{values}", at=at, instead=instead)


def mutant(*mutations: Mutation) -> tuple[LayerSpec, ...]:
    """The reference's layers with these changes."""
    instead = {mutation.at: mutation.instead for mutation in mutations}
    return tuple(new for at, layer in enumerate(REFERENCE) for new in instead.get(at, (layer,)))


def report_on(specs: tuple[LayerSpec, ...]) -> Report:
    """The report after a cell that adds these layers one by one, as far as Keras lets it."""
    model, raised = built(specs), None
    if model is None:
        model = keras.Sequential([keras.Input((32, 32, 1))])
        try:
            for spec in specs:
                model.add(in_keras(spec))
        except Exception as fault:
            raised = fault
    return check("lenet", attempt_after({"model": model}, raised))


def built(specs: tuple[LayerSpec, ...]) -> keras.Model | None:
    """The model of all these layers; none where they do not fit. (`add` builds all of it anew at each layer.)"""
    try:
        return keras.Sequential([keras.Input((32, 32, 1)), *map(in_keras, specs)])
    except Exception:
        return None


def in_keras(spec: LayerSpec) -> keras.Layer:
    """The layer in Keras."""
    return getattr(layers, spec.class_name)(**spec.arguments)


def names_layer(report: Report, mutation: Mutation) -> bool:
    """Whether some finding that costs points is about the changed layer, or about the extra one beside it."""
    here = place(LENET_REFERENCE, mutation.at)
    beside = {place(LENET_REFERENCE, at) for at in (mutation.at - 1, mutation.at) if at >= 0}
    for found in report.findings:
        if found.status is not Status.FAILED:
            continue
        if found.where == here:
            return True
        # An extra layer is told by its neighbour, or, if one of its class is missing elsewhere, as that one moved.
        neighbours = any(name in found.where for name in (*beside, "at the beginning"))
        if len(mutation.instead) == 2 and (neighbours or found.mistake == "layer-order"):
            return True
    return False


def test_there_are_at_least_five_hundred_mutants():
    """The issue is proof by number, so the number is held."""
    assert len(SINGLE) + len(PAIRS) >= 500


@pytest.mark.parametrize("mutation", SINGLE, ids=lambda mutation: mutation.name)
def test_every_single_change_is_rejected_and_named_at_its_layer(mutation):
    """Whichever attribute of whichever layer."""
    report = report_on(mutant(mutation))
    assert report.status is Status.FAILED and report.score < report.points, text(report)
    assert names_layer(report, mutation), text(report)


def assert_rejected_and_named(report: Report, *mutations: Mutation) -> None:
    """At each layer that was changed; where a cell stopped at the first change, the second was never added."""
    names = [mutation.name for mutation in mutations]
    assert report.status is Status.FAILED and report.score < report.points, (names, text(report))
    first, *others = mutations
    assert names_layer(report, first), (names, text(report))
    stopped = any("does not fit" in found.message for found in report.findings)
    assert stopped or all(names_layer(report, other) for other in others), (names, text(report))


def test_every_pair_of_changes_in_the_block_is_rejected_and_named_at_both_layers():
    """One test over all pairs, as the architectures that a probe describes: Keras takes a tenth of a second each."""
    for pair in PAIRS:
        described = chain((32, 32, 1), *mutant(*pair)).to_dict()
        answers = {"state": "config", "architecture": described, "raised": None, "outputs": None, "fault": ""}
        assert_rejected_and_named(LENET.report({"seed": 1, "batch_size": 3}, answers), *pair)


def test_pairs_of_changes_in_keras_are_rejected_and_named_at_both_layers():
    """A quarter of the pairs, built, described and run."""
    for pair in PAIRS[::4]:
        assert_rejected_and_named(report_on(mutant(*pair)), *pair)


@pytest.mark.parametrize("at", [at for at in BLOCK if len(REFERENCE[at].arguments) > 1])
def test_every_pair_of_changes_in_one_layer_is_rejected_and_both_are_named(at):
    """Each is told, as often as there are two things to change; or that Keras makes no layer of the two together."""
    for mutation in pairs_in_one_layer(at):
        report = report_on(mutant(mutation))
        assert report.status is Status.FAILED and report.score < report.points, (mutation.name, text(report))
        told = {found.mistake for found in report.findings if found.status is Status.FAILED} - {"does-not-fit"}
        given = mutation.instead[0].arguments
        if given.get("dilation_rate") == (2, 2) and given["strides"] != (1, 1):
            assert told == {"strides-and-dilation"}, (mutation.name, text(report))
        else:
            # Where a pooling's stride follows its size there is one thing to change.
            one_thing = given.get("pool_size", (3, 3)) == given["strides"] != (3, 3)
            assert len(told) == 2 - one_thing and names_layer(report, mutation), (mutation.name, text(report))


@pytest.mark.parametrize(("a", "b"), SWAPS)
def test_layers_that_changed_places_are_rejected_and_named(a, b):
    """One of the two is told to be at the wrong place."""
    swapped = list(REFERENCE)
    swapped[a], swapped[b] = swapped[b], swapped[a]
    report = report_on(tuple(swapped))
    told = {found.where for found in report.findings if found.mistake in ("layer-order", "does-not-fit")}
    assert report.status is Status.FAILED
    assert told & {place(LENET_REFERENCE, at) for at in BLOCK}, text(report)


def test_the_reference_itself_is_right():
    """The mutants differ from something that passes."""
    assert report_on(REFERENCE).status is Status.PASSED
    assert chain((32, 32, 1), *REFERENCE) == LENET_REFERENCE
