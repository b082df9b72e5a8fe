"""An answer cell that ended in an exception: what is kept of it, and what to tell. Standard library only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from linecache import getline
from traceback import extract_tb

from checker.report import Finding, Status

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
    """The cell ended in an exception before the model was complete."""
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
    first_line = (raised["message"].splitlines() or [""])[0]
    return Finding(
        status=Status.FAILED,
        where="answer cell",
        message=f"The cell stopped with a {raised['type']} before the model was complete: {first_line}",
        hint="The last line of the red text says what Python did not like; its arrow shows the line of your cell.",
        mistake="cell-raised",
    )
