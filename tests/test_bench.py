"""The words of the benchmarks' table; what it measures is measured by `make bench`."""

import pytest

from tests.bench.timing import Row


@pytest.mark.parametrize(("share", "summary"), [(0.5, "medians of 40"), (0.95, "95th percentile of 40")])
def test_a_row_says_what_its_number_is(share, summary):
    """A median, or what a share of the runs stays below."""
    row = Row(what="a stroke", measured=0.02, than="the goal", against=0.05, most=1.0, runs=40, share=share)
    assert row.summary == summary
