"""The browser and the server that all tests of this folder share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from .lab import LEARNER, Lab, find_chromium, lab
from .pages import HARMLESS, Watch

COURSE = Path(__file__).parents[2]
NOTEBOOKS = COURSE / "notebooks"
WINDOW = {"width": 1200, "height": 900}
FLAGS = [
    "--no-sandbox",  # CI runs as root, where Chromium's sandbox does not start
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # nothing but loopback can be reached
]


@pytest.fixture(scope="session")
def artefacts() -> Path:
    """Where screenshots are kept, to be looked at: $ARTEFACTS, or artefacts/ beside the tests."""
    folder = Path(os.environ.get("ARTEFACTS") or Path(__file__).parent / "artefacts")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A running Chromium. Without one the tests are skipped, but never where CI=true."""
    executable = find_chromium()
    if executable is None:
        reason = "no Chromium found: install it (Debian: apt-get install chromium) or let CHROMIUM name it"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser
        browser.close()


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
