"""The probe of a model that was trained to read digits: what it reads, and what it consists of.

The digits that the course keeps aside are no secret, nor are their labels. So the model itself is brought along: the
judge then sees whether its answers are its own.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from checker import describe
from checker.attempt import Answers, Attempt, Questions
from checker.packed import pack

if TYPE_CHECKING:
    import numpy as np

CLASSES = 10
AT_ONCE = 250  # images; more need more memory and save no time
SAMPLE = 200  # images that are also shown in another form, to tell why a network fails
MOST_WEIGHTS = 4_000_000  # of a model that is brought along; the exercise's has 27,226

# Forms in which a network may have seen its digits while it was trained.
OTHER_FORMS: Mapping[str, Callable[[Any], Any]] = {
    "other-scale": lambda images: images * 255,
    "inverted": lambda images: 1 - images,
}


def probe(settings: Mapping[str, Any], attempt: Attempt, _questions: Questions) -> Answers:
    """What the model reads in each held-out digit, as it is and in other forms; or what is there in its place."""
    from course.data import digits  # data alone: it knows nothing of the checker

    (name,) = settings["names"]
    model = attempt.namespace.get(name)
    if not describe.is_model(model):
        return {"state": "no model", "kind": type(model).__name__ if model is not None else ""}
    images = digits().x_test
    try:
        with warnings.catch_warnings(action="ignore"):  # Keras', which nobody asked for
            read = _readings(model, images)
            others = {name: _readings(model, form(images[:SAMPLE])) for name, form in OTHER_FORMS.items()}
    except Exception as fault:  # the learner's own code, or a model for other pictures: for the judge to weigh
        return {"state": "no answer", "fault": _in_a_line(fault)}
    return {"state": "answers", "read": read, "others": others, "steps": _steps(model), **_inside(model)}


def _readings(model: Any, images: np.ndarray) -> dict[str, Any]:
    """The class with the largest output for each image, the outputs' shape for one image, and whether all are finite.

    `classes` is empty where the outputs are not one number for each class.
    """
    import numpy as np

    parts = [model(images[at : at + AT_ONCE], training=False) for at in range(0, len(images), AT_ONCE)]
    outputs = np.concatenate([describe.first_output(part) for part in parts])
    fits = outputs.shape == (len(images), CLASSES)
    return {
        "shape": list(outputs.shape[1:]),
        "finite": bool(np.isfinite(outputs).all()),
        "classes": outputs.argmax(axis=1).tolist() if fits else [],
    }


def _inside(model: Any) -> dict[str, Any]:
    """What the model consists of, and its weights, or None for these where they are too many."""
    few = model.count_params() <= MOST_WEIGHTS
    return {
        "architecture": describe.describe(model).to_dict(),
        "weights": pack(model.get_weights()) if few else None,
    }


def _in_a_line(fault: Exception) -> str:
    """What went wrong, without what Keras adds about where."""
    told = str(fault).split("Arguments received by")[0]
    told = re.sub(r"Exception encountered when calling \S+\.", "", told)
    return f"{type(fault).__name__}: {' '.join(told.split())[:300]}"


def _steps(model: Any) -> int:
    """How many steps of training the model has taken, as far as it says so."""
    optimizer: Any = getattr(model, "optimizer", None)
    return 0 if optimizer is None else int(optimizer.iterations)
