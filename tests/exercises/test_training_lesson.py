"""The exercises on training: what their predictions rest on, what wrong answers are told, what the lesson says."""

import json
import re
from pathlib import Path
from textwrap import dedent

import numpy as np
import pytest

from checker.exercise import Attempt
from checker.exercises import EXERCISES
from checker.exercises.training_choices import EARLY, RATE
from checker.exercises.training_kernel import KERNEL
from checker.plain import from_plain
from checker.render.text import text
from checker.report import Report, Status
from course import two_layers
from tests.lesson_runs import shown

SOURCE = Path(__file__).parents[2] / "notebooks" / "source" / "09_training.py"
SLUGS = [slug for slug in EXERCISES if slug.startswith("training-")]
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
    @pytest.mark.parametrize("seed", SEEDS)
    def test_the_three_losses_disagree(self, seed):
        """Who chooses by the wrong one is found out, at every call."""
        for _, losses in calls(RATE, seed):
            best = np.nanargmin(losses["validation"])
            assert best not in (np.nanargmin(losses["train"]), np.nanargmin(losses["test"]))

    @pytest.mark.parametrize("seed", SEEDS)
    def test_some_runs_have_diverged(self, seed):
        """So that nan must be passed over."""
        assert any(np.isnan(losses["validation"]).any() for _, losses in calls(RATE, seed))

    @pytest.mark.parametrize("rate", [0.0001, 0.001, 0.01, 0.1, 1.0, 10.0])
    def test_always_the_same_rate_earns_little(self, rate):
        """At most a quarter, whichever it is."""
        assert report("training-rate", best_rate=lambda _rates, _losses: rate).score <= RATE.points / 4

    @pytest.mark.parametrize("seed", SEEDS)
    def test_the_kernels_have_no_symmetry(self, seed):
        """A gradient turned round cannot hide."""
        reference = EXERCISES["training-kernel-step"].examples.right[0]()["kernel_step"]
        for kernel, picture, target, rate in calls(KERNEL, seed):
            change = reference(kernel, picture, target, rate) - kernel
            assert not np.allclose(change, change[::-1, ::-1])

    def test_some_training_never_stops_early(self):
        """And some does, before something better."""
        lasts = [
            EXERCISES["training-early-stopping"].examples.right[0]()["stop_early"](losses, patience)[1]
            < len(losses) - 1
            for losses, patience in calls(EARLY, 0)
        ]
        assert True in lasts and False in lasts


class TestReference:
    @pytest.mark.parametrize("seed", SEEDS)
    def test_the_kernel_step_goes_down_the_measured_slope(self, seed):
        """Each weight nudged by a millionth, in float64."""
        from scipy.signal import correlate2d

        def loss(kernel, picture, target):
            return np.mean((correlate2d(picture, kernel, mode="valid") - target) ** 2) / 2

        step = EXERCISES["training-kernel-step"].examples.right[0]()["kernel_step"]
        for kernel, picture, target, rate in calls(KERNEL, seed):
            slope = (kernel - step(kernel, picture, target, rate)) / rate
            for place in np.ndindex(*kernel.shape):
                nudge = np.zeros(kernel.shape)
                nudge[place] = 1e-6
                above, below = (loss(kernel + sign * nudge, picture, target) for sign in (1, -1))
                assert slope[place] == pytest.approx((above - below) / 2e-6, abs=1e-6)

    def test_zeros_and_equal_weights(self):
        """4 of 1,108 parameters change, and one kind of unit stays; from random weights there are 16."""
        random = np.random.default_rng(0)
        images, labels = random.normal(size=(40, 64)), random.integers(0, 4, 40)
        sizes = {"inputs": 64, "units": 16, "classes": 4}
        found = []
        for start in (two_layers.alike(0.0, **sizes), two_layers.alike(0.1, **sizes), two_layers.at_random(**sizes)):
            network = start
            for _ in range(20):
                network = two_layers.step(network, images, labels, 0.1)
            found.append((two_layers.changed(start, network), two_layers.different_units(network)))
        assert found == [(4, 1), (1108, 1), (1108, 16)]


