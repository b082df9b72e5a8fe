"""Right answers, written in every way that hypothesis can think of: all of them are accepted."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.render.text import text
from checker.report import Status
from tests.models import check_model, keras, layers

ANY = st.sampled_from
names = st.none() | st.from_regex(r"[a-z][a-z_0-9]{0,9}", fullmatch=True)


def size(draw: Any, n: int) -> Any:
    """A square size as an int, a tuple or a list."""
    return draw(ANY([n, (n, n), [n, n]]))


def keywords(draw: Any, required: dict[str, Any], optional: dict[str, list[Any]]) -> dict[str, Any]:
    """Keyword arguments in any order, with any of the optional ones."""
    chosen = dict(required)
    for name, values in optional.items():
        if draw(st.booleans()):
            chosen[name] = draw(ANY(values))
    return {name: chosen[name] for name in draw(st.permutations(list(chosen)))}


def activated(draw: Any, make: Any, arguments: dict[str, Any], function: str) -> list[Any]:
    """A layer with its activation: fused, a layer of its own, or as a function."""
    forms = [function, getattr(keras.activations, function), getattr(keras.ops, function)]
    if draw(st.booleans()):
        return [make(**arguments, activation=draw(ANY(forms)))]
    own = [lambda: layers.Activation(draw(ANY(forms)))]
    own += {"relu": [layers.ReLU], "softmax": [layers.Softmax], "tanh": []}[function]
    between = [layers.Activation("linear")] if draw(st.booleans()) else []
    return [make(**arguments), *between, draw(ANY(own))()]


def convolution(draw: Any, filters: int, kernel: int, function: str) -> list[Any]:
    """A convolution of this size and its activation."""
    optional = {
        "strides": [1, (1, 1)], "padding": ["valid", "VALID"], "use_bias": [True], "dilation_rate": [1, (1, 1)],
        "groups": [1], "data_format": ["channels_last", None], "kernel_initializer": ["he_normal", "zeros"],
        "bias_initializer": ["ones"], "kernel_regularizer": ["l2"], "trainable": [True, False],
    }  # fmt: skip
    arguments = keywords(draw, {"filters": filters, "kernel_size": size(draw, kernel)}, optional)
    return activated(draw, draw(ANY([layers.Conv2D, layers.Convolution2D])), arguments, function)


def pooling(draw: Any, n: int) -> Any:
    """Max pooling with stride n, given or left out."""
    optional = {"strides": [n, (n, n), None], "padding": ["valid"], "data_format": ["channels_last"]}
    return draw(ANY([layers.MaxPooling2D, layers.MaxPool2D]))(**keywords(draw, {"pool_size": size(draw, n)}, optional))


def right_model(draw: Any) -> keras.Model:
    """The exercise's network, somehow."""
    parts = [
        *convolution(draw, 6, 5, "relu"), pooling(draw, 2),
        *convolution(draw, 16, 8, "tanh"), pooling(draw, 3),
        layers.Flatten(), layers.Dense(120), layers.Dense(100),
        *activated(draw, layers.Dense, {"units": 10}, "softmax"),
    ]  # fmt: skip
    cut = sorted(draw(st.lists(st.integers(0, len(parts)), min_size=2, max_size=2)))
    if draw(st.booleans()) and cut[0] < cut[1]:
        parts = [*parts[: cut[0]], keras.Sequential(parts[cut[0] : cut[1]]), *parts[cut[1] :]]
    picture = keras.Input((32, 32, 1), name=draw(names))
    if draw(st.booleans()):
        model = keras.Sequential([picture, *parts], name=draw(names))
    else:
        x = picture
        for part in parts:
            x = part(x)
        model = keras.Model(picture, x, name=draw(names))
    if draw(st.booleans()):
        model.compile(draw(ANY(["sgd", "adam"])), "sparse_categorical_crossentropy")
    return model


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
@given(st.data())
def test_every_right_variant_is_accepted(data):
    """All points, whatever it looks like."""
    report = check_model(right_model(data.draw))
    assert (report.status, report.score) == (Status.PASSED, report.points), text(report)
