"""The geometry lesson's exercises: against Keras, in their words, and the numbers in its prose."""

import json
import re
from pathlib import Path
from textwrap import dedent

import numpy as np
import pytest

from checker.build import build_source
from checker.exercise import Attempt
from checker.exercises import EXERCISES
from checker.exercises.geometry import SAME_PADDING
from checker.exercises.geometry_fields import ARTICLE_LAYERS, LENET5_LAYERS
from checker.exercises.geometry_layers import DEPTH
from checker.render.text import text
from checker.report import Status
from course.data import boat
from course.geometry import conv, dense, flatten, pool, trace
from course.kernels import KERNELS, slide
from tests.lesson_text import unaccounted

SOURCE = Path(__file__).parents[2] / "notebooks" / "source" / "04_geometry.py"
SLUGS = [slug for slug, exercise in EXERCISES.items() if exercise.lesson == "04-geometry"]
SEED = 4


def report(slug, namespace, seed=SEED):
    """The report on these answers, through JSON on the way."""
    exercise = EXERCISES[slug]
    questions = json.loads(json.dumps(exercise.ask(seed), allow_nan=False))
    answers = json.loads(json.dumps(exercise.probe(Attempt(namespace=namespace), questions), allow_nan=False))
    return exercise.report(questions, answers)


def told(slug, function):
    """The names of the mistakes that this function is told."""
    name = {"geometry-output-size": "output_size", "geometry-depth": "conv_layer", "geometry-leftover": "leftover",
            "geometry-multiplications": "multiplications", "geometry-channels": "convolve"}[slug]  # fmt: skip
    return [found.mistake for found in report(slug, {name: function}).findings if found.status is Status.FAILED]


@pytest.fixture(scope="module")
def notebook():
    """The lesson with its solutions."""
    return build_source(SOURCE)


# ---------------------------------------------------------------- the references against Keras


@pytest.fixture(scope="module")
def keras():
    """Keras, loaded once and quietly."""
    from checker.quiet import quiet_stderr

    with quiet_stderr():
        import keras

        return keras


def asked(exercise, seed=SEED):
    """The calls of an exercise as they are put to a function."""
    from checker.plain import from_plain

    return [from_plain(call) for call in exercise.ask(seed)["calls"]]


@pytest.mark.slow
def test_the_layer_that_is_right_is_keras_conv2d(keras):
    """Stride, padding, channels, filters and biases, for every question."""
    right = EXERCISES["geometry-depth"].examples.right[0]()["conv_layer"]
    for image, kernels, biases, s, p in asked(DEPTH):
        layer = keras.layers.Conv2D(kernels.shape[3], kernels.shape[:2], strides=s)
        padded = np.pad(image, ((p, p), (p, p), (0, 0)))[np.newaxis]
        layer.build(padded.shape)
        layer.set_weights([kernels, biases])
        expected = keras.ops.convert_to_numpy(layer(padded))[0]
        assert np.allclose(right(image, kernels, biases, s, p), expected, atol=1e-3)


@pytest.mark.slow
def test_same_padding_is_where_keras_puts_its_zeros(keras):
    """A picture of ones under a kernel of ones: each sum counts the pixels that are no zeros."""
    right = EXERCISES["geometry-same"].examples.right[0]()["same_padding"]
    for n, k, s in asked(SAME_PADDING):
        ones = np.ones((1, n, 1, 1))
        layer = keras.layers.Conv2D(1, (k, 1), strides=(s, 1), padding="same", kernel_initializer="ones")
        counted = keras.ops.convert_to_numpy(layer(ones))[0, :, 0, 0]
        before, after = right(n, k, s)
        row = np.pad(np.ones(n), (before, after))
        assert counted.tolist() == [row[at : at + k].sum() for at in range(0, len(row) - k + 1, s)]


# ---------------------------------------------------------------- answers in the lesson and in the checker


@pytest.mark.parametrize("slug", SLUGS)
def test_the_solution_that_is_shown_stands_in_the_lesson(notebook, slug):
    """Between the marks of the answer cell, line for line."""
    [cell] = [cell for cell in notebook.cells if cell.id == slug]
    between = re.search(r" *### BEGIN SOLUTION\n(.*?)\n *### END SOLUTION", cell.source, re.DOTALL)[1]
    assert dedent(between) == EXERCISES[slug].solution


# ---------------------------------------------------------------- what a wrong answer is told


def stride_and_bias(image, kernels, biases, s, p):
    """Two mistakes at once: no stride and no biases."""
    right = EXERCISES["geometry-depth"].examples.right[0]()["conv_layer"]
    return right(image, kernels, 0 * biases, 1, p)


def pads_everything(image, kernels, biases, s, p):
    """np.pad with a single number: the channels are padded too, and nothing fits any more."""
    padded = np.pad(image, p)
    height, width = kernels.shape[:2]
    return np.array(
        [
            [
                [
                    (padded[r : r + height, c : c + width] * kernels[..., f]).sum() + biases[f]
                    for f in range(len(biases))
                ]
                for c in range(0, padded.shape[1] - width + 1, s)
            ]
            for r in range(0, padded.shape[0] - height + 1, s)
        ]
    )


@pytest.mark.parametrize(
    ("slug", "function", "expected"),
    [
        ("geometry-depth", stride_and_bias, ["bias-missing", "stride-ignored"]),
        ("geometry-depth", pads_everything, ["padding-on-channels"]),
        ("geometry-multiplications", lambda i, f, k, s, p: 0, [""]),
        ("geometry-channels", lambda image, kernel: (image[:1] * 0).sum(), [""]),
        ("geometry-leftover", lambda n, layers: [0], [""]),
    ],
)
def test_a_wrong_function_is_told_what_it_does(slug, function, expected):
    """By name where it is known, both names where it is two, and without one where it is not."""
    assert told(slug, function) == expected


