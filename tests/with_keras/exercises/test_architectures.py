"""The exercises of 12: what wrong blocks are told, what cannot be built explained, and the numbers of the text."""

import json
import re
from pathlib import Path

import pytest

from checker import blocks, shapes
from checker.exercise import Attempt
from checker.exercises import EXERCISES
from checker.exercises.architecture_claims import CLAIMS, HOLDS, SHORTHAND, WRONG
from checker.render.text import text
from checker.report import Report, Status
from course.architectures import NETWORKS, alexnet, dense_share, densenet, depth, googlenet, num_parameters
from tests.lesson_runs import printed
from tests.models import keras, layers

SOURCE = Path(__file__).resolve().parents[3] / "notebooks" / "source" / "12_architectures.py"
LINES = SOURCE.read_text(encoding="utf-8")
PROSE = " ".join(line.removeprefix("# ") for line in LINES.splitlines() if line.startswith("# "))
ANSWERS = dict(re.findall(r'^# %% answer="([^"]+)"\n(.*?)^# %% check', LINES, flags=re.MULTILINE | re.DOTALL))
SLUGS = [slug for slug, exercise in EXERCISES.items() if exercise.lesson == "12-architectures"]
BLOCKS = {
    "architectures-stage": "first_stage",
    "architectures-vgg": "vgg_block",
    "architectures-inception": "inception",
    "architectures-residual": "residual_block",
    "architectures-dense": "dense_block",
}


def report(slug: str, namespace: dict, seed: int = 0) -> Report:
    """The report on what a learner's cell leaves behind, questions and answers through JSON."""
    exercise = EXERCISES[slug]
    questions = json.loads(json.dumps(exercise.ask(seed), allow_nan=False))
    answers = json.loads(json.dumps(exercise.probe(Attempt(namespace=namespace), questions), allow_nan=False))
    return exercise.report(questions, answers)


def mistakes(result: Report) -> list[str]:
    """The names of what is told."""
    return [found.mistake for found in result.findings if found.status is Status.FAILED]


def wrong_blocks() -> list:
    """Every wrong block that an exercise ships, with its mistake's name and a file name for it."""
    return [
        pytest.param(slug, make, f"{slug.removeprefix('architectures-')}-{name}-{number}", id=f"{slug}-{name}-{number}")
        for slug in BLOCKS
        for number, (name, make) in enumerate(EXERCISES[slug].examples.wrong)
    ]


@pytest.mark.parametrize("slug", SLUGS)
def test_the_solution_in_the_lesson_earns_all_points(slug):
    """Run as it stands there."""
    namespace = {"layers": layers, "keras": keras}
    exec(ANSWERS[slug], namespace)
    result = report(slug, namespace)
    assert result.status is Status.PASSED, text(result)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_solution_that_the_button_shows_is_the_one_in_the_lesson(slug):
    """Line by line; a count may be shown as how it comes about, or as its number."""
    [inside] = re.findall(r"### BEGIN SOLUTION\n(.*?)\n *### END SOLUTION", ANSWERS[slug], flags=re.DOTALL)
    assert inside.strip() == EXERCISES[slug].solution.strip()


@pytest.mark.parametrize(("slug", "make", "name"), wrong_blocks())
def test_the_words_of_every_wrong_block(slug, make, name, golden):
    """The whole report as a learner reads it."""
    golden(f"architectures/{name}.txt", text(report(slug, make())) + "\n")


@pytest.mark.parametrize(("slug", "name"), BLOCKS.items())
def test_an_untouched_block_is_not_attempted(slug, name):
    """Three dots, as the notebook is handed out."""

    def stub(maps, *settings):
        """A docstring."""

    assert report(slug, {name: stub}).status is Status.UNATTEMPTED


