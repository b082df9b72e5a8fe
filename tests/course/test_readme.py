"""The README says what there is."""

import re
from pathlib import Path

import pytest

from checker.cli import main
from course import readme
from course.lessons import LESSONS
from course.readme import ROOT, lessons_table, noted_seconds, with_table

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_table_of_lessons_is_up_to_date():
    """After a new lesson or exercise: `python -m course.readme`."""
    assert with_table(README, lessons_table(noted_seconds())) == README


def test_every_lesson_has_been_measured():
    """A new one: `python -m course.readme --measure NAME`."""
    there = [lesson.name for lesson in LESSONS if (ROOT / "notebooks" / lesson.file).is_file()]
    assert list(noted_seconds()) == there


def test_the_whole_course_takes_less_than_eight_minutes():
    """Of processor time, by what is noted."""
    assert sum(noted_seconds().values()) < 8 * 60


def test_a_row_tells_what_is_in_a_lesson(tmp_path):
    """Its title as a link, picture, exercises, the learner's time and the computer's."""
    (tmp_path / "00-start-here.ipynb").touch()
    row = lessons_table({"00-start-here": 125}, tmp_path).splitlines()[2]
    assert row.startswith("| [00 Start here](notebooks/00-start-here.ipynb) |")
    assert row.endswith("| the map of the course | 1 | 10 min | 2 min 5 s |")


def test_a_lesson_that_is_not_there_is_coming(tmp_path):
    """Without a link."""
    assert lessons_table({}, tmp_path).splitlines()[2].startswith("| 00 Start here |")


def test_an_unknown_lesson_is_not_measured():
    """Rather told, with those that there are."""
    with pytest.raises(ValueError, match="there is no lesson 99-none; there are 00-start-here, 01-pixels"):
        readme.main(["--measure", "99-none"])


def test_an_unknown_option_is_told():
    """In one line."""
    with pytest.raises(ValueError, match="unknown: --mesure"):
        readme.main(["--mesure"])


def test_a_readme_without_a_place_for_the_table_is_refused():
    """Rather than appended to."""
    with pytest.raises(ValueError, match="no place"):
        with_table("# Title\n", "| table |\n")


def test_every_file_that_the_readme_names_exists():
    """Links and pictures."""
    targets = re.findall(r"\]\(([^)#]+)\)", README)
    assert [target for target in targets if not (ROOT / target).exists()] == []


@pytest.mark.parametrize("command", re.findall(r"^(?:\.venv/bin/)?checker (\w+)", README, re.MULTILINE))
def test_every_command_that_the_readme_names_exists(command, capsys):
    """`--help` of each answers."""
    assert main([command, "--help"]) == 0
    assert f"checker {command}" in capsys.readouterr().out


def test_every_make_target_that_the_readme_names_exists():
    """In the Makefile, by name."""
    targets = re.findall(r"\bmake (lab|test|check|grade|bench|build|lock|clean)\b", README)
    makefile = Path(ROOT / "Makefile").read_text(encoding="utf-8")
    assert len(targets) > 5
    assert [target for target in targets if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []
