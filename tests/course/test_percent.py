import numpy as np
import pytest

from course.percent import percent

# On both sides of where a share would be rounded to nothing or everything, and halves of the last place.
SHARES = (0, 0.0004, 0.0009, 0.001, 0.004, 0.009, 0.01, 0.0125, 0.125, 0.536, 0.99, 0.991, 0.995, 0.999, 0.9991, 1)


@pytest.mark.parametrize(
    ("share", "written"),
    [(0.958, "95.8%"), (1, "100.0%"), (0, "0.0%"), (0.00001, "< 0.1%"), (0.99999, "> 99.9%"), (0.999, "99.9%")],
)
def test_a_share_is_written_with_one_decimal(share, written):
    """Never rounded up to certainty nor down to none."""
    assert percent(share) == written


@pytest.mark.parametrize(("share", "written"), [(0.93, "93%"), (0.125, "13%"), (0.001, "< 1%"), (0.999, "> 99%")])
def test_the_decimals_can_be_chosen(share, written):
    """A goal is a whole number."""
    assert percent(share, 0) == written


@pytest.mark.parametrize("decimals", [0, 1, 2])
def test_the_pictures_in_the_browser_write_the_same(node, decimals):
    """To the last half, and for float32 too."""
    shares = [*SHARES, *map(float, np.random.default_rng(0).random(20, dtype="float32"))]
    written = [node("numbers", "inPercent", share, decimals) for share in shares]
    assert written == [percent(share, decimals) for share in shares]
