"""Every lesson runs from its first cell to its last, as learners get it and solved, and says nothing that is not so."""

import re
from itertools import pairwise
from math import log

import pytest

from checker.exercises import EXERCISES
from checker.render.words import headline
from checker.report import Report, Status
from checker.shapes import trace
from course.article_network import LENET_REFERENCE
from tests.lesson_runs import ROOT, SOURCE_FOLDER, executed, printed, shown
from tests.lesson_text import prose, unaccounted

SOURCES = sorted(SOURCE_FOLDER.glob("[0-9]*.py"))
NAMES = [source.stem for source in SOURCES]

slow = pytest.mark.slow


@pytest.fixture(scope="module", params=SOURCES, ids=NAMES)
def as_handed_out(request):
    """A lesson as learners get it, run without a single answer."""
    from checker.build import build_release

    return executed(build_release(request.param))


@pytest.fixture(params=NAMES)
def solved(request, solved_lesson):
    """A lesson with its solutions, run."""
    return solved_lesson(request.param)


@pytest.fixture
def solved_lenet(solved_lesson):
    """What the cells of the LeNet lesson print, with its solutions."""
    return printed(solved_lesson("10_lenet"))


def errors(notebook):
    """The errors in which cells ended, in words."""
    return [f"{output.ename}: {output.evalue}" for output in shown(notebook) if output.output_type == "error"]


def stderr(notebook):
    """What was written to stderr."""
    return [output.text for output in shown(notebook) if output.get("name") == "stderr"]


def scores(notebook):
    """The score that each check cell showed, by exercise."""
    scored = {}
    for cell in notebook.cells:
        if cell.id.startswith("check-"):
            [result] = [output for output in cell.outputs if output.output_type == "execute_result"]
            scored[cell.id.removeprefix("check-")] = float(result.data["text/plain"])
    return scored


@slow
def test_a_lesson_without_answers_ends_without_an_error(as_handed_out):
    """Who runs all cells before answering anything sees no traceback."""
    assert errors(as_handed_out) == []


@slow
def test_a_lesson_without_answers_is_silent_on_stderr(as_handed_out):
    """Nothing red frightens a beginner."""
    assert stderr(as_handed_out) == []


@slow
def test_a_lesson_without_answers_scores_nothing(as_handed_out):
    """No answer, no points."""
    assert set(scores(as_handed_out).values()) == {0.0}


@slow
def test_a_solved_lesson_ends_without_an_error(solved):
    """With the solutions every cell runs."""
    assert errors(solved) == []


@slow
def test_a_solved_lesson_is_silent_on_stderr(solved):
    """nbgrader takes a line on stderr for a failure."""
    assert stderr(solved) == []


@slow
def test_a_solved_lesson_has_full_marks(solved):
    """Every exercise of the lesson is there, and its solution earns all its points."""
    lesson = {slug: exercise.points for slug, exercise in EXERCISES.items() if exercise.lesson == lesson_of(solved)}
    assert scores(solved) == lesson


@slow
def test_every_picture_has_a_text_alternative(solved):
    """No image without words for those who cannot see it."""
    images = [tag for output in shown(solved) for tag in re.findall("<img[^>]*>", html(output))]
    assert [tag[:80] for tag in images if not re.search('alt="[^"]{20,}"', tag)] == []


@slow
def test_no_output_loads_anything_from_elsewhere(solved):
    """The course works without a network."""
    loaded = [source for output in shown(solved) for source in re.findall(r'(?:src|href)="(\w+://[^"]*)', html(output))]
    assert loaded == []


@slow
def test_the_network_reads_at_least_93_of_100_test_digits(solved_lenet):
    """What the lesson sets out to reach is reached."""
    [wrong] = re.findall(r"wrong on (\d+) of 1000", solved_lenet)
    assert int(wrong) <= 70


@slow
def test_some_test_digits_are_read_wrongly(solved_lenet):
    """The lesson shows mistakes, so there must be three of them at least."""
    [wrong] = re.findall(r"wrong on (\d+) of 1000", solved_lenet)
    assert int(wrong) >= 3


