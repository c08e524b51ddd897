"""Who does what in a clause of a theme: one hero, two of them, or somebody else."""

from __future__ import annotations

import re

from authors.tales.grammar import singular_of
from authors.tales.reading.courses.pasts import past_told
from authors.tales.reading.lexicon import DETERMINERS, PREPOSITIONS, verb_of
from authors.tales.reading.phrases import phrase_of
from authors.tales.reading.situation import hero_of

PAIR = re.compile(r"^(?P<a>(?:an? |the |my )?[\w' -]+?) and (?P<b>(?:an? |the |my |his |her |their )?[\w' -]+)$", re.I)
_HEROES = re.compile(r"^(?:he|she|they|it|they both|both|the two(?: of them)?)$", re.I)
_CROWD = re.compile(
    r"^(?:(?:everybody|everyone|nobody|no one|somebody|someone)(?: else)?|the rest"
    r"|all (?:the )?(?:others|other \w+|\w+)|the others"
    r"|the other \w+|(?:his|her|their|my|our) [\w ]+|the [\w ]+|an? [\w ]+|all [\w ]+|it|other \w+|people)$",
    re.I,
)
_SEVERAL = re.compile(
    r"^(?:the )?(?:two|three|four|five|twin|both|a pair of)(?: little| best| old| small)? (?P<kind>[\w -]+)$", re.I
)
_NO_NOUNS = ("and", "very", "little", "old", "big", "small")
_ALSO_OF_ONE = ("can", "could", "have")
_LONGEST_SUBJECT = 9
_LONGEST_NAME = 7


def heroes_in(who: str) -> tuple[str, str] | None:
    """Return the hero and the second hero that words name: somebody, "a fox and a hen", "two hens"."""
    if found := _SEVERAL.match(who):
        one = singular_of(found["kind"])
        return (f"a {one}", f"a {one}") if hero_of(f"a {one}") else None
    found = PAIR.match(who)
    if found:
        is_known = hero_of(found["a"]) and hero_of(found["b"])
        return (found["a"], re.sub(r"^(?:his|her|their|my) ", "the ", found["b"])) if is_known else None
    if _HEROES.match(who) or re.match(r"(?:his|her|their|its) ", who):
        return None
    phrase = phrase_of(who)
    return (who, "") if phrase is not None and not _has_verb(phrase.mods) and hero_of(who) is not None else None


def _has_verb(mods: tuple[str, ...]) -> bool:
    """Tell whether what looks like adjectives is a clause ("boy finds bird")."""
    verbs = (verb_of(word) for word in mods[1:])
    return any(verb is not None and verb.form == "third" for verb in verbs)


def is_hero_again(who: str) -> bool:
    """Tell whether a subject is the hero's pronoun, or that of both."""
    return _HEROES.match(who) is not None


def is_place(who: str) -> bool:
    """Tell whether somebody is something that stands there: of a broken bridge others are the heroes."""
    being = hero_of(who)
    return being is not None and being.is_common and being.moves == "stays"


def is_of_the_world(who: str) -> bool:
    """Tell whether a subject is something that a hero of the author's choice has to do with."""
    phrase = phrase_of(who)
    is_simple = phrase is not None and bool(phrase.determiner) and len(who.split()) <= _LONGEST_NAME
    return is_simple and not re.search(r" (?:who|that|which) ", who)


def is_plural(word: str) -> bool:
    """Tell whether a noun or a pronoun is of several."""
    return singular_of(word) != word or word in ("they", "people", "all")


def clause_at(piece: str) -> tuple[str, str] | None:
    """Return who and what they do, at the first word that is a verb after a whole noun phrase."""
    words = piece.split()
    for count in range(1, min(_LONGEST_SUBJECT, len(words))):
        who, told = " ".join(words[:count]), " ".join(words[count:])
        if not _may_end(who) or not _agrees(who, words[count].lower()):
            continue
        if count == len(words) - 1 and re.search(rf" (?:{'|'.join(PREPOSITIONS)}) \w+$", who):
            continue
        if (heroes_in(who) or _CROWD.match(who) or _HEROES.match(who)) and past_told(told):
            return who, told
    return None


def _may_end(who: str) -> bool:
    head = who.rsplit(maxsplit=1)[-1].lower()
    return head not in DETERMINERS | PREPOSITIONS and head not in _NO_NOUNS


def _agrees(who: str, word: str) -> bool:
    """Tell whether a word may be the verb of a subject: "hen runs", "hens run"."""
    verb = verb_of(word)
    phrase = phrase_of(who)
    head = (phrase.head if phrase else who.rsplit(maxsplit=1)[-1]).lower()
    is_several = " and " in who or _SEVERAL.match(who) is not None or is_plural(head)
    if verb is None or verb.form == "past":
        return True
    if verb.form == "plain":
        return is_several or word in _ALSO_OF_ONE
    return verb.form == "third" and (not is_several or word == "was")
