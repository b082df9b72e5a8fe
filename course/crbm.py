"""A convolutional restricted Boltzmann machine, which learns features without labels; NumPy alone.

After Honglak Lee, Roger Grosse, Rajesh Ranganath and Andrew Ng, "Convolutional Deep Belief Networks for Scalable
Unsupervised Learning of Hierarchical Representations" (2009). A layer of kernels answers a patch with on and off, and
then has to paint the patch again from these answers alone; what is missing tells the kernels how to change. Nobody says
what is to be seen. Of each block of 2 × 2 answers of a kernel at most one is on: *probabilistic max pooling*.

All arrays are float32. Patches have the shape (patches, rows, columns, channels), kernels (filters, rows, columns,
channels). A second layer learns from the pooled answers of the first: `data/make_features.py` has one do so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

BLOCK = 2  # rows and columns of a block of which one answer at most is on


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Layer:
    """The kernels and biases of one layer, or, for each of them, a change of the same shape."""

    kernels: np.ndarray  # (filters, rows, columns, channels)
    biases: np.ndarray  # (filters,): the lower, the less often a filter is on
    background: np.ndarray  # (channels,): what is painted where nothing is on
    spread: float | None = None  # of pixels around what is painted; None where the pictures are on and off

    def moved(self, change: Layer) -> Layer:
        """With `change` added; the spread stays."""
        return replace(
            self,
            kernels=self.kernels + change.kernels,
            biases=self.biases + change.biases,
            background=self.background + change.background,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a layer learns."""

    rate: float  # of each change
    sparsity: float  # share of answers that should be on
    pull: float = 5.0  # how hard the biases are pulled there
    decay: float = 0.01  # how fast kernels shrink that nothing keeps up
    keeps_background: bool = True  # for whitened pictures, whose background is 0


# ---------------------------------------------------------------- down and up


def on_probabilities(layer: Layer, patches: np.ndarray) -> np.ndarray:
    """The probability of every answer to be on: (patches, places down, places across, filters).

    Of each block at most one is on, so a block's probabilities and that of "none" sum to 1. The places on each side
    must be a multiple of BLOCK.
    """
    return _probabilities(_drive(layer, _windows(layer, patches)))


def pooled(layer: Layer, patches: np.ndarray) -> np.ndarray:
    """The probability that anything in a block is on: (patches, blocks down, blocks across, filters)."""
    total: np.ndarray = np.sum(_of_blocks(on_probabilities(layer, patches)), axis=0)
    return total


def painted(layer: Layer, on: np.ndarray) -> np.ndarray:
    """The patches that these answers, (patches, places down, places across, filters), paint by their kernels."""
    filters, rows, columns, channels = layer.kernels.shape
    count, down, across = on.shape[:3]
    result = np.zeros((count, down + rows - 1, channels, across + columns - 1), np.float32)
    for row in range(rows):
        # Each answer's share of the pixels under one row of its kernel, (patches, places down, columns, channels,
        # places across): whole rows of places are added at once.
        shares = layer.kernels[:, row].reshape(filters, -1).T @ on.swapaxes(2, 3)
        shares = shares.reshape(count, down, columns, channels, across)
        for column in range(columns):
            result[:, row : row + down, :, column : column + across] += shares[:, :, column]
    result = result.swapaxes(2, 3) + layer.background
    return result if layer.spread is not None else 1 / (1 + np.exp(-result))


def _windows(layer: Layer, patches: np.ndarray) -> np.ndarray:
    """What lies under the kernel at each place: (patches, places down, places across, numbers of a kernel)."""
    _filters, rows, columns, _channels = layer.kernels.shape
    windows = sliding_window_view(patches, (rows, columns), axis=(1, 2)).transpose(0, 1, 2, 4, 5, 3)
    return windows.reshape(*windows.shape[:3], -1)


def _drive(layer: Layer, windows: np.ndarray) -> np.ndarray:
    """What speaks for each answer to be on: (patches, places down, places across, filters).

    The products are taken row by row: pieces so small that NumPy does not share them out among threads, which on busy
    processors take longer to meet than to calculate.
    """
    products = windows @ layer.kernels.reshape(len(layer.kernels), -1).T + layer.biases
    return products if layer.spread is None else products / np.float32(layer.spread**2)


