"""The exercises on convolution: what their predictions rest on, what wrong answers are told, what the lesson says."""

import json
import re
from pathlib import Path
from textwrap import dedent, indent

import numpy as np
import pytest
from scipy.signal import convolve2d, correlate2d

from checker.exercise import Attempt
from checker.exercises import EXERCISES
from checker.exercises.convolution_predictions import CELL_PREDICTIONS, DOT_PREDICTIONS, SHIFT_PREDICTIONS
from checker.exercises.windows import correlate, draw_kernel, turned, written_products
from checker.render.text import text
from checker.report import Report, Status
from course.data import digits
from tests.lesson_text import unaccounted

IMAGE = np.array([[1, 1, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 1, 1], [0, 0, 1, 1, 0], [0, 1, 1, 0, 0]])
KERNEL = np.array([[1, 0, 1], [0, 1, 0], [1, 0, 1]])
MAP = correlate2d(IMAGE, KERNEL, mode="valid")
SOURCE = Path(__file__).parents[2] / "notebooks" / "source" / "02_convolution.py"
SLUGS = [slug for slug in EXERCISES if slug.startswith("convolution-")]


def report(slug: str, **namespace: object) -> Report:
    """What the exercise says of this namespace, questions and answers through JSON."""
    exercise = EXERCISES[slug]
    questions = json.loads(json.dumps(exercise.ask(0), allow_nan=False))
    answers = json.loads(json.dumps(exercise.probe(Attempt(namespace=namespace), questions), allow_nan=False))
    return exercise.report(questions, answers)


def mistakes(slug: str, **namespace: object) -> list[str]:
    """The names of the mistakes that it finds."""
    return [found.mistake for found in report(slug, **namespace).findings if found.status is Status.FAILED]


class TestPredictions:
    def test_cells(self):
        """The three cells are those of SciPy's map."""
        assert [prediction.expected for prediction in CELL_PREDICTIONS] == [MAP[0, 2], MAP[1, 0], MAP[2, 1]]

    def test_cells_without_the_kernel(self):
        """The value said to ignore the kernel is the sum of the window."""
        wrong = [value for prediction in CELL_PREDICTIONS for value in prediction.wrong]
        sums = correlate2d(IMAGE, np.ones((3, 3)), mode="valid")[[0, 1, 2], [2, 0, 1]].tolist()
        assert [known.value for known in wrong if known.mistake == "kernel-ignored"] == sums

    def test_dot(self):
        """One bright pixel of seven, under 1 2 3 as it is and turned, and under 1 0 1."""
        row, kernel = np.eye(7)[3], np.array([1, 2, 3])
        computed = [np.correlate(row, kernel), np.convolve(row, kernel, "valid"), np.correlate(row, [1, 0, 1])]
        assert [prediction.expected for prediction in DOT_PREDICTIONS] == [tuple(values) for values in computed]

    def test_shift(self):
        """The largest cell of the moved picture's map, with stride 1, with stride 2, and moved again."""
        pattern = np.array([[1, 0, 0], [1, 0, 0], [1, 1, 1]])

        def largest(row, column, stride):
            picture = np.zeros((9, 11))
            picture[row : row + 3, column : column + 3] = pattern
            cells = correlate2d(picture, 2 * pattern - 1, mode="valid")[::stride, ::stride]
            assert (cells == cells.max()).sum() == 1
            return tuple(int(i) for i in np.unravel_index(cells.argmax(), cells.shape))

        computed = [largest(4, 4, 1), largest(4, 4, 2), largest(4, 8, 2)]
        assert [prediction.expected for prediction in SHIFT_PREDICTIONS] == computed


