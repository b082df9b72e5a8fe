"""Button, command line and nbgrader give the same verdict for the same answer."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from checker.render.text import text
from checker.report import Report, Status

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]  # the first test waits for all notebooks to be run

LENET = "10-lenet"
CHECKED = ("lenet-shapes", "lenet")
STATUSES = {
    "right": Status.PASSED,
    "blank": Status.UNATTEMPTED,
    "kernel": Status.FAILED,
    "relu": Status.FAILED,
    "average": Status.FAILED,
    "strides": Status.FAILED,
    "missing": Status.FAILED,
    "broken": Status.FAILED,
    "old": Status.FAILED,
}
PRESS = """\
from IPython.display import display
from checker.notebook import check
display({{"application/json": check({slug!r}).to_dict()}}, raw=True)
"""
LOOKING_AROUND = "print(globals().get('model'))"


@pytest.fixture(scope="module")
def by_button(
    graded: Any, lenet_answers: Any, bare_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[Report]]:
    """What a press of the button checks, in one kernel that is emptied before each learner's notebook.

    Each check cell is pressed twice: as it appears, and after the cells that a learner may have run by then.
    """
    cells, order = [], []
    for learner in STATUSES:
        cells.append(new_code_cell("%reset -f"))
        for cell in graded.answered(LENET, lenet_answers[learner]).cells:
            slug = cell.id.removeprefix("check-")
            press = PRESS.format(slug=slug)
            order += [learner] * (cell.id != slug)
            sources = [press, LOOKING_AROUND, press] if cell.id != slug else [cell.source]
            cells += map(new_code_cell, sources) if cell.cell_type == "code" else []
    notebook = new_notebook(cells=cells)
    folder = str(tmp_path_factory.mktemp("button"))
    client = NotebookClient(notebook, allow_errors=True, timeout=120, resources={"metadata": {"path": folder}})
    client.execute(env=bare_environment)
    data = [output.get("data", {}) for cell in cells for output in cell.outputs]
    shown = [kinds["application/json"] for kinds in data if "application/json" in kinds]
    reports: dict[str, list[Report]] = {}
    for learner, first, second in zip(order, shown[::2], shown[1::2], strict=True):
        assert second == first, f"{learner}: another verdict after another cell"
        reports.setdefault(learner, []).append(Report.from_dict(first))
    return reports


@pytest.fixture(scope="module")
def by_command(
    graded: Any, lenet_answers: Any, bare_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], list[Report]]:
    """What `checker check NOTEBOOK --json` prints for a learner's notebook."""
    folder = tmp_path_factory.mktemp("command")

    def check(learner: str) -> list[Report]:
        path: Path = folder / f"{learner}.ipynb"
        nbformat.write(graded.answered(LENET, lenet_answers[learner]), path)
        done = subprocess.run(
            ["checker", "check", str(path), "--json"],
            env=bare_environment,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        assert done.returncode == (0 if learner == "right" else 1), done.stderr
        return [Report.from_dict(report) for report in json.loads(done.stdout)["reports"]]

    return check


def _without_cells(report: Report) -> Report:
    """The report without the number of a cell and its line, which the command line tells and the button need not."""
    findings = [
        replace(
            found,
            where=re.sub(r" \(cell \d+.*\)$", "", found.where),
            hint=found.hint.removeprefix("Run the cell in the notebook. "),
        )
        for found in report.findings
    ]
    return replace(report, findings=tuple(findings))


@pytest.mark.parametrize(("learner", "status"), STATUSES.items())
def test_button_and_command_line_agree(
    by_button: dict[str, list[Report]], by_command: Callable[[str], list[Report]], learner: str, status: Status
) -> None:
    """The whole reports are equal, but for which cell stopped, and the open block's status is the one expected."""
    assert list(map(_without_cells, by_button[learner])) == list(map(_without_cells, by_command(learner)))
    assert by_button[learner][1].status is status


@pytest.mark.parametrize("learner", STATUSES)
def test_nbgrader_and_button_agree_on_the_score(grades: Any, by_button: Any, learner: str) -> None:
    """The score that nbgrader exports is the sum of what the button shows."""
    score, most = grades[LENET, learner]
    assert score == sum(report.score for report in by_button[learner])
    assert most == sum(report.points for report in by_button[learner])


@pytest.mark.parametrize("learner", STATUSES)
def test_nbgrader_and_button_agree_on_the_words(graded: Any, by_button: Any, learner: str) -> None:
    """The verdict in the graded notebook says word for word what the button says, its status first."""
    for slug, report in zip(CHECKED, by_button[learner], strict=True):
        outputs = graded.output_of(learner, LENET, f"check-{slug}")
        shown = [output.data.get("text/plain") for output in outputs if output.output_type == "display_data"]
        assert text(report).strip() in [words.strip() for words in shown if words]
