"""What counts is the last run of the answer cell: not what an older one left, and not another cell's error."""

import pytest
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from checker.answer_cell import current
from checker.attempt import Attempt, CellRun
from checker.exercises import EXERCISES
from checker.notebook import check
from checker.report import Status
from checker.stopped_cell import explain_stop, raised_as_data


@pytest.fixture
def shell(tmp_path, monkeypatch):
    """A running IPython shell that keeps no history."""
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    InteractiveShell.clear_instance()
    yield InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
    InteractiveShell.clear_instance()


def verdict_after(shell, *cells):
    """The report on the first exercise after these cells were run; the check looks in between, as a button does."""
    for cell in cells:
        check("start")
        shell.run_cell(cell)
    return check("start")


@pytest.mark.parametrize(
    ("cells", "status", "said"),
    [
        (["answer = 12"], Status.PASSED, ""),
        (["answer = 12", "answer = 1 / 0"], Status.FAILED, "ZeroDivisionError"),
        (["answer = 12", "answer = = 12"], Status.FAILED, "Python cannot read the cell"),
        (["answer = = 12"], Status.FAILED, "Python cannot read the cell"),
        (["answer = 12", "answer = rows * 4"], Status.FAILED, "name 'rows' is not defined"),
        (["answer = 12", "answer = 1 / 0", "answer = 12"], Status.PASSED, ""),
        (["answer = 12", "answer = 1 / 0", "other = 3"], Status.FAILED, "ZeroDivisionError"),
        (["answer = 12", "1 / 0"], Status.PASSED, ""),
        (["answer = 12\nprint(anser)"], Status.PASSED, ""),
        (["answer = 12", "print(answer); 1 / 0"], Status.PASSED, ""),
        (["1 / 0"], Status.UNATTEMPTED, "Nothing is filled in yet"),
        (["%time answer = 12"], Status.PASSED, ""),
        (["answer = 12", "for answer in [7, 1 / 0]:\n    pass"], Status.FAILED, "ZeroDivisionError"),
        (["answer = 12", "1 / 0\ndef f():\n    answer = 3"], Status.PASSED, ""),
        (["answer = 12", "1 / 0\nclass Other:\n    answer = 3"], Status.PASSED, ""),
        (["answer = 12", "1 / 0\nsame = [answer for answer in [3]]"], Status.PASSED, ""),
    ],
)
def test_the_last_run_of_the_answer_cell_decides(shell, capsys, cells, status, said):
    """An answer that an error kept from being made is not taken from an older run."""
    report = verdict_after(shell, *cells)
    assert (report.status, said in report.findings[0].message) == (status, True)


@pytest.mark.parametrize("slug", ["convolution-map", "pixels-glyph", "nonlinearity-xor", "lenet-shapes"])
def test_every_sort_of_answer_is_looked_at(slug):
    """A function, a drawing, weights and predictions: where the cell did not get to them, that is told."""
    name = EXERCISES[slug].probe.names[-1]
    namespace = EXERCISES[slug].examples.right[0]()
    run = CellRun(source=f"{name} = 1 / 0", raised=raised_as_data(ZeroDivisionError("division by zero")), line=1)
    exercise, questions = EXERCISES[slug], EXERCISES[slug].ask(0)
    report = exercise.report(questions, exercise.probe(Attempt(namespace=namespace, runs=(run,)), questions))
    assert report.status is Status.FAILED
    assert "ZeroDivisionError" in report.findings[0].message


def test_what_the_cell_got_to_stays():
    """Of two variables the one that was set before the error counts."""
    run = CellRun(source="a = 1\nb = 1 / 0", raised={"type": "ZeroDivisionError", "message": "", "code": ""}, line=2)
    attempt, raised = current(Attempt(namespace={"a": 1, "b": 5}, runs=(run,)), ("a", "b"))
    assert (attempt.namespace, raised["in_answer"]) == ({"a": 1}, True)


BEGUN = CellRun(
    source="model = Sequential()\nmodel.add(Conv2D(nb_filter=16))", raised={"type": "ValueError", "message": ""}, line=2
)


@pytest.mark.parametrize("later", [[], ["check_cell('lenet')"], ["print(model)", "check_cell('lenet')"]])
def test_what_ended_the_answer_cell_is_told_however_many_cells_ran_after_it(later):
    """Also where the answer had been begun: it is not another cell's end that says why no more of it is there."""
    runs = (BEGUN, *(CellRun(source=source) for source in later))
    attempt, raised = current(Attempt(namespace={"model": 1}, runs=runs), ("model",))
    assert (attempt.namespace, raised) == ({"model": 1}, {"type": "ValueError", "message": "", "in_answer": False})


def test_a_cell_that_goes_on_with_the_answer_is_one_of_its_cells():
    """Where the network is begun in one cell and added to in the next, the end of that one is told."""
    on = CellRun(source="model.add(Conv2D(nb_filter=16))", raised={"type": "ValueError", "message": ""}, line=1)
    runs = (CellRun(source="model = Sequential()"), on, CellRun(source="print(model)"))
    attempt, raised = current(Attempt(namespace={"model": 1}, runs=runs), ("model",))
    assert (attempt.namespace, raised["type"]) == ({"model": 1}, "ValueError")


@pytest.mark.parametrize("before", [[], [CellRun(source="model = Sequential()")]])
def test_what_ended_another_cell_is_not_told(before):
    """The answer cell went well, or was never run."""
    scratch = CellRun(source="1 / 0", raised={"type": "ZeroDivisionError", "message": ""}, line=1)
    assert current(Attempt(namespace={}, runs=(*before, scratch)), ("model",))[1] is None


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (SystemExit(), "The cell ended the program before it was done."),
        (SystemExit(0), "The cell ended the program before it was done."),
        (SystemExit("enough"), "The cell ended the program before it was done: enough"),
    ],
)
def test_a_number_with_which_python_was_ended_is_not_told(fault, message):
    """It says nothing to a learner; words do."""
    assert explain_stop(raised_as_data(fault)).message == message


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Conv2D", "write `layers.Conv2D`"),
        ("Sequential", "write `keras.Sequential`"),
        ("anser", "Is it spelt right?"),
    ],
)
def test_a_forgotten_prefix_is_named(name, hint):
    """Of a layer of Keras' it is known where it comes from; of any other name it is not."""
    assert hint in explain_stop(raised_as_data(NameError(f"name '{name}' is not defined"))).hint
