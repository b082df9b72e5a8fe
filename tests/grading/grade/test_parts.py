"""The parts around a run, each by itself: what is shown, what is read, what is kept, what is found."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from checker.exercises import EXERCISES
from checker.grading import exercise_versions, submitted_notebook
from checker.grading.grade import Tally
from checker.grading.grade_words import progress
from checker.grading.job import Job, Result
from checker.grading.ledger import Entry, Ledger, secret_of, seed_for, write_whole
from checker.grading.shown import CellOutputs, harmless_markdown, is_picture
from checker.grading.submissions import find_submissions, read_files

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

# --- what is shown


def test_output_is_cut_by_bytes() -> None:
    """One line without end is cut as well as many lines, and it is said."""
    shown = CellOutputs(most_bytes=1000, most_picture_bytes=0)
    for _ in range(100):
        shown.take("stream", {"name": "stdout", "text": "x" * 100_000})
    assert len(json.dumps(shown.as_cells_outputs())) < 2000 and shown.cut


def test_a_picture_does_not_take_the_texts_room() -> None:
    """Text after a picture is kept up to the same number of bytes."""
    shown = CellOutputs(most_bytes=10, most_picture_bytes=1000)
    shown.take("display_data", {"data": {"image/png": PIXEL}})
    shown.take("stream", {"name": "stdout", "text": "0123456789"})
    assert [output.get("text") for output in shown.as_cells_outputs()] == [None, "0123456789\n"]


def test_pictures_are_kept_up_to_a_number_of_bytes() -> None:
    """What is above it is left out, and it is said."""
    shown = CellOutputs(most_bytes=10, most_picture_bytes=2 * len(PIXEL))
    for _ in range(3):
        shown.take("display_data", {"data": {"image/png": PIXEL}})
    kept = [output for output in shown.as_cells_outputs() if "data" in output]
    assert (len(kept), shown.used_by_pictures, shown.cut) == (2, 2 * len(PIXEL), True)


@pytest.mark.parametrize("data", ["PHN2Zz4=", "<svg>", "", None, 12, ["iVBORw0KGgo="], "iVBORw0KGgo=" * 10**6])
def test_what_is_no_picture_is_none(data: object) -> None:
    """Markup, nothing, other types and what is too large are no pictures."""
    assert not is_picture(data)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("stream", {}),
        ("stream", {"name": 1, "text": 2}),
        ("display_data", {"data": None}),
        ("execute_result", {"data": {"text/plain": ["a"], "text/html": "<b>"}}),
        ("error", {"traceback": "x"}),
        ("comm_open", {"data": {"state": {}}}),
        ("nonsense", {}),
    ],
)
def test_odd_messages_are_survived(kind: str, content: dict[str, object]) -> None:
    """Messages with parts missing or of other types show nothing but an error's frame."""
    shown = CellOutputs(most_bytes=1000, most_picture_bytes=0)
    shown.take(kind, content)
    assert [output for output in shown.as_cells_outputs() if output["output_type"] != "error"] == []


def test_where_the_submission_ran_is_not_told() -> None:
    """The folder's name is taken out of what is shown."""
    shown = CellOutputs(most_bytes=1000, most_picture_bytes=0, folder="/tmp/secret/work")
    shown.take("error", {"ename": "E", "evalue": "in /tmp/secret/work/a.py", "traceback": ["/tmp/secret/work/a.py"]})
    assert "secret" not in json.dumps(shown.as_cells_outputs())


@pytest.mark.parametrize(
    "text",
    ["<script>x</script>", "<img src=x onerror=y>", "</div>", "<!-- x", "<?php", r"$\href{javascript:x}{y}$"],
)
def test_markup_in_markdown_is_no_markup(text: str) -> None:
    """Tags of every kind, and links in formulas, are taken apart."""
    safe = harmless_markdown(text)
    assert not any(start in safe for start in ("<s", "<i", "</", "<!", "<?", r"\href"))


