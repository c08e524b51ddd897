"""A life for tests: facts with their passages, as many as are wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from authors.dossiers.brief import BiographyBrief
from authors.facts.model import Claim, Contradiction, Dossier, Fact, FuzzyDate, Passage, Source

if TYPE_CHECKING:
    from authors.contract import Material

TOWNS = ("Bergen", "Leith", "Aberdeen", "Oban", "Stromness")
WINDS = ("the north", "the east", "the south", "the west")
WORKS = ("bridge", "harbour", "lamp", "school", "mill", "road", "tower")


def biography(**fields: Any) -> BiographyBrief:
    """Return a brief of a life of Anna Holm."""
    return BiographyBrief.model_validate({"subject": "Anna Holm", "words": 6_000, **fields})


def life(
    count: int = 40, *, words: str = "", source_title: str = "Letters from the coast", around: int = 0
) -> Material:
    """Return a life of so many facts, a year each; `words` stand in the first of its passages, and so many sentences
    around what is stated in each.
    """
    facts, passages = {}, {}
    for number in range(count):
        year, town = 1800 + number, TOWNS[number % len(TOWNS)]
        told = f"In {year} Anna Holm built a {WORKS[number % len(WORKS)]} at {town}."
        text = f"{told} The people of {town} spoke of it for years, and some of them wrote of it to their families."
        weathers = (
            f"On day {n} of the work in {year} the wind came from {WINDS[(n + number) % 4]} again."
            for n in range(around)
        )
        text = " ".join([text, *weathers])
        passage = Passage(
            id=f"passage-{number}", source="letters", text=f"{text} {words if not number else ''}".strip()
        )
        date = FuzzyDate(earliest=f"{year}-01-01", latest=f"{year}-12-31", words=str(year), precision="year")
        facts[f"fact-{number}"] = Fact(
            id=f"fact-{number}",
            passage=passage.id,
            source="letters",
            text=f"{told} {words}".strip() if not number else told,
            start=0,
            end=len(told),
            date=date,
        )
        passages[passage.id] = passage
    claims = (Claim(words="1800", facts=("fact-0",)), Claim(words="1801", facts=("fact-1",)))
    differs = Contradiction(
        id="c", kind="date", about="creation", question=f"When was the bridge built? {words}", claims=claims
    )
    return Dossier(
        sources={"letters": Source(id="letters", title=source_title)},
        passages=passages,
        facts=facts,
        contradictions={"c": differs},
    ).material()
