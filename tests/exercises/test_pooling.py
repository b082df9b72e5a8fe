"""The exercises of 06: what is special about them."""

from __future__ import annotations

import json

import numpy as np
import pytest

from checker.exercise import Attempt
from checker.exercises import EXERCISES
from checker.exercises.pooling_predictions import BY_HAND_MAP, BY_HAND_PREDICTIONS, FEWER_THAN_HALF
from checker.exercises.pooling_windows import largest, windows
from checker.render.text import text
from checker.report import Report, Status
from course.data import digits
from course.geometry import conv, dense, flatten, pool, trace
from course.trained_network import share_right
from tests.lesson_text import prose, unaccounted


def report(slug: str, **namespace: object) -> Report:
    """The report on what the learner has; questions and answers through JSON."""
    exercise = EXERCISES[slug]
    questions = json.loads(json.dumps(exercise.ask(7), allow_nan=False))
    answers = exercise.probe(Attempt(namespace=namespace), questions)
    return exercise.report(questions, json.loads(json.dumps(answers, allow_nan=False)))


def mistakes(result: Report) -> list[str]:
    """The names of what was told."""
    return [found.mistake for found in result.findings if found.status is Status.FAILED]


def average_with_one_stride(image, size, stride, kind):
    """Two mistakes: the average for the maximum, and the stride on the rows only."""
    reduce = {"max": "mean", "average": "mean", "sum": "sum"}[kind]
    return getattr(windows(image, size, 1)[::stride], reduce)(axis=(2, 3))


def test_two_mistakes_at_once_are_both_told():
    """Each by its name."""
    told = mistakes(report("pooling-map", pool=average_with_one_stride))
    assert told == ["average-for-max", "stride-on-rows-only"]


def test_winners_in_floats_are_told_that_they_cannot_be_rows_and_columns():
    """NumPy refuses them as indices, and the lesson goes on to use them so."""
    namespace = EXERCISES["pooling-winners"].examples.right[0]()
    result = report("pooling-winners", winners=lambda *arguments: namespace["winners"](*arguments).astype(float))
    (found,) = result.findings
    assert (found.mistake, found.hint) == ("dtype", "Convert at the end: `.astype(int)`.")
    assert "they come back as float64; a type for whole numbers" in found.message


def told_of(slug: str, name: str) -> str:
    """What an exercise says of its own mistake, the first of that name."""
    exercise = EXERCISES[slug]
    namespace = next(namespace for mistake, namespace in exercise.examples.wrong if mistake == name)
    (finding,) = [found for found in report(slug, **namespace()).findings if found.status is Status.FAILED]
    return finding.message


@pytest.mark.parametrize(
    ("slug", "mistake", "worked_out"),
    [
        ("pooling-map", "average-for-max", "That window begins at row 0, column 0 of the map and holds"),
        ("pooling-map", "divided-twice", " / 4 = "),
        ("pooling-map", "sum-divided", 'size=2, stride=2, kind="sum")`'),
        (
            "pooling-winners",
            "relative-to-the-window",
            "row 1, column 1 of the window, which is row 0 + 1, column 1 + 1",
        ),
        ("pooling-unseen", "nothing-unseen", "Whole windows of 2 begin on row 0, so row 2 is in none"),
        ("pooling-padding", "zero-padding", "Of that window's 4 cells 3 lie beside the map; on the map it holds −3"),
        ("pooling-layer", "first-channel-only", "the shape (1, 1, 2, 2) is right"),
        ("pooling-average-kernels", "channels-mixed", "reads channel 0 for the map that filter 1 makes"),
    ],
)
def test_the_cell_that_differs_is_worked_out(slug, mistake, worked_out):
    """With the numbers of its window."""
    assert worked_out.lower() in told_of(slug, mistake).lower()


