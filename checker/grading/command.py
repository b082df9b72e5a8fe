"""`checker grade COURSE ASSIGNMENT`, as the command line has it."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

EVERY = 0.5  # seconds between two lines of progress
GRADED, LOOK_AT, COULD_NOT = 0, 1, 2
DESCRIPTION = (
    "Run every submission in COURSE/submitted/*/ASSIGNMENT in a sandbox, judge its answers outside, and enter the "
    "grades in the gradebook. What is graded already and has not changed is left alone."
)
EPILOG = "exit codes: 0 all graded, 1 some could not be (the summary says why), 2 grading could not begin or go on"


def add_command(commands: Any) -> None:
    """Add `grade` to the command line's commands."""
    grade = commands.add_parser(
        "grade", help="for instructors: grade what was handed in", description=DESCRIPTION, epilog=EPILOG
    )
    grade.add_argument("course", metavar="COURSE", type=Path, help="the folder that `checker course` laid out")
    grade.add_argument("assignment", metavar="ASSIGNMENT", help="its name, such as 10-lenet")
    default = os.cpu_count() or 1
    where = grade.add_mutually_exclusive_group()
    where.add_argument(
        "--workers", metavar="N", type=_number, default=default, help=f"submissions at a time (default: {default})"
    )
    where.add_argument(
        "--scheduler", metavar="ADDRESS", help="grade on the Dask cluster of this scheduler, such as tcp://host:8786"
    )
    grade.add_argument("--json", action="store_true", help="the summary as JSON")
    grade.add_argument("--regrade", action="store_true", help="grade again what is graded already, too")
    grade.add_argument(
        "--unprotected", action="store_true", help="run submissions with your own rights, outside the sandbox"
    )
    grade.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Grade, and say what came of it; the exit code."""
    from checker.grading.failures import GradeError
    from checker.grading.grade import grade
    from checker.grading.job import Limits

    executor, prepare = _executor(options)
    graded = grade(
        options.course,
        options.assignment,
        executor,
        limits=Limits(),
        protected=not options.unprotected,
        regrade=options.regrade,
        prepare=prepare,
        progress=_ProgressLine(),
    )
    _tell(graded, as_json=options.json)
    if graded.unrecorded:
        raise GradeError(graded.unrecorded)
    return LOOK_AT if any(row.failed for row in graded.rows) else GRADED


def _executor(options: argparse.Namespace) -> tuple[Any, Callable[[], None]]:
    """Where submissions are graded, and what is to be seen to before the first one is."""
    if options.scheduler is not None:
        from checker.grading.dask_workers import DaskWorkers

        cluster = DaskWorkers(options.scheduler, protected=not options.unprotected)
        return cluster, cluster.look
    from checker.grading.kernels import refuse_without_sandbox
    from checker.grading.workers import LocalWorkers

    return LocalWorkers(options.workers), (lambda: None) if options.unprotected else refuse_without_sandbox


def _tell(graded: Any, *, as_json: bool) -> None:
    """Write the report, and print what came of it all. Raises GradeError where the report cannot be written."""
    from checker.grading.failures import GradeError
    from checker.grading.grade_words import as_data, summary
    from checker.grading.report_files import write_report
    from checker.grading.report_words import closing, report_data

    data, lines, trouble = as_data(graded), summary(graded), ""
    try:
        counted, page = write_report(graded)
        data, lines = {**data, **report_data(counted, str(page))}, f"{lines}\n{closing(counted, str(page))}"
    except OSError as fault:
        why = fault.strerror or fault
        trouble = f"The report cannot be written ({why}: {fault.filename}). Grades are kept: run this again."
    print(json.dumps(data, indent=2, ensure_ascii=False) if as_json else lines)
    if trouble:
        raise GradeError(graded.unrecorded or trouble)


class _ProgressLine:
    """How far it is, on a terminal, in one line that is written over."""

    def __init__(self) -> None:
        self._began = self._told = time.monotonic()

    def __call__(self, tally: Any) -> None:
        from checker.grading.grade_words import progress

        now, is_last = time.monotonic(), tally.graded == tally.to_grade
        if sys.stderr.isatty() and (is_last or now - self._told >= EVERY):
            self._told = now
            line = progress(tally, now - self._began)
            print(f"\r\x1b[K{line}", end="\n" if is_last else "", file=sys.stderr, flush=True)


def _number(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else 0
    if not 1 <= number <= 1000:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of workers from 1 to 1000")
    return number
