"""Exercises in which the learner writes a block of a network as a function: task, probe and judge put together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from checker.block_judge import judge_block
from checker.block_task import BlockTask
from checker.exercise import Examples, Exercise, Questions
from checker.probe import Probe

Block = Callable[..., Any]  # (maps, *settings) -> maps


def block_exercise(
    *,
    slug: str,
    title: str,
    lesson: str,
    points: float,
    task: BlockTask,
    hints: tuple[str, str, str],
    solution: str,
    right: Sequence[Block],
    wrong: Sequence[tuple[str, Block]],
) -> Exercise:
    """An exercise about `task`; `right` and `wrong`: blocks to prove it by, the wrong ones with the mistake's name."""

    def namespace(block: Block) -> Callable[[], Mapping[str, object]]:
        return lambda: {task.function: block}

    return Exercise(
        slug=slug,
        title=title,
        lesson=lesson,
        points=points,
        ask=lambda seed: _ask(task, seed),
        probe=Probe(kind="block", names=(task.function,)),
        judge=lambda questions, answers: judge_block(task, questions, answers),
        hints=hints,
        solution=solution,
        examples=Examples(
            right=tuple(namespace(block) for block in right),
            wrong=tuple((name, namespace(block)) for name, block in wrong),
        ),
    )


def _ask(task: BlockTask, seed: int) -> Questions:
    import numpy as np

    calls = task.calls(np.random.default_rng(seed))
    return {"seed": seed, "calls": [{"shape": list(shape), "settings": _plain(settings)} for shape, settings in calls]}


def _plain(settings: Sequence[Any]) -> list[Any]:
    return [_plain(item) if isinstance(item, tuple) else int(item) for item in settings]
