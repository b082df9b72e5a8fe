"""An answer cell that ended in an exception: what is kept of it, and what to tell. Standard library only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from linecache import getline
from traceback import extract_tb

from checker.report import Finding, Status
from checker.show import with_article

# What Keras 1 called its arguments, and what Keras 3 calls them.
KERAS_1_NAMES = {
    "nb_filter": "filters",
    "nb_row": "kernel_size[0]",
    "nb_col": "kernel_size[1]",
    "border_mode": "padding",
    "subsample": "strides",
    "dim_ordering": "data_format",
    "output_dim": "units",
    "init": "kernel_initializer",
    "bias": "use_bias",
    "W_regularizer": "kernel_regularizer",
}
# What of Keras is often called without what it belongs to.
LAYERS = frozenset(
    {
        "Activation", "Add", "AveragePooling2D", "BatchNormalization", "Concatenate", "Conv2D", "Convolution2D",
        "Dense", "DepthwiseConv2D", "Dropout", "Flatten", "GlobalAveragePooling2D", "GlobalMaxPooling2D", "LeakyReLU",
        "MaxPool2D", "MaxPooling2D", "ReLU", "Reshape", "SeparableConv2D", "Softmax", "ZeroPadding2D",
    }
)  # fmt: skip
MODELS = frozenset({"Input", "Model", "Sequential"})
# How Python names the place in a cell that it cannot read: "(937011884.py, line 2)". The file's name means nothing.
FILE_OF_A_CELL = re.compile(r"\((?:\d+\.py|<[^>]*>), line (\d+)\)$")


def is_stub(raised: Mapping[str, str]) -> bool:
    """Whether the exception is what some stubs raise where an answer is to be written."""
    return raised["type"] == "NotImplementedError"


def raised_as_data(fault: BaseException | None) -> dict[str, str] | None:
    """Type, message and the learner's own lines of an exception, as plain data."""
    if fault is None:
        return None
    return {"type": type(fault).__name__, "message": str(fault)[:1000], "code": _own_code(fault)[:1000]}


def _own_code(fault: BaseException) -> str:
    """The lines of the learner's that were running, from the notebook's cells but not from installed packages."""
    frames = [frame for frame in extract_tb(fault.__traceback__) if "site-packages" not in frame.filename]
    lines = [
        getline(frame.filename, number)
        for frame in frames
        for number in range(frame.lineno or 1, (frame.end_lineno or frame.lineno or 1) + 1)
    ]
    return "".join(lines)


def explain_stop(raised: Mapping[str, str]) -> Finding:
    """The cell ended in an exception before the answer was complete."""
    said = raised["message"] + "\n" + raised["code"]
    old = [name for name in KERAS_1_NAMES if re.search(rf"\b{name}\b\s*=|'{name}'", said)]
    if old or re.search(r"keras\.layers\.(convolutional|core)\b", said):
        names = "".join(f" `{name}` is now `{KERAS_1_NAMES[name]}`." for name in old)
        return Finding(
            status=Status.FAILED,
            where="answer cell",
            message=f"These are names of Keras 1, from 2016; Keras 3 does not know them.{names}",
            hint="`from keras import layers`, then `layers.Conv2D(filters, kernel_size)` and "
            "`layers.MaxPooling2D(pool_size, strides=...)`.",
            mistake="keras-1-names",
        )
    if "output size would be" in raised["message"]:
        return Finding(
            status=Status.FAILED,
            where="answer cell",
            message="A layer does not fit on the maps that reach it: its window is larger than they are. "
            f"Keras puts it so: {raised['message'].splitlines()[0]}",
            hint="Follow the shapes from the top: what comes out of each layer is what the next one has to work with.",
            mistake="does-not-fit",
        )
    if "not supported in conjunction with `dilation_rate > 1`" in raised["message"]:
        return Finding(
            status=Status.FAILED,
            where="answer cell",
            message="A convolution cannot do both: move its window by more than one (`strides`) and spread it out "
            "(`dilation_rate`). Keras makes no such layer.",
            hint="Leave out the one that was not asked for, or both: by default they are 1.",
            mistake="strides-and-dilation",
        )
    first_line = (raised["message"].splitlines() or [""])[0]
    message, hint = _in_words(raised["type"], FILE_OF_A_CELL.sub(r"(line \1)", first_line))
    return Finding(status=Status.FAILED, where="answer cell", message=message, hint=hint, mistake="cell-raised")


def _in_words(kind: str, said: str) -> tuple[str, str]:
    """What happened, and what to do about it."""
    if kind in ("SyntaxError", "IndentationError", "TabError"):
        return (
            f"Python cannot read the cell, so nothing of it was run: {said}",
            "The arrow in the red text shows where Python gave up. The slip is there, or just before it.",
        )
    if kind == "NameError":
        return f"The cell stopped with a NameError: {said}.", _where_from(said)
    if kind == "SystemExit":
        in_words = said not in ("", "None") and not said.lstrip("-").isdecimal()  # a number only says how it went
        return (
            f"The cell ended the program before it was done{f': {said}' if in_words else '.'}",
            "Take `exit()`, `quit()` and `sys.exit()` out: a cell is done with its last line.",
        )
    if kind == "KeyboardInterrupt":
        return "The cell was interrupted before it was done.", "Run it again, and wait for it."
    return (
        f"The cell stopped with {with_article(kind)} before it was done{f': {said}' if said else '.'}",
        "The last line of the red text says what Python did not like; its arrow shows the line of your cell.",
    )


def _where_from(said: str) -> str:
    """What to do about a name that is not defined."""
    found = re.search(r"name '(\w+)'", said)
    name = found[1] if found else ""
    for module, names in (("layers", LAYERS), ("keras", MODELS)):
        if name in names:
            return f"`{name}` belongs to Keras: write `{module}.{name}`."
    return "Is it spelt right? If a cell above makes it, run that one first (menu Run > Run All Above Selected Cell)."
