"""Checks inside a real IPython shell, and in a real kernel; no server."""

import json
import math
import sys
from dataclasses import replace

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from nbclient import NotebookClient
from nbgrader.utils import determine_grade
from traitlets.config import Config

from checker.exercise import Exercise
from checker.exercises import EXERCISES
from checker.notebook import Score, check, check_button, check_cell
from checker.probe import Probe
from checker.report import Finding, Report, Status, Verdict

POINTS = 3.0


def judge(_questions, answers):
    """Full marks for a 3, half for a 2."""
    number, raised = answers["variables"]["number"].get("value"), answers["raised"]
    status = Status.PASSED if number == 3 else Status.FAILED
    share = {3: 1.0, 2: 0.5}.get(number, 0.0)
    said = f"number {number}, raised {raised and raised['type']}"
    return Verdict(status=status, share=share, findings=(Finding(status=status, where="number", message=said),))


FAKE = Exercise(
    slug="fake",
    title="A number",
    lesson="00-fake",
    points=POINTS,
    ask=lambda _seed: {},
    probe=Probe(kind="variables", names=("number",)),
    judge=judge,
    hints=("one", "two", "three"),
    solution="number = 3",
)
PASSED = Report(exercise="fake", title="A number", status=Status.PASSED, score=POINTS, points=POINTS)


@pytest.fixture(autouse=True)
def fake(monkeypatch):
    """An exercise of our own."""
    monkeypatch.setitem(EXERCISES, "fake", FAKE)


@pytest.fixture
def shell(tmp_path, monkeypatch):
    """A running IPython shell that keeps no history."""
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
    yield shell
    InteractiveShell.clear_instance()


def run(shell, code):
    """Run a cell; what it showed: (stdout, stderr, the bundles displayed, the result)."""
    with capture_output() as shown:
        result = shell.run_cell(code)
    return shown.stdout, shown.stderr, [output.data for output in shown.outputs], result.result


class TestCheck:
    def test_reads_the_notebook(self, shell):
        """Without a namespace the notebook's own variables are judged."""
        shell.run_cell("number = 3")
        assert check("fake").status is Status.PASSED

    def test_reads_what_it_is_given(self, shell):
        """A namespace that is given is judged instead of the notebook's variables."""
        shell.run_cell("number = 3")
        assert check("fake", {"number": 1}).status is Status.FAILED

    @pytest.mark.parametrize(
        ("cell", "raised"),
        [("number = 1 / 0", "ZeroDivisionError"), ("number = 1 +", "SyntaxError"), ("1 / 0", "None"), ("1", "None")],
    )
    def test_knows_what_was_raised(self, shell, cell, raised):
        """The exception that ended the answer's own cell is part of the attempt; another cell's is not."""
        run(shell, cell)
        assert check("fake").findings[0].message == f"number None, raised {raised}"

    def test_outside_a_notebook(self):
        """Where there is no notebook the report says what to write instead."""
        InteractiveShell.clear_instance()
        report = check("fake")
        assert (report.status, report.findings[0].hint) == (Status.ERROR, 'Write `check("fake", {"model": model})`.')

    def test_not_a_namespace(self):
        """A model in the namespace's place is refused with what to write instead."""
        report = check("fake", object())
        assert (report.status, report.findings[0].hint) == (Status.ERROR, 'Write `check("fake", {"model": model})`.')

    def test_shown_as_a_page(self, shell):
        """IPython shows a report as a page."""
        check("fake", {})
        data, _ = shell.display_formatter.format(PASSED)
        assert data["text/html"].startswith('<section class="checker-report"')

    def test_shown_as_text(self, shell):
        """IPython shows a report as text where there is no page."""
        check("fake", {})
        data, _ = shell.display_formatter.format(PASSED)
        assert data["text/plain"] == "✓ Right: 3 of 3 points\n  A number"


class TestScore:
    @pytest.mark.parametrize(
        ("status", "score", "expected"),
        [
            (Status.PASSED, POINTS, POINTS),
            (Status.FAILED, 1.5, 1.5),
            (Status.UNATTEMPTED, 0.0, 0.0),
            (Status.ERROR, 1.5, 0.0),
            (Status.FAILED, POINTS, 0.0),
            (Status.FAILED, -1.0, 0.0),
            (Status.PASSED, POINTS + 1, 0.0),
            (Status.PASSED, math.nan, 0.0),
            (Status.PASSED, math.inf, 0.0),
        ],
    )
    def test_within_the_points(self, status, score, expected):
        """What cannot be a score of this report is 0.0."""
        assert Score(replace(PASSED, status=status, score=score)) == expected

    @pytest.mark.parametrize("setting", ["", "%precision 0", "%precision 3"])
    def test_shows_a_plain_number(self, shell, setting):
        """The number is written the same whatever the learner has set."""
        run(shell, setting)
        check("fake")
        data, _ = shell.display_formatter.format(Score(replace(PASSED, status=Status.FAILED, score=1.5)))
        assert data["text/plain"] == "1.5"

    def test_says_what_it_is(self, shell):
        """On a page the number says that it belongs to the cell's last run."""
        data, _ = shell.display_formatter.format(Score(PASSED))
        assert "Score when this cell was last run: 3.0 of 3" in data["text/html"]


