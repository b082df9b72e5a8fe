"""A learner's progress: what is noted, and that nothing of it gets lost."""

import subprocess
import sys

import pytest

from checker import notebook, progress
from checker.progress import best_so_far, progress_file, record
from checker.report import Report, Status


def report(exercise: str = "start", status: Status = Status.PASSED) -> Report:
    """A report with this verdict."""
    return Report(exercise=exercise, title="", status=status, score=float(status is Status.PASSED), points=1)


@pytest.fixture(autouse=True)
def own_file(tmp_path, monkeypatch):
    """A file of its own for every test."""
    monkeypatch.setenv(progress.FILE_VARIABLE, str(tmp_path / "deep" / "progress.jsonl"))


def test_nothing_is_known_at_first():
    """There is no file yet."""
    assert best_so_far() == {}


def test_a_pass_is_remembered_over_every_later_failure():
    """Trying out a wrong answer afterwards takes nothing away."""
    for status in (Status.FAILED, Status.PASSED, Status.FAILED):
        record(report(status=status))
    assert best_so_far() == {"start": Status.PASSED}


def test_only_news_is_written():
    """A button that is pressed a hundred times adds two lines."""
    for status in [Status.FAILED] * 50 + [Status.PASSED] * 50:
        record(report(status=status))
    assert progress_file().read_text().count('"exercise"') == 2


@pytest.mark.parametrize("status", [Status.UNATTEMPTED, Status.ERROR])
def test_what_is_no_try_is_not_noted(status):
    """Neither an open exercise nor a fault of the checker."""
    record(report(status=status))
    assert not progress_file().exists()


def test_a_line_cut_short_by_a_crash_loses_nothing_else():
    """Neither what stood before it nor what comes after."""
    record(report("start"))
    with progress_file().open("a") as file:
        file.write('{"exercise": "lenet", "stat')
    record(report("lenet-shapes"))
    assert best_so_far() == {"start": Status.PASSED, "lenet-shapes": Status.PASSED}


def test_foreign_bytes_in_the_file_are_skipped():
    """Whatever somebody's editor has left there."""
    record(report("start"))
    with progress_file().open("ab") as file:
        file.write(b'\xff\xfe\n[1]\n{"exercise": 3, "status": "passed"}\n{"exercise": "x", "status": "sold"}\n')
    assert best_so_far() == {"start": Status.PASSED}


@pytest.mark.slow
def test_many_notebooks_at_once_lose_nothing():
    """Eight processes write thirty exercises each, at the same time."""
    code = (
        "import sys; from checker.progress import record; from checker.report import Report, Status\n"
        "for n in range(30):\n"
        "    name = f'{sys.argv[1]}-{n}'\n"
        "    record(Report(exercise=name, title='', status=Status.PASSED, score=1, points=1))"
    )
    writers = [subprocess.Popen([sys.executable, "-c", code, str(number)]) for number in range(8)]
    assert [writer.wait() for writer in writers] == [0] * 8
    assert len(best_so_far()) == 240


def test_while_somebody_elses_notebook_is_graded_nothing_is_noted(monkeypatch):
    """It would be the instructor's progress."""
    monkeypatch.setenv(progress.SOMEBODY_ELSES, "autograde")
    record(report())
    assert not progress_file().exists()


def test_a_check_in_a_notebook_notes_its_verdict(monkeypatch):
    """And a check of a namespace that was handed in does not."""

    class Shell:
        """As much of IPython's shell as a check looks at."""

        user_ns = {"answer": 12}  # noqa: RUF012  as IPython has it
        last_execution_result = None

        class events:  # noqa: N801  as IPython has it
            """What it lets others hear of."""

            @staticmethod
            def register(event, call):
                """Nothing happens in this shell."""

    monkeypatch.setattr(notebook, "running_shell", lambda: Shell)
    monkeypatch.setattr(notebook, "_register_formatters", lambda shell: None)
    notebook.check("start", {"answer": 12})
    assert best_so_far() == {}
    notebook.check("start")
    assert best_so_far() == {"start": Status.PASSED}


def test_a_file_that_cannot_be_written_takes_no_verdict_away(monkeypatch, tmp_path):
    """A full disk or a read-only home is no reason not to be checked."""
    (tmp_path / "blocked").write_text("a file where a folder should be")
    monkeypatch.setenv(progress.FILE_VARIABLE, str(tmp_path / "blocked" / "progress.jsonl"))
    assert notebook.noted(report()).status is Status.PASSED


def test_a_user_without_a_home_is_checked_all_the_same(monkeypatch):
    """As in a container that runs as any user: nothing is known, nothing is kept, and the verdict is there."""
    monkeypatch.delenv(progress.FILE_VARIABLE)

    def no_home(*_, **__):
        raise RuntimeError("could not determine the home directory")

    monkeypatch.setattr("platformdirs.user_data_path", no_home)
    assert (best_so_far(), notebook.noted(report()).status) == ({}, Status.PASSED)
