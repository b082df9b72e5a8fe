"""A learner's notebook is run in a real kernel; what is no notebook of the course is refused before."""

import json
from pathlib import Path

import pytest

from checker import __version__
from checker.exercises import EXERCISES
from checker.notebook_cells import NotebookFileError, find_checks, read_notebook
from checker.notebook_file import check_notebook
from checker.report import Status
from checker.run import UnknownExerciseError

CHECK = "from checker.notebook import check_cell\ncheck_cell({slug!r})"
START, SHAPES = EXERCISES["start"].solution, EXERCISES["lenet-shapes"].solution
needs_kernel = pytest.mark.slow  # a second or two each


def code(source, **marks):
    """A code cell, with nbgrader's `marks` if any."""
    metadata = {"nbgrader": marks} if marks else {}
    return {"cell_type": "code", "source": source, "metadata": metadata, "outputs": [], "execution_count": None}


def answer(slug, source):
    """The answer cell of an exercise."""
    return code(source, grade_id=slug, solution=True, grade=False)


def check(slug, source=None):
    """The check cell of an exercise."""
    return code(source or CHECK.format(slug=slug), grade_id=f"check-{slug}", solution=False, grade=True)


def text(source):
    """A cell of text."""
    return {"cell_type": "markdown", "source": source, "metadata": {}}


def document(*cells, **metadata):
    """A notebook as the content of its file."""
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": list(cells)}


@pytest.fixture
def write(tmp_path):
    """Writes a notebook of the given cells; returns its path."""

    def written(*cells, **metadata):
        path = tmp_path / "lesson.ipynb"
        path.write_text(json.dumps(document(*cells, **metadata)), encoding="utf-8")
        return path

    return written


# --- reading


def test_exercises_are_found_by_their_names(write):
    """Check cells are found by nbgrader's names, whatever their code says."""
    cells = read_notebook(write(answer("start", "answer = 12"), check("start", "pass"), text("That was it.")))
    assert find_checks(cells, "lesson.ipynb") == {"start": 1}


@pytest.mark.parametrize(
    "source",
    [
        'check_cell("start")',
        "from checker.notebook import check_cell\ncheck_cell('start')",
        'import checker.notebook\nchecker.notebook.check_cell( "start" )',
    ],
)
def test_exercises_are_found_by_their_code(write, source):
    """A check cell that lost its metadata is found by what it calls."""
    assert find_checks(read_notebook(write(code("answer = 12"), code(source))), "lesson.ipynb") == {"start": 1}


@pytest.mark.parametrize(
    "source", ['# check_cell("start")', "print(\"check_cell('start')\")", "my_check_cell('start')"]
)
def test_other_code_is_no_check_cell(write, source):
    """What only mentions a check is not taken for one."""
    with pytest.raises(NotebookFileError, match="has no exercise in it"):
        find_checks(read_notebook(write(code(source))), "lesson.ipynb")


def test_sources_in_lines(write):
    """A source may be a list of lines, as nbformat has it on disk."""
    (cell,) = read_notebook(write(code(["a = 1\n", "b = 2"])))
    assert cell.source == "a = 1\nb = 2"


def test_two_check_cells(write):
    """A duplicated check cell is named, with both places."""
    cells = (text("# 00"), answer("start", "answer = 12"), check("start"), check("start"))
    with pytest.raises(NotebookFileError, match=r"two check cells for 'start' \(cells 3 and 4\): delete one\."):
        check_notebook(write(*cells))


def test_lost_check_cell(write):
    """An answer cell without its check cell is named."""
    with pytest.raises(NotebookFileError, match="lost the check cell of 'lenet-shapes': take a fresh copy"):
        check_notebook(write(check("start"), answer("lenet-shapes", SHAPES)))


def test_exercise_of_another_notebook(write):
    """Asked for an exercise that it does not have, the notebook's own are named."""
    with pytest.raises(NotebookFileError, match="has no exercise 'lenet'; it has 'start'"):
        check_notebook(write(check("start")), slug="lenet")


def test_unknown_exercise_is_asked_for(write):
    """Asked for an exercise that there is not, the nearest names are given."""
    with pytest.raises(UnknownExerciseError, match="Did you mean 'start'"):
        check_notebook(write(check("start")), slug="stat")


