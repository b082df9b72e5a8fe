"""The counting exercises of 10: parameters, blind edges, the shape with 5 × 5 filters, and LeNet-5 of 1998.

Nothing of NumPy or Keras is loaded.
"""

from __future__ import annotations

from functools import partial

from checker.architecture import Architecture, activation, chain, conv2d, dense, flatten, max_pooling2d
from checker.predictions import Prediction, Value, WrongValue, prediction_exercise
from checker.shapes import trace
from course.article_network import LENET_REFERENCE

LESSON = "10-lenet"

# The exercise's network with LeNet-5's windows in its second block, and ReLU throughout.
FIVE_BY_FIVE = chain(
    (32, 32, 1),
    conv2d(6, 5),
    activation("relu"),
    max_pooling2d(2),
    conv2d(16, 5),
    activation("relu"),
    max_pooling2d(2),
    flatten(),
    dense(120),
    activation("relu"),
    dense(100),
    activation("relu"),
    dense(10),
    activation("softmax"),
)


def num_parameters(network: Architecture, position: int | None = None) -> int:
    """How many numbers training may change: in the layer at `position`, or in all of them."""
    counts = [stage.num_parameters or 0 for stage in trace(network)]
    return sum(counts) if position is None else counts[position]


def _shape(network: Architecture, position: int) -> Value:
    shape = trace(network)[position].output_shape
    assert shape is not None
    sizes = tuple(size for size in shape if size is not None)
    return sizes if len(sizes) > 1 else sizes[0]


_exercise = partial(prediction_exercise, lesson=LESSON)


# --- the parameters of the exercise's network

NO_BIAS = "the biases are missing."
ONE_BIAS_EACH = "Every filter, and every unit of a Dense layer, has one bias."
EVERY_PLACE = "the filters are counted once for every place where they stand."
SHARED = "A filter has the same weights wherever it stands: the size of the map does not matter."
BIASES_OF_INPUT = "there is a bias for every number that comes in."
BIASES_OF_OUTPUT = "A bias belongs to a unit of the layer itself, so there are as many as numbers that go out."

PARAMETERS_PREDICTED = (
    Prediction(
        name="conv1",
        where="first convolution",
        expected=num_parameters(LENET_REFERENCE, 0),
        why="6 filters of 5 × 5 on 1 channel, and 6 biases: 6 × 25 + 6.",
        hint="How many weights has one filter of 5 × 5? There are 6 of them, each with a bias.",
        wrong=(
            WrongValue(150, "biases-forgotten", NO_BIAS, ONE_BIAS_EACH),
            WrongValue(26, "one-filter-only", "that is one filter with its bias.", "There are 6 filters."),
            WrongValue(151, "one-bias-for-all", "all filters share one bias.", ONE_BIAS_EACH),
            WrongValue(122304, "times-output-size", EVERY_PLACE, SHARED),
        ),
    ),
    Prediction(
        name="conv2",
        where="second convolution",
        expected=num_parameters(LENET_REFERENCE, 3),
        why="16 filters of 8 × 8 on 6 channels, and 16 biases: 16 × 64 × 6 + 16.",
        hint="6 maps come in, and each filter reaches through all of them. How many weights has one filter?",
        wrong=(
            WrongValue(6144, "biases-forgotten", NO_BIAS, ONE_BIAS_EACH),
            WrongValue(
                1040, "one-channel-only", "the filters reach through one map only.", "6 maps come in: 8 × 8 × 6."
            ),
            WrongValue(6145, "one-bias-for-all", "all filters share one bias.", ONE_BIAS_EACH),
            WrongValue(6240, "bias-per-channel", "each filter has a bias for every map.", ONE_BIAS_EACH),
            WrongValue(301840, "times-output-size", EVERY_PLACE, SHARED),
        ),
    ),
    Prediction(
        name="dense1",
        where="first Dense layer",
        expected=num_parameters(LENET_REFERENCE, 7),
        why="64 numbers come in, 120 go out: 64 × 120 weights and 120 biases.",
        hint="How many numbers does Flatten give? Each has a weight of its own for each of the 120 units.",
        wrong=(
            WrongValue(7680, "biases-forgotten", NO_BIAS, ONE_BIAS_EACH),
            WrongValue(7744, "biases-of-the-input", BIASES_OF_INPUT, BIASES_OF_OUTPUT),
            WrongValue(94200, "before-the-pooling", "that takes 7 × 7 × 16 numbers.", "The pooling leaves 2 × 2 × 16."),
            WrongValue(17400, "rounded-up", "that takes 3 × 3 × 16 numbers.", "Two whole windows of 3 stand on 7."),
        ),
    ),
    Prediction(
        name="dense2",
        where="second Dense layer",
        expected=num_parameters(LENET_REFERENCE, 8),
        why="120 × 100 weights and 100 biases.",
        hint="120 numbers come in, 100 go out.",
        wrong=(
            WrongValue(12000, "biases-forgotten", NO_BIAS, ONE_BIAS_EACH),
            WrongValue(12120, "biases-of-the-input", BIASES_OF_INPUT, BIASES_OF_OUTPUT),
        ),
    ),
    Prediction(
        name="dense3",
        where="third Dense layer",
        expected=num_parameters(LENET_REFERENCE, 9),
        why="100 × 10 weights and 10 biases.",
        hint="100 numbers come in, 10 go out.",
        wrong=(
            WrongValue(1000, "biases-forgotten", NO_BIAS, ONE_BIAS_EACH),
            WrongValue(1100, "biases-of-the-input", BIASES_OF_INPUT, BIASES_OF_OUTPUT),
        ),
    ),
    Prediction(
        name="total",
        where="the whole network",
        expected=num_parameters(LENET_REFERENCE),
        why="156 + 6,160 + 7,800 + 12,100 + 1,010. Activations, pooling and Flatten have nothing to train.",
        hint="Add up the five layers that have parameters. The others have none.",
        wrong=(
            WrongValue(26974, "biases-forgotten", NO_BIAS, ONE_BIAS_EACH),
            WrongValue(
                20910, "dense-only", "those are the Dense layers alone.", "The convolutions have parameters too."
            ),
            WrongValue(6316, "convolutions-only", "those are the convolutions alone.", "Add the three Dense layers."),
        ),
    ),
)