def _of_blocks(places: np.ndarray) -> list[np.ndarray]:
    """Views (patches, blocks down, blocks across, filters): the first place of every block, the second, and so on."""
    return [places[:, row::BLOCK, column::BLOCK] for row, column in np.ndindex(BLOCK, BLOCK)]


def _probabilities(drive: np.ndarray) -> np.ndarray:
    """The softmax of each block's answers and "none", which is driven by 0 and left out; of the shape of `drive`."""
    largest = np.max(_of_blocks(drive), axis=0, initial=0)  # taken away so that no power overflows
    powers = np.empty_like(drive)
    for power, driven in zip(_of_blocks(powers), _of_blocks(drive), strict=True):
        np.exp(driven - largest, out=power)
    total = np.sum(_of_blocks(powers), axis=0) + np.exp(-largest)
    for power in _of_blocks(powers):
        power /= total
    return powers


def _drawn(probabilities: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """For each block one answer that is on, or none, drawn with these probabilities; 1 and 0."""
    result, of_blocks = np.empty_like(probabilities), _of_blocks(probabilities)
    drawn = random.random(of_blocks[0].shape, dtype=np.float32)
    end = np.zeros_like(drawn)
    for on, probability in zip(_of_blocks(result), of_blocks, strict=True):
        start, end = end, end + probability
        on[:] = (start <= drawn) & (drawn < end)
    return result


# ---------------------------------------------------------------- learning


def update(layer: Layer, patches: np.ndarray, settings: Settings, random: np.random.Generator) -> Layer:
    """The change that one step of contrastive divergence asks for.

    Answers are drawn for the patches, a patch is painted from them, and answered in turn. Kernels move towards what
    they answered to in the patch, and away from what they answer to in their own painting.
    """
    seen = _windows(layer, patches)
    before = _probabilities(_drive(layer, seen))
    painting = painted(layer, _drawn(before, random))
    repainted = _windows(layer, painting)
    after = _probabilities(_drive(layer, repainted))
    places = np.float32(before[..., 0].size)
    kernels = (_together(before, seen) - _together(after, repainted)) / places
    background = np.zeros_like(layer.background) if settings.keeps_background else (patches - painting).mean((0, 1, 2))
    share_on = before.mean(axis=(0, 1, 2))
    biases = share_on - after.mean(axis=(0, 1, 2)) + settings.pull * (settings.sparsity - share_on)
    rate = np.float32(settings.rate)
    return Layer(
        kernels=rate * (kernels.reshape(layer.kernels.shape) - settings.decay * layer.kernels).astype(np.float32),
        biases=rate * biases.astype(np.float32),
        background=rate * background.astype(np.float32),
    )


def _together(answers: np.ndarray, windows: np.ndarray) -> np.ndarray:
    """The sum over all places of each answer times each number under the kernel: (filters, numbers of a kernel)."""
    total: np.ndarray = (answers.swapaxes(2, 3) @ windows).sum(axis=(0, 1))
    return total


def momentum(layer: Layer, last: Layer, change: Layer, keep: float) -> tuple[Layer, Layer]:
    """The layer after a change that goes on from the last one, of which the share `keep` is left; and that change."""
    kept = replace(last, kernels=keep * last.kernels, biases=keep * last.biases, background=keep * last.background)
    change = kept.moved(change)
    return layer.moved(change), change


def learn(
    layer: Layer,
    draw: Callable[[], np.ndarray],
    settings: Callable[[float], Settings],
    random: np.random.Generator,
    *,
    updates: int,
    prepare: Callable[[Layer, float], Layer] = lambda layer, _done: layer,
) -> Iterator[Layer]:
    """The layer after each of `updates` updates.

    draw: gives the patches of one update. settings: of the share of updates done, 0..1. prepare: applied before each.
    """
    still = replace(
        layer,
        kernels=np.zeros_like(layer.kernels),
        biases=np.zeros_like(layer.biases),
        background=np.zeros_like(layer.background),
    )
    for number in range(updates):
        done = number / updates
        layer = prepare(layer, done)
        change = update(layer, draw(), settings(done), random)
        layer, still = momentum(layer, still, change, 0.5 if done < 0.1 else 0.9)
        yield layer
