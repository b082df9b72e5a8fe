"""An update of the course, with real git repositories: the learner's work is kept, the new version is there."""

import subprocess

import pytest

from course.update import UpdateError, update

TODAY = "2026-05-01"
LESSON = "notebooks/01 pixels.ipynb"


def git(folder, *arguments):
    """Runs git, as somebody with a name; returns what it prints."""
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


def publish(origin, **files):
    """Commits files, named by their letters, in the repository that learners clone."""
    for name, content in files.items():
        path = origin / NAMES[name]
        path.parent.mkdir(exist_ok=True)
        path.write_text(content)
    git(origin, "add", "-A")
    git(origin, "commit", "--quiet", "-m", "a version")


NAMES = {"lesson": LESSON, "other": "notebooks/02.ipynb", "late": "notebooks/03.ipynb", "readme": "README.md"}


@pytest.fixture
def origin(tmp_path):
    """The course as it is published."""
    folder = tmp_path / "origin"
    folder.mkdir()
    git(folder, "init", "--quiet")
    (folder / ".gitignore").write_text("/notebooks/mine/\n")
    publish(folder, lesson="old", other="old", readme="old")
    return folder


@pytest.fixture
def mine(origin, tmp_path):
    """A learner's clone, in a folder with a space in its name."""
    git(tmp_path, "clone", "--quiet", str(origin), "my course")
    return tmp_path / "my course"


def test_new_version_is_there(origin, mine):
    """A file that the learner has not touched is the new one."""
    publish(origin, other="new")
    update(mine, TODAY)
    assert (mine / NAMES["other"]).read_text() == "new"


@pytest.mark.parametrize("staged", [False, True])
def test_own_work_is_kept_beside_the_new_version(origin, mine, staged):
    """A notebook changed on both sides is there twice: the new one in its place, the learner's under the date."""
    publish(origin, lesson="new")
    (mine / LESSON).write_text("my answers")
    if staged:
        git(mine, "add", "-A")
    (copy,) = update(mine, TODAY)
    assert copy == mine / "notebooks/mine" / TODAY / "01 pixels.ipynb"
    assert (copy.read_text(), (mine / LESSON).read_text()) == ("my answers", "new")


def test_own_work_stays_where_the_version_brings_nothing(origin, mine):
    """A notebook that only the learner has changed stays in its place."""
    publish(origin, other="new")
    (mine / LESSON).write_text("my answers")
    assert (update(mine, TODAY), (mine / LESSON).read_text()) == ((), "my answers")


@pytest.mark.parametrize("staged", [False, True])
def test_own_file_with_the_name_of_a_new_one(origin, mine, staged):
    """A file of the learner's own makes room for a new one of the course of the same name."""
    publish(origin, late="new")
    (mine / NAMES["late"]).write_text("my own")
    if staged:
        git(mine, "add", "-A")
    (copy,) = update(mine, TODAY)
    assert (copy.read_text(), (mine / NAMES["late"]).read_text()) == ("my own", "new")


def test_deleted_notebook_comes_back(origin, mine):
    """A notebook that the learner has deleted is no obstacle."""
    publish(origin, lesson="new")
    (mine / LESSON).unlink()
    assert (update(mine, TODAY), (mine / LESSON).read_text()) == ((), "new")


def test_twice_is_harmless(origin, mine):
    """A second update changes nothing."""
    publish(origin, lesson="new")
    (mine / LESSON).write_text("my answers")
    update(mine, TODAY)
    before = {path: path.read_bytes() for path in (mine / "notebooks").rglob("*") if path.is_file()}
    assert update(mine, TODAY) == ()
    assert {path: path.read_bytes() for path in (mine / "notebooks").rglob("*") if path.is_file()} == before


def test_two_updates_on_one_day_keep_both_works(origin, mine):
    """What was kept earlier on the same day is not written over."""
    kept = []
    for version in ("new", "newer"):
        publish(origin, lesson=version)
        (mine / LESSON).write_text(f"my answers before {version}")
        kept += update(mine, TODAY)
    assert [copy.read_text() for copy in kept] == ["my answers before new", "my answers before newer"]


def test_new_version_that_cannot_be_put_in_place(origin, mine):
    """Where git refuses at the last step, the message says where the learner's work is."""
    publish(origin, lesson="new")
    (origin / "late").mkdir()
    (origin / "late" / "a.txt").write_text("new")
    publish(origin)
    (mine / "late").write_text("a file where the new version has a folder")
    (mine / LESSON).write_text("my answers")
    with pytest.raises(UpdateError, match=r"kept: \S+/my course/notebooks/mine/2026-05-01/01 pixels\.ipynb"):
        update(mine, TODAY)
    assert (mine / "notebooks/mine" / TODAY / "01 pixels.ipynb").read_text() == "my answers"


def test_own_commits_are_left_alone(origin, mine):
    """Somebody with commits of their own is told, and nothing is touched."""
    publish(origin, lesson="new")
    (mine / LESSON).write_text("my answers")
    git(mine, "commit", "--quiet", "-a", "-m", "mine")
    with pytest.raises(UpdateError, match="commits of your own"):
        update(mine, TODAY)
    assert (mine / LESSON).read_text() == "my answers"


def test_no_network(origin, mine):
    """Where nothing can be fetched, that is said and nothing is touched."""
    (mine / LESSON).write_text("my answers")
    origin.rename(origin.with_name("gone"))
    with pytest.raises(UpdateError, match="cannot be fetched"):
        update(mine, TODAY)
    assert (mine / LESSON).read_text() == "my answers"


def test_folder_without_git(tmp_path):
    """A course that was unpacked from an archive is updated by hand, and is told how."""
    with pytest.raises(UpdateError, match="unpack the new version into another folder"):
        update(tmp_path, TODAY)


def test_machine_without_git(mine, monkeypatch):
    """Where there is no git, it is asked for."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UpdateError, match="There is no git here: install it"):
        update(mine, TODAY)
