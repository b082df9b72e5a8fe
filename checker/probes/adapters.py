"""How a learner's function is called with what does not travel as plain data: functions, layers, generators.

A question names them, and here they are put in the names' place. NumPy is loaded when a function is called.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Function = Callable[..., Any]

# Layers that are easy to follow by head.
LAYERS: Mapping[str, Callable[[Any], Any]] = {
    "double": lambda values: 2 * values,
    "less 1": lambda values: values - 1,
    "ReLU": lambda values: values * (values > 0),
    "every second": lambda values: values[:, ::2, ::2],
}
MOST_BATCHES = 100  # of one answer; what is beyond them is not looked at


def functions_of_arrays() -> Mapping[str, Callable[[Any], Any]]:
    """Functions of an array that give one number, each as one would type it."""
    import numpy as np

    return {
        "lambda x: (x ** 2).sum()": lambda x: (x**2).sum(),
        "lambda x: 100 * (x ** 2).sum()": lambda x: 100 * (x**2).sum(),
        "lambda x: (x ** 3).sum()": lambda x: (x**3).sum(),
        "lambda x: np.exp(x).sum()": lambda x: np.exp(x).sum(),
        "lambda x: x.prod()": lambda x: x.prod(),
    }


def with_named_function(function: Function) -> Function:
    """A function of (function, x) as one of (the function's name, x); a function is taken as it is."""

    def call(named: str | Function, x: Any) -> Any:
        return function(functions_of_arrays()[named] if isinstance(named, str) else named, x)

    return call


def with_named_layers(function: Function) -> Function:
    """A function of (layers, images, number) as one of the layers' names."""
    return lambda names, images, number: function([LAYERS[name] for name in names], images, number)


def three_epochs(function: Function) -> Function:
    """A function of (num_images, batch_size, generator) as one of a seed.

    It gives the batches of two epochs with one generator, and those of one with a new generator of the same seed.
    """

    def call(num_images: int, batch_size: int, seed: int) -> list[Any]:
        import numpy as np

        random = np.random.default_rng(seed)
        generators = (random, random, np.random.default_rng(seed))
        return [_taken(function(num_images, batch_size, generator)) for generator in generators]

    return call


def _taken(result: Any) -> Any:
    """Batches as a list, whether they came in a list or one after the other from a generator; None as it is."""
    if result is None or isinstance(result, list | tuple) or not hasattr(result, "__iter__"):
        return list(result) if isinstance(result, tuple) else result
    return [batch for batch, _ in zip(result, range(MOST_BATCHES), strict=False)]


ADAPTERS: Mapping[str, Callable[[Function], Function]] = {
    "named function": with_named_function,
    "named layers": with_named_layers,
    "three epochs": three_epochs,
}
