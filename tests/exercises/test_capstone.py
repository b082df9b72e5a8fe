"""What the exercises of 13 say beyond what every exercise promises, and numbers that the lesson states."""

import json
import math
import re
from pathlib import Path

import numpy as np
import pytest

from checker.exercise import Attempt
from checker.exercises import EXERCISES
from checker.exercises.capstone_clinic import AGAINST, DIAGNOSES, RIGHT
from checker.exercises.capstone_network import network
from checker.report import Finding, Report, Status

SOURCE = Path(__file__).resolve().parents[2] / "notebooks" / "source" / "13_capstone.py"


def reported(slug: str, **namespace: object) -> Report:
    """The report on these answers; questions and answers go through JSON."""
    exercise = EXERCISES[slug]
    questions = json.loads(json.dumps(exercise.ask(0)))
    answers = json.loads(json.dumps(exercise.probe(Attempt(namespace=namespace), questions)))
    return exercise.report(questions, answers)


def failings(slug: str, **namespace: object) -> list[Finding]:
    """What is said of a wrong answer."""
    return [found for found in reported(slug, **namespace).findings if found.status is Status.FAILED]


def names(findings: list[Finding]) -> list[str]:
    """The names of the mistakes told."""
    return [finding.mistake for finding in findings]


class TestWorkedOut:
    """The first wrong number is worked out."""

    def test_im2col_names_the_pixel(self):
        """The pixel that belongs into the row is named by its place."""

        def im2col(x, size):
            right = EXERCISES["capstone-im2col"].examples.right[0]()["im2col"](x, size)
            return right[..., ::-1]

        [finding] = failings("capstone-im2col", im2col=im2col)
        assert "Number 0 of a row is the window's row 0, column 0, channel 0" in finding.message

    def test_convolve_writes_the_products(self):
        """Four products are written out, and the bias."""
        [finding] = failings("capstone-convolve", convolve=_wrong_by_one)
        assert re.search(r"right\. −?\d+×.+ \+ .+, with the bias [−\d.]+ that is [−\d.]+\.", finding.message)

    def test_pool_says_which_of_the_four(self):
        """The window is read out, with the place of the largest."""
        [finding] = failings("capstone-pool", max_pool=lambda x: (x[:, ::2, ::2], 0 * x[:, ::2, ::2]))
        assert "The window holds 1, 3, 4, 2, read as a page: the largest is 4." in finding.message

    def test_a_winner_is_named(self):
        """On the way back the winner's place is told."""
        [finding] = failings("capstone-pool-backward", max_pool_backward=lambda w, g: np.repeat(g, 4, axis=1))
        assert "the shape (1, 2, 2, 1) is right" in finding.message

    def test_backward_says_to_whom_it_belongs(self):
        """The first wrong gradient's parameter is named."""
        right = EXERCISES["capstone-backward"].examples.right[2]()["backward"]
        [finding] = failings("capstone-backward", backward=lambda *a: (*right(*a)[:2], *(p + 1 for p in right(*a)[2:])))
        assert "That belongs to `kernels2`." in finding.message


def _wrong_by_one(x, kernels, biases):
    return EXERCISES["capstone-convolve"].examples.right[0]()["convolve"](x, kernels, biases) + 1


class TestLoss:
    """Softmax and cross-entropy in one."""

    @pytest.mark.filterwarnings("ignore::RuntimeWarning")
    def test_scores_that_overflow_fail(self):
        """e to the power of 800 is infinite, so a softmax without a shift is wrong, and told why."""

        def plain(logits, labels):
            powers = np.exp(logits)
            logs = np.log(powers / powers.sum(axis=1, keepdims=True))
            gradient = np.exp(logs) - np.eye(logits.shape[1])[labels]
            return -logs[np.arange(len(labels)), labels].mean(), gradient / len(labels)

        assert names(failings("capstone-loss", softmax_cross_entropy=plain)) == ["overflow"]


@pytest.mark.slow
class TestBesideKeras:
    """The network's check, which looks at Keras too."""

    def test_who_is_right_is_told_the_difference_from_keras(self):
        """It is a matter of rounding, and said in digits."""
        report = reported("capstone-forward", forward=network)
        assert re.search(r"no probability differs from Keras' by more than \de-\d\d", report.findings[-1].message)

    def test_without_keras_the_checkers_own_arithmetic_decides(self):
        """And that is said."""
        report = _with_keras(lambda theirs: None)
        assert (report.status, report.findings[-1].status) == (Status.PASSED, Status.WARNING)

    def test_who_is_unlike_keras_fails(self):
        """More than 1e-5 is too much."""
        report = _with_keras(lambda theirs: (np.array(theirs) + 2e-5).tolist())
        assert [found.mistake for found in report.findings if found.status is Status.FAILED] == ["unlike-keras"]


def _with_keras(changed) -> Report:
    """The report on a right network beside a Keras that says something else."""
    exercise = EXERCISES["capstone-forward"]
    questions = exercise.ask(0)
    answers = dict(exercise.probe(Attempt(namespace={"forward": network}), questions))
    answers["keras"] = [changed(theirs) for theirs in answers["keras"]]
    return exercise.report(questions, answers)


class TestClinic:
    """The five diagnoses."""

    def test_every_wrong_diagnosis_has_evidence_against_it(self):
        """For each patient all of the list but the right one."""
        assert {patient: {*against, RIGHT[patient]} for patient, against in AGAINST.items()} == {
            patient: set(DIAGNOSES) for patient in RIGHT
        }

    def test_one_diagnosis_for_all_earns_its_share(self):
        """A fifth, for one patient has it."""
        report = reported("capstone-clinic", **dict.fromkeys(RIGHT, "zero start"))
        assert report.score == 1.0

    def test_the_list_is_shown_to_who_leaves_it(self):
        """With every diagnosis on it."""
        [finding] = failings("capstone-clinic", **{**RIGHT, "patient_a": "a cold"})
        assert all(diagnosis in finding.hint for diagnosis in DIAGNOSES)

    def test_the_list_in_the_lesson_is_the_checks(self):
        """The table of the notebook names the same eight."""
        assert set(re.findall(r'^# \| `"([^"]+)"` \|', SOURCE.read_text("utf-8"), re.MULTILINE)) == set(DIAGNOSES)


class TestNumbersOfTheLesson:
    """What stands in the text."""

    def test_the_plan(self):
        """Every parameter count of the table, and their sum."""
        from course.numpy_lenet import SHAPES

        counts = [math.prod(shape) + shape[-1] for shape in SHAPES]
        stated = re.findall(r"\| ([\d,]+) \|$", SOURCE.read_text("utf-8"), re.MULTILINE)
        assert stated == [f"{count:,}" for count in (*counts, sum(counts))]

    def test_how_few_the_digits_are(self):
        """About 50 of each."""
        from course.data import digits

        assert "about 50 of each" in SOURCE.read_text("utf-8")
        counts = np.bincount(digits().y_train[:500])
        assert (len(counts), counts.min() >= 40, counts.max() <= 60) == (10, True, True)

    def test_the_second_convolution_has_most_of_the_work(self):
        """Multiplications of the five layers, places counted."""
        places = (28 * 28, 10 * 10, 1, 1, 1)
        from course.numpy_lenet import SHAPES

        work = [count * math.prod(shape) for count, shape in zip(places, SHAPES, strict=True)]
        assert work.index(max(work)) == 1

    def test_the_lowest_loss_with_softmax_twice(self):
        """1.46, with a probability of 0.232."""
        highest = math.e / (math.e + 9)
        assert (f"{highest:.3f}", f"{-math.log(highest):.2f}") == ("0.232", "1.46")
