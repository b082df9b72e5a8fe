"""Keep stderr quiet while a check runs: nbgrader takes a single line on it for a failure."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from io import StringIO
from pathlib import Path

# TensorFlow's C++ side reads these when it is loaded, so they must be set before. With oneDNN's convolutions a network
# trains in two thirds of the time; TensorFlow by itself takes them on some processors only.
TENSORFLOW_SETTINGS = {"TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "1"}


def quiet_tensorflow() -> None:
    """Ask TensorFlow, if it is not loaded yet, to start without its log and train fast. What the user has set stays."""
    for name, value in TENSORFLOW_SETTINGS.items():
        os.environ.setdefault(name, value)


@contextmanager
def quiet_stderr() -> Iterator[None]:
    """Within the block nothing reaches stderr: neither Python's nor what C++ writes to file descriptor 2.

    The learner's own stderr comes back unchanged afterwards, also when the block raises.
    """
    quiet_tensorflow()
    with warnings.catch_warnings(), redirect_stderr(StringIO()), _descriptor_to_nowhere(2):
        warnings.simplefilter("ignore")
        yield


@contextmanager
def _descriptor_to_nowhere(descriptor: int) -> Iterator[None]:
    if sys.platform == "win32":  # a notebook's stderr is not a descriptor there
        yield
        return
    kept = os.dup(descriptor)
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), descriptor)
            yield
    finally:
        os.dup2(kept, descriptor)
        os.close(kept)
