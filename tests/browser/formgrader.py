"""What an instructor does in nbgrader's formgrader: go to a page, press a step, read how it went and what was found."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, FrameLocator, Locator, Page

from .lab import Lab
from .pages import OPEN_MS, RUN_MS

WINDOW = {"width": 1600, "height": 1000}  # in a narrower one the formgrader's menu pushes its table off the page


@dataclass(frozen=True, slots=True, kw_only=True)
class Formgrader:
    """nbgrader's formgrader, open within JupyterLab."""

    page: Page
    url: str  # the server's

    @property
    def form(self) -> FrameLocator:
        """The formgrader's own page, which JupyterLab shows in a frame."""
        return self.page.frame_locator('iframe[src*="formgrader"]')

    def go(self, path: str) -> None:
        """Open the formgrader's page at `path`, as its links would."""
        frame = next(frame for frame in self.page.frames if "/formgrader" in frame.url)
        frame.goto(f"{self.url}/formgrader/{path}")

    def row(self, text: str) -> Locator:
        """The row of the table that speaks of `text`."""
        return self.form.locator("tbody tr", has_text=text)

    def press(self, row: Locator, step: str) -> str:
        """Press the button of `step` ("assign", "autograde", ...) in `row`, and return the title of the answer."""
        row.locator(f"td.{step} a").click()
        answer = self.form.locator(".modal.in")
        ended = answer.locator(".modal-title", has_text="Success").or_(answer.locator(".modal-title", has_text="Error"))
        ended.wait_for(timeout=RUN_MS)
        said = ended.inner_text()
        answer.get_by_role("button", name="OK").click()
        answer.wait_for(state="hidden")
        return said

    def picture(self, artefacts: Path, name: str, *, of: Locator) -> None:
        """Keep what the window shows as `name`.png, scrolled so that `of` can be seen."""
        of.scroll_into_view_if_needed()
        self.page.screenshot(path=artefacts / f"{name}.png", animations="disabled")


def open_formgrader(context: BrowserContext, lab: Lab) -> Formgrader:
    """Open JupyterLab, and the formgrader in it as the Nbgrader menu would."""
    page = context.new_page()
    page.set_viewport_size(WINDOW)
    page.goto(f"{lab.url}/lab", wait_until="domcontentloaded")
    page.wait_for_function("() => window.jupyterapp !== undefined", timeout=OPEN_MS)
    page.evaluate("() => window.jupyterapp.restored")
    page.evaluate("() => window.jupyterapp.commands.execute('nbgrader:open-formgrader')")
    formgrader = Formgrader(page=page, url=lab.url)
    formgrader.form.locator("tbody tr td.name").first.wait_for(timeout=OPEN_MS)
    return formgrader
