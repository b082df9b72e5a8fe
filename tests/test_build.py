"""The build: from a lesson's source to nbgrader's source version and the release."""

from pathlib import Path

import pytest
from nbformat import NotebookNode

from checker import __version__, build
from checker.exercise import Answers, Attempt, Exercise, Questions
from checker.exercises import EXERCISES as COURSE_EXERCISES
from checker.report import Status, Verdict


def toy(slug: str, *, lesson: str = "10-toy", points: float = 6.0) -> Exercise:
    """An exercise that nobody runs: only its name, lesson and points matter here."""

    def ask(seed: int) -> Questions:
        return {"seed": seed}

    def probe(attempt: Attempt, questions: Questions) -> Answers:
        return {**questions, "names": sorted(attempt.namespace)}

    def judge(questions: Questions, answers: Answers) -> Verdict:
        return Verdict(
            status=Status.PASSED if questions == answers else Status.FAILED, share=float(questions == answers)
        )

    return Exercise(
        slug=slug,
        title=slug,
        lesson=lesson,
        points=points,
        ask=ask,
        probe=probe,
        judge=judge,
        hints=("", "", ""),
        solution="x = 1",
    )


EXERCISES = {"sum": toy("sum"), "product": toy("product", points=2.0), "elsewhere": toy("elsewhere", lesson="11-other")}

SOURCE = """\
# %% [markdown]
# # The title
#
# Some text.

# %%
import math

# %% [markdown]
# ## Add up
# %% answer="sum"
def add(a, b):
    ### BEGIN SOLUTION
    return a + b
    ### END SOLUTION

# %% check="sum"

# %% [markdown]
# That was it.
"""

ANSWER = """\
# %% answer="sum"
### BEGIN SOLUTION
x = 1
### END SOLUTION
"""
CHECK = '# %% check="sum"\n'


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The path of a small lesson's source."""
    path = tmp_path / "source" / "10_toy.py"
    path.parent.mkdir()
    path.write_text(SOURCE)
    return path


def cell_called(notebook: NotebookNode, cell_id: str) -> NotebookNode:
    """The cell with this id."""
    return next(cell for cell in notebook.cells if cell.id == cell_id)


def test_source_version_keeps_the_solution(source: Path) -> None:
    """Instructors get the solution between its marks."""
    notebook = build.build_source(source, exercises=EXERCISES)
    assert "    ### BEGIN SOLUTION\n    return a + b\n    ### END SOLUTION" in cell_called(notebook, "sum").source


def test_release_has_the_stub_for_the_solution(source: Path) -> None:
    """Learners get the stub, indented as the solution was, and nothing of the solution."""
    notebook = build.build_release(source, exercises=EXERCISES)
    assert cell_called(notebook, "sum").source == "def add(a, b):\n    ...  # your code here"


def test_check_cell_is_written_by_the_build(source: Path) -> None:
    """The check cell's two lines come from the build, with the exercise's name in them."""
    notebook = build.build_release(source, exercises=EXERCISES)
    assert cell_called(notebook, "check-sum").source == ('from checker.notebook import check_cell\ncheck_cell("sum")')


def test_check_cell_is_locked_and_worth_the_points(source: Path) -> None:
    """nbgrader reads from the check cell what the exercise is worth, and puts its code back when it was changed."""
    metadata = cell_called(build.build_source(source, exercises=EXERCISES), "check-sum").metadata
    assert metadata.nbgrader == {
        "grade": True,
        "grade_id": "check-sum",
        "locked": True,
        "points": 6.0,
        "schema_version": 3,
        "solution": False,
        "task": False,
    }


def test_answer_cell_can_be_edited_but_not_deleted(source: Path) -> None:
    """A learner writes into the answer cell, and cannot delete it by accident."""
    metadata = cell_called(build.build_release(source, exercises=EXERCISES), "sum").metadata
    assert (metadata.get("editable", True), metadata.deletable) == (True, False)


def test_notebook_says_which_course_built_it(source: Path) -> None:
    """The checker can tell a notebook that is newer than itself."""
    notebook = build.build_release(source, exercises=EXERCISES)
    assert notebook.metadata.course == {"name": "pixels-to-lenet", "version": __version__}


def test_two_builds_are_the_same_bytes(source: Path) -> None:
    """Nothing random is in a notebook, cell ids included."""
    first, second = (build.to_text(build.build_release(source, exercises=EXERCISES)) for _ in range(2))
    assert first == second


def test_cell_ids_are_derived_from_headings(source: Path) -> None:
    """Ids are nbgrader's for answer and check cells, and otherwise the section's name and a number."""
    notebook = build.build_release(source, exercises=EXERCISES)
    assert [cell.id for cell in notebook.cells] == [
        "10-the-title",
        "10-the-title-2",
        "10-add-up",
        "sum",
        "check-sum",
        "10-add-up-2",
    ]


def test_inserting_a_cell_leaves_other_sections_ids(source: Path) -> None:
    """A new cell in the first section renumbers nothing in the second."""
    before = {cell.id for cell in build.build_release(source, exercises=EXERCISES).cells}
    source.write_text(SOURCE.replace("import math", "import math\n\n# %%\nimport cmath"))
    after = {cell.id for cell in build.build_release(source, exercises=EXERCISES).cells}
    assert after - before == {"10-the-title-3"}


def test_a_heading_twice_gives_different_ids(source: Path) -> None:
    """Two sections of one name, and a heading that ends in a number, never share an id."""
    source.write_text(
        "".join(f"# %% [markdown]\n# # {name}\n\n" for name in ("Step", "Step", "Step 2", "日本", "é" * 99))
    )
    ids = [cell.id for cell in build.build_release(source, exercises=EXERCISES).cells]
    assert ids == ["10-step", "10-step-2", "10-step-2-2", "10-section", "10-" + "e" * 57]


