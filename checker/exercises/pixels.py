"""The exercises of 01, in the order of the lesson: read pixels, change them, move them, draw, not be misled."""

from __future__ import annotations

from checker.exercises.pixel_glyph import GLYPH
from checker.exercises.pixel_places import CHANNELS, CROP
from checker.exercises.pixel_readings import COLOUR_MAP, READ
from checker.exercises.pixel_values import BRIGHTEN, GREY, INVERT

__all__ = ["BRIGHTEN", "CHANNELS", "COLOUR_MAP", "CROP", "GLYPH", "GREY", "INVERT", "READ"]
