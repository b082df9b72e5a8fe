"""The browser that tests and measurements drive: the system's Chromium, which can reach only this machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

MISSING = "no Chromium found: install it (Debian: apt-get install chromium) or let CHROMIUM name it"
CHROMIUM_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
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


@contextmanager
def launched() -> Iterator[Browser]:
    """Start it, and close it at the end. Raises LookupError where there is none."""
    executable = find_chromium()
    if executable is None:
        raise LookupError(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser
        browser.close()


def find_chromium() -> str | None:
    """The browser to drive: what CHROMIUM names, or else the first of the known names. None when there is none."""
    named = os.environ.get("CHROMIUM")
    return next((found for name in ([named] if named else CHROMIUM_NAMES) if (found := shutil.which(name))), None)
