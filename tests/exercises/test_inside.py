"""The exercises of 11: what is special about them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest

from checker.exercise import Attempt
from checker.exercises import EXERCISES
from checker.exercises.inside import CENTRED, PATCH
from checker.exercises.inside_answers import READ_MATRIX, READ_PREDICTIONS
from checker.exercises.inside_layers import LAYERS
from checker.report import Report, Status
from course import own_digit, photo_features
from course.geometry import conv, pool, trace

SOURCE = Path(__file__).resolve().parents[2] / "notebooks" / "source" / "11_look_inside.py"


def report(slug: str, **namespace: object) -> Report:
    """The report on what the learner has; questions and answers through JSON."""
    exercise = EXERCISES[slug]
    questions = json.loads(json.dumps(exercise.ask(7), allow_nan=False))
    answers = exercise.probe(Attempt(namespace=namespace), questions)
    return exercise.report(questions, json.loads(json.dumps(answers, allow_nan=False)))


def mistakes(result: Report) -> list[str]:
    """The names of what was told."""
    return [found.mistake for found in result.findings if found.status is Status.FAILED]


def solution_of(exercise, namespace: dict[str, object]):
    """The exercise's solution as a function."""
    name, parameters = {
        "inside-patch": ("patch_of", "row, column, windows"),
        "inside-centred": ("centred", "digit, side"),
    }[exercise.slug]
    body = "\n".join(f"    {line}" for line in exercise.solution.splitlines())
    exec(f"def {name}({parameters}):\n{body}", namespace)
    return namespace[name]


def test_the_stub_of_the_layers_exercise_is_not_attempted():
    """Its function is called through another, which must not hide that it is empty."""

    def activations(layers, images, number):
        """Nothing yet."""

    assert report("inside-activations", activations=activations).status is Status.UNATTEMPTED


def test_a_number_for_the_layers_function_is_told():
    """Not an error of the checker."""
    assert mistakes(report("inside-activations", activations=3)) == ["not-a-function"]


def test_no_two_layers_of_a_question_may_change_places():
    """For 3: each order gives another number, so a wrong order shows."""
    three = np.full((1, 1, 1, 1), 3.0)
    assert LAYERS["less 1"](LAYERS["double"](three)) != LAYERS["double"](LAYERS["less 1"](three))


@pytest.mark.slow
def test_keras_layers_are_taken_too():
    """The solution runs on a real model, layer by layer, and gives what a model cut off there gives."""
    import keras

    model = keras.Sequential(
        [keras.Input((6, 5, 1)), keras.layers.Conv2D(2, 3), keras.layers.ReLU(), keras.layers.MaxPooling2D(2)]
    )
    images = np.random.default_rng(0).normal(size=(2, 6, 5, 1)).astype("float32")
    namespace: dict[str, object] = {}
    body = "\n".join(f"    {line}" for line in EXERCISES["inside-activations"].solution.splitlines())
    exec(f"def activations(layers, images, number):\n{body}", namespace)
    until_relu = keras.Model(model.inputs[0], model.layers[1].output)
    found = np.asarray(namespace["activations"](model.layers, images, 1))  # type: ignore[operator]
    assert np.allclose(found, until_relu.predict(images, verbose=0), atol=1e-6)


def order_and_map(maps, _channel, count):
    """Two mistakes: all maps searched, and the strongest last."""
    order = np.argsort(maps, axis=None)[-count:]
    return np.stack(np.unravel_index(order, maps.shape), axis=-1)[:, :3]


def test_a_wrong_answer_of_no_known_kind_is_told_with_its_first_number():
    """Worked out for the smallest call."""
    result = report("inside-strongest", strongest=order_and_map)
    assert mistakes(result) == [""]
    assert "in size of map 1 is 3: picture 1, row 1, column 1." in result.findings[0].message


def corner_and_side(row, column, windows):
    """Two mistakes: the corner without strides, and the side of the last window."""
    return row, column, windows[-1][0]


