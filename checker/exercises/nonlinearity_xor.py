"""XOR by hand: the learner sets the weights of a tiny ReLU network, and what is judged is what it computes.

Any weights will do that put the output above ½ where exactly one input is 1, and below ½ elsewhere. Loads NumPy when it
judges.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from checker.exercise import Answers, Examples, Exercise, Questions
from checker.plain import from_plain
from checker.probe import Probe
from checker.probes.variables import UNREADABLE, UNSET, state_of
from checker.report import Finding, Status, Verdict
from checker.show import value_in_words

if TYPE_CHECKING:
    import numpy as np

SHAPES: Mapping[str, tuple[int, ...]] = {
    "hidden_weights": (2, 2),
    "hidden_biases": (2,),
    "output_weights": (2,),
    "output_bias": (),
}
FORMS: Mapping[str, str] = {
    "hidden_weights": "One row for each input, one column for each unit, in this form: [[1, 2], [3, 4]].",
    "hidden_biases": "One number for each unit, in this form: [1, 2].",
    "output_weights": "One number for each unit, in this form: [1, 2].",
    "output_bias": "One number, without brackets.",
}
INPUTS = ((0, 0), (0, 1), (1, 0), (1, 1))
XOR_TABLE = (False, True, True, False)
OTHER_TABLES: Mapping[tuple[bool, ...], tuple[str, str, str]] = {
    (True, False, False, True): (
        "upside-down",
        "The network says yes where XOR says no, and no where it says yes.",
        "Turn the signs of `output_weights` round, and take `output_bias` from 1: what was y becomes 1 − y.",
    ),
    (False, True, True, True): (
        "or-for-xor",
        "The network computes OR: it says yes for (1, 1) too.",
        "Have the second unit wake up for (1, 1) alone, and give it a negative weight on the way out.",
    ),
    (False, False, False, True): (
        "and-for-xor",
        "The network computes AND: it says yes for (1, 1) alone.",
        "Have one unit count the ones, and the other take away what (1, 1) has too much.",
    ),
}
Weights = Mapping[str, "np.ndarray"]


def _judge(_questions: Questions, answers: Answers) -> Verdict:
    """Right when the network's output is on the right side of ½ for all four inputs."""
    read = {name: state_of(answers, name) for name in SHAPES}
    if all(answer["state"] == UNSET for answer in read.values()):
        message = "Nothing is filled in yet. Put your weights and biases in place of the dots, then run the cell."
        return _verdict(Finding(status=Status.UNATTEMPTED, where="answer cell", message=message))
    faults = tuple(fault for name, answer in read.items() if (fault := _fault(name, answer)))
    if faults:
        return _verdict(*faults)
    weights = {name: _array(answer) for name, answer in read.items()}
    if _says(weights) == XOR_TABLE:
        written = ", ".join(f"{value_in_words(y)} for {x}" for x, y in zip(INPUTS, _outputs(weights), strict=True))
        message = f"Above ½ for (0, 1) and (1, 0), below ½ for (0, 0) and (1, 1): the output is {written}."
        return _verdict(Finding(status=Status.PASSED, where="the network", message=message))
    return _verdict(_wrong_network(weights))


def _fault(name: str, answer: Mapping[str, Any]) -> Finding | None:
    """What is amiss with one variable by itself, if anything is."""
    wanted = f"an array of shape {SHAPES[name]}" if SHAPES[name] else "one number"
    if answer["state"] == UNSET:
        return _failed(name, f"`{name}` is still open.", FORMS[name], "left-open")
    if answer["state"] == UNREADABLE:
        return _failed(name, f"`{name}` is {answer['kind']}; {wanted} was asked for.", FORMS[name], "wrong-type")
    array = _array(answer)
    if array is None:
        return _failed(name, f"`{name}` is no array of numbers; {wanted} was asked for.", FORMS[name], "wrong-type")
    if array.shape != SHAPES[name]:
        shape = f"of shape {array.shape}" if array.shape else "a single number"
        return _failed(name, f"`{name}` is {shape}; {wanted} was asked for.", FORMS[name], "shape")
    if not _is_finite(array):
        return _failed(name, f"`{name}` holds a number that is not finite.", "Ordinary numbers will do.", "not-finite")
    return None


def _array(answer: Mapping[str, Any]) -> Any:
    import numpy as np

    try:
        array = np.asarray(from_plain(answer["value"]))
    except ValueError:  # rows of different lengths
        return None
    return array.astype(float) if array.dtype.kind in "biuf" else None


def _is_finite(array: np.ndarray) -> bool:
    import numpy as np

    return bool(np.isfinite(array).all())


def _before_relu(weights: Weights) -> np.ndarray:
    """What the hidden units get, (4 inputs, 2 units)."""
    import numpy as np

    return np.array(INPUTS) @ weights["hidden_weights"] + weights["hidden_biases"]


def _outputs(weights: Weights) -> np.ndarray:
    return _before_relu(weights).clip(0) @ weights["output_weights"] + weights["output_bias"]


def _says(weights: Weights) -> tuple[bool, ...] | None:
    """The network's four answers; None where one lies on ½ itself, so that it is no answer."""
    outputs = _outputs(weights)
    return None if (abs(outputs - 0.5) < 1e-9).any() else tuple((outputs > 0.5).tolist())


