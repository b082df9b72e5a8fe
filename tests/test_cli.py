"""The command line, as a person or a script meets it: exit codes, what is on stdout, what is on stderr."""

import dataclasses
import json
import os
import re
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from checker import __version__, cli
from checker.exercises import EXERCISES
from checker.progress import FILE_VARIABLE, record
from checker.report import Report, Status

ROOT = Path(__file__).resolve().parent.parent
SAVE_MODELS = Path(__file__).with_name("save_models.py")
slow = pytest.mark.slow


@pytest.fixture
def run(capsys):
    """Runs the command line in this process; returns exit code, stdout, stderr."""

    def ran(*arguments):
        code = cli.main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return ran


def start(*arguments, **options):
    """The command line in a process of its own."""
    command = [sys.executable, "-m", "checker", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)


def write_notebook(path, *sources, slug="start"):
    """A notebook with cells of the given sources, then the check cell of `slug`."""
    sources = [*sources, f'from checker.notebook import check_cell\ncheck_cell("{slug}")']
    cells = [{"cell_type": "code", "source": source, "metadata": {}, "outputs": []} for source in sources]
    path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells}))
    return path


# --- list and show


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=lambda exercise: exercise.slug)
def test_list_has_every_exercise(run, exercise):
    """The list has every exercise's name, title and points in one line."""
    line = rf". {exercise.slug} +{re.escape(exercise.title)} +{exercise.points:g} points?"
    assert any(re.fullmatch(line, found) for found in run("list")[1].splitlines())


def test_list_is_by_lesson(run):
    """The list has each lesson's notebook once, above its exercises."""
    lessons = [line for line in run("list")[1].splitlines() if line.endswith(".ipynb")]
    assert lessons == [f"{name}.ipynb" for name in dict.fromkeys(exercise.lesson for exercise in EXERCISES.values())]


def test_list_marks_what_is_solved(run, tmp_path, monkeypatch):
    """A tick beside what has passed, a circle beside what has not been tried, and the count below."""
    monkeypatch.setenv(FILE_VARIABLE, str(tmp_path / "progress.jsonl"))
    record(Report(exercise="start", title="", status=Status.PASSED, score=1, points=1))
    lines = run("list")[1].splitlines()
    marks = {line.split()[1]: line[0] for line in lines if line[:2] in ("✓ ", "○ ")}
    assert (marks["start"], marks["lenet"]) == ("✓", "○")
    assert lines[-1] == f"✓ solved: 1 of {len(EXERCISES)}"


def test_list_as_json(run):
    """As JSON the list has the same facts."""
    facts = ("slug", "title", "lesson", "points")
    expected = [{fact: getattr(exercise, fact) for fact in facts} for exercise in EXERCISES.values()]
    assert json.loads(run("list", "--json")[1]) == expected