CELLS = [check("start")]
BAD_NOTEBOOKS = {
    "empty": (b"", "is empty"),
    "only null bytes": (b"\0" * 512, "is empty"),
    "null bytes": (json.dumps(document(*CELLS)).encode() + b"\0\0", "null bytes"),
    "cut short": (json.dumps(document(*CELLS)).encode()[:80], r"no notebook or damaged \(no JSON in line 1\)"),
    "not JSON": (b"answer = 12\n", "no notebook or damaged"),
    "not text": (b"\x89PNG\r\n\x1a\n\xff\xff", "it is not text"),
    "nested beyond recursion": (b"[" * 200_000, "no notebook or damaged"),
    "a zip archive": (b"PK\3\4\xff\0", "is a zip archive, not a notebook: unpack it"),
    "a web page": (b"\n<!DOCTYPE html>\n<html>", "is a web page, not a notebook: download the notebook itself"),
    "other JSON": (b'{"answer": 12}', "JSON, but no notebook"),
    "a list": (b"[]", "JSON, but no notebook"),
    "old format": (json.dumps({"nbformat": 3, "worksheets": []}).encode(), r"old format \(3\): open it in JupyterLab"),
    "future format": (json.dumps({"nbformat": 9, "cells": []}).encode(), "format newer than this checker knows"),
    "format of words": (json.dumps({"nbformat": "four", "cells": []}).encode(), "format newer than this checker knows"),
    "no cells": (json.dumps({"nbformat": 4}).encode(), "has no cells"),
    "cells of numbers": (json.dumps({"nbformat": 4, "cells": [1]}).encode(), "no list of cells"),
    "no exercise": (json.dumps(document(code("1 + 1"), text("check_cell"))).encode(), "has no exercise in it"),
}


@pytest.mark.parametrize("fault", BAD_NOTEBOOKS)
def test_bad_files_are_refused(tmp_path, fault):
    """What is no notebook of the course is refused in one line, with the reason."""
    content, reason = BAD_NOTEBOOKS[fault]
    path = tmp_path / "lesson.ipynb"
    path.write_bytes(content)
    with pytest.raises(NotebookFileError, match=rf"\Alesson\.ipynb [^\n]*{reason}[^\n]*\Z"):
        check_notebook(path)


def test_folder(tmp_path):
    """A folder is not taken for a missing notebook."""
    with pytest.raises(NotebookFileError, match="is a folder, not a notebook"):
        read_notebook(tmp_path)


