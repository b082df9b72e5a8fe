"""Keras models for the tests: the network of the exercise, with a second block of one's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from checker.attempt import Attempt, CellRun
from checker.quiet import quiet_stderr
from checker.report import Report
from checker.run import check
from checker.stopped_cell import raised_as_data

with quiet_stderr():
    import keras
from keras import layers

Block = Sequence[Any]


def right_block() -> Block:
    """The second block as it was asked for."""
    return [layers.Conv2D(16, 8), layers.Activation("tanh"), layers.MaxPooling2D(3, strides=3)]


def first_block() -> Block:
    """The block that is given."""
    return [layers.Conv2D(6, 5), layers.Activation("relu"), layers.MaxPooling2D(2, strides=2)]


def head() -> Block:
    """The layers after the open block, which are given too."""
    return [layers.Flatten(), layers.Dense(120), layers.Dense(100), layers.Dense(10), layers.Activation("softmax")]


def network(block: Block, *, first: Block | None = None, last: Block | None = None) -> keras.Sequential:
    """The exercise's network around `block`."""
    first, last = first_block() if first is None else first, head() if last is None else last
    return keras.Sequential([keras.Input((32, 32, 1)), *first, *block, *last])


def check_model(model: object) -> Report:
    """The report on `model`, as `check("lenet", {"model": model})` gives it."""
    return check("lenet", Attempt(namespace={"model": model}))


def attempt_after(namespace: dict[str, object], raised: Exception | None) -> Attempt:
    """What a notebook has after an answer cell that began a model, and ended in this exception if it did."""
    run = CellRun(source="model = keras.Sequential()\nmodel.add(...)", raised=raised_as_data(raised), line=2)
    return Attempt(namespace=namespace, runs=(run,))


def check_cell(*block: Callable[[], Any]) -> Report:
    """The report after an answer cell that adds layer by layer, as the notebook's does, and may stop in between."""
    namespace: dict[str, object] = {}
    raised: Exception | None = None
    try:
        model = namespace["model"] = keras.Sequential()
        for layer in [keras.Input((32, 32, 1)), *first_block()]:
            model.add(layer)
        for make in block:
            model.add(make())
        for layer in head():
            model.add(layer)
    except Exception as fault:  # as a cell that ends in red
        raised = fault
    return check("lenet", attempt_after(namespace, raised))
