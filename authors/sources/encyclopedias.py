"""What Wikipedia and Wikidata answer programs, as text: pure, from the JSON of their documented APIs.

Sources: https://www.mediawiki.org/wiki/API:Search, …/Extension:TextExtracts, …/Wikibase/API (read in November 2026);
dates and precisions as https://www.mediawiki.org/wiki/Wikibase/DataModel#Dates_and_times has them.
"""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from authors.sources.cleaning import clean
from authors.sources.errors import Unreadable
from authors.sources.extraction.plain import blocks_of
from authors.sources.records import Block, ExtractedText
from authors.sources.relevance.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from authors.sources.records import Subject

FILE = Path(__file__).parent / "data" / "statements.toml"
NOT_UNDERSTOOD = "The encyclopedia's answer was not understood. Try again later."
TIME = re.compile(r"([+-])(\d{1,16})-(\d\d)-(\d\d)T")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
HUMAN = "Q5"
BEGAN, ENDED, AT = "P580", "P582", "P585"
"""Properties of a statement: when it began, ended, and was so."""
Json = Any


def answered(data: bytes) -> dict[str, Json]:
    """Read an answer. Raises Unreadable."""
    try:
        value = json.loads(data)
    except ValueError:
        raise Unreadable(NOT_UNDERSTOOD) from None
    if not isinstance(value, dict) or "error" in value:
        raise Unreadable(NOT_UNDERSTOOD)
    return value


def titles_found(data: bytes) -> list[str]:
    """Return the titles that a search of Wikipedia has found, the best first. Raises Unreadable."""
    try:
        return [str(hit["title"]) for hit in answered(data)["query"]["search"]]
    except (KeyError, TypeError):
        raise Unreadable(NOT_UNDERSTOOD) from None


def best_title(titles: Iterable[str], subject: Subject) -> str:
    """Return the title that is the subject's name, perhaps with something in brackets behind it; "" if none is."""
    names = {fold(name).casefold() for name in (subject.name, *subject.aliases)}
    fitting = [title for title in titles if fold(re.sub(r"\s*\([^)]*\)$", "", title)).casefold() in names]
    plain = [title for title in fitting if "(" not in title]
    return next(iter([*plain, *fitting]), "")


def wikipedia_text(data: bytes) -> ExtractedText:
    """Read an article, as `prop=extracts|info|revisions|pageprops` answers. Raises Unreadable."""
    try:
        (page,) = answered(data)["query"]["pages"]
        title, extract, address = clean(str(page["title"])), str(page["extract"]), str(page["fullurl"])
        revision = page["revisions"][0]
        number, day = int(revision["revid"]), str(revision["timestamp"])[:10]
    except (KeyError, TypeError, ValueError, IndexError):
        raise Unreadable(NOT_UNDERSTOOD) from None
    if "disambiguation" in page.get("pageprops", {}):
        raise Unreadable("Wikipedia knows several of that name. Add the address of the right article.")
    return ExtractedText(
        format="wikipedia",
        blocks=tuple(blocks_of(extract)),
        title=title,
        publisher="Wikipedia",
        published=day,
        address=f"{address}?oldid={number}",
        licence="CC BY-SA 4.0",
    )


def entities_found(data: bytes) -> list[str]:
    """Return the ids that a search of Wikidata has found, the best first. Raises Unreadable."""
    try:
        return [str(hit["id"]) for hit in answered(data)["search"]]
    except (KeyError, TypeError):
        raise Unreadable(NOT_UNDERSTOOD) from None


def best_entity(entities: Iterable[Mapping[str, Json]], subject: Subject) -> Mapping[str, Json] | None:
    """Return the first person among entities whose years do not speak against the subject."""
    for entity in entities:
        if HUMAN not in _items(entity, "P31"):
            continue
        years = [_year(entity, "P569"), _year(entity, "P570")]
        wanted = [subject.born, subject.died]
        if all(year is None or want is None or year == want for year, want in zip(years, wanted, strict=True)):
            return entity
    return None


def items_of(entity: Mapping[str, Json]) -> list[str]:
    """Return the ids of what an entity's statements name, to ask for their labels."""
    return list(dict.fromkeys(item for row in statements() for item in _items(entity, row["property"])))


