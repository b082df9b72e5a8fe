from pathlib import Path

from checker.progress import FILE_VARIABLE, record
from checker.report import Report, Status
from course.lessons import LESSONS, course_map

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"


def test_a_lesson_that_is_there_is_a_link(tmp_path):
    """A notebook beside the asking one can be opened from the map."""
    (tmp_path / "10-lenet.ipynb").touch()
    assert '<a href="10-lenet.ipynb">10 LeNet</a>' in course_map(tmp_path)._repr_html_()


def test_a_lesson_that_is_not_there_is_named_as_coming(tmp_path):
    """Without a notebook there is no link, and the state is "coming"."""
    assert [row[2] for row in course_map(tmp_path).rows] == ["coming"] * len(LESSONS)


def test_the_map_counts_what_is_solved(tmp_path, monkeypatch):
    """Of the exercises of each lesson that is there; a tick when all of them are."""
    monkeypatch.setenv(FILE_VARIABLE, str(tmp_path / "progress.jsonl"))
    for name in ("00-start-here", "10-lenet"):
        (tmp_path / f"{name}.ipynb").touch()
    for slug in ("start", "lenet"):
        record(Report(exercise=slug, title="", status=Status.PASSED, score=1, points=1))
    states = [row[2] for row in course_map(tmp_path).rows if row[2] != "coming"]
    assert states == ["✓ 1 of 1 solved", "1 of 2 solved"]


def test_every_notebook_of_the_course_is_on_the_map():
    """A new lesson cannot be forgotten."""
    assert {path.stem for path in NOTEBOOKS.glob("*.ipynb")} <= {lesson.name for lesson in LESSONS}


def test_the_lessons_are_numbered_in_order():
    """The map counts from 00 without a gap."""
    assert [lesson.name[:2] for lesson in LESSONS] == [f"{number:02}" for number in range(len(LESSONS))]
