"""The report on an assignment: what it counts, what it tells, and what it writes."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from checker.grading.report_csv import as_text
from checker.grading.report_files import page_name, write_report
from checker.grading.report_summary import Summary
from checker.grading.report_words import closing, report_data

EVIL_NAME = '"><img src=x onerror=alert(1)>'
FIRST, SECOND, THIRD = "pixels-read", "pixels-brighten", "pixels-invert"


@pytest.fixture
def report(new_class: Callable[[], Any], handed: Mapping[str, Any]) -> tuple[Any, Summary]:
    """A course whose report is written, and what it tells."""
    course = new_class()
    summary, _ = write_report(course.graded(handed))
    return course, summary


def written(course: Any, student: str = "") -> str:
    """The page about all submissions, or about one, as it was written."""
    path: Path = course.folder / "submissions" / page_name(student) if student else course.folder / "index.html"
    return path.read_text(encoding="utf-8")


def page(course: Any, student: str = "") -> BeautifulSoup:
    """The same page, read."""
    return BeautifulSoup(written(course, student), "html.parser")


def everything(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file of a report, and when it was written."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns) for path in paths}


def row_of(course: Any, section: str, text: str) -> list[str]:
    """The cells of the row that speaks of `text` in the table below a heading."""
    table = page(course).find(id=section).find_next("table")
    row = next(row for row in table.tbody.find_all("tr") if text in row.get_text())
    return [" ".join(cell.get_text(" ").split()) for cell in row.find_all(["th", "td"])]


# --- what is counted


def test_every_submission_counts_once_in_each_exercise(report: tuple[Any, Summary]) -> None:
    """Passed, failed, not attempted, not reached and not checked add up to the seven that were graded."""
    sums = {at.passed + at.failed + at.unattempted + at.not_reached + at.unchecked for at in report[1].exercises}
    assert sums == {7}


@pytest.mark.parametrize(("slug", "counts"), [(FIRST, (7, 0, 0, 0)), (SECOND, (2, 3, 2, 0)), (THIRD, (2, 0, 4, 1))])
def test_exercises_are_counted(report: tuple[Any, Summary], slug: str, counts: tuple[int, ...]) -> None:
    """By exercise: how many passed, failed, did not attempt it, did not reach it."""
    at = next(at for at in report[1].exercises if at.slug == slug)
    assert (at.passed, at.failed, at.unattempted, at.not_reached) == counts


def test_mistakes_are_counted_by_name(report: tuple[Any, Summary]) -> None:
    """Two made one mistake and one another; the first who made it is the example, in the judge's own words."""
    second = next(at for at in report[1].exercises if at.slug == SECOND)
    found = [(made.name, made.submissions, made.student) for made in second.mistakes]
    assert found == [("one-end", 2, "bob"), ("uint8-wrap-around", 1, "kim")]


def test_the_page_tells_a_mistake_with_its_example(report: tuple[Any, Summary]) -> None:
    """The table of mistakes says which, how many, what went wrong for one of them, and who that is."""
    _, name, number, example = row_of(report[0], "mistakes", "one-end")
    assert (name, number) == ("one-end", "2")
    assert "not from going under 0" in example and example.endswith("bob")


def test_what_was_not_graded_says_why(report: tuple[Any, Summary]) -> None:
    """A submission without grades stands in a table of its own, with the reason."""
    assert row_of(report[0], "failed", "lea") == ["lea", "the notebook is damaged: it is no JSON."]


def test_what_was_not_run_to_the_end_says_why(report: tuple[Any, Summary]) -> None:
    """So does a run that ended early."""
    assert row_of(report[0], "stopped", "kim")[1].startswith("The kernel died")


def test_the_slowest_comes_first(report: tuple[Any, Summary]) -> None:
    """The one that ran longest is named first."""
    assert report[1].slowest[0].student == "ada"


def test_a_note_stands_beside_answer_and_verdict(report: tuple[Any, Summary]) -> None:
    """On the learner's page the note, the answer and the verdict follow the exercise's title."""
    heading = page(report[0], "bob").find(id=SECOND)
    note, beside = heading.find_next("blockquote"), heading.find_next("div", class_="beside")
    assert "it is what the picture shows" in note.get_text()
    assert "# bob's" in beside.pre.get_text() and "Not quite" in beside.section.get_text()


def test_a_note_is_in_the_report(report: tuple[Any, Summary]) -> None:
    """The page about all names the learner who objects, the exercise and the words."""
    learner, exercise, words = row_of(report[0], "notes", "bob")
    assert (learner, exercise) == ("bob", SECOND) and "it is what the picture shows" in words


# --- safe to open


class Tags(HTMLParser):
    """Collects a page's tags and attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note them."""
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


@pytest.mark.parametrize("student", ["", "eve", EVIL_NAME])
def test_nothing_on_a_page_can_run(report: tuple[Any, Summary], student: str) -> None:
    """There is no script, no picture, no form and no handler of events, whatever learners wrote."""
    tags = Tags()
    tags.feed(written(report[0], student))
    assert tags.tags.isdisjoint({"script", "img", "iframe", "object", "embed", "form", "link", "base", "svg", "b"})
    assert not [name for name in tags.attributes if name.startswith("on")]


@pytest.mark.parametrize("student", ["", "eve"])
def test_a_page_forbids_all_but_its_own_style(report: tuple[Any, Summary], student: str) -> None:
    """The policy is there, and stands before anything that it is to hold for."""
    head = page(report[0], student).head
    policy = head.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert policy["content"].startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")
    assert policy.find_previous("style") is None


@pytest.mark.parametrize("student", ["", "eve"])
def test_escapes_and_direction_marks_are_seen(report: tuple[Any, Summary], student: str) -> None:
    """A terminal escape and a mark that turns the text around stand there as symbols."""
    shown = written(report[0], student)
    assert "⟨ESC⟩[31mred⟨U+202E⟩txt" in shown and "\x1b" not in shown and "\u202e" not in shown


@pytest.mark.parametrize("student", ["../../evil", "a/b", "A", "con?x#y", "x" * 300, ".hidden", "half\udc80", ""])
def test_a_students_name_cannot_lead_elsewhere(student: str) -> None:
    """A name that is no plain file name, or that some systems take for another, is told by a digest."""
    assert page_name(student).startswith("=") and len(page_name(student)) < 50


def test_every_link_arrives(report: tuple[Any, Summary]) -> None:
    """Each submission's page is where the report's links lead to."""
    targets = {link["href"].partition("#")[0] for link in page(report[0]).find_all("a")} - {""}
    assert all((report[0].folder / target).is_file() for target in targets) and len(targets) == 9


@pytest.mark.parametrize(
    "foreign", ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1"]
)
def test_no_cell_is_a_formula(foreign: str) -> None:
    """What a spreadsheet could take for a formula has an apostrophe before it."""
    assert as_text(foreign) == f"'{foreign}"


def test_the_table_holds_every_score(report: tuple[Any, Summary]) -> None:
    """grades.csv has one line a submission; what was not graded has no score, but a reason."""
    rows = {row["student"]: row for row in csv.DictReader(io.StringIO((report[0].folder / "grades.csv").read_text()))}
    assert {student: row["score"] for student, row in rows.items() if student in ("ada", "kim", "lea")} == {
        "ada": "23.0",
        "kim": str(next(row.score for row in report[1].rows if row.student == "kim")),
        "lea": "",
    }
    assert rows["lea"]["not graded because"] == "the notebook is damaged: it is no JSON."


def test_a_long_flag_hides_no_other_in_the_table(new_class: Callable[[], Any], handed: dict[str, Any]) -> None:
    """Each is cut by itself."""
    course = new_class()
    handed["eve"].flags = ("symlink " + "x" * 5000, "cell 4 reaches into the checker (checker.grading)")
    write_report(course.graded(handed))
    rows = csv.DictReader(io.StringIO((course.folder / "grades.csv").read_text()))
    flags = next(row["flags"] for row in rows if row["student"] == "eve")
    assert flags.endswith("; cell 4 reaches into the checker (checker.grading)") and len(flags) < 300


# --- readable for everybody


def test_tables_say_what_their_cells_are(report: tuple[Any, Summary]) -> None:
    """Each table has a caption, and each head says whether it is of a column or of a row."""
    tables = page(report[0]).find_all("table")
    assert len(tables) == 8
    assert all(table.caption.get_text() for table in tables)
    assert {head.get("scope") for table in tables for head in table.find_all("th")} == {"col", "row"}


# --- written once


def test_the_same_ledger_gives_the_same_bytes(new_class: Callable[[], Any], handed: Mapping[str, Any]) -> None:
    """Two courses in which the same was graded have the same report."""
    reports = []
    for course in (new_class(), new_class()):
        write_report(course.graded(handed))
        reports.append({name: content for name, (content, _) in everything(course.folder).items()})
    assert reports[0] == reports[1]


def test_nothing_is_written_again(new_class: Callable[[], Any], handed: Mapping[str, Any]) -> None:
    """A second report on the same grades leaves every file alone."""
    course = new_class()
    graded = course.graded(handed)
    write_report(graded)
    before = everything(course.folder)
    write_report(graded)
    assert everything(course.folder) == before


def test_only_a_changed_submissions_page_is_written(new_class: Callable[[], Any], handed: dict[str, Any]) -> None:
    """One more flag for one learner changes that page, the report and the table, and no other page."""
    course = new_class()
    write_report(course.graded(handed))
    before = everything(course.folder)
    handed["bob"].flags = ("symlink",)
    write_report(course.graded(handed))
    after = everything(course.folder)
    assert {name for name in after if after[name] != before[name]} == {
        "index.html",
        "grades.csv",
        f"submissions/{page_name('bob')}",
    }


def test_a_withdrawn_submissions_page_goes(new_class: Callable[[], Any], handed: dict[str, Any]) -> None:
    """Whoever is no longer among the submissions has no page."""
    course = new_class()
    write_report(course.graded(handed))
    del handed["bob"]
    write_report(course.graded(handed))
    assert not (course.folder / "submissions" / page_name("bob")).exists()


def test_a_damaged_graded_notebook_costs_only_the_answers(
    new_class: Callable[[], Any], handed: Mapping[str, Any]
) -> None:
    """Without a notebook that can be read the page still has the verdicts."""
    course = new_class()
    graded = course.graded(handed)
    course.assignment.autograded("bob").write_text('{"cells": [1]}')
    write_report(graded)
    assert "Not quite" in page(course, "bob").get_text()


# --- in the terminal and for programs


def test_the_terminal_names_the_most_frequent_mistakes(report: tuple[Any, Summary]) -> None:
    """The most frequent mistake comes first, and the last line says where the report is."""
    lines = closing(report[1], "course/reports/01-pixels/index.html").splitlines()
    assert lines[lines.index("Most frequent mistakes:") + 1] == f"  2 x {SECOND}: one-end (brighten)"
    assert lines[-1] == "Report: course/reports/01-pixels/index.html"


def test_programs_get_the_mistakes(report: tuple[Any, Summary]) -> None:
    """The data has each mistake with its number, and what learners said."""
    data = report_data(report[1], "index.html")
    assert {made["name"]: made["submissions"] for made in data["mistakes"]} == {"one-end": 2, "uint8-wrap-around": 1}
    assert [note["student"] for note in data["notes"]] == ["bob", "eve"]
