"""Find what passages state: every sentence with its kind, date, people, places, works and numbers."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import NamedTuple, cast

from analysts.lexicon.word_file import WordFile
from analysts.names import ENGLISH
from analysts.text.blocks import sentences
from authors.facts.dates import NUMBERS, FoundDate, Known, find_dates
from authors.facts.events import KIN, birth_of
from authors.facts.model import Fact, FactKind, FuzzyDate, Passage, Quantity, Source
from authors.facts.names import Name, NameKind, find_names, find_works, kinds_of_names
from authors.facts.subject import Subject
from authors.facts.words import DATA, stem

_PRONOUN = re.compile(r"\b(she|her|hers|he|his|him)\b", re.IGNORECASE)
_SHE, _HE = frozenset({"she", "her", "hers"}), frozenset({"he", "his", "him"})
_FIRST_PERSON = re.compile(r"\b(?:I|my|me)\b")
_NUMBER_WORD = "|".join(sorted((word for word in NUMBERS if len(word) > 2), key=len, reverse=True))
_QUANTITY = re.compile(
    rf"(?<![\w.,-])(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|(?:{_NUMBER_WORD}))(?P<hundreds> hundred| thousand)?"
    r"(?: (?P<filler>(?:other|more|free|small|young|large|of|the|her|his|brothers|sons) )*)?"
    r"\s?(?P<noun>[a-z]{3,}(?:-[a-z]+)?(?: and [a-z]+s\b)?)",
    re.IGNORECASE,
)
_NO_NOUNS = frozenset(WordFile("names", DATA).words("not_counted"))
_FEWEST_WORDS = 3
_LONGEST_DATELINE = 8
_LONGEST_EVENT = 15
"""Years: a longer span is an era, or a life."""
_IN_PASSING = re.compile(
    r"\bwho (?:was|were) born (?:[a-z]+ [A-Z]\w+ )?(?:in |on )?(?:the )?$|\bof the year $|\bback to $"
)
_OPENING = 30
"""Characters at the beginning of a sentence: who is named there is whom it speaks of."""
_VERBS = frozenset(WordFile("names", DATA).words("verbs"))
_KIN_OPENS = re.compile(rf"^(?:My|Her|His|The)(?: \w+)? (?P<kin>{'|'.join(sorted(KIN))})\b")


class _Sentence(NamedTuple):
    start: int
    end: int
    text: str


def find_facts(sources: Mapping[str, Source], passages: Mapping[str, Passage], subject: Subject) -> dict[str, Fact]:
    """Find the facts of all passages, by their ids, in the order of sources and passages.

    An id follows from the passage and the sentence alone, so that it stays when other sources come or go.
    """
    texts = [passage.text for passage in passages.values()]
    reader = _Reader.of(texts, subject)
    facts: dict[str, Fact] = {}
    born: FuzzyDate | None = None
    for born_known in (False, True):
        facts = {}
        for source in sources.values():
            own = [passage for passage in passages.values() if passage.source == source.id]
            for fact in reader.read(source, sorted(own, key=lambda one: one.number), born):
                facts[fact.id] = fact
        if not born_known:
            born = birth_of(facts.values(), subject)
    return facts


@dataclass(frozen=True, slots=True)
class _Reader:
    """What is known of all passages together: the kinds of names, and the subject's pronouns."""

    subject: Subject
    kinds: Mapping[str, NameKind]
    pronouns: frozenset[str]

    @classmethod
    def of(cls, texts: Sequence[str], subject: Subject) -> _Reader:
        kinds = kinds_of_names(texts, subject.names, {work for text in texts for work in find_works(text)})
        counted = Counter(match[1].lower() for text in texts for match in _PRONOUN.finditer(text))
        is_she = sum(counted[word] for word in _SHE) >= sum(counted[word] for word in _HE)
        return cls(subject, kinds, _SHE if is_she else _HE)

    def read(self, source: Source, passages: Iterable[Passage], born: FuzzyDate | None) -> Iterator[Fact]:
        """Read the passages of a source, in their order."""
        before = reported_on(source)
        is_own = any(self.subject.is_meant(name.replace(",", "")) for name in source.authors)
        for passage in passages:
            of_other = False
            for number, sentence in enumerate(_sentences(passage.text)):
                found = find_dates(sentence.text, Known(before, born))
                date = main_date(sentence.text, found)
                names = find_names(sentence.text)
                of_other = self._is_of_other(sentence.text, names, before=of_other)
                about = self._is_about(sentence.text, names, is_own=is_own, of_other=of_other)
                is_dateline = number == 0 and _is_dateline(sentence.text, found)
                if len(sentence.text.split()) >= _FEWEST_WORDS and not is_dateline:
                    yield self._fact(passage, sentence, (date, before), born, about=about)
                if date and date.qualifier not in ("before", "after"):
                    before = date

    def _is_of_other(self, text: str, names: Sequence[Name], *, before: bool) -> bool:
        """Say whether pronouns from here on mean somebody else, with whom a sentence opens."""
        people = [name for name in names if self.kinds.get(name.text) == "person" or self.subject.is_meant(name.text)]
        if any(self.subject.is_meant(name.text) for name in people):
            return False
        if _KIN_OPENS.match(text):
            return True
        pronoun = _PRONOUN.search(text)
        opening = bool(people) and people[0].start < min(_OPENING, pronoun.start() if pronoun else _OPENING)
        return opening or (before and not (people and people[0].start >= _OPENING))

    def _fact(
        self,
        passage: Passage,
        sentence: _Sentence,
        dates: tuple[FuzzyDate | None, FuzzyDate | None],
        born: FuzzyDate | None,
        *,
        about: bool,
    ) -> Fact:
        text = sentence.text
        names = find_names(text)
        by_kind = {
            kind: tuple(
                dict.fromkeys(
                    name.text
                    for name in names
                    if self.kinds.get(name.text) == kind and not self.subject.is_meant(name.text)
                )
            )
            for kind in ("person", "place", "work", "other")
        }
        kind, verb = kind_of(text)
        if kind == "birth" and re.search(r"\b(?:sons?|daughters?|child|children)\b", text) and not about:
            kind = "child"
        return Fact(
            id="f" + sha256(f"{passage.id}\n{sentence.start}\n{text}".encode()).hexdigest()[:12],
            passage=passage.id,
            source=passage.source,
            text=text,
            start=sentence.start,
            end=sentence.end,
            kind=kind,
            date=dates[0],
            near=dates[0] or (born if kind == "birth" and about and born else dates[1]),
            people=by_kind["person"],
            places=by_kind["place"],
            works=tuple(dict.fromkeys((*by_kind["work"], *find_works(text)))),
            names=by_kind["other"],
            quantities=tuple(find_quantities(text)),
            verb=verb,
            about=about,
        )

    def _is_about(self, text: str, names: Sequence[Name], *, is_own: bool, of_other: bool) -> bool:
        """Say whether the subject is the first that a sentence speaks of: by name, by pronoun, or as its writer."""
        people = [name for name in names if self.kinds.get(name.text) == "person" or self.subject.is_meant(name.text)]
        if people and self.subject.is_meant(people[0].text):
            return True
        first = people[0].start if people else len(text)
        if is_own and (own := _FIRST_PERSON.search(text)):
            return own.start() < first
        pronoun = _PRONOUN.search(text)
        if of_other or pronoun is None:
            return False
        return pronoun.start() < first and pronoun[1].lower() in self.pronouns