def stumble(error):
    """A probe that raises `error`."""

    def probe(_attempt, _questions):
        raise error

    return probe


class TestCheckCell:
    @pytest.mark.parametrize(("number", "score"), [(3, 3.0), (2, 1.5), (1, 0.0)])
    def test_score(self, shell, number, score):
        """A check cell's value is the score."""
        shell.run_cell(f"number = {number}")
        with capture_output():
            assert check_cell("fake") == score

    def test_shows_the_verdict(self, shell):
        """In a shell without widgets the verdict is shown as a page and as text."""
        *_, bundles, _ = run(shell, "from checker.notebook import check_cell; number = 3; check_cell('fake');")
        assert [sorted(bundle) for bundle in bundles] == [["text/html", "text/plain"]]

    @pytest.mark.parametrize("error", [RuntimeError("boo"), SystemExit(1), RecursionError(), MemoryError()])
    @pytest.mark.usefixtures("shell")
    def test_stumbles(self, monkeypatch, error):
        """Whatever the check raises, the score is 0.0."""
        monkeypatch.setitem(EXERCISES, "fake", replace(FAKE, probe=stumble(error)))
        with capture_output():
            assert check_cell("fake") == 0.0

    @pytest.mark.parametrize("error", [RuntimeError("boo"), SystemExit(1)])
    def test_stumbles_aloud(self, shell, monkeypatch, error):
        """Whatever the check raises, the reason is shown, and not on stderr."""
        monkeypatch.setitem(EXERCISES, "fake", replace(FAKE, probe=stumble(error)))
        _, stderr, bundles, _ = run(shell, "from checker.notebook import check_cell; check_cell('fake');")
        assert (stderr, type(error).__name__ in bundles[0]["text/plain"]) == ("", True)

    @pytest.mark.parametrize("missing", ["anywidget", "ipywidgets"])
    def test_without_widgets(self, shell, monkeypatch, missing):
        """Where widgets are not installed the verdict is shown without a button."""
        loaded = [name for name in sys.modules if name.split(".")[0] in ("anywidget", "ipywidgets")]
        for name in [*loaded, "checker.button"]:
            monkeypatch.delitem(sys.modules, name, raising=False)
        monkeypatch.setitem(sys.modules, missing, None)
        monkeypatch.setattr(type(shell), "kernel", object(), raising=False)
        *_, bundles, _ = run(shell, "from checker.notebook import check_cell; check_cell('fake');")
        assert [sorted(bundle) for bundle in bundles] == [["text/html", "text/plain"]]

    def test_unknown_exercise(self, shell):
        """An exercise that does not exist scores 0.0 of 0, and the verdict names the nearest."""
        *_, bundles, score = run(shell, "from checker.notebook import check_cell; check_cell('fakee')")
        assert (score, "'fake'" in bundles[0]["text/plain"]) == (0.0, True)

    def test_outside_a_notebook(self, capsys):
        """Where there is no notebook the verdict is printed."""
        InteractiveShell.clear_instance()
        check_cell("fake")
        assert "Could not be checked" in capsys.readouterr().out


@pytest.mark.usefixtures("shell")
def test_check_button():
    """The button can be had without a check cell."""
    assert check_button("fake").title == "A number"


@pytest.fixture(scope="module")
def cell():
    """A graded check cell, run in a real kernel after a wrong answer."""
    answer = nbformat.v4.new_code_cell("answer = 7")
    checked = nbformat.v4.new_code_cell("from checker.notebook import check_cell\ncheck_cell('start')")
    checked.metadata["nbgrader"] = {"grade": True, "grade_id": "check-start", "points": 1, "solution": False}
    notebook = nbformat.v4.new_notebook(cells=[answer, checked])
    NotebookClient(notebook, kernel_name="python3").execute()
    return checked


@pytest.mark.slow
class TestRealKernel:
    def test_outputs(self, cell):
        """The button, the verdict that is to be saved and the score are three outputs, with nothing on stderr."""
        assert [output.output_type for output in cell.outputs] == ["display_data", "display_data", "execute_result"]

    def test_button(self, cell):
        """The first output is the button; where there are no widgets it takes no place."""
        data = cell.outputs[0].data
        assert ("application/vnd.jupyter.widget-view+json" in data, data["text/html"]) == (True, "")

    def test_saved_verdict(self, cell):
        """The second output says the verdict in words, without a widget."""
        data = cell.outputs[1].data
        assert (sorted(data), data["text/plain"].splitlines()[0]) == (
            ["text/html", "text/plain"],
            "✗ Not quite: 0 of 1 point — 1 thing to change",
        )

    def test_nbgrader_reads_the_score(self, cell):
        """nbgrader takes the number for the score."""
        assert determine_grade(cell) == (0.0, 1.0)

    def test_gives_nothing_away(self, cell):
        """Neither the hints nor the solution stand in what is saved."""
        said = json.dumps(cell.outputs)
        assert [text for text in (*EXERCISES["start"].hints, EXERCISES["start"].solution) if text in said] == []
