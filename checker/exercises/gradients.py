"""Gradients: measured with a nudge, of cross-entropy through softmax, through ReLU, and the step downhill.

Loads NumPy only when something is checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from checker.exercise import Exercise
from checker.exercises.loss import LESSON
from checker.fractions_too import with_fractions
from checker.function_exercise import Mistake, Task, function_exercise
from checker.function_task import Arguments, Function
from checker.probe import Probe
from checker.probes.adapters import functions_of_arrays, with_named_function
from checker.show import value_in_words

if TYPE_CHECKING:
    import numpy as np

# --- measured: a question names its function, for functions do not travel as plain data


def _gradients() -> Mapping[str, Function]:
    """Of the functions that the probe knows by name, the exact gradients."""
    import numpy as np

    return {
        "lambda x: (x ** 2).sum()": lambda x: 2 * x,
        "lambda x: 100 * (x ** 2).sum()": lambda x: 200 * x,
        "lambda x: (x ** 3).sum()": lambda x: 3 * x**2,
        "lambda x: np.exp(x).sum()": np.exp,
        "lambda x: x.prod()": lambda x: x.prod() / x,
    }


def _to_measure(random: np.random.Generator) -> Iterator[Arguments]:
    """Strongly bent functions, where too coarse a measurement shows, most clearly where the gradient is 0."""
    import numpy as np

    yield "lambda x: (x ** 2).sum()", np.array([3.0])
    yield "lambda x: 100 * (x ** 2).sum()", np.array([0.0, -0.25])
    yield "lambda x: x.prod()", random.permutation([1.0, 2.0, -3.0])
    yield "lambda x: (x ** 3).sum()", np.array([[0.0, 2.0], [-1.0, 0.5]])
    for name, shape in (("lambda x: np.exp(x).sum()", (2, 3)), ("lambda x: 100 * (x ** 2).sum()", (3, 2, 2))):
        yield name, random.permutation(np.arange(np.prod(shape)) / 10 - 0.4).reshape(shape)


def _exact(function: str, x: np.ndarray) -> np.ndarray:
    gradient: np.ndarray = _gradients()[function](x)
    return gradient


def _nudged(function: Function, x: np.ndarray, up: float, down: float, divisor: float) -> np.ndarray:
    """Every number for itself, raised by `up` and lowered by `down`; the difference, divided."""
    import numpy as np

    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        higher, lower = x.copy(), x.copy()
        higher[place] += up
        lower[place] -= down
        gradient[place] = (function(higher) - function(lower)) / divisor
    return gradient


def _central(function: Function, x: np.ndarray) -> np.ndarray:
    return _nudged(function, x, 1e-6, 1e-6, 2e-6)


def _flat_and_back(function: Function, x: np.ndarray) -> np.ndarray:
    import numpy as np

    flat = x.ravel()
    nudges = 1e-5 * np.eye(flat.size)
    differences = [function((flat + n).reshape(x.shape)) - function((flat - n).reshape(x.shape)) for n in nudges]
    return np.array(differences).reshape(x.shape) / 2e-5


def _in_place(function: Function, x: np.ndarray) -> list[Any]:
    """Nudges a copy and takes each nudge back."""
    import numpy as np

    x = x.astype(float)
    flat, gradient = x.reshape(-1), []
    for place, kept in enumerate(flat.tolist()):
        flat[place] = kept + 1e-6
        above = function(x)
        flat[place] = kept - 1e-6
        gradient.append((above - function(x)) / 2e-6)
        flat[place] = kept
    return np.array(gradient).reshape(x.shape).tolist()


def _step_by(size: float, *, up: float, down: float) -> Function:
    return with_named_function(lambda f, x: _nudged(f, x, up * size, down * size, (up + down) * size))


def _all_at_once(function: Function, x: np.ndarray) -> np.ndarray:
    import numpy as np

    return np.full(x.shape, (function(x + 1e-6) - function(x - 1e-6)) / 2e-6)


def _row_by_row(function: Function, x: np.ndarray) -> np.ndarray:
    import numpy as np

    gradient = np.zeros(x.shape)
    for row in range(len(x)):
        nudge = np.zeros(x.shape)
        nudge[row] = 1e-6
        gradient[row] = (function(x + nudge) - function(x - nudge)) / 2e-6
    return gradient


def _in_single_precision(function: Function, x: np.ndarray, size: float) -> np.ndarray:
    return _nudged(function, x.astype("float32"), size, size, 2 * size)


def _measured_in_words(arguments: Arguments, index: tuple[int, ...]) -> str:
    """The two values of the function, and the quotient."""
    function, x = arguments
    higher, lower = x.copy(), x.copy()
    higher[index] += 1e-6
    lower[index] -= 1e-6
    of = functions_of_arrays()[function]
    return (
        f"With this number a millionth higher the function gives {of(higher):.9f}, with it a millionth lower "
        f"{of(lower):.9f}; the difference divided by two millionths is {value_in_words(_exact(function, x)[index])}."
    )


NUMERIC_TASK = Task(
    function="numeric_gradient",
    parameters=("function", "x"),
    calls=_to_measure,
    reference=_exact,
    tolerance=3e-7,
    work_out=_measured_in_words,
    mistakes=(
        *(
            Mistake(
                name="one-sided",
                function=_step_by(size, up=up, down=1 - up),
                diagnosis="The nudge goes to one side only, and half of the function's bend is measured along with it.",
                hint="Nudge up *and* down, and divide the difference by both nudges together: 2e-6. The bend cancels.",
            )
            for up in (1.0, 0.0)
            for size in (1e-6, 1e-5, 1e-4, 1e-3, 1e-2)
        ),
        *(
            Mistake(
                name="nudge-too-coarse",
                function=_step_by(size, up=1.0, down=1.0),
                diagnosis="The nudge is too large: the function bends on the way.",
                hint="A millionth, 1e-6, is small enough, and large enough for what a float64 can tell apart.",
            )
            for size in (0.1, 0.01, 0.001)
        ),
        *(
            Mistake(
                name="nudge-too-fine",
                function=_step_by(size, up=1.0, down=1.0),
                diagnosis="The nudge is too small: what it changes lies among the last digits that a number keeps, and "
                "those are rounded.",
                hint="A millionth, 1e-6, is small enough, and large enough for what a float64 can tell apart.",
            )
            for size in (1e-10, 1e-11, 1e-12, 1e-13, 1e-14, 1e-15)
        ),
        *(
            Mistake(
                name="float32",
                function=with_named_function(partial(_in_single_precision, size=size)),
                diagnosis="The numbers are float32, which keeps about seven digits: what a nudge changes lies among "
                "the last ones, and those are rounded.",
                hint="Leave x as it is: a float64 keeps sixteen digits.",
            )
            for size in (1e-6, 1e-5, 1e-4, 1e-3)
        ),
        Mistake(
            name="divided-by-one-nudge",
            function=with_named_function(lambda f, x: _nudged(f, x, 1e-6, 1e-6, 1e-6)),
            diagnosis="The difference of two nudges is divided by one of them, so everything is twice as large.",
            hint="From one nudge below to one above are *two* nudges: divide by 2e-6.",
        ),
        Mistake(
            name="not-divided",
            function=with_named_function(lambda f, x: _nudged(f, x, 1e-6, 1e-6, 1)),
            diagnosis="The difference is not divided by the nudges, so it is tiny.",
            hint="How much for one whole step of x, not for two millionths? Divide by 2e-6.",
        ),
        Mistake(
            name="sign-lost",
            function=with_named_function(lambda f, x: -_central(f, x)),
            diagnosis="All signs are turned round.",
            hint="What the function gives above, minus what it gives below.",
        ),
        Mistake(
            name="all-at-once",
            function=with_named_function(_all_at_once),
            diagnosis="All numbers are nudged together, so nobody can tell what each of them does.",
            hint="One number at a time, all others as they were: loop over `np.ndindex(x.shape)`.",
        ),
        Mistake(
            name="whole-rows-nudged",
            function=with_named_function(_row_by_row),
            diagnosis="With several axes whole rows are nudged together: a single index is a whole row of x.",
            hint="`np.ndindex(x.shape)` goes through all places, whatever the number of axes.",
        ),
        Mistake(
            name="one-number-for-all",
            function=with_named_function(lambda f, x: _all_at_once(f, x).mean()),
            diagnosis="One number comes back for the whole array.",
            hint="The gradient has the shape of x: one number for each of its numbers.",
        ),
    ),
)
NUMERIC: Exercise = replace(
    function_exercise(
        slug="gradients-numeric",
        title="Measure a gradient",
        lesson=LESSON,
        points=4,
        task=NUMERIC_TASK,
        hints=(
            "Begin with an x that has a single number. Call the function a little above and a little below.",
            "For each place of x make two copies; in one that number is a millionth higher, in the other a millionth "
            "lower. The difference of the function's values, divided by two millionths, belongs to that place.",
            "for place in np.ndindex(x.shape): copy x twice, `higher[place] += 1e-6`, `lower[place] -= 1e-6`, "
            "`gradient[place] = (function(higher) - function(lower)) / 2e-6`.",
        ),
        solution="""gradient = np.zeros(x.shape)
