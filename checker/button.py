"""The Check button: a widget whose verdict is also kept in the saved notebook.

The button stands in one output and the verdict, as it is to be saved, in a second one right below it, which is hidden
while the button is alive. One output for both does not work: to update it is to make the button anew, and it would lose
the keyboard's focus at every press.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

import anywidget
import traitlets

from checker.render.html import block, html
from checker.render.text import text
from checker.report import Report, Status, error_report
from checker.run import ISSUE_HINT, find_exercise

STATIC = Path(__file__).parent / "static"
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"

# While the button is alive the saved verdict and the score of the cell's last run are hidden. Once it is not (a
# notebook opened again), what its place would say, "Error displaying widget: model not found", is hidden instead, and
# how to get it back is said. Where styles are taken away all of it is shown.
STILL_STYLE = (
    "<style>"
    ".jp-OutputArea-child:has(.checker-live) + .jp-OutputArea-child:has(.checker-still),"
    ".jp-OutputArea:has(.checker-live) .jp-OutputArea-child:has(.checker-score),"
    ".jp-OutputArea-child:not(:has(.checker-live)):has(+ .jp-OutputArea-child .checker-still)"
    "{display: none}"
    ".jp-Notebook .checker-again{display: block !important}"
    "</style>"
)
AGAIN = '<p class="checker-again" style="display: none">Run this cell to get the Check button back.</p>'


class CheckButton(anywidget.AnyWidget):
    """A button that checks one exercise, says what it found, and has hints and the solution to give.

    Messages from the page: {"kind": "check", "seq"}, {"kind": "hint", "number"}, {"kind": "solution", "anyway"}.
    Messages to the page: "started" and "verdict" with the same seq, "hint", "solution", "refused".
    The hints and the solution stay here until they are asked for.
    """

    _esm = STATIC / "check_button.js"
    _css = STATIC / "check_button.css"

    title = traitlets.Unicode().tag(sync=True)
    status = traitlets.Unicode().tag(sync=True)  # of the last verdict; empty before the first
    verdict = traitlets.Unicode().tag(sync=True)  # markup
    num_hints = traitlets.Int().tag(sync=True)
    hints = traitlets.List(traitlets.Unicode()).tag(sync=True)  # markup of those shown so far

    def __init__(self, slug: str, *, check: Callable[[str], Report], report: Report | None = None) -> None:
        """Raises UnknownExerciseError. `report` is the verdict to begin with."""
        exercise = find_exercise(slug)
        super().__init__(title=exercise.title, num_hints=len(exercise.hints))
        self._exercise = exercise
        self._check = check
        self._display_id = uuid4().hex
        self._report = report
        self._show()
        self.on_msg(self._receive)

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """The button, and for places without one the last verdict; no metadata."""
        return {**self._view(), **self._still()}, {}

    def _ipython_display_(self) -> None:
        from IPython.display import display

        # An empty page and a short text for places without widgets: the verdict is in the second output.
        display({**self._view(), "text/html": "", "text/plain": "(the Check button)"}, raw=True)
        display(self._still(), raw=True, display_id=self._display_id)

    def _view(self) -> dict[str, Any]:
        return {WIDGET_VIEW: {"version_major": 2, "version_minor": 0, "model_id": self.model_id}}

    def _still(self) -> dict[str, str]:
        page = html(self._report) if self._report else "<p>Not checked yet.</p>"
        plain = text(self._report) if self._report else "Not checked yet."
        still = f'<div class="checker-still">{STILL_STYLE}\n{page}\n{AGAIN}\n</div>'
        return {"text/html": still, "text/plain": plain}

    def _show(self) -> None:
        if self._report is not None:
            self.status, self.verdict = str(self._report.status), html(self._report)

    def _receive(self, _widget: object, content: object, _buffers: object) -> None:
        message = content if isinstance(content, Mapping) else {}
        if message.get("kind") == "check":
            _when_idle(lambda: self._answer_check(message.get("seq")))
        elif message.get("kind") == "hint":
            self._answer_hint(message.get("number"))
        elif message.get("kind") == "solution":
            self._answer_solution(anyway=message.get("anyway") is True)

    def _answer_check(self, seq: object) -> None:
        self.send({"kind": "started", "seq": seq})
        try:
            report = self._check(self._exercise.slug)
        except (Exception, SystemExit) as fault:
            said = f"The checker stumbled ({type(fault).__name__})."
            exercise = self._exercise
            report = error_report(exercise.slug, said, hint=ISSUE_HINT, title=exercise.title, points=exercise.points)
        self._report = report
        self._save()  # first: who sees the verdict may save the notebook at once
        self._show()
        self.send({"kind": "verdict", "seq": seq, "status": self.status, "html": self.verdict})

    def _save(self) -> None:
        """Put the verdict where the notebook's file is written from."""
        from IPython.display import publish_display_data

        publish_display_data(self._still(), transient={"display_id": self._display_id}, update=True)

    def _answer_hint(self, number: object) -> None:
        """Hints come one after another: the next one is added, one that was given is given again."""
        if not isinstance(number, int) or not 1 <= number <= min(len(self.hints) + 1, self.num_hints):
            return
        hint = block(self._exercise.hints[number - 1])
        self.hints = [*self.hints[: number - 1], hint, *self.hints[number:]]
        self.send({"kind": "hint", "number": number, "html": hint})

    def _answer_solution(self, *, anyway: bool) -> None:
        if self.status == Status.PASSED or anyway:
            self.send({"kind": "solution", "text": self._exercise.solution})
        else:
            self.send({"kind": "refused"})


def _when_idle(call: Callable[[], None]) -> None:
    """Run `call` on the main thread, where cells run, so that no check looks at a model while a cell trains it.

    JupyterLab may deliver a press in a thread of its own while a cell runs; the call then waits for the cell's end.
    """
    from IPython import get_ipython

    kernel = getattr(get_ipython(), "kernel", None)
    if kernel is None or threading.current_thread() is threading.main_thread():
        call()
    else:
        kernel.io_loop.add_callback(call)
