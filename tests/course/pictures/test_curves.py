import pytest

from course.pictures.curves import training_curves


@pytest.fixture
def curves():
    """Two of four epochs are done."""
    return training_curves(
        loss=[2.3, 1.0, 0.5], test_loss=[2.3, 0.9, 0.6], test_accuracy=[0.1, 0.8, 0.95], epochs=4, bar=0.93
    )


def test_the_description_tells_where_the_curves_begin_and_end(curves):
    """Who cannot see the curves hears the first and last value of each."""
    assert "from 2.30 to 0.50" in curves.alt
    assert "from 2.30 to 0.60" in curves.alt
    assert "from 10.0% to 95.0%" in curves.alt


def test_the_axis_shows_all_epochs_from_the_start(curves):
    """The axis keeps still while the curve grows."""
    assert [axes.get_xlim() for axes in curves.axes] == [(0, 4), (0, 4)]


def test_the_bar_to_reach_is_drawn(curves):
    """A line stands at the accuracy to reach, in percent."""
    assert list(curves.axes[1].lines[1].get_ydata()) == [93.0, 93.0]


def test_the_two_loss_curves_differ_without_colour(curves):
    """Training and test loss have different strokes."""
    assert [line.get_linestyle() for line in curves.axes[0].lines] == ["-", "--"]


def test_what_is_watched_has_its_name():
    """In the description, the legend and the title."""
    picture = training_curves(
        loss=[2, 1], test_loss=[2, 1], test_accuracy=[0.1, 0.8], epochs=1, bar=0.9, watched="validation"
    )
    left, right = picture.axes
    assert "validation loss from 2.00 to 1.00" in picture.alt
    assert left.get_legend_handles_labels()[1] == ["training images", "validation images"]
    assert right.get_title(loc="left") == "Validation images right: 80.0%"
