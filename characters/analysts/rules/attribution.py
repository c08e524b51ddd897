"""What the narration around a quotation says of its speaker: "said Holmes", "he cried", "The squire rose."."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from characters.analysts.rules.cast import Mention
from characters.analysts.rules.lexicon import words
from characters.analysts.rules.lexicon.speech import SPEECH
from characters.analysts.rules.lexicon.titles import KIN, PERSON_NOUNS, ROLES
from characters.analysts.rules.reading import Block, Token
from characters.bible import Gender

CueKind = Literal["name", "pronoun", "narrator", "description"]
_PRONOUNS: dict[str, Gender] = {"he": "male", "she": "female", "it": "unknown", "they": "unknown", "i": "unknown"}
_DETERMINERS = words("the a an his her their my our this that another one")
_INDEFINITE = words("a an another one")
_BEFORE_OBJECT = words("to at with from of for by upon on toward towards after beside behind near")
_TAG_REACH = 9


@dataclass(frozen=True, slots=True)
class Cue:
    """A hint at a quotation's speaker. `strength`: 3 a speech verb beside the quotation, 2 a lead-in, 1 a beat.

    `at` is the place in the block where the hint stands; "a voice" is a description that is not `definite`.
    """

    kind: CueKind
    person: str | None
    gender: Gender
    strength: int
    at: int
    definite: bool = True


@dataclass(frozen=True, slots=True)
class _Subject:
    kind: CueKind
    person: str | None
    gender: Gender
    first: int
    last: int
    definite: bool = True


def cues_of(block: Block, mentions: Sequence[Mention]) -> list[Cue | None]:
    """The best cue for each quotation of the block, from the narration after it, then before it."""
    by_first = {m.first: m for m in mentions if not m.spoken}
    segments = _segments(block)
    cues: list[Cue | None] = []
    for n in range(len(block.quotes)):
        after = _after(block, segments[n + 1], by_first)
        before = _before(block, segments[n], by_first, follows_speech=n > 0)
        options = [c for c in (after, before) if c]
        cues.append(max(options, key=lambda c: c.strength, default=None))
    return cues


def _segments(block: Block) -> list[list[int]]:
    """Token numbers of the narration before, between and after the quotations."""
    segments: list[list[int]] = [[]]
    bounds = [q.start for q in block.quotes]
    for k, token in enumerate(block.tokens):
        while len(segments) <= len(bounds) and token.start >= bounds[len(segments) - 1]:
            segments.append([])
        if not token.spoken:
            segments[-1].append(k)
    while len(segments) <= len(bounds):
        segments.append([])
    return segments


def _first_sentence(block: Block, segment: Sequence[int]) -> list[int]:
    out: list[int] = []
    for n, k in enumerate(segment):
        if n and block.tokens[k].opens:
            break
        out.append(k)
    return out


def _last_sentence(block: Block, segment: Sequence[int]) -> list[int]:
    starts = [n for n, k in enumerate(segment) if n == 0 or block.tokens[k].opens]
    return list(segment[starts[-1] :]) if starts else []


def _after(block: Block, segment: Sequence[int], by_first: dict[int, Mention]) -> Cue | None:
    sentence = _first_sentence(block, segment)
    if not sentence:
        return None
    toks = block.tokens
    at = toks[sentence[0]].start
    head = sentence[:_TAG_REACH]
    if toks[head[0]].text.lower() in SPEECH and not toks[head[0]].text[0].isupper():
        subject = _subject_in(block, head[1:5], by_first, adjacent=True)
        if subject:
            return _cue(subject, 3, at)
    subject = _subject_in(block, head, by_first, adjacent=False)
    if subject is None:
        return None
    rest = [k for k in sentence if k >= subject.last][:7]
    if any(toks[k].text in SPEECH for k in rest) and subject.first - sentence[0] <= 3:
        return _cue(subject, 3, at)
    return _cue(subject, 1, at)


def _before(block: Block, segment: Sequence[int], by_first: dict[int, Mention], *, follows_speech: bool) -> Cue | None:
    sentence = _last_sentence(block, segment)
    if not sentence:
        return None
    toks = block.tokens
    end = toks[sentence[-1]].end
    edge = block.text[end : end + 4]
    leads = ":" in edge or "," in edge or edge.strip(" ") in ("“", '"', "‘", "'", "--", "—")
    verbs = [n for n, k in enumerate(sentence) if toks[k].text.lower() in SPEECH]
    subject: _Subject | None = None
    for n in reversed(verbs):
        subject = _subject_before(block, sentence[:n], by_first)
        if subject is None and n + 1 < len(sentence):
            subject = _subject_in(block, sentence[n + 1 : n + 4], by_first, adjacent=True)
        if subject:
            break
    if subject and leads:
        return _cue(subject, 2 if follows_speech else 3, toks[sentence[0]].start)
    subject = subject or _subject_in(block, sentence, by_first, adjacent=False)
    if subject is None:
        return None
    return _cue(subject, 2 if leads and not follows_speech else 1, toks[sentence[0]].start)


def _subject_before(block: Block, sentence: Sequence[int], by_first: dict[int, Mention]) -> _Subject | None:
    """The subject of a speech verb: the nearest that stands free before it ("Holmes turned to Watson and said")."""
    for n in range(len(sentence) - 1, -1, -1):
        subject = _subject_in(block, sentence[n:], by_first, adjacent=False)
        if subject is None or subject.first != sentence[n]:
            continue
        before = block.tokens[sentence[n - 1]].text.lower() if n else ""
        if before not in _BEFORE_OBJECT:
            return subject
    return None


def _subject_in(
    block: Block, sentence: Sequence[int], by_first: dict[int, Mention], *, adjacent: bool
) -> _Subject | None:
    toks = block.tokens
    for n, k in enumerate(sentence):
        word = toks[k].text.lower()
        if k in by_first:
            m = by_first[k]
            free = not (n and toks[sentence[n - 1]].text.lower() in _BEFORE_OBJECT)
            if not m.possessive and free:
                return _Subject("name", m.person, "unknown", m.first, m.last)
            continue
        if word in _PRONOUNS:
            kind: CueKind = "narrator" if word == "i" else "pronoun"
            return _Subject(kind, None, _PRONOUNS[word], k, k + 1)
        if word in _DETERMINERS:
            noun = _noun_after(toks, k, by_first)
            if noun is not None:
                if n and toks[sentence[n - 1]].text.lower() in _BEFORE_OBJECT:
                    continue
                return _Subject(
                    "description", None, _gender_of_noun(toks[noun].text), k, noun + 1, word not in _INDEFINITE
                )
        elif adjacent and n > 1 and not word.endswith("ly"):
            return None
    return None


def _noun_after(toks: Sequence[Token], k: int, by_first: dict[int, Mention]) -> int | None:
    for j in range(k + 1, min(k + 5, len(toks))):
        if j in by_first or toks[j].opens or toks[j].spoken:
            return None
        word = toks[j].text.lower()
        if word in PERSON_NOUNS or word in ROLES or word in KIN:
            return j
    return None


def _gender_of_noun(noun: str) -> Gender:
    lower = noun.lower()
    return PERSON_NOUNS.get(lower) or ROLES.get(lower) or KIN.get(lower, "unknown")


def _cue(subject: _Subject, strength: int, at: int) -> Cue:
    return Cue(subject.kind, subject.person, subject.gender, strength, at, subject.definite)
