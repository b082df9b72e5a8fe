"""A glance at whether the gradebook still has what it was told, without loading nbgrader: somebody may have put a new
or an older one in its place.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

GRADEBOOK = "gradebook.db"  # nbgrader's own default; for one elsewhere no glance is cast
STUDENTS = """
    SELECT submitted_assignment.student_id
    FROM submitted_assignment JOIN assignment ON assignment.id = submitted_assignment.assignment_id
    WHERE assignment.name = ?
"""


def students_in_gradebook(course: Path, assignment: str) -> frozenset[str] | None:
    """The students of whom the gradebook has a submission of `assignment`; None where that cannot be seen."""
    path = course / GRADEBOOK
    if not path.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=1.0)) as database:
            return frozenset(student for (student,) in database.execute(STUDENTS, (assignment,)))
    except sqlite3.Error:
        return None
