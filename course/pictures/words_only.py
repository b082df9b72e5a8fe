"""Where nobody looks, such as while a notebook is graded, pictures are put in words and not drawn: it takes long."""

from __future__ import annotations

import os

WORDS_ONLY = "COURSE_PICTURES_IN_WORDS"  # environment variable: set to anything


def in_words_only() -> bool:
    """Whether pictures are shown by their text alternatives alone."""
    return bool(os.environ.get(WORDS_ONLY))
