"""Scars, spectacles, wooden legs and years: what tells somebody apart at a glance."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysts.lexicon import alternatives
from analysts.lexicon import appearance as words
from analysts.lexicon.titles import PERSON_NOUNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysts.rules.looks.features import Found
    from analysts.rules.looks.statements import Statement

_SOUGHT = (*words.MARK_PHRASES, *sorted(words.MARKS))
_ANY = re.compile(rf"\b(?:{alternatives(_SOUGHT)})\b")
_PHRASES = re.compile(
    r"\bblind (?:left |right )?eye\b|\bgap (?:between|in) (?:his|her) (?:front )?teeth"
    r"|\b(?:gold|silver|brass) (?:ear-?rings?\b|rings? in (?:his|her) (?:left |right )?ears?)"
    r"|\b(?:left|right) (?:leg|arm|hand) (?:was|had been) cut off\b|\barms were freckled[a-z ]*"
)
_TOLD = (
    (re.compile(r"^gap (?:between|in) (?:his|her)(?: front)? teeth"), "gap between the front teeth"),
    (re.compile(r" in (?:his|her) "), " in the "),
    (re.compile(r"(left|right) (leg|arm|hand) (?:was|had been) cut off"), r"\1 \2 missing"),
    (re.compile(r"arms were"), "arms"),
)
_PLACE = re.compile(
    r" (?:on|across|over|down|along) (?:his|her|the|one|my) ((?:left |right |one )?"
    r"(?:cheek|chin|face|forehead|brow|nose|temple|neck|hand|arm|wrist|lip|eye|eyebrow|throat|shoulder|leg|jaw|head))"
)
_KEPT = words.COLOURS | words.CLOTH | {"round", "green", "large", "horn-rimmed", "gold-rimmed"}
_NO_MARK = re.compile(
    r"\b(?:took off|without|no|not|never|neither|lost|by hook or|like|pairs? of|box of) (?:[a-z]+ ){0,2}$"
)
_ONE = frozenset({"one leg", "one arm", "one eye", "white leg", "hook", "limp", "mole", "wart"})
_HAS_ONE = re.compile(r"\b(?:had|has|with an?|but) (?:only |but |an? )?(?:slight |bad |iron |steel |hairy |marked )?$")
_NOT_ONE = re.compile(r"(?: (?:nose|beak|hat|hand|bent|crossed|thrown|over|under|tucked)\b|-)")
"""After "one leg", "hook" and the like: it is not that they have only one, or that it is a hook."""
_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
AGES_IN_WORDS = frozenset(_NUMBERS) | {f"{ten}-{one}" for ten in list(_NUMBERS)[19:] for one in list(_NUMBERS)[:9]}
"""Words that may be somebody’s age."""
_DIGIT = alternatives(_NUMBERS)
NUMBER = rf"(?:(?:{_DIGIT})(?:(?:-|[- ]and[- ])(?:{_DIGIT}))?|\d+)"
_AGED = re.compile(
    r"\b(?:boy|girl|child|man|woman|lad|youth|lady|gentleman|fellow|maiden|person|personage|creature)"
    rf"(?:,? (?:of|about|aged|perhaps|some|apparently|nearly|[a-z]+ty or)){{1,3}} (?P<n>{NUMBER})\b"
    r"(?! (?:feet|inches|miles|years? (?:ago|before|later)|pounds|stone|winters))"
    rf"|\baged (?:about )?(?P<a>{NUMBER})\b"
    rf"|(?<!past )(?<![a-z]-)\b(?P<m>{NUMBER}) years (?:old|of age)(?! (?:when|then|before|ago))"
    r"|\b(?P<who>He|She|[A-Z][a-z]+|he|she) (?:was|is) (?:only |about |nearly |just |over |barely |not yet |some )?"
    rf"(?P<k>(?:{_DIGIT})(?:-(?:{_DIGIT}))?)(?=[.,;]| years old)"
)
_STUFF = re.compile(
    r"\b(?:was|is|were|am) (?:all |only |entirely |just )?(?P<what>(?:made|stuffed) (?:entirely |out |up )?(?:of|with) "
    r"(?:straw|tin|wood|glass|china|brass|iron|stone|snow|clay|paper|rags))\b"
)
_CLOSE = 30
_ONCE = re.compile(r"\bwhen (?:I|he|she|they|we)\b[^,;.]{0,25}$", re.I)
_NOT_NOW = re.compile(
    r"\b(?:since|when|if|until|till|before|after|though|at|as|than|like|than|not|every|any|past)"
    r" (?:[a-z]+ ){0,2}$",
    re.IGNORECASE,
)
_YOUNGEST, _OLDEST = 3, 109
_MOST_DIGITS = 9


def number_of(text: str) -> int:
    """Return the number that figures or words say ("forty-two", "five-and-twenty", "six and thirty"); 0 for none."""
    if text.isdigit():
        return int(text) if len(text) <= _MOST_DIGITS else 0
    parts = [p for p in re.split(r"[- ]", text) if p != "and"]
    numbers = [_NUMBERS.get(p, 0) for p in parts]
    return sum(numbers) if numbers and all(numbers) and len(numbers) < 3 else 0


def years_in(line: Statement) -> Iterator[Found]:
    """Yield ages in numbers ("a boy of twelve", "She was eighty years old")."""
    for m in _AGED.finditer(line.block.text, *line.span):
        before = line.block.text[line.span.start : m.start()]
        if _NOT_NOW.search(before) or _ONCE.search(before):
            continue
        years = number_of(m["n"] or m["a"] or m["m"] or m["k"])
        at = m.start("k") if m["k"] else m.start()
        inside = next((r for r in line.references if m.start() <= r.start < m.end()), None)
        person = inside.person if inside else line.bearer_at(at)
        if person and _fits(line, person, m[0]) and _YOUNGEST <= years <= _OLDEST:
            yield person, "age", f"{years} years old"


def _fits(line: Statement, person: str, said: str) -> bool:
    """Say whether an age fits, as "girl of five" does not for a man."""
    genders = {PERSON_NOUNS.get(w, "unknown") for w in re.findall(r"[a-z]+", said)} - {"unknown"}
    return not genders or line.cast.gender(person) in (*genders, "unknown")


def marks_in(line: Statement) -> Iterator[Found]:
    """Yield lasting marks that somebody is said to have or to wear."""
    text = line.block.text
    start, end = line.span
    for m in _PHRASES.finditer(text, start, end):
        person = _bearer(line, m.start())
        if person:
            value = m[0]
            for pattern, told in _TOLD:
                value = pattern.sub(told, value)
            yield person, "marks", value
    for m in _ANY.finditer(text, start, end):
        if _NO_MARK.search(text[start : m.start()]):
            continue
        person = _bearer(line, m.start())
        lone = m[0] in _ONE
        if person and not (lone and (_NOT_ONE.match(text, m.end()) or not _HAS_ONE.search(text[start : m.start()]))):
            yield person, "marks", _told(text, m)


def stuff_in(line: Statement) -> Iterator[Found]:
    """Yield of what somebody is made who is no flesh and blood ("made of tin", "stuffed with straw")."""
    for m in _STUFF.finditer(line.block.text, *line.span):
        person = line.subject_before(m.start())
        nearest = line.last_before(m.start())
        if person and nearest and nearest.person == person and m.start() - nearest.start < _CLOSE:
            yield person, "marks", m["what"]


def _bearer(line: Statement, at: int) -> str | None:
    before = line.block.text[max(line.span.start, at - 48) : at]
    m = re.search(r"\b([Hh]is|[Hh]er|[Mm]y)(?: (?!his\b|her\b|my\b)[a-z-]+){0,3} $", before)
    if m:
        return line.whose_at(m[1], at - len(before) + m.start(1))
    if re.search(r"\b(?:with|had|wore|wearing|has|carried|and|in)(?: an?)?(?: [a-z-]+,?){0,4} $", before):
        return line.bearer_at(at)
    after = re.match(r"[a-z -]{3,30}? (?:on|across|over|down) ([Hh]is|[Hh]er) ", line.block.text[at : at + 60])
    return line.owner_at(at + after.start(1)) if after else None


def _told(text: str, m: re.Match[str]) -> str:
    place = _PLACE.match(text, m.end())
    before = re.search(r"((?:[a-z-]+ ){0,2})$", text[: m.start()])
    shown = [w for w in (before[1] if before else "").split() if w in _KEPT]
    value = " ".join([*shown, m[0]])
    return f"{value} on {place[1]}" if place else value
