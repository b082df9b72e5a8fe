"""The glossary: every word once, in order, and every link to it arrives."""

import re
from pathlib import Path

import pytest

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
TEXT = (NOTEBOOKS / "glossary.md").read_text(encoding="utf-8")
ENTRIES = re.findall(r"^## (.+)\n\n((?:.+\n)+)", TEXT, flags=re.MULTILINE)
TERMS = re.findall(r"^## (.+)$", TEXT, flags=re.MULTILINE)
SOURCES = sorted((NOTEBOOKS / "source").glob("[0-9]*.py"))


def anchor(term: str) -> str:
    """What JupyterLab calls the heading's place: the heading, its spaces as hyphens."""
    return term.replace(" ", "-")


def test_every_term_stands_once():
    """Nobody has to choose between two explanations."""
    assert len({term.casefold() for term in TERMS}) == len(TERMS)


def test_the_terms_are_in_alphabetical_order():
    """Capitals or not."""
    in_order = sorted(TERMS, key=str.casefold)
    assert in_order == TERMS


def test_every_term_is_explained():
    """Right below its heading."""
    assert [term for term, _explanation in ENTRIES] == TERMS


def test_no_explanation_is_long():
    """One or two sentences, three at most."""
    assert [term for term, explanation in ENTRIES if len(re.findall(r"[.!?](?:\s|$)", explanation)) > 3] == []


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_every_link_to_the_glossary_arrives(source):
    """Each one names a term that is there."""
    links = set(re.findall(r"\]\(glossary\.md#([^)]*)\)", source.read_text(encoding="utf-8")))
    assert links - {anchor(term) for term in TERMS} == set()


def said_in(source: Path) -> str:
    """A lesson's text, without code, links to other lessons and what there is to read, whose titles are words too."""
    cells = re.split(r"^# %%(.*)\n", source.read_text(encoding="utf-8"), flags=re.MULTILINE)
    text = "\n".join(cell for kind, cell in zip(cells[1::2], cells[2::2], strict=True) if kind == " [markdown]")
    text = text.partition("**To read on:**")[0]
    return re.sub(r"`[^`]*`|\[[^\]]*\]\(\d[^)]*\)", "", re.sub(r"^# ?", "", text, flags=re.MULTILINE))


LESSONS = {source.stem: said_in(source) for source in SOURCES}
# Words that come up as everyday words first, or as Jupyter's.
ALSO_OTHERWISE = {"activations", "kernel", "loss", "skip"}


@pytest.mark.parametrize("term", sorted(set(TERMS) - ALSO_OTHERWISE))
def test_the_first_lesson_that_uses_a_term_links_to_it(term):
    """Whoever meets a word for the first time can look it up there and then. One or many, as it comes."""
    words = re.compile(rf"(?<![\w-]){re.escape(term)}s?(?![\w-])".replace(r"\ ", r"\s+"), re.IGNORECASE)
    linked = [f"](glossary.md#{anchor(term)})" in text for text in LESSONS.values()]
    used = [bool(words.search(re.sub(r"\]\([^)]*\)", "", text))) for text in LESSONS.values()]
    assert True not in used or linked.index(True) <= used.index(True)


def test_every_term_is_linked_from_a_lesson():
    """A word that no lesson uses has no business here."""
    links = {
        link
        for source in SOURCES
        for link in re.findall(r"\]\(glossary\.md#([^)]*)\)", source.read_text(encoding="utf-8"))
    }
    assert {anchor(term) for term in TERMS} - links == set()