def test_notebook_that_may_not_be_read(write, monkeypatch):
    """A notebook without the permission to read it says how to give it."""
    path = write(check("start"))

    def refuse(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(
        NotebookFileError, match=r"may not be read by you: allow it with `chmod u\+r '\S+lesson\.ipynb'`"
    ):
        read_notebook(path)


def test_notebook_of_a_newer_course(write):
    """A notebook from a newer course says so, with both versions, and what brings the checker up to it."""
    path = write(check("start"), course={"version": "99.1.0"})
    both = rf"version 99\.1\.0 of the course, this checker to {__version__}"
    with pytest.raises(NotebookFileError, match=rf"{both}: update the course \(make update, then make lab\)\."):
        check_notebook(path)


@pytest.mark.parametrize(
    "course", [{"version": __version__}, {"version": "0.0.1"}, {"version": "new"}, {}, "0.1", None]
)
def test_other_versions_are_read(write, course):
    """A notebook of this or an older course, or one that does not say, is read."""
    assert len(read_notebook(write(check("start"), course=course))) == 1


# --- running


@pytest.fixture(scope="module")
def long_day(tmp_path_factory):
    """A notebook with everything that goes wrong on an ordinary day, after it was checked; and its reports."""
    folder = tmp_path_factory.mktemp("day")
    path = folder / "lesson.ipynb"
    cells = (
        code("1 / 0"),
        code("print('to stdout'); import sys; sys.stderr.write('to stderr')"),
        code("name = input('Your name?')"),
        code("from pathlib import Path\nPath('here').touch()\nprint = json = str = None"),
        text("Count the pixels."),
        answer("start", START),
        code("'a cell of one\\'s own'"),
        check("start", "from pathlib import Path\nPath('check-cell-ran').touch()"),
        answer("lenet-shapes", "after_conv1 = (1, 1, 1)"),
        check("lenet-shapes"),
        code("from pathlib import Path\nPath('after-the-last').touch()"),
    )
    path.write_text(json.dumps(document(*cells, kernelspec={"name": "no-such-kernel"})), encoding="utf-8")
    return folder, check_notebook(path, timeout=60)


@needs_kernel
def test_reports_in_the_notebooks_order(long_day):
    """There is one report for each exercise, in the notebook's order, whatever other cells do."""
    assert [report.exercise for report in long_day[1]] == ["start", "lenet-shapes"]


@needs_kernel
def test_right_answer(long_day):
    """A right answer passes with all its points."""
    assert (long_day[1][0].status, long_day[1][0].score) == (Status.PASSED, EXERCISES["start"].points)


@needs_kernel
def test_wrong_answer(long_day):
    """A wrong answer fails."""
    assert long_day[1][1].status is Status.FAILED


@needs_kernel
def test_cells_run_in_the_notebooks_folder(long_day):
    """Cells find files beside the notebook."""
    assert (long_day[0] / "here").exists()


@needs_kernel
def test_check_cells_do_not_run(long_day):
    """What a learner made of a check cell does not run."""
    assert not (long_day[0] / "check-cell-ran").exists()


@needs_kernel
def test_cells_after_the_last_check_do_not_run(long_day):
    """Training that follows the last check is not waited for."""
    assert not (long_day[0] / "after-the-last").exists()


@needs_kernel
def test_nothing_else_is_left_behind(long_day):
    """The notebook's folder holds what its cells made, and nothing of the checker's."""
    assert sorted(path.name for path in long_day[0].iterdir()) == ["here", "lesson.ipynb"]


@needs_kernel
def test_only_the_exercise_asked_for(write):
    """Asked for one exercise, the others are left out."""
    path = write(answer("lenet-shapes", SHAPES), check("lenet-shapes"), answer("start", START), check("start"))
    assert [report.exercise for report in check_notebook(path, slug="start")] == ["start"]


@needs_kernel
def test_exception_of_the_answer_cell(write):
    """The check learns of an exception in the answer cell, as it does in JupyterLab."""
    (report,) = check_notebook(write(answer("lenet", "model = Convolution2D(16, 8)"), check("lenet")))
    assert "NameError" in " ".join(finding.message for finding in report.findings)


@needs_kernel
def test_exercise_that_the_checker_does_not_know(write):
    """A check cell of an exercise that there is not gets a report with the nearest names."""
    (report,) = check_notebook(write(answer("stat", START), check("stat")))
    assert (report.status, "Did you mean 'start'" in report.findings[0].message) == (Status.ERROR, True)


@pytest.fixture(scope="module", params=["while True: pass", "while True: display('and on')"])
def endless(request, tmp_path_factory):
    """The reports on a notebook with an endless loop between two exercises."""
    path = tmp_path_factory.mktemp("endless") / "lesson.ipynb"
    cells = (answer("start", START), check("start"), answer("lenet-shapes", request.param), check("lenet-shapes"))
    path.write_text(json.dumps(document(*cells)), encoding="utf-8")
    return check_notebook(path, timeout=8)  # enough for the first check, on a busy machine too


@needs_kernel
def test_endless_loop_is_named(endless):
    """An endless loop is stopped, and the report says in which cell it is."""
    assert "longer than 8 seconds and was stopped (cell 3, which begins 'while True:" in endless[1].findings[
        0
    ].message.replace('"', "'")


@needs_kernel
def test_endless_loop_is_no_failure(endless):
    """An exercise that could not be checked is neither right nor wrong."""
    assert endless[1].status is Status.ERROR


@needs_kernel
def test_reports_before_an_endless_loop_stay(endless):
    """What was checked before the endless loop counts."""
    assert endless[0].status is Status.PASSED


@pytest.fixture(scope="module")
def dead(tmp_path_factory):
    """The reports on a notebook whose kernel dies between two exercises."""
    path = tmp_path_factory.mktemp("dead") / "lesson.ipynb"
    dies = "import os\nos._exit(1)"
    cells = (answer("start", START), check("start"), code(dies), check("lenet-shapes"), check("lenet"))
    path.write_text(json.dumps(document(*cells)), encoding="utf-8")
    return check_notebook(path)


@needs_kernel
def test_dead_kernel_is_named(dead):
    """A kernel that dies is reported, with the cell that ran."""
    assert "The kernel died while a cell ran, or just before (cell 3, " in dead[1].findings[0].message


@needs_kernel
def test_reports_before_a_dead_kernel_stay(dead):
    """What was checked before the kernel died counts, and every other exercise has its report."""
    assert [report.status for report in dead] == [Status.PASSED, Status.ERROR, Status.ERROR]


@pytest.fixture(scope="module")
def quits(tmp_path_factory):
    """The reports on a notebook that ends Python between two exercises, well before the second is checked."""
    path = tmp_path_factory.mktemp("quits") / "lesson.ipynb"
    ends = code("count = 3\nquit()  # that was it")
    waits = code("import time; time.sleep(1)")
    cells = (answer("start", START), check("start"), ends, waits, answer("lenet-shapes", SHAPES), check("lenet-shapes"))
    path.write_text(json.dumps(document(*cells)), encoding="utf-8")
    return check_notebook(path)


@needs_kernel
def test_quit_is_named_with_its_line(quits):
    """The line with quit() is named, not a cell that came after it."""
    (finding,) = quits[1].findings
    assert "by `exit()` or `quit()`, in cell 3, line 2: `quit()  # that was it`." in finding.message


@needs_kernel
def test_reports_before_quit_stay(quits):
    """What was checked before Python was ended counts, and nothing after it is judged."""
    assert [report.status for report in quits] == [Status.PASSED, Status.ERROR]


@needs_kernel
def test_program_ended_by_a_check(write):
    """Where the learner's own code calls sys.exit while it is looked at, the checker is not to blame."""
    exits = (
        "import sys, checker.notebook\n"
        "def end(*_): sys.exit()\n"
        "checker.notebook.check = end  # in place of a model whose own code ends the program\n"
    )
    (report,) = check_notebook(write(code(exits), check("start")))
    assert report.findings[0].message == "Your code ended the program while it was being checked."


STOPPED = {
    "SyntaxError": ("# twelve\nanswer = = 12", "cell 2, line 2: `answer = = 12`"),
    "SystemExit": ("import sys\nsys.exit('bye')\nanswer = 12", "cell 2, line 2: `sys.exit('bye')`"),
    "ZeroDivisionError": ("answer = (\n  1 / 0)", "cell 2, line 2: `1 / 0)`"),
}


@needs_kernel
@pytest.mark.parametrize("error", STOPPED)
def test_answer_cell_that_stopped_is_named_with_its_line(write, error):
    """The finding on an answer cell that stopped says which cell it is, and in which line it stopped."""
    source, where = STOPPED[error]
    (report,) = check_notebook(write(text("Count!"), answer("start", source), check("start")))
    assert [finding.where for finding in report.findings] == [f"answer cell ({where})"]


@needs_kernel
def test_other_cells_that_stopped_are_told(write):
    """With a wrong answer comes a warning about each cell before it that stopped, if it answers nothing else."""
    cells = (code("import kears"), answer("lenet-shapes", "1 / 0"), answer("start", "answer = 7"), check("start"))
    (report,) = check_notebook(write(*cells, check("lenet-shapes")), slug="start")
    told = [(finding.status, finding.where) for finding in report.findings]
    assert told == [(Status.FAILED, "number of pixels"), (Status.WARNING, "cell 1, line 1: `import kears`")]


@needs_kernel
def test_cells_that_stopped_beside_a_right_answer_are_not_told(long_day):
    """A right answer needs nothing of a cell that stopped."""
    assert [finding.status for finding in long_day[1][0].findings] == [Status.PASSED]


@needs_kernel
def test_own_checker_beside_the_notebook(write, monkeypatch):
    """A checker.py of the learner's own hides the course's: the report says so."""
    path = write(answer("start", START), check("start"))
    monkeypatch.setenv("PYTHONPATH", str(path.parent))  # the folder comes first, however the course is installed
    path.with_name("checker.py").write_text("mine = 1\n")
    (report,) = check_notebook(path)
    assert "Is there a file checker.py beside the notebook?" in report.findings[0].hint


@needs_kernel
def test_forged_report_of_another_exercise(write):
    """What the kernel sends is taken only if it is a report of the exercise that was asked for."""
    forged = "get_ipython().display_pub.publish = lambda *a, **k: None"
    (report,) = check_notebook(write(answer("start", forged), check("start")))
    assert report.status is Status.ERROR