@pytest.mark.parametrize("text", ["a < b", "2<3", "*x* `y` $x_1$", "> quoted", r"$\frac{1}{2}$"])
def test_plain_markdown_stays(text: str) -> None:
    """What holds no markup is as it was."""
    assert harmless_markdown(text) == text


# --- what is read


def test_a_note_below_a_check_is_found(new_job: Callable[..., Job]) -> None:
    """A comment that begins so, in a cell below the check, is the note on that exercise."""
    job = new_job("answer = 11", "start", "# I think this is right: see above\nprint(1)")
    cells, _ = submitted_notebook.read(job)
    assert submitted_notebook.notes(cells) == {"start": "I think this is right: see above"}


def test_a_note_above_any_check_is_none(new_job: Callable[..., Job]) -> None:
    """What stands before the first check belongs to no exercise."""
    cells, _ = submitted_notebook.read(new_job("# I think this is right", "start"))
    assert submitted_notebook.notes(cells) == {}


def test_the_score_of_an_outcome_never_comes_from_the_notebook(new_job: Callable[..., Job]) -> None:
    """Outputs that a submission was handed in with are not in the graded notebook."""
    job = new_job("answer = 11", "start")
    notebook = json.loads(job.notebook)
    notebook["cells"][1]["outputs"] = [{"output_type": "execute_result", "data": {"text/plain": "1.0"}}]
    cells, _ = submitted_notebook.read(replace(job, notebook=json.dumps(notebook).encode()))
    assert "1.0" not in submitted_notebook.assembled(cells, {}, {}, [])


@pytest.mark.parametrize(
    "cell",
    [
        None,
        "text",
        {},
        {"cell_type": "video"},
        {"cell_type": "code", "source": 12},
        {"cell_type": "code", "source": ["a", None]},
    ],
)
def test_a_cell_that_is_none_is_a_reason(new_job: Callable[..., Job], cell: object) -> None:
    """A cell without a kind or text is named, and not guessed at."""
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    job = replace(new_job("start"), notebook=json.dumps(notebook).encode())
    with pytest.raises(submitted_notebook.UnreadableError, match="cell 1"):
        submitted_notebook.read(job)


@pytest.mark.parametrize("marks", [None, 1, [], {"grade_id": None}, {"grade_id": ["check-start"]}, {"grade_id": {}}])
def test_odd_marks_are_survived(new_job: Callable[..., Job], marks: object) -> None:
    """Whatever stands where nbgrader's marks should, the release's check cell is there once."""
    job = new_job("answer = 12", "start")
    notebook = json.loads(job.notebook)
    notebook["cells"][1]["metadata"] = {"nbgrader": marks}
    cells, _ = submitted_notebook.read(replace(job, notebook=json.dumps(notebook).encode()))
    assert [cell.check.slug for cell in cells if cell.check] == ["start"]


def test_half_a_character_is_survived(new_job: Callable[..., Job]) -> None:
    """Half a surrogate pair in a cell, which is no text, does not keep the notebook from being run or written."""
    job = new_job("answer = '\ud800'", "start")
    cells, _ = submitted_notebook.read(job)
    assert cells[0].source == "answer = '?'"


def test_deep_metadata_is_survived(new_job: Callable[..., Job]) -> None:
    """Metadata of lists within lists is left where it is."""
    deep = b"[" * 900 + b"]" * 900
    job = new_job("answer = 12", "start")
    notebook = job.notebook.replace(b'"metadata": {}', b'"metadata": {"deep": ' + deep + b"}", 1)
    cells, _ = submitted_notebook.read(replace(job, notebook=notebook))
    assert len(cells) == 2


