"""What a learner is told of a wrong function: which call shows it, what came, and what should have come."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from checker.function_task import Task
from checker.outcome import Outcome, is_array, is_several, numbers, same
from checker.probes.function import SECONDS
from checker.report import Finding, Status
from checker.show import call_in_words, value_in_words, values_apart, with_article

if TYPE_CHECKING:
    import numpy as np

FIRST_CELL = ("np",)  # what the first cell of every notebook imports
SORTS = {"matrix": "an `np.matrix`, which multiplies and counts its rows in a way of its own"}
KINDS = {"ndarray": "array", "list": "list", "dict": "dictionary"}  # what an argument that was changed can be
MOST_SHOWN = 5  # numbers of an index in words
NOT_A_NUMBER = "nan means not a number: it comes from 0/0, inf − inf, or the logarithm or root of a negative number."
INFINITE = (
    "inf stands for infinity: it comes from a division by 0, the logarithm of 0, or a number too large to be kept."
)


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
        return _modified(task, call, outcome.arguments, answer["modified"])
    if answer.get("nothing") == "printed":
        return finding(
            task, "The function prints its result but returns nothing.", "End it with `return ...`.", "print-for-return"
        )
    if "nothing" in answer:
        return finding(
            task,
            f"{call} gave None. On this way through the function no `return` with a value is reached.",
            "Let every way through it, each branch of an `if` too, end with `return ...`.",
            "no-return",
        )
    if "not_numbers" in answer:
        return finding(
            task,
            f"{call} gave {answer['not_numbers']}; {kind_wanted(outcome.expected)} was asked for.",
            "Return the numbers themselves.",
            "wrong-type",
        )
    return finding(task, difference(task, outcome), "Follow this one example by hand, step by step.", "")


def _modified(task: Task, call: str, arguments: Sequence[Any], place: int) -> Finding:
    """The function changed the argument at `place`."""
    name = task.parameters[place]
    kind = KINDS.get(type(arguments[place]).__name__, "value")
    return finding(
        task,
        f"{call} changed the {kind} that it was given as `{name}`.",
        f"Work on a copy (`{name} = {name}.copy()`), or build a new {kind}: whoever calls the function still needs "
        "theirs.",
        "modified-input",
    )


def _raised(task: Task, call: str, raised: Mapping[str, str]) -> Finding:
    """The function stopped; a name that is not there and the end of Python itself have words of their own."""
    kind, line = raised["type"], _line(raised)
    if kind == "SystemExit":
        return finding(
            task,
            f"{call} ended Python itself{line}, so nothing came back.",
            "Take `exit()`, `quit()` or `sys.exit()` out: a function ends with `return ...`.",
            "exit-for-return",
        )
    if kind == "KeyboardInterrupt":
        return finding(task, f"{call} was interrupted{line}.", "Check again, and let it run to its end.", "interrupted")
    if kind == "RecursionError":
        return finding(
            task,
            f"{call} calls itself again and again{line}, until Python gives up.",
            "When is it to stop? Test for that before the function calls itself.",
            "raised",
        )
    if kind == "NameError" and (name := _missing_name(raised["message"])):
        message, hint = _not_defined(name)
        return finding(task, f"{call} stopped{line}: {message}", hint, "raised")
    return finding(
        task,
        f"{call} {_stopped(raised)}",
        "Call it yourself like this in a new cell: the red text shows the line.",
        "raised",
    )


def _stopped(raised: Mapping[str, str]) -> str:
    """With which exception, in which line, in which words."""
    said = " ".join(raised["message"].split())
    return f"stopped with {with_article(raised['type'])}{_line(raised)}{f': {said}' if said else '.'}"


def _line(raised: Mapping[str, str]) -> str:
    return f" in the line `{raised['code']}`" if raised["code"] else ""


def _missing_name(said: str) -> str:
    found = re.search(r"name '(\w+)' is not defined", said)
    return found.group(1) if found else ""


def _not_defined(name: str) -> tuple[str, str]:
    """What is missing, and where it comes from: the judge does not see the notebook, but knows how each begins."""
    above = "in JupyterLab: Run > Run All Above Selected Cell"
    if name in FIRST_CELL:
        return f"`{name}` is not defined.", f"Run the cells above the answer first ({above}), then check again."
    return (
        f"`{name}` is not defined.",
        f"If a cell above the answer makes it, run that first ({above}). If none does: is it spelt right?",
    )


def kind_wanted(expected: Any) -> str:
    """What sort of result was asked for."""
    if is_several(expected):
        return f"{len(expected)} results in a tuple"
    if is_array(expected):
        return "an array of numbers"
    return "a tuple or list of numbers" if isinstance(expected, tuple | list) else "a number"


def sort_in_words(sort: str) -> str:
    """What came in an array's place."""
    return SORTS.get(sort, with_article(sort))


def difference(task: Task, outcome: Outcome) -> str:
    """The first cell that differs, worked out; of several results, in the first one that differs."""
    call = example(task, outcome)
    if "raised" in outcome.answer:
        return f"{call} {_stopped(outcome.answer['raised'])}"
    if "value" not in outcome.answer:
        return f"{call} shows it."
    received, expected = outcome.received, outcome.expected
    at: tuple[int, ...] = ()
    if is_several(expected):
        given = len(received) if isinstance(received, tuple | list) else 1
        if given != len(expected):
            return f"{call} gave {_results(given)}; {_results(len(expected))} are right."
        pairs = zip(expected, received, strict=True)
        at = (next(i for i, pair in enumerate(pairs) if not same(*pair, outcome.tolerance)),)
        received, expected = received[at[0]], expected[at[0]]
    where = f"{call}: result {at[0] + 1} of {len(outcome.expected)}" if at else call
    want, got = numbers(expected), numbers(received)
    if want is None or got is None:
        gave, right = values_apart(received, expected)
        return f"{where} gave {gave}; {right} is right."
    if want.shape != got.shape:
        return f"{where} gave {_shape_in_words(got)}; {_shape_in_words(want)} is right."
    return _first_cell(task, outcome, where, at, want, got)


def _results(number: int) -> str:
    return f"{number} result{'' if number == 1 else 's'}"


def _first_cell(
    task: Task, outcome: Outcome, where: str, at: tuple[int, ...], want: np.ndarray, got: np.ndarray
) -> str:
    import numpy as np

    differing = ~np.isclose(got, want, rtol=outcome.tolerance, atol=outcome.tolerance)
    index = tuple(int(i) for i in np.argwhere(differing)[0])
    gave, right = values_apart(got[index].item(), want[index].item())
    place = f": at {_place(index)} you gave" if index else " gave"
    told = f"{where}{place} {gave}; {right} is right."
    if not np.isfinite(got[index]):
        told = f"{told} {NOT_A_NUMBER if np.isnan(got[index]) else INFINITE}"
    return told if task.work_out is None else f"{told} {task.work_out(outcome.arguments, (*at, *index))}"


def _shape_in_words(array: np.ndarray) -> str:
    return f"the shape {array.shape}" if array.ndim else f"the single number {value_in_words(array.item())}"


def _place(index: tuple[int, ...]) -> str:
    if len(index) == 2:
        return f"row {index[0]}, column {index[1]}"
    return f"index {index[0]}" if len(index) == 1 else f"index {index[:MOST_SHOWN]}"