PARAMETERS = _exercise(
    "lenet-parameters",
    "Count the parameters",
    3,
    PARAMETERS_PREDICTED,
    (
        "Five layers have parameters: two convolutions and three Dense. Take them one by one.",
        "A filter has a weight for each row, column and channel that it covers, and a bias. A Dense unit has one for "
        "every number that comes in, and a bias.",
        "6 × (5 × 5 × 1 + 1), 16 × (8 × 8 × 6 + 1), 120 × (64 + 1), 100 × (120 + 1), 10 × (100 + 1), and their sum.",
    ),
)

# --- the two blind edges


def _blind(name: str, line: str) -> Prediction:
    """Which rows, or columns, of the picture influence nothing."""
    return Prediction(
        name=name,
        where=f"{line}s of the picture that influence nothing",
        expected=(30, 31),
        why=f"Without {line} 6, the last window that counts ends at pooled {line} 12, which ends at {line} 29 of the "
        "picture.",
        hint=f"The pooling drops {line} 6 of 0 to 6. Up to which {line} of the picture does {line} 5 see?",
        wrong=(
            WrongValue(
                (31,), "one-pixel-a-cell", f"only the last {line}.", "A step in the 7 × 7 map is 2 in the picture."
            ),
            WrongValue((31, 32), "counted-from-1", "that counts from 1.", "The first is number 0, so the last is 31."),
            WrongValue((6,), "in-the-map", f"that is the {line} of the map.", "Follow it back to the picture."),
            WrongValue((0, 1), "other-edge", "that is the other edge.", "The windows begin at number 0."),
            WrongValue(
                tuple(range(12, 32)),
                "seen-by-others-too",
                f"that is all that {line} 6 sees.",
                f"Most of these the other {line}s see, too. Which does {line} 5 not reach?",
            ),
            WrongValue(
                (28, 29, 30, 31), "first-pooling-too", "that is two too many.", "14 × 2 is 28: nothing is dropped."
            ),
        ),
    )


BLIND_PREDICTED = (_blind("blind_rows", "row"), _blind("blind_columns", "column"))

BLIND = _exercise(
    "lenet-blind",
    "Find what the network cannot see",
    2,
    BLIND_PREDICTED,
    (
        "Begin at the second pooling: 7 rows come in, windows of 3 stand side by side. Which row is in none of them?",
        "Go back from the last row that is used: row 5 of the second convolution sees 8 rows of what the first pooling "
        "gives, each of these 2 rows of the first convolution, and each of those 5 rows of the picture.",
        "Row 5 sees the pooled rows 5 to 12. Pooled row 12 holds rows 24 and 25; row 25 sees rows 25 to 29 of the "
        "picture. What comes after 29?",
    ),
)

