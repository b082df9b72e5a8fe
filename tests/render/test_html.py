import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from checker.render.html import block, html, inline
from checker.report import Finding, Status

from .reports import REPORTS

TAGS = {"section", "h3", "p", "div", "ol", "ul", "li", "strong", "em", "code", "pre", "span"}
ATTRIBUTES = {"class", "style", "aria-label", "aria-hidden"}
HOSTILE = '</p><script>alert(1)</script><img src=x onerror="alert(1)"><a href="javascript:1">`</code><b>`'


class Page(HTMLParser):
    """The tags, the attributes and the text of a piece of a page."""

    def __init__(self, markup):
        super().__init__()
        self.tags, self.open, self.attributes, self.words = set(), [], set(), ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag, attrs):
        """Note a tag and its attributes."""
        self.tags.add(tag)
        self.open.append(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_endtag(self, tag):
        """A tag must be closed where it is the innermost open one."""
        assert self.open.pop() == tag

    def handle_data(self, data):
        """Note text."""
        self.words += data


@pytest.mark.parametrize("name", REPORTS)
def test_golden(name, golden):
    """The markup is that of the golden file."""
    golden(f"render/{name}.html", html(REPORTS[name]) + "\n")


@pytest.mark.parametrize("name", REPORTS)
def test_well_formed(name):
    """Every tag is closed, in order: the verdict cannot swallow the page that follows it."""
    assert Page(html(REPORTS[name])).open == []


@pytest.mark.parametrize("name", REPORTS)
def test_words_without_style(name):
    """Everything that is to be changed can be read from the words alone, as where styles are taken away."""
    words = Page(html(REPORTS[name])).words
    wanted = [
        part for f in REPORTS[name].findings if f.status is not Status.PASSED for part in (f.where, f.message, f.hint)
    ]
    squeezed = " ".join(words.split())
    assert [part for part in wanted if " ".join(part.replace("`", "").split()) not in squeezed] == []


@pytest.mark.parametrize("status", Status)
def test_hostile_findings(status):
    """Markup from a learner is shown as text: no tag and no attribute but our own."""
    finding = Finding(status=status, where=HOSTILE, message=f"{HOSTILE}\n  {HOSTILE}", hint=HOSTILE)
    page = Page(html(replace(REPORTS["failed"], title=HOSTILE, findings=(finding, finding))))
    assert page.tags <= TAGS
    assert page.attributes <= ATTRIBUTES


@pytest.mark.parametrize("name", REPORTS)
def test_nothing_from_elsewhere(name):
    """The page asks for nothing: no address stands in it."""
    assert not re.search(r"https?:|url\(|@import|src=|href=", html(REPORTS[name]))


def test_heading_stays_out_of_contents():
    """JupyterLab's table of contents leaves headings of this class out."""
    assert '<h3 class="jp-toc-ignore"' in html(REPORTS["passed"])


def test_code():
    """What stands between backticks is code; a lone backtick is a backtick."""
    assert re.sub(' style="[^"]*"', "", inline("`a<b` or `c")) == "<code>a&lt;b</code> or `c"


def test_table_kept():
    """Indented lines stay together, as they stand."""
    assert re.sub(' style="[^"]*"', "", block("sizes:\n  a  1\n  bb 2\nend")) == (
        "<p>sizes:</p>\n<pre>  a  1\n  bb 2</pre>\n<p>end</p>"
    )
