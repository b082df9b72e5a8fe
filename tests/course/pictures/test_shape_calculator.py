"""The shape calculator: its arithmetic in the browser against Python's, and what it leaves where nothing is alive."""

import numpy as np
import pytest

from course.geometry import conv, dense, flatten, pool, relu, trace
from course.pictures.shape_calculator import EXAMPLES, ShapeCalculator

STEP = ("shape", "parameters", "multiplications", "field", "jump", "unseen", "problem")
LENET = (conv(6, 5), pool(2), conv(16, 8), pool(3), flatten(), dense(120), dense(100), dense(10))


def plain(step):
    """A step of Python's as JavaScript gives it."""
    return {name: list(value) if isinstance(value := getattr(step, name), tuple) else value for name in STEP}


def random_network(seed):
    """A picture and up to six layers of any kind, buildable or not."""
    random = np.random.default_rng(seed)

    def whole(most):
        return int(random.integers(1, most + 1))

    def layer():
        p = random.choice(["0", "1", "2", "same"])
        p = p if p == "same" else int(p)
        kind = random.choice(["conv", "relu", "pool", "flatten", "dense"], p=[0.45, 0.2, 0.25, 0.05, 0.05])
        if kind == "conv":
            return conv(whole(20), whole(7), whole(3), p)
        others = {"pool": lambda: pool(whole(4), whole(4), p), "dense": lambda: dense(whole(50))}
        return {**others, "relu": relu, "flatten": flatten}[kind]()

    return (whole(60), whole(60), whole(4)), [layer() for _ in range(whole(6))]


@pytest.mark.parametrize("seed", range(40))
def test_the_browser_counts_as_python_does(node, seed):
    """Every number of every step, and every problem."""
    shape, layers = random_network(seed)
    steps = node("shape_calculator_math", "trace", list(shape), [layer.to_dict() for layer in layers])
    assert steps == [plain(step) for step in trace(shape, layers)]


@pytest.mark.parametrize(("name", "shape", "layers"), EXAMPLES, ids=[name for name, *_ in EXAMPLES])
def test_every_example_can_be_built(name, shape, layers):
    """None of them begins with a problem."""
    assert [step.problem for step in trace(shape, layers)] == [""] * len(layers)


def test_the_sister_network_has_the_parameters_that_are_known_of_it():
    """The example as large as LeNet-5: 61,706, which is D2L's count of the same shape."""
    shape, layers = next((shape, layers) for name, shape, layers in EXAMPLES if "sister" in name)
    assert sum(step.parameters for step in trace(shape, layers)) == 61_706


def words(node, layer, shape, **before):
    """What is written out for one layer on a picture of this shape."""
    start = {"shape": list(shape), "field": 1, "jump": 1} | before
    [step] = node("shape_calculator_math", "trace", list(shape), [layer.to_dict()])
    return node("shape_calculator_math", "workedOut", layer.to_dict(), start, step)


def test_a_convolution_is_worked_out_line_by_line(node):
    """Rows, columns where they differ, parameters, multiplications, field."""
    assert words(node, conv(6, 5, 2, 1), (32, 20, 3)) == [
        "Rows: (32 + 2 − 5) / 2, rounded down, is 14, and 1 more: 15.",
        "Columns: (20 + 2 − 5) / 2, rounded down, is 8, and 1 more: 9.",
        "Parameters: (5 × 5 × 3 + 1) × 6 = 456.",
        "Multiplications: 15 × 9 × 6 numbers, each 5 × 5 × 3: 60,750.",
        "One number sees 1 + (5 − 1) × 1 = 5 pixels in a row.",
    ]


def test_a_relu_changes_nothing_but_the_numbers():
    """Shape, field and jump stay, before Flatten and after it, and it costs nothing."""
    steps = trace((9, 9, 1), [conv(2, 3), relu(), flatten(), relu()])
    for before, after in (steps[:2], steps[2:]):
        assert (after.shape, after.field, after.jump, after.unseen) == (
            before.shape,
            before.field,
            before.jump,
            before.unseen,
        )
        assert (after.parameters, after.multiplications) == (0, 0)


def test_a_relu_is_worked_out(node):
    """In words: there is nothing to count."""
    assert words(node, relu(), (9, 9, 1)) == [
        "Each number by itself: what is negative becomes 0. No shape changes, and nothing is learnt."
    ]


def test_a_problem_is_all_that_is_said_of_its_layer(node):
    """No number is made up."""
    assert words(node, conv(6, 9), (4, 4, 1)) == ["A window of 9 × 9 does not fit on 4 × 4."]


def test_the_still_picture_is_the_table():
    """With the network's sums."""
    assert "27,226" in ShapeCalculator((32, 32, 1), LENET).still()


def test_the_text_alternative_says_every_layer():
    """With its settings, its shape, its cost and what it sees."""
    assert ShapeCalculator((32, 32, 1), [conv(6, 5), flatten()]).alt() == (
        "Shape calculator: a picture of 32 × 32 × 1. convolution, 6 filters, 5 × 5, stride 1, padding 0, "
        "shape 28 × 28 × 6, parameters 156, multiplications 117,600, one number sees 5 × 5, unseen 0; "
        "flatten, shape 4,704, parameters 0, multiplications 0, one number sees all of it, unseen 0. "
        "in all, parameters 156, multiplications 117,600."
    )


def test_a_problem_is_in_the_still_picture_too():
    """In the same words."""
    assert "does not fit on 32 × 32" in ShapeCalculator((32, 32, 1), [conv(1, 40)]).still()


def test_what_a_learner_edits_can_be_read():
    """The traits come back as layers."""
    assert ShapeCalculator((32, 32, 1), LENET).network == LENET


@pytest.mark.parametrize(
    ("shape", "layers", "message"),
    [
        ((32, 32), LENET, "rows, columns, channels"),
        ((0, 32, 1), LENET, "received"),
        ((9, 9, 1), [conv(1, 1)] * 13, "12"),
    ],
)
def test_what_cannot_be_shown_is_refused(shape, layers, message):
    """With what is possible."""
    with pytest.raises(ValueError, match=message):
        ShapeCalculator(shape, layers)
