"""Shapes and costs, layer by layer: held against the checker's own arithmetic and against plain marking of pixels."""

import numpy as np
import pytest

from checker import architecture
from checker.shapes import trace as checker_trace
from course.geometry import Layer, conv, dense, flatten, layers_from, padding, places, pool, trace

LENET = (conv(6, 5), pool(2), conv(16, 8), pool(3), flatten(), dense(120), dense(100), dense(10))
NETWORKS = {
    "lesson 10": ((32, 32, 1), LENET),
    "oblong": ((29, 40, 3), (conv(4, 3, 2), pool(3, 2), conv(5, 2, 1), flatten(), dense(7))),
    "same": ((31, 22, 2), (conv(4, 4, 3, "same"), pool(3, 2, "same"), conv(3, 5, 1, "same"))),
    "window below stride": ((20, 20, 1), (conv(2, 2, 3), conv(2, 1, 2))),
}


def for_the_checker(input_shape, layers):
    """The same network as the checker describes it: only "valid" and "same"."""
    given = []
    for layer in layers:
        window = {"strides": (layer.s, layer.s), "padding": "same" if layer.p == "same" else "valid"}
        given.append(
            {
                "Conv2D": lambda layer=layer, window=window: architecture.conv2d(layer.filters, layer.k, **window),
                "MaxPooling2D": lambda layer=layer, window=window: architecture.max_pooling2d(layer.k, **window),
                "Flatten": architecture.flatten,
                "Dense": lambda layer=layer: architecture.dense(layer.units),
            }[layer.kind]()
        )
    return architecture.chain(input_shape, *given)


@pytest.mark.parametrize("name", NETWORKS)
def test_shapes_and_parameters_are_the_checkers(name):
    """The picture's arithmetic and the one that judges agree."""
    expected = [(stage.output_shape, stage.num_parameters) for stage in checker_trace(for_the_checker(*NETWORKS[name]))]
    assert [(step.shape, step.parameters) for step in trace(*NETWORKS[name])] == expected


def marked(n, layers):
    """For each layer, the sets of pixels in a row that its numbers depend on, by following them forwards."""
    seen = [{pixel} for pixel in range(n)]
    for layer in layers:
        before, after = padding(n, layer)
        padded = [set()] * before + seen + [set()] * after
        seen = [set().union(*padded[at : at + layer.k]) for at in range(0, len(padded) - layer.k + 1, layer.s)]
        n = len(seen)
        yield seen


@pytest.mark.parametrize("name", NETWORKS)
def test_unseen_pixels_are_those_that_no_mark_reaches(name):
    """In rows and in columns, after each layer that slides a window."""
    (rows, columns, _), layers = NETWORKS[name]
    sliding = [layer for layer in layers if layer.kind in ("Conv2D", "MaxPooling2D")]
    expected = [
        (rows - len(set().union(*down)), columns - len(set().union(*across)))
        for down, across in zip(marked(rows, sliding), marked(columns, sliding), strict=True)
    ]
    assert [step.unseen for step in trace(*NETWORKS[name])][: len(sliding)] == expected


@pytest.mark.parametrize("name", ["lesson 10", "oblong"])
def test_the_field_is_as_wide_as_what_a_number_depends_on(name):
    """Without padding and gaps, field and jump are the width of a set of pixels and the way to the next."""
    (rows, _, _), layers = NETWORKS[name]
    sliding = [layer for layer in layers if layer.kind in ("Conv2D", "MaxPooling2D")]
    expected = [(len(seen[0]), min(seen[1]) - min(seen[0])) for seen in marked(rows, sliding)]
    assert [(step.field, step.jump) for step in trace(*NETWORKS[name])][: len(sliding)] == expected


def test_the_network_of_lesson_10_has_the_numbers_that_are_known_of_it():
    """Receptive fields 5, 6, 20, 24, jump 6, two rows and columns dropped, 27,226 parameters."""
    steps = trace((32, 32, 1), LENET)
    assert [step.field for step in steps[:4]] == [5, 6, 20, 24]
    assert (steps[3].jump, steps[3].unseen, sum(step.parameters for step in steps)) == (6, (2, 2), 27_226)


def test_multiplications_are_those_of_every_number_that_comes_out():
    """For a convolution, counted one place after the other; for a dense layer, one weight each."""
    counted = sum(3 * 3 * 2 for _ in np.ndindex(3, 4, 5))  # rows, columns, filters
    steps = trace((7, 9, 2), (conv(5, 3, 2), flatten(), dense(4)))
    assert [step.multiplications for step in steps] == [counted, 0, 3 * 4 * 5 * 4]


@pytest.mark.parametrize(
    ("n", "k", "s", "expected"), [(6, 3, 2, (0, 1)), (7, 3, 2, (1, 1)), (5, 2, 1, (0, 1)), (8, 1, 3, (0, 0))]
)
def test_same_padding_puts_the_odd_zero_last(n, k, s, expected):
    """As Keras does, and none where the stride is larger than the window."""
    assert padding(n, conv(1, k, s, "same")) == expected


def test_a_window_that_does_not_fit_has_no_place():
    """Not a negative number of places."""
    assert places(3, conv(1, 8, 3)) == 0


@pytest.mark.parametrize(
    ("layers", "problem"),
    [
        ((conv(6, 40),), "A window of 40 × 40 does not fit on 32 × 32."),
        ((dense(3),), "Dense takes one row of numbers: put a Flatten before it."),
        ((flatten(), pool(2)), "A window needs rows and columns to slide over, and here all numbers lie in one row."),
    ],
)
def test_a_layer_that_cannot_be_built_says_why(layers, problem):
    """In a sentence that says what to do."""
    assert trace((32, 32, 1), layers)[-1].problem == problem


def test_what_comes_after_a_problem_waits():
    """Nothing is made up about it."""
    assert trace((32, 32, 1), (conv(6, 40), pool(2)))[1].problem == "It waits for the layer above."


def test_layers_survive_json():
    """What a widget holds is what it was given."""
    assert layers_from([layer.to_dict() for layer in LENET]) == LENET


@pytest.mark.parametrize("wrong", [{"kind": "Conv3D"}, {"kind": "Conv2D", "p": "valid"}])
def test_a_layer_that_nobody_knows_is_refused(wrong):
    """At once, with what is possible."""
    with pytest.raises(ValueError, match="must be"):
        Layer(**wrong)
