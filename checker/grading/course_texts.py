"""The two files of an instructor's course that are written once and then theirs."""

CONFIG = '''\
"""nbgrader's settings for this course. Written once by `checker course`; yours from then on."""

from pathlib import Path

from checker.grading.settings import configure

c = get_config()
configure(c, root=Path(__file__).parent)

# Your own settings follow; they outrank those above. For example:
# c.CourseDirectory.course_id = "spring"
# c.Exchange.root = "/srv/nbgrader/exchange"
'''

README = """\
# Pixels to LeNet: the instructor's course

Each lesson is one assignment, named like its notebook: `10-lenet`. Run everything in this folder, in the
environment in which you ran `checker course` (the `grade` extra of the course: it has nbgrader). Learners need
the course's package and nothing else: what the notebooks import (`checker`, `course.data`, the digits) is
installed with it, so no file has to be handed out or collected beside the notebook.

1. **Hand out** `release/10-lenet/10-lenet.ipynb`: through your learning platform, or, where nbgrader's exchange
   is set up, `nbgrader release_assignment 10-lenet`. Releases are made already, and entered in `gradebook.db`;
   after a change of your own in `source/`, make them again: `nbgrader generate_assignment 10-lenet --force`.
2. **Collect** into `submitted/<learner>/10-lenet/10-lenet.ipynb`: by hand, with `nbgrader collect 10-lenet`,
   or, from files named `<learner>_10-lenet.ipynb` (single or in a zip) in `downloaded/10-lenet/archive/`, with
   `nbgrader zip_collect 10-lenet`.
3. **Grade**: `checker grade . 10-lenet`. Every submission is run from top to bottom, training included, in a sandbox;
   answers are judged outside. What has not changed is not run again. `reports/10-lenet/index.html` says how it went.
4. **Return**: `nbgrader generate_feedback 10-lenet` writes `feedback/<learner>/10-lenet/10-lenet.html`, with
   every finding and hint.
5. **Export**: `nbgrader export` writes `grades.csv`.

Steps 1, 2 and 4 can be clicked too: `jupyter lab` in this folder, then Nbgrader > Formgrader. Its Autograde button is
`nbgrader autograde`, whose score is what the learner's own kernel shows: a learner who means to can forge it.

A score is the share of the exercise that is right. A blank answer gets 0; so does one that cannot be judged,
and its feedback says why. What TensorFlow writes to stderr costs nothing.

`checker doctor` says what protects this machine from the code that it runs, and what is missing. Without a sandbox
`checker grade` refuses to run; `nbgrader autograde` takes the sandbox where it finds its kernel, `checker-sandbox`, and
with the ordinary kernel a learner's code runs with your rights.

`checker course .` brings the sources up to date after the course was updated; grades, submissions and your
settings are left alone, and a source that is replaced is kept in `replaced/`.
"""