def test_a_block_that_returns_nothing_is_told_so():
    """It built something, but gave nothing back: a failure, not an open exercise."""

    def vgg_block(maps, num_convs, filters):
        layers.Conv2D(filters, 3, padding="same")(maps)

    assert mistakes(report("architectures-vgg", {"vgg_block": vgg_block})) == ["nothing-returned"]


def test_a_block_on_an_input_of_its_own_is_told_so():
    """What comes out does not depend on what came in."""

    def vgg_block(maps, num_convs, filters):
        return layers.MaxPooling2D(2)(keras.Input((4, 4, 2)))

    assert mistakes(report("architectures-vgg", {"vgg_block": vgg_block})) == ["not-connected"]


def test_a_block_that_gives_back_a_number_is_told_so():
    """The number of channels is not the maps."""
    result = report("architectures-dense", {"dense_block": lambda maps, num_layers, growth: 7})
    assert mistakes(result) == ["wrong-type"]


def test_names_of_keras_1_are_told_in_a_block_too():
    """As in a Sequential."""

    def vgg_block(maps, num_convs, filters):
        return layers.Conv2D(nb_filter=filters, nb_row=3, nb_col=3)(maps)

    assert mistakes(report("architectures-vgg", {"vgg_block": vgg_block})) == ["keras-1-names"]


def test_a_fault_outside_of_any_layer_is_told_with_its_message():
    """A misspelt name."""

    def dense_block(maps, num_layers, growth):
        return layers.Concatenate()([maps, neu])  # noqa: F821, the learner's slip

    result = report("architectures-dense", {"dense_block": dense_block})
    assert mistakes(result) == ["cell-raised"]
    assert "neu" in result.findings[0].message


def test_a_lambda_that_does_the_right_thing_passes():
    """What cannot be read is judged by what it computes."""

    def vgg_block(maps, num_convs, filters):
        for _ in range(num_convs):
            maps = layers.Conv2D(filters, 3, padding="same")(maps)
            maps = layers.Lambda(lambda x: keras.ops.maximum(x, 0))(maps)
        return layers.MaxPooling2D(2)(maps)

    assert report("architectures-vgg", {"vgg_block": vgg_block}).status is Status.PASSED


def test_a_lambda_that_does_something_else_does_not():
    """The negative numbers are kept."""

    def vgg_block(maps, num_convs, filters):
        for _ in range(num_convs):
            maps = layers.Conv2D(filters, 3, padding="same")(maps)
            maps = layers.Lambda(lambda x: keras.ops.maximum(x, -1))(maps)
        return layers.MaxPooling2D(2)(maps)

    assert mistakes(report("architectures-vgg", {"vgg_block": vgg_block})) == ["computes-something-else"]


def test_a_projection_where_none_is_needed_is_told():
    """A straight skip was asked for wherever it fits."""

    def residual_block(maps, filters, stride):
        x = layers.Conv2D(filters, 3, strides=stride, padding="same", activation=None)(maps)
        x = layers.ReLU()(layers.BatchNormalization()(x))
        x = layers.BatchNormalization()(layers.Conv2D(filters, 3, padding="same")(x))
        shortcut = layers.BatchNormalization()(layers.Conv2D(filters, 1, strides=stride)(maps))
        return layers.ReLU()(layers.Add()([x, shortcut]))

    assert set(mistakes(report("architectures-residual", {"residual_block": residual_block}))) == {"extra-layer"}


def test_a_loop_may_join_from_its_first_round_on():
    """A concatenation of a single thing hands it on."""

    def dense_block(maps, num_layers, growth):
        made = [maps]
        for _ in range(num_layers):
            x = layers.ReLU()(layers.BatchNormalization()(layers.Concatenate()(made)))
            made.append(layers.Conv2D(growth, 3, padding="same")(x))
        return layers.Concatenate()(made)

    assert report("architectures-dense", {"dense_block": dense_block}).status is Status.PASSED


