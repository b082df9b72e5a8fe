"""A network's weights in one row, as `static/net_math.mjs` takes them: kernel and bias of every step in order.

Kernels are laid out (rows, columns, maps in of a group, maps out). Keras' depthwise kernels, (rows, columns, maps in,
filters of each), have the same numbers in the same order, with as many groups as maps.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from checker.architecture import Architecture
from checker.shapes import Stage, trace, weight_shapes
from course.pictures.explorer_steps import slopes_shape


def weights_of(architecture: Architecture, values: Sequence[np.ndarray], epsilons: Sequence[float] = ()) -> np.ndarray:
    """All weights in one row, float32.

    values: the model's, in Keras' order; epsilons: what each BatchNormalization adds to its variances, in order.
    Raises ValueError if the values do not fit the layers.
    """
    stages = [stage for stage in trace(architecture) if stage.input_shape is not None]
    wanted = [_shapes(stage) for stage in stages]
    if [value.shape for value in values] != [shape for shapes in wanted for shape in shapes]:
        raise ValueError("the model's weights are not those of its layers, so it cannot be computed here")
    remaining, added = iter(values), iter(epsilons)
    rows = [np.zeros(0)]
    for stage, shapes in zip(stages, wanted, strict=True):
        rows += [value.ravel() for value in _laid_out(stage, [next(remaining) for _ in shapes], added)]
    return np.concatenate(rows).astype(np.float32)


def _shapes(stage: Stage) -> tuple[tuple[int, ...], ...]:
    if stage.layer.class_name == "PReLU":
        return (slopes_shape(stage),)
    return weight_shapes(stage.layer, stage.input_shape or ()) or ()


def _laid_out(stage: Stage, own: list[np.ndarray], epsilons: Iterator[float]) -> list[np.ndarray]:
    """What the script is given in place of a layer's own weights; mostly these."""
    given, maps = stage.layer.arguments, (stage.input_shape or (0,))[-1] or 0
    if stage.layer.class_name == "Conv2DTranspose":  # (rows, columns, maps out, maps in) of what is set down, not read
        return [own[0][::-1, ::-1].swapaxes(2, 3), *own[1:]]
    if stage.layer.class_name == "Rescaling":
        return [np.full(maps, given["scale"], dtype=float), np.full(maps, given["offset"], dtype=float)]
    if stage.layer.class_name == "BatchNormalization":
        *learnt, mean, variance = (value.astype(float) for value in own)
        scale = (learnt.pop(0) if given["scale"] else 1) / np.sqrt(variance + next(epsilons))
        shift = learnt.pop(0) if given["center"] else 0
        return [scale, shift - mean * scale]
    return own
