"""The exercise in which learners design a kernel: it has to fire on one diagonal and on nothing else.

There is no one right answer: the judge slides the kernel over pictures that nobody has seen, and compares its largest
sums. NumPy and SciPy load when something is checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Any

from checker.exercise import Answers, Examples, Exercise, Questions
from checker.exercises.kernel_arithmetic import correlate
from checker.plain import from_plain
from checker.probe import Probe
from checker.probes.variables import UNREADABLE, UNSET, state_of
from checker.report import Finding, Status, Verdict
from checker.show import value_in_words

if TYPE_CHECKING:
    import numpy as np

VARIABLE = "detector"
MARGIN = 1.5  # how many times stronger its own diagonal has to be than anything else
SIDES = range(2, 8)  # rows and columns that a kernel may have
PICTURE = (12, 13)  # rows, columns
OWN, OTHER, LINE, EDGE, EVEN = "your diagonal", "the other diagonal", "a straight line", "a straight edge", "even grey"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """What a kernel must not fire on, and what to tell whoever's kernel does."""

    kind: str
    mistake: str
    diagnosis: str
    hint: str


# Even grey is told first: a kernel whose weights do not sum to 0 fires on the others for that reason alone. Then the
# strongest is told; of equally strong ones the first in this order.
RIVALS = (
    Rival(
        kind=EVEN,
        mistake="sum-not-zero",
        diagnosis="It fires on even grey, where there is nothing to see: its weights do not sum to 0, so whatever is "
        "bright excites it.",
        hint="Balance the positive weights with negative ones until all of them sum to 0.",
    ),
    Rival(
        kind=OTHER,
        mistake="wrong-diagonal",
        diagnosis="It fires on the diagonal that rises to the right just as much, or more.",
        hint="Row and column grow together on your diagonal: (0, 0), (1, 1), (2, 2). There the weights should be "
        "positive, and negative in the other two corners.",
    ),
    Rival(
        kind=EDGE,
        mistake="fires-on-edges",
        diagnosis="A level or upright edge between dark and light excites it as much as the diagonal, or more.",
        hint="Let every row and every column of the kernel sum to 0: then no straight edge can get through.",
    ),
    Rival(
        kind=LINE,
        mistake="fires-on-lines",
        diagnosis="A level or upright line excites it as much as the diagonal, or more.",
        hint="Let every row and every column of the kernel sum to 0: then no straight line can get through.",
    ),
)


def ask(seed: int) -> Questions:
    """Pictures of small whole numbers, each with what it shows: {"pictures": [{"shows": ..., "image": ...}, ...]}."""
    import numpy as np

    random = np.random.default_rng(seed)
    strength = int(random.integers(60, 121))
    pictures = _pictures(random, strength)
    return {"pictures": [{"shows": kind, "image": image.tolist()} for kind, image in pictures]}


def _pictures(random: np.random.Generator, strength: int) -> Iterator[tuple[str, np.ndarray]]:
    """Lines and edges of the same strength, at places and on backgrounds drawn at random."""
    import numpy as np

    rows, columns = np.indices(PICTURE)
    for offset in random.choice(range(-3, 5), size=3, replace=False):
        yield OWN, _on_background(random, strength * (columns - rows == offset))
        yield OTHER, _on_background(random, strength * (columns + rows == PICTURE[0] - 1 + offset))
    for line in (rows, columns):
        place = int(random.integers(4, 8))
        yield LINE, _on_background(random, strength * (line == place))
        yield EDGE, _on_background(random, strength * (line < place))
        yield EDGE, _on_background(random, strength * (line >= place))
    yield EVEN, np.full(PICTURE, 250)


def _on_background(random: np.random.Generator, shape: np.ndarray) -> np.ndarray:
    darkened: np.ndarray = shape + int(random.integers(20, 131))
    return darkened


def judge(questions: Questions, answers: Answers) -> Verdict:
    """Whether the kernel fires on its own diagonal, and MARGIN times less on everything else."""
    answer = state_of(answers, VARIABLE)
    if answer["state"] == UNSET:
        message = (
            f"There is no kernel yet. Put one in place of the dots (`{VARIABLE}`), run the cell, then check again."
        )
        finding = Finding(status=Status.UNATTEMPTED, where=VARIABLE, message=message)
        return Verdict(status=Status.UNATTEMPTED, share=0.0, findings=(finding,))
    if answer["state"] == UNREADABLE:
        return _failed("wrong-type", f"`{VARIABLE}` is {answer['kind']}.", "A kernel is an array: `np.array([...])`.")
    kernel = _as_kernel(answer["value"])
    if kernel is None:
        return _failed(
            "wrong-type",
            f"`{VARIABLE}` is no array of finite numbers with equally long rows.",
            "Write one list for each row: `np.array([[..., ..., ...], [..., ..., ...], [..., ..., ...]])`.",
        )
    if kernel.ndim != 2 or not all(side in SIDES for side in kernel.shape):
        return _failed(
            "wrong-shape",
            f"`{VARIABLE}` has the shape {kernel.shape}; {SIDES[0]} to {SIDES[-1]} rows and columns are wanted.",
            "3 rows of 3 numbers are enough.",
        )
    return _judge_sums(largest_sums(kernel, questions["pictures"]))


