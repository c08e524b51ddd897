"""False sentences, planted by type into what is told of made-up lives, and how many of them are found.

Each true sentence retells a statement with the words of another source; each false one changes one thing of it.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from authors.citations.checking import CitationChecker
from authors.contract import Paragraph, Support, Text
from authors.facts.tests.made_lives import MadeLife, made_life

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STRANGERS = {"spouse": "Cornelius Bexley", "town": "Oxmouth", "work": "The Iron Swan"}
ADDED = ("second", "eleven", "summer", "autumn", "spring", "Christmas", "first year", "two rented")
"""What some sentences say beyond the statement: not every source of it bears that out."""
_YEAR, _DAY, _MONTH = (
    re.compile(r"\b(1[89]\d\d)\b"),
    re.compile(r"\b(\d{1,2}) (?=[A-Z])"),
    re.compile(r"\d ([A-Z][a-z]+) \d"),
)


class Sentence(NamedTuple):
    """A sentence with what it is said to rest on; `type` says what is false of it, empty: nothing."""

    type: str
    words: str
    passages: tuple[str, ...]


def sentences_of(life: MadeLife) -> Iterator[Sentence]:
    """Retell each statement that a true source makes, truly and falsely."""
    told: dict[str, tuple[str, str]] = {}
    for passage, statements in life.statements.items():
        if "archive" in passage:  # the source into which contradictions are planted
            continue
        for name, words in statements:
            if name in told and told[name][1] != words:
                yield from _of(life, told[name][0], words)
            told[name] = (passage, words)


def _of(life: MadeLife, passage: str, words: str) -> Iterator[Sentence]:
    said = life.dossier.passages[passage].text
    details = [value for value in (*life.truth.values(), *ADDED) if len(value) > 3 and value != life.truth["S"]]
    if all(value in said for value in details if value in words):
        yield Sentence("", words, (passage,))
    yield Sentence("uncited", words, ())
    yield Sentence("no such passage", words, (f"{passage}-none",))
    for kind, changed in _changed(life, words):
        if changed != words:
            yield Sentence(kind, changed, (passage,))


def _changed(life: MadeLife, words: str) -> Iterator[tuple[str, str]]:
    yield "year", _YEAR.sub(lambda match: str(int(match[1]) + 3), words)
    yield "day", _DAY.sub(lambda match: f"{int(match[1]) % 28 + 1} ", words)
    if month := _MONTH.search(words):
        yield "month", words.replace(month[1], "August" if month[1] != "August" else "May")
    yield "person", words.replace(life.truth["spouse"], STRANGERS["spouse"])
    for town in ("birthplace", "school", "wedding", "town", "deathplace", "abroad"):
        yield "place", words.replace(life.truth[town], STRANGERS["town"])
    yield "work", words.replace(life.truth["work"], STRANGERS["work"])
    yield "number", words.replace(life.truth["copies"], str(int(life.truth["copies"]) + 40))


def caught(indexes: Iterable[int]) -> tuple[Counter[str], Counter[str], list[Sentence]]:
    """Return how many sentences of each type there are, how many of them are found wrong, and the false ones missed."""
    there: Counter[str] = Counter()
    found: Counter[str] = Counter()
    missed: list[Sentence] = []
    for life in map(made_life, indexes):
        checker = CitationChecker(life.dossier, life.subject)
        for sentence in sentences_of(life):
            supports = (
                (Support(start=0, end=len(sentence.words), passages=sentence.passages),) if sentence.passages else ()
            )
            findings = checker.check(Text(paragraphs=(Paragraph(text=sentence.words, supports=supports),)))
            is_wrong = any(finding.severity == "wrong" for finding in findings)
            there[sentence.type] += 1
            found[sentence.type] += is_wrong
            if is_wrong != bool(sentence.type):
                missed.append(sentence)
    return there, found, missed
