"""What a learner has solved so far, in a file of their own that is only ever added to.

One line of JSON a piece of news: {"exercise": "lenet", "status": "passed", "score": 6.0, "at": "2026-05-01T09:30Z"}.
Lines are appended in one go, so two notebooks at once do not lose each other's; a line cut short by a crash is skipped.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from checker.report import Report, Status

FILE_VARIABLE = "PIXELS_TO_LENET_PROGRESS"  # an environment variable that names another file
SOMEBODY_ELSES = "NBGRADER_EXECUTION"  # set while nbgrader runs a learner's notebook: no progress of whoever grades


def progress_file() -> Path:
    """Where the file is: in the user's data folder, unless the environment names another place.

    Raises OSError where there is no such folder: a container may run as a user without a home.
    """
    named = os.environ.get(FILE_VARIABLE)
    if named:
        return Path(named)
    from platformdirs import user_data_path

    try:
        return user_data_path("pixels-to-lenet", appauthor=False) / "progress.jsonl"
    except RuntimeError as fault:
        raise OSError(str(fault)) from fault


def record(report: Report) -> None:
    """Note a verdict, if it is news: the first try of an exercise, or its first pass. Raises OSError."""
    if os.environ.get(SOMEBODY_ELSES) or report.status not in (Status.PASSED, Status.FAILED):
        return
    known = best_so_far().get(report.exercise)
    if known in (Status.PASSED, report.status):
        return
    news = {"exercise": report.exercise, "status": str(report.status), "score": report.score, "at": _now()}
    _append(progress_file(), json.dumps(news))


def best_so_far() -> dict[str, Status]:
    """By exercise: passed, or failed where it was only tried. Empty where nothing is kept or can be read."""
    best: dict[str, Status] = {}
    for news in _lines():
        if best.get(news["exercise"]) is not Status.PASSED:
            best[news["exercise"]] = Status(news["status"])
    return best


def _append(path: Path, line: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        # The line break in front ends a line that a crash has cut short.
        os.write(descriptor, f"\n{line}\n".encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _lines() -> Iterator[dict[str, Any]]:
    try:
        lines = progress_file().read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    for line in lines:
        try:
            news = json.loads(line)
        except ValueError:  # blank, or cut short
            continue
        if isinstance(news, dict) and isinstance(news.get("exercise"), str) and news.get("status") in set(Status):
            yield news


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%MZ")
