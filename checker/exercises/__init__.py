"""The exercises of the course: one module a lesson. A new exercise is one object in such a module and one line here."""

from __future__ import annotations

from checker.exercise import Exercise
from checker.exercises import lenet, start

EXERCISES: dict[str, Exercise] = {
    "start": start.START,
    "lenet-shapes": lenet.SHAPES,
    "lenet": lenet.LENET,
}
