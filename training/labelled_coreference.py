"""LitBank's coreference and quotations (dbamman/litbank, CC BY 4.0): who is meant where in openings of novels.

The works are kept as words with spaces between, so that a parser can read them and its tokens be found again. They have
no paragraphs; a quotation that begins a sentence begins one here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysts.lexicon.titles import TITLES
from analysts.prose.coreference.references import gender_of_noun

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from analysts.bible import Gender

_END = "_brat"
_OFTEN = 4
_LONGEST = 8
"""Sentences of a paragraph without quotations."""
_MALE, _FEMALE = frozenset(("he", "him", "his", "himself")), frozenset(("she", "her", "hers", "herself"))
_MANY = frozenset(("they", "them", "their", "themselves", "we", "us"))


@dataclass(frozen=True, slots=True)
class LabelledMention:
    """Somebody meant: characters of a paragraph, the entity, and how ("PROP", "NOM", "PRON")."""

    paragraph: int
    start: int
    end: int
    entity: str
    form: str
    text: str


@dataclass(frozen=True, slots=True)
class LabelledQuote:
    """A quotation with its marks: characters of a paragraph, and its speaker's entity."""

    paragraph: int
    start: int
    end: int
    speaker: str | None


@dataclass(slots=True)
class LabelledWork:
    """The opening of a work."""

    name: str
    paragraphs: list[str] = field(default_factory=list)
    mentions: list[LabelledMention] = field(default_factory=list)
    quotes: list[LabelledQuote] = field(default_factory=list)

    def pronouns(self) -> dict[str, Counter[Gender]]:
        """Count the pronouns of each entity by gender."""
        votes: dict[str, Counter[Gender]] = defaultdict(Counter)
        for mention in self.mentions:
            word = mention.text.lower()
            if word in _MALE or word in _FEMALE:
                votes[mention.entity]["male" if word in _MALE else "female"] += 1
        return votes

    def known_genders(self) -> dict[str, Gender]:
        """Return the genders that a reader of the whole work would know without resolving its pronouns.

        That is by nouns and titles, and of those with a name who are often meant; others get theirs by and by.
        """
        genders: dict[str, Gender] = {}
        named = {m.entity for m in self.mentions if m.form == "PROP"}
        for entity, votes in self.pronouns().items():
            if entity in named and votes.total() >= _OFTEN:
                genders[entity] = votes.most_common(1)[0][0]
        for mention in self.mentions:
            if mention.entity not in genders and mention.form != "PRON":
                gender = _gender_of_words(mention)
                if gender != "unknown":
                    genders[mention.entity] = gender
        return genders

    def groups(self) -> set[str]:
        """Return the entities of several: those that "they" means and no "he"."""
        many = {m.entity for m in self.mentions if m.text.lower() in _MANY}
        return many - self.pronouns().keys()


def _gender_of_words(mention: LabelledMention) -> Gender:
    words = mention.text.lower().split()
    if mention.form == "PROP":
        return TITLES.get(words[0].rstrip("."), "unknown")
    return gender_of_noun(words[-1])


QuoteSpans = dict[tuple[int, int, int, int], str | None]
"""Quotations, each by the sentence and word where it begins and where it ends, with its speaker."""
Places = dict[tuple[int, int], tuple[int, int, int]]
"""For each word, by its sentence and number in it: its paragraph and characters."""
LayOut = Callable[[LabelledWork, list[list[str]], set[tuple[int, int]], QuoteSpans], Places]
"""Writes the paragraphs of a work, from its sentences, the words that open a quotation, and the quotations."""


def works(folder: Path) -> list[str]:
    """Return the names of all works, in order."""
    return sorted(path.name.removesuffix(f"{_END}.txt") for path in (folder / "coref").glob(f"*{_END}.txt"))


def read(folder: Path, name: str, lay_out: LayOut | None = None) -> LabelledWork:
    """Read a work, its paragraphs laid out with a blank between all words unless another way is given."""
    sentences = [
        line.split(" ") for line in (folder / "coref" / f"{name}{_END}.txt").read_text(encoding="utf-8").splitlines()
    ]
    quotes = dict(_quotes(folder / "quotations" / f"{name}{_END}.ann"))
    opening = {span[:2] for span in quotes}
    closing = {span[2:] for span in quotes}
    for (s, t), mark in [*((at, "“") for at in opening), *((at, "”") for at in closing)]:
        sentences[s][t] = mark
    work = LabelledWork(name)
    places = (lay_out or _lay_out)(work, sentences, opening, quotes)
    for (s1, t1, s2, t2), speaker in quotes.items():
        first, last = places[s1, t1], places[s2, t2]
        if first[0] == last[0]:
            work.quotes.append(LabelledQuote(first[0], first[1], last[2], speaker))
    work.mentions.extend(_mentions(folder / "coref" / f"{name}{_END}.ann", places))
    return work


def _lay_out(
    work: LabelledWork,
    sentences: list[list[str]],
    opening: set[tuple[int, int]],
    quotes: QuoteSpans,
) -> Places:
    """Write the paragraphs; return for each word its paragraph and characters."""
    inside = {s for s1, _, s2, _ in quotes for s in range(s1 + 1, s2 + 1)}
    places: Places = {}
    length = 0
    for s, words in enumerate(sentences):
        length += 1
        begins = (s, 0) in opening or length > _LONGEST
        if not work.paragraphs or (begins and s not in inside and not words[0][:1].islower()):
            work.paragraphs.append("")
            length = 0
        for t, word in enumerate(words):
            text = work.paragraphs[-1]
            start = len(text) + bool(text)
            work.paragraphs[-1] = f"{text} {word}" if text else word
            places[s, t] = (len(work.paragraphs) - 1, start, start + len(word))
    return places


def _quotes(path: Path) -> Iterator[tuple[tuple[int, int, int, int], str | None]]:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    speakers = {row[1]: row[2] for row in rows if row[0] == "ATTRIB"}
    for row in rows:
        if row[0] == "QUOTE":
            s1, t1, s2, t2 = map(int, row[2:6])
            yield (s1, t1, s2, t2), speakers.get(row[1])


def _mentions(path: Path, places: Places) -> Iterator[LabelledMention]:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    entities = {row[1]: row[2] for row in rows if row[0] == "COREF"}
    for row in rows:
        if row[0] == "MENTION" and row[7] == "PER" and row[1] in entities:
            first = places[int(row[2]), int(row[3])]
            last = places[int(row[4]), int(row[5])]
            if first[0] == last[0]:
                yield LabelledMention(first[0], first[1], last[2], entities[row[1]], row[8], row[6])
