"""An instructor's round in the formgrader, on a course laid out by `checker course`: generate, grade, read."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import BrowserContext, expect

from tests.whole_course import WholeCourse

from .formgrader import Formgrader, open_formgrader
from .lab import INSTRUCTOR, Lab, lab
from .lenet_exercise import ANSWER, GIVEN_LINE, WRONG
from .pages import Watch

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

ASSIGNMENT, LEARNER = "10-lenet", "bob"
HARMLESS = {
    "cdnjs.cloudflare.com/ajax/libs/mathjax/": "nbgrader's own pages ask for MathJax there; no setting changes that",
    "MathJax is not defined": "and miss it",
}


@pytest.fixture(scope="module")
def watch() -> Watch:
    """What the pages of this module do wrong unseen, nbgrader's own wish for MathJax aside."""
    return Watch(harmless=HARMLESS)


@pytest.fixture(scope="module")
def course(whole_course: WholeCourse, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course as `checker course` lays it out, with one learner's wrong answer handed in."""
    folder = tmp_path_factory.mktemp("instructor") / "course"
    shutil.copytree(whole_course.directory, folder)
    notebook = nbformat.read(folder / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", as_version=4)
    answer = next(cell for cell in notebook.cells if cell.id == ANSWER)
    answer.source = answer.source.replace(GIVEN_LINE, WRONG)
    handed_in = folder / "submitted" / LEARNER / ASSIGNMENT
    handed_in.mkdir(parents=True)
    nbformat.write(notebook, handed_in / f"{ASSIGNMENT}.ipynb")
    return folder


@pytest.fixture(scope="module")
def instructor_lab(course: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """The instructor's server, started in the course's folder."""
    with lab(course, tmp_path_factory.mktemp("instructor-home"), without=INSTRUCTOR) as running:
        yield running


@pytest.fixture(scope="module")
def formgrader(context: BrowserContext, instructor_lab: Lab) -> Formgrader:
    """The formgrader, open."""
    return open_formgrader(context, instructor_lab)


@pytest.fixture(scope="module")
def graded(formgrader: Formgrader) -> tuple[str, str]:
    """How nbgrader says that autograding and generating the feedback went, both pressed in the formgrader."""
    formgrader.go(f"manage_submissions/{ASSIGNMENT}")
    said = formgrader.press(formgrader.row(LEARNER), "autograde")
    return said, formgrader.press(formgrader.row(LEARNER), "generate-feedback")


def test_the_release_is_generated(formgrader: Formgrader, course: Path, artefacts: Path) -> None:
    """Generate makes the learners' version of the assignment anew, without the solution."""
    release = course / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    release.unlink()
    formgrader.go("manage_assignments")
    said = formgrader.press(formgrader.row(ASSIGNMENT), "assign")
    formgrader.picture(artefacts, "instructor-1-assignments", of=formgrader.row(ASSIGNMENT))
    assert (said, GIVEN_LINE in release.read_text(encoding="utf-8")) == ("Success", True)


def test_a_submission_is_graded(graded: tuple[str, str], formgrader: Formgrader, artefacts: Path) -> None:
    """Autograde runs the submission and gives the share of the points that is right."""
    formgrader.go(f"manage_submissions/{ASSIGNMENT}")
    expect(formgrader.row(LEARNER).locator("td.score")).to_have_text(re.compile(r"^5 */ *27$"))
    formgrader.picture(artefacts, "instructor-2-submissions", of=formgrader.row(LEARNER))
    assert graded[0] == "Success"


@pytest.mark.usefixtures("graded")
def test_the_grading_page_shows_the_findings(formgrader: Formgrader, artefacts: Path) -> None:
    """Where the instructor grades by hand, the finding stands in full and no broken widget does."""
    formgrader.go(f"gradebook/{ASSIGNMENT}/{ASSIGNMENT}")
    formgrader.form.locator("tbody a", has_text="Submission").first.click()
    finding = formgrader.form.get_by_text("looks through a window of 5 × 5")
    expect(finding).to_be_visible()
    expect(formgrader.form.get_by_text("Error displaying widget")).to_have_count(0)
    formgrader.picture(artefacts, "instructor-3-grading", of=finding)


def test_the_feedback_shows_the_findings(
    graded: tuple[str, str], context: BrowserContext, course: Path, artefacts: Path
) -> None:
    """The page that the learner gets back holds the score and the finding in full."""
    assert graded[1] == "Success"
    page = context.new_page()
    page.goto((course / "feedback" / LEARNER / ASSIGNMENT / f"{ASSIGNMENT}.html").as_uri())
    finding = page.get_by_text("looks through a window of 5 × 5")
    page.screenshot(path=artefacts / "instructor-4-feedback-top.png")
    finding.scroll_into_view_if_needed()
    page.screenshot(path=artefacts / "instructor-5-feedback.png")
    expect(finding).to_be_visible()


@pytest.mark.usefixtures("graded")
def test_nothing_went_wrong_unseen(watch: Watch) -> None:
    """In all of the above: no error on the console, and no request to anywhere but this machine."""
    assert (watch.errors, watch.elsewhere) == ([], [])
