"""What the exercises of 07 say beyond what every exercise promises, and numbers that the lesson states."""

import json
import math
from collections.abc import Callable

import numpy as np
import pytest

from checker.exercise import Attempt
from checker.exercises import EXERCISES
from checker.render.text import text
from checker.report import Finding, Report, Status
from course.data import LabelledImages, digits
from course.last_layers import FIELD, JUMP, MAPS_SHAPE, contributions, last_maps, one_dense_layer, softmax
from course.pictures.digits import honest_choice
from tests.lesson_text import unaccounted


def failings(slug: str, **namespace: object) -> list[Finding]:
    """What is said of a wrong answer; the questions and answers go through JSON."""
    return [found for found in report(slug, **namespace).findings if found.status is Status.FAILED]


def report(slug: str, **namespace: object) -> Report:
    """The report on an answer, questions and answers through JSON."""
    exercise = EXERCISES[slug]
    questions = json.loads(json.dumps(exercise.ask(0)))
    answers = json.loads(json.dumps(exercise.probe(Attempt(namespace=namespace), questions)))
    return exercise.report(questions, answers)


def names(findings: list[Finding]) -> list[str]:
    """The names of the mistakes told."""
    return [finding.mistake for finding in findings]


@pytest.mark.parametrize(
    ("slug", "mistake"),
    [
        ("dense-layer", "bias-missing"),
        ("dense-convolution", "channels-first"),
        ("softmax-stable", "wrong-axis"),
        ("softmax-temperature", "multiplied-for-divided"),
    ],
)
def test_the_words_of_a_mistake(slug: str, mistake: str, golden: Callable[[str, str], None]) -> None:
    """As a learner reads them: diagnosis, smallest example, the number worked out, what to try."""
    namespace = next(namespace for name, namespace in EXERCISES[slug].examples.wrong if name == mistake)
    golden(f"dense/{mistake}.txt", text(report(slug, **namespace())))


def test_place_is_put_together_again() -> None:
    """The right place is multiplied out to the position that was asked for."""
    [finding] = failings("dense-came-from", came_from=lambda position, shape: (0, 0, position))
    assert "Row 1, column 0, channel 3 it is: (1 × 3 columns + 0) × 4 channels + 3 = 15." in finding.message


def test_dense_is_worked_out() -> None:
    """Products and bias of the first wrong cell are written out, negative weights in brackets."""
    [finding] = failings("dense-layer", dense=lambda x, weights, biases: x @ weights - biases)
    assert "Image 0, unit 0: 1×1 + 2×0, and the bias -5, make -4." in finding.message


def test_kernels_name_the_weight() -> None:
    """The weight that belongs into the first wrong cell is named by its place."""
    [finding] = failings("dense-convolution", as_kernels=lambda weights, shape: 0 * weights.reshape(*shape, -1))
    assert "Row 0, column 0, channel 0 of the map is position 0 of the flat row: weights[0, 0] = 4." in finding.message


def test_softmax_is_worked_out() -> None:
    """The exponentials of the row and their quotient are written out for the smallest question."""
    [finding] = failings("softmax-stable", softmax=lambda logits: logits)
    assert "e to the power of these: 0.13534 + 1 = 1.1353" in finding.message


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_overflow_and_wrong_axis() -> None:
    """Both mistakes of a softmax that has two are named."""
    found = failings("softmax-stable", softmax=lambda logits: np.exp(logits) / np.exp(logits).sum())
    assert sorted(names(found)) == ["all-together", "overflow"]


def test_softmax_in_half_precision() -> None:
    """A softmax in half precision is not taken for right."""
    assert failings("softmax-stable", softmax=lambda logits: _softmax(logits.astype("float16")))


def _softmax(logits: np.ndarray) -> np.ndarray:
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def test_softmax_that_changes_its_argument() -> None:
    """`logits -= ...` changes the array of whoever called; that is said."""

    def softmax(logits: np.ndarray) -> np.ndarray:
        logits -= logits.max(axis=-1, keepdims=True)
        return np.exp(logits) / np.exp(logits).sum(axis=-1, keepdims=True)

    assert names(failings("softmax-stable", softmax=softmax)) == ["modified-input"]


def test_one_hot_says_whose_column() -> None:
    """The label and its column are named."""
    [finding] = failings("softmax-one-hot", one_hot=lambda labels, width: np.ones((len(labels), width)))
    assert "Image 0 has the label 1, so its 1 stands in column 1; column 0 has a 0." in finding.message


def test_top_k_shows_the_order() -> None:
    """All classes of the image are listed in their order."""
    [finding] = failings("softmax-top-k", top_k=lambda probabilities, k: np.zeros((len(probabilities), k)))
    assert "In order, image 0 has class" in finding.message


def test_top_k_forgets_nothing_but_the_ties() -> None:
    """Of equal probabilities the first one: who takes the last is told so and nothing else."""
    found = failings("softmax-top-k", top_k=lambda p, k: np.argsort(p, axis=1, kind="stable")[:, ::-1][:, :k])
    assert names(found) == ["ties-turned-round"]


def test_ceiling_of_a_second_softmax() -> None:
    """Ten classes, the first sure: the second softmax gives it e / (e + 9), the expected 23 percent."""
    probabilities = np.eye(10)[0]
    assert _softmax(probabilities)[0] == pytest.approx(math.e / (math.e + 9))
    assert round(100 * _softmax(probabilities)[0]) == 23


