"""The whole network of the capstone, forward and backward, and its likeness in Keras.

Two blocks of convolution, ReLU and max pooling, then three Dense layers with ReLU between them. Parameters are ten
arrays in the order of Keras' `get_weights`: kernels and biases of each layer from front to back. Loads NumPy, SciPy and
Keras only when something is checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from checker.exercise import Answers, Exercise, Questions
from checker.exercises.capstone import LESSON, convolved_by_product, convolved_by_scipy
from checker.exercises.capstone_backward import convolved_backward, pooled_by_quarters, unpooled_by_quarters
from checker.function_exercise import Mistake, Task, function_exercise
from checker.function_task import Arguments
from checker.plain import from_plain
from checker.report import Finding, Status, Verdict
from checker.show import value_in_words

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray
    Arrays = tuple[Array, ...]
    Bend = Callable[[Array], Array]

KEPT = ("relu1", "pool1", "winners1", "relu2", "pool2", "winners2", "flat", "relu3", "relu4", "logits")
PARAMETERS = tuple(
    f"{kind}{layer}" for layer in range(1, 6) for kind in ("kernels" if layer < 3 else "weights", "biases")
)
SAME_AS_KERAS = 1e-5  # largest difference of a probability that counts as none
TINY = 1e-30  # imaginary step: nothing is subtracted, so nothing is lost to rounding, and no kink is stepped over

# --- the network


def _same(values: Array) -> Array:
    return values


def _relu(values: Array) -> Array:
    return values * (values.real > 0)


def _flat(maps: Array) -> Array:
    return maps.reshape(len(maps), -1)


def _channel_by_channel(maps: Array) -> Array:
    return _flat(maps.transpose(0, 3, 1, 2))


def network(
    x: Array,
    parameters: Arrays,
    *,
    blocks: Bend = _relu,
    dense: Bend = _relu,
    last: Bend = _same,
    flat: Bend = _flat,
    convolve: Callable[[Array, Array, Array], Array] = convolved_by_product,
) -> Arrays:
    """What the layers give, in the order of KEPT.

    x: (images, rows, columns, channels). blocks, dense, last: what bends the maps, the Dense layers, the logits.
    """
    k1, b1, k2, b2, w3, b3, w4, b4, w5, b5 = parameters
    relu1 = blocks(convolve(x, k1, b1))
    pool1, winners1 = pooled_by_quarters(relu1)
    relu2 = blocks(convolve(pool1, k2, b2))
    pool2, winners2 = pooled_by_quarters(relu2)
    row = flat(pool2)
    relu3 = dense(row @ w3 + b3)
    relu4 = dense(relu3 @ w4 + b4)
    return relu1, pool1, winners1, relu2, pool2, winners2, row, relu3, relu4, last(relu4 @ w5 + b5)


def _network_by_scipy(x: Array, parameters: Arrays) -> Arrays:
    return network(x, parameters, convolve=convolved_by_scipy)


def _network_image_by_image(x: Array, parameters: Arrays) -> list[Array]:
    import numpy as np

    single = [network(image[np.newaxis].astype(np.float32), parameters) for image in x]
    return [np.concatenate(parts) for parts in zip(*single, strict=True)]


def draw_network(random: np.random.Generator, *, sides: tuple[int, int] = (14, 14), classes: int = 3) -> Arrays:
    """Ten arrays for pictures of these sides with one channel; windows of 3 × 3, few filters, few units."""
    rows, columns = (((side - 2) // 2 - 2) // 2 for side in sides)
    shapes = ((3, 3, 1, 2), (3, 3, 2, 3), (rows * columns * 3, 5), (5, 4), (4, classes))
    drawn = []
    for shape in shapes:
        inputs = 1
        for size in shape[:-1]:
            inputs *= size
        drawn += [random.normal(scale=(2 / inputs) ** 0.5, size=shape), random.normal(scale=0.3, size=shape[-1])]
    return tuple(drawn)


# --- forward


def _forward_calls(random: np.random.Generator) -> Iterator[Arguments]:
    """One picture; several, not square; other classes."""
    for images, sides, classes in ((1, (14, 14), 3), (3, (14, 18), 4), (2, (18, 14), 10)):
        x = random.uniform(size=(images, *sides, 1))
        yield x, draw_network(random, sides=sides, classes=classes)


def _probabilities(logits: Array) -> Array:
    import numpy as np

    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def _before_relu(x: Array, parameters: Arrays) -> Arrays:
    """All is computed rightly, but what is kept of the bent layers is how they were before ReLU."""
    k1, b1, k2, b2, w3, b3, w4, b4, _w5, _b5 = parameters
    _r1, pool1, winners1, _r2, pool2, winners2, row, relu3, _r4, logits = network(x, parameters)
    first, second = convolved_by_product(x, k1, b1), convolved_by_product(pool1, k2, b2)
    return first, pool1, winners1, second, pool2, winners2, row, row @ w3 + b3, relu3 @ w4 + b4, logits


def _without_dense_biases(x: Array, parameters: Arrays) -> Arrays:
    return network(x, (*parameters[:4], *(p * (place % 2 == 0) for place, p in enumerate(parameters[4:]))))


def _kept_in_words(_arguments: Arguments, index: tuple[int, ...]) -> str:
    return f"That is `{KEPT[index[0]]}`: look at the line that makes it."


FORWARD_FUNCTION = function_exercise(
    slug="capstone-forward",
    title="The whole network, equal to Keras",
    lesson=LESSON,
    points=3,
    task=Task(
        function="forward",
        parameters=("x", "parameters"),
        calls=_forward_calls,
        reference=_network_by_scipy,
        tolerance=1e-5,
        work_out=_kept_in_words,
        mistakes=(
            Mistake(
                name="relu-missing-in-the-blocks",
                function=lambda x, p: network(x, p, blocks=_same),
                diagnosis="There is no ReLU after the convolutions.",
                hint="Convolution, then ReLU, then pooling: `relu1 = np.maximum(convolve(...), 0)`.",
            ),
            Mistake(
                name="relu-missing-between-dense",
                function=lambda x, p: network(x, p, dense=_same),
                diagnosis="There is no ReLU after the Dense layers, so the three of them are no more than one.",
                hint="ReLU after the first and after the second Dense layer.",
            ),
            Mistake(
                name="relu-on-the-logits",
                function=lambda x, p: network(x, p, last=_relu),
                diagnosis="The logits have gone through ReLU.",
                hint="The last Dense layer stays as it is: a low score must be allowed to be negative.",
            ),
            Mistake(
                name="softmax-in-forward",
                function=lambda x, p: network(x, p, last=_probabilities),
                diagnosis="The last result is probabilities.",
                hint="Return the logits: `softmax_cross_entropy` applies softmax, and twice would be once too often.",
            ),
            Mistake(
                name="flatten-order",
                function=lambda x, p: network(x, p, flat=_channel_by_channel),
                diagnosis="The maps are laid out channel by channel.",
                hint="Leave the axes where they are: `pool2.reshape(len(x), -1)`, as Keras' Flatten does it.",
            ),
            Mistake(
                name="dense-bias-missing",
                function=_without_dense_biases,
                diagnosis="The Dense layers have no biases.",
                hint="`flat @ weights3 + biases3`, and likewise for the other two.",
            ),
            Mistake(
                name="kept-before-relu",
                function=_before_relu,
                diagnosis="The logits are right, but what is kept as relu1 to relu4 is how it was before ReLU.",
                hint="Keep what comes out of ReLU: the way back needs it, as the next layer's input.",
            ),
            Mistake(
                name="logits-only",
                function=lambda x, p: network(x, p)[-1],
                diagnosis="Only the logits are returned.",
                hint="The way back needs all of them: return the ten arrays in the order that the text above names.",
            ),
        ),
    ),
    hints=(
        "Follow the plan from front to back: each line takes what the line before it gave.",
        "Twice: `convolve`, `np.maximum(..., 0)`, `max_pool`. Then `reshape(len(x), -1)`, and three products with "
        "biases; ReLU after the first two.",
        "`relu1 = np.maximum(convolve(x, kernels1, biases1), 0)`, then `pool1, winners1 = max_pool(relu1)`; the second "
        "block is the same with `pool1` in place of `x`.",
    ),
    solution="""kernels1, biases1, kernels2, biases2, *dense = parameters
