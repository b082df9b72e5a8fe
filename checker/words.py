"""How each sort of difference between two layers is told: the texts, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace

from checker.architecture import INPUT, OUTPUT


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """How one sort of difference is told. The texts are filled with `place`, `expected` and `received`.

    Where these two are numbers, `s` and `were` are the endings that fit them.
    """

    mistake: str
    message: str
    hint: str


CONVOLUTION_WORDS = {
    "filters": Words(
        mistake="filters",
        message="The {place} has {received} filter{s}; {expected} {were} asked for.",
        hint="`filters` is the first argument of `Conv2D`: each filter makes one feature map of its own.",
    ),
    "kernel_size": Words(
        mistake="kernel-size",
        message="The {place} looks through a window of {received}; {expected} was asked for.",
        hint="`kernel_size` is the second argument of `Conv2D`: the rows and columns that one filter sees at a time.",
    ),
    "strides": Words(
        mistake="stride",
        message="The {place} moves its window {received} pixels at a time; {expected} was asked for.",
        hint="`strides` is how far the window moves from one place to the next: here {expected}.",
    ),
    "strides=(1, 1)": Words(
        mistake="stride",
        message="The {place} moves its window {received} pixels at a time; {expected} was asked for.",
        hint="A convolution of this network takes every position: leave `strides` out, or give 1. "
        "(A third number in `Conv2D(...)` is the stride, not a second size.)",
    ),
    "strides=(2, 2)": Words(
        mistake="stride",
        message="The {place} moves its window {received} pixels at a time; {expected} was asked for.",
        hint="`strides` is what halves the rows and columns here.",
    ),
    "padding": Words(
        mistake="padding",
        message='The {place} has padding "{received}"; "{expected}" was asked for.',
        hint='With "valid" the window stays inside the map, so the map shrinks. That is the default: leave it out.',
    ),
    "data_format": Words(
        mistake="channels-first",
        message="The {place} takes its maps as {received}; the rest of the network has them {expected}.",
        hint="Our pictures are rows x columns x channels, which is Keras' default: leave `data_format` out.",
    ),
    "dilation_rate": Words(
        mistake="dilation",
        message="The {place} spreads its window out ({received} apart); {expected} was asked for.",
        hint="Leave `dilation_rate` out: the window's cells are neighbours here.",
    ),
    "groups": Words(
        mistake="groups",
        message="The {place} splits the channels into {received} groups; {expected} was asked for.",
        hint="Leave `groups` out: every filter of this network sees all channels.",
    ),
    "padding=same": Words(
        mistake="padding",
        message='The {place} has padding "{received}", so its maps shrink; "{expected}" was asked for.',
        hint='Give it `padding="same"`: zeros round the edge, so that the maps keep their size.',
    ),
    "use_bias": Words(
        mistake="no-bias",
        message="The {place} adds no bias; one for each filter was asked for.",
        hint="Leave `use_bias` out: it is True by default.",
    ),
}
POOLING_WORDS = {
    "pool_size": Words(
        mistake="pool-size",
        message="The {place} takes windows of {received}; {expected} was asked for.",
        hint="`pool_size` is the first argument of `MaxPooling2D`: the rows and columns that become one number.",
    ),
    "strides": Words(
        mistake="pool-stride",
        message="The {place} moves its window {received} cells at a time; {expected} was asked for.",
        hint="`strides` is the second argument of `MaxPooling2D`; left out, it is the pool size.",
    ),
    "padding": replace(
        CONVOLUTION_WORDS["padding"],
        mistake="pool-padding",
        hint='With "valid" a last row or column that fills no window is dropped. That is the default: leave it out.',
    ),
    "data_format": CONVOLUTION_WORDS["data_format"],
    "padding=same": replace(CONVOLUTION_WORDS["padding=same"], mistake="pool-padding"),
}
DENSE_WORDS = {
    "units": Words(
        mistake="units",
        message="The {place} has {received} unit{s}; {expected} {were} asked for.",
        hint="`units` is the first argument of `Dense`: how many numbers come out.",
    ),
    "use_bias": replace(CONVOLUTION_WORDS["use_bias"], message="The {place} adds no bias; one was asked for."),
}
ACTIVATION_WORDS = {
    "activation": Words(
        mistake="activation",
        message="The {place} is {received}; {expected} was asked for.",
        hint='Write `layers.Activation("{expected}")`, or give `activation="{expected}"` to the layer before it.',
    ),
}
MERGE_WORDS = {
    "axis": Words(
        mistake="wrong-axis",
        message="The {place} lays the maps together along axis {received}; the channels, axis {expected}, were asked "
        "for.",
        hint="The axes are batch, rows, columns, channels. Leave `axis` out: by default it is -1, the last.",
    ),
}
WORDS = {
    "merge": MERGE_WORDS,
    "convolution": CONVOLUTION_WORDS,
    "pooling": POOLING_WORDS,
    "fully connected": DENSE_WORDS,
    "activation": ACTIVATION_WORDS,
}
OTHER_ARGUMENT = Words(
    mistake="argument",
    message="The {place} has `{name}` = {received}; {expected} was asked for.",
    hint="Leave out what was not asked for: Keras' defaults are the ones wanted here.",
)
ONLY_NAMED = Words(
    mistake="only-named",
    message="The {place} is {received}. Whatever its name, it does not compute {expected}.",
    hint='Use Keras\' own: `layers.Activation("{expected}")`.',
)
SWAPPED_ARGUMENTS = Words(
    mistake="filters-and-kernel-size-swapped",
    message="The {place} has {received}; asked for were {expected}. The two numbers have changed places.",
    hint="`Conv2D(filters, kernel_size)`: first how many, then how large.",
)
# Another layer of the same sort, by (Keras class asked for, Keras class received).
REPLACED_WORDS = {
    ("MaxPooling2D", "AveragePooling2D"): Words(
        mistake="average-for-max",
        message="The {place} keeps the average of each window; the largest was asked for.",
        hint="",
    ),
    ("AveragePooling2D", "MaxPooling2D"): Words(
        mistake="max-for-average",
        message="The {place} keeps the largest of each window; the average was asked for.",
        hint="",
    ),
    ("Concatenate", "Add"): Words(
        mistake="added-for-concatenated",
        message="The maps are added number by number; they were to be laid side by side, all of them kept.",
        hint="Use `layers.Concatenate()` on the list of them.",
    ),
    ("Add", "Concatenate"): Words(
        mistake="concatenated-for-added",
        message="The maps are laid side by side, which makes more channels; they were to be added number by number.",
        hint="Use `layers.Add()` on the list of them, or a `+`.",
    ),
}
# What a model has beyond one input and one output.
BEYOND_WORDS = {
    INPUT: Words(
        mistake="second-input",
        message="The model has one more input than was asked for: all that it is given is the picture.",
        hint="`keras.Model(inputs, outputs)` wants one `keras.Input`, the one that the first layer reads.",
    ),
    OUTPUT: Words(
        mistake="second-output",
        message="The model has one more output than was asked for.",
        hint="`keras.Model(inputs, outputs)` wants what the last layer gives, and nothing else.",
    ),
}
# A layer that is not there, by what the reference calls it or else by its Keras class.
MISSING_WORDS = {
    "Add": Words(
        mistake="skip-forgotten",
        message="There is no skip: what came in is not added to what the layers make of it.",
        hint="Keep what came in under a name of its own, and add it at the end: `layers.Add()([...])`, or a `+`.",
    ),
    "Concatenate": Words(
        mistake="not-concatenated",
        message="The maps are not joined: they have to be laid side by side, so that all of them are kept.",
        hint="`layers.Concatenate()([...])` takes the list of maps.",
    ),
    "reduction": Words(
        mistake="reduction-missing",
        message="The {place} is missing: {expected} that make the channels fewer before the larger window sees them.",
        hint="Put a convolution of 1 × 1 in front; the larger one then reads its maps.",
    ),
}
# Layers that join ways, at the wrong place.
MOVED_WORDS = {
    "Add": Words(
        mistake="added-at-the-wrong-place",
        message="The addition is there, but at the wrong place: it belongs {after}. What comes in by the skip must "
        "meet what the layers made before anything else is done to either.",
        hint="Follow the order of the block: the last layers of the way, then the sum, then what comes after the sum.",
    ),
    "Concatenate": Words(
        mistake="concatenated-at-the-wrong-place",
        message="The concatenation is there, but at the wrong place: it belongs {after}.",
        hint="Follow the order of the block, from what comes in to what goes out.",
    ),
}
# A whole branch that is not there, by its name.
BRANCH_MISSING_WORDS = {
    "shortcut": Words(
        mistake="projection-missing",
        message="What comes in and what the layers make of it differ in shape here, so they cannot be added as they "
        "are: the shortcut needs a projection, {expected}.",
        hint="Where the number of channels or the stride changes, send what came in through a convolution of 1 × 1 "
        "with as many filters and the same stride.",
    ),
}
OTHER_BRANCH_MISSING = Words(
    mistake="branch-missing",
    message="There is no {place}: {expected}.",
    hint="Begin this branch at what came in, as the others do, and hand its maps on with theirs.",
)
