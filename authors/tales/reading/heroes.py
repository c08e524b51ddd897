"""Who a theme is about: a kind of being with what the theme says of them, and a second hero."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from authors.tales.brief import Hero
from authors.tales.grammar import singular_of
from authors.tales.reading.lexicon import lexicon
from authors.tales.reading.phrases import phrase_of
from authors.tales.world import Being, being_of

_DETERMINERS = {"a", "an", "the", "my", "our", "two", "three", "one", "some", "this", "that"}
_PLAIN_ADJECTIVES = {"little", "small", "young", "tiny", "baby", "wee", "old", "big"}


class Subject(NamedTuple):
    """Who a theme is about: their kind, the theme's word for it, what it says more of them before and after that word
    ("train driver", "with tiny arms"), and what of it is not followed.
    """

    being: Being | None = None
    word: str = ""
    before: str = ""
    after: str = ""
    dropped: tuple[str, ...] = ()


def subject_of(words: str) -> Subject:
    """Return who a theme is about; nobody whom the author does not know."""
    phrase = phrase_of(re.sub(r",? (?:who|that|which)$", "", words)) if words else None
    if phrase is None:
        return Subject()
    told = [*phrase.mods, phrase.head]
    for first in range(len(told)):
        word = " ".join(told[first:]).lower()
        being = being_of(word)
        if being and (first == len(told) - 1 or word in (being.key, *being.also)):
            break
    else:
        return Subject()
    before = [word for word in told[:first] if word.lower() not in (*_PLAIN_ADJECTIVES, *_DETERMINERS)]
    dropped = (phrase.tail,) if phrase.tail and being.is_child else ()
    return Subject(being, word, " ".join(before), "" if dropped else phrase.tail, dropped)


def friend_of(found: Subject, called: str) -> Hero:
    """Return the second hero whom a theme names; somebody of the family is called by the word for them."""
    if found.word in lexicon().nouns["kin"]:
        return Hero(name=found.word.capitalize(), species=found.word)
    return Hero(name=called, species=species_of(found) or "child")


def species_of(about: Subject) -> str:
    """Return the theme's word for somebody's kind: a lamb is a lamb, although it lives as sheep do."""
    if about.being is None:
        return ""
    words = (about.word, singular_of(about.word))
    asked = next((word for word in words if word in about.being.also), "")
    return asked if asked and not about.being.is_child else about.being.key


def heroes_of(heroes: list[Hero], about: Subject, name: str, obj: str) -> tuple[Hero, Hero | None]:
    """Return the hero and the second hero: the brief's, with what the theme says of them."""
    pronoun = _pronoun_in(obj)
    first = heroes[0] if heroes else Hero()
    subject = about.being
    if subject is None or not first.species or being_of(first.species) == subject:
        hero = first.model_copy(
            update={
                "species": first.species or species_of(about),
                "name": first.name or name,
                "pronoun": first.pronoun or pronoun,
            }
        )
        return hero, heroes[1] if len(heroes) > 1 else None
    return Hero(species=species_of(about), name=name, pronoun=pronoun), first


def _pronoun_in(obj: str) -> Literal["she", "he", "they", ""]:
    words = set(re.findall(r"[a-z]+", obj.lower()))
    if words & {"she", "her", "herself"}:
        return "she"
    return "he" if words & {"he", "his", "him", "himself"} else ""