def test_two_mistakes_at_once_leave_the_first_number_worked_out():
    """Neither alone explains it, so the top edge is reckoned."""
    result = report("inside-patch", patch_of=corner_and_side)
    assert "the cell's number times every stride" in result.findings[0].message


@pytest.mark.parametrize(
    ("layers", "windows"), [((conv(6, 5), pool(2), conv(16, 8), pool(3)), 4), ((conv(1, 7, 2),), 1)]
)
def test_the_side_of_a_patch_is_the_receptive_field_of_the_geometry_lesson(layers, windows):
    """Two lessons, one number."""
    patch_of = solution_of(PATCH, {})
    side = patch_of(0, 0, [(layer.k, layer.s) for layer in layers[:windows]])[2]
    assert side == trace((64, 64, 1), layers)[-1].field


def test_what_lies_outside_its_patch_does_not_reach_a_cell():
    """In the trained network, second convolution, row 3, column 5: everything outside changed, the number the same."""
    from checker.architecture import chain
    from checker.forward import forward
    from course.article_network import LENET_REFERENCE
    from course.data import digits
    from course.trained_network import weights

    cut = chain(LENET_REFERENCE.input_shape, *LENET_REFERENCE.layers[:5])
    image = digits().x_test[:1]
    top, left, side = solution_of(PATCH, {})(3, 5, ((5, 1), (2, 2), (8, 1)))
    outside = np.random.default_rng(0).random(image.shape).astype("float32")
    outside[:, top : top + side, left : left + side] = image[:, top : top + side, left : left + side]
    inside = image.copy()
    inside[:, top, left] += 1
    before, after, changed = (forward(cut, weights()[:4], picture)[0, 3, 5] for picture in (image, outside, inside))
    assert np.allclose(before, after, atol=1e-6)
    assert not np.allclose(before, changed, atol=1e-6)


