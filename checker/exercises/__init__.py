"""The exercises of the course: one module a lesson. A new exercise is one object in such a module and one line here."""

from __future__ import annotations

from checker.exercise import Exercise
from checker.exercises.lenet import LENET, SHAPES
from checker.exercises.start import START

EXERCISES: dict[str, Exercise] = {
    "start": START,
    "lenet-shapes": SHAPES,
    "lenet": LENET,
}