def largest_sums(kernel: np.ndarray, pictures: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """What a picture shows -> the largest sum on it; of its own diagonals the weakest, of all others the strongest.

    Not finite where the weights are so large that a sum is.
    """
    import numpy as np

    sums: dict[str, list[float]] = {}
    for picture in pictures:
        sums.setdefault(picture["shows"], []).append(float(correlate(picture["image"], kernel).max()))
    return {kind: float((np.min if kind == OWN else np.max)(values)) for kind, values in sums.items()}


def _as_kernel(plain: Any) -> np.ndarray | None:
    import numpy as np

    try:
        kernel = np.asarray(from_plain(plain))
    except ValueError:  # rows of different lengths
        return None
    if kernel.dtype.kind not in "biuf" or not np.isfinite(kernel).all():
        return None
    return kernel.astype(float)


def _judge_sums(sums: Mapping[str, float]) -> Verdict:
    own = sums[OWN]
    if not all(map(isfinite, sums.values())):
        return _failed(
            "too-large",
            "Its weights are so large that their sums can no longer be computed: they come out as infinity.",
            "Only the proportions of the weights count: small numbers, such as 1 and -1, do as well.",
        )
    if own <= 1e-9:
        return _failed(
            "silent",
            f"It does not fire on your diagonal at all: its largest sum there is {value_in_words(own)}.",
            "Positive weights along the diagonal, negative ones beside it.",
        )
    strongest = max(RIVALS, key=lambda rival: sums[rival.kind])
    told = RIVALS[0] if _beats(sums, RIVALS[0]) else strongest
    if _beats(sums, told):
        numbers = (
            f"Its largest sum is {value_in_words(sums[told.kind])} on {told.kind} and {value_in_words(own)} on {OWN}; "
            f"{OWN} has to be {MARGIN:g} times stronger."
        )
        return _failed(told.mistake, f"{told.diagnosis} {numbers}", told.hint)
    message = (
        f"its largest sum on {OWN} is {value_in_words(own)}; "
        f"on the strongest of all others, {strongest.kind}, it is {value_in_words(sums[strongest.kind])}."
    )
    finding = Finding(status=Status.PASSED, where=VARIABLE, message=message)
    return Verdict(status=Status.PASSED, share=1.0, findings=(finding,))


def _beats(sums: Mapping[str, float], rival: Rival) -> bool:
    return MARGIN * sums[rival.kind] > sums[OWN]


def _failed(mistake: str, message: str, hint: str) -> Verdict:
    finding = Finding(status=Status.FAILED, where=VARIABLE, message=message, hint=hint, mistake=mistake)
    return Verdict(status=Status.FAILED, share=0.0, findings=(finding,))


def _is(kernel: object) -> Any:
    """An example: the learner's variable holds this."""
    return lambda: {VARIABLE: kernel}


def _array(rows: Any) -> Any:
    def namespace() -> Mapping[str, object]:
        import numpy as np

        return {VARIABLE: np.array(rows, dtype="float32")}

    return namespace


DETECTOR = Exercise(
    slug="kernels-diagonal",
    title="Design a kernel that fires on your diagonal",
    lesson="03-kernels",
    points=3,
    ask=ask,
    probe=Probe(kind="variables", names=(VARIABLE,)),
    judge=judge,
    examples=Examples(
        right=(
            _is([[2, -1, -1], [-1, 2, -1], [-1, -1, 2]]),
            _array([[1, 0, -1], [0, 0, 0], [-1, 0, 1]]),  # edge a is one, too
            _is([[1, -1], [-1, 1]]),
            _array([[4 if row == column else -1 for column in range(5)] for row in range(5)]),
        ),
        wrong=(
            ("sum-not-zero", _is([[1, 0, 0], [0, 1, 0], [0, 0, 1]])),
            ("wrong-diagonal", _is([[-1, -1, 2], [-1, 2, -1], [2, -1, -1]])),
            ("wrong-diagonal", _is([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]])),
            ("fires-on-lines", _is([[-1, -1, -1], [2, 2, 2], [-1, -1, -1]])),
            ("fires-on-edges", _is([[0, 1, 2], [-1, 0, 1], [-2, -1, 0]])),
            ("fires-on-edges", _array([[3, 0, 0], [0, 3, 0], [-3, -3, 0]])),
            ("silent", _array([[0, 0, 0], [0, 0, 0], [0, 0, 0]])),
            ("silent", _is([[-2, 1], [1, -2]])),
            ("too-large", _is([[1e308] * 3] * 3)),
            ("too-large", _is([[1e308, -1e308, 1e308], [-1e308, 1e308, -1e308], [1e308, -1e308, 1e308]])),
            ("wrong-shape", _is([1, -1, 1])),
            ("wrong-type", _is("a kernel")),
            ("wrong-type", _is([[1, 2], [3]])),
        ),
    ),
    hints=(
        "On your diagonal row and column grow together: top left, middle, bottom right. Which weights lie there?",
        "Positive weights fire, negative ones hold back. Even grey must give 0: what do all weights sum to?",
        "In a 3 × 3 kernel put 2 on the diagonal and -1 in the six other cells: every row and column sums to 0.",
    ),
    solution="detector = np.array([[2, -1, -1], [-1, 2, -1], [-1, -1, 2]])",
)
