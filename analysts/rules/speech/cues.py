"""What the narration around a quotation says of its speaker: "said Holmes", "he cried", "The squire rose."."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from analysts.bible import Gender
from analysts.lexicon import words
from analysts.lexicon.speech import ACTION, HEARD, PHRASAL, SAYING, SPEECH, STRONG_SPEECH, WORDS_OF
from analysts.lexicon.titles import KIN, PERSON_NOUNS, ROLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysts.rules.people.cast import Mention
    from analysts.text.blocks import SceneBlock, Token

CueKind = Literal["name", "pronoun", "narrator", "description"]
_PRONOUNS: dict[str, Gender] = {"he": "male", "she": "female", "it": "unknown", "they": "unknown", "i": "unknown"}
_DETERMINERS = words("the a an his her their my our this that another one")
_INDEFINITE = words("a an another one")
_BEFORE_OBJECT = words("to at with from of for by upon on toward towards after beside behind near")
_JOINS = words("and but while when whereupon")
"""After a speech they begin what is told of another one: “…” and Nora said: “…”."""
_REPORTING = words("that if whether where what why how to")
_HEARERS = words("him her them me us")
_BEFORE_NAMES = words("the poor old dear little young")
_EITHER = words("for after before")
"""Words before an object that also open clauses."""
_ADVERBS = words("again here then now thus so at last next still also even once presently just only")
_RELATIVE = words("who whom which whose")
_CLAUSE_OPENERS = _RELATIVE | words("when as while whilst after before because since till until if although though")
_TAG_REACH = 9


@dataclass(frozen=True, slots=True)
class Cue:
    """A hint at a quotation's speaker. `strength`: 3 a speech verb beside the quotation, 2 a lead-in, 1 a beat.

    `at` is the place in the block where the hint stands; "a voice" is a description that is not `definite`. `noun` is
    what a description with "the" calls somebody, `kin` what they are to "her" or "him" ("said her mother"). `called` is
    the name that stands there. A tag `is_loose` whose verb is seldom one of speaking ("Nora sighed.").
    """

    kind: CueKind
    person: str | None
    gender: Gender
    strength: int
    at: int
    definite: bool = True
    noun: str = ""
    kin: str = ""
    called: str = ""
    is_loose: bool = False


@dataclass(frozen=True, slots=True)
class _Subject:
    kind: CueKind
    person: str | None
    gender: Gender
    first: int
    last: int
    definite: bool = True
    noun: str = ""
    kin: str = ""


def cues_of(block: SceneBlock, mentions: Sequence[Mention], *, lead: Cue | None = None) -> list[Cue | None]:
    """Return the best cue for each quotation of the block, from the narration after it, then before it.

    `lead` is the cue that the paragraph before leaves for a speech that opens this one (see `lead_of`).
    """
    by_first = {m.first: m for m in mentions if not m.spoken}
    segments = _segments(block)
    cues: list[Cue | None] = []
    for n, quote in enumerate(block.quotes):
        is_last = n + 1 == len(block.quotes)
        after = _after(block, segments[n + 1], by_first, is_open=block.text[quote.end - 1] == ",", is_last=is_last)
        before = _before(block, segments[n], by_first, until=quote.start - 1, follows_speech=n > 0)
        if n == 0 and before is None:
            before = lead
        options = [c for c in (after, before) if c]
        cues.append(max(options, key=lambda c: c.strength, default=None))
    return cues


def lead_of(block: SceneBlock, mentions: Sequence[Mention]) -> Cue | None:
    """Return the cue that a paragraph leaves for a speech that opens the next: "Nora looked up and said:"."""
    text = block.text.rstrip(" _")
    if block.quotes and text and block.quotes[-1].end >= len(text) - 1:
        return None
    by_first = {m.first: m for m in mentions if not m.spoken}
    open_end = text.endswith((":", ",", "—", "--", ":-"))
    if not open_end and block.quotes:
        return None
    sentence = _last_sentence(block, _segments(block)[-1])
    subject = _announced_speaker(block, sentence, by_first)
    if subject is None:
        return None
    return _cue(block, subject, 3 if open_end else 2, -1)


def _segments(block: SceneBlock) -> list[list[int]]:
    """Return token numbers of the narration before, between and after the quotations."""
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


def _first_sentence(block: SceneBlock, segment: Sequence[int]) -> list[int]:
    out: list[int] = []
    for n, k in enumerate(segment):
        if n and block.tokens[k].opens:
            break
        out.append(k)
    return out


def _last_sentence(block: SceneBlock, segment: Sequence[int]) -> list[int]:
    starts = [n for n, k in enumerate(segment) if n == 0 or block.tokens[k].opens]
    return list(segment[starts[-1] :]) if starts else []


def _after(
    block: SceneBlock, segment: Sequence[int], by_first: dict[int, Mention], *, is_open: bool, is_last: bool
) -> Cue | None:
    sentence = _first_sentence(block, segment)
    if not sentence:
        return None
    toks = block.tokens
    at = toks[sentence[0]].start
    head = sentence[:_TAG_REACH]
    subject = _inverted(block, head, by_first) or _whose_words(block, head[1:], by_first, after=True)
    if subject:
        return _cue(block, subject, 3, at)
    subject = _subject_in(block, head, by_first, adjacent=False)
    if subject is None:
        return None
    rest = [k for k in sentence if k >= subject.last][:7]
    verb = next((n for n, k in enumerate(rest) if _speaks(toks, k)), None)
    if verb is not None and subject.first - sentence[0] <= 3:
        if toks[rest[verb]].text in HEARD:
            subject = _subject_before(block, rest[:verb], by_first) or subject
        joins = toks[sentence[0]].text.lower() in _JOINS
        if (joins and not is_last) or (not is_open and _is_reported(toks, rest[verb])):
            return None
        return _cue(block, subject, 3, at, is_loose=toks[rest[verb]].text.lower() not in STRONG_SPEECH)
    return _cue(block, subject, 1, at)


def _is_reported(toks: Sequence[Token], verb: int) -> bool:
    """Say whether a verb of speaking leads to no speech in marks: "replied that it was", "asked him where he went"."""
    following = [t.text.lower() for t in toks[verb + 1 : verb + 3]]
    return bool(
        _REPORTING.intersection(following[:1]) or (_HEARERS & {*following[:1]} and _REPORTING & {*following[1:]})
    )


def _inverted(block: SceneBlock, head: Sequence[int], by_first: dict[int, Mention]) -> _Subject | None:
    """Return the subject after a verb that opens the narration: "said Nora", "put in the old man", "beamed Nora"."""
    toks = block.tokens
    n = 0
    while n < 2 and n + 1 < len(head) and _is_adverb(toks[head[n]].text):
        n += 1
    verb = toks[head[n]].text
    if not verb[0].islower():
        return None
    if _speaks(toks, head[n]):
        subject = _subject_in(block, head[n + 1 : n + 5], by_first, adjacent=True)
        return None if subject and _runs_on(block, head[n], subject) else subject
    if verb.endswith("ed") and n + 1 < len(head) and head[n + 1] in by_first:
        return _subject_in(block, head[n + 1 : n + 2], by_first, adjacent=True)
    return None


def _runs_on(block: SceneBlock, verb: int, subject: _Subject) -> bool:
    """Say whether a mark parts the verb from what looks like its subject."""
    toks = block.tokens
    return any(mark in block.text[toks[verb].end : toks[subject.first].start] for mark in ",;:.—")


def _is_adverb(word: str) -> bool:
    return word in _ADVERBS or (word.endswith("ly") and word.islower())


def _speaks(toks: Sequence[Token], k: int) -> bool:
    """Say whether this is a verb of speaking: "said", "went on", "called out"."""
    word = toks[k].text.lower()
    if word in SPEECH:
        return True
    return word in PHRASAL and k + 1 < len(toks) and toks[k + 1].text in PHRASAL[word]


def _whose_words(
    block: SceneBlock, sentence: Sequence[int], by_first: dict[int, Mention], *, after: bool = False
) -> _Subject | None:
    """Return whose words they are: "was Nora’s comment", "Nora’s answer was", "came the voice of Nora"."""
    toks = block.tokens
    for n, k in enumerate(sentence):
        m = by_first.get(k)
        if m is None:
            continue
        end = n + m.last - m.first
        if m.possessive and any(toks[j].text in WORDS_OF for j in sentence[end : end + 4]):
            return _Subject("name", m.person, "unknown", m.first, m.last)
        if n > 1 and toks[sentence[n - 1]].text == "of" and toks[sentence[n - 2]].text in WORDS_OF:
            return _Subject("name", m.person, "unknown", m.first, m.last)
        if after:
            return None
    return None


def _before(
    block: SceneBlock, segment: Sequence[int], by_first: dict[int, Mention], *, until: int, follows_speech: bool
) -> Cue | None:
    sentence = _last_sentence(block, segment)
    if not sentence:
        return None
    toks = block.tokens
    leads = not any(mark in block.text[toks[sentence[-1]].end : until] for mark in ".!?")
    subject = _announced_speaker(block, sentence, by_first)
    if subject and leads:
        sure = not follows_speech or subject.kind == "name"
        return _cue(block, subject, 3 if sure else 2, toks[sentence[0]].start)
    subject = subject or _subject_in(block, sentence, by_first, adjacent=False)
    if subject is None:
        return None
    return _cue(block, subject, 2 if leads and not follows_speech else 1, toks[sentence[0]].start)


def _announced_speaker(block: SceneBlock, sentence: Sequence[int], by_first: dict[int, Mention]) -> _Subject | None:
    """Return the subject of the last verb of speaking in a sentence that leads to a speech."""
    toks = block.tokens
    for n in range(len(sentence) - 1, -1, -1):
        if not _speaks(toks, sentence[n]) and toks[sentence[n]].text not in SAYING:
            continue
        subject = _subject_before(block, sentence[:n], by_first)
        if subject is None and n + 1 < len(sentence):
            subject = _subject_in(block, sentence[n + 1 : n + 4], by_first, adjacent=True)
        if subject:
            return subject
    return _whose_words(block, sentence, by_first)


def _subject_before(block: SceneBlock, sentence: Sequence[int], by_first: dict[int, Mention]) -> _Subject | None:
    """Return the subject of a speech verb: the nearest that stands free before it ("Holmes turned to Watson and said").

    What stands in a clause of its own is passed over ("Nora, who had seen the man, said"; "when he had gone, Nora").
    """
    toks = block.tokens
    n = len(sentence) - 1
    while n >= 0:
        subject = _subject_in(block, sentence[n:], by_first, adjacent=False)
        if subject is None or subject.first != sentence[n]:
            n -= 1
            continue
        if not _is_object(toks, sentence[n - 1] if n else None, subject.last):
            aside = _aside(block, sentence, n, subject)
            if aside is None:
                return subject
            n = aside
        n -= 1
    return None


def _aside(block: SceneBlock, sentence: Sequence[int], n: int, subject: _Subject) -> int | None:
    """Return where the relative or adverbial clause begins that holds the subject at `n`, if a comma ends it."""
    toks = block.tokens
    if not any(mark in block.text[toks[subject.last - 1].end : toks[sentence[-1]].end + 2] for mark in ",—"):
        return None
    for back in range(n - 1, max(-1, n - 12), -1):
        word = toks[sentence[back]].text.lower()
        gap = block.text[toks[sentence[back]].end : toks[sentence[back + 1]].start]
        if any(mark in gap for mark in ",;:—"):
            return None
        if word in _CLAUSE_OPENERS and (word in _RELATIVE or back == n - 1):
            return back
    return None


def _subject_in(
    block: SceneBlock, sentence: Sequence[int], by_first: dict[int, Mention], *, adjacent: bool
) -> _Subject | None:
    toks = block.tokens
    for n, k in enumerate(sentence):
        word = toks[k].text.lower()
        if k in by_first:
            m = by_first[k]
            free = not _is_object(toks, sentence[n - 1] if n else None, m.last)
            if not m.possessive and free:
                return _Subject("name", m.person, "unknown", m.first, m.last)
            continue
        if word in _PRONOUNS:
            kind: CueKind = "narrator" if word == "i" else "pronoun"
            return _Subject(kind, None, _PRONOUNS[word], k, k + 1)
        if word in _DETERMINERS:
            phrase = _phrase(block, k, by_first, adjacent=adjacent)
            if phrase and (phrase.kind == "name" or not _is_object(toks, sentence[n - 1] if n else None, phrase.last)):
                return phrase
        elif adjacent and n > 1 and not word.endswith("ly"):
            return None
    return None


def _phrase(block: SceneBlock, k: int, by_first: dict[int, Mention], *, adjacent: bool) -> _Subject | None:
    """Return who is meant by what a determiner begins: "the old man", "her brother Peter", "a young Hill"."""
    toks = block.tokens
    word = toks[k].text.lower()
    noun = _noun_after(toks, k, by_first)
    named = _name_in_phrase(block, k, noun, by_first) if adjacent or noun is not None else None
    if named and noun is None and word in ("a", "an"):
        return _Subject("description", None, "unknown", k, named.last, definite=False)
    if named:
        return _Subject("name", named.person, "unknown", named.first, named.last)
    if noun is None:
        return None
    called = toks[noun].text
    return _Subject(
        kind="description",
        person=None,
        gender=_gender_of_noun(called),
        first=k,
        last=noun + 1,
        definite=word not in _INDEFINITE,
        noun=called if word == "the" else "",
        kin=called if word in ("his", "her") and called in KIN else "",
    )


def _is_object(toks: Sequence[Token], before: int | None, after: int) -> bool:
    """Say whether the word before somebody takes an object ("to Nora"), and does not open a clause ("for Nora had")."""
    while before and toks[before].text.lower() in _BEFORE_NAMES and not toks[before].opens:
        before -= 1
    if before is None or toks[before].text.lower() not in _BEFORE_OBJECT:
        return False
    does = after < len(toks) and (toks[after].text in ACTION or toks[after].text in SPEECH)
    return not (does and toks[before].text.lower() in _EITHER)


def _noun_after(toks: Sequence[Token], k: int, by_first: dict[int, Mention]) -> int | None:
    for j in range(k + 1, min(k + 5, len(toks))):
        if j in by_first or toks[j].opens or toks[j].spoken:
            return None
        word = _plain(toks[j].text)
        if word in PERSON_NOUNS or word in ROLES or word in KIN:
            return j
    return None


def _plain(noun: str) -> str:
    """Return the noun for somebody without what marriage adds to it ("mother-in-law")."""
    return noun.lower().removesuffix("-in-law")


def _name_in_phrase(block: SceneBlock, k: int, noun: int | None, by_first: dict[int, Mention]) -> Mention | None:
    """Return the name that ends a phrase which begins at `k`: "the now silent General", "his friend Peter"."""
    toks = block.tokens
    at = noun + 1 if noun is not None else next((j for j in range(k + 1, min(k + 5, len(toks))) if j in by_first), k)
    m = by_first.get(at)
    if m is None or m.possessive or block.text[toks[k].end : m.start].strip("-’' ").count(","):
        return None
    return m if "." not in block.text[toks[k].end : m.start] else None


def _gender_of_noun(noun: str) -> Gender:
    lower = _plain(noun)
    return PERSON_NOUNS.get(lower) or ROLES.get(lower) or KIN.get(lower, "unknown")


def _cue(block: SceneBlock, subject: _Subject, strength: int, at: int, *, is_loose: bool = False) -> Cue:
    return Cue(
        kind=subject.kind,
        person=subject.person,
        gender=subject.gender,
        strength=strength,
        at=at,
        definite=subject.definite,
        noun=subject.noun,
        kin=subject.kin,
        called=_called(block, subject),
        is_loose=is_loose,
    )


def _called(block: SceneBlock, subject: _Subject) -> str:
    """Return what stands there for somebody, with the article before it."""
    toks = block.tokens
    first = subject.first - (subject.first > 0 and toks[subject.first - 1].text.lower() == "the")
    return block.text[toks[first].start : toks[subject.last - 1].end]
