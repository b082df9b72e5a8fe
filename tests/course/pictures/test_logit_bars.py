"""The logit bars: the arithmetic in the browser against SciPy, and the still picture."""

import numpy as np
import pytest
from scipy.special import softmax

from course.pictures.logit_bars import LogitBars
from course.pictures.probability_bars import probability_bars

SCORES = ([1.0, 2.0, 4.0, 0.5], [10.0, -10.0, 10.0], [-3.0, -3.0], [1000.0, 999.0, -1000.0])


@pytest.mark.parametrize("temperature", [1 / 16, 1.0, 2**0.5, 16.0])
@pytest.mark.parametrize("scores", SCORES, ids=str)
def test_softmax_in_the_browser(node, scores, temperature):
    """As SciPy's, also for scores whose exponentials no number can hold."""
    computed = node("logit_bars_math", "probabilities", scores, temperature, False)
    assert computed == pytest.approx(softmax(np.array(scores) / temperature), abs=1e-12)


@pytest.mark.parametrize("scores", SCORES, ids=str)
def test_twice_in_the_browser(node, scores):
    """The second softmax has no temperature."""
    computed = node("logit_bars_math", "probabilities", scores, 2.0, True)
    assert computed == pytest.approx(softmax(softmax(np.array(scores) / 2)))


@pytest.mark.parametrize("step", range(-8, 9))
def test_slider_of_the_temperature(node, step):
    """A step there and back."""
    assert node("logit_bars_math", "stepOf", node("logit_bars_math", "temperatureAt", step)) == step


def test_still_picture_in_words():
    """Every score, every probability and their sum."""
    alt = LogitBars([0.0, 0.0], ["dog", "cat"]).alt()
    assert alt == "Scores and their probabilities at temperature 1: dog (0) 50.0%, cat (0) 50.0%; sum 100.0%."


def test_still_picture_is_a_picture():
    """With the same words."""
    assert "cat (0) 50.0%" in LogitBars([0.0, 0.0], ["dog", "cat"]).still()


def test_probabilities():
    """What is read from the picture is what is shown."""
    bars = LogitBars([1.0, 3.0], ["dog", "cat"], temperature=2.0, twice=True)
    assert bars.probabilities() == pytest.approx(softmax(softmax([0.5, 1.5])))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (([1.0], ["dog"]), "a score for each class"),
        (([1.0, 2.0], ["dog", "cat", "boat"]), "a score for each class"),
        (([1.0, 11.0], ["dog", "cat"]), "scores must lie between"),
        (([1.0, float("nan")], ["dog", "cat"]), "scores must lie between"),
    ],
    ids=["one", "too few", "too large", "NaN"],
)
def test_bad_scores(arguments, said):
    """Told in one line."""
    with pytest.raises(ValueError, match=said):
        LogitBars(*arguments)


def test_bad_temperature():
    """0 would be a division by 0."""
    with pytest.raises(ValueError, match="temperature must lie"):
        LogitBars([1.0, 2.0], ["dog", "cat"], temperature=0.0)


def test_bars_beside_a_picture():
    """Both are told of."""
    drawn = probability_bars(np.array([0.25, 0.75]), ("dog", "cat"), image=np.zeros((4, 4)))
    assert drawn.alt == "Left: the picture. Right: dog 25.0%, cat 75.0%; sum 100.0%."