def _wrong_network(weights: Weights) -> Finding:
    """Why the network fails: the first of the known reasons that applies, or its first wrong row."""
    where = "the network"
    if _says({**weights, "hidden_weights": weights["hidden_weights"].T}) == XOR_TABLE:
        message = f"With rows and columns of `hidden_weights` exchanged it is right. {_worked_out(weights)}"
        hint = "Rows belong to inputs, columns to units: `hidden_weights[0, 1]` leads from the first input to unit 1."
        return _failed(where, message, hint, "rows-and-columns-swapped")
    if (known := OTHER_TABLES.get(_says(weights) or ())) is not None:
        name, diagnosis, hint = known
        return _failed(where, f"{diagnosis} {_worked_out(weights)}", hint, name)
    if not _bends(weights):
        message = (
            "ReLU changes nothing here: no unit is below 0 for some inputs and above 0 for others, so the network is "
            f"linear, and no linear one can do XOR. {_worked_out(weights)}"
        )
        hint = "Give one unit a bias that keeps it below 0 until both inputs are 1."
        return _failed(where, message, hint, "never-bent")
    hint = "Follow this input by hand, then the other three. One unit that counts the ones is a good beginning."
    return _failed(where, _worked_out(weights), hint, "")


def _bends(weights: Weights) -> bool:
    before = _before_relu(weights)
    return bool(((before < 0).any(axis=0) & (before > 0).any(axis=0)).any())


def _worked_out(weights: Weights) -> str:
    """The first input that is answered wrongly, and how its output comes about."""
    outputs = _outputs(weights)
    row = next(i for i, y in enumerate(outputs) if (y > 0.5) != XOR_TABLE[i] or abs(y - 0.5) < 1e-9)
    before = _before_relu(weights)[row]
    after = before.clip(0)
    terms = " + ".join(f"{_short(h)}×{_short(w)}" for h, w in zip(after, weights["output_weights"], strict=True))
    return (
        f"For {INPUTS[row]} the units get {_short(before[0])} and {_short(before[1])}, ReLU makes {_short(after[0])} "
        f"and {_short(after[1])} of them, and the output is {terms} + {_short(weights['output_bias'])} = "
        f"{_short(outputs[row])}; {'more' if XOR_TABLE[row] else 'less'} than ½ is asked for."
    )


def _short(number: Any) -> str:
    """Negative numbers in brackets, as they stand in a sum."""
    written = value_in_words(float(number)).replace("-", "−")
    return f"({written})" if written.startswith("−") else written


def _failed(where: str, message: str, hint: str, mistake: str) -> Finding:
    return Finding(status=Status.FAILED, where=where, message=message, hint=hint, mistake=mistake)


def _verdict(*findings: Finding) -> Verdict:
    status = findings[0].status
    return Verdict(status=status, share=float(status is Status.PASSED), findings=findings)


def _network(
    hidden_weights: object, hidden_biases: object, output_weights: object, output_bias: object
) -> Callable[[], Mapping[str, object]]:
    values = (hidden_weights, hidden_biases, output_weights, output_bias)
    return lambda: dict(zip(SHAPES, values, strict=True))


def _as_arrays() -> Mapping[str, object]:
    """Two units that each wait for one input to outdo the other; no bias at all."""
    import numpy as np

    return _network(np.array([[1.0, -1.0], [-1.0, 1.0]]), np.zeros(2), np.ones(2), np.float32(0))()


XOR = Exercise(
    slug="nonlinearity-xor",
    title="XOR with two units",
    lesson="05-non-linearity",
    points=3,
    ask=lambda _seed: {},
    probe=Probe(kind="variables", names=tuple(SHAPES)),
    judge=_judge,
    examples=Examples(
        right=(
            _network([[1, 1], [1, 1]], [0, -1], [1, -2], 0),
            _as_arrays,
            _network([[-1, 2], [-1, 2]], (1, -3), (-1.0, -1.0), 0.75),
        ),
        wrong=(
            ("or-for-xor", _network([[1, 1], [1, 1]], [0, -1], [1, 0], 0)),
            ("and-for-xor", _network([[1, 1], [1, 1]], [0, -1], [0, 1], 0)),
            ("upside-down", _network([[1, 1], [1, 1]], [0, -1], [-1, 2], 1)),
            ("rows-and-columns-swapped", _network([[1, 1], [2, 2]], [0, -2], [1, -1], 0)),
            ("never-bent", _network([[1, 1], [1, 1]], [0, 1], [1, -1], 0)),
            ("shape", _network([1, 1], [0, -1], [1, -2], 0)),
            ("left-open", _network([[1, 1], [1, 1]], [0, -1], ..., 0)),
            ("not-finite", _network([[1, 1], [1, 1]], [0, float("nan")], [1, -2], 0)),
            ("wrong-type", _network([[1, 1], [1, 1]], [0, -1], [1, -2], "zero")),
        ),
    ),
    hints=(
        "Begin with what the units get for the four inputs, before ReLU: x @ hidden_weights + hidden_biases.",
        "If both units just add the two inputs, they count the ones: 0, 1, 1, 2. XOR wants 0, 1, 1, 0. So the second "
        "unit should wake up only at 2, which a bias can see to, and take something away.",
        "All four hidden weights 1, the biases 0 and −1: the units give 0, 1, 1, 2 and 0, 0, 0, 1. What times the "
        "second brings the 2 down to 0?",
    ),
    solution="""hidden_weights = [[1, 1], [1, 1]]
hidden_biases = [0, -1]
output_weights = [1, -2]
output_bias = 0""",
)
