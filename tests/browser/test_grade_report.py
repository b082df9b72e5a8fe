"""The report on an assignment in a real browser: opened as a file, in light and in dark, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from checker.grading.assignment import Assignment
from checker.grading.grade import Graded, Row
from checker.grading.job import Outcome, Result, State
from checker.grading.ledger import Entry, Ledger
from checker.grading.report_files import write_report
from checker.report import Finding, Report, Status

from .live import AXE_RUN
from .pages import Watch

pytestmark = pytest.mark.browser
SLUG = "pixels-read"
ATTACK = "</pre><script>document.title = 'attacked'</script>"
PAGES = ("index.html", "submissions/eve.html")


def outcome(slug: str, state: State, status: Status, message: str) -> Outcome:
    """An exercise's outcome with one finding."""
    finding = Finding(status=status, where="a place", message=message, hint="Look.", mistake="slip")
    report = Report(exercise=slug, title=f"Title of {slug}", status=status, score=0.0, points=2.0, findings=(finding,))
    return Outcome(slug=slug, state=state, points=2.0, score=0.0, report=report.to_dict())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report in which every sort of thing is told."""
    points = dict.fromkeys((SLUG, "second", "third"), 2.0)
    assignment = Assignment(
        course=tmp_path_factory.mktemp("course"), name="01-pixels", notebook="01-pixels", released=(), metadata={},
        points=points, by_hand=frozenset(), files={}, digest="", release_digest="",
    )  # fmt: skip
    outcomes = [
        outcome(SLUG, State.JUDGED, Status.FAILED, f"One line: {ATTACK}.\nA second one.\n  1  2  3"),
        outcome("second", State.JUDGED, Status.UNATTEMPTED, "Nothing yet."),
        outcome("third", State.NOT_REACHED, Status.ERROR, "Not reached."),
    ]
    result = Result(
        student="eve", assignment="01-pixels", outcomes=outcomes, stopped="It died.", flags=(ATTACK,),
        notes={SLUG: f"I think this is right: {ATTACK}"}, seconds=2.0,
    )  # fmt: skip
    failed = Result(student="lea", assignment="01-pixels", failed="the notebook is empty.")
    ledger = Ledger(assignment.course, "01-pixels")
    rows = []
    for one in (result, failed):
        ledger.write(Entry(stamps={}, submission="", notebook_digest="", keys={}, result=one), at_once=False)
        statuses = {at.slug: str(at.report["status"]) for at in one.outcomes}
        rows.append(
            Row(
                student=one.student,
                score=0.0,
                statuses=statuses,
                failed=one.failed,
                stopped=one.stopped,
                flags=one.flags,
                seconds=one.seconds,
                is_new=True,
            )
        )
    _, page = write_report(Graded(assignment=assignment, rows=rows, unrecorded=""))
    return page.parent


@pytest.fixture
def opened(chromium: Browser, folder: Path) -> Iterator[Callable[..., Page]]:
    """`opened(path, scheme, width)` opens a page of the report; it may ask for nothing and report no error."""
    watch = Watch(harmless={})
    contexts: list[Any] = []

    def open_page(path: str, scheme: str = "light", width: int = 1200, *, bypass: bool = False) -> Page:
        viewport = {"width": width, "height": 900}
        context = chromium.new_context(viewport=viewport, color_scheme=scheme, bypass_csp=bypass, locale="en-GB")
        watch.follow(context)
        contexts.append(context)
        page = context.new_page()
        page.goto((folder / path).as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert (watch.errors, watch.elsewhere) == ([], [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_accessible(opened: Callable[..., Page], axe: Path, artefacts: Path, path: str, scheme: str) -> None:
    """axe finds nothing to object to, contrast included."""
    page = opened(path, scheme, bypass=True)  # the page's own policy lets no script in, not even axe
    page.screenshot(path=artefacts / f"grade-report-{Path(path).stem}-{scheme}.png", full_page=True)
    page.add_script_tag(path=axe)
    assert page.evaluate(AXE_RUN) == []


@pytest.mark.parametrize("path", PAGES)
def test_what_a_learner_wrote_does_nothing(opened: Callable[..., Page], path: str) -> None:
    """A script in a flag, a note and a message stays text, also where the policy is not kept."""
    page = opened(path, bypass=True)
    assert ATTACK in page.locator("body").inner_text() and page.title() != "attacked"


@pytest.mark.parametrize("path", PAGES)
def test_a_narrow_window_has_all(opened: Callable[..., Page], path: str) -> None:
    """On a telephone's width only tables scroll sideways, not the page."""
    page = opened(path, width=380)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_keyboard_reaches_a_learners_page(opened: Callable[..., Page]) -> None:
    """The first link to a learner's answer can be had with Tab and opened with Enter."""
    page = opened("index.html")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('href')") == f"submissions/eve.html#{SLUG}":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/submissions/eve.html*")
    assert page.locator("h1").inner_text() == "eve"
