"""Every layer that the explorer shows, in NumPy alone: written for clarity, one window at a time, to test against."""

import keras
import numpy as np
from scipy.special import ndtr

from checker.describe import describe
from checker.forward import FUNCTIONS
from course.pictures.explorer_steps import IDLE


def numpy_outputs(model, picture):
    """What each step of a chain gives for a picture, (rows, columns, maps); a separable convolution takes two steps."""
    weights = iter(model.get_weights())
    epsilons = iter([layer.epsilon for layer in model.layers if isinstance(layer, keras.layers.BatchNormalization)])
    outputs = [picture.astype(float)]
    for layer in describe(model).layers:
        if layer.class_name in IDLE:
            continue
        given = dict(layer.arguments)
        if layer.class_name == "BatchNormalization":
            given["epsilon"] = next(epsilons)
        if layer.class_name == "SeparableConv2D":
            outputs.append(depthwise(outputs[-1], weights, {**given, "use_bias": False}))
        outputs.append(LAYERS[layer.class_name](outputs[-1], weights, given))
    return outputs[1:]


def bias(weights, given):
    """The next weights, where there is a bias."""
    return next(weights) if given["use_bias"] else 0


def convolution(x, weights, given):
    """Each filter on the maps of its group."""
    kernels = np.split(next(weights), given["groups"], axis=3)
    parts = [
        [[np.tensordot(window, kernel, 3) for window in row] for row in windows(maps, given, outside=0)]
        for maps, kernel in zip(np.split(x, given["groups"], axis=2), kernels, strict=True)
    ]
    return np.concatenate(parts, axis=2) + bias(weights, given)


def depthwise(x, weights, given):
    """The filters of the first map, then those of the second."""
    kernel = next(weights)
    rows = windows(x, given, outside=0)
    maps = [[np.einsum("ijm,ijmf->mf", window, kernel).ravel() for window in row] for row in rows]
    return np.array(maps) + bias(weights, given)


def pointwise(x, weights, given):
    """The second half of a separable convolution."""
    return x @ next(weights)[0, 0] + bias(weights, given)


def transposed(x, weights, given):
    """Each cell sets down its kernel, times its number; what sticks out is cut off, half of it before."""
    kernel, size, steps = next(weights), given["kernel_size"], given["strides"]
    sides = [(n - 1) * s + max(k, s) for n, s, k in zip(x.shape, steps, size, strict=False)]
    y = np.zeros([*sides, kernel.shape[2]])
    for row, column in np.ndindex(x.shape[:2]):
        down, right = row * steps[0], column * steps[1]
        y[down : down + size[0], right : right + size[1]] += kernel @ x[row, column]
    if given["padding"] == "same":
        cut = [max(k - s, 0) // 2 for k, s in zip(size, steps, strict=True)]
        y = y[cut[0] : cut[0] + x.shape[0] * steps[0], cut[1] : cut[1] + x.shape[1] * steps[1]]
    return y + bias(weights, given)


def normalised(x, weights, given):
    """With the mean and the variance that training has gathered."""
    scale = next(weights) if given["scale"] else 1
    centre = next(weights) if given["center"] else 0
    mean, variance = next(weights), next(weights)
    return scale * (x - mean) / np.sqrt(variance + given["epsilon"]) + centre


def pooled(summary):
    """A pooling that makes this summary of each window."""
    return lambda x, _, given: np.array(
        [[summary(window, axis=(0, 1)) for window in row] for row in windows(x, given, outside=np.nan)]
    )


def elu(x, alpha=1):
    """A bend that goes down to -alpha."""
    return np.where(x > 0, x, alpha * (np.exp(np.minimum(x, 0)) - 1))


def relu(x, _, given):
    """With its numbers."""
    least, most, slope = given["threshold"], given["max_value"], given["negative_slope"]
    return np.where(x > least, np.minimum(x, most), slope * (x - least))


def activated(x, _, given):
    """A function by its name."""
    return {**FUNCTIONS, "elu": elu, "gelu": lambda v: v * ndtr(v)}[given["activation"]](x)


def windows(x, given, *, outside):
    """The windows in rows, each (rows, columns, maps); padding "same" as TensorFlow lays it: the odd one at the end."""
    size = given.get("kernel_size") or given["pool_size"]
    steps, spread = given["strides"], given.get("dilation_rate", (1, 1))
    spans = [(k - 1) * d + 1 for k, d in zip(size, spread, strict=True)]
    if given["padding"] == "same":
        missing = [max((-(-n // s) - 1) * s + k - n, 0) for n, s, k in zip(x.shape, steps, spans, strict=False)]
        around = [(m // 2, m - m // 2) for m in missing]
        x = np.pad(x, [*around, (0, 0)], constant_values=outside)
    starts = [range(0, n - k + 1, s) for n, k, s in zip(x.shape, spans, steps, strict=False)]
    return [[x[r : r + spans[0] : spread[0], c : c + spans[1] : spread[1]] for c in starts[1]] for r in starts[0]]


# From maps (rows, columns, maps), the weights that remain and the layer's arguments to maps.
LAYERS = {
    "Conv2D": convolution,
    "DepthwiseConv2D": depthwise,
    "SeparableConv2D": pointwise,
    "Conv2DTranspose": transposed,
    "Dense": lambda x, weights, given: x @ next(weights) + bias(weights, given),
    "BatchNormalization": normalised,
    "Rescaling": lambda x, _, given: x * given["scale"] + given["offset"],
    "MaxPooling2D": pooled(np.nanmax),
    "AveragePooling2D": pooled(np.nanmean),
    "GlobalMaxPooling2D": lambda x, _, given: x.max(axis=(0, 1), keepdims=given["keepdims"]),
    "GlobalAveragePooling2D": lambda x, _, given: x.mean(axis=(0, 1), keepdims=given["keepdims"]),
    "ZeroPadding2D": lambda x, _, given: np.pad(x, (*given["padding"], (0, 0))),
    "Flatten": lambda x, _, __: x.ravel(),
    "Reshape": lambda x, _, given: x.reshape(given["target_shape"]),
    "Activation": activated,
    "Softmax": lambda x, _, __: FUNCTIONS["softmax"](x),
    "ELU": lambda x, _, given: elu(x, given["alpha"]),
    "PReLU": lambda x, weights, _: np.where(x > 0, x, next(weights) * x),
    "ReLU": relu,
}
