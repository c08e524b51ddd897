"""Whether each sentence rests on its passages: every name, date and number of it must stand in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysts.text.blocks import sentences
from authors.citations.evidence import Evidence, find_numbers, time_words
from authors.contract import Finding, Paragraph, Severity, Text
from authors.facts.dates import FoundDate, find_dates
from authors.facts.events import birth_of
from authors.facts.names import find_names, is_listed_opener
from authors.facts.words import WORD, content, folded, likeness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from authors.facts.model import Dossier, FuzzyDate
    from authors.facts.subject import Subject

_QUOTED = re.compile(r"[“\"]([^“”\"]{12,}?)[”\"]")
_MARKS = re.compile(r"[“”\"‘’']")
_SPACES = re.compile(r"[\s\u00a0]+")
_ELLIPSIS = re.compile(r"\s*(?:\[?(?:…|\.\.\.)\]?)\s*")
_NEGATED = re.compile(r"\b(?:not|never|declined|refused|rejected|denied|without|no longer)\b|n['’]t\b", re.IGNORECASE)
_AGE = re.compile(r"(?:\baged?|\bage of|\bat|\bwas(?: only| just)?|\bwhen (?:she|he) was)\s$", re.IGNORECASE)
_OF_SOURCES = re.compile(r"\bsources?\b[^.]{0,30}\b(?:differ|disagree|have it|contradict)", re.IGNORECASE)
_FOLLOWS_NAME = re.compile(
    r"(?:['’]s\b| (?:is|was|were|has|had|became|remained|lay|saw|made|gave|brought|came|and [A-Z]|[a-z]+ed\b))"
)
_FEWEST_WORDS = 6
_SHORTEST_PIECE = 3
_BORNE_OUT = 0.34
"""Of a sentence's words that mean something, the share that its passages have; below, it may say something else."""

OWN_WORDS = "own words"
"""In the details of a text: the indexes of paragraphs that speak of the book itself, and so rest on no passage."""
UNCITED, UNKNOWN, NAME, DATE, NUMBER = "uncited", "no such passage", "name", "date", "number"
QUOTATION, BEYOND, DENIED, CONTRADICTED = "quotation", "beyond the sources", "denied", "contradicted"
RULES = (UNCITED, UNKNOWN, NAME, DATE, NUMBER, QUOTATION, BEYOND, DENIED, CONTRADICTED)


