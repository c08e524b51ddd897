"""The first piece of a theme: who it is about, and what they do or what is done to them."""

from __future__ import annotations

import re
from typing import NamedTuple

from authors.tales.reading.courses.heroes import clause_at, heroes_in, is_of_the_world, is_place
from authors.tales.reading.courses.pasts import past_told
from authors.tales.reading.courses.scenes import scene_of
from authors.tales.reading.lexicon import third_of, verb_of

_WHO = re.compile(r"^(?P<who>[^,]+?),? (?:who|that|which) (?P<told>.+)$")
_WHOSE = re.compile(r"^(?P<who>(?:an?|the) [\w -]+?) whose (?P<told>.+)$")
_BY = re.compile(r"^(?P<what>(?:an?|the) [\w -]+?) (?P<verb>run|built|made|owned) by (?P<who>[\w -]+)$")
_WITH = re.compile(r"^(?P<verb>\w+ing) (?P<what>[\w -]+?) with (?P<who>an? [\w -]+)$")
_LEFT = re.compile(
    r"^(?P<who>(?:an?|the|my) [\w -]+?) (?P<told>(?:left|stuck|lost|trapped|caught|forgotten|stranded|asleep|alone) "
    r"(?:behind|in|on|at|under|up|inside|between|alone)\b.*)$"
)
_IS_LEFT = re.compile(r"^(?P<who>(?:an?|the) [\w-]+) (?=(?:is|was) (?:left|stuck|lost|trapped)\b)")
_SECOND_VERB = re.compile(
    r"^(?P<first>.+? (?!(?:to|and|or|he|she|it|they|who|that|a|the|his|her|never|not)\b)[\w']+) "
    r"(?P<second>(?:has to|must|wants|goes|gets|finds|learns|meets|becomes|saves|helps|decides|discovers|makes|is|sets"
    r"|builds|opens|takes|moves|wins|loses|tries) .+)$"
)
_NOT_ALONE = ("help", "do", "be", "have", "habit", "befriend", "give")
"""Deeds that say too little without anybody who does them ("saving water")."""


class Opening(NamedTuple):
    """Who a theme is about, a second hero, and what happens, each with who does it (empty: the hero)."""

    subject: str
    friend: str
    clauses: tuple[tuple[str, str], ...]


def opening_of(piece: str) -> Opening | None:
    """Read the first piece of a theme."""
    if (found := _LEFT.match(piece)) and heroes_in(found["who"]):
        return _of(found["who"], f"is {found['told']}")
    piece = _IS_LEFT.sub(r"\g<who> who ", piece)
    if found := _WHOSE.match(piece):
        inner = clause_at(f"the {found['told']}")
        return _of(found["who"], inner[1], re.sub("^the", "his", inner[0])) if inner else None
    if found := _BY.match(piece):
        piece = f"{found['who']} {found['verb']} {found['what']}"
    if (found := _WITH.match(piece)) and heroes_in(found["who"]):
        return _of(found["who"], _from_gerund(found["verb"], found["what"]))
    if (found := _WHO.match(piece)) and heroes_in(found["who"]):
        return _with_who(found["who"], found["told"])
    return _without_who(piece)


def _of(who: str, told: str, by: str = "") -> Opening | None:
    heroes = heroes_in(who)
    return Opening(*heroes, ((told, by),)) if heroes and told else None


def _with_who(who: str, told: str) -> Opening | None:
    """Read "a knight who …", also where a second verb follows that is the knight's, too, and "a pear that nobody …"."""
    heroes = heroes_in(who)
    if heroes is None:
        return None
    if past_told(told) is None:
        inner = clause_at(told)
        return Opening(*heroes, ((inner[1], inner[0]),)) if inner else None
    more = _SECOND_VERB.match(told)
    if more and past_told(more["first"]) and past_told(more["second"]):
        return Opening(*heroes, ((more["first"], ""), (more["second"], "")))
    return Opening(*heroes, ((told, ""),))


def _without_who(piece: str) -> Opening | None:
    first, _, rest = piece.partition(" ")
    if rest and (told := _from_gerund(first, rest)):
        verb = verb_of(first)
        is_told = verb is not None and scene_of(verb.plain, rest) not in _NOT_ALONE
        return Opening("", "", ((told, ""),)) if is_told else None
    clause = clause_at(piece)
    if clause is None:
        return None
    who, told = clause
    heroes = heroes_in(who)
    if heroes and not (is_place(who) and told.startswith("is ")):
        return Opening(*heroes, ((told, ""),))
    return Opening("", "", ((told, who),)) if is_of_the_world(who) else None


def _from_gerund(first: str, rest: str) -> str:
    """Return "losing the ball" as what somebody does: "loses the ball"."""
    verb = verb_of(first)
    return f"{third_of(verb.plain)} {rest}" if verb and verb.form == "gerund" else ""
