"""Live pictures: widgets that answer in the browser, and leave a still picture behind where there is no kernel.

How to add one, here the picture `tally` of the class `Tally`:

1. `static/tally_math.mjs`: the arithmetic, as pure functions of plain values and typed arrays; no page, no model.
   Tested against NumPy with the fixture `node`: `node("tally_math", "total", [1.0, 2.0])`.
2. `static/tally.js`: `export default picture(({ model, root, say, on }) => { ... })` from `picture.mjs`; it puts what
   is to be seen into `root` with the parts in grid.mjs, maps.mjs and controls.mjs. `static/README.md` lists them all.
   A `static/tally.css` may stand beside it; every rule begins with `.live-picture`, colours come from theme.css.
3. `course/pictures/tally.py`: `class Tally(LivePicture)` with its traits, `still` and `alt`; see number_map.py.
4. `python -m course.pictures.bundles tally` joins the modules into `static/dist/tally.js`; commit that file too.
5. `tests/browser/test_tally.py`: `live = live_page(Tally(...))`, then `live.root`, `live.press("ArrowRight")`,
   `live.photograph("tally")`, `live.axe()`. One more entry of USES in tests/bench/redraw.py measures its redraw.

Lists and numbers travel as traits; an array that is large or never changes as `traitlets.Bytes` with what `floats`
makes of it, read in JavaScript with `floats(model, "name")` of picture.mjs. What JavaScript sends back as bytes needs
`CByteMemoryView` of ipywidgets: `traitlets.Bytes` refuses it without a word.
"""

from __future__ import annotations

import base64
import html
import json
from pathlib import Path
from typing import Any

import anywidget
import numpy as np
import traitlets

from course.pictures.bundles import DIST, STATIC
from course.pictures.words_only import in_words_only

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"

# The live picture stands in one output, the still one in the next. While the first is alive the second is hidden; once
# it is not (a notebook opened again), what its place would say, "Error displaying widget", is hidden instead, and how
# to get it back is said. Where styles are taken away both are shown.
STILL_STYLE = (
    "<style>"
    ".jp-OutputArea-child:has(.live-picture) + .jp-OutputArea-child:has(.still-picture),"
    ".jp-OutputArea-child:not(:has(.live-picture)):has(+ .jp-OutputArea-child .still-picture)"
    "{display: none}"
    ".jp-NotebookPanel .still-again{display: block !important}"  # in the application, not on paper
    "</style>"
)
AGAIN = '<p class="still-again" style="display: none">A still picture: run this cell to bring it to life.</p>'


class LivePicture(anywidget.AnyWidget):
    """A picture to play with.

    A subclass gives `_esm, _css = script_and_style("its name")`, a `title`, `still` and `alt`. What `still` shows is
    what the live picture begins with.
    """

    title = traitlets.Unicode().tag(sync=True)  # its name, for screen readers and as a page of its own

    def still(self) -> str:
        """What to show where nothing is alive, as HTML: a table, an inline SVG or an `<img>` with data in it."""
        raise NotImplementedError(f"{type(self).__name__} needs still(), which returns HTML")

    def alt(self) -> str:
        """What the picture shows, in words and numbers, for who cannot see it; plain text."""
        raise NotImplementedError(f"{type(self).__name__} needs alt(), which returns text")

    def page(self) -> str:
        """The picture as an HTML file of its own, alive without a kernel and without a network.

        What is changed there stays there. Follows the reader's wish for dark or light.
        """
        parts = {
            "title": html.escape(self.title),
            "css": _raw(self._css),
            "still": self.still(),
            "state": _raw(json.dumps(self.page_state())),
            "widget": _raw(str(self._esm)),
            "standalone": _raw(_read(STATIC / "standalone.mjs")),
        }
        pieces = _read(STATIC / "page.html").split("%%")  # text and names of parts, by turns
        return "".join(piece if index % 2 == 0 else parts[piece] for index, piece in enumerate(pieces))

    def page_state(self) -> dict[str, Any]:
        """What the page begins with, JSON-ready: bytes in base64 among the buffers, all else among the values."""
        names = set(self.keys) - set(anywidget.AnyWidget.class_trait_names(sync=True))
        state, buffers = {}, {}
        for name in sorted(name for name in names if not name.startswith("_")):
            value = getattr(self, name)
            if isinstance(value, bytes | memoryview):
                buffers[name] = base64.b64encode(value).decode("ascii")
            else:
                state[name] = value
        return {"values": state, "buffers": buffers}

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """The widget, and for places without one the still picture; no metadata."""
        return {**self._view(), **self._still()}, {}

    def _ipython_display_(self) -> None:
        from IPython.display import display

        if in_words_only():
            display(self._told(), raw=True)
            return
        # An empty page and a short text for places without widgets: the still picture is in the second output.
        display({**self._view(), "text/html": "", "text/plain": f"(live: {self.title})"}, raw=True)
        display(self._still(), raw=True)

    def _view(self) -> dict[str, Any]:
        return {WIDGET_VIEW: {"version_major": 2, "version_minor": 0, "model_id": self.model_id}}

    def _still(self) -> dict[str, str]:
        page = f'<div class="still-picture">{STILL_STYLE}\n{self.still()}\n{AGAIN}\n</div>'
        return {"text/html": page, **self._told()}

    def _told(self) -> dict[str, str]:
        return {"text/plain": f"[Picture] {self.alt()}"}


def script_and_style(name: str) -> tuple[str, str]:
    """The picture's bundled script, and the common style with its own after it, where `static/NAME.css` is there."""
    own = STATIC / f"{name}.css"
    return _read(DIST / f"{name}.js"), _read(STATIC / "theme.css") + (_read(own) if own.exists() else "")


def floats(values: np.ndarray) -> bytes:
    """`values`, of any shape, as the bytes that a live picture reads: float32, little-endian, row by row."""
    return np.ascontiguousarray(values, dtype="<f4").tobytes()


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _raw(text: str) -> str:
    """`text` as it may stand inside <script> or <style>, where nothing is escaped and "</" may end the element."""
    return text.replace("</", "<\\/").replace("<!--", "<\\!--")