def residual_with(*, first=None, second=1, projection=1, padding="valid"):
    """A residual block that can be built, with strides (None: the one asked for) or a projection of its own."""

    def residual_block(maps, filters, stride):
        def conv(x, size, strides, padding="same"):
            strides = stride if strides is None else strides
            return layers.BatchNormalization()(layers.Conv2D(filters, size, strides=strides, padding=padding)(x))

        x = conv(layers.ReLU()(conv(maps, 3, first)), 3, second)
        if stride != 1 or maps.shape[-1] != filters:
            maps = conv(maps, projection, None, padding)
        return layers.ReLU()(layers.Add()([x, maps]))

    return residual_block


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"first": 1, "second": None}, ["stride", "stride"]),
        ({"projection": 3, "padding": "same"}, ["kernel-size"]),
    ],
)
def test_of_a_block_that_can_be_built_nothing_else_is_said(changed, told):
    """Of two differences that make up for each other neither keeps the sum from being built."""
    result = report("architectures-residual", {"residual_block": residual_with(**changed)})
    assert mistakes(result) == told
    assert "cannot be built" not in text(result)


def test_two_mistakes_on_two_branches_are_both_told():
    """Each at its branch."""

    def inception(maps, one, three, five, pooled):
        def conv(x, filters, size, function="relu"):
            return layers.Conv2D(filters, size, padding="same", activation=function)(x)

        pool = layers.MaxPooling2D(3, strides=1, padding="same")(maps)
        ends = [conv(maps, one, 1, "tanh"), conv(conv(maps, three[0], 1), three[1], 3)]
        return layers.Concatenate()([*ends, conv(conv(maps, five[0], 1), five[1], 3), conv(pool, pooled, 1)])

    result = report("architectures-inception", {"inception": inception})
    told = [(found.where, found.mistake) for found in result.findings if found.status is Status.FAILED]
    assert told == [
        ("activation of the 1 × 1 branch", "activation"),
        ("convolution of the 5 × 5 branch", "kernel-size"),
    ]


def test_a_check_leaves_keras_telling_short_tracebacks():
    """What the checker changes to look into a fault is put back."""
    keras.config.enable_traceback_filtering()
    report(
        "architectures-inception", {"inception": lambda maps, *_rest: layers.Add()([maps, layers.Conv2D(2, 3)(maps)])}
    )
    assert keras.config.is_traceback_filtering_enabled()


def test_every_verdict_on_a_claim_occurs():
    """Two of each."""
    verdicts = [claim.expected for claim in CLAIMS]
    assert [verdicts.count(verdict) for verdict in (HOLDS, SHORTHAND, WRONG)] == [2, 2, 2]