class TestReference:
    @pytest.mark.parametrize("shape", [(1, 1), (2, 2), (2, 3), (4, 1), (5, 4)])
    def test_correlate(self, shape):
        """The judge's map is that of another function of SciPy's, even kernels included."""
        random = np.random.default_rng(3)
        image, kernel = random.normal(size=(6, 7)), random.normal(size=shape)
        assert np.allclose(correlate(image, kernel), correlate2d(image, kernel, mode="valid"))

    def test_drawn_kernels_have_no_symmetry(self):
        """No turn, no mirror and no swap leaves a drawn kernel as it is, so that none can hide."""
        random = np.random.default_rng(4)
        for kernel in (draw_kernel(random, 3, 3) for _ in range(100)):
            others = (turned(kernel), kernel[::-1], kernel[:, ::-1], kernel.T, np.rot90(kernel))
            assert not any(np.array_equal(kernel, other) for other in others)

    def test_changed_map(self):
        """The rule holds for real pictures: it gives what sliding over the changed picture gives."""
        exercise = EXERCISES["convolution-linear"]
        random = np.random.default_rng(5)
        image, kernel = random.normal(size=(6, 7)), random.normal(size=(3, 2))

        namespace = {}
        head = "def changed_map(feature_map, kernel, contrast, brightness):"
        exec(f"{head}\n{indent(exercise.solution, ' ' * 4)}", namespace)
        before = correlate2d(image, kernel, mode="valid")
        told = namespace["changed_map"](before, kernel, -2.0, 7.0)
        assert np.allclose(told, correlate2d(-2.0 * image + 7.0, kernel, mode="valid"))


class TestWhatIsSaid:
    def test_products(self):
        """Every product, a true minus, negative numbers of the kernel in brackets, and the sum."""
        assert written_products(np.array([[1, 2]]), np.array([[3, -4]])) == "1×3 + 2×(−4) = −5."

    def test_flipped_kernel(self, golden):
        """The mistake, the smallest call, the first cell that differs, and how the right one comes about."""
        golden("convolution/kernel-flipped.txt", text(report("convolution-map", slide=_flipped)))

    def test_no_flip(self, golden):
        """Cross-correlation where convolution was asked for: worked out with the turned kernel."""
        golden("convolution/not-flipped.txt", text(report("convolution-turned", convolve=correlate)))

    def test_matrix_on_its_side(self, golden):
        """Another order of the pixels: which window and which pixel the cell belongs to."""
        golden("convolution/column-by-column.txt", text(report("convolution-matrix", as_matrix=_column_by_column)))

    def test_a_sum_that_numpy_refuses(self):
        """Products put into a cell as they are stop with an error, and the forgotten sum is named."""

        def slide(image, kernel):
            result = np.zeros((image.shape[0] - kernel.shape[0] + 1, image.shape[1] - kernel.shape[1] + 1))
            result[0, 0] = image[: kernel.shape[0], : kernel.shape[1]] * kernel
            return result

        assert mistakes("convolution-map", slide=slide) == ["sum-forgotten"]

    def test_windows_of_other_sizes_are_not_taken_for_a_forgotten_sum(self):
        """Loops that run over the edge stop with the same kind of error, and are told what they are."""

        def slide(image, kernel):
            result = np.zeros(image.shape)
            for row in range(image.shape[0]):
                for column in range(image.shape[1]):
                    window = image[row : row + kernel.shape[0], column : column + kernel.shape[1]]
                    result[row, column] = (window * kernel).sum()
            return result

        assert mistakes("convolution-map", slide=slide) == ["over-the-edge"]

    def test_two_mistakes_at_once(self):
        """A padding on two sides and a stride on one axis are both named."""

        def slide_all(images, kernel, stride, padding):
            padded = np.pad(images, ((0, 0), (padding, 0), (padding, 0)))
            return np.stack([correlate2d(image, kernel, mode="valid")[::stride] for image in padded])

        told = mistakes("convolution-batch", slide_all=slide_all)
        assert sorted(told) == ["padding-counted-once", "stride-on-one-axis"]

    def test_a_sum_of_another_window(self):
        """What is no known mistake is still told with its place and the products."""
        [finding] = report("convolution-map", slide=lambda image, kernel: correlate(image, kernel) + 1).findings
        assert re.search(r"at row 0, column 0 you gave \S+; \S+ is right\. \S+×\S+ \+ .* = \S+\.", finding.message)


