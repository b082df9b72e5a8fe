"""What the exercises of 08 say beyond what every exercise promises, and numbers that the lesson states."""

from __future__ import annotations

import json
import re
from math import log
from pathlib import Path

import numpy as np
import pytest

from checker.exercise import Attempt
from checker.exercises import EXERCISES
from checker.exercises.loss import AFTER, BEFORE, TARGET
from checker.report import Finding, Status
from course.data import digits
from course.small_network import drawn_at_random, gradient, loss, stepped, strokes
from course.trained_network import probabilities

SOURCE = Path(__file__).parents[2] / "notebooks" / "source" / "08_loss_and_gradients.py"


def failings(slug: str, **namespace: object) -> list[Finding]:
    """What is said of a wrong answer; the questions and answers go through JSON."""
    exercise = EXERCISES[slug]
    questions = json.loads(json.dumps(exercise.ask(0)))
    answers = json.loads(json.dumps(exercise.probe(Attempt(namespace=namespace), questions)))
    return [found for found in exercise.report(questions, answers).findings if found.status is Status.FAILED]


def names(findings: list[Finding]) -> list[str]:
    """The names of the mistakes told."""
    return [finding.mistake for finding in findings]


def softmax(logits: np.ndarray) -> np.ndarray:
    """Of one row."""
    powers = np.exp(logits - logits.max())
    return powers / powers.sum()


def squared_error(outputs: np.ndarray) -> float:
    """Half the sum, against the article's target."""
    return float(((np.array(TARGET) - outputs) ** 2).sum() / 2)


class TestNumbersOfTheLesson:
    def test_total_errors(self) -> None:
        """The article's two answers: 0.55 and 0.06."""
        assert [squared_error(np.array(answer)) for answer in (BEFORE, AFTER)] == pytest.approx([0.55, 0.06])

    def test_cross_entropies(self) -> None:
        """Of the same two answers: 2.3026 and 0.3567."""
        assert [round(-log(answer[2]), 4) for answer in (BEFORE, AFTER)] == [2.3026, 0.3567]

    def test_the_dearest_digits(self) -> None:
        """Four of 200, sure and wrong, cost about as much as all the others together."""
        images = digits()
        labels = images.y_test[:200]
        said = probabilities(images.x_test[:200])
        each = -np.log(said[np.arange(200), labels])
        dearest = each.argsort()[-4:]
        assert each[dearest].sum() / each.sum() == pytest.approx(0.5, abs=0.05)
        assert (said[dearest].argmax(axis=1) != labels[dearest]).all() and said[dearest].max(axis=1).min() > 0.75
        assert np.median(each) < 0.01

    def test_before_training(self) -> None:
        """The expected losses of four and ten classes, and what ten more classes add, in hundredths."""
        assert [round(100 * log(number)) for number in (4, 10, 2)] == [139, 230, 69]

    @pytest.mark.parametrize(
        ("of", "expected"),
        [(lambda outputs: -log(outputs[2]), (20, 40, -90, 30)), (squared_error, (0, 8, -11, 3))],
        ids=["cross-entropy", "squared error"],
    )
    def test_gradients(self, of, expected: tuple[int, ...]) -> None:
        """Measured through softmax, in hundredths."""
        logits, nudges = np.log(BEFORE), 1e-6 * np.eye(4)
        measured = [(of(softmax(logits + nudge)) - of(softmax(logits - nudge))) / 2e-6 for nudge in nudges]
        assert 100 * np.array(measured) == pytest.approx(expected, abs=1e-4)

    def test_small_examples(self) -> None:
        """A kernel's gradient, 12 and 23 and 11, and a picture's, 30 43 4."""
        namespace: dict = {"np": np}
        for slug, function in (
            ("gradients-kernel", "kernel(image, gradient)"),
            ("gradients-picture", "picture(kernel, gradient)"),
        ):
            body = "\n".join(f"    {line}" for line in EXERCISES[slug].solution.splitlines())
            exec(f"def {function}:\n{body}", namespace)
        to_kernel, to_bias = namespace["kernel"](np.array([[1, 2, 3]]), np.array([[10, 1]]))
        to_picture = namespace["picture"](np.array([[3, 4]]), np.array([[10, 1]]))
        assert (to_kernel.tolist(), to_bias, to_picture.tolist()) == ([[12, 23]], 11, [[30, 43, 4]])

    def test_ten_rounds(self) -> None:
        """After ten rounds with 0.1 the mean loss of the six strokes is below a fifth of what it was."""
        network, pairs = drawn_at_random(seed=5), list(zip(*strokes(), strict=True))
        before = np.mean([loss(network, *pair) for pair in pairs])
        for pair in 10 * pairs:
            network = stepped(network, gradient(network, *pair), 0.1)
        assert np.mean([loss(network, *pair) for pair in pairs]) < before / 5

    def test_every_round_helps_and_leaves_less_to_change(self) -> None:
        """Ten rounds with 0.1: the mean loss falls, and so does the fifth picture's largest change."""
        network, pairs = drawn_at_random(seed=5), list(zip(*strokes(), strict=True))
        losses, changes = [], []
        for _ in range(11):
            losses.append(np.mean([loss(network, *pair) for pair in pairs]))
            changes.append(np.abs(gradient(network, *pairs[4]).flat()).max())
            for pair in pairs:
                network = stepped(network, gradient(network, *pair), 0.1)
        assert max(np.diff(losses)) < 0 and max(np.diff(changes)) < 0

    def test_the_squared_error_is_behind_after_every_round(self) -> None:
        """And most of all after the first; by the lesson's own cells, on the digits."""
        from course.data import digits

        namespace: dict = {"np": np, "images": digits()}
        cells = re.split(r"^# %%.*\n", SOURCE.read_text(encoding="utf-8"), flags=re.MULTILINE)
        for name in ("softmax", "cross_entropy_gradient", "step_down", "dense_backward", "read_after_each_round"):
            [cell] = [cell for cell in cells if f"\ndef {name}(" in f"\n{cell}"]
            exec(cell.split("\nif ")[0], namespace)
        by_each = [
            [float(share.rstrip("%")) for share in namespace["read_after_each_round"](namespace[of])]
            for of in ("cross_entropy_gradient", "squared_error_gradient")
        ]
        ahead = np.subtract(*by_each)
        assert min(ahead) > 0 and ahead[0] == max(ahead)


