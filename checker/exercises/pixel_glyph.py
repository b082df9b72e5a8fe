"""Drawing the letter L in 8 x 8 pixels: any L will do, so what is judged is what makes an L of it.

An upright stroke with a shorter foot to the right of its lower end, and nothing else. Loads NumPy when it judges.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from checker.exercise import Answers, Examples, Exercise, Questions
from checker.plain import from_plain
from checker.probe import Probe
from checker.probes.variables import UNSET, VALUE, state_of
from checker.report import Finding, Status, Verdict

if TYPE_CHECKING:
    import numpy as np

VARIABLE = "glyph"
SIDE = 8
LOWEST = 4  # rows that the letter takes at least
PARTS = ("size", "values", "letter")  # each is worth a third
RUN_FIRST = "Draw the letter in the answer cell, run the cell, then check again."

# What has to be done to a wrong letter to make it right: the mistake's name, and what it looks like.
TURNS: Mapping[str, tuple[Callable[[Any], Any], str]] = {
    "mirrored": (lambda box: box[:, ::-1], "The foot points to the left: that is an L in a mirror."),
    "upside-down": (lambda box: box[::-1], "The foot is at the top: that is an L upside down."),
    "turned-round": (lambda box: box[::-1, ::-1], "That is an L turned round by half a turn."),
    "rows-and-columns-swapped": (lambda box: box.T, "That is an L with its rows and columns exchanged."),
    "lying-down": (lambda box: box[::-1].T, "That is an L lying on its back."),
    "fallen-over": (lambda box: box[:, ::-1].T, "That is an L that has fallen on its face."),
}
TURN_HINT = (
    "Rows count downwards, columns to the right, and the row comes first: `glyph[6, 2]` lies low and to the left. "
    "The stroke is a slice of rows in one column; the foot is a slice of columns in the lowest of those rows."
)


def judge_glyph(_questions: Questions, answers: Answers) -> Verdict:
    """Right for every L: of any thickness up to half its size, at any place, at least LOWEST rows tall."""
    answer = state_of(answers, VARIABLE)
    if answer["state"] == UNSET:
        return _verdict(_finding(f"There is no `{VARIABLE}` yet. {RUN_FIRST}", status=Status.UNATTEMPTED))
    drawing = _array(answer)
    if drawing is None or drawing.ndim != 2:
        return _verdict(_no_picture(answer))
    if drawing.shape != (SIDE, SIDE):
        message = f"`{VARIABLE}` has the shape {drawing.shape}; ({SIDE}, {SIDE}) was asked for."
        return _verdict(_finding(message, f"Begin with `np.zeros(({SIDE}, {SIDE}))`.", "size", where="size"))
    if not drawing.any():
        return _verdict(_finding(f"All pixels are dark so far. {RUN_FIRST}", status=Status.UNATTEMPTED))
    if not (drawing > 0).any():
        found = " and ".join(f"{value:g}" for value in _distinct(drawing)[:3])
        message = f"No pixel is larger than 0, so nothing is lit: what it holds is {found}."
        return _verdict(_finding(message, "Write 1 into the pixels of the letter.", "not-0-and-1", where="values"))
    size = _finding(f"{SIDE} rows of {SIDE} pixels.", where="size", status=Status.PASSED)
    return _verdict(size, _values(drawing), _letter(drawing > 0))


def is_letter_l(drawing: np.ndarray) -> bool:
    """Whether the lit pixels (True) of a drawing of any size form an L."""
    if not drawing.any():
        return False
    box = _lit_box(drawing)
    height, width = box.shape
    return _has_corner(box, width // 2, height // 2) and height >= LOWEST and height > width


def _has_corner(box: np.ndarray, thickest_upright: int, thickest_foot: int) -> bool:
    """Whether the box is an upright at its left edge and a foot along its lower one, no thicker than these."""
    import numpy as np

    height = box.shape[0]
    rows, columns = np.indices(box.shape)
    return any(
        np.array_equal(box, (columns < upright) | (rows >= height - foot))
        for upright in range(1, thickest_upright + 1)
        for foot in range(1, thickest_foot + 1)
    )


def _lit_box(drawing: np.ndarray) -> np.ndarray:
    """The smallest part that holds every lit pixel."""
    rows, columns = drawing.nonzero()
    return drawing[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]


def _array(answer: Mapping[str, Any]) -> np.ndarray | None:
    """The drawing as an array of numbers; None for what is none."""
    import numpy as np

    if answer["state"] != VALUE:
        return None
    try:
        array = np.asarray(from_plain(answer["value"]))
    except ValueError:  # rows of different lengths
        return None
    return array if array.dtype.kind in "biuf" else None


def _no_picture(answer: Mapping[str, Any]) -> Finding:
    kind = answer.get("kind", "no rectangle of numbers")
    message = f"`{VARIABLE}` is {kind}; a picture of {SIDE} rows and {SIDE} columns was asked for."
    return _finding(message, f"Begin with `np.zeros(({SIDE}, {SIDE}))`, then light pixels.", "not-a-picture")


def _values(drawing: np.ndarray) -> Finding:
    """Whether every pixel is 0 or 1."""
    other = [value for value in _distinct(drawing) if value not in (0.0, 1.0)]
    if not other:
        return _finding("Only 0 and 1.", where="values", status=Status.PASSED)
    message = f"Some pixels have the value {other[0]:g}; only 0 (dark) and 1 (lit) were asked for."
    return _finding(message, "Write 1 into the pixels of the letter.", "not-0-and-1", where="values")


def _distinct(drawing: np.ndarray) -> list[float]:
    """The values that occur, in order, NaN once and last."""
    import numpy as np

    return [float(value) for value in np.unique(drawing + 0.0)]  # which makes 0 of -0


def _letter(lit: np.ndarray) -> Finding:
    """What the lit pixels show."""
    if is_letter_l(lit):
        message = "An L: an upright stroke, a shorter foot to the right, and nothing else."
        return _finding(message, where="letter", status=Status.PASSED)
    if is_letter_l(~lit):
        message = "The letter is dark and the ground is lit."
        return _finding(message, "Begin with zeros and set the letter's pixels to 1.", "negative", where="letter")
    box = _lit_box(lit)
    for name, (turn, message) in TURNS.items():
        if is_letter_l(turn(box)):
            return _finding(message, TURN_HINT, name, where="letter")
    return _letter_spoilt(lit, box)


def _letter_spoilt(lit: np.ndarray, box: np.ndarray) -> Finding:
    """What is amiss with something that is no L, whichever way it is turned."""
    height, width = box.shape
    if _has_corner(box, width // 2, height // 2):
        message = f"It is {height} rows tall and {width} columns wide."
        hint = f"Make it at least {LOWEST} rows tall, and the foot shorter than the stroke."
        return _finding(message, hint, "proportions", where="letter")
    if _has_corner(box, width - 1, height - 1):
        message = f"A stroke is too thick for a letter that is {height} rows tall and {width} columns wide."
        hint = "The upright may be half as thick as the letter is wide, the foot half as thick as the letter is tall."
        return _finding(message, hint, "too-thick", where="letter")
    for row, column in _single_faults(lit):
        fault = "is lit, and is no part of an L" if lit[row, column] else "is dark, and is missing from the L"
        message = f"One pixel is amiss: that at row {row}, column {column} {fault}."
        hint = f"Write `{VARIABLE}[{row}, {column}] = {int(not lit[row, column])}`."
        return _finding(message, hint, "one-pixel", where="letter")
    message = f"What is lit, {height} × {width} pixels in all, is no L."
    hint = "Light one column from top to bottom of the letter, then a few pixels to the right in its lowest row."
    return _finding(message, hint, "no-letter", where="letter")


def _single_faults(lit: np.ndarray) -> Iterator[tuple[int, int]]:
    """The pixels (row, column) each of which, changed alone, makes an L."""
    for row, column in ((row, column) for row in range(lit.shape[0]) for column in range(lit.shape[1])):
        changed = lit.copy()
        changed[row, column] = not lit[row, column]
        if is_letter_l(changed):
            yield row, column


def _verdict(*findings: Finding) -> Verdict:
    """Findings for one or all of the PARTS: a single one is about something that leaves no part to be judged."""
    if findings[0].status is Status.UNATTEMPTED:
        return Verdict(status=Status.UNATTEMPTED, share=0.0, findings=findings)
    right = sum(finding.status is Status.PASSED for finding in findings)
    status = Status.PASSED if right == len(PARTS) else Status.FAILED
    return Verdict(status=status, share=right / len(PARTS), findings=findings)


def _finding(
    message: str, hint: str = "", mistake: str = "", *, where: str = VARIABLE, status: Status = Status.FAILED
) -> Finding:
    return Finding(status=status, where=where, message=message, hint=hint, mistake=mistake)


# ---------------------------------------------------------------- by which the exercise proves itself


def _drawn(rows: slice, column: int, foot_row: int, foot: slice) -> Callable[[], np.ndarray]:
    """A letter of one upright and one foot, drawn when called."""

    def draw() -> np.ndarray:
        import numpy as np

        glyph = np.zeros((SIDE, SIDE))
        glyph[rows, column] = 1
        glyph[foot_row, foot] = 1
        return glyph

    return draw


_usual = _drawn(slice(1, 7), 2, 6, slice(2, 6))


def _with(draw: Callable[[], Any], change: Callable[[Any], Any] = lambda glyph: glyph) -> Callable[[], dict[str, Any]]:
    return lambda: {VARIABLE: change(draw())}


def _one_more(glyph: np.ndarray) -> np.ndarray:
    changed = glyph.copy()
    changed[0, 7] = 1
    return changed


def _thickened(glyph: np.ndarray) -> np.ndarray:
    changed = glyph.copy()
    changed[1:7, 2:5] = 1
    return changed


def _thick() -> Sequence[Sequence[bool]]:
    """Two pixels thick, over the full height, as a list of lists of booleans."""
    return [[column < 2 or row > 5 for column in range(6)] + [False] * 2 for row in range(SIDE)]


GLYPH_EXAMPLES = Examples(
    right=(
        _with(_usual),
        _with(_drawn(slice(0, 8), 0, 7, slice(0, 3)), lambda glyph: glyph.astype("uint8")),
        _with(_thick),
    ),
    wrong=(
        ("mirrored", _with(_usual, lambda glyph: glyph[:, ::-1])),
        ("upside-down", _with(_usual, lambda glyph: glyph[::-1])),
        ("turned-round", _with(_usual, lambda glyph: glyph[::-1, ::-1])),
        ("rows-and-columns-swapped", _with(_usual, lambda glyph: glyph.T)),
        ("lying-down", _with(_usual, lambda glyph: glyph.T[::-1])),
        ("fallen-over", _with(_usual, lambda glyph: glyph.T[:, ::-1])),
        ("negative", _with(_usual, lambda glyph: 1 - glyph)),
        ("not-0-and-1", _with(_usual, lambda glyph: 255 * glyph)),
        ("not-0-and-1", _with(_usual, lambda glyph: -1 * glyph)),
        ("size", _with(_usual, lambda glyph: glyph[:7])),
        ("not-a-picture", _with(_usual, lambda glyph: [*glyph.tolist()[:7], [0]])),
        ("not-a-picture", _with(_usual, lambda _glyph: "L")),
        ("one-pixel", _with(_usual, _one_more)),
        ("proportions", _with(_drawn(slice(1, 5), 1, 4, slice(1, 7)))),
        ("too-thick", _with(_usual, _thickened)),
        ("no-letter", _with(_usual, lambda glyph: glyph + glyph[:, ::-1] + glyph[::-1] > 0)),
    ),
)


GLYPH = Exercise(
    slug="pixels-glyph",
    title="Draw a letter",
    lesson="01-pixels",
    points=3,
    ask=lambda _seed: {},
    probe=Probe(kind="variables", names=(VARIABLE,)),
    judge=judge_glyph,
    examples=GLYPH_EXAMPLES,
    hints=(
        "A letter is two strokes. Which column does the upright stand in, which row does the foot lie in?",
        "Light several pixels at once with a slice: `glyph[1:7, 2] = 1` is rows 1 to 6 of column 2.",
        "After that upright, the foot: row 6, columns 2 to 5, as a slice.",
    ),
    solution="glyph[1:7, 2] = 1\nglyph[6, 2:6] = 1",
)
