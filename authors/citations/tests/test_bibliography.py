from typing import get_args

import pytest

from authors.citations.bibliography import Bibliography
from authors.dossiers.brief import CitationStyle
from authors.facts.model import Source

SOURCES = {
    "book": Source(
        id="book",
        title="Nine Winters on the Hill",
        kind="memoir",
        authors=("Tobias Wren",),
        publisher="Lamp Street Press",
        place="Edinburgh",
        published="1949",
    ),
    "news": Source(id="news", title="Is It Lost?", kind="newspaper", container="The Courier", published="1897-06-04"),
    "page": Source(
        id="page",
        title="Runa Hallgrim",
        kind="website",
        container="Weather Hill Museum",
        address="https://example.org/runa",
        accessed="2026-01-03",
    ),
}


def test_chicago_writes_the_first_note_whole_and_later_ones_short() -> None:
    notes = Bibliography(SOURCES, "chicago")

    assert notes.note("book", "p. 14") == (
        "Tobias Wren, Nine Winters on the Hill (Edinburgh: Lamp Street Press, 1949), p. 14."
    )
    assert notes.note("book", "p. 20") == "Wren, Nine Winters on the Hill, p. 20."
    assert notes.note("news") == "“Is It Lost?” The Courier, June 4, 1897."


@pytest.mark.parametrize("style", get_args(CitationStyle))
def test_every_style_lists_all_sources_that_were_cited(style: CitationStyle) -> None:
    bibliography = Bibliography(SOURCES, style)
    notes = [bibliography.note(key, "p. 3") for key in SOURCES]
    entries = bibliography.entries()

    assert len(entries) == len(SOURCES)
    assert all(entry.endswith((".", "?", "”")) and ".." not in entry for entry in (*notes, *entries))
    assert any("https://example.org/runa" in entry for entry in entries)
    assert all("p. 3" in note for note in notes)


def test_a_source_that_is_not_there_cannot_be_cited() -> None:
    with pytest.raises(KeyError):
        Bibliography(SOURCES).note("nothing")


def test_markup_in_a_title_stays_a_title() -> None:
    hostile = {"x": Source(id="x", title="Life & <b>Times</b> {of} \\nobody", kind="book")}

    assert "Life &" in Bibliography(hostile).note("x")