def test_build_all_tells_what_changed(source: Path, tmp_path: Path) -> None:
    """A second build writes nothing."""
    target = tmp_path / "built"
    assert build.build_all(source.parent, target, exercises=EXERCISES) == [target / "10-toy.ipynb"]
    assert build.build_all(source.parent, target, exercises=EXERCISES) == []


def test_outdated_names_a_notebook_that_was_edited(source: Path, tmp_path: Path) -> None:
    """A notebook that is not what its source builds is named, and left as it is."""
    [built] = build.build_all(source.parent, tmp_path / "built", exercises=EXERCISES)
    built.write_text(built.read_text().replace("Some text", "Other text"))
    assert build.outdated(source.parent, built.parent, exercises=EXERCISES) == [built]
    assert "Other text" in built.read_text()


def test_nothing_is_written_when_one_lesson_cannot_be_built(source: Path, tmp_path: Path) -> None:
    """One broken source leaves every built notebook as it was."""
    (source.parent / "11_other.py").write_text('# %% answer="nowhere"\n')
    with pytest.raises(build.BuildError):
        build.build_all(source.parent, tmp_path / "built", exercises=EXERCISES)
    assert not (tmp_path / "built").exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (ANSWER.replace('"sum"', '"sums"') + CHECK, "there is no exercise 'sums'"),
        (ANSWER.replace('"sum"', "3") + CHECK, "there is no exercise 3"),
        (ANSWER + CHECK.replace('"sum"', '"sums"'), "there is no exercise 'sums'"),
        (ANSWER.replace('"sum"', '"elsewhere"'), "exercise 'elsewhere' belongs to lesson 11-other, not to 10-toy"),
        (CHECK, 'check="sum" comes without an answer="sum" before it'),
        (CHECK + ANSWER, 'check="sum" comes without an answer="sum" before it'),
        (ANSWER, 'answer="sum" has no check cell: add `# %% check="sum"`'),
        (ANSWER + ANSWER + CHECK, 'answer="sum" stands twice'),
        (ANSWER + CHECK + CHECK, 'check="sum" stands twice'),
        ('# %% answer="sum" check="sum"\n', 'one cell is marked answer="sum" and check="sum"'),
        ('# %% [markdown] answer="sum"\n# text\n', "the cell of 'sum' is text"),
        (
            ANSWER.replace("### END SOLUTION\n", "") + CHECK,
            'answer="sum" has ### BEGIN SOLUTION without ### END SOLUTION',
        ),
        (
            ANSWER.replace("### BEGIN SOLUTION\n", "") + CHECK,
            "### END SOLUTION where ### BEGIN SOLUTION must come first",
        ),
        (ANSWER.replace("x = 1", "### BEGIN SOLUTION") + CHECK, "where ### END SOLUTION must come first"),
        ('# %% answer="sum"\nx = 1\n', 'answer="sum" has no solution'),
        (ANSWER.replace(' answer="sum"', ""), "### BEGIN SOLUTION stands in a cell that is not marked answer="),
        (ANSWER + CHECK + "check_cell()\n", 'check="sum" must be empty'),
        (ANSWER + '# %% check="sum" points=3\n', 'check="sum" says points=3, the exercise has 6.0'),
    ],
)
def test_a_marking_mistake_is_one_line(source: Path, text: str, message: str) -> None:
    """Each mistake in marking cells is refused with one line that names the source and the mistake."""
    source.write_text(text)
    with pytest.raises(build.BuildError) as raised:
        build.build_source(source, exercises=EXERCISES)
    assert str(raised.value).startswith("10_toy.py: ")
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_source_that_is_not_text_is_one_line(source: Path) -> None:
    """Bytes that are no UTF-8 are refused with one line."""
    source.write_bytes(b"# %%\nx = '\xff'\n")
    with pytest.raises(build.BuildError, match=r"^10_toy\.py: not a percent-format script in UTF-8 "):
        build.build_source(source, exercises=EXERCISES)


def test_a_missing_source_is_one_line(tmp_path: Path) -> None:
    """A source that is not there is refused with one line."""
    with pytest.raises(build.BuildError, match=r"cannot be read \(No such file or directory\)"):
        build.build_source(tmp_path / "10_toy.py", exercises=EXERCISES)


def test_a_folder_without_sources_is_one_line(tmp_path: Path) -> None:
    """Outside a clone of the course the build says where it can run."""
    with pytest.raises(build.BuildError, match="run this in a clone of the course"):
        build.build_all(tmp_path, tmp_path)


def test_the_courses_notebooks_are_what_their_sources_build() -> None:
    """The notebooks in the repository are up to date: `make build` would change nothing."""
    assert build.outdated() == []


def test_every_exercise_has_its_lesson() -> None:
    """No exercise is in the checker without a lesson in the course."""
    lessons = {build.lesson_name(path) for path in build.source_paths()}
    assert {exercise.lesson for exercise in COURSE_EXERCISES.values()} - lessons == set()


@pytest.mark.parametrize("source_path", build.source_paths(), ids=build.lesson_name)
def test_a_lesson_holds_all_its_exercises(source_path: Path) -> None:
    """Every exercise that names a lesson has its answer and its check cell there."""
    lesson = build.lesson_name(source_path)
    ids = {cell.id for cell in build.build_source(source_path).cells}
    slugs = [slug for slug, exercise in COURSE_EXERCISES.items() if exercise.lesson == lesson]
    assert [slug for slug in slugs if not {slug, f"check-{slug}"} <= ids] == []
