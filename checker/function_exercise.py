"""Exercises whose answer is a function: put together from a task, its probe and its judge."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any

from checker.exercise import Examples, Exercise, Questions
from checker.function_judge import judge_function
from checker.function_task import Function, Mistake, Task
from checker.plain import to_plain
from checker.probe import Probe

__all__ = ["Mistake", "Task", "function_exercise"]


def function_exercise(
    *,
    slug: str,
    title: str,
    lesson: str,
    points: float,
    task: Task,
    hints: tuple[str, str, str],
    solution: str,
    right: Sequence[Function],
) -> Exercise:
    """An exercise in which the learner writes `task.function`; `right`: right answers in other styles, to prove it.

    Those may collect their results in lists; a learner's would end in `np.array(...)`, and so do they.
    """

    def namespace(function: Function) -> Callable[[], Mapping[str, object]]:
        return lambda: {task.function: function}

    return Exercise(
        slug=slug,
        title=title,
        lesson=lesson,
        points=points,
        ask=lambda seed: _ask(task, seed),
        probe=Probe(kind="function", names=(task.function,)),
        judge=lambda questions, answers: judge_function(task, questions, answers),
        hints=hints,
        solution=solution,
        examples=Examples(
            right=tuple(namespace(_with_arrays(function)) for function in right),
            wrong=tuple((mistake.name, namespace(mistake.function)) for mistake in task.mistakes),
        ),
    )


def _with_arrays(function: Function) -> Function:
    @wraps(function)
    def answer(*arguments: Any) -> Any:
        return _as_arrays(function(*arguments))

    return answer


def _as_arrays(result: Any) -> Any:
    """A list of numbers, or of rows, as an array; several results each for itself."""
    import numpy as np

    if isinstance(result, tuple) or (isinstance(result, list) and any(isinstance(part, np.ndarray) for part in result)):
        return type(result)(map(_as_arrays, result))
    return np.array(result) if isinstance(result, list) else result


def _ask(task: Task, seed: int) -> Questions:
    import numpy as np

    return {"calls": [to_plain(tuple(arguments)) for arguments in task.calls(np.random.default_rng(seed))]}