# --- the same network with windows of 5 × 5

FIVE_PREDICTED = (
    Prediction(
        name="five_after_conv",
        where="after the second convolution, now 5 × 5",
        expected=_shape(FIVE_BY_FIVE, 3),
        why="14 - 5 + 1 = 10.",
        hint="In how many places can a window of 5 stand on 14 pixels?",
        wrong=(
            WrongValue(
                (9, 9, 16), "plus-one-forgotten", "one place is missing.", "A window of 5 fits on 5 pixels once."
            ),
            WrongValue((7, 7, 16), "still-8", "that is the window of 8.", "The window is 5 × 5 now."),
            WrongValue((10, 10, 6), "channels-kept", "6 maps came in.", "16 filters make 16 maps."),
        ),
    ),
    Prediction(
        name="five_after_pool",
        where="after the second pooling, now 2 × 2 with stride 2",
        expected=_shape(FIVE_BY_FIVE, 5),
        why="Five windows of 2 stand on 10, and nothing is left over: this network is not blind at its edges.",
        hint="How many windows of 2 stand side by side on 10?",
        wrong=(
            WrongValue((3, 3, 16), "still-3", "that is the window of 3.", "The window is 2 × 2 now, with stride 2."),
            WrongValue((9, 9, 16), "stride-forgotten", "that is stride 1.", "The stride is 2: windows side by side."),
        ),
    ),
    Prediction(
        name="five_after_flatten",
        where="after flattening",
        expected=_shape(FIVE_BY_FIVE, 6),
        why="5 × 5 × 16.",
        hint="All 16 maps go into the row.",
        wrong=(
            WrongValue(25, "one-map-only", "that is one map's worth.", "All 16 maps go into the row."),
            WrongValue(64, "still-64", "that is the other network.", "5 × 5 × 16 now."),
        ),
    ),
    Prediction(
        name="five_conv",
        where="parameters of the second convolution",
        expected=num_parameters(FIVE_BY_FIVE, 3),
        why="16 × (5 × 5 × 6 + 1), fewer than half of those of 8 × 8.",
        hint="One filter has 5 × 5 × 6 weights and a bias.",
        wrong=(
            WrongValue(2400, "biases-forgotten", NO_BIAS, ONE_BIAS_EACH),
            WrongValue(
                416, "one-channel-only", "the filters reach through one map only.", "6 maps come in: 5 × 5 × 6."
            ),
            WrongValue(6160, "still-8", "that is 8 × 8.", "The filters are 5 × 5 now."),
        ),
    ),
    Prediction(
        name="five_dense",
        where="parameters of the first Dense layer",
        expected=num_parameters(FIVE_BY_FIVE, 7),
        why="120 × (400 + 1): more than all other layers together.",
        hint="As many numbers come in as Flatten gives.",
        wrong=(
            WrongValue(48000, "biases-forgotten", NO_BIAS, ONE_BIAS_EACH),
            WrongValue(7800, "still-64", "that takes 64 numbers.", "400 come in now."),
        ),
    ),
    Prediction(
        name="five_total",
        where="parameters of the whole network",
        expected=num_parameters(FIVE_BY_FIVE),
        why="156 + 2,416 + 48,120 + 12,100 + 1,010. Smaller windows, and more than twice as many parameters.",
        hint="156 + five_conv + five_dense + 12,100 + 1,010.",
        wrong=(
            WrongValue(27226, "no-change", "that is the other network.", "Two of the layers have other counts now."),
            WrongValue(63550, "biases-forgotten", NO_BIAS, ONE_BIAS_EACH),
            WrongValue(23482, "dense-kept", "only the convolution has changed.", "Flatten gives 400 numbers now."),
        ),
    ),
)

FIVE = _exercise(
    "lenet-five",
    "The same with windows of 5 × 5",
    3,
    FIVE_PREDICTED,
    (
        "Go through the second block again with the new windows. The first block is as it was.",
        "14 pixels, a window of 5; then windows of 2 side by side. What comes out of Flatten decides over the first "
        "Dense layer.",
        "14 - 5 + 1, halved, times itself, times 16; 16 × (5 × 5 × 6 + 1); 120 × (400 + 1).",
    ),
)

