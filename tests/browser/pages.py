"""What a person does with a notebook in JupyterLab or Notebook 7: open, run, type, press, read, save."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import nbformat
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, WebError
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from .lab import Lab

OPEN_MS = 60_000
SETTLE_MS = 10_000
RUN_MS = 120_000  # TensorFlow's import and a training fit in
TRIES, TRY_MS = 40, 500
TABS = 12  # more presses than a person would put up with
# JupyterLab reloads a page whose workspace another page has open, so each opening gets a workspace of its own.
VIEWS = {"lab": "doc/workspaces/{workspace}/tree/{path}", "notebook": "notebooks/{path}"}

NOTEBOOK = "window.jupyterapp.shell.currentWidget"
KERNEL_IDLE = f"() => {NOTEBOOK}?.sessionContext?.session?.kernel?.status === 'idle'"
ALL_RUN = f"""() => {NOTEBOOK}.sessionContext.session?.kernel?.status === 'idle'
    && ![...document.querySelectorAll('.jp-InputPrompt')].some(prompt => prompt.textContent.includes('[*]'))"""


# What the applications say by themselves, with an empty notebook too, or cannot be kept from saying.
HARMLESS = {
    "Could not restore the debugger state: Canceled future": "JupyterLab, when a page is left while its kernel starts",
    "widget model not found": "ipywidgets, of a button in a saved notebook: its kernel is gone, and its verdict shows",
    "Cannot read properties of undefined (reading 'schema')": "Notebook 7.6, of its own settings",
    "Command 'filebrowser:open-path' not registered.": "Notebook 7.6, which has no file browser beside a notebook",
}


@dataclass(kw_only=True)  # without slots: playwright writes attributes of its own on whoever listens
class Watch:
    """What went wrong without being seen: errors on the console, and requests that leave this machine."""

    harmless: Mapping[str, str]  # part of a message or an address -> why it may be there
    errors: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        """Listen to every page of `context`, frames and pop-ups included."""
        context.on("console", self._heard)
        context.on("weberror", self._caught)
        context.on("request", self._asked)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._note(f"{message.text} ({message.location.get('url', '')})")

    def _caught(self, error: WebError) -> None:
        self._note(f"uncaught: {error.error}")

    def _note(self, error: str) -> None:
        if not any(part in error for part in self.harmless):
            self.errors.append(error)

    def _asked(self, request: Request) -> None:
        where = urlsplit(request.url)
        local = where.scheme in ("data", "blob", "file") or where.hostname == "127.0.0.1"
        if not local and not any(part in request.url for part in self.harmless):
            self.elsewhere.append(request.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotebookPage:
    """A notebook open in the browser. Cells are called by their id, which for exercises is the grade id."""

    page: Page
    path: Path  # the notebook's file

    # Running

    def run_all(self) -> None:
        """Run every cell and wait for the last."""
        self.command("notebook:run-all-cells")
        self.wait_idle()

    def run_before(self, cell: str) -> None:
        """Run every cell above `cell` and wait for the last."""
        self.select(cell)
        self.command("notebook:run-all-above")
        self.wait_idle()

    def run(self, cell: str) -> None:
        """Select `cell`, run it from the keyboard and wait."""
        self.select(cell)
        self.page.keyboard.press("Control+Enter")
        self.wait_idle()

    def run_until(self, cell: str, text: str) -> None:
        """Run `cell`, again and again where need be, until `text` is in its output."""
        for _ in range(TRIES):
            self.run(cell)
            if text in (said := self.output(cell).inner_text()):
                return
            self.page.wait_for_timeout(TRY_MS)
        raise AssertionError(f"{cell!r} does not say {text!r}, but {said!r}")

    def wait_idle(self) -> None:
        """Wait until nothing runs and nothing waits to run."""
        self.page.wait_for_function(ALL_RUN, timeout=RUN_MS)

    def command(self, name: str, **arguments: str) -> None:
        """Carry out one of the application's commands, as its menu would."""
        script = "([name, arguments]) => window.jupyterapp.commands.execute(name, arguments)"
        self.page.evaluate(script, [name, arguments])

    def start(self, code: str) -> None:
        """Have the kernel run `code`, as some other cell would, and do not wait for it."""
        self.page.evaluate(f"code => void {NOTEBOOK}.sessionContext.session.kernel.requestExecute({{ code }})", code)

    def restart(self) -> None:
        """Give the notebook a new kernel."""
        self.page.evaluate(f"() => {NOTEBOOK}.sessionContext.session.kernel.restart()")
        self.page.wait_for_function(KERNEL_IDLE, timeout=OPEN_MS)

    def use_theme(self, theme: str) -> None:
        """Switch the application's theme, as its Settings menu would, and wait until it is there."""
        self.command("apputils:change-theme", theme=theme)
        self.page.wait_for_function("theme => document.body.dataset.jpThemeName === theme", arg=theme)
        self.page.locator("#jupyterlab-splash").wait_for(state="detached")

    # Finding and reading

    def cell(self, cell: str) -> Locator:
        """The cell with this id, on the page."""
        return self.page.locator(".jp-Notebook .jp-Cell").nth(self._index(cell))

    def source(self, cell: str) -> str:
        """What stands in the cell now, run or not, saved or not."""
        script = f"index => {NOTEBOOK}.content.widgets[index].model.sharedModel.getSource()"
        source: str = self.page.evaluate(script, self._index(cell))
        return source

    def output(self, cell: str) -> Locator:
        """All that the cell has put out."""
        return self.cell(cell).locator(".jp-OutputArea")

    def cell_with(self, code: str) -> Locator:
        """The code cell whose source holds `code`."""
        return self.page.locator(".jp-Notebook .jp-CodeCell").filter(
            has=self.page.locator(".cm-content", has_text=code)
        )

    def complaints(self) -> Locator:
        """Everything in the notebook that a cell has put out as an error or on stderr."""
        return self.page.locator('.jp-OutputArea-output[data-mime-type$="error"], [data-mime-type$="stderr"]')

    def pictures(self) -> list[Locator]:
        """Every picture and table that a cell has put out."""
        return self.page.locator(".jp-OutputArea-output").locator("img, svg, canvas, table").filter(visible=True).all()

    def verdict(self, cell: str) -> Locator:
        """What the check cell's button says of the answer."""
        return self.cell(cell).get_by_role("region", name="Verdict").filter(visible=True)

    def _index(self, cell: str) -> int:
        script = f"cell => {NOTEBOOK}.content.widgets.findIndex(widget => widget.model.id === cell)"
        index: int = self.page.evaluate(script, cell)
        if index < 0:
            raise LookupError(f"no cell {cell!r} in {self.path.name}")
        return index

    # Writing

    def select(self, cell: str) -> None:
        """Make `cell` the active one, in command mode, with the keyboard's focus on it."""
        script = f"""index => {{
            const notebook = {NOTEBOOK}.content;
            notebook.deselectAll();
            notebook.activeCellIndex = index;
            notebook.mode = 'command';
            notebook.activeCell.node.focus();
        }}"""
        self.page.evaluate(script, self._index(cell))
        self.cell(cell).scroll_into_view_if_needed()

    def edit(self, cell: str) -> None:
        """Go into `cell` with Enter, and be there: a page that has just opened may still draw it, or move the focus."""
        script = f"index => {NOTEBOOK}.content.widgets[index].editor?.hasFocus() ?? false"
        for last in (False, False, True):
            self.select(cell)
            self.page.keyboard.press("Enter")
            try:
                self.page.wait_for_function(script, arg=self._index(cell), timeout=SETTLE_MS)
            except PlaywrightTimeoutError:
                if last:
                    raise
            else:
                return

    def put(self, cell: str, source: str) -> None:
        """Set what stands in `cell` without typing: where a test begins, not what it does."""
        script = f"([index, source]) => {NOTEBOOK}.content.widgets[index].model.sharedModel.setSource(source)"
        self.page.evaluate(script, [self._index(cell), source])

    def type_over(self, cell: str, line: str, text: str) -> None:
        """Type `text` over the one line of `cell` that reads `line`, key by key, and end in edit mode.

        Raises AssertionError where the cell then holds anything but that.
        """
        before = self.source(cell).splitlines()
        number = [old.strip() for old in before].index(line)
        self.edit(cell)
        for key in ("Control+Home", *["ArrowDown"] * number, "Home", "Shift+End"):
            self.page.keyboard.press(key)
        self._type(text)
        indent = before[number][: len(before[number]) - len(before[number].lstrip())]  # "Home" stops behind it
        wanted = "\n".join([*before[:number], *(indent + text).splitlines(), *before[number + 1 :]])
        if (typed := self.source(cell)) != wanted:
            raise AssertionError(f"typed {text!r} over {line!r}, and the cell holds {typed!r}")

    def _type(self, text: str) -> None:
        first, *others = text.splitlines()
        self.page.keyboard.type(first)
        for line in others:
            self.page.keyboard.press("Enter")
            self.page.keyboard.press("Shift+Home")  # what the editor has indented by itself is typed over
            self.page.keyboard.type(line)

    # Pressing

    def button(self, cell: str, name: str) -> Locator:
        """The button of this very name in what the cell has put out."""
        return self.cell(cell).get_by_role("button", name=name, exact=True)

    def press(self, cell: str, name: str) -> None:
        """Go from `cell` to the button called `name` in its output by Tab alone, and press it with Enter."""
        button = self.button(cell, name)
        button.wait_for()
        self.select(cell)
        self.tab_to(button)
        self.page.keyboard.press("Enter")

    def tab_to(self, target: Locator, *, key: str = "Tab") -> None:
        """Press Tab, or another `key`, until `target` has the focus."""
        for _ in range(TABS):
            self.page.keyboard.press(key)
            if target.evaluate("element => element === element.ownerDocument.activeElement"):
                return
        focused = self.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        raise AssertionError(f"{TABS} presses of {key} do not reach {target}; the focus is on {focused}")

    # Saving

    def save(self) -> nbformat.NotebookNode:
        """Save from the keyboard and read the file back."""
        self.page.keyboard.press("Control+s")
        self.page.wait_for_function(f"() => !{NOTEBOOK}.context.model.dirty")
        return nbformat.read(self.path, as_version=4)

    def picture(self, artefacts: Path, name: str, *, of: Locator) -> None:
        """Keep what the window shows as `name`.png, scrolled so that `of` can be seen."""
        of.scroll_into_view_if_needed()
        self.page.screenshot(path=artefacts / f"{name}.png", animations="disabled")


@contextmanager
def opened(context: BrowserContext, lab: Lab, path: str, *, view: str = "lab") -> Iterator[NotebookPage]:
    """Open the notebook at `path` below the server's root, in "lab" (JupyterLab) or "notebook" (Notebook 7).

    The kernel runs when the page is handed over; page and kernel end with the block.
    """
    page = context.new_page()
    address = VIEWS[view].format(workspace=uuid4().hex, path=path)
    page.goto(f"{lab.url}/{address}", wait_until="domcontentloaded")
    page.wait_for_function("() => window.jupyterapp !== undefined", timeout=OPEN_MS)
    page.evaluate("() => window.jupyterapp.restored")
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=OPEN_MS)
    page.wait_for_function(KERNEL_IDLE, timeout=OPEN_MS)
    yield NotebookPage(page=page, path=lab.root / path)
    page.evaluate(f"() => {NOTEBOOK}.sessionContext.shutdown()")
    page.close()
