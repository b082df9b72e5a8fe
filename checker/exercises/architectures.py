"""The exercises of 12 that count: stacked windows, reductions, AlexNet's parameters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.exercises.architecture_blocks import LESSON
from checker.function_exercise import Mistake, Task, function_exercise
from checker.function_task import Arguments
from checker.predictions import Prediction, WrongValue, prediction_exercise

if TYPE_CHECKING:
    import numpy as np


# ---------------------------------------------------------------- AlexNet, counted

WINDOW_OF_11 = "227 pixels, a window of 11 that moves by 4: (227 − 11) / 4, and one more for the first place."
BIASES = "One bias for each filter, or each unit, comes on top."
BIASES_LEFT_OUT = "the biases are left out."

COUNTS = (
    Prediction(
        name="conv1_shape",
        where="maps after AlexNet's first convolution",
        expected=(55, 55, 96),
        why="(227 − 11) / 4 + 1 = 55 places along each side, one map for each of the 96 filters.",
        hint="In how many places can a window of 11 stand on 227 pixels, when only every fourth counts?",
        wrong=(
            WrongValue((54, 54, 96), "plus-one-forgotten", "the first place is not counted.", WINDOW_OF_11),
            WrongValue((217, 217, 96), "stride-forgotten", "that is stride 1.", WINDOW_OF_11),
            WrongValue((57, 57, 96), "same-for-valid", "that would need padding.", WINDOW_OF_11),
            WrongValue(
                (55, 55, 3), "channels-kept", "the channels are still those of the picture.", "One map a filter."
            ),
        ),
    ),
    Prediction(
        name="conv1_parameters",
        where="parameters of AlexNet's first convolution",
        expected=34_944,
        why="96 filters of 11 × 11 × 3 weights, and 96 biases.",
        hint="How many numbers has one filter that sees all three colours? How many filters are there?",
        wrong=(
            WrongValue(34_848, "biases-forgotten", BIASES_LEFT_OUT, BIASES),
            WrongValue(
                11_712, "channels-forgotten", "that is for a grey picture.", "Each filter reaches through 3 colours."
            ),
            WrongValue(
                105_705_600,
                "times-places",
                "the parameters are multiplied by the 55 × 55 places.",
                "The same filter is used at every place: its weights count once.",
            ),
        ),
    ),
    Prediction(
        name="conv2_parameters",
        where="parameters of AlexNet's second convolution, in two groups",
        expected=307_456,
        why="256 filters of 5 × 5 × 48 weights, and 256 biases: each sees the half of the 96 maps on its own card.",
        hint="How many of the 96 maps does one filter see?",
        wrong=(
            WrongValue(
                614_656, "groups-forgotten", "every filter sees all 96 maps.", "Two groups: each filter sees half."
            ),
            WrongValue(307_200, "biases-forgotten", BIASES_LEFT_OUT, BIASES),
            WrongValue(
                153_728, "one-group-only", "that is one of the two groups.", "Both groups count: 256 filters in all."
            ),
            WrongValue(
                6_656,
                "channels-forgotten",
                "that is for a single map.",
                "Each filter reaches through the maps it sees.",
            ),
        ),
    ),
    Prediction(
        name="dense1_parameters",
        where="parameters of AlexNet's first Dense layer",
        expected=37_752_832,
        why="6 × 6 × 256 = 9,216 numbers come in; each of 4,096 units has a weight for each, and a bias.",
        hint="How many numbers are 256 maps of 6 × 6? Every unit has a weight of its own for every one of them.",
        wrong=(
            WrongValue(37_748_736, "biases-forgotten", BIASES_LEFT_OUT, BIASES),
            WrongValue(
                1_052_672, "one-number-a-map", "each map counts as one number.", "Flatten hands on 6 × 6 × 256."
            ),
            WrongValue(
                13_312,
                "weights-not-multiplied",
                "9,216 and 4,096 are added.",
                "Every unit has 9,216 weights: multiply.",
            ),
        ),
    ),
)

ALEXNET = prediction_exercise(
    slug="architectures-counts",
    title="Count AlexNet",
    lesson=LESSON,
    points=3,
    predictions=COUNTS,
    hints=(
        "Everything that you need stands in the table above: window, stride, filters, groups, units.",
        "A filter has rows × columns × channels weights and a bias. In two groups it sees half of the channels.",
        "(227 − 11) / 4 + 1; 11 × 11 × 3 × 96 + 96; 5 × 5 × 48 × 256 + 256; 6 × 6 × 256 × 4,096 + 4,096.",
    ),
    solution=(
        "conv1_shape = (55, 55, 96)\n"
        "conv1_parameters = 11 * 11 * 3 * 96 + 96\n"
        "conv2_parameters = 5 * 5 * 48 * 256 + 256\n"
        "dense1_parameters = 6 * 6 * 256 * 4096 + 4096"
    ),
)


# ---------------------------------------------------------------- two of 3 × 3 against one of 5 × 5


def _stack_calls(random: np.random.Generator) -> Iterator[Arguments]:
    yield (2, 3, 2)
    yield (1, 5, 2)
    yield (3, 3, 4)
    for _ in range(3):
        yield int(random.integers(2, 7)), int(random.choice([3, 5, 7])), int(random.integers(3, 65))


def _stacked(num_layers: int, kernel: int, channels: int) -> tuple[int, int]:
    """Layer by layer, from one number back to the pixels that it has seen."""
    field, weights = 1, 0
    for _ in range(num_layers):
        field += kernel - 1
        weights += kernel * kernel * channels * channels
    return field, weights


def _work_out_stack(arguments: Arguments, index: tuple[int, ...]) -> str:
    num_layers, kernel, channels = arguments
    if index == (0,):
        return f"A number sees itself, and each layer adds {kernel} − 1 pixels: 1 + {num_layers} × {kernel - 1}."
    return (
        f"Each layer has {channels} filters of {kernel} × {kernel} × {channels} weights, and there are {num_layers} "
        "layers."
    )


STACK = function_exercise(
    slug="architectures-stack",
    title="Small windows, stacked",
    lesson=LESSON,
    points=2,
    task=Task(
        function="stacked",
        parameters=("num_layers", "kernel", "channels"),
        calls=_stack_calls,
        reference=_stacked,
        work_out=_work_out_stack,
        mistakes=(
            Mistake(
                name="windows-added",
                function=lambda n, k, c: (n * k, n * k * k * c * c),
                diagnosis="The windows were added up as if they lay side by side; but they overlap.",
                hint="One number sees k pixels. A second layer's window spans k − 1 steps more.",
            ),
            Mistake(
                name="windows-multiplied",
                function=lambda n, k, c: (k**n, n * k * k * c * c),
                diagnosis="The windows were multiplied, as if each began where the one before ends; but they overlap.",
                hint="Without a stride, neighbours are one pixel apart: each layer adds k − 1.",
            ),
            Mistake(
                name="one-layer-only",
                function=lambda n, k, c: (1 + n * (k - 1), k * k * c * c),
                diagnosis="The weights are those of one layer.",
                hint="Every layer of the stack has weights of its own.",
            ),
            Mistake(
                name="channels-once",
                function=lambda n, k, c: (1 + n * (k - 1), n * k * k * c),
                diagnosis="The channels were counted once: there are as many filters, each through as many maps.",
                hint="One filter has k × k × channels weights. How many filters are there?",
            ),
            Mistake(
                name="window-as-a-line",
                function=lambda n, k, c: (1 + n * (k - 1), n * k * c * c),
                diagnosis="A window of k × k was counted as k weights.",
                hint="k rows and k columns: k × k.",
            ),
            Mistake(
                name="biases-counted",
                function=lambda n, k, c: (1 + n * (k - 1), n * (k * k * c * c + c)),
                diagnosis="The biases are counted; only the weights were asked for here.",
                hint="Leave the biases out: they hardly matter in the comparison.",
            ),
            Mistake(
                name="other-order",
                function=lambda n, k, c: (n * k * k * c * c, 1 + n * (k - 1)),
                diagnosis="The two numbers are right, but the other way round.",
                hint="First the side of what is seen, then the weights.",
            ),
        ),
    ),
    hints=(
        "Two numbers to return: how wide the stack sees, and how many weights it has.",
        "One layer sees `kernel` pixels; each further layer adds `kernel - 1`. The weights of one layer are rows × "
        "columns × channels in × channels out.",
        "`1 + num_layers * (kernel - 1)` and `num_layers * kernel * kernel * channels * channels`.",
    ),
    solution=(
        "    field = 1 + num_layers * (kernel - 1)\n"
        "    weights = num_layers * kernel * kernel * channels * channels\n"
        "    return field, weights"
    ),
    right=(
        _stacked,
        lambda n, k, c: [n * (k - 1) + 1, n * (k * c) ** 2],
        lambda n, k, c: (n * k - n + 1, sum(k**2 * c**2 for _ in range(n))),
    ),
)


# ---------------------------------------------------------------- what a reduction saves


def _reduction_calls(random: np.random.Generator) -> Iterator[Arguments]:
    yield (4, 1, 2, 3)
    yield (192, 16, 32, 5)  # GoogLeNet's module 3a, its 5 × 5 branch
    yield (192, 96, 128, 3)  # and its 3 × 3 branch
    for _ in range(3):
        channels = int(random.integers(8, 200))
        yield channels, int(random.integers(2, channels)), int(random.integers(3, 100)), int(random.choice([3, 5, 7]))
    yield (8, 7, 6, 1)  # nothing saved: a reduction in front of a window of 1 × 1


def _convolution(channels: int, filters: int, kernel: int) -> int:
    return filters * (kernel * kernel * channels + 1)


def _saved(channels: int, reduced: int, filters: int, kernel: int) -> int:
    with_reduction = _convolution(channels, reduced, 1) + _convolution(reduced, filters, kernel)
    return _convolution(channels, filters, kernel) - with_reduction


def _work_out_saving(arguments: Arguments, _index: tuple[int, ...]) -> str:
    channels, reduced, filters, kernel = arguments
    return (
        f"Direct: {kernel} × {kernel} × {channels} × {filters} + {filters} = "
        f"{_convolution(channels, filters, kernel):,}. Reduced: {channels} × {reduced} + {reduced} = "
        f"{_convolution(channels, reduced, 1):,}, and {kernel} × {kernel} × {reduced} × {filters} + {filters} = "
        f"{_convolution(reduced, filters, kernel):,}."
    )


REDUCTION = function_exercise(
    slug="architectures-reduction",
    title="What a reduction saves",
    lesson=LESSON,
    points=2,
    task=Task(
        function="saved",
        parameters=("channels", "reduced", "filters", "kernel"),
        calls=_reduction_calls,
        reference=_saved,
        work_out=_work_out_saving,
        mistakes=(
            Mistake(
                name="biases-forgotten",
                function=lambda c, r, f, k: k * k * c * f - c * r - k * k * r * f,
                diagnosis="The biases are left out.",
                hint="Every filter has one, those of the reduction too.",
            ),
            Mistake(
                name="reduction-is-not-free",
                function=lambda c, r, f, k: _convolution(c, f, k) - _convolution(r, f, k),
                diagnosis="The reduction's own parameters are not counted.",
                hint="The convolution of 1 × 1 has channels × reduced weights, and biases.",
            ),
            Mistake(
                name="still-all-channels",
                function=lambda c, r, f, k: _convolution(c, f, k) - _convolution(c, r, 1) - _convolution(c, f, k),
                diagnosis="Behind the reduction the larger window still sees all channels.",
                hint="The reduction makes `reduced` maps, and these are what the larger window reaches through.",
            ),
            Mistake(
                name="the-other-way-round",
                function=lambda c, r, f, k: -_saved(c, r, f, k),
                diagnosis="Reduced minus direct: the sign is the other way round.",
                hint="What is saved is the larger count minus the smaller.",
            ),
            Mistake(
                name="window-as-a-line",
                function=lambda c, r, f, k: f * (k * c + 1) - _convolution(c, r, 1) - f * (k * r + 1),
                diagnosis="A window of k × k was counted as k weights.",
                hint="k rows and k columns: k × k.",
            ),
            Mistake(
                name="not-the-difference",
                function=lambda c, r, f, k: _convolution(c, r, 1) + _convolution(r, f, k),
                diagnosis="That is what the reduced way has, not what it saves.",
                hint="Subtract it from what the direct way has.",
            ),
        ),
    ),
    hints=(
        "Count two ways: one convolution on all channels, or a convolution of 1 × 1 and then the larger one.",
        "A convolution has filters × (rows × columns × channels in + 1) parameters. What comes out of the reduction "
        "goes into the larger window.",
        "`filters * (kernel**2 * channels + 1)`, minus `reduced * (channels + 1)`, minus "
        "`filters * (kernel**2 * reduced + 1)`.",
    ),
    solution=(
        "    direct = filters * (kernel**2 * channels + 1)\n"
        "    reduction = reduced * (channels + 1)\n"
        "    behind = filters * (kernel**2 * reduced + 1)\n"
        "    return direct - reduction - behind"
    ),
    right=(
        _saved,
        lambda c, r, f, k: k * k * f * (c - r) - r * (c + 1),
        lambda c, r, f, k: float(sum(k * k * c + 1 - (k * k * r + 1) for _ in range(f)) - sum(c + 1 for _ in range(r))),
    ),
)
