"""What becomes of a picture's shape, layer by layer, and what that costs. Standard library only.

Sizes follow floor((n + 2p - k) / s) + 1 with p zeros on each side, or ceil(n / s) where p is "same", with the zeros
that Keras then adds. A layer is counted without a look at any number of the picture, so nothing here is slow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from math import ceil, prod
from typing import Any

SAME = "same"
KINDS = ("Conv2D", "ReLU", "MaxPooling2D", "Flatten", "Dense")
SLIDING = ("Conv2D", "MaxPooling2D")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One layer. Only a Conv2D has filters, only a Dense has units, and only these two and pooling have a window."""

    kind: str  # one of KINDS
    filters: int = 0
    units: int = 0
    k: int = 1  # rows and columns of the window
    s: int = 1  # stride, down and to the right
    p: int | str = 0  # zeros on each side, or "same"

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"kind must be one of {', '.join(KINDS)}, received {self.kind!r}")
        if self.p != SAME and not isinstance(self.p, int):
            raise ValueError(f'p must be a whole number or "same", received {self.p!r}')

    def to_dict(self) -> dict[str, Any]:
        """As JSON-ready data."""
        return asdict(self)


def conv(filters: int, k: int, s: int = 1, p: int | str = 0) -> Layer:
    """A convolution with `filters` windows of k × k."""
    return Layer(kind="Conv2D", filters=filters, k=k, s=s, p=p)


def relu() -> Layer:
    """Each number by itself: what is negative becomes 0."""
    return Layer(kind="ReLU")


def pool(k: int, s: int | None = None, p: int | str = 0) -> Layer:
    """Pooling over windows of k × k, side by side unless a stride is given."""
    return Layer(kind="MaxPooling2D", k=k, s=k if s is None else s, p=p)


def flatten() -> Layer:
    """All maps in one row of numbers."""
    return Layer(kind="Flatten")


def dense(units: int) -> Layer:
    """`units` numbers, each made from all that come in."""
    return Layer(kind="Dense", units=units)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One layer at work. All numbers are None where it cannot be built; then `problem` says why."""

    shape: tuple[int, ...] | None = None  # (rows, columns, channels), or (numbers,)
    parameters: int | None = None
    multiplications: int | None = None  # for one picture
    field: int | None = None  # rows (and columns) of the picture that one number sees; None: all that reach it
    jump: int | None = None  # rows between what two neighbours see; None after Flatten
    unseen: tuple[int, int] | None = None  # rows and columns of the picture that no number here depends on
    problem: str = ""


def padding(n: int, layer: Layer) -> tuple[int, int]:
    """Zeros before and after a row of n, as Keras shares them out: where they do not halve, more come after."""
    if layer.p != SAME:
        return int(layer.p), int(layer.p)
    zeros = max((ceil(n / layer.s) - 1) * layer.s + layer.k - n, 0)
    return zeros // 2, zeros - zeros // 2


def places(n: int, layer: Layer) -> int:
    """In how many places the layer's window can stand on a row of n; 0 where it does not fit."""
    room = n + sum(padding(n, layer)) - layer.k
    return room // layer.s + 1 if room >= 0 else 0


def trace(input_shape: Sequence[int], layers: Sequence[Layer]) -> tuple[Step, ...]:
    """Every layer at work on a picture of input_shape, (rows, columns, channels); one step a layer."""
    steps: list[Step] = []
    for depth, layer in enumerate(layers):
        before = steps[-1] if steps else Step(shape=tuple(input_shape), field=1, jump=1)
        steps.append(_step(layer, before, input_shape, layers[: depth + 1]))
    return tuple(steps)


def _step(layer: Layer, before: Step, input_shape: Sequence[int], so_far: Sequence[Layer]) -> Step:
    if before.shape is None:
        return Step(problem="It waits for the layer above.")
    if problem := _problem(layer, before.shape):
        return Step(problem=problem)
    shape = _shape(layer, before.shape)
    weights, biases = _weights(layer, before.shape)
    uses = prod(shape[:2]) if layer.kind == "Conv2D" else 1  # how often each weight is used
    field, jump = _sight(layer, before)
    return Step(
        shape=shape,
        parameters=weights + biases,
        multiplications=weights * uses,
        field=field,
        jump=jump,
        unseen=(_unseen(input_shape[0], so_far), _unseen(input_shape[1], so_far)),
    )


def _problem(layer: Layer, shape: tuple[int, ...]) -> str:
    if layer.kind in SLIDING and len(shape) != 3:
        return "A window needs rows and columns to slide over, and here all numbers lie in one row."
    if layer.kind == "Dense" and len(shape) == 3:
        return "Dense takes one row of numbers: put a Flatten before it."
    if layer.kind in SLIDING and 0 in (places(shape[0], layer), places(shape[1], layer)):
        return f"A window of {layer.k} × {layer.k} does not fit on {shape[0]} × {shape[1]}."
    return ""


def _sight(layer: Layer, before: Step) -> tuple[int | None, int | None]:
    """Field and jump; None where a number sees all that reach it."""
    if layer.kind == "ReLU":
        return before.field, before.jump
    if layer.kind not in SLIDING or not before.field or not before.jump:
        return None, None
    return before.field + (layer.k - 1) * before.jump, before.jump * layer.s


def _shape(layer: Layer, shape: tuple[int, ...]) -> tuple[int, ...]:
    if layer.kind == "ReLU":
        return shape
    if layer.kind == "Flatten":
        return (prod(shape),)
    if layer.kind == "Dense":
        return (layer.units,)
    channels = layer.filters if layer.kind == "Conv2D" else shape[2]
    return places(shape[0], layer), places(shape[1], layer), channels


def _weights(layer: Layer, shape: tuple[int, ...]) -> tuple[int, int]:
    """How many weights and how many biases."""
    if layer.kind == "Conv2D":
        return layer.k * layer.k * shape[2] * layer.filters, layer.filters
    return (shape[0] * layer.units, layer.units) if layer.kind == "Dense" else (0, 0)


def _unseen(n: int, layers: Sequence[Layer]) -> int:
    """How many of n pixels in a row reach nothing, found from the last layer backwards; Flatten and Dense see all."""
    sliding = [layer for layer in layers if layer.kind in SLIDING]
    lengths = [n]
    for layer in sliding:
        lengths.append(places(lengths[-1], layer))
    needed = set(range(lengths[-1]))
    for layer, length in zip(reversed(sliding), reversed(lengths[:-1]), strict=True):
        front = padding(length, layer)[0]
        needed = {place * layer.s - front + offset for place in needed for offset in range(layer.k)}
        needed &= set(range(length))
    return n - len(needed)


def layers_from(plain: Sequence[Mapping[str, Any]]) -> tuple[Layer, ...]:
    """The inverse of `Layer.to_dict`, for several. Raises TypeError or ValueError on anything else."""
    return tuple(Layer(**given) for given in plain)
