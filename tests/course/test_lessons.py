import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from checker.exercises import EXERCISES
from checker.progress import FILE_VARIABLE, record
from checker.report import Report, Status
from course.lessons import LESSONS, Lesson, course_map

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"


def test_a_lesson_that_is_there_is_a_link(tmp_path):
    """A notebook beside the asking one can be opened from the map."""
    (tmp_path / "10-lenet.ipynb").touch()
    assert '<a href="10-lenet.ipynb">10 LeNet</a>' in course_map(tmp_path)._repr_html_()


def test_a_lesson_that_is_not_there_is_named_as_coming(tmp_path):
    """Without a notebook there is no link, and the state is "coming"."""
    assert [row[-1] for row in course_map(tmp_path).rows] == ["coming"] * len(LESSONS)


def test_the_map_counts_what_is_solved(tmp_path, monkeypatch):
    """Of the exercises of each lesson that is there; a tick when all of them are."""
    monkeypatch.setenv(FILE_VARIABLE, str(tmp_path / "progress.jsonl"))
    for name in ("00-start-here", "10-lenet"):
        (tmp_path / f"{name}.ipynb").touch()
    for slug in ("start", "lenet"):
        record(Report(exercise=slug, title="", status=Status.PASSED, score=1, points=1))
    num_lenet = sum(exercise.lesson == "10-lenet" for exercise in EXERCISES.values())
    states = [row[-1] for row in course_map(tmp_path).rows if row[-1] != "coming"]
    assert states == ["✓ 1 of 1 solved", f"1 of {num_lenet} solved"]


def test_where_the_exercises_are_out_of_sight_the_map_is_there(tmp_path, monkeypatch):
    """As where a submission is graded: with all lessons, and without what is solved."""
    (tmp_path / "10-lenet.ipynb").touch()
    monkeypatch.setitem(sys.modules, "checker.exercises", None)
    states = {row[0]: row[-1] for row in course_map(tmp_path).rows}
    assert (len(states), set(states.values())) == (len(LESSONS), {"coming", ""})


@pytest.mark.slow
def test_no_lesson_needs_the_exercises_to_be_in_sight():
    """Whatever of the course the notebooks import is there where a submission is graded, too."""
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (NOTEBOOKS / "source").glob("*.py"))
    modules = sorted(set(re.findall(r"^from (course[\w.]*) import", sources, re.MULTILINE)))
    code = "import importlib, sys\nsys.modules['checker.exercises'] = None\n"
    code += f"for name in {modules}: importlib.import_module(name)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=NOTEBOOKS.parent, capture_output=True, text=True, check=False
    )
    assert (len(modules) > 20, done.stderr) == (True, "")


def test_every_notebook_of_the_course_is_on_the_map():
    """A new lesson cannot be forgotten."""
    assert {path.stem for path in NOTEBOOKS.glob("*.ipynb")} <= {lesson.name for lesson in LESSONS}


def test_the_lessons_are_numbered_in_order():
    """The map counts from 00 without a gap."""
    assert [lesson.name[:2] for lesson in LESSONS] == [f"{number:02}" for number in range(len(LESSONS))]


MINUTES = {
    "ten minutes": 10,
    "fifty minutes": 50,
    "an hour": 60,
    "an hour and a quarter": 75,
    "an hour and a half": 90,
    "two hours": 120,
    "two and a half hours": 150,
    "two to three hours": 150,
}


def text(lesson):
    """A lesson's source."""
    return (NOTEBOOKS / "source" / f"{lesson.name.replace('-', '_')}.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)
def test_the_estimate_is_the_notebooks_own(lesson):
    """What the map says of a lesson's time is what its opening says."""
    [stated] = re.findall(r"\*\*Time:\*\* (?:about )?(.+?) (?:of yours )?\(an estimate\)", text(lesson))
    assert MINUTES[stated] == lesson.minutes


@pytest.mark.parametrize(("earlier", "later"), list(pairwise(LESSONS)), ids=lambda lesson: lesson.name)
def test_neighbours_lead_to_each_other(earlier, later):
    """At the end of every lesson are links to the one before it and the one after it."""
    ends = {lesson.name: text(lesson)[-4000:] for lesson in (earlier, later)}
    assert f"]({later.file})" in ends[earlier.name]
    assert f"]({earlier.file})" in ends[later.name]


@pytest.mark.parametrize(("minutes", "read"), [(10, "10 min"), (60, "1 h"), (75, "1 h 15"), (120, "2 h")])
def test_a_duration_is_short(minutes, read):
    """As it stands in the map."""
    assert Lesson(name="", title="", about="", picture="", minutes=minutes).duration == read
