"""What speaks for and against a passage: numbers between 0 and 1, each with a meaning that can be said."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from authors.sources.relevance.names import (
    Mention,
    SubjectNames,
    capitals_in,
    fold,
    mentions_in,
    names_of,
    other_names_in,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from authors.sources.records import Subject

YEAR = re.compile(r"(?<![\d.,/-])(?:1[0-9]|20)\d\d(?![\d,/])")
PRONOUN = re.compile(r"\b(?:he|she|his|her|him|hers|himself|herself)\b", re.IGNORECASE)
EPITHET = re.compile(r"\b[Tt]he (?:(?:old|young|great|late|former) )?([^\W\d_]{4,})\b")
CALLING = re.compile(r"(?:er|or|ist|ian|ess|man|woman|nurse|poet|pilot|smith|wright|monk|nun|king|queen)$")
"""What people are called by what they do ends so."""
OPENING = 0.35
"""Of a passage: whoever is named there is likely whom it is about."""
AFTERLIFE = 3
"""Years after a death that still belong to a life: a burial, an estate, a book that comes out late."""
LIST_CAPITALS = 0.22
"""Of the words: where so many are names, it is a list."""
PERSISTENCE = 0.75
"""How much of one passage's certainty a pronoun takes into the next."""
STOP = frozenset({"the", "and", "for", "from", "with", "who", "was", "later", "first"})
_FRAME = re.compile(
    r"\b(?:subscribe|newsletter|unsubscribe|cookies?|privacy policy|terms of (?:use|service)|all rights reserved"
    r"|opening hours|open from|closed on|admission|tickets?|book (?:a|your)|guided tours?|click here|log in"
    r"|sign (?:in|up)|share (?:this|on)|copyright ©?|contact us|follow us|dogs are welcome|add to (?:cart|basket))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Features:
    """What is seen in a passage."""

    named: float
    """The subject stands in it by a whole name, or by the family name after one."""
    opening: float
    """… in its beginning."""
    repeated: float
    """… more than once."""
    carried: float
    """No name, but “she”, or “the founder” of a bell founder, after a passage about the subject; weaker from passage to
    passage."""
    titled: float
    """The source's title has the whole name of the subject."""
    context: float
    """Words that the writer gives to tell the subject from others (“geologist from Cromarty”), half of them is 1."""
    in_lifetime: float
    """Years in it lie in the subject's life: which part of them."""
    outside_lifetime: float
    """None does, though years stand in it."""
    elsewhen: float
    """None of the years of the whole source does: it may be of another time, and so of somebody else."""
    namesake: float
    """Somebody else of the family name: which part of all mentions of that name."""
    thing: float
    """A street, a prize, a ship of that name: which part of all mentions."""
    crowd: float
    """Others' names beside it: a list, minutes, a page of burials."""
    framing: float
    """Words of menus, opening hours, newsletters."""


NAMES = tuple(feature.name for feature in fields(Features))


@dataclass(slots=True)
class Reading:
    """What is known while a source is read from its beginning: who was meant last, and how sure that is."""

    last: str = ""
    """“own” or “namesake”: whom a family name alone means."""
    focus: float = 0.0
    """How sure it is that “she” is the subject."""


def subject_words(subject: Subject, names: SubjectNames) -> frozenset[str]:
    """Return the stems of the words that tell the subject from others."""
    own = {word for whole in names.whole for word in whole}
    words = (word for word in re.findall(r"[^\W\d_]{3,}", fold(subject.about).lower()) if word not in STOP | own)
    return frozenset(_stem(word) for word in words)


def _stem(word: str) -> str:
    for ending in ("ies", "ing", "ers", "er", "ors", "or", "es", "ed", "s", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


class FeatureReader:
    """Reads the passages of one source in their order."""

    def __init__(self, subject: Subject, texts: Iterable[str], *, title: str) -> None:
        self.subject = subject
        self.names = names_of(subject)
        self.words = subject_words(subject, self.names)
        callings = (word for word in re.findall(r"[^\W\d_]+", subject.about.lower()) if CALLING.search(word))
        self._callings = frozenset(callings)
        self._titled = float(any(mention.kind == "own" for mention in mentions_in(title, self.names)))
        self.reading = Reading(last="own" if self._titled else "")
        years = [int(year) for text in texts for year in YEAR.findall(text)]
        self._elsewhen = float(bool(years) and not any(map(self._is_in_lifetime, years)))

    def read(self, text: str) -> Features:
        """Return what is seen in the next passage. Tell `follow` what it was taken for before the next."""
        mentions = mentions_in(text, self.names)
        own, namesakes, things = self._resolved(mentions)
        total = max(1, len(own) + namesakes + things)
        years = [int(year) for year in YEAR.findall(text)]
        inside = sum(map(self._is_in_lifetime, years))
        named = bool(own)
        pronouns = len(PRONOUN.findall(text)) + self._epithets(text)
        others = other_names_in(text, mentions)
        stranger_first = others > 0 and not named and not PRONOUN.search(text[: _first_other(text)])
        return Features(
            named=float(named),
            opening=float(named and own[0].start <= OPENING * len(text)),
            repeated=float(len(own) > 1),
            carried=0.0
            if named or not pronouns or stranger_first
            else self.reading.focus * min(1.0, (1 + pronouns) / 2.5),
            titled=self._titled,
            context=self._context(text),
            in_lifetime=inside / len(years) if years else 0.0,
            outside_lifetime=float(bool(years) and not inside),
            elsewhen=self._elsewhen,
            namesake=namesakes / total,
            thing=things / total,
            crowd=self._crowd(text, len(own), others),
            framing=float(_FRAME.search(text) is not None),
        )

    def follow(self, text: str, probability: float) -> None:
        """Take note of what a passage was taken for."""
        for mention in mentions_in(text, self.names):
            if mention.kind in ("own", "namesake"):
                self.reading.last = mention.kind
        self.reading.focus = probability if probability >= 0.5 else PERSISTENCE * min(self.reading.focus, probability)

    def _resolved(self, mentions: Sequence[Mention]) -> tuple[list[Mention], int, int]:
        """Sort mentions into the subject's own, namesakes' and things'; a bare family name means who was meant last."""
        own: list[Mention] = []
        namesakes = things = 0
        last = self.reading.last
        for mention in mentions:
            if mention.kind == "thing":
                things += 1
                continue
            if mention.kind == "given":
                own += [mention] if last == "own" else []
                continue
            if mention.kind != "bare":
                last = mention.kind
            if last == "own":
                own.append(mention)
            elif last == "namesake":
                namesakes += 1
            elif mention.kind == "bare":
                own.append(mention)  # nobody else of the name was spoken of
        return own, namesakes, things

    def _is_in_lifetime(self, year: int) -> bool:
        born, died = self.subject.born, self.subject.died
        return (born is None or year >= born) and (died is None or year <= died + AFTERLIFE)

    def _epithets(self, text: str) -> int:
        """Count where somebody is called by the subject's calling: “the founder”."""
        return sum(word.lower() in self._callings for word in EPITHET.findall(text))

    def _context(self, text: str) -> float:
        if not self.words:
            return 0.0
        stems = {_stem(word) for word in re.findall(r"[^\W\d_]{3,}", fold(text).lower())}
        return min(1.0, 2 * len(self.words & stems) / len(self.words))

    @staticmethod
    def _crowd(text: str, own: int, others: int) -> float:
        words = max(1, len(text.split()))
        is_list = capitals_in(text) / words >= LIST_CAPITALS
        return float(is_list and others + words // 8 > own) if own <= 1 else 0.0


def _first_other(text: str) -> int:
    """Return where somebody is first named by two names; the end of the text if nobody is."""
    match = re.search(r"\b[A-ZÀ-Þ][\w’'-]+\s+[A-ZÀ-Þ][\w’'-]+", text)
    return match.start() if match else len(text)


def vector(features: Features) -> list[float]:
    """Return the features in the order of `NAMES`."""
    return [getattr(features, name) for name in NAMES]


def weighted(features: Features, weights: Iterable[float]) -> float:
    """Return the sum of features, each times its weight."""
    return sum(value * weight for value, weight in zip(vector(features), weights, strict=True))