_Problem = tuple[str, Severity, str, int, int]
"""Rule, severity, what the writer is told, and the characters of the sentence."""


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence of a text: where it stands, which passages it rests on, and what of it they do not say.

    `states` says that it has a name, a date or a number, or is long enough to say something.
    """

    paragraph: int
    start: int
    end: int
    text: str
    passages: tuple[str, ...]
    states: bool
    findings: tuple[Finding, ...]


class CitationChecker:
    """Checks texts against one dossier, so that what is known of it is worked out once."""

    def __init__(self, dossier: Dossier, subject: Subject) -> None:
        self._dossier, self._subject = dossier, subject
        self._born = birth_of(dossier.facts.values(), subject)
        self._known, self._small = dossier.names, dossier.small_words
        self._evidence: dict[tuple[str, ...], Evidence] = {}

    def check(self, text: Text) -> tuple[Finding, ...]:
        """Return what is found in all sentences of a part."""
        return tuple(finding for sentence in self.sentences(text) for finding in sentence.findings)

    def sentences(self, text: Text) -> Iterator[CheckedSentence]:
        """Check sentence by sentence; headings, lists and the notes of the book about itself are left out."""
        own = text.details.get(OWN_WORDS, ())
        for number, paragraph in enumerate(text.paragraphs):
            if paragraph.kind in ("prose", "quotation") and number not in own:
                yield from self._of_paragraph(number, paragraph)

    def _of_paragraph(self, number: int, paragraph: Paragraph) -> Iterator[CheckedSentence]:
        quotes = [match.span() for match in _QUOTED.finditer(paragraph.text)]
        for span in sentences(paragraph.text):
            words = paragraph.text[span.start : span.end].rstrip()
            end = span.start + len(words)
            ids = _passages(paragraph, span.start, end)
            inside = sum(max(0, min(end, stop) - max(span.start, start)) for start, stop in quotes)
            is_quoted = paragraph.kind == "quotation" or 2 * inside > len(words)
            states = self._states(words)
            problems = list(self._problems(words, ids, is_quoted=is_quoted)) if states or ids else []
            if paragraph.kind == "quotation":
                problems += self._misquoted(paragraph, span.start, [(span.start, end)])
            else:
                problems += self._misquoted(
                    paragraph, span.start, [one for one in quotes if span.start <= one[0] < end]
                )
            findings = tuple(
                Finding(
                    rule=rule,
                    severity=severity,
                    words=told,
                    paragraph=number,
                    start=span.start + start,
                    end=span.start + stop,
                )
                for rule, severity, told, start, stop in problems
            )
            yield CheckedSentence(number, span.start, end, words, ids, states, findings)

    def _misquoted(self, paragraph: Paragraph, offset: int, quotes: Sequence[tuple[int, int]]) -> Iterator[_Problem]:
        """Find quotations that do not stand word for word in the passages that they rest on."""
        for start, end in quotes:
            known = tuple(key for key in _passages(paragraph, start, end) if key in self._dossier.passages)
            evidence = self._gathered(known)
            text = _plain(f"{evidence.text}\n{evidence.about_sources}")
            pieces = [piece for piece in _ELLIPSIS.split(paragraph.text[start:end]) if len(piece) > _SHORTEST_PIECE]
            if known and not all(_plain(piece).strip(" .,;") in text for piece in pieces):
                yield QUOTATION, "wrong", "It is not quoted word for word.", start - offset, end - offset

    def _gathered(self, known: tuple[str, ...]) -> Evidence:
        if known not in self._evidence:
            self._evidence[known] = Evidence.of(known, self._dossier)
        return self._evidence[known]

    def _states(self, words: str) -> bool:
        if words.endswith("?"):
            return False
        return len(words.split()) >= _FEWEST_WORDS or bool(find_dates(words)) or bool(self._strange_names(words))

    def _strange_names(self, words: str) -> list[tuple[int, int, str]]:
        return [
            (name.start, name.end, name.text)
            for name in find_names(words)
            if not self._subject.is_meant(name.text)
            and not (name.opens and " " not in name.text and not self._is_name(name.text, words[name.end :]))
        ]

    def _is_name(self, word: str, after: str) -> bool:
        """Say whether a capital that opens a sentence is a name: a known one, or what a verb follows like one."""
        if word in self._known or not is_listed_opener(word):
            return True
        return bool(_FOLLOWS_NAME.match(after)) and folded(word) not in self._small

    def _problems(self, words: str, ids: Sequence[str], *, is_quoted: bool) -> Iterator[_Problem]:
        everything = (0, len(words))
        unknown = [key for key in ids if key not in self._dossier.passages]
        if unknown:
            yield UNKNOWN, "wrong", "It rests on a passage that is not among your sources.", *everything
        known = tuple(key for key in ids if key in self._dossier.passages)
        if not known:
            yield from self._uncited(words)
            return
        evidence = self._gathered(known)
        found = list(find_dates(words))
        yield from self._names(words, evidence)
        yield from self._dates(words, found, evidence)
        yield from self._numbers(words, found, evidence)
        if not is_quoted and not _OF_SOURCES.search(words):
            yield from _meaning(words, evidence)
            yield from self._contradicted(words, found, known)

    def _uncited(self, words: str) -> Iterator[_Problem]:
        is_exact = bool(find_dates(words) or find_numbers(words) or self._strange_names(words))
        severity: Severity = "wrong" if is_exact else "doubtful"
        yield UNCITED, severity, "It states something and names no source for it.", 0, len(words)

    def _names(self, words: str, evidence: Evidence) -> Iterator[_Problem]:
        for start, end, name in self._strange_names(words):
            if not evidence.says_name(name) and not self._is_known_in_part(name, evidence):
                yield NAME, "wrong", f"“{name}” is not in its sources.", start, end

    def _is_known_in_part(self, name: str, evidence: Evidence) -> bool:
        """Say whether a full name, known from elsewhere, is called by a part of it here."""
        parts = [folded(part) for part in WORD.findall(name)]
        return name in self._known and len(parts) > 1 and any(part in evidence.words for part in parts)

    def _dates(self, words: str, found: Sequence[FoundDate], evidence: Evidence) -> Iterator[_Problem]:
        for one in found:
            if not one.date.inferred and not evidence.says_date(one.date):
                yield DATE, "wrong", f"“{one.date.words}” is not in its sources.", one.start, one.end
        for word in sorted(time_words(words) - evidence.time_words):
            start = folded(words).find(word)
            if not any(one.start <= start < one.end and not one.date.inferred for one in found):
                yield DATE, "wrong", f"“{word.title()}” is not in its sources.", start, start + len(word)

    def _numbers(self, words: str, found: Sequence[FoundDate], evidence: Evidence) -> Iterator[_Problem]:
        for number in find_numbers(words, found):
            if number.value in evidence.numbers or number.value in (0, 1):
                continue
            if _AGE.search(words[: number.start]) and self._is_age(number.value, found, evidence):
                continue
            told = words[number.start : number.end]
            yield NUMBER, "wrong", f"The number “{told}” is not in its sources.", number.start, number.end

    def _is_age(self, value: float, found: Sequence[FoundDate], evidence: Evidence) -> bool:
        """Say whether a number is the subject's age, as their birth and a date have it."""
        dates: Iterable[FuzzyDate] = [one.date for one in found] or evidence.dates
        return self._born is not None and any(
            value in (date.year - self._born.year, date.year - self._born.year - 1) for date in dates
        )

    def _contradicted(self, words: str, found: Sequence[FoundDate], known: Sequence[str]) -> Iterator[_Problem]:
        """Find what the writer has settled otherwise, and what is not settled and told as if it were."""
        for contradiction in self._dossier.contradictions.values():
            if contradiction.dismissed or contradiction.kind != "date":
                continue
            for index, claim in enumerate(contradiction.claims):
                passages = {self._dossier.facts[key].passage for key in claim.facts if key in self._dossier.facts}
                if index == contradiction.followed or not passages & set(known):
                    continue
                claimed = find_dates(claim.words)
                told = [one for one in found if claimed and one.date == claimed[0].date]
                others = [other.words for other in contradiction.claims if other is not claim]
                if not told or any(other in words for other in others):
                    continue
                if contradiction.followed is not None:
                    followed = contradiction.claims[contradiction.followed].words
                    yield (
                        CONTRADICTED,
                        "wrong",
                        f"You have settled this otherwise: {followed}.",
                        told[0].start,
                        told[0].end,
                    )
                elif not _QUOTED.search(words):
                    yield (
                        CONTRADICTED,
                        "doubtful",
                        f"Other sources say: {'; '.join(others)}.",
                        told[0].start,
                        told[0].end,
                    )


def _passages(paragraph: Paragraph, start: int, end: int) -> tuple[str, ...]:
    """Return the passages that these characters of a paragraph rest on."""
    return tuple(
        dict.fromkeys(
            key
            for support in paragraph.supports
            if support.start < end and start < support.end
            for key in support.passages
        )
    )


def _plain(text: str) -> str:
    return _SPACES.sub(" ", _MARKS.sub("", text).replace("–", "-")).casefold()


def _meaning(words: str, evidence: Evidence) -> Iterator[_Problem]:
    stems = content(words)
    if (
        len(stems) >= _FEWEST_WORDS
        and len(stems & (evidence.stems | content(evidence.about_sources))) / len(stems) < _BORNE_OUT
    ):
        yield BEYOND, "doubtful", "Its sources hardly speak of this.", 0, len(words)
    nearest = max(
        (text[span.start : span.end] for text in (one.text for one in evidence.passages) for span in sentences(text)),
        key=lambda sentence: likeness(stems, content(sentence)),
        default="",
    )
    if likeness(stems, content(nearest)) >= 0.5 and bool(_NEGATED.search(words)) != bool(_NEGATED.search(nearest)):
        yield DENIED, "doubtful", "Its source says it the other way round: look whether it was so.", 0, len(words)
