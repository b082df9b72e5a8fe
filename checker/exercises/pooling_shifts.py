"""The exercise of 06 that has no one answer: a map that pooling protects from a shift, and one that it does not.

The judge shifts and pools what it is given. NumPy is loaded when something is checked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from checker.exercise import Answers, Examples, Exercise, Questions
from checker.exercises.pooling_windows import LESSON, largest
from checker.plain import from_plain
from checker.probe import Probe
from checker.probes.variables import UNREADABLE, UNSET, state_of
from checker.report import Finding, Status, Verdict
from checker.show import value_in_words

if TYPE_CHECKING:
    from checker.exercises.pooling_windows import Array

SIDES = (2, 4, 6, 8)  # rows and columns that a map may have: windows of 2 side by side leave nothing over


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One of the two maps."""

    variable: str
    changes: bool  # whether the pooled map is to be another one after the shift
    mistake: str  # what it is called where the pooled map does the opposite
    diagnosis: str
    hint: str


WANTED = (
    Wanted(
        variable="stays",
        changes=False,
        mistake="changes-after-all",
        diagnosis="the pooled map changes with the shift",
        hint="A bright pixel must stay inside its window: on which column of a window must it begin?",
    ),
    Wanted(
        variable="changes",
        changes=True,
        mistake="stays-after-all",
        diagnosis="the pooled map is the same before and after the shift",
        hint="Let a bright pixel cross from one window into the next: on which column does it begin?",
    ),
)


def shifted(image: Array) -> Array:
    """One pixel to the right; zeros come in on the left, the last column is lost."""
    import numpy as np

    return np.pad(image, ((0, 0), (1, 0)))[:, :-1]


def judge(_questions: Questions, answers: Answers) -> Verdict:
    """Whether each map behaves as it should; half of the points for each."""
    read = {wanted.variable: state_of(answers, wanted.variable) for wanted in WANTED}
    if all(answer["state"] == UNSET for answer in read.values()):
        message = "There is no map yet. Put two in place of the dots (`stays`, `changes`), run the cell, check again."
        finding = Finding(status=Status.UNATTEMPTED, where="answer cell", message=message)
        return Verdict(status=Status.UNATTEMPTED, share=0.0, findings=(finding,))
    findings = _swapped(read) or tuple(_judge_map(wanted, read[wanted.variable]) for wanted in WANTED)
    right = sum(finding.status is Status.PASSED for finding in findings)
    status = Status.PASSED if right == len(WANTED) else Status.FAILED
    return Verdict(status=status, share=right / len(WANTED), findings=findings)


def _swapped(read: Mapping[str, Mapping[str, Any]]) -> tuple[Finding, ...]:
    """The one finding for two maps in each other's place; nothing otherwise."""
    turned = [_judge_map(one, read[other.variable]) for one, other in zip(WANTED, WANTED[::-1], strict=True)]
    if any(finding.status is not Status.PASSED for finding in turned):
        return ()
    return (
        Finding(
            status=Status.FAILED,
            where="stays and changes",
            message="The two maps stand in each other's place.",
            hint="`stays` is the one whose pooled map is the same before and after the shift.",
            mistake="swapped",
        ),
    )


def _judge_map(wanted: Wanted, answer: Mapping[str, Any]) -> Finding:
    if answer["state"] == UNSET:
        return _failed(wanted, "left-open", f"`{wanted.variable}` is still open.", "Put a small array in its place.")
    if answer["state"] == UNREADABLE:
        return _failed(wanted, "wrong-type", f"`{wanted.variable}` is {answer['kind']}.", "Write `np.array([...])`.")
    image = _as_map(answer["value"])
    if image is None:
        return _failed(
            wanted,
            "wrong-type",
            f"`{wanted.variable}` is no array of finite numbers with equally long rows.",
            "Write one list for each row: `np.array([[..., ...], [..., ...]])`.",
        )
    if image.ndim != 2 or not all(side in SIDES for side in image.shape):
        return _failed(
            wanted,
            "wrong-shape",
            f"`{wanted.variable}` has the shape {image.shape}; 2, 4, 6 or 8 rows and columns are wanted.",
            "2 rows of 4 numbers are enough.",
        )
    return _judge_shift(wanted, image)


def _as_map(plain: Any) -> Array | None:
    import numpy as np

    try:
        image = np.asarray(from_plain(plain))
    except ValueError:  # rows of different lengths
        return None
    if image.dtype.kind not in "biuf" or not np.isfinite(image).all():
        return None
    return image.astype(float)