def test_list_is_light():
    """The list loads nothing but the standard library."""
    heavy = ("numpy", "h5py", "keras", "tensorflow", "nbgrader", "nbclient", "nbformat", "IPython", "jupyter_client")
    script = (
        f"import sys\nfrom checker.cli import main\nmain(['list'])\nprint([m for m in {heavy} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("number", [1, 2, 3])
def test_show_a_hint(run, number):
    """A hint is shown alone, so that it gives away no more than was asked for."""
    assert run("show", "lenet", "--hint", number) == (0, EXERCISES["lenet"].hints[number - 1] + "\n", "")


def test_show_the_solution(run):
    """The solution is shown on request."""
    assert run("show", "lenet", "--solution") == (0, EXERCISES["lenet"].solution + "\n", "")


@pytest.mark.parametrize("folder", [".", "notebooks", ".."])
def test_show_says_what_to_type(run, monkeypatch, folder):
    """The notebook that is named can be opened under this name from where one is."""
    monkeypatch.chdir(ROOT / folder)
    named = run("show", "lenet")[1].splitlines()[1].partition("checker check ")[2]
    assert (ROOT / folder / named).resolve() == ROOT / "notebooks" / "10-lenet.ipynb"


def test_show_gives_nothing_away(run):
    """Without a request neither hints nor solution are shown."""
    shown = run("show", "lenet")[1]
    assert not [secret for secret in (*EXERCISES["lenet"].hints, EXERCISES["lenet"].solution) if secret in shown]


def test_version(run):
    """The version is the package's."""
    assert run("--version") == (0, f"checker {__version__}\n", "")


def test_help_says_that_code_runs(run):
    """The help on checking says that a notebook's code runs."""
    assert "running its code on this machine" in " ".join(run("check", "--help")[1].split())


# --- what goes wrong is one line that helps

MISTAKES = {
    "no such command": (["chek"], "'chek' is no command here. Did you mean check?"),
    "no such command at all": (["xyzzy"], "There are: list, show, check, build, course"),
    "no such exercise": (["show", "lenett"], "There is no exercise 'lenett'. Did you mean 'lenet'"),
    "no such hint": (["show", "lenet", "--hint", "7"], "There are: 1, 2, 3."),
    "no such option": (["list", "--jsn"], "unrecognized arguments: --jsn (see checker --help)"),
    "no slug": (["show"], "the following arguments are required: SLUG (see checker show --help)"),
    "no file": (["check", "no.ipynb"], "There is no file no.ipynb."),
    "no number": (["check", "no.ipynb", "--timeout", "soon"], "'soon' is no number of seconds above 0"),
    "no time": (["check", "no.ipynb", "--timeout", "0"], "'0' is no number of seconds above 0"),
    "no end": (["check", "no.ipynb", "--timeout", "inf"], "'inf' is no number of seconds above 0"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistakes_are_named(run, mistake):
    """A mistake in what is asked for is named, with the nearest right thing."""
    arguments, message = MISTAKES[mistake]
    assert message in run(*arguments)[2]


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistakes_are_one_line(run, mistake):
    """A mistake gives exit code 2, nothing on stdout, and one line on stderr."""
    code, out, err = run(*MISTAKES[mistake][0])
    assert (code, out, err.count("\n"), err.startswith("checker: ")) == (2, "", 1, True)


def test_nothing_asked_for(run):
    """Without a command the help is shown, and that is no success."""
    code, out, _ = run()
    assert (code, "exit codes: 0 right" in out) == (2, True)


def test_mistyped_file(run, tmp_path):
    """For a mistyped file the nearest that can be checked is named as one would type it."""
    write_notebook(tmp_path / "my-own.ipynb")
    assert f"Did you mean {tmp_path}/my-own.ipynb?" in run("check", tmp_path / "my-ovn.ipynb")[2]


def test_notebook_of_the_course_without_its_folder(run, monkeypatch):
    """A notebook of the course that is named without its folder is found."""
    monkeypatch.chdir(ROOT)
    assert "Did you mean notebooks/10-lenet.ipynb?" in run("check", "10-lenet.ipynb")[2]


@pytest.mark.parametrize("name", ["folder", "folder.ipynb", "folder.keras"])
def test_folder(run, tmp_path, name):
    """A folder, whatever its name, is said to be one, and a file in it is given as an example."""
    folder = tmp_path / name
    folder.mkdir()
    write_notebook(folder / "a b.ipynb")
    expected = f"is a folder: give one notebook or model. For example: checker check '{folder}/a b.ipynb'"
    assert expected in run("check", folder)[2]


def test_folder_with_nothing_to_check(run, tmp_path):
    """A folder without anything to check is said to be a folder, and no more."""
    assert run("check", tmp_path)[2].endswith("is a folder: give one notebook or model.\n")


def test_folder_of_an_older_keras(run, tmp_path):
    """The folder that older Keras wrote is told as the model that it is."""
    (tmp_path / "saved_model.pb").touch()
    assert "is a SavedModel folder of an older Keras: save the model again" in run("check", tmp_path)[2]


@pytest.mark.parametrize("name", ["a.ipynb", "a.keras"])
def test_dangling_link(run, tmp_path, name):
    """A link to nothing is told as what it is."""
    (tmp_path / name).symlink_to("gone")
    assert f"{name} is a link to gone, which is not there" in run("check", tmp_path / name)[2]


def test_file_of_another_kind(run, tmp_path):
    """A file of another kind is refused by its name."""
    (tmp_path / "lenet.py").touch()
    said = "checker: lenet.py cannot be checked; notebooks (.ipynb) and saved models (.keras) can.\n"
    assert run("check", tmp_path / "lenet.py")[2] == said


@pytest.mark.parametrize("name", ["model.h5", "model.keras", "lesson.ipynb"])
def test_broken_files(run, tmp_path, name):
    """A file with other content than its name says gives exit code 2 and one line."""
    (tmp_path / name).write_bytes(b"\0\1\2\n")
    code, out, err = run("check", tmp_path / name)
    assert (code, out, err.count("\n")) == (2, "", 1)


def test_model_for_several_exercises(run, tmp_path, monkeypatch):
    """Where several exercises could be meant, the choice is left to the person."""
    other = dataclasses.replace(EXERCISES["lenet"], slug="other")
    monkeypatch.setitem(EXERCISES, "other", other)
    (tmp_path / "model.keras").touch()
    assert "--exercise lenet or other" in run("check", tmp_path / "model.keras")[2]


def test_model_for_an_exercise_of_another_sort(run, tmp_path, monkeypatch):
    """An exercise that no model answers says where it is checked."""
    monkeypatch.chdir(ROOT)
    (tmp_path / "model.keras").touch()
    asked = run("check", tmp_path / "model.keras", "--exercise", "lenet-shapes")
    assert "'lenet-shapes' is checked only from the notebook: checker check notebooks/10-lenet.ipynb" in asked[2]


@pytest.fixture
def broken(monkeypatch):
    """A checker with a bug in it."""

    def stumble(_):
        raise RuntimeError("two\nlines \x1b[31m of trouble")

    monkeypatch.setattr(cli, "find_exercise", stumble)


@pytest.mark.usefixtures("broken")
def test_bug_in_the_checker(run):
    """A bug in the checker gives exit code 2 and one line, without the terminal's control characters."""
    line = "checker: the checker stumbled (RuntimeError: two lines [31m of trouble). CHECKER_DEBUG=1 shows where; "
    assert run("show", "lenet") == (2, "", line + "please report it.\n")


@pytest.mark.usefixtures("broken")
def test_debugging_a_bug(run, monkeypatch):
    """With CHECKER_DEBUG=1 the traceback is there."""
    monkeypatch.setenv("CHECKER_DEBUG", "1")
    assert "Traceback (most recent call last)" in run("show", "lenet")[2]


@pytest.mark.parametrize(("missing", "extra"), [("nbgrader", "grade"), ("jupytext", "grade"), ("nbclient", "lab")])
def test_something_is_not_installed(run, monkeypatch, missing, extra):
    """What is not installed is named, with the command that installs it."""

    def needs(_):
        raise ModuleNotFoundError(f"No module named {missing!r}", name=missing)

    monkeypatch.setattr(cli, "find_exercise", needs)
    assert run("show", "lenet")[2] == (
        f"checker: {missing} is not installed, and this command needs it: run `make {extra}` first.\n"
    )


def test_terminal_without_the_letters():
    """A terminal that has no × and ✓ gets other signs instead of a traceback."""
    with start("show", "nothing×", env={**os.environ, "PYTHONIOENCODING": "ascii"}) as process:
        assert process.communicate()[1].startswith("checker: There is no exercise 'nothing?'.")


def test_reader_that_goes_away():
    """When the reader of the output goes away, as `head` does, nothing is complained about."""
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "checker", "list", "--json"]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True)
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, "")


