"""The browser and the server that all tests of this folder share."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from course.pictures.live import LivePicture
from tests.needs import skip_or_fail

from .chromium import MISSING, find_chromium, launched
from .lab import LEARNER, Lab, lab
from .live import LivePage
from .pages import HARMLESS, Watch

COURSE = Path(__file__).parents[2]
NOTEBOOKS = COURSE / "notebooks"
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
WINDOW = {"width": 1200, "height": 900}

# A picture learns its width once it is on the page, and lays itself out anew in the frame after that.
LAID_OUT = """async () => {
    for (let frame = 0; frame < 4; frame++) await new Promise(requestAnimationFrame);
}"""

# As long as Playwright waits for everything else: on busy cores a page may need more than the 5 seconds it gives these.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def artefacts() -> Path:
    """Where screenshots are kept, to be looked at: $ARTEFACTS, or artefacts/ beside the tests."""
    folder = Path(os.environ.get("ARTEFACTS") or Path(__file__).parent / "artefacts")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A running Chromium. Without one the tests are skipped, but never where CI=true."""
    if find_chromium() is None:
        skip_or_fail(MISSING)
    with launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def learner_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A learner's server, with the settings of `make lab`."""
    with lab(
        tmp_path_factory.mktemp("course"),
        tmp_path_factory.mktemp("learner"),
        without=LEARNER,
        config=COURSE / "jupyter",
    ) as running:
        yield running


@pytest.fixture(scope="module")
def notebooks(learner_lab: Lab, request: pytest.FixtureRequest) -> str:
    """The folder below the server's root with this module's own copy of the notebooks, as they are handed out."""
    folder = learner_lab.root / request.path.stem
    folder.mkdir()
    for notebook in NOTEBOOKS.glob("*.ipynb"):
        shutil.copy(notebook, folder)
    return folder.name


@pytest.fixture(scope="module")
def watch() -> Watch:
    """What the pages of this module do wrong unseen."""
    return Watch(harmless=HARMLESS)


@pytest.fixture(scope="module")
def context(chromium: Browser, watch: Watch) -> Iterator[BrowserContext]:
    """A fresh browser profile, watched."""
    fresh = chromium.new_context(viewport=WINDOW, locale="en-GB")
    watch.follow(fresh)
    yield fresh
    fresh.close()


@pytest.fixture(scope="session")
def axe() -> Path:
    """The accessibility checker's script. Without it the test is skipped, but never where CI=true."""
    if not AXE.is_file():
        skip_or_fail("axe-core is not installed: run `npm ci --ignore-scripts` in tests/browser")
    return AXE


@pytest.fixture(scope="session")
def page_of() -> Callable[[LivePicture], str]:
    """A picture -> its page. Of pictures that are alike it is written once: to draw the still in it takes a while."""
    pages: dict[tuple[str, str], str] = {}

    def page(picture: LivePicture) -> str:
        alike = type(picture).__qualname__, json.dumps(picture.page_state())
        if alike not in pages:
            pages[alike] = picture.page()
        return pages[alike]

    return page


@pytest.fixture
def live_page(
    chromium: Browser, axe: Path, artefacts: Path, page_of: Callable[[LivePicture], str]
) -> Iterator[Callable[[LivePicture], LivePage]]:
    """`live_page(picture)` opens a live picture in a bare page and a fresh profile.

    The test fails when the page reports an error or asks for anything from elsewhere.
    """
    context = chromium.new_context(viewport={"width": 900, "height": 700}, locale="en-GB")
    watch = Watch(harmless={})
    watch.follow(context)

    def show(picture: LivePicture) -> LivePage:
        page = context.new_page()
        page.set_content(page_of(picture))
        page.wait_for_function("() => window.livePicture !== undefined")
        page.evaluate(LAID_OUT)
        return LivePage(page=page, axe_script=axe, artefacts=artefacts)

    yield show
    context.close()
    assert (watch.errors, watch.elsewhere) == ([], [])