@slow
def test_the_network_without_convolutions_makes_the_most_mistakes(solved_lesson):
    """With the most parameters, as the text says."""
    told = [output.data["text/plain"] for output in shown(solved_lesson("10_lenet")) if "data" in output]
    [table] = [text for text in told if text.startswith("The networks that you have trained so far")]
    rows = [line.split()[-2:] for line in table.splitlines()[2:]]
    parameters, rights = ([int(row[at].replace(",", "")) for row in rows] for at in (0, 1))
    assert len(rows) == 4
    assert (rows[-1], parameters[-1]) == ([f"{max(parameters):,}", str(min(rights))], 136110)


@slow
def test_one_dense_layer_gives_what_three_do(solved_lenet):
    """The collapsed layer's outputs differ by rounding only."""
    [difference] = re.findall(r"largest difference between their outputs: (\S+)", solved_lenet)
    assert float(difference) < 1e-3


@slow
def test_the_dropped_row_and_column_change_nothing(solved_lenet):
    """Scribbling on the last two rows and columns leaves every probability as it was."""
    [change] = re.findall(r"largest change of a probability: (\S+)", solved_lenet)
    assert float(change) == 0.0


def lesson_of(notebook):
    """The lesson's name, from its answer cells' exercises."""
    [name] = {EXERCISES[slug].lesson for slug in scores(notebook)}
    return name


def html(output):
    """An output's HTML, or nothing."""
    return output.get("data", {}).get("text/html", "")


# ---------------------------------------------------------------- what the text says


def numbers_of_the_network():
    """Every size, setting and parameter count of the exercise's network, as text."""
    steps = trace(LENET_REFERENCE)
    sizes = {size for step in steps for size in step.output_shape} | set(LENET_REFERENCE.input_shape)
    settings = {"filters", "kernel_size", "pool_size", "strides", "units"}
    for layer in LENET_REFERENCE.layers:
        for name in settings & layer.arguments.keys():
            value = layer.arguments[name]
            sizes |= set(value) if isinstance(value, tuple) else {value}
    return {str(size) for size in sizes}


