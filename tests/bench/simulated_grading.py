"""Grade a course with results that were recorded: all of `checker grade` but running what was handed in.

python tests/bench/simulated_grading.py COURSE ASSIGNMENT prints the seconds and the memory that it took, as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from checker.exercises import EXERCISES
from checker.grading import submitted_notebook
from checker.grading.grade import grade
from checker.grading.job import Job, Limits, Result
from checker.grading.judging import judged

ANSWERS = json.dumps({"variables": {"answer": {"state": "value", "value": 12}}, "raised": None})


class Recorded:
    """An executor that runs nothing: everybody's answer is 12."""

    slots = 2

    async def submit(self, job: Job) -> Result:
        """Judge the answer, and put the graded notebook together."""
        cells, flags = submitted_notebook.read(job)
        outcomes = [judged(check, EXERCISES[check.slug], {}, ANSWERS) for check in job.checks]
        told = submitted_notebook.assembled(cells, job.metadata, {}, outcomes)
        return Result(student=job.student, assignment=job.assignment, outcomes=outcomes, flags=flags, notebook=told)

    async def close(self) -> None:
        """Nothing runs."""


def main(course: str, assignment: str) -> None:
    """Grade, and print what it took."""
    began = time.perf_counter()
    graded = grade(Path(course), assignment, Recorded(), limits=Limits())
    if graded.unrecorded or any(row.failed or not row.score for row in graded.rows):
        raise SystemExit("some are not graded")
    print(json.dumps({"seconds": time.perf_counter() - began, "mib": _most_memory()}))


def _most_memory() -> float:
    """MiB that this process had at most; resource.getrusage would count its parent's, too."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


if __name__ == "__main__":
    main(*sys.argv[1:])
