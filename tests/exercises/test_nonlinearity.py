"""The exercises on non-linearity: what their predictions rest on, what wrong answers are told, what the lesson says."""

import json
import re
from itertools import pairwise
from math import prod
from pathlib import Path
from textwrap import dedent

import numpy as np
import pytest
from scipy.signal import convolve2d, correlate2d

from checker.exercise import Attempt
from checker.exercises import EXERCISES
from checker.exercises.nonlinearity_layers import TWO_KERNELS, TWO_LAYERS
from checker.exercises.nonlinearity_units import DEAD
from checker.plain import from_plain
from checker.render.text import text
from checker.report import Report, Status
from course.activations import relu, sigmoid_slope, tanh_slope
from tests.lesson_text import unaccounted

SOURCE = Path(__file__).parents[2] / "notebooks" / "source" / "05_non_linearity.py"
SLUGS = [slug for slug in EXERCISES if slug.startswith("nonlinearity-")]
XOR = {"hidden_weights": [[1, 1], [1, 1]], "hidden_biases": [0, -1], "output_weights": [1, -2], "output_bias": 0}
SEEDS = range(20)


def report(slug: str, **namespace: object) -> Report:
    """What the exercise says of this namespace, questions and answers through JSON."""
    exercise = EXERCISES[slug]
    questions = json.loads(json.dumps(exercise.ask(0), allow_nan=False))
    answers = json.loads(json.dumps(exercise.probe(Attempt(namespace=namespace), questions), allow_nan=False))
    return exercise.report(questions, answers)


def mistakes(slug: str, **namespace: object) -> list[str]:
    """The names of the mistakes that it finds."""
    return [found.mistake for found in report(slug, **namespace).findings if found.status is Status.FAILED]


def calls(exercise, seed):
    """The arguments that the exercise asks with."""
    return [from_plain(call) for call in exercise.ask(seed)["calls"]]


class TestQuestions:
    def test_kernels_have_no_symmetry(self):
        """No turn leaves either kernel as it is, so that a flipped one cannot hide."""
        pairs = [pair for seed in SEEDS for pair in calls(TWO_KERNELS, seed)]
        assert not any(np.array_equal(kernel, kernel[::-1, ::-1]) for pair in pairs for kernel in pair)

    def test_the_order_of_a_product_shows(self):
        """For square layers the two products differ."""
        layers = [(first, second) for seed in SEEDS for first, _, second, _ in calls(TWO_LAYERS, seed)]
        square = [(first, second) for first, second in layers if first.shape == second.shape[::-1] == second.shape]
        assert len(square) == 3 * len(SEEDS)  # two, and the first once more with fractions
        assert not any(np.array_equal(first @ second, second @ first) for first, second in square)

    def test_as_many_units_are_dead_as_was_said(self):
        """2 of 4, some of 9, none of 3, 2 of 5, 7 of 8, whatever the seed."""
        dead = [
            [int((a.reshape(-1, a.shape[-1]) == 0).all(axis=0).sum()) for (a,) in calls(DEAD, seed)] for seed in SEEDS
        ]
        assert [[*row[:1], *row[2:]] for row in dead] == [[2, 0, 2, 7]] * len(SEEDS)
        assert all(2 <= row[1] <= 6 for row in dead)


class TestReference:
    @pytest.mark.parametrize("seed", SEEDS)
    def test_one_kernel(self, seed):
        """Over a real picture it gives what the two give one after the other, by SciPy."""
        picture = np.random.default_rng(seed).normal(size=(12, 13))
        for first, second in calls(TWO_KERNELS, seed):
            both = convolve2d(first, second)
            two_steps = correlate2d(correlate2d(picture, first, mode="valid"), second, mode="valid")
            assert np.allclose(correlate2d(picture, both, mode="valid"), two_steps)

    @pytest.mark.slow
    def test_keras_takes_slope_0_at_the_kink(self):
        """As the lesson says."""
        import keras
        import tensorflow as tf

        x = tf.Variable([-1.0, 0.0, 1.0])
        with tf.GradientTape() as tape:
            y = keras.activations.relu(x)
        assert np.array(tape.gradient(y, x)).tolist() == [0, 0, 1]


