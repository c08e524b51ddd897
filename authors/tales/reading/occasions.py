"""Occasions of a child's year that a theme names: "the first snow", "Emma's birthday", "camping with grandpa".

A theme is one only as a whole: what it says beside the occasion is who it is about, or who comes along.
"""

from __future__ import annotations

import re
from functools import cache

from authors.tales.grammar import words
from authors.tales.phrasing import is_name, somebody
from authors.tales.reading.lexicon import lexicon
from authors.tales.reading.situation import Situation, hero_of
from authors.tales.themes import theme_called

_NAME = "occasion"
_LEAD = (
    r"(?:(?:the|a|an|my|our|your|some|his|her) )?"
    r"(?:(?:very |little |funny |cosy |cozy |big |great |perfect |family )+)?"
)
_TAIL = (
    r"(?: (?:in|at|by) the (?:woods?|forest|garden|park|farm|mountains?|town|city|village|river|lake|meadow|jungle))?"
    r"(?: for (?:the first time|kids|children|toddlers|a child|little ones))?"
)
_WITH = re.compile(r"^(?P<what>.+?) (?:with|and) (?:(?:my|his|her|a|an|the|our|their) )?(?P<who>[\w -]+)$", re.I)
_OWNED = re.compile(r"^(?P<who>[\w -]+?)'s? (?P<what>.+)$")
_AND_HIS = re.compile(r"^(?P<who>[\w -]+?) and (?:his|her|their) (?P<what>.+)$", re.I)
_DOES = re.compile(
    r"^(?P<who>(?:an? |the |my |our |two )?[\w -]+?)(?: who)? "
    r"(?:goes?|has|have|plays?|sees?|experiences?|enjoys?|celebrates?|visits?|discovers?|meets?|learns? about|is"
    r"|spends?|gets?|starts?|does|do|waits? for|prepares? for|gets? ready for) (?P<what>.+)$",
    re.I,
)
_COMPANY = (
    "mum and dad|mum|mom|dad|daddy|mummy|mommy|friends?|(?:my |a |the )?(?:best )?friends?|the family|family|my family"
)


@cache
def _whole() -> tuple[tuple[str, re.Pattern[str]], ...]:
    theme = theme_called(_NAME)
    return tuple(
        (matter.phrase, re.compile(rf"{_LEAD}(?:{matter.match}){_TAIL}", re.IGNORECASE)) for matter in theme.matters
    )


def occasion_in(theme: str) -> Situation | None:
    """Return the occasion that a theme names as a whole, with its hero and who comes along."""
    text = theme.strip(" .!?")
    if what := _named(text):
        return Situation(_NAME, "", what)
    for pattern in (_OWNED, _AND_HIS, _DOES):
        found = pattern.match(text)
        if found and (what := _named(found["what"])) and _can_be_hero(found["who"]):
            return Situation(_NAME, re.sub(r"^two ", "a ", found["who"]), what)
    found = _WITH.match(text)
    what = _named(found["what"]) if found else ""
    if not found or not what:
        return None
    who = found["who"].lower()
    if who in lexicon().nouns["kin"] or re.fullmatch(_COMPANY, who):
        return Situation(_NAME, "", f"{what} | {who.capitalize() if who in lexicon().nouns['kin'] else 'A friend'}")
    return Situation(_NAME, f"a {found['who']}", what) if _can_be_hero(f"a {found['who']}") else None


def _named(text: str) -> str:
    return next((phrase for phrase, pattern in _whole() if pattern.fullmatch(text)), "")


def _can_be_hero(who: str) -> bool:
    being = hero_of(who)
    is_of_family = who.lower() in (*lexicon().nouns["kin"], *words().event)
    return being is not None and not is_of_family and (is_name(who) or somebody(who) is not None)