def test_the_graded_cell_has_its_name_whatever_stands_above(new_job: Callable[..., Job]) -> None:
    """A cell that took the answer's name, or the check's, has another: by it a reader finds what was graded."""
    job = new_job("answer = 999", "answer = 12", "start")
    marks = {"grade_id": "start", "grade": False, "solution": True, "locked": False}
    notebook = json.loads(job.notebook)
    decoy, answer, check = notebook["cells"]
    answer |= {"id": "start", "metadata": {"nbgrader": marks}}
    decoy["id"] = "start"
    job = replace(job, notebook=json.dumps(notebook).encode(), released=[answer, check])
    cells, _ = submitted_notebook.read(job)
    written = json.loads(submitted_notebook.assembled(cells, {}, {}, []))["cells"]
    assert {cell["id"]: cell["source"] for cell in written if cell["metadata"]}["start"] == "answer = 12"
    assert len({cell["id"] for cell in written}) == len(written)


# --- what is kept


@pytest.fixture
def entry() -> Entry:
    """What is known of a submission."""
    result = Result(student="ada", assignment="toy", outcomes=[], flags=["symlink"])
    return Entry(stamps={"a.ipynb": (1, 2, 3)}, submission="s", notebook_digest="n", keys={"": "k"}, result=result)


def test_an_entry_is_read_as_it_was_written(tmp_path: Path, entry: Entry) -> None:
    """What was written down is what is known."""
    Ledger(tmp_path, "toy").write(entry)
    assert Ledger(tmp_path, "toy").read("ada") == entry


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"format": 1}', '{"format": 99, "result": {}}'])
def test_an_entry_that_is_damaged_is_none(tmp_path: Path, entry: Entry, content: str) -> None:
    """What cannot be read is graded anew."""
    ledger = Ledger(tmp_path, "toy")
    ledger.write(entry)
    (tmp_path / ".checker" / "grades" / "toy" / "ada.json").write_text(content)
    assert ledger.read("ada") is None


def test_a_long_name_has_an_entry(tmp_path: Path, entry: Entry) -> None:
    """A student whose name is as long as a file's may be is kept, too."""
    long = replace(entry, result=replace(entry.result, student="a" * 255))
    Ledger(tmp_path, "toy").write(long)
    assert Ledger(tmp_path, "toy").read("a" * 255) == long