for place in np.ndindex(x.shape):
    higher, lower = x.copy(), x.copy()
    higher[place] += 1e-6
    lower[place] -= 1e-6
    gradient[place] = (function(higher) - function(lower)) / 2e-6
return gradient""",
        right=(with_named_function(_central), with_named_function(_flat_and_back), with_named_function(_in_place)),
    ),
    probe=Probe(kind="function", names=(NUMERIC_TASK.function,), settings={"adapter": "named function"}),
)

# --- cross-entropy through softmax


def _answers(random: np.random.Generator) -> Iterator[Arguments]:
    """The article's answer; one image and several; probabilities that add up to 1, none of them 0."""
    import numpy as np

    yield np.array([[0.2, 0.4, 0.1, 0.3]]), np.array([[0.0, 0.0, 1.0, 0.0]])
    yield np.array([[0.75, 0.25], [0.5, 0.5]]), np.array([[1.0, 0.0], [0.0, 1.0]])
    for images, classes in ((2, 3), (4, 4), (5, 10)):
        weights = random.permutation(np.arange(1.0, images * classes + 1)).reshape(images, classes)
        yield weights / weights.sum(axis=1, keepdims=True), np.eye(classes)[random.integers(0, classes, images)]


def _step_by_step(probabilities: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """From the loss back to the probabilities, then from each probability back to every logit, in plain loops."""
    import numpy as np

    images, classes = probabilities.shape
    gradient = np.zeros((images, classes))
    for image, (p, t) in enumerate(zip(probabilities, targets, strict=True)):
        for i in range(classes):
            for j in range(classes):
                gradient[image, i] += -t[j] / p[j] * p[j] * ((i == j) - p[i]) / images
    return gradient


def _only_where_right(probabilities: np.ndarray, targets: np.ndarray) -> np.ndarray:
    gradient = probabilities.copy()
    gradient[range(len(targets)), targets.argmax(axis=1)] -= 1
    return gradient / len(targets)


def _squared_error_through_softmax(probabilities: np.ndarray, targets: np.ndarray) -> np.ndarray:
    errors = probabilities - targets
    return probabilities * (errors - (errors * probabilities).sum(axis=1, keepdims=True)) / len(targets)


def _entropy_gradient_worked_out(arguments: Arguments, index: tuple[int, ...]) -> str:
    probabilities, targets = arguments
    p, t, images = probabilities[index], targets[index], len(targets)
    divided = f", divided by {images} images" if images > 1 else ""
    return f"{value_in_words(p)} − {value_in_words(t)}{divided} is {value_in_words((p - t) / images)}."


ENTROPY_GRADIENT = function_exercise(
    slug="gradients-softmax",
    title="Back through softmax",
    lesson=LESSON,
    points=2,
    task=Task(
        function="cross_entropy_gradient",
        parameters=("probabilities", "targets"),
        calls=_answers,
        reference=_step_by_step,
        work_out=_entropy_gradient_worked_out,
        mistakes=(
            Mistake(
                name="sign-lost",
                function=lambda p, t: (t - p) / len(t),
                diagnosis="All signs are turned round: that is the way down, and the gradient is the way up.",
                hint="Probability minus target.",
            ),
            Mistake(
                name="not-averaged",
                function=lambda p, t: p - t,
                diagnosis="The gradient of the images' sum is given, not that of their mean.",
                hint="The loss is the mean over the images, so divide by their number: `len(targets)`.",
            ),
            Mistake(
                name="mean-over-classes",
                function=lambda p, t: (p - t) / p.size,
                diagnosis="It is divided by the number of all probabilities.",
                hint="The loss is the mean over the *images*: divide by `len(targets)`.",
            ),
            Mistake(
                name="divided-by-classes",
                function=lambda p, t: (p - t) / p.shape[1],
                diagnosis="It is divided by the number of classes.",
                hint="The loss is the mean over the *images*: divide by `len(targets)`.",
            ),
            Mistake(
                name="images-averaged-away",
                function=lambda p, t: (p - t).mean(axis=0),
                diagnosis="The images are averaged away.",
                hint="Every logit of every image has an entry of its own: divide by the number of images, add nothing.",
            ),
            *(
                Mistake(
                    name="not-through-softmax",
                    function=function,
                    diagnosis="That is the gradient with respect to the probabilities; softmax is yet to come.",
                    hint="Going back through softmax as well, all that is left is probability minus target.",
                )
                for function in (lambda p, t: -t / p / len(t), lambda p, t: -t / p)
            ),
            Mistake(
                name="one-from-all",
                function=lambda p, t: (p - 1) / len(t),
                diagnosis="1 is taken from every class, whatever the target.",
                hint="Only the right class has the target 1. Take `targets` away.",
            ),
            Mistake(
                name="right-class-only",
                function=lambda p, t: t * (p - t) / len(t),
                diagnosis="Only the right class has an entry.",
                hint="The wrong classes want to go down too: their target is 0, so their entry is their probability.",
            ),
            Mistake(
                name="squared-error",
                function=_squared_error_through_softmax,
                diagnosis="That is the gradient of half the squared error.",
                hint="Cross-entropy's is simpler: probability minus target, and nothing else.",
            ),
        ),
    ),
    hints=(
        "For one image it is what you measured: what do probability and target have to do with it?",
        "Probability minus target, for every class. And the loss of several images is their mean.",
        "`(probabilities - targets) / len(targets)`",
    ),
    solution="return (probabilities - targets) / len(targets)",
    right=(
        _step_by_step,
        _only_where_right,
        lambda p, t: ((p.astype("float32") - t) * (1 / p.shape[0])).tolist(),
    ),
)

# --- ReLU, backward


def _through_relu(random: np.random.Generator) -> Iterator[Arguments]:
    """Both signs of both, in all combinations, and a 0."""
    import numpy as np

    yield np.array([2.0, -3.0, 0.0]), np.array([5.0, 4.0, 7.0])
    yield np.array([1.0, -1.0, 2.0, -2.0]), np.array([-3.0, -5.0, 6.0, 4.0])
    for shape in ((2, 3), (3, 3), (2, 3, 4)):
        count = int(np.prod(shape))
        values = np.arange(count) - count // 2
        gradient = np.arange(1, count + 1) * np.where(np.arange(count) % 3 == 0, -1, 1)
        order = random.permutation(count)
        yield values[order].reshape(shape) / 2, gradient[order].reshape(shape) / 4


def _relu_in_plain_python(x: np.ndarray, gradient: np.ndarray) -> np.ndarray:
    import numpy as np

    passed = [g if value > 0 else 0.0 for value, g in zip(x.flat, gradient.flat, strict=True)]
    return np.array(passed).reshape(x.shape)


def _relu_by_where(x: np.ndarray, gradient: np.ndarray) -> np.ndarray:
    import numpy as np

    return np.where(x <= 0, 0, gradient)


def _relu_worked_out(arguments: Arguments, index: tuple[int, ...]) -> str:
    x, gradient = arguments
    value, arrives = value_in_words(x[index]), value_in_words(gradient[index])
    if x[index] > 0:
        return f"{value} went in, which is above 0, so what arrives is passed on: {arrives}."
    return f"{value} went in, which is not above 0, so nothing of the {arrives} that arrives is passed on."


RELU_BACKWARD = function_exercise(
    slug="gradients-relu",
    title="Back through ReLU",
    lesson=LESSON,
    points=2,
    task=Task(
        function="relu_backward",
        parameters=("x", "gradient"),
        calls=with_fractions(_through_relu),
        reference=_relu_in_plain_python,
        work_out=_relu_worked_out,
        mistakes=(
            Mistake(
                name="passed-at-0",
                function=lambda x, gradient: gradient * (x >= 0),
                diagnosis="What arrives at a 0 is passed on.",
                hint="At 0 itself the slope counts as 0, as in Keras: `x > 0`.",
            ),
            Mistake(
                name="zero-and-one-swapped",
                function=lambda x, gradient: gradient * (x <= 0),
                diagnosis="It is passed on where nothing is, and stopped where it should pass.",
                hint="ReLU is steep where x is *above* 0.",
            ),
            Mistake(
                name="swapped-below-0",
                function=lambda x, gradient: gradient * (x < 0),
                diagnosis="It is passed on where x is negative, and stopped where it should pass.",
                hint="ReLU is steep where x is *above* 0.",
            ),
            Mistake(
                name="slope-only",
                function=lambda x, _gradient: (x > 0) * 1.0,
                diagnosis="That is ReLU's slope; what arrives from behind is lost.",
                hint="Chain rule: the slope *times* `gradient`.",
            ),
            Mistake(
                name="relu-itself",
                function=lambda x, _gradient: x * (x > 0),
                diagnosis="That is ReLU itself, the way forward; what arrives from behind is lost.",
                hint="On the way back its slope counts, 1 above 0 and 0 elsewhere: the slope *times* `gradient`.",
            ),
            Mistake(
                name="relu-of-the-gradient",
                function=lambda _x, gradient: gradient * (gradient > 0),
                diagnosis="ReLU is applied to the gradient. A gradient may be negative.",
                hint="What matters is the sign of x, which went in; the gradient passes whatever its sign.",
            ),
            Mistake(
                name="negative-gradients-stopped",
                function=lambda x, gradient: gradient * (gradient > 0) * (x > 0),
                diagnosis="Negative gradients are stopped as well.",
                hint="Only the sign of x matters; the gradient passes whatever its sign.",
            ),
            Mistake(
                name="nothing-stopped",
                function=lambda _x, gradient: gradient * 1.0,
                diagnosis="Everything is passed on, whatever went in.",
                hint="Where x was not above 0, nothing is passed on.",
            ),
            Mistake(
                name="multiplied-by-the-output",
                function=lambda x, gradient: gradient * x * (x > 0),
                diagnosis="The gradient is multiplied by what came out, not by the slope.",
                hint="The slope of ReLU is 1 wherever x is above 0, however large x may be.",
            ),
            Mistake(
                name="sign-of-x",
                function=lambda x, gradient: gradient * ((x > 0) * 1 - (x < 0) * 1),
                diagnosis="Below 0 the gradient's sign is turned round.",
                hint="Below 0 ReLU is flat: nothing is passed on, so 0.",
            ),
        ),
    ),
    hints=(
        "How steep is ReLU at each number of x? You wrote it in the notebook on non-linearity.",
        "Where x is above 0 a nudge comes through in full, elsewhere not at all. The gradient takes the same way back.",
        "`gradient * (x > 0)`",
    ),
    solution="return gradient * (x > 0)",
    right=(
        _relu_in_plain_python,
        _relu_by_where,
        lambda x, gradient: (gradient * (x > 0)).astype("float32"),
    ),
)

# --- one step downhill


def _to_step(random: np.random.Generator) -> Iterator[Arguments]:
    """A single weight, rows, matrices and kernels; small and large learning rates."""
    import numpy as np

    yield np.array([10.0]), np.array([20.0]), 0.1
    yield np.array([1.0, -2.0]), np.array([-4.0, 0.5]), 0.5
    for shape, rate in (((3,), 0.01), ((2, 3), 2.0), ((3, 3), 0.25), ((3, 3, 2, 4), 0.1)):
        yield random.integers(-9, 10, shape) / 4, (random.integers(1, 9, shape) - 4.5) / 2, rate


def _step_in_plain_python(weights: np.ndarray, gradient: np.ndarray, learning_rate: float) -> np.ndarray:
    import numpy as np

    moved = [w - learning_rate * g for w, g in zip(weights.flat, gradient.flat, strict=True)]
    return np.array(moved).reshape(weights.shape)


def _step_worked_out(arguments: Arguments, index: tuple[int, ...]) -> str:
    weights, gradient, rate = arguments
    w, g = weights[index], gradient[index]
    slope = value_in_words(g) if g >= 0 else f"({value_in_words(g)})"
    return f"{value_in_words(w)} − {value_in_words(rate)} × {slope} = {value_in_words(w - rate * g)}."


def _sign(array: np.ndarray) -> np.ndarray:
    import numpy as np

    return np.sign(array)


STEP = function_exercise(
    slug="gradients-step",
    title="One step downhill",
    lesson=LESSON,
    points=1,
    task=Task(
        function="step_down",
        parameters=("weights", "gradient", "learning_rate"),
        calls=_to_step,
        reference=_step_in_plain_python,
        work_out=_step_worked_out,
        mistakes=(
            Mistake(
                name="update-with-a-plus",
                function=lambda weights, gradient, rate: weights + rate * gradient,
                diagnosis="The step is added, so it goes uphill and the loss grows.",
                hint="The gradient points to where the loss grows. Take it away.",
            ),
            Mistake(
                name="rate-forgotten",
                function=lambda weights, gradient, _rate: weights - gradient,
                diagnosis="The learning rate is not used.",
                hint="Multiply the gradient by `learning_rate` first.",
            ),
            Mistake(
                name="divided-by-the-rate",
                function=lambda weights, gradient, rate: weights - gradient / rate,
                diagnosis="The gradient is divided by the learning rate.",
                hint="Multiply: a small learning rate makes a small step.",
            ),
            Mistake(
                name="change-only",
                function=lambda weights, gradient, rate: -rate * gradient,
                diagnosis="That is the change, not where it leads to.",
                hint="Start from the weights: `weights - ...`.",
            ),
            Mistake(
                name="rate-on-the-weights",
                function=lambda weights, gradient, rate: rate * (weights - gradient),
                diagnosis="The learning rate multiplies the weights too, so they shrink.",
                hint="Only the gradient is multiplied: no brackets round the difference.",
            ),
            Mistake(
                name="sign-only",
                function=lambda weights, gradient, rate: weights - rate * _sign(gradient),
                diagnosis="All weights move equally far; only the gradient's sign is used.",
                hint="Where the gradient is large the step is large: multiply by the gradient itself.",
            ),
        ),
    ),
    hints=(
        "It is what you did by hand with w = 10, for all weights of an array at once.",
        "The learning rate times the gradient, taken away from the weights.",
        "`weights - learning_rate * gradient`",
    ),
    solution="return weights - learning_rate * gradient",
    right=(
        _step_in_plain_python,
        lambda weights, gradient, rate: (weights + gradient * -rate).tolist(),
        lambda weights, gradient, rate: (weights - rate * gradient).astype("float32"),
    ),
)
