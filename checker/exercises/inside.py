"""The exercises of 11, in the order of the notebook."""

from __future__ import annotations

from checker.exercises.inside_answers import CENTRED, CONFUSION, READ
from checker.exercises.inside_layers import ACTIVATIONS, PATCH, STRONGEST
from checker.exercises.inside_pictures import CLIMB, OCCLUDED, SALIENCY

__all__ = ["ACTIVATIONS", "CENTRED", "CLIMB", "CONFUSION", "OCCLUDED", "PATCH", "READ", "SALIENCY", "STRONGEST"]
