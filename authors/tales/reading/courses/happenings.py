"""One thing that happens in a theme: who does it, in the past, and what kind of scene it makes."""

from __future__ import annotations

import re
from typing import NamedTuple

from authors.tales.reading.courses.heroes import clause_at, is_hero_again, is_plural
from authors.tales.reading.courses.pasts import Told, past_told
from authors.tales.reading.courses.scenes import scene_of, scene_of_others, scenes
from authors.tales.reading.lexicon import PREPOSITIONS, noun_is, third_of, verb_of
from authors.tales.reading.phrases import phrase_of
from authors.tales.reading.situation import hero_of

MOST_WORDS = 12
"""Words of one happening that a sentence of the story can carry."""
OPENING = re.compile(r"^(?:one day,? |in the end,? |then |finally,? |suddenly,? |at last,? |once,? |so )+", re.I)
_FOUND_SO = {
    "left": "wait",
    "forgotten": "wait",
    "abandoned": "wait",
    "lost": "lost-way",
    "stuck": "stuck",
    "trapped": "stuck",
    "caught": "stuck",
    "stranded": "stuck",
}
"""How somebody is found who "is left on the bus", as scenes."""
_AFTER_HER = "and|but|or|to|in|at|on|with|for|by|from|out|up|back"
"""Words before which "her" is the object, and owns nothing."""


class Happening(NamedTuple):
    """One thing that happens. `who` is empty for the hero or both of two; `past` has the hero's pronouns as slots.

    `thing` is the noun phrase that it is done to; `said` is how the theme puts it.
    """

    who: str
    past: str
    scene: str
    thing: str
    said: str
    joint: str = ""

    @property
    def is_state(self) -> bool:
        """Tell whether it is how somebody is, and not what is done at one time."""
        return scenes()[self.scene].is_state or self.who in ("{H}", "{F}")


def happening_of(who: str, said: str, joint: str, *, has_hero: bool) -> Happening | None:
    """Return what a clause tells, of the hero (`who` is empty) or of somebody else; None where it cannot be read."""
    told = past_told(with_slots(said, has_hero=has_hero, of_hero=not who))
    if told is None or len(said.split()) > MOST_WORDS:
        return None
    if who:
        who = with_slots(who, has_hero=has_hero, of_hero=False)
        past = re.sub(r"^(?P<adverbs>(?:\w+ly |never |always )*)\{was\}", rf"\g<adverbs>{_was(who)}", told.past)
        return Happening(who, past, scene_of_others(who, told.verb, told.rest), "", said, joint)
    return Happening("", told.past, _scene_of_hero(told), _thing_of(told), said, joint)


def further_happening(joint: str, piece: str, *, has_hero: bool) -> Happening | None:
    """Read a later piece: of the hero where it begins with a verb or a pronoun, else of somebody else."""
    said = OPENING.sub("", piece.strip())
    gerund = verb_of(said.split(" ", maxsplit=1)[0]) if said else None
    if joint == "after" and gerund and gerund.form == "gerund":
        said = f"{third_of(gerund.plain)} {said.partition(' ')[2]}"
    if past_told(said) and not _goes_on_as_list(said):
        return happening_of("", said, joint, has_hero=has_hero)
    clause = clause_at(said)
    if clause is None:
        return None
    who, told = clause
    return happening_of("" if is_hero_again(who) else who, told, joint, has_hero=has_hero)


def _goes_on_as_list(said: str) -> bool:
    """Tell whether a piece that could begin with a verb is one noun more of a list ("dances", "friends")."""
    first, _, rest = said.partition(" ")
    verb = verb_of(first)
    return bool(verb and verb.form == "plain" and not rest)


def _scene_of_hero(told: Told) -> str:
    if told.past.startswith(("would not", "did not")):
        return "be"
    if told.past.startswith("would rather"):
        return "want"
    if told.verb == "be":
        return _scene_of_state(told)
    if told.verb != "have" and re.match(r"(?:always|never|only|often|usually) ", told.past):
        return "habit"
    if told.verb == "love" and hero_of(told.rest) is None:
        return "habit"
    if told.verb in ("run", "open", "start", "own", "set") and noun_is("shop", _thing_of(told) or told.rest):
        return "work"
    return scene_of(told.verb, _after_verb(told))


def _scene_of_state(told: Told) -> str:
    """Return the scene of how somebody is: "stuck in the mud", "moving away", "teased by the others"."""
    first, _, rest = told.rest.partition(" ")
    verb = verb_of(first)
    if first in _FOUND_SO:
        return _FOUND_SO[first]
    if verb and verb.form == "gerund":
        return scene_of(verb.plain, rest)
    if verb and rest.startswith("by "):
        return scene_of_others("", verb.plain, "{him}")
    return scene_of(told.verb, told.rest)


def _was(who: str) -> str:
    phrase = phrase_of(who)
    head = (phrase.head if phrase else who.rsplit(maxsplit=1)[-1]).lower()
    return "were" if " and " in who or is_plural(head) else "was"


def _after_verb(told: Told) -> str:
    """Return what follows the verb, also that of "has to rescue a queen"."""
    return re.sub(rf"^to {re.escape(told.verb)} ?", "", told.rest)


def _thing_of(told: Told) -> str:
    """Return the noun phrase that a deed is done to, empty where there is none that texts can call."""
    rest = re.split(r" (?:that|who|which|and|but|until|because|when|for|to|than|as) ", _after_verb(told), maxsplit=1)[0]
    phrase = phrase_of(rest)
    if phrase is None or not phrase.determiner or hero_of(phrase.core) is not None:
        return ""
    return "" if phrase.head.lower() in PREPOSITIONS or verb_of(phrase.head) else phrase.core


def with_slots(text: str, *, has_hero: bool, of_hero: bool) -> str:
    """Return words with the hero's pronouns as slots; those of several are left where something else is several."""
    if not (has_hero or of_hero):
        return text
    several = "|their" if of_hero and not re.search(r"\b\w+[^s\W]s\b.* their\b", text) else ""
    its = "|its" if of_hero else ""
    text = re.sub(rf"\b(?:his|her(?= (?!(?:{_AFTER_HER})\b)\w)|my|our{several}{its})\b(?= \w)", "{his}", text)
    text = re.sub(r"\b(?:himself|herself)\b", "{himself}", text)
    text = re.sub(r"\b(?:him|her)\b", "{him}", text)
    return re.sub(r"\b(?:he|she)\b", "{he}", text)