def wikidata_text(data: bytes) -> ExtractedText:
    """Read an entity with the labels of what it names: `{"entity": …, "labels": {…}}`. Raises Unreadable."""
    value = answered(data)
    try:
        entity, labels = value["entity"], value["labels"]
        name = clean(str(next(iter(entity["labels"].values()))["value"]))
        identity = str(entity["id"])
        sentences = [clean(sentence) for row in statements() for sentence in _sentences(entity, row, name, labels)]
        day = str(entity.get("modified", ""))[:10]
    except (KeyError, TypeError, ValueError, StopIteration):
        raise Unreadable(NOT_UNDERSTOOD) from None
    if not sentences:
        raise Unreadable("Wikidata says nothing of this person that a biography could use.")
    return ExtractedText(
        format="wikidata",
        blocks=tuple(Block(text=sentence, kind="list") for sentence in sentences),
        title=f"{name} ({identity})",
        publisher="Wikidata",
        published=day,
        language="en",
        address=f"https://www.wikidata.org/wiki/{identity}",
        licence="CC0 1.0",
    )


@cache
def statements() -> list[dict[str, str]]:
    """Read which properties are told, and how."""
    rows: list[dict[str, str]] = tomllib.loads(FILE.read_text("utf-8"))["statement"]
    return rows


def _claims(entity: Mapping[str, Json], name: str) -> list[Json]:
    claims = [claim for claim in entity.get("claims", {}).get(name, []) if claim.get("rank") != "deprecated"]
    preferred = [claim for claim in claims if claim.get("rank") == "preferred"]
    return preferred or claims


def _values(entity: Mapping[str, Json], name: str) -> list[Json]:
    return [value for claim in _claims(entity, name) if (value := _value(claim.get("mainsnak"))) is not None]


def _value(snak: Json) -> Json:
    return snak.get("datavalue", {}).get("value") if isinstance(snak, dict) else None


def _items(entity: Mapping[str, Json], name: str) -> list[str]:
    return [str(value["id"]) for value in _values(entity, name) if isinstance(value, dict) and "id" in value]


def _year(entity: Mapping[str, Json], name: str) -> int | None:
    for value in _values(entity, name):
        if isinstance(value, dict) and (found := TIME.match(str(value.get("time", "")))):
            return int(found[2]) * (-1 if found[1] == "-" else 1)
    return None


def _sentences(
    entity: Mapping[str, Json], row: Mapping[str, str], name: str, labels: Mapping[str, str]
) -> Iterable[str]:
    for claim in _claims(entity, row["property"]):
        value = _value(claim.get("mainsnak"))
        if not isinstance(value, dict):
            continue
        said = date_in_words(value) if "time" in value else str(labels.get(str(value.get("id")), ""))
        if said:
            yield f"{row['words'].format(name=name, value=said)}{_when(claim.get('qualifiers', {}))}."


def _when(qualifiers: Mapping[str, Json]) -> str:
    """Say when a statement held: “ from 1879 to 1885”."""
    said = {}
    for name in (BEGAN, ENDED, AT):
        values = [_value(snak) for snak in qualifiers.get(name, [])]
        said[name] = date_in_words(values[0]).removeprefix("on ").removeprefix("in ") if values and values[0] else ""
    if said[AT]:
        return f" ({said[AT]})"
    return "".join([f" from {said[BEGAN]}" if said[BEGAN] else "", f" until {said[ENDED]}" if said[ENDED] else ""])


def date_in_words(value: Mapping[str, Json]) -> str:
    """Write a date of Wikidata as far as it is known: “on 14 March 1856”, “in March 1856”, “in the 1850s”.

    It is empty for less. Its precision is 11 for a day, 10 a month, 9 a year, 8 ten years, 7 a hundred.
    """
    found, precision = TIME.match(str(value.get("time", ""))), int(value.get("precision", 0))
    if found is None:
        return ""
    year, month, day = int(found[2]), int(found[3]), int(found[4])
    era = " BC" if found[1] == "-" else ""
    if precision >= 11 and 1 <= month <= 12 and day:
        return f"on {day} {MONTHS[month - 1]} {year}{era}"
    if precision == 10 and 1 <= month <= 12:
        return f"in {MONTHS[month - 1]} {year}{era}"
    if precision >= 9:
        return f"in {year}{era}"
    return f"in the {year // 10 * 10}s{era}" if precision == 8 else ""
