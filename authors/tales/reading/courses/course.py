"""Themes of any deeds, told in their order: who it is about, and what happens first, then, and in the end.

"A fox who steals a hen's egg and then hatches it himself" is a fox with two deeds; "the wind steals a hat" happens to
a hero of the author's choice. What is not surely read is none.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from authors.tales.reading.courses.gravity import is_grave
from authors.tales.reading.courses.happenings import OPENING, Happening, further_happening, happening_of, with_slots
from authors.tales.reading.courses.heroes import PAIR, clause_at, heroes_in
from authors.tales.reading.courses.openings import opening_of
from authors.tales.reading.known_ways import is_a_swap
from authors.tales.reading.lexicon import is_state, verb_of
from authors.tales.reading.phrases import phrase_of
from authors.tales.reading.situation import hero_of

MOST_HAPPENINGS = 4
_JOINT = re.compile(
    r"(?P<joint>,? and then |,? and so |,? and |,? but |,? so |,? until |,? because |,? when |,? although |,? though "
    r"|,? then |,? after |,? while |[.;:!] (?:in the end,? |then,? |finally,? )?|, who |, which |, )"
)
_ONCE = re.compile(r"^(?:once (?:upon a time )?,?)?there (?:once )?(?:was|lived|is|lives) (?:once )?", re.I)
_DAY = re.compile(
    r"^(?:the |a |one )(?:day|night|morning|evening|afternoon|summer|winter)(?: that| when)? (?P<told>.+)$", re.I
)
_FRIENDSHIP = re.compile(r"^(?:the |an? )?(?:\w+ )?friendship (?:of|between) ", re.I)
_OTHER_WORDS = re.compile(r"\b(?:you|your|we|us|i|me|how|why|what to)\b|\?|^(?:where|what|which|who|when|if) ", re.I)
_SHE, _HE = re.compile(r"\b(?:she|her|herself|hers)\b", re.I), re.compile(r"\b(?:he|him|his|himself)\b", re.I)
_NEW_SUBJECT = re.compile(r"(?:he|she|they|it|nobody|everybody|everyone) \w+")
_NO_STATES = ("little", "small", "old", "young", "big", "new")
_MOST_WORDS_OF_NOUNS = 9
_CAUSES = ("because", "after")
"""Joints after which stands what was before."""


class Course(NamedTuple):
    """Who a theme is about (nobody: a hero of the author's choice), a second hero, and what happens, in its order."""

    subject: str
    friend: str
    happenings: tuple[Happening, ...]


def course_of(text: str) -> Course | None:
    """Read a theme as what happens in it; None where some of it is not surely read."""
    text = _ONCE.sub("", OPENING.sub("", text.strip(" .!?")))
    if _OTHER_WORDS.search(text) or (_SHE.search(text) and _HE.search(text)) or is_a_swap(text):
        return None
    if found := _DAY.match(text):
        text = found["told"]
    course = _of_nouns(text) or _of_clauses(text)
    if course is None or "'s " in f"{course.subject} " or len(course.happenings) > MOST_HAPPENINGS:
        return None
    return None if any(is_grave(happening) for happening in course.happenings) else course


def _of_clauses(text: str) -> Course | None:
    pieces = _pieces(text)
    opening = opening_of(pieces[0][1])
    if opening is None:
        return None
    has_hero = bool(opening.subject)
    happenings = [happening_of(who, said, "", has_hero=has_hero) for said, who in opening.clauses]
    for joint, piece in pieces[1:]:
        further = further_happening(joint, piece, has_hero=has_hero)
        place = max(0, len(happenings) - 1) if joint in _CAUSES else len(happenings)
        happenings.insert(place, further)
    told = tuple(happening for happening in happenings if happening is not None)
    return Course(opening.subject, opening.friend, told) if len(told) == len(happenings) else None


def _pieces(text: str) -> list[tuple[str, str]]:
    """Cut a theme at its joints where a clause begins after them; each piece has its joint."""
    parts = _JOINT.split(text)
    pieces: list[tuple[str, str]] = []
    current, joint = parts[0], ""
    for sign, following in zip(parts[1::2], parts[2::2], strict=True):
        plain = sign.strip(" ,.;:!").lower()
        if _is_whole(joint, current, is_first=not pieces) and _begins_clause(plain, following):
            pieces.append((joint, current))
            current, joint = following, plain
        else:
            current = f"{current}{sign}{following}"
    return [*pieces, (joint, current)]


def _is_whole(joint: str, piece: str, *, is_first: bool) -> bool:
    if is_first:
        return opening_of(piece) is not None
    return further_happening(joint, piece, has_hero=True) is not None


def _begins_clause(joint: str, piece: str) -> bool:
    return bool(_NEW_SUBJECT.match(piece)) or further_happening(joint, piece, has_hero=True) is not None


def _of_nouns(text: str) -> Course | None:
    """Return the course of a theme that names two, or somebody and how they are: "the quiet boy and the parrot"."""
    text = _FRIENDSHIP.sub("", text)
    if clause_at(text) is not None:
        return None
    return _of_pair(text) or _of_one(text)


def _of_pair(text: str) -> Course | None:
    pair = PAIR.match(text)
    second = hero_of(pair["b"]) if pair else None
    heroes = heroes_in(text) if pair else None
    is_two = second is not None and not second.is_thing and len(text.split()) <= _MOST_WORDS_OF_NOUNS
    if not (pair and heroes and is_two):
        return None
    told = [f"{{{role}}} {how}" for role, how in (("H", _state_in(pair["a"])), ("F", _state_in(pair["b"]))) if how]
    if not told:
        return Course(*heroes, (Happening("", "met for the first time", "befriend", "", "meet"),))
    who, past = told[0].split(" ", 1)
    return Course(*heroes, (Happening(who, " and ".join([past, *told[1:]]), "befriend", "", "how they are"),))


def _of_one(text: str) -> Course | None:
    phrase = phrase_of(text)
    if phrase is None or not phrase.determiner or hero_of(text) is None:
        return None
    if phrase.tail:
        is_there = (
            phrase.preposition in ("on", "in", "under", "inside", "without")
            and len(text.split()) <= _MOST_WORDS_OF_NOUNS
        )
        tail = with_slots(phrase.tail, has_hero=True, of_hero=True)
        there = Happening("", f"{{was}} {tail}", "be", "", f"is {phrase.tail}")
        return Course(phrase.core, "", (there,)) if is_there else None
    how = _state_in(text)
    if not how:
        return None
    said = how.replace("was", "is", 1)
    return Course(f"a {phrase.head}", "", (Happening("", how.replace("was", "{was}", 1), "be", "", said),))


def _state_in(words: str) -> str:
    """Return what the adjectives of a noun phrase say of somebody: "was quiet", "could talk"."""
    phrase = phrase_of(words)
    for word in phrase.mods if phrase else ():
        verb = verb_of(word)
        if verb and verb.form == "gerund":
            return f"could {verb.plain}"
        if is_state(word) and word not in _NO_STATES:
            return f"was {word}"
    return ""