class TestWhatIsSaid:
    def test_absolute_value(self, golden):
        """The mistake, the smallest call, the first cell that differs, and how the right one comes about."""
        golden("nonlinearity/absolute-value.txt", text(report("nonlinearity-relu", relu=abs)))

    def test_a_flipped_kernel(self, golden):
        """The products whose positions add up to the cell's."""
        golden("nonlinearity/kernel-flipped.txt", text(report("nonlinearity-two-kernels", one_kernel=correlate2d)))

    def test_a_lost_bias(self, golden):
        """Both results of the smallest call, received and expected."""
        told = report("nonlinearity-two-layers", one_layer_for_two=lambda w1, b1, w2, b2: (w1 @ w2, b2))
        golden("nonlinearity/first-biases-dropped.txt", text(told))

    def test_wrong_weights_are_worked_out(self):
        """By way of the units in between; the biases are right."""
        (found,) = report(
            "nonlinearity-two-layers", one_layer_for_two=lambda w1, b1, w2, b2: (w1 @ w2 + 1, b1 @ w2 + b2)
        ).findings
        assert re.search(r"Input 0 reaches output 0 by way of every unit in between: -?\d+×", found.message)

    def test_or_for_xor(self, golden):
        """The first wrong row, through both units to the output."""
        golden("nonlinearity/or-for-xor.txt", text(report("nonlinearity-xor", **{**XOR, "output_weights": [1, -1]})))

    def test_two_mistakes_at_once(self):
        """The absolute value, cut off at 6, is told as both."""
        told = mistakes("nonlinearity-relu", relu=lambda values: np.minimum(abs(values), 6))
        assert told == ["absolute-value", "clipped-above"]

    def test_relu_in_place(self):
        """Setting the given array's numbers to 0 changes what belongs to the caller."""

        def in_place(values):
            values[values < 0] = 0
            return values

        assert mistakes("nonlinearity-relu", relu=in_place) == ["modified-input"]

    def test_python_if_on_an_array(self):
        """The same finding whether it is `max` or `if`."""

        def with_if(values):
            return values if values > 0 else 0

        assert mistakes("nonlinearity-relu", relu=with_if) == ["plain-python-on-an-array"]

    def test_overflow_costs_only_the_extreme_call(self):
        """Right for ordinary numbers earns most of the points."""

        def from_exponentials(x):
            with np.errstate(all="ignore"):
                return np.exp(-x) / (1 + np.exp(-x)) ** 2, 1 - np.tanh(x) ** 2

        told = report("nonlinearity-slopes", slopes=from_exponentials)
        assert ([found.mistake for found in told.findings], told.score) == (["overflow"], 1.6)


class TestXor:
    @pytest.mark.parametrize("scale", [0.51, 1, 1000])
    def test_any_scale(self, scale):
        """What counts is the side of a half on which the outputs lie."""
        assert mistakes("nonlinearity-xor", **{**XOR, "output_weights": [scale, -2 * scale]}) == []

    def test_a_half_is_no_answer(self):
        """An output of exactly a half says neither yes nor no, and is worked out."""
        [finding] = report("nonlinearity-xor", **{**XOR, "output_weights": [0.5, -1]}).findings
        assert "the output is 1×0.5 + 0×(−1) + 0 = 0.5; more than ½ is asked for" in finding.message

    @pytest.mark.parametrize("bias", [-3.0, 0.0, 0.4, 0.6])
    def test_no_network_without_a_bend_passes(self, bias):
        """Random weights whose units never go below 0 are one linear map, and fail whatever they are."""
        random = np.random.default_rng(11)
        for _ in range(50):
            weights = {
                "hidden_weights": random.uniform(0, 2, (2, 2)),
                "hidden_biases": random.uniform(0, 2, 2),
                "output_weights": random.normal(size=2),
                "output_bias": bias,
            }
            assert report("nonlinearity-xor", **weights).status is Status.FAILED

    @pytest.mark.parametrize(
        ("name", "value", "told"),
        [
            ("hidden_weights", [1, 1], "shape"),
            ("hidden_weights", [[1, 1], [1]], "wrong-type"),
            ("hidden_biases", "zero", "wrong-type"),
            ("output_weights", [[1], [-2]], "shape"),
            ("output_bias", [0], "shape"),
            ("output_bias", float("inf"), "not-finite"),
            ("output_bias", None, "left-open"),
            ("hidden_biases", {1, 2}, "wrong-type"),
        ],
    )
    def test_what_is_no_set_of_weights(self, name, value, told):
        """Each with its own message, and no crash."""
        assert mistakes("nonlinearity-xor", **{**XOR, name: value}) == [told]