# --- LeNet-5: LeCun, Bottou, Bengio and Haffner, "Gradient-Based Learning Applied to Document Recognition" (1998)

MAPS_SEEN = (3,) * 6 + (4,) * 9 + (6,)  # by each of the 16 filters of C3, their Table I
TRAINED_POOLING = "In LeNet-5 each map has one weight and one bias at this step."
NO_WEIGHTS = "pooling has nothing to train in Keras, but here it has."


def _pooling(name: str, where: str, maps: int) -> Prediction:
    return Prediction(
        name=name,
        where=where,
        expected=2 * maps,
        why=f"One weight and one bias for each of the {maps} maps.",
        hint=f"{TRAINED_POOLING} How many maps are there?",
        wrong=(
            WrongValue(0, "nothing-to-train", NO_WEIGHTS, TRAINED_POOLING),
            WrongValue(maps, "biases-forgotten", NO_BIAS, TRAINED_POOLING),
            WrongValue(5 * maps, "weight-per-cell", "each of the four cells has a weight.", TRAINED_POOLING),
        ),
    )


LENET5_PREDICTED = (
    Prediction(
        name="c1",
        where="C1, 6 filters of 5 × 5",
        expected=6 * (5 * 5 + 1),
        why="As in your network.",
        hint="The first convolution is that of your network.",
        wrong=(WrongValue(150, "biases-forgotten", NO_BIAS, ONE_BIAS_EACH),),
    ),
    _pooling("s2", "S2, pooling of 6 maps", 6),
    Prediction(
        name="c3",
        where="C3, 16 filters of 5 × 5, each on some of the maps",
        expected=sum(25 * maps + 1 for maps in MAPS_SEEN),
        why="6 × (25 × 3 + 1) + 9 × (25 × 4 + 1) + (25 × 6 + 1).",
        hint="6 filters reach through 3 maps, 9 through 4, one through all 6; each has 25 weights for a map.",
        wrong=(
            WrongValue(2416, "all-maps", "each filter reaches through all 6 maps.", "Here only the last one does."),
            WrongValue(1500, "biases-forgotten", NO_BIAS, ONE_BIAS_EACH),
            WrongValue(
                416, "one-channel-only", "each filter reaches through one map.", "They reach through 3, 4 or 6."
            ),
            WrongValue(1560, "bias-per-channel", "each filter has a bias for every map.", ONE_BIAS_EACH),
        ),
    ),
    _pooling("s4", "S4, pooling of 16 maps", 16),
    Prediction(
        name="c5",
        where="C5, 120 filters of 5 × 5 on maps of 5 × 5",
        expected=120 * (5 * 5 * 16 + 1),
        why="A window as large as the map has one place: a Dense layer by another name.",
        hint="Each filter reaches through all 16 maps. How many weights is that?",
        wrong=(
            WrongValue(48000, "biases-forgotten", NO_BIAS, ONE_BIAS_EACH),
            WrongValue(
                3120, "one-channel-only", "each filter reaches through one map.", "16 maps come in: 5 × 5 × 16."
            ),
        ),
    ),
    Prediction(
        name="f6",
        where="F6, 84 units",
        expected=84 * (120 + 1),
        why="120 weights and a bias each. The ten patterns that come after it were set by hand.",
        hint="120 numbers come in, 84 go out.",
        wrong=(
            WrongValue(10080, "biases-forgotten", NO_BIAS, ONE_BIAS_EACH),
            WrongValue(12100, "hundred-units", "that is 100 units.", "LeNet-5 has 84 here."),
            WrongValue(10200, "biases-of-the-input", BIASES_OF_INPUT, BIASES_OF_OUTPUT),
        ),
    ),
)

LENET5 = _exercise(
    "lenet-1998",
    "Account for the 60,000 of 1998",
    3,
    LENET5_PREDICTED,
    (
        "Six steps have something to train. Four of them you count as before; two are poolings with weights.",
        "A pooling has two numbers for each map. In C3, count the filters in three groups: those on 3, on 4 and on 6 "
        "maps.",
        "6 × 26, 6 × 2, 6 × 76 + 9 × 101 + 151, 16 × 2, 120 × 401, 84 × 121. Together they must be 60,000.",
    ),
)
