"""What passages say, as far as it can be compared word by word: their words, dates and numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from authors.facts.dates import MONTHS, NUMBERS, FoundDate, find_dates
from authors.facts.finding import number_of
from authors.facts.model import Dossier, Fact, FuzzyDate, Passage, Source
from authors.facts.words import WORD, content, folded

if TYPE_CHECKING:
    from collections.abc import Iterable

_ORDINALS = {
    word: value
    for value, word in enumerate(
        (
            *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
            *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
            *("eighteenth", "nineteenth", "twentieth"),
        ),
        start=1,
    )
}
_WORDS = "|".join(sorted((word for word in NUMBERS if word not in ("a", "an")), key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?<![\w.,])(?:(?P<figures>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?)(?:st|nd|rd|th)?|(?P<words>{_WORDS})"
    rf"|(?P<ordinal>{'|'.join(_ORDINALS)}))(?P<scale> hundred| thousand)?\b",
    re.IGNORECASE,
)
_HALVES = re.compile(r"\b(?:a |one )?(?P<scale>hundred|thousand|dozen)\b", re.IGNORECASE)
_WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})


@dataclass(frozen=True, slots=True)
class Number:
    """A number and the characters that it stands in."""

    start: int
    end: int
    value: float


def find_numbers(text: str, dates: Iterable[FoundDate] | None = None) -> list[Number]:
    """Find all numbers of a text, in figures and words, without those of its dates."""
    spans = [(one.start, one.end) for one in (find_dates(text) if dates is None else dates) if not one.date.inferred]
    found = []
    for match in _NUMBER.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in spans):
            continue
        if match["ordinal"]:
            value = float(_ORDINALS[match["ordinal"].lower()])
        else:
            value = number_of(match["figures"] or match["words"], match["scale"] or "")
        found.append(Number(match.start(), match.end(), value))
    return found


def time_words(text: str) -> frozenset[str]:
    """Return the months and weekdays that a text names."""
    return frozenset(
        word for word in map(folded, WORD.findall(text)) if word in _WEEKDAYS or (word in MONTHS and len(word) > 3)
    )


@dataclass(frozen=True)
class Evidence:
    """Passages together. `facts` are those found in them, whose dates may follow from what stands before."""

    passages: tuple[Passage, ...]
    facts: tuple[Fact, ...] = ()
    sources: tuple[Source, ...] = ()

    @classmethod
    def of(cls, ids: Iterable[str], dossier: Dossier) -> Evidence:
        """Gather the passages that there are of these ids."""
        wanted = set(ids)
        passages = tuple(passage for key, passage in dossier.passages.items() if key in wanted)
        facts = tuple(fact for fact in dossier.facts.values() if fact.passage in wanted)
        named = dict.fromkeys(passage.source for passage in passages)
        return cls(passages, facts, tuple(dossier.sources[key] for key in named if key in dossier.sources))

    @cached_property
    def text(self) -> str:
        """All passages, one after the other."""
        return "\n".join(passage.text for passage in self.passages)

    @cached_property
    def about_sources(self) -> str:
        """What a bibliography says of their sources: a sentence may name them."""
        return "\n".join(
            part
            for source in self.sources
            for part in (
                source.title,
                source.container,
                source.publisher,
                source.place,
                source.published,
                *source.authors,
            )
        )

    @cached_property
    def words(self) -> frozenset[str]:
        """All words, folded, also those within compounds and without a possessive ending."""
        words = {folded(word) for word in WORD.findall(f"{self.text}\n{self.about_sources}")}
        words |= {part for word in words for part in word.split("-")}
        return frozenset(words | {word.removesuffix("'s") for word in words} | {word.rstrip("'") for word in words})

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all words that mean something."""
        return content(self.text)

    @cached_property
    def dates(self) -> tuple[FuzzyDate, ...]:
        """All dates, those that follow from what stands before, too."""
        stated = [found.date for found in find_dates(f"{self.text}\n{self.about_sources}")]
        return (*stated, *(date for fact in self.facts for date in (fact.date, fact.near) if date))

    @cached_property
    def numbers(self) -> frozenset[float]:
        """The values of all numbers; a dozen is twelve."""
        values = {found.value for found in find_numbers(f"{self.text}\n{self.about_sources}", ())}
        for match in _HALVES.finditer(self.text):
            values.add({"hundred": 100.0, "thousand": 1000.0, "dozen": 12.0}[match["scale"].lower()])
        return frozenset(values)

    @cached_property
    def time_words(self) -> frozenset[str]:
        """The months and weekdays that are named."""
        return time_words(self.text) | {
            month for month, number in MONTHS.items() if any(_is_in_month(date, number) for date in self.dates)
        }

    def says_date(self, date: FuzzyDate) -> bool:
        """Say whether a date is no other and no more exact than one of the passages'."""
        return any(date.earliest <= known.earliest and known.latest <= date.latest for known in self.dates)

    def says_name(self, name: str) -> bool:
        """Say whether all words of a name stand in the passages, titles left out."""
        words = [folded(word).removesuffix("'s") for word in WORD.findall(name)]
        return all(word in self.words or word in _TITLES for word in words)


_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "sir", "lady", "the", "st", "of", "and", "de", "von", "van"})


def _is_in_month(date: FuzzyDate, month: int) -> bool:
    return date.precision in ("day", "month") and int(date.earliest[5:7]) == month