def test_the_confusion_matrix_that_is_read_has_the_predicted_numbers():
    """A cell, a row, a column and the diagonal; and the same one stands in the notebook."""
    matrix = np.array(READ_MATRIX)
    expected = [matrix[0, 1], matrix[1].sum(), matrix[:, 2].sum(), matrix.trace()]
    assert [prediction.expected for prediction in READ_PREDICTIONS] == expected
    table = re.findall(
        r"^# \| \*\*\w+\*\* \| (\d+) \| (\d+) \| (\d+) \|$", SOURCE.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert [[int(count) for count in row] for row in table] == matrix.tolist()


def test_no_two_sums_of_that_matrix_are_equal():
    """So that a number read from the wrong place is a wrong number."""
    matrix = np.array(READ_MATRIX)
    sums = [*matrix.sum(axis=0), *matrix.sum(axis=1)]
    assert len(set(sums)) == len(sums)


def test_a_digit_of_the_data_set_stays_where_it_is():
    """Cut out, and put back by the solution: at the most a pixel away, which is how exactly they were laid."""
    from course.data import digits

    centred = solution_of(CENTRED, {"np": np})
    images = digits().x_test[:200, :, :, 0]
    moved = [
        np.abs(np.argwhere(centred(own_digit.cut_out(i), 32) >= 0.1)[0] - np.argwhere(i >= 0.1)[0]).max()
        for i in images
    ]
    assert max(moved) <= 1


# ---------------------------------------------------------------- what the text says


def numbers(text: str) -> set[str]:
    """Every number written in digits; 1,000 is one number."""
    return {found.replace(",", "") for found in re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", text)}


def prose() -> str:
    """The notebook's text cells without code, links and the years and pages of what is to be read on."""
    cells = re.split(r"^# %%.*$", SOURCE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    kinds = re.findall(r"^# %%(.*)$", SOURCE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    text = "\n".join(cell for cell, kind in zip(cells[1:], kinds, strict=True) if kind.strip() == "[markdown]")
    text = text.split("**To read on:**")[0]
    return re.sub(r"\]\([^)]*\)|`[^`]*`", "", text)


def test_every_number_in_the_text_is_accounted_for():
    """It is the network's or the data's own, computed here, or a fact with its source."""
    from checker.shapes import trace as trace_network
    from course.article_network import LENET_REFERENCE

    parameters = 5 * 5 * 6 + 6 + 8 * 8 * 6 * 16 + 16 + 64 * 120 + 120 + 120 * 100 + 100 + 100 * 10 + 10
    assert trace_network(LENET_REFERENCE)[-1].output_shape == (10,)
    # Harley's (from his code): 60 links between the maps of the two poolings; nodes from the picture to the last row.
    his_parameters = 6 * 26 + 60 * 25 + 16 + 400 * 120 + 120 + 120 * 100 + 100 + 100 * 10 + 10
    his_nodes = 32 * 32 + 6 * (28 * 28 + 14 * 14) + 16 * (10 * 10 + 5 * 5) + 120 + 100 + 10
    computed = {
        *(his_parameters, his_nodes),
        *(parameters, 4000, 1000, 10, 32 // 2, 31 / 2, 31),
        trace((32, 32, 1), (conv(6, 5), pool(2), conv(16, 8), pool(3)))[-1].field,
        *np.ravel(READ_MATRIX).tolist(),
        *(own_digit.BOX, photo_features.FILTERS, photo_features.SIDE),
    }
    facts = {
        "0": "the least of a probability, a slope, a pixel; a digit",
        "1": "the most of a probability or a pixel",
        "2": "the shares of a side; pooling windows of 2 × 2 (the network's first, and Harley's)",
        "3": "Harley's tanh (from his code), and a picture in space",
        "1.7159": "the same",
        "4": "one pixel of four passes a pooling window of 2 × 2",
        "5": "Harley's filters are 5 × 5 (from his code)",
        "8": "the second convolution's filters are 8 × 8",
        "9": "a digit",
        "60": "the steps of the cell below it",
        "100": "of 100 digits",
        "2015": "Harley's paper, ISVC 2015",
        "2009": "Lee et al., ICML 2009",
        "04": "a lesson",
        "12": "a lesson",
    }
    assert numbers(prose()) - {f"{number:g}" for number in computed} - facts.keys() == set()


def test_there_are_as_many_photographs_as_the_text_says():
    """Seven."""
    assert "seven photographs" in prose() and len(photo_features.PHOTOS) == 7


def test_there_are_as_many_tools_as_the_text_says():
    """Eight functions to write, and one table to read."""
    lesson = [exercise for exercise in EXERCISES.values() if exercise.lesson == "11-look-inside"]
    assert "eight small tools" in prose() and len(lesson) == 9


# ---------------------------------------------------------------- what the text says of the network


def share_read(pictures: np.ndarray, labels: np.ndarray) -> float:
    """By the network that comes with the course, which is trained as that of the notebook."""
    from course.trained_network import probabilities

    return float((probabilities(pictures).argmax(axis=1) == labels).mean())


@pytest.mark.slow
def test_swapped_and_turned_digits_are_read_little_better_than_by_guessing():
    """Fewer than one in five."""
    from course.data import digits

    images = digits()
    assert share_read(1 - images.x_test, images.y_test) < 0.2
    assert share_read(np.rot90(images.x_test, axes=(1, 2)), images.y_test) < 0.2


@pytest.mark.slow
def test_small_digits_in_a_corner_are_read_once_they_are_prepared():
    """By the solution of the exercise: hardly one before, more than nine of ten afterwards."""
    from course.data import digits

    images = digits()
    centred = solution_of(CENTRED, {"np": np})
    hasty = np.zeros_like(images.x_test)
    hasty[:, :16, :16] = images.x_test.reshape(-1, 16, 2, 16, 2, 1).mean(axis=(2, 4))
    prepared = np.stack([centred(own_digit.fit_to_box(drawing[:, :, 0]), 32) for drawing in hasty])[..., np.newaxis]
    assert share_read(hasty, images.y_test) < 0.25
    assert share_read(prepared.astype("float32"), images.y_test) > 0.9