def _judge_shift(wanted: Wanted, image: Array) -> Finding:
    if not image.any():
        return _failed(
            wanted,
            "nothing-to-shift",
            f"`{wanted.variable}` holds zeros only, so a shift changes nothing.",
            "Put at least one bright pixel in.",
        )
    if image[:, -1].any():
        return _failed(
            wanted,
            "over-the-edge",
            f"The last column of `{wanted.variable}` is not all 0: the shift pushes it over the edge.",
            "Keep the last column 0. Then it is the shift alone that makes the difference.",
        )
    before, after = largest(image, 2, 2), largest(shifted(image), 2, 2)
    pooled = f"{value_in_words(before)} before, {value_in_words(after)} after"
    if (before != after).any() != wanted.changes:
        return _failed(wanted, wanted.mistake, f"`{wanted.variable}`: {wanted.diagnosis}: {pooled}.", wanted.hint)
    if not before.any():
        return _failed(
            wanted,
            "pooled-to-nothing",
            f"`{wanted.variable}`: the pooled map holds zeros only, so there is nothing in it that could stay.",
            "Put in a bright pixel, one above 0: it is the largest of its window.",
        )
    return Finding(status=Status.PASSED, where=wanted.variable, message=f"pooled, it is {pooled}.")


def _failed(wanted: Wanted, mistake: str, message: str, hint: str) -> Finding:
    return Finding(status=Status.FAILED, where=wanted.variable, message=message, hint=hint, mistake=mistake)


STAYS = [[5, 0, 0, 0], [0, 0, 0, 0]]
CHANGES = [[0, 5, 0, 0], [0, 0, 0, 0]]


def _are(stays: object = None, changes: object = None) -> Callable[[], Mapping[str, object]]:
    """An example: the learner's variables hold these; what is not given is right."""
    return lambda: {
        "stays": STAYS if stays is None else stays,
        "changes": CHANGES if changes is None else changes,
    }


def _arrays(stays: Any, changes: Any) -> Callable[[], Mapping[str, object]]:
    def namespace() -> Mapping[str, object]:
        import numpy as np

        return {"stays": np.array(stays, dtype=np.uint8), "changes": np.array(changes, dtype=np.float32)}

    return namespace


SHIFTED_MAPS = Exercise(
    slug="pooling-counterexample",
    title="One map that stays, one that changes",
    lesson=LESSON,
    points=2,
    ask=lambda _seed: {},
    probe=Probe(kind="variables", names=tuple(wanted.variable for wanted in WANTED)),
    judge=judge,
    examples=Examples(
        right=(
            _are(),
            _arrays([[1, 1, 1, 0]] * 4, [[0, 0.5, 0, 0], [0.25, 0, 0, 0]]),
            _arrays([[0, 0, 0, 0, 9, 0], [0, 0, 3, 0, 0, 0]], [[1, 2, 3, 4, 5, 0], [0, 0, 0, 0, 0, 0]]),
        ),
        wrong=(
            ("changes-after-all", _are(stays=[[0, 5, 0, 0], [0, 0, 0, 0]])),
            ("stays-after-all", _are(changes=[[5, 0, 3, 0], [0, 0, 0, 0]])),
            ("swapped", _are(stays=CHANGES, changes=STAYS)),
            ("nothing-to-shift", _are(stays=[[0, 0], [0, 0]])),
            ("pooled-to-nothing", _are(stays=[[-5, 0, 0, 0], [0, 0, 0, 0]])),
            ("over-the-edge", _are(changes=[[0, 0, 0, 5], [0, 0, 0, 0]])),
            ("wrong-shape", _are(stays=[[5, 0, 0]])),
            ("wrong-shape", _are(changes=[0, 5, 0, 0])),
            ("wrong-type", _are(stays="a map")),
            ("wrong-type", _are(changes=[[1, 2], [3]])),
            ("left-open", _are(changes=...)),
        ),
    ),
    hints=(
        "One bright pixel in each map is enough. The windows cover columns 0 and 1, then columns 2 and 3.",
        "A pixel that moves from column 0 to column 1 stays in its window. One that moves from 1 to 2 does not.",
        "`stays` has its bright pixel in column 0, `changes` in column 1; everything else is 0.",
    ),
    solution=("stays = np.array([[5, 0, 0, 0], [0, 0, 0, 0]])\nchanges = np.array([[0, 5, 0, 0], [0, 0, 0, 0]])"),
)