@slow
def test_every_number_in_the_lenet_lesson_is_accounted_for():
    """A number stands in the text only if it is the network's own, computed here, or a fact with its source."""
    from course.data import digits

    images = digits()
    learnt, tested = len(images.x_train), len(images.x_test)
    dense = [64 * 120 + 120, 120 * 100 + 100, 100 * 10 + 10]
    total = 6 * (5 * 5 + 1) + 16 * (8 * 8 * 6 + 1) + sum(dense)
    textbook = 6 * (5 * 5 + 1) + 16 * (5 * 5 * 6 + 1) + 120 * (400 + 1) + 84 * (120 + 1) + 10 * (84 + 1)
    filters_of_1998 = 28 * 28 * 6 * 26 + 10 * 10 * (6 * 76 + 9 * 101 + 151) + 120 * 401  # connections of C1, C3, C5
    others_of_1998 = (14 * 14 * 6 + 5 * 5 * 16) * (4 + 1) + 84 * 121 + 10 * 84  # of S2, S4, F6 and the distances
    computed = {
        *(learnt, tested, learnt + tested),
        *(sum(dense), total, 64 * 10 + 10, textbook, filters_of_1998 + others_of_1998),
        images.x_train.shape[1] - 2 * 2,  # the digits before two pixels were added on every side: 28
        *(10, 3, 10 - 3 + 1, 2, (10 - 3) // 2 + 1, 1),  # the worked example of the output size: 3 on 10, stride 2
    }
    facts = {
        "0": "black; the lower end of a probability",
        "9": "the last digit",
        f"{log(10):.2f}": "the loss of a network that gives ten digits the same probability",
        "93": "the goal, of 100: what the exercise asks for",
        "4": "of the maps that C3's filters see, LeNet-5 (1998), Table I",
        "1989": "the first convolutional network trained by back-propagation (LeCun et al. 1989)",
        "1998": "LeNet-5 (LeCun, Bottou, Bengio, Haffner: Proceedings of the IEEE, 1998)",
        "84": "LeNet-5's layer F6, same source",
        "1969": "ReLU (Fukushima: IEEE Transactions on Systems Science and Cybernetics, 1969)",
        "1990": "max pooling (Yamaguchi, Sakamoto, Akabane, Fujimoto: ICSLP, 1990)",
        "60000": "LeNet-5's trainable parameters, same source; the exercise's answers add up to it",
        "30": "epochs, to try out",
    }
    known = numbers_of_the_network() | {str(number) for number in computed} | facts.keys()
    assert unaccounted("10_lenet", known) == set()


def test_the_first_lesson_names_every_verdict_as_the_check_does():
    """The words that 00 explains are those that the button shows."""
    endings = (Status.UNATTEMPTED, Status.FAILED, Status.PASSED, Status.ERROR)
    words = [
        headline(Report(exercise="start", title="", status=status, score=0, points=1)).split(":")[0]
        for status in endings
    ]
    assert re.findall(r"^- \*\*(.+?)\*\*:", prose("00_start_here"), flags=re.MULTILINE) == words


def test_the_first_lesson_names_the_buttons_as_they_are_labelled():
    """Show a hint, Show the solution: the words on the button itself."""
    script = (ROOT / "checker" / "static" / "check_button.js").read_text(encoding="utf-8")
    named = re.findall(r"\*\*(Show [^*]+)\*\*", prose("00_start_here").replace("\n", " "))
    assert [label for label in named if f'"{label}"' not in script] == []


def test_every_lesson_says_what_it_gives_how_long_it_takes_and_what_it_needs():
    """The opening of each lesson holds the three things that a learner wants to know first."""
    for name in NAMES:
        opening = prose(name).split("\n## ")[0]
        assert all(words in opening for words in ("you will be able to", "**Time:**", "**What you need:**")), name


@pytest.mark.parametrize("name", NAMES)
def test_every_lesson_ends_with_what_was_done_and_what_to_read(name):
    """A recap, and further reading but for the first lesson, which teaches how to use the course alone."""
    said = prose(name)
    assert re.search(r"^## What you have done$|^\*\*In short:\*\*", said, flags=re.MULTILINE)
    reading = re.search(r"^(## |\*\*)(Further reading|To read on)\b", said, flags=re.MULTILINE)
    assert bool(reading) == (name != "00_start_here")


@pytest.mark.parametrize("name", NAMES)
def test_every_lesson_lets_its_learner_predict_before_something_runs(name):
    """What is to be predicted stands before a cell to run or to answer, and never at the end."""
    from checker.build import build_source

    cells = build_source(SOURCE_FOLDER / f"{name}.py").cells
    followed = [
        after.cell_type
        for cell, after in pairwise(cells)
        if cell.cell_type == "markdown"
        and re.search(r"\bpredict(\.|:|\*\*| \(optional\))", cell.source, flags=re.IGNORECASE)
    ]
    assert set(followed) == {"code"}


@pytest.mark.parametrize("name", NAMES[1:8])
def test_of_a_lesson_five_to_eight_exercises_are_not_optional(name):
    """Those up to 07; what may be skipped is marked where it is asked for."""
    cells = re.split(r"^# %% answer=", (SOURCE_FOLDER / f"{name}.py").read_text(encoding="utf-8"), flags=re.MULTILINE)
    asked_for = [before.rsplit("# %% [markdown]", 1)[-1] for before in cells[:-1]]
    optional = [
        bool(re.search(r"^# \*\*(Your turn|Predict) \(optional\)", text, flags=re.MULTILINE)) for text in asked_for
    ]
    assert 5 <= optional.count(False) <= 8


def test_every_link_between_lessons_leads_to_a_lesson():
    """A notebook that is linked to exists."""
    links = {link for source in SOURCES for link in re.findall(r"\]\(([^)#]+\.ipynb)\)", source.read_text("utf-8"))}
    assert {link for link in links if not (ROOT / "notebooks" / link).is_file()} == set()