# --- checking


@slow
def test_wrong_notebook(run, tmp_path):
    """A wrong answer gives exit code 1."""
    assert run("check", write_notebook(tmp_path / "a.ipynb", "answer = 7"))[0] == 1


@slow
def test_unattempted_notebook(run, tmp_path):
    """An answer that is still open gives exit code 1."""
    assert run("check", write_notebook(tmp_path / "a.ipynb", "answer = ..."))[0] == 1


@slow
def test_notebook_that_cannot_be_checked(run, tmp_path):
    """An exercise that could not be checked gives exit code 2, with the reason in its report."""
    code, out, err = run("check", write_notebook(tmp_path / "a.ipynb", "answer = 12", slug="strt"))
    assert (code, "Could not be checked" in out, err) == (2, True, "")


@slow
def test_notebook_as_json(run, tmp_path):
    """As JSON a notebook's reports are complete: they make the same reports again."""
    path = write_notebook(tmp_path / "a.ipynb", EXERCISES["start"].solution)
    found = json.loads(run("check", path, "--json")[1])
    reports = [Report.from_dict(report) for report in found.pop("reports")]
    assert (found, [str(report.status) for report in reports]) == (
        {"file": str(path), "score": 1.0, "points": 1.0},
        ["passed"],
    )


@slow
def test_timeout_is_heeded(run, tmp_path):
    """The limit on a cell's time is the one that was given."""
    path = write_notebook(tmp_path / "a.ipynb", "import time\ntime.sleep(60)")
    assert "A cell ran longer than 1 seconds" in run("check", path, "--timeout", "1")[1]


NETWORK = """
from keras import Input, Sequential, layers
model = Sequential([Input((32, 32, 1)), layers.Conv2D(6, 5), layers.ReLU(), layers.MaxPooling2D(2, strides=2)])
{block}
for layer in (layers.Flatten(), layers.Dense(120), layers.Dense(100), layers.Dense(10), layers.Softmax()):
    model.add(layer)
"""


