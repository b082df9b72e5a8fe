"""The exercises of the course: one module a lesson. A new exercise is one object in such a module and one line here."""

from __future__ import annotations

from checker.exercise import Exercise
from checker.exercises.convolution import MAP, TURNED, WINDOW
from checker.exercises.convolution_laws import BATCH, LINEAR, MATRIX
from checker.exercises.convolution_predictions import CELLS, DOT, SHIFT
from checker.exercises.lenet import LENET, SHAPES
from checker.exercises.pixels import BRIGHTEN, CHANNELS, COLOUR_MAP, CROP, GLYPH, GREY, INVERT, READ
from checker.exercises.start import START

EXERCISES: dict[str, Exercise] = {
    "start": START,
    "pixels-read": READ,
    "pixels-brighten": BRIGHTEN,
    "pixels-invert": INVERT,
    "pixels-grey": GREY,
    "pixels-crop": CROP,
    "pixels-channels": CHANNELS,
    "pixels-glyph": GLYPH,
    "pixels-colour-map": COLOUR_MAP,
    "convolution-window": WINDOW,
    "convolution-cells": CELLS,
    "convolution-map": MAP,
    "convolution-dot": DOT,
    "convolution-turned": TURNED,
    "convolution-linear": LINEAR,
    "convolution-shift": SHIFT,
    "convolution-batch": BATCH,
    "convolution-matrix": MATRIX,
    "lenet-shapes": SHAPES,
    "lenet": LENET,
}
