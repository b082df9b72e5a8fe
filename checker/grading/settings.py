"""nbgrader's settings for this course, which its nbgrader_config.py applies."""

from __future__ import annotations

from pathlib import Path

from nbconvert.preprocessors import ClearMetadataPreprocessor
from nbgrader import preprocessors as steps
from traitlets.config import Config

from checker.build import CODE_STUB, COURSE_NAME
from checker.grading.restore_cells import RestoreCells
from checker.grading.run_to_the_end import RunToTheEnd
from checker.grading.score_guard import ScoreGuard
from checker.grading.warm.provisioner import KERNEL_NAME, is_installed

CELL_SECONDS = 600  # the longest that one cell of a submission may run: training takes a minute on two quiet cores
OUTPUT_SECONDS = 60  # the longest to wait for a cell's outputs after it has ended, on a busy machine

# nbgrader's own steps in their order. Added: first the release's cells are put back, and between running a notebook and
# saving its grades stands the guard. Run by a step that keeps a submission whose kernel died.
SANITIZE_STEPS = [
    RestoreCells,
    steps.ClearOutput,
    steps.DeduplicateIds,
    steps.OverwriteKernelspec,
    steps.OverwriteCells,
    steps.CheckCellMetadata,
]
AUTOGRADE_STEPS = [
    RunToTheEnd,
    steps.IgnorePattern,
    ClearMetadataPreprocessor,
    ScoreGuard,
    steps.LimitOutput,
    steps.SaveAutoGrades,
    steps.AssignLatePenalties,
    steps.CheckCellMetadata,
]

# Names like "ada_10-lenet.ipynb", for `nbgrader zip_collect`. A learner called ".." would be another folder.
COLLECTED_NAME = r".*[\\/](?P<student_id>[^\\/_.][^\\/_]*)_(?P<file_id>[^\\/]+)$"


def configure(config: Config, *, root: Path) -> None:
    """Set what this course needs in nbgrader's configuration; `root` is the folder that `checker course` laid out."""
    config.CourseDirectory.course_id = COURSE_NAME
    config.CourseDirectory.root = str(root.resolve())
    config.ClearSolutions.code_stub = {"python": CODE_STUB}
    if is_installed():  # in the sandbox, whichever kernel the notebook names
        config.Execute.kernel_name = KERNEL_NAME
    config.Execute.timeout = CELL_SECONDS
    config.Execute.iopub_timeout = OUTPUT_SECONDS
    # A widget is of no use where no kernel runs. Without its state feedback pages show what it brings along for
    # such readers: a check's verdict in words, a picture's still.
    config.Execute.store_widget_state = False
    config.RestoreCells.releases = str(root.resolve() / "release")
    config.Autograde.sanitize_preprocessors = list(SANITIZE_STEPS)
    config.Autograde.autograde_preprocessors = list(AUTOGRADE_STEPS)
    config.FileNameCollectorPlugin.named_regexp = COLLECTED_NAME