def test_a_sum_over_channels_is_worked_out(golden):
    """The report on averaged channels, word for word: the smallest picture, every product, the right sum."""
    wrong = dict(EXERCISES["geometry-channels"].examples.wrong)["channels-averaged"]
    golden("geometry/channels-averaged.txt", text(report("geometry-channels", dict(wrong()))))


def test_a_number_of_a_whole_layer_is_worked_out(golden):
    """The report on forgotten biases: the filter, its products, its bias."""
    wrong = dict(EXERCISES["geometry-depth"].examples.wrong)["bias-missing"]
    golden("geometry/bias-missing.txt", text(report("geometry-depth", dict(wrong()))))


def test_a_receptive_field_is_worked_out(golden):
    """The report on a forgotten jump: what the layer before has seen, how far neighbours are apart."""
    wrong = dict(EXERCISES["geometry-receptive-field"].examples.wrong)["jump-forgotten"]
    golden("geometry/jump-forgotten.txt", text(report("geometry-receptive-field", dict(wrong()))))


# ---------------------------------------------------------------- the numbers in the text


def prose(notebook):
    """The lesson's text as one line, its code and links left out."""
    cells = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    return re.sub(r"\s+", " ", re.sub(r"\]\([^)]*\)", "]", cells))


def test_the_shares_of_the_network_are_as_the_text_says():
    """Three quarters of the parameters in dense layers, nineteen of twenty multiplications in convolutions."""
    layers = (conv(6, 5), pool(2), conv(16, 8), pool(3), flatten(), dense(120), dense(100), dense(10))
    steps = list(zip(layers, trace((32, 32, 1), layers), strict=True))
    of_dense = sum(step.parameters for layer, step in steps if layer.kind == "Dense")
    of_convolutions = sum(step.multiplications for layer, step in steps if layer.kind == "Conv2D")
    parameters, multiplications = (
        sum(getattr(step, name) for _, step in steps) for name in ("parameters", "multiplications")
    )
    assert (round(4 * of_dense / parameters), round(20 * of_convolutions / multiplications)) == (3, 19)


def test_the_fields_are_as_the_text_says(notebook):
    """24 × 24 at the end of one network, 16 × 16 of the other; the sizes 28, 14, 7 on the way."""
    right = EXERCISES["geometry-receptive-field"].examples.right[0]()["receptive_fields"]
    ours, theirs = right(ARTICLE_LAYERS)[-1], right(LENET5_LAYERS)[-1]
    sizes = [str(step.shape[0]) for step in trace((32, 32, 1), [conv(6, 5), pool(2), conv(16, 8)])]
    said = prose(notebook)
    assert f"one number sees {ours} × {ours} of 32 × 32 pixels" in said
    assert f"In LeNet-5 it is {theirs} × {theirs}" in said
    assert f"32, then {', '.join(sizes)}." in said


def test_the_three_ways_to_connect_are_counted_as_is_known(notebook):
    """Shared 156, locally connected 122,304, fully connected 4,821,600: what the lesson's cell computes."""
    [cell] = [cell for cell in notebook.cells if "locally = " in cell.source]
    lines = [
        line.strip() for line in cell.source.splitlines() if re.match(r" +(shared|numbers_out|locally|fully) =", line)
    ]
    names = {"conv_parameters": lambda shape, filters, size: (size[0] * size[1] * shape[2] + 1) * filters}
    exec("\n".join(lines), names)
    assert (names["shared"], names["locally"], names["fully"]) == (156, 122_304, 4_821_600)


def test_the_rim_of_the_sun_is_as_the_text_says():
    """Under the mean of Sobel x and y: strong at the upper left, next to nothing at the upper right."""
    brightness = boat()[::2, ::2].sum(axis=2)
    both = slide(slide(brightness, KERNELS["Sobel x"] + KERNELS["Sobel y"]), np.full((3, 3), 1 / 9))
    row, column = np.argwhere(brightness > 2.85).mean(axis=0).round().astype(int) - 2  # the sun's middle, on the map
    upper_left, upper_right = both[row - 5, column - 5], both[row - 5, column + 5]
    assert upper_left > 2 > 10 * abs(upper_right)


def test_every_number_in_the_text_is_accounted_for():
    """A number stands in the text only if it is a setting of an example, computed here, or a fact with its source."""
    layers = (conv(6, 5), pool(2), conv(16, 8), pool(3))
    steps = trace((32, 32, 1), layers)
    network = {size for step in steps for size in step.shape} | {step.field for step in steps} | {32, 5, 6, 8, 3, 2, 16}
    examples = {
        7,
        3,
        1,
        2,
        8,
        9,
        4,
    }  # the row of pixels and its windows; the four predictions and the list's own numbers
    computed = {3 * 3 * 3, 5 * 5, 6 * 26, 32 - 4, 28 - 4, 256, 2 * 6, 10 * 32}  # 320: ten times the picture
    facts = {
        2012: "AlexNet (Krizhevsky, Sutskever, Hinton)",
        224: "its input", 11: "its first window", 4: "its first stride",
        1998: "LeNet-5 (LeCun, Bottou, Bengio, Haffner)",
        2016: "the guide, the paper on effective fields, and the book to read on",
        0: "the number of padding",
    }  # fmt: skip
    assert unaccounted("04_geometry", network | examples | computed | facts.keys()) == set()