def _sentences(text: str) -> Iterator[_Sentence]:
    for span in sentences(text):
        words = text[span.start : span.end]
        start = span.start + len(words) - len(words.lstrip())
        yield _Sentence(start, start + len(words.strip()), words.strip())


def reported_on(source: Source) -> FuzzyDate | None:
    """Return when a source was written, if it reports what has just happened: a newspaper of a known day."""
    found = find_dates(source.published)
    if source.kind != "newspaper" or not found:
        return None
    return found[0].date.model_copy(update={"inferred": True})


def main_date(text: str, found: Sequence[FoundDate]) -> FuzzyDate | None:
    """Of the dates of a sentence, return the one that it happens on: stated before inferred, then the first.

    A span of many years is a life or an era, and the birth of somebody in passing (“who was born in 1888”) is no date
    of what the sentence tells.
    """
    fitting = [one for one in found if not _is_era(one.date) and not _IN_PASSING.search(text[: one.start])]
    stated = [one.date for one in fitting if not one.date.inferred]
    return next(iter(stated or [one.date for one in fitting]), None)


def _is_era(date: FuzzyDate) -> bool:
    return date.precision == "range" and not date.inferred and date.last_year - date.year > _LONGEST_EVENT


def _is_dateline(text: str, found: Sequence[FoundDate]) -> bool:
    """Say whether the first sentence of a passage is only a date and a heading, as in letters."""
    if not found:
        return False
    words = re.findall(r"[^\W\d_]+", text[: found[0].start] + text[found[0].end :])
    return len(words) <= _LONGEST_DATELINE and not any(
        word.lower() in _VERBS or (word.endswith("ed") and word.islower()) for word in words
    )


def kind_of(text: str) -> tuple[FactKind, str]:
    """Say what a sentence states, and the stem of the words that tell it."""
    small = text.lower().replace("’", "'")
    for kind, patterns in _kinds():
        for pattern in patterns:
            if match := pattern.search(small):
                return kind, stem(match[0].split()[-1])
    return "other", ""


def find_quantities(text: str) -> Iterator[Quantity]:
    """Find numbers with what they count; dates are none."""
    dates = [(one.start, one.end) for one in find_dates(text)]
    for match in _QUANTITY.finditer(text):
        if any(start < match.end("number") and match.start("number") < end for start, end in dates):
            continue
        noun = stem(match["noun"].split()[0])
        first = match["noun"].split()[0].lower()
        is_hour = text[: match.start()].lower().endswith(("at ", "past ", "to ", "until "))
        if first in _NO_NOUNS or first in ENGLISH or is_hour or match["number"].lower() in ("a", "an", "one"):
            continue
        yield Quantity(value=number_of(match["number"], match["hundreds"] or ""), noun=noun, words=match[0].strip())


def number_of(words: str, scale: str = "") -> float:
    """Read a number in figures or words: “1,906”, “forty-two”, “two” of “two hundred”."""
    word = words.lower()
    value = float(NUMBERS[word]) if word in NUMBERS else float(word.replace(",", ""))
    return value * {"hundred": 100, "thousand": 1000}.get(scale.strip().lower(), 1)


@cache
def _kinds() -> tuple[tuple[FactKind, tuple[re.Pattern[str], ...]], ...]:
    rows = tomllib.loads((DATA / "kinds.toml").read_text(encoding="utf-8"))["kind"]
    return tuple(
        (cast("FactKind", row["name"]), tuple(re.compile(pattern) for pattern in row["patterns"])) for row in rows
    )