def _flipped(image, kernel):
    return convolve2d(image, kernel, mode="valid")


def _column_by_column(kernel, rows, columns):
    pixels = np.eye(rows * columns).reshape(-1, columns, rows).transpose(0, 2, 1)
    return np.stack([correlate2d(pixel, kernel, mode="valid").ravel() for pixel in pixels], axis=1)


class TestLesson:
    @pytest.mark.parametrize("slug", SLUGS)
    def test_the_solution_is_the_one_in_the_lesson(self, slug):
        """What the button shows is what stands between the marks."""
        source = SOURCE.read_text(encoding="utf-8")
        [cell] = re.findall(rf'# %% answer="{slug}"\n(.*?)\n\n*# %% check', source, flags=re.DOTALL)
        [between] = re.findall(r"### BEGIN SOLUTION\n(.*?)\n *### END SOLUTION", cell, flags=re.DOTALL)
        assert dedent(between) == EXERCISES[slug].solution

    def test_the_worked_sum(self):
        """The first sum that the lesson writes out is that of its picture and kernel."""
        assert written_products(IMAGE[:3, :3], KERNEL)[:-1] in SOURCE.read_text(encoding="utf-8")

    def test_first_nine_kernels(self):
        """The nine best-known kernels are the same after half a turn, those after them are not."""
        from course.kernels import KERNELS

        same = [np.array_equal(kernel, turned(kernel)) for kernel in KERNELS.values()]
        assert same == [True] * 9 + [False] * (len(same) - 9)
        assert len(same) > 9

    def test_stride_2_overlooks_the_pattern(self):
        """Moved by one pixel more, the pattern is met in full with stride 1 and nowhere with stride 2."""
        pattern = np.array([[1, 0, 0], [1, 0, 0], [1, 1, 1]])
        picture = np.zeros((9, 11))
        picture[4:7, 5:8] = pattern
        cells = correlate2d(picture, 2 * pattern - 1, mode="valid")
        assert (cells[4, 5], (cells[::2, ::2] == 5).any()) == (5, False)

    def test_padding_makes_edges(self):
        """A white picture under upright edges: padding 1 keeps its size, stride 2 makes it 3 x 3, edges appear."""
        cells = correlate2d(np.pad(np.ones((5, 5)), 1), np.array([[-1, 0, 1]] * 3), mode="valid")
        assert (cells.shape, cells[::2, ::2].shape) == ((5, 5), (3, 3))
        assert cells[:, 0].all() and cells[:, -1].all() and not cells[:, 1:-1].any()

    def test_every_number_is_accounted_for(self):
        """A setting of the lesson's small examples, or a fact with its source."""
        known = dict.fromkeys((*range(7), 9), "pixels, weights, sides and steps of the examples") | {
            "32": "a digit's side",
            "180": "degrees, half a turn",
            "0.00000003": "3e-08 written out, for whoever has not met it",
            "2016": "Dumoulin and Visin; Goodfellow, Bengio and Courville",
        }
        assert digits().x_test.shape[1] == 32
        assert f"{3e-08:.8f}" in known
        assert unaccounted("02_convolution", known) == set()

    @pytest.mark.slow
    def test_keras_does_not_turn_its_kernels(self):
        """Conv2D gives SciPy's cross-correlation, not its convolution."""
        import keras

        random = np.random.default_rng(6)
        image, kernel = random.normal(size=(6, 7)).astype("float32"), random.normal(size=(3, 2)).astype("float32")
        layer = keras.layers.Conv2D(1, (3, 2), use_bias=False)
        layer.build((None, 6, 7, 1))
        layer.set_weights([kernel[:, :, None, None]])
        computed = np.array(layer(image[None, :, :, None]))[0, :, :, 0]
        assert np.allclose(computed, correlate2d(image, kernel, mode="valid"), atol=1e-5)
        assert not np.allclose(computed, convolve2d(image, kernel, mode="valid"), atol=1e-2)