@pytest.mark.parametrize(
    ("slug", "mistake"),
    [
        ("pooling-map", "average-for-max"),
        ("pooling-map", "largest-starts-too-high"),
        ("pooling-unseen", "gaps-forgotten"),
        ("pooling-layer", "across-channels"),
        ("pooling-padding", "zero-padding"),
        ("pooling-winners", "relative-to-the-window"),
        ("pooling-average-kernels", "channels-mixed"),
        ("pooling-counterexample", "pooled-to-nothing"),
    ],
)
def test_the_words_of_a_mistake(slug, mistake, golden):
    """As a learner reads them: diagnosis, smallest example, the number worked out, what to try."""
    namespace = next(namespace for name, namespace in EXERCISES[slug].examples.wrong if name == mistake)
    golden(f"pooling/{mistake}.txt", text(report(slug, **namespace())))


@pytest.mark.parametrize(
    ("name", "computed"),
    [
        ("largest", largest(np.array(BY_HAND_MAP), 2, 2).ravel().tolist()),
        ("averages", windows(np.array(BY_HAND_MAP), 2, 2).mean(axis=(2, 3)).ravel().tolist()),
        ("middle", [largest(np.array(BY_HAND_MAP), 2, 1)[1, 1].item()]),
    ],
)
def test_what_is_predicted_by_hand_is_what_comes_out(name, computed):
    """The expected values are those of the map."""
    (prediction,) = [prediction for prediction in BY_HAND_PREDICTIONS if prediction.name == name]
    assert np.ravel(prediction.expected).tolist() == computed


@pytest.mark.slow
def test_the_measured_shift_is_the_first_with_fewer_than_half():
    """The trained network on the test digits: one pixel less and it is still more than half."""
    images = digits()
    before, there = share_right(images.x_test, images.y_test, shifts=(FEWER_THAN_HALF - 1, FEWER_THAN_HALF))
    assert before > 0.5 > there


def test_a_map_that_behaves_earns_half():
    """The other is still open."""
    result = report("pooling-counterexample", stays=[[0, 0, 7, 0], [0, 0, 0, 0]])
    assert (result.score, mistakes(result)) == (1, ["left-open"])


def test_both_pooled_maps_are_shown():
    """Before and after the shift, so that the learner sees what changed."""
    result = report("pooling-counterexample", stays=[[0, 7, 0, 0], [0, 0, 0, 0]], changes=[[0, 7, 0, 0], [0, 0, 0, 0]])
    assert "[[7, 0]] before, [[0, 7]] after" in result.findings[0].message


def test_every_number_in_the_text_is_accounted_for():
    """A number stands there only if it is a setting of the lesson's own pictures and exercises, or held elsewhere."""
    sizes = dict.fromkeys(("0", "1", "2", "3", "4", "6", "7", "8"), "windows, strides, shifts, sides of small maps")
    known = sizes | {
        "08": "a lesson",
        "10": "a lesson",
        "49": "7 × 7",
        "95": "of 100, tests/course/test_trained_network.py",
        "100": "of 100",
        "27226": "the network's parameters, tests/course/test_trained_network.py",
        "1000": "the test digits",
        **dict.fromkeys(("2010", "2015", "2019"), "years of what is to be read on"),
    }
    assert unaccounted("06_pooling", known) == set()


def test_without_pooling_the_first_dense_layer_has_more_than_a_hundred_times_the_parameters():
    """Of the article's network, counted by the course's own arithmetic; the lesson's cell prints both."""
    block = (conv(6, 5), pool(2), conv(16, 8), pool(3))
    with_both, without = (
        trace((32, 32, 1), (*layers, flatten(), dense(120)))[-1].parameters
        for layers in (block, [layer for layer in block if layer.kind == "Conv2D"])
    )
    assert (with_both, without > 100 * with_both) == (7_800, True)
    assert "More than a hundred times." in prose("06_pooling")


def test_there_are_as_many_test_digits_as_the_text_says():
    """A thousand."""
    assert len(digits().x_test) == 1000
