"""The README says what there is."""

import re
from pathlib import Path

import pytest

from checker.cli import main
from course.readme import ROOT, lessons_table, with_table

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_table_of_lessons_is_up_to_date():
    """After a new lesson or exercise: `python -m course.readme`."""
    assert with_table(README, lessons_table()) == README


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
