from course.table import Link, Table

TABLE = Table(
    caption="Two rows",
    headings=("name", "size"),
    rows=[("a < b", 1234), (Link(text="here", target="x.ipynb"), 5)],
    total=("both", 1239),
)


def test_a_table_reads_as_aligned_text():
    """Where there is no HTML, columns stand below each other."""
    assert repr(TABLE).splitlines() == ["Two rows", "name   size", "a < b  1,234", "here   5", "both   1,239"]


def test_text_in_a_table_is_escaped():
    """What stands in a cell cannot become markup."""
    assert "a &lt; b" in TABLE._repr_html_()


def test_a_link_leads_to_its_target():
    """A Link becomes an anchor."""
    assert '<a href="x.ipynb">here</a>' in TABLE._repr_html_()


def test_headings_are_marked_as_headings_of_their_column():
    """A screen reader can say which column a cell belongs to."""
    assert TABLE._repr_html_().count('<th scope="col"') == 2


def test_numbers_stand_to_the_right_with_separators():
    """1234 is written 1,234 and aligned to the right."""
    assert '<td style="text-align: right">1,234</td>' in TABLE._repr_html_()


def test_the_total_is_set_apart():
    """The last row is the table's foot."""
    assert "<tfoot><tr><td" in TABLE._repr_html_()
