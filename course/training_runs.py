"""Six measured training runs on the four things, each with a story of its own; made by `data/make_curves.py`."""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np

from course.data import FOLDER, DataFileError


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Runs:
    """Mean cross-entropy of an image, in nats. Position 0 is before training, position n after epoch n."""

    names: tuple[str, ...]  # the story of each run: "overfitting"
    train: np.ndarray  # (runs, epochs + 1): on the pictures trained on
    validation: np.ndarray  # (runs, epochs + 1): on others; where it leaks, on some of the same
    test: np.ndarray  # (runs,): at the end, on pictures that played no part


def training_runs() -> Runs:
    """The six runs. Raises DataFileError where data/curves.npz is missing or damaged."""
    path = FOLDER / "curves.npz"
    if not path.is_file():
        raise DataFileError("data/curves.npz is missing. To get it back: git checkout data/curves.npz")
    try:
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as archive:
            return Runs(
                names=tuple(archive["names"].tolist()),
                train=archive["train"],
                validation=archive["validation"],
                test=archive["test"],
            )
    except Exception as error:  # a damaged archive raises a dozen different ones
        raise DataFileError("data/curves.npz is damaged. To get it back: git checkout data/curves.npz") from error