def test_a_file_that_cannot_be_written_leaves_the_former(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where writing fails half-way the former file is there, and nothing besides."""
    path = tmp_path / "a.json"
    write_whole(path, b"former")

    def fail(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"newer")
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"a.json": b"former"}


def test_the_secret_is_made_once(tmp_path: Path) -> None:
    """It is the same whenever it is asked for, and only its owner may read it."""
    secret = secret_of(tmp_path)
    mode = (tmp_path / ".checker" / "secret").stat().st_mode & 0o777
    assert (secret_of(tmp_path), len(secret), mode) == (secret, 64, 0o600)


def test_a_seed_depends_on_all_its_parts() -> None:
    """Another secret, student or exercise has other questions; parts do not run into each other."""
    seeds = {seed_for(b"s", "ab", "c"), seed_for(b"t", "ab", "c"), seed_for(b"s", "a", "bc"), seed_for(b"s", "abc")}
    assert len(seeds) == 4


def test_every_exercise_takes_every_seed() -> None:
    """The largest seed that can come up gives questions that are JSON, for every exercise."""
    for exercise in EXERCISES.values():
        json.dumps(exercise.ask(2**32 - 1), allow_nan=False)


# --- what is found


def test_links_are_not_followed(tmp_path: Path) -> None:
    """A link beside the notebook is no file of the submission, and is told."""
    folder = tmp_path / "submitted" / "ada" / "toy"
    folder.mkdir(parents=True)
    (folder / "toy.ipynb").write_text("{}")
    (folder / "others").symlink_to(tmp_path)
    (folder / "passwords").symlink_to("/etc/passwd")
    (found,) = find_submissions(tmp_path, "toy", "toy")
    assert (list(read_files(found)), found.flags) == (["toy.ipynb"], ("symlink", "symlink"))


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    """A pipe in a submission is not waited for."""
    folder = tmp_path / "submitted" / "ada" / "toy"
    folder.mkdir(parents=True)
    os.mkfifo(folder / "toy.ipynb")
    (found,) = find_submissions(tmp_path, "toy", "toy")
    assert (found.problem, found.flags) == ("there is no notebook.", ("a pipe, socket or device",))


def test_a_huge_notebook_has_a_reason(tmp_path: Path) -> None:
    """A notebook of 200 MB is not opened."""
    folder = tmp_path / "submitted" / "ada" / "toy"
    folder.mkdir(parents=True)
    with (folder / "toy.ipynb").open("wb") as file:
        file.truncate(200_000_000)
    (found,) = find_submissions(tmp_path, "toy", "toy")
    assert found.problem == "the notebook is larger than 50 MiB."


def test_a_file_that_became_a_link_is_not_read(tmp_path: Path) -> None:
    """A file that is replaced by a link after it was found is an error, not somebody else's file."""
    folder = tmp_path / "submitted" / "ada" / "toy"
    folder.mkdir(parents=True)
    (folder / "toy.ipynb").write_text("{}")
    (found,) = find_submissions(tmp_path, "toy", "toy")
    (folder / "toy.ipynb").unlink()
    (folder / "toy.ipynb").symlink_to("/etc/passwd")
    with pytest.raises(OSError, match="symbolic links"):
        read_files(found)


# --- what an exercise is made of


def test_every_exercise_has_a_version() -> None:
    """Each is made of at least one module of its own."""
    assert set(exercise_versions.versions(EXERCISES)) == set(EXERCISES)


def test_a_version_knows_what_is_imported_late() -> None:
    """The version of a model's exercise depends on the module that describes models, which it imports in a function."""
    modules = exercise_versions._modules_of(EXERCISES["lenet"])
    assert {"checker.exercises.lenet", "checker.model_judge", "checker.describe", "checker.probes.model"} <= modules


def test_a_version_does_not_know_other_lessons() -> None:
    """The version of a lesson's exercise does not depend on the list of all, nor on another lesson's modules."""
    modules = exercise_versions._modules_of(EXERCISES["start"])
    assert {name for name in modules if name.startswith("checker.exercises")} == {"checker.exercises.start"}


def test_a_version_knows_what_judges() -> None:
    """Whatever stands between the exercise's judge and the grade is in each version, too."""
    assert "checker.grading.judging" in exercise_versions._modules_of(EXERCISES["start"])


def test_a_version_knows_the_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another set of digits is another version of every exercise; another program that made it is not."""
    found = []
    for folder, files in {"old": "0", "new": "1", "made anew": "1"}.items():
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "digits.npz").write_text(files)
        (tmp_path / folder / "make_digits.py").write_text(folder)
        monkeypatch.setattr(exercise_versions, "DATA", tmp_path / folder)
        found.append(exercise_versions.versions({"start": EXERCISES["start"]})["start"])
    assert found[0] != found[1] == found[2]


# --- what is said


@pytest.mark.parametrize(
    ("tally", "seconds", "line"),
    [
        (Tally(to_grade=200), 0.0, "0 of 200 graded"),
        (Tally(to_grade=200, graded=50), 25.0, "50 of 200 graded, 2.0 a second, 75 s left"),
        (Tally(to_grade=200, graded=2), 60.0, "2 of 200 graded, 2.0 a minute, 1.6 h left"),
        (Tally(to_grade=200, graded=200), 400.0, "200 of 200 graded, 30.0 a minute, 0 s left"),
    ],
)
def test_progress_tells_rate_and_time_left(tally: Tally, seconds: float, line: str) -> None:
    """How many, how fast, and how long it takes still."""
    assert progress(tally, seconds) == line


def test_a_worker_says_how_many_threads_before_numpy_asks() -> None:
    """Threads of NumPy's that wait for work took as much time as grading did."""
    code = "import sys, checker.grading.worker; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
