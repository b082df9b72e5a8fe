"""Laying the course out for an instructor, with nbgrader's own step making the releases."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

from checker.build import NOTEBOOK_DIRECTORY, BuildError, build_release, build_source, to_text
from checker.exercises import EXERCISES
from checker.grading.course_layout import CourseError, Layout, lay_out_course, linked_across_folders
from tests.whole_course import WholeCourse

pytestmark = pytest.mark.slow

LESSON = "00-start-here"


def source_of(lessons: Path, folder: Path) -> Path:
    """`folder`, with the source of one small lesson in it."""
    folder.mkdir()
    shutil.copy(lessons / "00_start_here.py", folder)
    return folder


@pytest.fixture
def sources(tmp_path: Path, lessons: Path) -> Path:
    """A folder with the source of one small lesson, to be changed at will."""
    return source_of(lessons, tmp_path / "sources")


@pytest.fixture(scope="module")
def layout(tmp_path_factory: pytest.TempPathFactory, lessons: Path) -> Layout:
    """That lesson, laid out in a new folder, and left as it then is: nbgrader takes long for each new gradebook."""
    folder = tmp_path_factory.mktemp("layout")
    return lay_out_course(folder / "course", source_dir=source_of(lessons, folder / "sources"))


@pytest.fixture
def course(tmp_path: Path, layout: Layout) -> Path:
    """A copy of that course."""
    return Path(shutil.copytree(layout.directory, tmp_path / "course"))


def edit(sources: Path, old: str, new: str) -> None:
    """Change the lesson's source."""
    path = sources / "00_start_here.py"
    path.write_text(path.read_text().replace(old, new))


def files(folder: Path) -> dict[str, bytes]:
    """What every file in a folder holds."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_course_is_laid_out_as_nbgrader_has_it(layout: Layout) -> None:
    """Source and release lie where nbgrader looks for them, with the settings, the gradebook and the steps."""
    assert (layout.changed, layout.refused) == ((LESSON,), ())
    assert sorted(files(layout.directory)) == [
        "README.md",
        "gradebook.db",
        "nbgrader_config.py",
        f"release/{LESSON}/{LESSON}.ipynb",
        f"release/{LESSON}/glossary.md",
        f"source/{LESSON}/{LESSON}.ipynb",
        f"source/{LESSON}/glossary.md",
    ]


def test_the_notebooks_are_the_builds(layout: Layout, sources: Path) -> None:
    """The source is the build's source version; the release, made by nbgrader, the build's release, byte for byte."""
    made = files(layout.directory)
    source = sources / "00_start_here.py"
    assert made[f"source/{LESSON}/{LESSON}.ipynb"] == to_text(build_source(source)).encode()
    assert made[f"release/{LESSON}/{LESSON}.ipynb"] == to_text(build_release(source)).encode()


def test_the_releases_are_the_courses_own_notebooks(whole_course: WholeCourse) -> None:
    """For every lesson nbgrader makes byte for byte the notebook that learners open, but for links between folders."""
    releases = {path.name: path.read_bytes() for path in (whole_course.directory / "release").rglob("*.ipynb")}
    own = {path.name: nbformat.read(path, as_version=4) for path in NOTEBOOK_DIRECTORY.glob("[0-9]*.ipynb")}
    assert releases == {name: to_text(linked_across_folders(notebook)).encode() for name, notebook in own.items()}


def test_the_glossary_is_handed_out_with_every_lesson(course: Path, sources: Path) -> None:
    """Links to it arrive, and a newer one replaces it."""
    handed_out = course / "release" / LESSON / "glossary.md"
    assert handed_out.read_bytes() == (NOTEBOOK_DIRECTORY / "glossary.md").read_bytes()
    (course / "source" / LESSON / "glossary.md").write_text("an older one\n")
    assert lay_out_course(course, source_dir=sources).changed == (LESSON,)
    assert handed_out.read_bytes() == (NOTEBOOK_DIRECTORY / "glossary.md").read_bytes()


def test_laying_out_again_changes_nothing(course: Path, sources: Path) -> None:
    """A second time every file is as it was, the gradebook too."""
    before = files(course)
    assert lay_out_course(course, source_dir=sources).unchanged == (LESSON,)
    assert files(course) == before


def test_a_newer_course_replaces_the_source_and_keeps_the_former(course: Path, sources: Path) -> None:
    """An instructor's own changes in a replaced source are not lost."""
    path = course / "source" / LESSON / f"{LESSON}.ipynb"
    path.write_text(path.read_text().replace("pixels", "dots"))
    edited = path.read_bytes()
    edit(sources, "How many pixels", "How many")
    assert lay_out_course(course, source_dir=sources).changed == (LESSON,)
    assert files(course / "replaced") == {f"{LESSON}/1.ipynb": edited}
    assert path.read_text() == to_text(build_source(sources / "00_start_here.py"))


def test_what_an_instructor_has_stays(course: Path, sources: Path) -> None:
    """Submissions, settings and everything else in the course's folder are left alone."""
    mine = {f"submitted/ada/{LESSON}/{LESSON}.ipynb": b"{}", "grades.csv": b"ada,1\n", "README.md": b"my notes\n"}
    mine["nbgrader_config.py"] = (
        course / "nbgrader_config.py"
    ).read_bytes() + b"c.CourseDirectory.course_id = 'spring'\n"
    for name, content in mine.items():
        (course / name).parent.mkdir(parents=True, exist_ok=True)
        (course / name).write_bytes(content)
    edit(sources, "How many pixels", "How many")
    lay_out_course(course, source_dir=sources)
    assert {name: files(course)[name] for name in mine} == mine


