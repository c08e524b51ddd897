"""Asking Wikipedia and Wikidata, played by a server on this machine."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from authors.sources.tests.files import LIFE, WALK
from authors.sources.tests.test_encyclopedias import claim, entity
from writing.models import Source, WrittenBook
from writing.sources import services
from writing.sources.tests.server import Answer, PageServer
from writing.tests.conftest import work

if TYPE_CHECKING:
    from pytest_django import Settings

pytestmark = pytest.mark.django_db(transaction=True)

HITS = {"query": {"search": [{"title": "Glacier"}, {"title": "Helene Varga"}]}}
ARTICLE = {
    "query": {
        "pages": [
            {
                "title": "Helene Varga",
                "extract": f"{LIFE}\n\n\n== Walks ==\n{WALK}",
                "fullurl": "https://en.wikipedia.org/wiki/Helene_Varga",
                "revisions": [{"revid": 77, "timestamp": "2026-03-04T05:06:07Z"}],
            }
        ]
    }
}
FOUND = {"search": [{"id": "Q1"}]}
ENTITIES = {"entities": {"Q1": entity(P19=[claim({"id": "Q2"})])}}
LABELS = {"entities": {"Q2": {"labels": {"en": {"value": "Kesmark"}}}}}


def answer(value: object) -> Answer:
    return Answer(json.dumps(value).encode(), media_type="application/json")


@pytest.fixture
def asked(server: PageServer, settings: Settings) -> PageServer:
    """A server that plays both: what it answers depends on what is asked for."""
    settings.ALLOW_WIKIPEDIA = True
    settings.WIKIPEDIA_API = server.address("/{language}/api.php", "127.0.0.1")
    settings.WIKIDATA_API = server.address("/wikidata", "127.0.0.1")
    server.pages |= {
        "/en/api.php?list=search": answer(HITS),
        "/en/api.php?prop=extracts": answer(ARTICLE),
        "/wikidata?action=wbsearchentities": answer(FOUND),
        "/wikidata?ids=Q1": answer(ENTITIES),
        "/wikidata?ids=Q2": answer(LABELS),
    }
    return server


def look_up(book: WrittenBook) -> dict[str, Source]:
    services.look_up(book=book)
    services.read_sources(book=book)
    work(book)
    return {source.origin: source for source in book.sources.all()}


def test_an_article_and_statements_become_sources(book: WrittenBook, asked: PageServer) -> None:
    sources = look_up(book)

    assert sources["wikipedia"].final_address == "https://en.wikipedia.org/wiki/Helene_Varga?oldid=77"
    assert [passage.heading for passage in sources["wikipedia"].passages.all()] == ["", "Walks"]
    assert "Helene Varga was born in Kesmark." in sources["wikidata"].passages.get().text
    assert all(source.is_used and source.snapshot for source in sources.values())
    assert {source.kind for source in sources.values()} == {"encyclopedia"}


def test_they_are_asked_by_our_name_and_no_robots_txt_is_needed(
    book: WrittenBook, asked: PageServer, settings: Settings
) -> None:
    settings.SOURCES_AGENT = "VividPages/test (ann@books.test)"
    look_up(book)

    assert set(asked.agents) == {"VividPages/test (ann@books.test)"}
    assert not any(path == "/robots.txt" for _, path in asked.asked)


def test_whom_they_do_not_know_for_certain_they_are_told_of(book: WrittenBook, asked: PageServer) -> None:
    asked.pages["/en/api.php?list=search"] = answer({"query": {"search": [{"title": "Ilona Varga"}]}})
    asked.pages["/wikidata?ids=Q1"] = answer({"entities": {"Q1": entity("1990-01-01")}})
    sources = look_up(book)

    assert [source.state for source in sources.values()] == [Source.State.FAILED] * 2
    assert all("Add the address of the right article" in source.told[0].reason for source in sources.values())