class TestTold:
    def test_two_mistakes_of_a_loss(self) -> None:
        """Base 10 and a lost floor are told together."""

        def cross_entropy(probabilities: np.ndarray, targets: np.ndarray) -> np.ndarray:
            labels = targets if targets.ndim == 1 else targets.argmax(axis=1)
            with np.errstate(all="ignore"):
                return -np.log10(probabilities[np.arange(len(labels)), labels]).mean()

        assert sorted(names(failings("loss-cross-entropy", cross_entropy=cross_entropy))) == ["base-10", "log-of-zero"]

    def test_one_sided_shows_at_0(self) -> None:
        """Where the slope is 0 the bend alone is left over, and that is the example."""

        def numeric_gradient(function, x: np.ndarray) -> np.ndarray:
            found = np.zeros(x.shape)
            for place in np.ndindex(x.shape):
                nudged = x.copy()
                nudged[place] += 1e-6
                found[place] = (function(nudged) - function(x)) / 1e-6
            return found

        [finding] = failings("gradients-numeric", numeric_gradient=numeric_gradient)
        assert finding.mistake == "one-sided" and "you gave 0.0001; 0 is right" in finding.message

    def test_numeric_changes_its_argument(self) -> None:
        """Nudging the array itself without putting it back is told."""

        def numeric_gradient(function, x: np.ndarray) -> np.ndarray:
            x += 1e-6
            return x

        assert names(failings("gradients-numeric", numeric_gradient=numeric_gradient)) == ["modified-input"]

    def test_numeric_puts_back_by_arithmetic(self) -> None:
        """Raised, lowered by twice as much and raised again: what is left of rounding changes nothing."""

        def numeric_gradient(function, x: np.ndarray) -> np.ndarray:
            found = np.zeros(x.shape)
            for place in np.ndindex(x.shape):
                x[place] += 1e-6
                above = function(x)
                x[place] -= 2e-6
                found[place] = (above - function(x)) / 2e-6
                x[place] += 1e-6
            return found

        assert failings("gradients-numeric", numeric_gradient=numeric_gradient) == []

    def test_numeric_stub(self) -> None:
        """Three dots are not an answer yet."""

        def numeric_gradient(function, x: np.ndarray) -> None: ...

        exercise = EXERCISES["gradients-numeric"]
        questions = exercise.ask(0)
        answers = exercise.probe(Attempt(namespace={"numeric_gradient": numeric_gradient}), questions)
        assert exercise.report(questions, answers).status is Status.UNATTEMPTED

    def test_dense_says_which_result(self) -> None:
        """The right two of three gradients are not blamed."""
        [finding] = failings("gradients-dense", dense_backward=lambda x, w, g: (g @ w.T, x.T @ g, g.mean(axis=0)))
        assert finding.mistake == "bias-averaged" and "result 3 of 3" in finding.message

    def test_picture_is_worked_out(self) -> None:
        """Every window that holds the pixel is named with its product."""
        [finding] = failings("gradients-picture", picture_backward=lambda k, g: np.zeros(np.add(k.shape, g.shape) - 1))
        assert "what arrives times the kernel's number there: " in finding.message

    def test_pooling_is_worked_out(self) -> None:
        """The window's numbers are written out with its largest."""
        [finding] = failings("gradients-pooling", pool_backward=lambda x, g, size: np.zeros(x.shape))
        assert (
            "Its window holds 1 5 2 3; the largest is 5, and this cell is that one, so 10 arrives." in finding.message
        )

    def test_plus(self) -> None:
        """The update uphill is told, with the step written out."""
        [finding] = failings("gradients-step", step_down=lambda w, g, rate: w + rate * g)
        assert finding.mistake == "update-with-a-plus" and "10 − 0.1 × 20 = 8." in finding.message
