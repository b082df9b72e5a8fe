import pytest

from course.percent import percent


@pytest.mark.parametrize(("share", "written"), [(0.958, "95.8 %"), (1, "100.0 %"), (0, "0.0 %")])
def test_a_share_is_written_with_a_space(share, written):
    """One style in sentences, curves and pictures."""
    assert percent(share) == written


def test_the_decimals_can_be_chosen():
    """A goal is a whole number."""
    assert percent(0.93, 0) == "93 %"
