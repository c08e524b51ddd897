"""How old somebody is said to be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from authors.continuations.reading.clauses import is_spoken, speaker_of
from authors.continuations.reading.note import note
from authors.continuations.reading.numbers import number_of
from authors.continuations.reading.people.being import who_is

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.continuations.reading.clauses import ReadSentence
    from authors.continuations.reading.note import Note

_NUMBER = r"(?P<years>[a-z]+(?:-[a-z]+)?|\d+)"
_ABOUT = r"(?:about |only |just |already |now |almost |nearly |barely |not yet |still |all of |perhaps |some )*"
_ENDS = (
    r"(?=[,.;:!?”]|$|\s(?:and|by|now|then|when|that|but|years|at the time|or so|last|this|with|who|called|named|whose)"
    r"\b)"
)
_PERSON = (
    r"(?:man|woman|boy|girl|lad|lass|child|person|lady|gentleman|fellow|widow|widower|youth|spinster|bachelor|"
    r"creature|daughter|son)"
)
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_NUMBER} years? (?:old|of age)\b",
        rf"\b{_NUMBER}-year-old\b",
        rf"\baged {_NUMBER}{_ENDS}",
        rf"\b(?P<noun>{_PERSON}) of {_ABOUT}{_NUMBER}{_ENDS}",
        rf"\b(?P<subject>\w+)(?: had| has|’s|'s)? (?:just |now |already )*(?:turned|turning) {_ABOUT}{_NUMBER}{_ENDS}",
        rf"\b(?P<subject>\w+)(?:,? (?:was|is|were|am|are)|['’](?:m|s|re)) {_ABOUT}{_NUMBER}{_ENDS}",
        rf"\b(?:at|not) (?:the age of )?{_ABOUT}{_NUMBER},",
    )
)
_BESIDE = re.compile(rf"[,:] {_ABOUT}{_NUMBER}(?=,| and\b|:)", re.IGNORECASE)
_NOBODY = frozenset({"it", "there", "they", "these", "those", "we", "that", "this", "here", "all", "which"})
_LEAST, _MOST = 3, 130
_HOURS = 12
"""Up to this number "at six" is an hour."""


def ages_in(one: ReadSentence) -> Iterator[Note]:
    """Yield how old people are: "was twelve", "a man of sixty", "Tess Arkwright, thirteen and new", "at sixty"."""
    told: set[int] = set()
    for pattern in _PATTERNS:
        for found in pattern.finditer(one.text):
            at = _token(one, found.start("years"))
            years = number_of(found["years"])
            if years is None or not _LEAST <= years <= _MOST or at in told:
                continue
            if found[0].lower().startswith(("at ", "not ")) and years <= _HOURS and "age of" not in found[0]:
                continue
            groups = found.groupdict()
            if (groups.get("subject") or "").lower() in _NOBODY:
                continue
            if is_spoken(one, at):
                who = _spoken_of(one, (groups.get("subject") or "").lower(), found.end())
            else:
                who = _whose(one, _token(one, found.start("noun")) if groups.get("noun") else at)
            if who:
                told.add(at)
                yield note(one, at, "age", who, str(years))
    yield from _beside(one, told)


def _beside(one: ReadSentence, told: set[int]) -> Iterator[Note]:
    """Yield the number that stands right behind a name and its comma."""
    for at, name in one.named.items():
        last = at
        while last + 1 < len(one.tree) and one.tree.tokens[last + 1].text[:1].isupper():
            last += 1
        rest = one.text[one.tree.tokens[last].end - one.tree.sentence.start :]
        found = _BESIDE.match(rest)
        years = number_of(found["years"]) if found else None
        if found and years and _LEAST <= years <= _MOST and last + 2 not in told and not is_spoken(one, at):
            yield note(one, last + 2, "age", name, str(years))


def _token(one: ReadSentence, start: int) -> int:
    """Return the token at a character of the sentence."""
    place = start + one.tree.sentence.start
    return next((i for i, token in enumerate(one.tree.tokens) if token.end > place), 0)


_CALLED_ON = re.compile(r"^,? ([A-Z]\w+)[,.!?]")


def _spoken_of(one: ReadSentence, subject: str, end: int) -> str | None:
    """Return whose age is told in speech: the speaker's, or theirs who is called on ("You are sixteen, Pip")."""
    if subject == "i":
        return speaker_of(one)
    called = _CALLED_ON.match(one.text[end:]) if subject == "you" else None
    return called[1] if called else None


def _whose(one: ReadSentence, at: int) -> str | None:
    """Return who is meant by a number or a noun: who the noun is, else the subject before it."""
    tree = one.tree
    if tree.is_noun(at) and (who := who_is(one, at)):
        return who
    before = [t for t in sorted(one.mentions) if t <= at and not is_spoken(one, t)]
    here = [t for t in before if tree.tokens[t].relation.startswith("nsubj")]
    relative = at > 1 and "who" in tree.words[max(0, at - 4) : at]
    if relative or not here or (before[-1] > here[-1] and tree.words[before[-1] + 1 : before[-1] + 2] == [","]):
        return one.mentions[before[-1]] if before else None
    if "," in tree.words[:2] or (at < 4 and not before):
        return next((one.mentions[t] for t in sorted(one.mentions)), None)
    return one.mentions[here[-1]]
