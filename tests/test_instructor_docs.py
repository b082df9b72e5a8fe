"""docs/instructors.md holds: its commands are run, in their order, as an instructor would type them."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.forked import Forks
from tests.whole_course import WholeCourse

LESSON = "00-start-here"
ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "docs" / "instructors.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^(?:<!-- (tested) -->\n)?```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = [(mark or "", commands) for mark, commands in BLOCK.findall(TEXT)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What typing the commands came to."""

    course: Path
    done: subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory, whole_course: WholeCourse, forks: Forks) -> Typed:
    """Every command of the page, typed in a folder in which the second one, of all commands the longest, was typed
    before: what laying out a new course takes, the tests wait for only once.
    """
    folder, home = tmp_path_factory.mktemp("instructor"), tmp_path_factory.mktemp("home")
    assert whole_course.told.returncode == 0, whole_course.told.stderr
    shutil.copytree(whole_course.directory, folder / "my-course")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "PYTEST"))},
        "HOME": str(home),
        "PATH": forks.path(),
    }
    typed = "set -exo pipefail\n" + "".join(commands for _, commands in BLOCKS)  # ends at the first that fails
    done = subprocess.run(
        ["bash"], input=typed, cwd=folder, env=environment, capture_output=True, text=True, timeout=800, check=False
    )
    return Typed(course=folder / "my-course", done=done)


def test_every_command_is_tried() -> None:
    """No block of commands is left out."""
    assert len(BLOCKS) > 5 and all(mark for mark, _ in BLOCKS) and TEXT.count("```sh") == len(BLOCKS)


@pytest.mark.slow
def test_every_command_works(typed: Typed) -> None:
    """From the first to the last of the page no command fails."""
    assert typed.done.returncode == 0, typed.done.stderr[-3000:]


@pytest.mark.slow
def test_the_rehearsal_ends_as_the_page_says(typed: Typed) -> None:
    """The instructor's own notebook has the point, the two blank ones have none; nothing is said against any."""
    told = json.loads((typed.course / "summary.json").read_text(encoding="utf-8"))
    assert {one["student"]: one["score"] for one in told["submissions"]} == {"ada": 1.0, "bob": 0.0, "kim": 0.0}
    assert [flag for one in told["submissions"] for flag in one["flags"]] == []


@pytest.mark.slow
def test_the_table_on_the_page_names_files_that_are_there(typed: Typed) -> None:
    """What the report and the exports are said to be called, they are."""
    assert [
        name for name in ("index.html", "grades.csv") if not (typed.course / f"reports/{LESSON}/{name}").is_file()
    ] == []


@pytest.mark.slow
def test_the_export_knows_what_was_late(typed: Typed) -> None:
    """nbgrader's table has the due date that was set, and the later time of the notebook."""
    with (typed.course / "grades.csv").open(newline="", encoding="utf-8") as file:
        late = next(row for row in csv.DictReader(file) if row["assignment"] == LESSON and row["timestamp"])
    assert late["timestamp"].startswith("2026-10-01") and late["duedate"].startswith("2026-09-30")


def test_every_link_arrives() -> None:
    """Each link within the page leads to a heading of it."""
    headings = re.findall(r"^#+ (.+)$", TEXT, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", TEXT)) <= anchors
