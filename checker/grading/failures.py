"""What keeps a course from being graded; the message is one line that says what to do."""

from __future__ import annotations


class GradeError(RuntimeError):
    """Grading cannot begin, or cannot go on."""
