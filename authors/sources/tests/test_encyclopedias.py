"""What Wikipedia and Wikidata answer, read as sources."""

from __future__ import annotations

import json
from typing import Any

import pytest

from authors.sources.encyclopedias import best_entity, best_title, date_in_words, wikidata_text, wikipedia_text
from authors.sources.errors import Unreadable
from authors.sources.records import Subject

VARGA = Subject(name="Helene Varga", born=1856, died=1932)


def article(**changes: Any) -> bytes:
    page = {
        "title": "Helene Varga",
        "extract": "She was a surveyor.\n\n\n== Early life ==\nBorn in Kesmark.\n\n\n== References ==\nA book.",
        "fullurl": "https://en.wikipedia.org/wiki/Helene_Varga",
        "revisions": [{"revid": 77, "timestamp": "2026-03-04T05:06:07Z"}],
    }
    return json.dumps({"query": {"pages": [{**page, **changes}]}}).encode()


def claim(value: Any, **more: Any) -> dict[str, Any]:
    return {"rank": "normal", "mainsnak": {"datavalue": {"value": value}}, **more}


def time(day: str, precision: int = 11) -> dict[str, Any]:
    return {"time": f"+{day}T00:00:00Z", "precision": precision}


def entity(born: str = "1856-03-14", *, of: str = "Q5", **claims: Any) -> dict[str, Any]:
    return {
        "id": "Q1",
        "labels": {"en": {"value": "Helene Varga"}},
        "claims": {"P31": [claim({"id": of})], "P569": [claim(time(born))], **claims},
    }


def test_an_article_is_cited_by_its_revision_and_licence() -> None:
    text = wikipedia_text(article())

    assert text.address == "https://en.wikipedia.org/wiki/Helene_Varga?oldid=77"
    assert (text.published, text.licence, text.publisher) == ("2026-03-04", "CC BY-SA 4.0", "Wikipedia")
    assert [block.text for block in text.blocks if block.kind == "heading"] == ["Early life", "References"]


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"[]",
        b"<html>",
        b'{"error": {"code": "maxlag"}}',
        b'{"query": {"pages": []}}',
        article(pageprops={"disambiguation": ""}),
    ],
)
def test_an_answer_that_is_no_article_is_told(answer: bytes) -> None:
    with pytest.raises(Unreadable, match=r"\w+ \w+"):
        wikipedia_text(answer)


def test_the_article_of_the_name_is_taken_and_no_other() -> None:
    assert best_title(["Glaciers", "Helene Varga (film)", "Hélène Varga"], VARGA) == "Hélène Varga"
    assert best_title(["Helene Varga (surveyor)"], VARGA) == "Helene Varga (surveyor)"
    assert best_title(["Ilona Varga", "Varga"], VARGA) == ""


def test_the_entity_is_a_person_whose_years_fit() -> None:
    film, other, right = entity(of="Q11424"), entity("1990-01-01"), entity()

    assert best_entity([film, other, right], VARGA) is right
    assert best_entity([film, other], VARGA) is None


def test_statements_become_sentences_with_their_times() -> None:
    data = entity(
        P19=[claim({"id": "Q2"})],
        P39=[claim({"id": "Q3"}, qualifiers={"P580": [{"datavalue": {"value": time("1904-00-00", 9)}}]})],
        P570=[{**claim(time("1933-00-00", 9)), "rank": "deprecated"}, claim(time("1932-07-00", 10))],
        P166=[claim({"id": "Q-unknown"}), claim("nonsense"), {"mainsnak": {"snaktype": "somevalue"}}],
    )
    text = wikidata_text(json.dumps({"entity": data, "labels": {"Q2": "Kesmark", "Q3": "guide"}}).encode())

    assert [block.text for block in text.blocks] == [
        "Helene Varga was born on 14 March 1856.",
        "Helene Varga was born in Kesmark.",
        "Helene Varga held the position of guide from 1904.",
        "Helene Varga died in July 1932.",
    ]
    assert text.licence == "CC0 1.0"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (time("1850-00-00", 8), "in the 1850s"),
        ({"time": "-0043-03-15T00:00:00Z", "precision": 11}, "on 15 March 43 BC"),
        (time("1800-00-00", 7), ""),
        ({"time": "soon", "precision": 11}, ""),
    ],
)
def test_a_date_is_said_as_far_as_it_is_known(value: dict[str, Any], words: str) -> None:
    assert date_in_words(value) == words