class TestWhatIsSaid:
    def test_leakage(self, golden):
        """The mistake, the smallest call that shows it, and the right cell worked out."""

        def leaking(images, train):
            both = np.concatenate([train, images])
            spread = both.std(axis=0)
            return (images - both.mean(axis=0)) / np.where(spread == 0, 1, spread)

        golden("training/leakage.txt", text(report("training-standardise", standardise=leaking)))

    def test_chosen_by_the_test(self, golden):
        """What the test is for."""

        def cheating(rates, losses):
            return rates[np.nanargmin(losses["test"])]

        golden("training/test-used-to-choose.txt", text(report("training-rate", best_rate=cheating)))

    def test_update_with_a_plus(self, golden):
        """The errors, the pixels that the weight met, the step."""
        right = EXERCISES["training-kernel-step"].examples.right[0]()["kernel_step"]
        told = report(
            "training-kernel-step",
            kernel_step=lambda kernel, picture, target, rate: right(kernel, picture, target, -rate),
        )
        golden("training/update-with-a-plus.txt", text(told))

    def test_last_batch_dropped(self, golden):
        """Which pictures are not seen."""

        def dropping(num_images, batch_size, random):
            order = random.permutation(num_images)
            return [order[i * batch_size : (i + 1) * batch_size] for i in range(num_images // batch_size)]

        golden("training/last-batch-dropped.txt", text(report("training-batches", batches=dropping)))

    def test_rate_and_half_together(self):
        """Two mistakes in one gradient are a factor; that of the mean and the half is named by neither alone."""
        right = EXERCISES["training-kernel-step"].examples.right[0]()["kernel_step"]
        told = mistakes(
            "training-kernel-step",
            kernel_step=lambda kernel, picture, target, rate: right(kernel, picture, target, 3 * rate),
        )
        assert told == [""]

    def test_a_misread_curve_is_told_what_to_look_for(self):
        """Leakage taken for a good run: the diamond contradicts."""
        right = {f"curve_{letter}": value for letter, value in zip("abcdef", (4, 2, 6, 5, 1, 3), strict=True)}
        [finding] = [
            found
            for found in report("training-curves", **{**right, "curve_d": 1}).findings
            if found.status is Status.FAILED
        ]
        assert finding.mistake == "good-for-leakage" and "diamond lies far above" in finding.message


class TestBatches:
    def test_in_place_shuffle(self):
        """`random.shuffle` of an array is as good as a permutation."""

        def shuffling(num_images, batch_size, random):
            order = np.arange(num_images)
            random.shuffle(order)
            return np.split(order, range(batch_size, num_images, batch_size))

        assert mistakes("training-batches", batches=shuffling) == []

    def test_an_endless_generator_is_cut_off(self):
        """A batch for ever, and still a verdict."""

        def endless(num_images, batch_size, random):
            while True:
                yield random.permutation(num_images)[:batch_size]

        assert mistakes("training-batches", batches=endless) == ["same-picture-twice"]

    def test_drops_only_where_there_is_a_rest(self):
        """The calls without a short last batch earn their share: one of four."""

        def dropping(num_images, batch_size, random):
            order = random.permutation(num_images)
            return [order[i * batch_size : (i + 1) * batch_size] for i in range(num_images // batch_size)]

        assert report("training-batches", batches=dropping).score == 0.75

    @pytest.mark.parametrize("result", [[[0.5, 1.5]], [["a"]], 7, "text", [None], [[[1]]]])
    def test_what_is_no_list_of_batches(self, result):
        """One message, and no crash."""
        assert mistakes("training-batches", batches=lambda n, size, random: result) == ["type"]


def prose() -> str:
    """The lesson's text in one line, without code and without the addresses of links."""
    lines = SOURCE.read_text(encoding="utf-8").splitlines()
    text_lines = " ".join(line.removeprefix("# ") for line in lines if line.startswith("# "))
    return re.sub(r"\]\([^)]*\)", "]", text_lines)


class TestLesson:
    @pytest.mark.parametrize("slug", SLUGS)
    def test_the_solution_is_the_one_in_the_lesson(self, slug):
        """What the button shows is what stands between the marks."""
        source = SOURCE.read_text(encoding="utf-8")
        [cell] = re.findall(rf'# %% answer="{slug}"\n(.*?)\n\n*# %% check', source, flags=re.DOTALL)
        [between] = re.findall(r"### BEGIN SOLUTION\n(.*?)\n *### END SOLUTION", cell, flags=re.DOTALL)
        assert dedent(between) == EXERCISES[slug].solution

    def test_the_parameters_of_the_small_network(self):
        """1,108."""
        assert f"64 × 16 + 16 + 16 × 4 + 4 = {64 * 16 + 16 + 16 * 4 + 4:,} parameters" in prose()

    def test_the_parameters_of_the_network(self):
        """29,348: two convolutions and two Dense layers on 5 × 5 × 16 numbers."""
        convolutions = 25 * 8 + 8 + 25 * 8 * 16 + 16
        assert f"{convolutions + 400 * 64 + 64 + 64 * 4 + 4:,} parameters trains on 5 pictures" in prose()

    def test_the_loss_of_a_guess(self):
        """ln 4."""
        assert f"ln 4 or {np.log(4):.2f}" in prose()

    def test_the_rate_of_the_dead_run(self):
        """Twenty times what Adam takes by itself, 0.001."""
        script = (SOURCE.parents[2] / "data" / "make_curves.py").read_text(encoding="utf-8")
        [rate] = re.findall(r'"dead": Run\(.*?rate=([\d.]+)', script)
        assert float(rate) == pytest.approx(20 * 0.001) and "20 times the usual 0.001" in prose()

    def test_a_kernel_is_recovered_at_one_rate_and_lost_at_another(self):
        """At 0.2 it arrives within a hundredth; at 0.3 it leaves all bounds."""
        from course.data import photo
        from course.kernels import KERNELS, slide

        painted, secret = photo("boat", grey=True, shrink=4), KERNELS["Sobel x"]
        painted = (painted - painted.mean()) / painted.std()
        target, found = slide(painted, secret), {}
        for rate in (0.2, 0.3):
            kernel = np.zeros((3, 3))
            for _ in range(1000):
                error = slide(painted, kernel) - target
                kernel = np.clip(kernel - rate * slide(painted, error) / error.size, -1e9, 1e9)
            found[rate] = np.abs(kernel - secret).max()
        assert found[0.2] < 0.01 and found[0.3] > 1000


@pytest.fixture(scope="module")
def printed(solved_lesson):
    """What the solved lesson prints or shows as text, one after the other."""
    outputs = shown(solved_lesson("09_training"))
    return "\n".join(output.get("text", "") or output.get("data", {}).get("text/plain", "") for output in outputs)


def number(pattern: str, printed: str) -> float:
    """The one number that the pattern finds."""
    [found] = re.findall(pattern, printed)
    return float(found)


@pytest.mark.slow
class TestNumbers:
    def test_the_boats_probability_rises(self, printed):
        """From near a quarter to more than nine tenths."""
        before, after = (number(rf"after +{epoch} epochs: boat ([\d.]+)", printed) for epoch in (0, 10))
        assert 0.1 < before < 0.4 and after > 0.9

    def test_the_network_is_right_on_nine_of_ten(self, printed):
        """Of the test pictures."""
        assert number(r"right on ([\d.]+)% of the 1,000 test pictures", printed) > 90

    def test_twenty_by_heart(self, printed):
        """All of them, and between 35 and 90% of the others, with a loss above that of a guess."""
        assert number(r"its own 20 +right +([\d.]+)%", printed) == 100
        [(right, loss)] = re.findall(r"1,000 others +right +([\d.]+)%, loss ([\d.]+)", printed)
        assert 40 < float(right) < 60 and float(loss) > np.log(4)

    def test_not_every_step_goes_down(self, printed):
        """More than half of them do."""
        assert 50 < number(r"fell in (\d+)% of them", printed) < 95

    def test_zeros_guess(self, printed):
        """One in four, give or take what 400 pictures allow."""
        assert 18 < number(r"all zeros +4 +1 +([\d.]+)%", printed) < 32

    def test_the_chosen_rate_lies_inside_the_sweep(self, printed):
        """Neither the smallest nor the largest."""
        assert number(r"chosen: ([\d.]+)", printed) in (0.01, 0.1)

    def test_going_back_pays(self, printed):
        """The best epoch has a lower loss than the stop and the end."""
        best, stop, end = (
            number(rf"{when} +epoch +\d+: validation loss ([\d.]+)", printed) for when in ("best", "stop", "end")
        )
        assert best < stop < end

    def test_glyphs_are_harder(self, printed):
        """At least a fifth fewer than of its own test pictures."""
        assert number(r"right on (\d+)% of the glyphs", printed) < 75
