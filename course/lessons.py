"""The lessons of the course in order, and the map of them that a notebook shows, with what is solved so far."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from checker.exercises import EXERCISES
from checker.progress import best_so_far
from checker.report import Status
from course.table import Link, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One notebook of the course."""

    name: str  # the notebook's name without its ending
    title: str
    about: str  # what a learner does there


LESSONS = (
    Lesson(name="00-start-here", title="Start here", about="Run cells, press Check, find your way"),
    Lesson(name="01-pixels", title="Pixels", about="Read, brighten, crop and flip pictures that are numbers"),
    Lesson(name="02-convolution", title="Convolution by hand", about="Slide a window, multiply, add up"),
    Lesson(name="03-kernels", title="Kernels", about="Blur, sharpen, find edges; design one of your own"),
    Lesson(name="04-geometry", title="Geometry", about="Output sizes, padding, strides, channels, parameters"),
    Lesson(name="05-non-linearity", title="Non-linearity", about="ReLU, tanh, and why a network needs one of them"),
    Lesson(name="06-pooling", title="Pooling", about="Keep the largest, and see what is lost"),
    Lesson(name="07-dense-and-softmax", title="Dense and softmax", about="From features to probabilities"),
    Lesson(name="08-loss-and-gradients", title="Loss and gradients", about="Measure an error and find the way down"),
    Lesson(name="09-training", title="Training", about="The loop, its curves, and its traps"),
    Lesson(name="10-lenet", title="LeNet", about="Build the network, check it, train it on handwritten digits"),
    Lesson(name="11-look-inside", title="Look inside", about="Draw a digit and follow it through every layer"),
    Lesson(name="12-architectures", title="Architectures", about="Build and count the networks that came after"),
    Lesson(name="13-capstone", title="Capstone", about="The whole network once more, with NumPy alone"),
)


def course_map(folder: Path | None = None) -> Table:
    """All lessons in order: a link to each notebook that lies in `folder`, the others as coming.

    folder: where the asking notebook lies; the working folder, which is just that, unless another is given.
    """
    where = Path.cwd() if folder is None else folder
    return Table(
        caption="The map of the course",
        headings=("lesson", "what you do there", "your progress"),
        rows=[(_link(lesson, where), lesson.about, _state(lesson, where)) for lesson in LESSONS],
    )


def _file(lesson: Lesson) -> str:
    return f"{lesson.name}.ipynb"


def _link(lesson: Lesson, folder: Path) -> Link | str:
    title = f"{lesson.name[:2]} {lesson.title}"
    return Link(text=title, target=_file(lesson)) if (folder / _file(lesson)).is_file() else title


def _state(lesson: Lesson, folder: Path) -> str:
    """How much of a lesson is solved, or that it is still coming."""
    if not (folder / _file(lesson)).is_file():
        return "coming"
    best = best_so_far()
    exercises = [exercise.slug for exercise in EXERCISES.values() if exercise.lesson == lesson.name]
    solved = sum(best.get(slug) is Status.PASSED for slug in exercises)
    mark = "✓ " if exercises and solved == len(exercises) else ""
    return f"{mark}{solved} of {len(exercises)} solved"
