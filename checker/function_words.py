"""What a learner is told of a wrong function: which call shows it, what came, and what should have come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.function_task import Task
from checker.outcome import Outcome, is_several, numbers, same
from checker.probes.function import SECONDS
from checker.report import Finding, Status
from checker.show import apart, call_in_words, value_in_words, with_article

if TYPE_CHECKING:
    import numpy as np

MOST_SHOWN = 5  # numbers of an index in words
NOT_A_NUMBER = "(nan, not a number, is what 0/0 leaves, or the logarithm or the root of a negative number.)"


def finding(task: Task, message: str, hint: str, mistake: str) -> Finding:
    """A finding that costs points, at the learner's function."""
    return Finding(status=Status.FAILED, where=task.function, message=message, hint=hint, mistake=mistake)


def example(task: Task, outcome: Outcome) -> str:
    """The call, as one would type it."""
    return call_in_words(task.function, task.parameters, outcome.arguments)


def unnamed(task: Task, outcome: Outcome | None) -> Finding:
    """A wrong outcome of no known mistake: what differs, and where. None: the call did not come back."""
    if outcome is None or "late" in outcome.answer:
        return finding(
            task,
            f"The function had not come back after {SECONDS:.0f} seconds, so it was stopped.",
            "Is there a loop that never ends? Look at what its condition waits for.",
            "endless-loop",
        )
    answer, call = outcome.answer, example(task, outcome)
    if "raised" in answer:
        return _raised(task, call, answer["raised"])
    if "modified" in answer:
        return finding(
            task,
            f"{call} changed the array that it was given.",
            "Work on a copy (`x = x.copy()`), or build a new array: whoever calls the function still needs theirs.",
            "modified-input",
        )
    if answer.get("nothing") == "printed":
        return finding(
            task, "The function prints its result but returns nothing.", "End it with `return ...`.", "print-for-return"
        )
    if "nothing" in answer:
        return finding(task, f"{call} returned None.", "End the function with `return ...`.", "no-return")
    if "not_numbers" in answer:
        return finding(
            task,
            f"{call} gave {answer['not_numbers']}; {kind_wanted(outcome.expected)} was asked for.",
            "Return the numbers themselves.",
            "wrong-type",
        )
    return finding(task, difference(task, outcome), "Follow this one example by hand, step by step.", "")


def _raised(task: Task, call: str, raised: dict[str, str]) -> Finding:
    kind, said = raised["type"], raised["message"]
    if kind in ("SystemExit", "KeyboardInterrupt"):
        return finding(
            task,
            f"{call} ended the program instead of giving a result.",
            "Take `exit()`, `quit()` and `sys.exit()` out; a function ends with `return ...`.",
            "exit-for-return",
        )
    line = f" in the line `{raised['code']}`" if raised["code"] else ""
    hint = "Call it yourself like this in a new cell: the red text shows the line."
    if kind == "NameError":
        hint = (
            "Is the name spelt right? If a cell above makes it (`import numpy as np`, for one), run that cell first: "
            "menu Run > Run All Above Selected Cell."
        )
    return finding(task, f"{call} stopped with {with_article(kind)}{line}: {said}", hint, "raised")


def kind_wanted(expected: Any) -> str:
    """What sort of result was asked for."""
    import numpy as np

    if is_several(expected):
        return f"{len(expected)} results in a tuple"
    if isinstance(expected, np.ndarray) and expected.ndim:
        return "an array of numbers"
    return "a tuple of numbers" if isinstance(expected, tuple | list) else "a number"


def difference(task: Task, outcome: Outcome) -> str:
    """The first cell that differs, worked out; of several results, in the first one that differs."""
    call = example(task, outcome)
    if "value" not in outcome.answer:
        return f"{call} shows it."
    received, expected = outcome.received, outcome.expected
    at: tuple[int, ...] = ()
    if is_several(expected) and isinstance(received, tuple | list) and len(received) == len(expected):
        pairs = zip(expected, received, strict=True)
        at = (next(i for i, pair in enumerate(pairs) if not same(*pair, outcome.tolerance)),)
        received, expected = received[at[0]], expected[at[0]]
    where = f"{call}: result {at[0] + 1} of {len(outcome.expected)}" if at else call
    want, got = numbers(expected), numbers(received)
    if want is None or got is None:
        return f"{where} gave {value_in_words(received)}; {value_in_words(expected)} is right."
    if want.shape != got.shape:
        return f"{where} gave {_shape_in_words(got)}; {_shape_in_words(want)} is right."
    return _first_cell(task, outcome, where, at, want, got)


def _first_cell(
    task: Task, outcome: Outcome, where: str, at: tuple[int, ...], want: np.ndarray, got: np.ndarray
) -> str:
    import numpy as np

    differing = ~np.isclose(got, want, rtol=outcome.tolerance, atol=outcome.tolerance)
    index = tuple(int(i) for i in np.argwhere(differing)[0])
    gave, right = apart(got[index].item(), want[index].item())
    told = f"{where}: at {_place(index)} you gave {gave}" if index else f"{where} gave {gave}"
    told = f"{told}; {right} is right."
    if np.isnan(got[index]):
        told = f"{told} {NOT_A_NUMBER}"
    return told if task.work_out is None else f"{told} {task.work_out(outcome.arguments, (*at, *index))}"


def _shape_in_words(array: np.ndarray) -> str:
    return f"the shape {array.shape}" if array.ndim else f"the single number {value_in_words(array.item())}"


def _place(index: tuple[int, ...]) -> str:
    if len(index) == 2:
        return f"row {index[0]}, column {index[1]}"
    return f"index {index[0]}" if len(index) == 1 else f"index {index[:MOST_SHOWN]}"
