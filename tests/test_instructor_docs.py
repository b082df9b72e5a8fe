"""docs/instructors.md holds: its commands are run, in their order, as an instructor would type them."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from checker import cli
from tests.forked import Forks
from tests.whole_course import WholeCourse

LESSON = "00-start-here"
ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "docs" / "instructors.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^(?:<!-- (tested) -->\n)?```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SENTENCES = " ".join(re.sub(r"^```.*?^```$", "", TEXT, flags=re.MULTILINE | re.DOTALL).split())
PROGRAMS = (".", "checker", "chmod", "dask", "jupyter", "make", "nbgrader")
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


# --- what stands within a sentence


def within_sentences(begins: str) -> list[str]:
    """The commands in single backticks that begin with this word."""
    return sorted({words for words in re.findall(r"`([^`]+)`", SENTENCES) if f"{words} ".startswith(f"{begins} ")})


def test_every_command_within_a_sentence_is_looked_at() -> None:
    """What is typed begins with a program that a test below knows; `kill -9` is what happened, not what to do."""
    assert set(re.findall(r"`([a-z.]+) [^`]+`", SENTENCES)) - {"kill"} == set(PROGRAMS)


def test_every_option_is_there() -> None:
    """Each that is named by itself is one of `checker grade`, or of the command that is spoken of."""
    named = {words.split()[0] for words in re.findall(r"`(--[^`]+)`", SENTENCES)}
    assert named == {"--force", "--regrade", "--unprotected", "--workers"}
    options = cli._parser().parse_args(["grade", ".", "x", "--regrade", "--unprotected", "--workers", "2"])
    assert (options.regrade, options.unprotected, options.workers) == (True, True, 2)


@pytest.mark.parametrize("command", within_sentences("checker"))
def test_a_command_of_ours_takes_what_the_page_gives_it(command: str) -> None:
    """Its options; a command that is only named is one."""
    name, *given = command.split()[1:]
    given = given or {"grade": [".", "x"], "course": ["."]}.get(name, [])
    assert callable(cli._parser().parse_args([name, *given]).command)


def test_the_schedulers_address_is_taken_as_it_is_written() -> None:
    """`--scheduler tcp://HOST:8786` grades there, and the page's `dask worker` joins the same."""
    grade = next(command for command in within_sentences("checker") if "--scheduler" in command)
    options = cli._parser().parse_args(grade.split()[1:])
    assert [options.scheduler] == [command.split()[-1] for command in within_sentences("dask") if "worker" in command]


@pytest.mark.slow
@pytest.mark.parametrize("command", within_sentences("dask"))
def test_dask_has_the_command(command: str) -> None:
    """A program beside this Python."""
    program, name, *_ = command.split()
    asked = [Path(sys.executable).with_name(program), name, "--help"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout[:6]) == (0, "Usage:"), done.stderr


@pytest.mark.slow
def test_nbgrader_has_the_commands() -> None:
    """Each with the flags that are given it."""
    from nbgrader.apps.nbgraderapp import NbGraderApp

    for command in [*within_sentences("nbgrader"), "nbgrader release_feedback", "nbgrader generate_feedback --force"]:
        name, *given = command.split()[1:]
        app = NbGraderApp.subcommands[name][0]
        assert {flag.removeprefix("--") for flag in given if flag.startswith("--")} <= set(app().flags), command


def test_the_environment_is_made_where_the_page_says() -> None:
    """By targets of the Makefile, in the folder whose programs are then activated."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^(\w+):", text, re.MULTILINE)
    assert {command.split()[1] for command in within_sentences("make")} <= set(targets)
    assert re.findall(r"^VENV := (\S+)$", text, re.MULTILINE)[-1] == ".venv"
    assert within_sentences(".") == [". .venv/bin/activate"]


@pytest.mark.parametrize("command", within_sentences("jupyter"))
def test_jupyter_has_the_command(command: str) -> None:
    """A program beside this Python."""
    assert shutil.which("-".join(command.split()), path=str(Path(sys.executable).parent))


@pytest.mark.parametrize("command", within_sentences("chmod"))
def test_the_courses_folder_is_closed_to_others(command: str, tmp_path: Path) -> None:
    """By the command on the page, typed where it would be."""
    (tmp_path / "my-course").mkdir(mode=0o755)
    subprocess.run(command.split(), cwd=tmp_path, check=True)
    assert (tmp_path / "my-course").stat().st_mode & 0o777 == 0o700


@pytest.mark.slow
def test_nbgrader_understands_every_setting(tmp_path: Path) -> None:
    """Those in a block of Python and the one in a sentence, read as nbgrader reads its file of settings."""
    from nbgrader.coursedir import CourseDirectory
    from sqlalchemy import make_url
    from traitlets.config import PyFileConfigLoader

    settings = [*re.findall(r"^```python\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)]
    settings += re.findall(r"`(c\.[^`]+)`", SENTENCES)
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n" + "\n".join(settings))
    course = CourseDirectory(config=PyFileConfigLoader("nbgrader_config.py", path=str(tmp_path)).load_config())
    assert (len(settings), course.course_id) == (2, "pixels-to-lenet")
    assert make_url(course.db_url).render_as_string(hide_password=False) in settings[0]
    assert make_url(course.db_url).get_dialect().name == "postgresql"


def test_every_link_arrives() -> None:
    """Each link within the page leads to a heading of it."""
    headings = re.findall(r"^#+ (.+)$", TEXT, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", TEXT)) <= anchors
