import numpy as np
import pytest

from course.pictures.digits import digit_row, honest_choice, verdicts

IMAGES = np.zeros((4, 8, 8, 1), np.float32)


def test_the_row_shows_one_example_of_each_class():
    """Three classes among four images give three images."""
    picture = digit_row(IMAGES, [2, 0, 1, 0])
    assert [axes.get_title(loc="center") for axes in picture.axes] == ["0", "1", "2"]


def test_the_choice_holds_the_first_wrong_ones_that_were_not_drawn():
    """Nine are drawn; of the wrong ones that are left the first three follow, in order."""
    right = np.ones(100, bool)
    right[50:] = False
    chosen = honest_choice(right, at_random=9, wrong=3, seed=0)
    left = [position for position in range(50, 100) if position not in chosen[:9]]
    assert list(chosen[9:]) == left[:3]


def test_the_draw_does_not_look_at_what_is_right():
    """The random part is the same whatever the network got wrong."""
    draws = [honest_choice(right, at_random=9, wrong=0, seed=0) for right in (np.ones(50, bool), np.zeros(50, bool))]
    assert np.array_equal(*draws)


def test_no_image_is_chosen_twice():
    """An image that was drawn and is wrong is shown once."""
    chosen = honest_choice(np.zeros(12, bool), at_random=9, wrong=3, seed=0)
    assert len(set(chosen)) == 12


def test_the_choice_is_shorter_when_nothing_is_wrong():
    """A network without a mistake has none to show."""
    assert len(honest_choice(np.ones(50, bool), at_random=9, wrong=3, seed=0)) == 9


@pytest.fixture
def sheet():
    """What a network says of a 1 (right, with 0.9) and of a 0 (wrong, with 0.999)."""
    return verdicts(IMAGES[:2], np.array([1, 0]), np.array([[0.1, 0.9], [0.001, 0.999]]))


def test_a_wrong_answer_is_told_in_words(sheet):
    """Colour is not all that marks a wrong answer: its title says what the image is."""
    assert sheet.axes[2].get_title(loc="left") == "✗ says 1, is 0"


def test_the_description_tells_every_verdict_with_its_probability(sheet):
    """Who cannot see the sheet hears each truth, answer and probability, and which are wrong."""
    assert "a 1 taken for a 1 (90%); a 0 taken for a 1 (> 99%, wrong)" in sheet.alt


def test_a_probability_is_not_rounded_up_to_certainty(sheet):
    """0.999 is not written as 100%."""
    assert sheet.axes[3].get_title(loc="left") == "> 99%"


def test_the_bars_are_the_probabilities(sheet):
    """Each class has a bar as long as its probability."""
    assert [bar.get_width() for bar in sheet.axes[1].patches] == [0.1, 0.9]
