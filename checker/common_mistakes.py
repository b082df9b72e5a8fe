"""Mistakes that can be made in any function: fractions lost on the way, two parameters taken for each other.

They are looked for where none of a task's own mistakes explains what came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Any

from checker.function_task import Mistake, Task
from checker.known_mistakes import Shown, Tried
from checker.outcome import Outcome, is_several, numbers
from checker.time_limit import TimeUpError, run_within

LEAST_EVIDENCE = 2  # calls that must show that parameters are swapped: one may agree by chance
SECONDS = 0.2  # for all swapped calls: with a stride of 0, a reference may walk for ever
MOST_PLACES = 4  # after the point, to which results may have been rounded


def common_mistake(task: Task, wrong: Sequence[Outcome], right: Sequence[Outcome]) -> Shown | None:
    """The mistake behind all wrong outcomes, and the smallest call that shows it; None where there is none."""
    return _fractions_lost(wrong) or _arguments_swapped(task, wrong, right) if wrong else None


def _fractions_lost(wrong: Sequence[Outcome]) -> Shown | None:
    """Every wrong number is the right one without its fraction; a mere constant is not taken for it.

    Right calls do not contradict it: an array of whole numbers loses fractions where the next call's floats keep them.
    """
    for change, diagnosis, hint in _ways_to_lose_fractions():
        changed = [_each(change, outcome.expected) for outcome in wrong]
        if all(outcome.gave(result) for outcome, result in zip(wrong, changed, strict=True)) and _varied(changed):
            name = "fractions-lost"
            return Mistake(name=name, function=lambda *_: None, diagnosis=diagnosis, hint=hint), wrong[0]
    return None


def _ways_to_lose_fractions() -> Iterator[tuple[Callable[[Any], Any], str, str]]:
    """For each: what it does to an array, what to tell, what to try."""
    import numpy as np

    cut = (
        "Look for `int(...)`, `.astype(int)`, for `//` in place of `/`, and for an array of whole numbers that "
        "the results are put into: `np.zeros_like(x)` holds only what `x` can hold, `np.zeros(x.shape)` fractions too."
    )
    yield np.trunc, "Your numbers are the right ones with what comes after the point cut off.", cut
    yield np.floor, "Your numbers are the right ones rounded down to whole numbers.", cut
    yield np.ceil, "Your numbers are the right ones rounded up to whole numbers.", "Return them as they are."
    rounding = "Return the numbers as they are; round them only where you print them."
    yield np.round, "Your numbers are the right ones rounded to whole numbers.", rounding
    for places in range(1, MOST_PLACES + 1):
        after = f"{places} {'place' if places == 1 else 'places'} after the point"
        yield (
            lambda array, places=places: np.round(array, places),  # type: ignore[misc]
            f"Your numbers are the right ones rounded to {after}.",
            rounding,
        )


def _each(change: Callable[[Any], Any], result: Any) -> Any:
    """`result` changed; each of several."""
    if is_several(result):
        return tuple(_each(change, part) for part in result)
    array = numbers(result)
    return result if array is None else change(array)


def _varied(results: Sequence[Any]) -> bool:
    """Whether there are different numbers in them."""
    import numpy as np

    parts = [part for result in results for part in (result if is_several(result) else (result,))]
    found = [numbers(part) for part in parts]
    return len(np.unique(np.concatenate([array.ravel() for array in found if array is not None]))) > 1


def _arguments_swapped(task: Task, wrong: Sequence[Outcome], right: Sequence[Outcome]) -> Shown | None:
    """The function gives what is right with two of its arguments exchanged, in every call, and calls enough show it."""
    found: list[Shown] = []

    def look() -> None:
        for i, j in combinations(range(len(task.parameters)), 2):
            if not all(_of_one_kind(outcome.arguments[i], outcome.arguments[j]) for outcome in wrong):
                continue
            swapped = Tried(_swapped(task, i, j))
            evidence = swapped.evidence(wrong) if swapped.explains(wrong) else []
            if len(evidence) >= LEAST_EVIDENCE and swapped.spares(right):
                found.append((swapped.mistake, evidence[0]))
                return

    try:
        run_within(SECONDS, look)
    except TimeUpError:
        return None
    return found[0] if found else None


def _swapped(task: Task, i: int, j: int) -> Mistake:
    one, other = task.parameters[i], task.parameters[j]

    def reference_swapped(*arguments: Any) -> Any:
        given = list(arguments)
        given[i], given[j] = given[j], given[i]
        return task.reference(*given)

    return Mistake(
        name="arguments-swapped",
        function=reference_swapped,
        diagnosis=f"You take `{one}` for `{other}`, and `{other}` for `{one}`.",
        hint=f"The function is called with `{one}` before `{other}`. Look at its first line, and at every place where "
        "it uses one of the two.",
    )


def _of_one_kind(one: Any, other: Any) -> bool:
    """Two numbers, or two arrays with as many axes."""
    import numpy as np

    dimensions = [np.ndim(value) if isinstance(value, int | float | np.ndarray) else None for value in (one, other)]
    return dimensions[0] is not None and dimensions[0] == dimensions[1]