def test_softmax_upon_softmax() -> None:
    """Again and again: all ten end at a tenth."""
    row = np.array([20.0] + [0.0] * 9)
    for _ in range(50):
        row = _softmax(row)
    assert row == pytest.approx(0.1)


@pytest.fixture(scope="module")
def images() -> LabelledImages:
    """The digits, of which the network has not seen the test images."""
    return digits()


@pytest.fixture(scope="module")
def scores(images: LabelledImages) -> np.ndarray:
    """Of the 1000 test images, (1000, 10)."""
    weights, biases = one_dense_layer()
    return last_maps(images.x_test).reshape(len(images.x_test), -1) @ weights + biases


class TestProse:
    """What the lesson says of the trained network."""

    def test_four(self, images: LabelledImages, scores: np.ndarray) -> None:
        """The picture that is taken apart is a 4 and is read as one; the 9 comes second."""
        assert images.y_test[2] == 4
        assert np.argsort(-scores[2])[:2].tolist() == [4, 9]

    def test_no_cell_decides(self, images: LabelledImages) -> None:
        """No single product makes a tenth of what speaks for the 4."""
        values = contributions(last_maps(images.x_test[2:3]).ravel(), one_dense_layer()[0], 4)
        assert values.max() < values[values > 0].sum() / 10

    def test_right_at_first_guess(self, images: LabelledImages, scores: np.ndarray) -> None:
        """About 95 of 100."""
        assert 0.945 <= (scores.argmax(axis=1) == images.y_test).mean() < 0.965

    def test_second_guess(self, images: LabelledImages, scores: np.ndarray) -> None:
        """A second guess finds more than half of what the first one missed."""
        found = (np.argsort(-scores, axis=1)[:, :2] == images.y_test[:, np.newaxis]).any(axis=1).mean()
        assert 1 - found < (1 - (scores.argmax(axis=1) == images.y_test).mean()) / 2

    def test_wrong_and_sure(self, images: LabelledImages, scores: np.ndarray) -> None:
        """Of the twelve that are shown it is less sure of the three wrong ones, each with more than a half."""
        right = scores.argmax(axis=1) == images.y_test
        chosen = honest_choice(right)
        surest = softmax(scores).max(axis=1)[chosen]
        wrong = ~right[chosen]
        assert (wrong.sum(), len(chosen)) == (3, 12)
        assert surest[wrong].min() > 0.5 and surest[wrong].max() < surest[~wrong].min()

    @pytest.mark.parametrize(("low", "high"), [(0, 0.7), (0.7, 0.9)])
    def test_promises_too_much(self, images: LabelledImages, scores: np.ndarray, low: float, high: float) -> None:
        """Where the network is unsure it is right less often than it says."""
        surest = softmax(scores).max(axis=1)
        here = (surest >= low) & (surest < high)
        assert (scores.argmax(axis=1) == images.y_test)[here].mean() < surest[here].mean()

    def test_twice(self, scores: np.ndarray) -> None:
        """A second softmax leaves the order, and less than 24 percent for the surest."""
        again = softmax(softmax(scores))
        assert again.max() < 0.24
        assert np.array_equal(again.argmax(axis=1), scores.argmax(axis=1))

    def test_wide_picture(self, images: LabelledImages) -> None:
        """A digit that fills the window is read; in between, too, something is said with great confidence."""
        wide = np.zeros((1, 32, 104, 1), "float32")
        for place, number in enumerate((2, 5, 6)):
            wide[0, :, 36 * place : 36 * place + 32] = images.x_test[number]
        weights, biases = one_dense_layer()
        maps = last_maps(wide)[0]
        windows = [maps[:, start : start + 2].reshape(-1) for start in range(maps.shape[1] - 1)]
        said = softmax(np.array(windows) @ weights + biases)
        assert said.argmax(axis=1)[[0, 6, 12]].tolist() == images.y_test[[2, 5, 6]].tolist()
        assert said[[0, 6, 12]].max(axis=1).min() > 0.99
        assert np.delete(said, [0, 6, 12], axis=0).max() > 0.9

    def test_every_number_is_accounted_for(self) -> None:
        """A setting of an example, computed here, held elsewhere, or a fact with its source."""
        known = {
            **dict.fromkeys((*range(8), 9, "1.5", 20, 102, 1000), "digits, scores, places and sides of the examples"),
            **dict.fromkeys(MAPS_SHAPE, "the last maps"),
            **dict.fromkeys((math.prod(MAPS_SHAPE), FIELD, JUMP, 10), "what Flatten makes of them, and what they see"),
            f"{math.e:.2f}": "e",
            int(100 * math.e / (math.e + 9)): "the most that a second softmax says",
            **dict.fromkeys((90, 92, 100), "percentages as such"),
            95: "of 100 digits, right at the first guess: above",
            **dict.fromkeys((22, 97), "of an empty window and of a 7: tests/course/pictures/test_sliding_detector.py"),
            1990: "Bridle",
            2015: "Long and others",
            2017: "Guo and others",
        }
        assert unaccounted("07_dense_and_softmax", known) == set()