@pytest.mark.filterwarnings("ignore:Object of type <Submitted:sqlalchemy.exc.SAWarning")  # nbgrader's own
def test_what_nbgrader_refuses_stays_as_it_was(course: Path, sources: Path) -> None:
    """Where submissions hold nbgrader to the cells that there are, source and release stay and one line says so."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        gradebook.add_student("ada")
        gradebook.add_submission(LESSON, "ada")
    before = files(course)
    new = '# %% answer="more"\n### BEGIN SOLUTION\n### END SOLUTION\n\n# %% check="more"\n'
    (sources / "00_start_here.py").write_text(new)
    exercises = {"more": replace(EXERCISES["start"], slug="more")}
    assert lay_out_course(course, source_dir=sources, exercises=exercises).refused == (
        f"{LESSON}: nbgrader refused it (Cannot add or remove cells for notebook '{LESSON}' because there are "
        "submissions associated with it). It is as it was.",
    )
    after = files(course)
    assert {name: after[name] for name in before if name != "gradebook.db"} == {
        name: content for name, content in before.items() if name != "gradebook.db"
    }


@pytest.mark.parametrize("content", ["", "c = get_config()\n"])
def test_another_folder_is_refused(tmp_path: Path, sources: Path, content: str) -> None:
    """A folder that holds something else, an nbgrader course of another kind too, is left as it is."""
    (tmp_path / "course").mkdir()
    (tmp_path / "course" / ("nbgrader_config.py" if content else "thesis.txt")).write_text(content)
    before = files(tmp_path / "course")
    with pytest.raises(CourseError, match="is not empty and holds no course of this kind"):
        lay_out_course(tmp_path / "course", source_dir=sources)
    assert files(tmp_path / "course") == before


def test_a_file_is_refused(tmp_path: Path, sources: Path) -> None:
    """A course cannot be laid out in a file."""
    (tmp_path / "course").write_text("")
    with pytest.raises(CourseError, match="is a file"):
        lay_out_course(tmp_path / "course", source_dir=sources)


def test_nothing_is_written_when_a_lesson_cannot_be_built(tmp_path: Path, sources: Path) -> None:
    """One broken source leaves no half course behind."""
    edit(sources, "### END SOLUTION\n", "")
    with pytest.raises(BuildError):
        lay_out_course(tmp_path / "course", source_dir=sources)
    assert not (tmp_path / "course").exists()


def test_no_activated_environment_is_needed(tmp_path: Path, sources: Path, bare_environment: dict[str, str]) -> None:
    """The program that nbgrader starts for a new gradebook is found beside the Python that runs."""
    code = (
        "import sys; from pathlib import Path; from checker.grading.course_layout import lay_out_course; "
        "print(lay_out_course(Path(sys.argv[1]), source_dir=Path(sys.argv[2])).refused)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "course"), str(sources)],
        env={**bare_environment, "PATH": os.defpath},
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    assert done.stdout == "()\n"


@pytest.mark.parametrize(
    ("name", "learner"),
    [
        ("ada_00-start-here.ipynb", "ada"),
        ("ada.lovelace_00-start-here.ipynb", "ada.lovelace"),
        ("ada_my_answers.ipynb", "ada"),
        (".._00-start-here.ipynb", None),
        ("._00-start-here.ipynb", None),
        ("a\\.._00-start-here.ipynb", None),
        (".ssh_00-start-here.ipynb", None),
    ],
)
def test_a_downloads_name_says_whose_it_is_and_leads_nowhere_else(name: str, learner: str | None) -> None:
    """`nbgrader zip_collect` puts it into the learner's folder; what names no folder in submitted/ is passed over."""
    from nbgrader.plugins import FileNameCollectorPlugin

    from checker.grading.settings import COLLECTED_NAME

    plugin = FileNameCollectorPlugin(named_regexp=COLLECTED_NAME)
    found = plugin.collect(f"/course/downloaded/{LESSON}/extracted/{name}") or {}
    assert found.get("student_id") == learner


def test_the_settings_add_to_nbgraders_steps_and_drop_none() -> None:
    """nbgrader's own steps are all there, in its order; only its run is replaced, by one that inherits from it."""
    from nbgrader.converters.autograde import Autograde
    from nbgrader.preprocessors import Execute

    from checker.grading.restore_cells import RestoreCells
    from checker.grading.run_to_the_end import RunToTheEnd
    from checker.grading.score_guard import ScoreGuard
    from checker.grading.settings import AUTOGRADE_STEPS, SANITIZE_STEPS

    stock = Autograde()
    assert [step for step in SANITIZE_STEPS if step is not RestoreCells] == stock.sanitize_preprocessors
    ours = [Execute if step is RunToTheEnd else step for step in AUTOGRADE_STEPS if step is not ScoreGuard]
    assert ours == stock.autograde_preprocessors


def test_a_link_to_another_lesson_leads_into_its_folder():
    """Every assignment lies in a folder of its own; other links stay as they are."""
    text = "[Pixels](01-pixels.ipynb), [softmax](07-dense-and-softmax.ipynb#softmax), [word](glossary.md#kernel)"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(text), nbformat.v4.new_code_cell(text)])
    markdown, code = linked_across_folders(notebook).cells
    assert markdown.source == (
        "[Pixels](../01-pixels/01-pixels.ipynb), "
        "[softmax](../07-dense-and-softmax/07-dense-and-softmax.ipynb#softmax), [word](glossary.md#kernel)"
    )
    assert code.source == text
