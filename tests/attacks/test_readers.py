"""Whoever reads a submission is not played by it: in the kept notebook, on the report's pages, in the table."""

from __future__ import annotations

import csv
import io
import re
import sys
import unicodedata
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest

from checker.grading.grade_words import summary
from checker.grading.report_csv import FORMULA
from checker.grading.report_files import page_name, write_report
from checker.grading.to_look_at import TURNS_TEXT
from tests.attacks.batch import Batch, texts
from tests.attacks.everybody import EVERYBODY
from tests.attacks.reading import EVIL, NAMED, READING

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="namespaces are Linux's own"),
    pytest.mark.timeout(600),
]
KEPT_KINDS = {"text/plain", "image/png"}
UNSEEN = {"Cc", "Cf", "Co", "Cs"}
OURS = {
    "html", "head", "meta", "title", "style", "body", "main", "nav", "a", "h1", "h2", "h3", "p", "strong", "em", "ul",
    "ol", "li", "div", "section", "span", "pre", "code", "blockquote", "table", "caption", "thead", "tbody", "tr", "th",
    "td", "br", "details", "summary",
}  # fmt: skip


class Page(HTMLParser):
    """What a browser would act on."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: set[str] = set()
        self.sources: set[str] = set()  # what is fetched without being asked for
        self.scripts: list[str] = []
        self._in_script = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note it."""
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.sources |= {value or "" for name, value in attrs if name in ("src", "srcset", "data", "background")}
        self.addresses |= {value or "" for name, value in attrs if name in ("href", "action")} | self.sources
        self._in_script = tag == "script"

    def handle_data(self, data: str) -> None:
        """What stands in scripts."""
        if self._in_script:
            self.scripts.append(data)

    def handle_endtag(self, tag: str) -> None:
        """The script's end."""
        self._in_script = self._in_script and tag != "script"


@pytest.fixture(scope="module")
def report(batch: Batch) -> Path:
    """The folder of the report."""
    return write_report(batch.graded)[1].parent


def unseen(text: str) -> set[str]:
    """The characters that act without being seen."""
    return {mark for mark in set(text) - {"\n", "\t"} if unicodedata.category(mark) in UNSEEN}


# --- the kept notebook


@pytest.mark.parametrize("name", [*READING, *NAMED])
def test_a_kept_notebook_shows_text_and_pictures_only(batch: Batch, name: str) -> None:
    """No other kind of output of the learner's is there; a check's verdict is ours."""
    cells = [cell for cell in batch.notebook(name)["cells"] if not cell["id"].startswith("check-")]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    assert {kind for output in outputs for kind in output.get("data", {})} <= KEPT_KINDS
    assert all(cell["cell_type"] in ("code", "markdown") and set(cell["metadata"]) <= {"nbgrader"} for cell in cells)


@pytest.mark.parametrize("name", [*READING, *NAMED])
def test_a_kept_notebook_shows_nothing_unseen(batch: Batch, name: str) -> None:
    """No escapes, no control characters, no marks that turn text around: in outputs, in verdicts, in text cells."""
    cells = batch.notebook(name)["cells"]
    assert unseen("".join(texts([cell.get("outputs", []) for cell in cells]))) == set()
    prose = "".join(cell["source"] for cell in cells if cell["cell_type"] == "markdown")
    assert {mark for mark in unseen(prose) if unicodedata.category(mark) == "Cc" or mark in TURNS_TEXT} == set()


@pytest.mark.parametrize("name", READING)
def test_a_kept_notebook_as_a_page_runs_nothing(batch: Batch, name: str) -> None:
    """As formgrader and feedback show it: the learner's markup is text, and leads nowhere by itself."""
    from nbconvert import HTMLExporter

    path = batch.graded.assignment.autograded(name)
    page = Page(HTMLExporter(template_name="classic").from_notebook_node(nbformat.read(path, as_version=4))[0])
    assert not [script for script in page.scripts if "alert(" in script]
    assert page.tags.isdisjoint({"iframe", "svg", "form", "object", "embed"})
    assert not [name for name in page.attributes if name.startswith("on")]
    assert not [at for at in page.addresses if re.match(r"\s*(javascript|data:text|vbscript)", at, re.IGNORECASE)]
    assert not [at for at in page.sources if EVIL in at]


# --- the report


@pytest.mark.parametrize("name", ["", *READING, *NAMED])
def test_a_page_of_the_report_is_ours_alone(report: Path, name: str) -> None:
    """No tag that no page of ours has, no handler, no address elsewhere, nothing unseen."""
    text = (report / "submissions" / page_name(name) if name else report / "index.html").read_text(encoding="utf-8")
    page = Page(text)
    assert page.tags <= OURS
    assert not [name for name in page.attributes if name.startswith("on")]
    assert not [at for at in page.addresses if ":" in at.partition("#")[0] or at.startswith("//") or EVIL in at]
    assert unseen(text) == set()


def test_what_was_written_is_there_to_read(report: Path) -> None:
    """The note on a verdict, with symbols for what cannot be seen, on the learner's page."""
    text = (report / "submissions" / page_name("a note on the verdict")).read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)" in text and "I think this is right" in text


@pytest.mark.parametrize("name", [*READING, *NAMED])
def test_the_summary_in_a_terminal_is_text_alone(batch: Batch, name: str) -> None:
    """No escapes, nothing unseen, and a name makes no line of its own."""
    one = replace(batch.graded, rows=[replace(batch.row(name), failed="failed", stopped="stopped")])
    lines = summary(one).splitlines()
    assert unseen("\n".join(lines)) == set()
    assert not [line for line in lines if line.startswith(("honest", "="))]


def test_the_table_has_no_formula_and_a_line_for_everybody(report: Path) -> None:
    """In no cell of grades.csv a spreadsheet sees a formula, and no name makes a line of its own."""
    rows = list(csv.reader(io.StringIO((report / "grades.csv").read_text(encoding="utf-8"))))
    assert len(rows) == len(EVERYBODY) + 1 and len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if cell.lstrip(" ").startswith(FORMULA)]
