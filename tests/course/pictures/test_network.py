import numpy as np
import pytest

from course import plans
from course.pictures.network import pipeline, plan, pool_windows
from course.stages import Stage


def test_the_plan_is_told_in_words_and_in_order():
    """Who cannot see the plan hears every stage of every block with its settings."""
    alt = plan(plans.LENET).alt
    assert "(to be completed): Conv2D 16 filters, 8 × 8, tanh, MaxPool 3 × 3, stride 3. classifier: Flatten" in alt


def test_the_open_block_is_dashed():
    """Only the stages of the learner's block have a dashed frame."""
    frames = plan(plans.LENET).axes[0].patches
    assert [frame.get_linestyle() for frame in frames] == ["-"] * 4 + ["--"] * 3 + ["-"] * 5


@pytest.fixture
def journey():
    """The picture of a tiny network's stages: a picture, two signed maps, two probabilities."""
    maps = np.array([[[-2.0, 1.0]]])
    stages = [
        Stage(name="picture", values=np.array([[[0.5]]])),
        Stage(name="Conv2D", values=maps),
        Stage(name="Dense", values=np.array([3.0, -1.0])),
        Stage(name="softmax", values=np.array([0.75, 0.25])),
    ]
    return pipeline(stages, class_names=("cat", "dog"))


def drawn(picture):
    """Every image in a picture by its values."""
    return {tuple(image.get_array().ravel()): image for axes in picture.axes for image in axes.images}


def test_each_map_of_a_stage_is_drawn(journey):
    """Two channels give two images."""
    assert {(-2.0,), (1.0,)} <= drawn(journey).keys()


def test_maps_of_one_stage_share_a_scale_centred_on_zero(journey):
    """A positive map is drawn on the scale that its negative neighbour sets."""
    scale = drawn(journey)[(1.0,)].norm
    assert (scale.vmin, scale(0.0), scale.vmax) == (-2.0, 0.5, 2.0)


def test_a_vector_is_drawn_centred_on_zero(journey):
    """A Dense layer's numbers are signed too."""
    assert drawn(journey)[3.0, -1.0].norm(0.0) == 0.5


def test_the_pipeline_ends_in_its_answer(journey):
    """The description ends in the highest probability and its class."""
    assert journey.alt.endswith("The highest probability, 75.0%, is for cat.")


def test_scores_are_not_told_in_percent():
    """A network without softmax ends in scores, which may be below 0; the bars are labelled so, too."""
    start = Stage(name="picture", values=np.array([[[0.5]]]))
    picture = pipeline([start, Stage(name="Dense", values=np.array([-2.5, 1.25]))], class_names=("cat", "dog"))
    assert picture.alt.endswith("The highest score, 1.25, is for dog.")
    assert [text.get_text() for text in picture.axes[-1].texts] == ["−2.50", "1.25"]


@pytest.fixture
def pooled():
    """Pooling of a 7 by 7 map with windows of 3 side by side."""
    return pool_windows(np.arange(49.0).reshape(7, 7) - 24, size=3, stride=3)


def test_the_largest_of_each_window_is_shown(pooled):
    """The pooled map holds the last cell of each window, which is the largest here."""
    assert [text.get_text() for text in pooled.axes[1].texts] == ["−8.00", "−5.00", "13.00", "16.00"]


def test_the_cells_in_no_window_are_counted(pooled):
    """Of 49 cells, 13 lie in the row and column that are left over."""
    assert "13 cells" in pooled.alt


def test_the_cells_in_no_window_are_hatched(pooled):
    """The last row, and the last column above it, are hatched."""
    hatched = [patch.get_bbox().bounds for patch in pooled.axes[0].patches if patch.get_hatch()]
    assert hatched == [(-0.5, 5.5, 7.0, 1.0), (5.5, -0.5, 1.0, 6.0)]


def test_a_map_without_leftovers_has_nothing_hatched():
    """Where the windows cover everything, no cell is hatched."""
    assert "0 cells" in pool_windows(np.zeros((4, 4)), size=2, stride=2).alt


def test_overlapping_windows_are_taken_at_their_stride():
    """Windows of 2 with stride 1 stand in three places on 4 cells."""
    assert "3 by 3 windows" in pool_windows(np.zeros((4, 4)), size=2, stride=1).alt
