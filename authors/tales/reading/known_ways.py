"""Situations that are known by how they are put: a riddle, a first time, somebody new, taking turns, a lie."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from authors.tales.phrasing import somebody
from authors.tales.reading.clauses import clause_of
from authors.tales.reading.lexicon import kind_word, noun_is, patterns
from authors.tales.reading.phrases import phrase_of
from authors.tales.reading.situation import MOST_WORDS, Situation, hero_of
from authors.tales.world import being_of

if TYPE_CHECKING:
    from collections.abc import Callable

_NEW = re.compile(r"^(?:an? |the )?new (?P<who>\w+)(?: (?:who|in|at|from|on) .+)?$", re.I)
_OWNED = re.compile(r"^(?P<who>.+?)'s (?P<what>.+)$")
_WHERE = re.compile(r"^(?:.*? )?(?:to|at|in|on|with|by) (?:the |an? )?")


def in_a_known_way(text: str) -> Situation | None:
    """Return the situation that a theme's wording gives away."""
    ways: tuple[Callable[[str], Situation | None], ...] = (_lie, _turns, _vanished, _first_time, _newcomer)
    return next((found for way in ways if (found := way(text))), None)


def is_a_swap(text: str) -> bool:
    """Tell whether two change places: of this there is no story."""
    return any(pattern.search(text) for pattern in patterns("swap"))


def thing_of_somebody(text: str) -> tuple[str, str] | None:
    """Return "an inventor and her flying umbrella" as the inventor and the flying umbrella."""
    for pattern in patterns("magic_thing"):
        found = pattern.fullmatch(text)
        if found and hero_of(found["who"]):
            return found["who"], f"the {found['thing']}"
    return None


def _lie(text: str) -> Situation | None:
    is_lie = any(re.search(rf"\b(?:{pattern.pattern})\b", text, re.I) for pattern in patterns("lie"))
    return Situation("lie", _who_does(text)) if is_lie else None


def _turns(text: str) -> Situation | None:
    is_turn = any(re.search(rf"\b(?:{pattern.pattern})\b", text, re.I) for pattern in patterns("turns"))
    return Situation("turns", _who_does(text)) if is_turn else None


def _who_does(text: str) -> str:
    clause = clause_of(text)
    return clause.subject if clause and hero_of(clause.subject) else ""


def _vanished(text: str) -> Situation | None:
    found = next(
        (found for pattern in patterns("vanished") if (found := pattern.fullmatch(text.replace("?", "")))), None
    )
    if not found:
        return None
    subject, what = "", found[1]
    mine = _OWNED.match(what)
    if mine and somebody(mine["who"]):
        subject, what = mine["who"], f"the {mine['what']}"
    phrase = phrase_of(what)
    if phrase is None or len(what.split()) > MOST_WORDS:
        return None
    if noun_is("nature", phrase.head):
        return Situation("gone", subject, what)
    known = being_of(phrase.head)
    if known and not known.is_thing:
        return None
    return Situation("vanish", subject, what if phrase.determiner or "'s " in what else f"the {what}")


def _first_time(text: str) -> Situation | None:
    found = next((found for pattern in patterns("first") if (found := pattern.fullmatch(text))), None)
    if not found:
        return None
    what = found[2].strip()
    visit = kind_word("visit", what) or kind_word("visit", _WHERE.sub("", what))
    tooth = "the wobbly tooth" if re.search(r"\btooth\b", what) else ""
    if not (visit or tooth):
        return None
    return Situation("first", found["subject"] or "", f"the {visit}" if visit else tooth)


def _newcomer(text: str) -> Situation | None:
    for pattern in patterns("arrives"):
        if found := pattern.fullmatch(text):
            who = found[1].strip()
            return Situation("arrival", "a child" if who.endswith("family") else who)
    if (found := _NEW.match(text)) and being_of(found["who"]):
        return Situation("arrival", f"a {found['who']}")
    return None
