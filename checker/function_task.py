"""What a function that the learner writes is asked for, and the plausible ways to get it wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

Arguments = tuple[Any, ...]
Function = Callable[..., Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """A plausible wrong implementation, and what to tell whoever has written one like it."""

    name: str  # stable slug: "kernel-flipped"
    function: Function  # behaves as the mistake does; may raise
    diagnosis: str  # one sentence: what was done instead
    hint: str  # what to try
    change: Callable[[Function], Function] | None = None  # makes the same mistake in any implementation, if known

    @classmethod
    def made_in(
        cls, right: Function, change: Callable[[Function], Function], *, name: str, diagnosis: str, hint: str
    ) -> Mistake:
        """A mistake that `change` makes in a right implementation, as in any other: so it is known beside others, too.

        It may call what it is given with other arguments, or do something to the result.
        """
        return cls(name=name, function=change(right), diagnosis=diagnosis, hint=hint, change=change)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What the function is asked for, and what is right."""

    function: str  # the name that the learner's function must have
    parameters: tuple[str, ...]  # in the order in which they are given, as the answer cell names them
    calls: Callable[[np.random.Generator], Iterable[Arguments]]  # fresh arguments from a seeded generator
    reference: Function  # right, and independent of the solution: SciPy, Keras, or plain loops
    mistakes: tuple[Mistake, ...]
    tolerance: float = 1e-6  # largest difference that counts as none, relative above 1 and absolute below
    # How the right number of one cell comes about. Where there are several results, the index begins with which one.
    work_out: Callable[[Arguments, tuple[int, ...]], str] | None = None
    # What the result's dtype must be, where the exercise is about that or what follows needs it: "uint8", or one of
    # NumPy's names for several, "integer".
    dtype: str | None = None