def prose() -> str:
    """The lesson's text, without code and without the addresses of links."""
    lines = SOURCE.read_text(encoding="utf-8").splitlines()
    return re.sub(r"\]\([^)]*\)", "]", "\n".join(line for line in lines if line.startswith("# ")))


class TestLesson:
    @pytest.mark.parametrize("slug", SLUGS)
    def test_the_solution_is_the_one_in_the_lesson(self, slug):
        """What the button shows is what stands between the marks."""
        source = SOURCE.read_text(encoding="utf-8")
        [cell] = re.findall(rf'# %% answer="{slug}"\n(.*?)\n\n*# %% check', source, flags=re.DOTALL)
        [between] = re.findall(r"### BEGIN SOLUTION\n(.*?)\n *### END SOLUTION", cell, flags=re.DOTALL)
        assert dedent(between) == EXERCISES[slug].solution

    def test_the_small_example(self):
        """1 2 and then 3 4 is 3 10 8."""
        assert np.convolve([1, 2], [3, 4]).tolist() == [3, 10, 8]
        assert "| **together** | **3** | **10** | **8** |" in prose()

    def test_the_parameters(self):
        """650 in place of 20,910."""
        three = 64 * 120 + 120 + 120 * 100 + 100 + 100 * 10 + 10
        assert f"{64 * 10 + 10} numbers do the work of {three:,}" in prose()

    def test_half_of_the_numbers(self):
        """Between 45 and 55 of 100 numbers of the boat's upright edges are below 0: "half of the numbers"."""
        from course.data import photo
        from course.kernels import KERNELS, slide

        edges = slide(photo("boat", grey=True, shrink=2), KERNELS["Sobel x"])
        assert 0.45 < np.mean(edges < 0) < 0.55

    def test_the_tallest_bar_after_relu_stands_at_0(self):
        """By far: its bar is higher than all others together, in the edges of the lesson's boat."""
        from course.data import photo
        from course.kernels import KERNELS, slide

        after = relu(slide(photo("boat", grey=True, shrink=2), KERNELS["Sobel x"]))
        counts, edges = np.histogram(after, bins=61)
        assert edges[0] <= 0 < edges[1]
        assert counts[0] > counts[1:].sum()

    def test_every_number_is_accounted_for(self):
        """A setting of an example, computed here or above, or a fact with its source."""
        layers = [64, 120, 100, 10]
        parameters = [(rows + 1) * columns for rows, columns in pairwise(layers)]
        known = dict.fromkeys((*layers, sum(parameters), (64 + 1) * 10), "three Dense layers, and the one") | {
            **dict.fromkeys((*range(7), 8, 10), "pixels, weights and sides of the small examples"),
            500: "digits that go through a layer of 100 units",
            "0.0000003": "3e-07 written out",
            1969: "Minsky and Papert",
            2010: "Nair and Hinton",
            2011: "Glorot, Bordes and Bengio",
            2016: "Goodfellow, Bengio and Courville",
        }
        assert unaccounted("05_non_linearity", known) == set()

    def test_dead_units(self):
        """With biases of 0 half of the numbers are 0 and no unit is dead; with −2 all of them are."""
        from course.data import digits

        images = digits().x_test[:500].reshape(500, -1)
        weights = np.random.default_rng(1).normal(scale=np.sqrt(2 / 1024), size=(1024, 100))
        near_0, low = relu(images @ weights), relu(images @ weights - 2)
        assert (0.45 < np.mean(near_0 == 0) < 0.55, (near_0 == 0).all(axis=0).sum()) == (True, 0)
        assert (low == 0).all()

    def test_what_is_left_of_a_nudge(self):
        """After twenty steps tanh passes on a hundredth or more, the sigmoid less than a billionth."""
        left = {}
        for name, function, slope in (
            ("tanh", np.tanh, tanh_slope),
            ("sigmoid", lambda x: 1 / (1 + np.exp(-x)), sigmoid_slope),
        ):
            chain = [1.0]
            for _ in range(19):
                chain.append(float(function(chain[-1])))
            left[name] = prod(float(slope(np.array(x))) for x in chain)
        assert left["tanh"] > 0.01 and left["sigmoid"] < 1e-9

    def test_the_best_linear_network_says_a_half(self):
        """To each of the four inputs of XOR, by least squares."""
        inputs = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
        best = np.linalg.lstsq(inputs, np.array([0, 1, 1, 0]), rcond=None)[0]
        assert np.allclose(inputs @ best, 0.5)