@slow
def test_right_notebook_with_keras(tmp_path):
    """A right network in a notebook gives exit code 0, and TensorFlow's talk does not reach stderr."""
    source = NETWORK.format(block=EXERCISES["lenet"].solution)
    with start("check", write_notebook(tmp_path / "a.ipynb", source, slug="lenet")) as process:
        out, err = process.communicate()
    assert (process.returncode, out.splitlines()[0], err) == (0, "✓ Right: 6 of 6 points", "")


@slow
def test_home_that_cannot_be_written(tmp_path):
    """Where nothing can be written into the home folder, a check works all the same, without a word on stderr."""
    (tmp_path / "home").write_text("a file in the place of a folder")
    nowhere = {
        name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "IPYTHON", "JUPYTER_"))
    }
    nowhere |= {"HOME": str(tmp_path / "home")}
    nowhere.pop(FILE_VARIABLE, None)
    with start("check", write_notebook(tmp_path / "a.ipynb", "answer = 12"), env=nowhere) as process:
        out, err = process.communicate()
    assert (process.returncode, out.splitlines()[0], err) == (0, "✓ Right: 1 of 1 point", "")


@slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT to send to one process")
def test_interrupted(tmp_path):
    """Ctrl-C stops the check with one line, and the kernel with it."""
    source = "import os\nfrom pathlib import Path\nPath('new').write_text(str(os.getpid()))\nPath('new').rename('pid')"
    notebook = write_notebook(tmp_path / "a.ipynb", source, "while True: pass")
    heeds = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # also in the background
    with start("check", notebook, preexec_fn=heeds) as process:
        pid = _wait_for(tmp_path / "pid")
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    assert (process.returncode, out, err, _is_alive(pid)) == (130, "", "checker: Stopped.\n", False)


def _wait_for(path):
    for _ in range(600):
        if path.exists():
            return int(path.read_text())
        time.sleep(0.1)
    raise TimeoutError(path)


def _is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    """A right model, a wrong one and one with code in it, saved by Keras."""
    folder = tmp_path_factory.mktemp("models")
    names = ("right", "wrong", "lambda")
    subprocess.run([sys.executable, SAVE_MODELS, folder, *names], check=True, capture_output=True, cwd=folder)
    return folder


@slow
@pytest.mark.parametrize(("name", "expected"), [("right", 0), ("wrong", 1), ("lambda", 2)])
def test_models(run, models, name, expected):
    """A saved model gives the exit code of its verdict, and the report on stdout alone."""
    code, out, err = run("check", models / f"{name}.keras")
    assert (code, bool(out), err) == (expected, True, "")


@slow
def test_model_as_json(run, models):
    """As JSON a model's report has the findings that the text has."""
    found = json.loads(run("check", models / "wrong.keras", "--json")[1])
    assert "filters" in [finding["mistake"] for finding in found["reports"][0]["findings"]]


# --- for maintainers and instructors


@pytest.fixture
def building(monkeypatch):
    """A builder that finds one notebook out of date; nothing is built."""
    from checker import build

    monkeypatch.setattr(build, "outdated", lambda: [Path("10-lenet.ipynb")])
    monkeypatch.setattr(build, "build_all", lambda: [Path("10-lenet.ipynb")])


@pytest.mark.usefixtures("building")
def test_outdated_notebooks(run):
    """With --check an outdated notebook is named and gives exit code 1."""
    assert run("build", "--check") == (1, "10-lenet.ipynb is out of date: run `checker build`\n", "")


@pytest.mark.usefixtures("building")
def test_build(run):
    """Without --check it is built, which is a success."""
    assert run("build") == (0, "10-lenet.ipynb built\n", "")


@slow
def test_course_in_a_folder_of_something_else(run, tmp_path):
    """A folder with other files in it is left alone, with one line on what to do."""
    (tmp_path / "thesis.txt").touch()
    code, out, err = run("course", tmp_path)
    assert (code, out, err.count("\n"), [path.name for path in tmp_path.iterdir()]) == (2, "", 1, ["thesis.txt"])


@slow
def test_course(whole_course):
    """A course is laid out in a new folder."""
    told = whole_course.told
    assert (told.returncode, "10-lenet: written" in told.stdout, told.stderr) == (0, True, "")
    assert (whole_course.directory / "release" / "10-lenet" / "10-lenet.ipynb").is_file()