weights3, biases3, weights4, biases4, weights5, biases5 = dense

relu1 = np.maximum(convolve(x, kernels1, biases1), 0)
pool1, winners1 = max_pool(relu1)
relu2 = np.maximum(convolve(pool1, kernels2, biases2), 0)
pool2, winners2 = max_pool(relu2)
flat = pool2.reshape(len(x), -1)
relu3 = np.maximum(flat @ weights3 + biases3, 0)
relu4 = np.maximum(relu3 @ weights4 + biases4, 0)
logits = relu4 @ weights5 + biases5
return relu1, pool1, winners1, relu2, pool2, winners2, flat, relu3, relu4, logits""",
    right=(_network_by_scipy, _network_image_by_image, network),
)

# --- equal to Keras


def _judge_beside_keras(questions: Questions, answers: Answers) -> Verdict:
    """As for any function; who passes is also told how far it is from Keras."""
    verdict = FORWARD_FUNCTION.judge(questions, answers)
    if verdict.status is not Status.PASSED:
        return verdict
    difference = _from_keras(answers)
    if difference is not None and not difference <= SAME_AS_KERAS:
        return Verdict(status=Status.FAILED, share=0.5, findings=(*verdict.findings, _not_keras(difference)))
    return replace(verdict, findings=(*verdict.findings, _likeness(difference)))


def _from_keras(answers: Answers) -> float | None:
    """The largest difference between a probability of the learner's network and Keras'; None without Keras."""
    import numpy as np

    kept = [from_plain(answer["value"]) for answer in answers["calls"]]
    theirs = answers.get("keras") or [None]
    if any(probabilities is None for probabilities in theirs):
        return None
    pairs = zip(kept, theirs, strict=True)
    return max(float(np.abs(_probabilities(np.asarray(mine[-1])) - other).max()) for mine, other in pairs)


def _likeness(difference: float | None) -> Finding:
    if difference is None:
        message = "Keras is not installed here, so your network was compared with the checker's own arithmetic only."
        return Finding(status=Status.WARNING, where="beside Keras", message=message)
    message = (
        f"with the same weights and pictures no probability differs from Keras' by more than {difference:.0e}"
        if difference
        else "with the same weights and pictures every probability is Keras' own to the last bit"
    )
    return Finding(status=Status.PASSED, where="beside Keras", message=message)


def _not_keras(difference: float) -> Finding:
    return Finding(
        status=Status.FAILED,
        where="beside Keras",
        message=f"A probability differs from Keras' by {value_in_words(difference)}; {SAME_AS_KERAS:g} is allowed.",
        hint="Compare layer by layer in a new cell.",
        mistake="unlike-keras",
    )


FORWARD: Exercise = replace(
    FORWARD_FUNCTION,
    probe=replace(FORWARD_FUNCTION.probe, kind="network beside Keras"),
    judge=_judge_beside_keras,
)

# --- backward


def _backward_calls(random: np.random.Generator) -> Iterator[Arguments]:
    """One picture; several, not square. What arrives has both signs."""
    for images, sides, classes in ((1, (14, 14), 3), (3, (14, 18), 4)):
        x, parameters = random.uniform(size=(images, *sides, 1)), draw_network(random, sides=sides, classes=classes)
        yield x, network(x, parameters), random.normal(size=(images, classes)), parameters


def _by_imaginary_step(x: Array, _kept: Arrays, gradient: Array, parameters: Arrays) -> Arrays:
    """Each parameter is nudged by a tiny imaginary number; the imaginary part of the loss says how the loss follows.

    Squire and Trapp, "Using Complex Variables to Estimate Derivatives of Real Functions" (SIAM Review, 1998).
    """
    import numpy as np

    nudged = [part.astype(complex) for part in parameters]
    found = tuple(np.zeros(part.shape) for part in parameters)
    for part, slopes in zip(nudged, found, strict=True):
        for place in np.ndindex(part.shape):
            part[place] += TINY * 1j
            slopes[place] = (_complex_logits(x, nudged) * gradient).sum().imag / TINY
            part[place] -= TINY * 1j
    return found


def _complex_logits(x: Array, parameters: list[Array]) -> Array:
    """The network for complex numbers, which are ordered by their real parts."""
    import numpy as np

    maps = x.astype(complex)
    for kernels, biases in (parameters[:2], parameters[2:4]):
        bent = _relu(convolved_by_product(maps, kernels, biases))
        winners = pooled_by_quarters(bent.real)[1]
        corners = (bent[:, ::2, ::2], bent[:, ::2, 1::2], bent[:, 1::2, ::2], bent[:, 1::2, 1::2])
        maps = np.choose(winners, corners)
    w3, b3, w4, b4, w5, b5 = parameters[4:]
    return _relu(_relu(_flat(maps) @ w3 + b3) @ w4 + b4) @ w5 + b5


def _through_relu(arriving: Array, after: Array) -> Array:
    return arriving * (after > 0)


def _as_it_arrives(arriving: Array, _after: Array) -> Array:
    return arriving


def _positive_part(arriving: Array, _after: Array) -> Array:
    return arriving.clip(0)


def _as_it_was(row: Array, maps: Array) -> Array:
    return row.reshape(maps.shape)


def _filled_by_channels(row: Array, maps: Array) -> Array:
    images, rows, columns, channels = maps.shape
    return row.reshape(images, channels, rows, columns).transpose(0, 2, 3, 1)


def network_backward(
    x: Array,
    kept: Arrays,
    gradient: Array,
    parameters: Arrays,
    *,
    blocks: Callable[[Array, Array], Array] = _through_relu,
    dense: Callable[[Array, Array], Array] = _through_relu,
    unflatten: Callable[[Array, Array], Array] = _as_it_was,
) -> Arrays:
    """The gradients in the order of the parameters, layer by layer from the back.

    gradient: what arrives at the logits. blocks, dense: back through ReLU; unflatten: back through Flatten.
    """
    relu1, pool1, winners1, relu2, pool2, winners2, row, relu3, relu4, _logits = kept
    k1, _, k2, _, w3, _, w4, _, w5, _ = parameters
    at5 = gradient
    at4 = dense(at5 @ w5.T, relu4)
    at3 = dense(at4 @ w4.T, relu3)
    at_pool2 = unflatten(at3 @ w3.T, pool2)
    at2 = blocks(unpooled_by_quarters(winners2, at_pool2), relu2)
    at_pool1, of_k2, of_b2 = convolved_backward(pool1, k2, at2)
    at1 = blocks(unpooled_by_quarters(winners1, at_pool1), relu1)
    _, of_k1, of_b1 = convolved_backward(x, k1, at1)
    of_dense = [(into.T @ at, at.sum(axis=0)) for into, at in ((row, at3), (relu3, at4), (relu4, at5))]
    return of_k1, of_b1, of_k2, of_b2, *(part for pair in of_dense for part in pair)


def _backward_image_by_image(x: Array, kept: Arrays, gradient: Array, parameters: Arrays) -> list[Array]:
    """Each image by itself; what comes of them is added up."""
    single = [
        network_backward(x[i : i + 1], tuple(part[i : i + 1] for part in kept), gradient[i : i + 1], parameters)
        for i in range(len(x))
    ]
    return [sum(parts[1:], parts[0]) for parts in zip(*single, strict=True)]


def _gradient_in_words(_arguments: Arguments, index: tuple[int, ...]) -> str:
    return (
        f"That belongs to `{PARAMETERS[index[0]]}`. Errors travel from the back to the front: look for the *last* "
        "result that is wrong, and at the line that makes it."
    )


BACKWARD = function_exercise(
    slug="capstone-backward",
    title="The way back through the whole network",
    lesson=LESSON,
    points=4,
    task=Task(
        function="backward",
        parameters=("x", "kept", "gradient", "parameters"),
        calls=_backward_calls,
        reference=_by_imaginary_step,
        work_out=_gradient_in_words,
        mistakes=(
            Mistake(
                name="relu-forgotten",
                function=lambda *a: network_backward(*a, blocks=_as_it_arrives, dense=_as_it_arrives),
                diagnosis="No ReLU on the way back: what arrives passes everywhere.",
                hint="Four times: `gradient * (relu4 > 0)`, and so on. Where ReLU gave 0, nothing is passed back.",
            ),
            Mistake(
                name="relu-forgotten-between-dense",
                function=lambda *a: network_backward(*a, dense=_as_it_arrives),
                diagnosis="Back through the Dense layers there is no ReLU.",
                hint="Before `relu4` and before `relu3`: multiply what arrives by `(relu4 > 0)`, by `(relu3 > 0)`.",
            ),
            Mistake(
                name="relu-forgotten-in-the-blocks",
                function=lambda *a: network_backward(*a, blocks=_as_it_arrives),
                diagnosis="Back through the two blocks there is no ReLU.",
                hint="After `max_pool_backward` comes ReLU: multiply by `(relu2 > 0)`, by `(relu1 > 0)`.",
            ),
            Mistake(
                name="relu-of-the-gradient",
                function=lambda *a: network_backward(*a, blocks=_positive_part, dense=_positive_part),
                diagnosis="ReLU is applied to the gradient. A gradient may be negative.",
                hint="What matters is whether the layer's *output* was above 0: `gradient * (relu4 > 0)`.",
            ),
            Mistake(
                name="flatten-order",
                function=lambda *a: network_backward(*a, unflatten=_filled_by_channels),
                diagnosis="Back through Flatten the row is put into the maps channel by channel.",
                hint="The same way back: `.reshape(pool2.shape)` and nothing else.",
            ),
            Mistake(
                name="averaged-again",
                function=lambda x, *a: tuple(part / len(x) for part in network_backward(x, *a)),
                diagnosis="All gradients are divided by the number of images.",
                hint="That division is in what arrives already: the loss is a mean.",
            ),
            Mistake(
                name="layers-from-the-back",
                function=lambda *a: tuple(
                    part for place in (8, 6, 4, 2, 0) for part in network_backward(*a)[place : place + 2]
                ),
                diagnosis="The layers come from the back to the front.",
                hint="You find them in that order, but return them in the order of `parameters`.",
            ),
            Mistake(
                name="order-reversed",
                function=lambda *a: network_backward(*a)[::-1],
                diagnosis="The ten gradients come in reverse order.",
                hint="Return them in the order of `parameters`: kernels and biases, from front to back.",
            ),
        ),
    ),
    hints=(
        "Read `forward` from its last line to its first. Every line has its counterpart here.",
        "A Dense layer's weights get `input.T @ gradient`, its biases `gradient.sum(axis=0)`; `gradient @ weights.T` "
        "goes on to the front; then ReLU: times `(relu > 0)`.",
        "From `flat` back to the maps: `.reshape(pool2.shape)`. Then twice: `max_pool_backward`, times `(relu > 0)`, "
        "`convolve_backward`.",
    ),
    solution="""relu1, pool1, winners1, relu2, pool2, winners2, flat, relu3, relu4, _ = kept
kernels1, _, kernels2, _, weights3, _, weights4, _, weights5, _ = parameters

d_weights5, d_biases5 = relu4.T @ gradient, gradient.sum(axis=0)
gradient = gradient @ weights5.T * (relu4 > 0)
d_weights4, d_biases4 = relu3.T @ gradient, gradient.sum(axis=0)
gradient = gradient @ weights4.T * (relu3 > 0)
d_weights3, d_biases3 = flat.T @ gradient, gradient.sum(axis=0)
gradient = (gradient @ weights3.T).reshape(pool2.shape)
gradient = max_pool_backward(winners2, gradient) * (relu2 > 0)
gradient, d_kernels2, d_biases2 = convolve_backward(pool1, kernels2, gradient)
gradient = max_pool_backward(winners1, gradient) * (relu1 > 0)
_, d_kernels1, d_biases1 = convolve_backward(x, kernels1, gradient)
return (
    *(d_kernels1, d_biases1, d_kernels2, d_biases2),
    *(d_weights3, d_biases3, d_weights4, d_biases4, d_weights5, d_biases5),
)""",
    right=(_by_imaginary_step, _backward_image_by_image, network_backward),
)
