"""The lessons of the course in order, and the map of them that a notebook shows, with what is solved so far."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from checker.progress import best_so_far
from checker.report import Status
from checker.run import exercises_here
from course.table import Link, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One notebook of the course."""

    name: str  # the notebook's name without its ending
    title: str
    about: str  # what a learner does there
    picture: str  # what there is to play with
    minutes: int  # of a learner's time: an estimate, which the notebook states too

    @property
    def file(self) -> str:
        """The notebook's file."""
        return f"{self.name}.ipynb"

    @property
    def duration(self) -> str:
        """The learner's time as it is read in a table: 50 min, 1 h 15, 2 h."""
        hours, minutes = divmod(self.minutes, 60)
        return " ".join([f"{hours} h"] * (hours > 0) + [f"{minutes}" if hours else f"{minutes} min"] * (minutes > 0))


LESSONS = (
    Lesson(
        name="00-start-here",
        title="Start here",
        about="Run cells, press Check, find your way",
        picture="the map of the course",
        minutes=10,
    ),
    Lesson(
        name="01-pixels",
        title="Pixels",
        about="Read, brighten, crop and flip pictures that are numbers",
        picture="pixel inspector and painter",
        minutes=50,
    ),
    Lesson(
        name="02-convolution",
        title="Convolution by hand",
        about="Slide a window, multiply, add up",
        picture="step player: every product written out",
        minutes=90,
    ),
    Lesson(
        name="03-kernels",
        title="Kernels",
        about="Blur, sharpen, find edges; design one of your own",
        picture="kernel editor on a photo",
        minutes=60,
    ),
    Lesson(
        name="04-geometry",
        title="Geometry",
        about="Output sizes, padding, strides, channels, parameters",
        picture="shape calculator, sums across channels",
        minutes=90,
    ),
    Lesson(
        name="05-non-linearity",
        title="Non-linearity",
        about="ReLU, tanh, and why a network needs one of them",
        picture="activation graph beside its map",
        minutes=90,
    ),
    Lesson(
        name="06-pooling",
        title="Pooling",
        about="Keep the largest, and see what is lost",
        picture="pooling grid, maps in and out, shift curve",
        minutes=90,
    ),
    Lesson(
        name="07-dense-and-softmax",
        title="Dense and softmax",
        about="From features to probabilities",
        picture="logit bars, contribution bars, a window that reads",
        minutes=75,
    ),
    Lesson(
        name="08-loss-and-gradients",
        title="Loss and gradients",
        about="Measure an error and find the way down",
        picture="one step of training, in colour",
        minutes=150,
    ),
    Lesson(
        name="09-training",
        title="Training",
        about="The loop, its curves, and its traps",
        picture="training monitor: loss, filters, a boat",
        minutes=90,
    ),
    Lesson(
        name="10-lenet",
        title="LeNet",
        about="Build the network, check it, train it on handwritten digits",
        picture="every stage of a digit you choose",
        minutes=120,
    ),
    Lesson(
        name="11-look-inside",
        title="Look inside",
        about="Draw a digit and follow it through every layer",
        picture="the explorer, in 2-D and 3-D",
        minutes=120,
    ),
    Lesson(
        name="12-architectures",
        title="Architectures",
        about="Build and count the networks that came after",
        picture="parameters, depth and error",
        minutes=90,
    ),
    Lesson(
        name="13-capstone",
        title="Capstone",
        about="The whole network once more, with NumPy alone",
        picture="the clinic's charts",
        minutes=150,
    ),
)


def course_map(folder: Path | None = None) -> Table:
    """All lessons in order: a link to each notebook that lies in `folder`, the others as coming.

    folder: where the asking notebook lies; the working folder, which is just that, unless another is given.
    """
    where = Path.cwd() if folder is None else folder
    return Table(
        caption="The map of the course",
        headings=("lesson", "what you do there", "to play with", "time, about", "your progress"),
        rows=[
            (_link(lesson, where), lesson.about, lesson.picture, lesson.duration, _state(lesson, where))
            for lesson in LESSONS
        ],
    )


def _link(lesson: Lesson, folder: Path) -> Link | str:
    title = f"{lesson.name[:2]} {lesson.title}"
    return Link(text=title, target=lesson.file) if (folder / lesson.file).is_file() else title


def _state(lesson: Lesson, folder: Path) -> str:
    """How much of a lesson is solved, or that it is still coming; nothing where the exercises are out of sight."""
    if not (folder / lesson.file).is_file():
        return "coming"
    known = exercises_here()
    if not known:
        return ""
    best = best_so_far()
    exercises = [exercise.slug for exercise in known.values() if exercise.lesson == lesson.name]
    solved = sum(best.get(slug) is Status.PASSED for slug in exercises)
    mark = "✓ " if exercises and solved == len(exercises) else ""
    return f"{mark}{solved} of {len(exercises)} solved"