class TestNumbersOfTheText:
    """What the prose says, computed."""

    def test_the_table_of_alexnet_is_alexnet(self):
        """Window, stride, padding, filters or units, and groups, row by row."""
        [table] = re.findall(r"^# \| picture .*\n((?:# \|.*\n)+)", LINES, flags=re.MULTILINE)
        rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()]
        counted = [layer for layer in alexnet().layers if layer.kind in ("convolution", "pooling", "fully connected")]
        dense = [layer.arguments["units"] for layer in counted if layer.kind == "fully connected"]
        assert rows.pop()[4].split(", ") == list(map(str, dense))
        for row, layer in zip(rows, counted[: -len(dense)], strict=True):
            given = layer.arguments
            side = given.get("kernel_size", given.get("pool_size"))[0]
            padding = {"valid": "none"}.get(given["padding"], given["padding"])
            told = [f"{side} × {side}", str(given["strides"][0]), padding]
            assert row[1:4] == told
            assert row[4:] == [str(given.get("filters", "")), str(given.get("groups", ""))]

    def test_what_is_left_for_the_dense_layers(self):
        """6 × 6 × 256, as the last row before them says."""
        assert "pooling, which leaves 6 × 6 × 256" in PROSE
        before = next(stage for stage in shapes.trace(alexnet()) if stage.layer.class_name == "Flatten")
        assert before.input_shape == (6, 6, 256)

    def test_the_runner_up_of_2012(self):
        """As in the table below the chart."""
        assert re.search(r"missed 26\.2 ?% of them", PROSE)
        assert "26.2 for the runner-up" in NETWORKS[0].error_of

    def test_not_every_error_is_told_but_each_that_is_is_an_average(self):
        """Half of the networks have no number of their own."""
        assert "where there is one, it is an average of several networks" in PROSE
        told = [network.error_of for network in NETWORKS if network.error is not None]
        assert (len(told), [words for words in told if not words.startswith("an average of")]) == (4, [])

    def test_the_first_stages_of_alexnet_and_zf_net(self):
        """Fewer than half of the parameters, and four times as many numbers."""
        assert "fewer than half of the parameters" in PROSE and "four times as many numbers" in PROSE
        stages = [blocks.first_stage((227, 227, 3), 96, window, stride) for window, stride in ((11, 4), (7, 2))]
        alex, zf = map(num_parameters, stages)
        rows, more_rows = (shapes.trace(stage)[-1].output_shape[0] for stage in stages)
        assert zf < alex / 2 and round((more_rows / rows) ** 2) == 4

    def test_googlenet_has_about_a_ninth_of_alexnets_parameters(self):
        """8.7 times fewer."""
        assert "about a ninth of AlexNet's" in PROSE
        assert round(num_parameters(alexnet()) / num_parameters(googlenet())) == 9

    def test_stacks_have_28_and_45_percent_fewer_weights(self):
        """Two of 3 × 3 against one of 5 × 5, three against one of 7 × 7."""
        assert "28% and 45% fewer weights" in PROSE
        assert [round(100 * (1 - stacked / single)) for stacked, single in ((2 * 9, 25), (3 * 9, 49))] == [28, 45]

    def test_one_dense_layer_holds_more_than_half_of_alexnet(self):
        """And all three nearly everything."""
        assert "One Dense layer alone holds more than half of the network" in PROSE
        assert num_parameters(alexnet()) / 2 < 37_752_832
        assert dense_share(alexnet()) > 0.95

    def test_the_depths_of_the_first_and_the_last(self):
        """From 8 layers to over 100."""
        assert "from 8 layers to over 100" in PROSE
        assert (depth(alexnet()), depth(densenet((6, 12, 24, 16)))) == (8, 121)

    def test_the_numbers_that_are_averaged(self):
        """1,024 numbers instead of AlexNet's 9,216."""
        assert "1,024 numbers instead of AlexNet's 9,216" in PROSE
        assert (384 + 384 + 128 + 128, 6 * 6 * 256) == (1024, 9216)

    def test_the_dense_block_of_the_prediction(self):
        """48 maps, and 10 links in a block of 4 layers."""
        assert "16 + 4 × 8 = 48" in PROSE
        assert "for 4 layers 10" in PROSE
        assert (16 + 4 * 8, 4 * 5 // 2) == (48, 10)

    def test_batch_normalisation_is_ahead_in_training_and_late_in_the_test(self, solved_lesson):
        """After the first and the last epoch its networks have the lower training loss; the test follows later."""
        lines = printed(solved_lesson("12_architectures"))
        runs = {
            name: [tuple(map(float, epoch)) for epoch in re.findall(r"loss ([\d.]+), test images right ([\d.]+)", told)]
            for name, told in re.findall(r"^([a-zA-Z ]+)\n((?:After epoch \d of 4: .+\n?)+)", lines, flags=re.MULTILINE)
        }
        normalised = [runs.pop(name) for name in ("residual blocks", "the same without skips", "dense blocks")]
        others = [runs.pop("VGG blocks"), runs.pop("inception modules")]
        for epoch in (0, 3):
            assert max(run[epoch][0] for run in normalised) < min(run[epoch][0] for run in others)
        assert max(run[0][1] for run in normalised) < 50
