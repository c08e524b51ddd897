"""Who is meant by a word: names with their shorter forms, people known by a noun, pronouns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysts.lexicon import words
from analysts.lexicon.given_names import FEMALE, MALE

if TYPE_CHECKING:
    from authors.continuations.contract import Pronoun

PRONOUNS: dict[str, Pronoun] = {
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
}
NARRATOR = "the narrator"
"""Stands for whoever tells in the first person, until they say their name."""
FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself"})
TITLES = words(
    "mr mr. mrs mrs. miss ms ms. dr dr. doctor captain professor sir lady lord king queen prince princess aunt "
    "uncle old young little commander inspector lieutenant colonel major sergeant governor detective cousin "
    "grandfather grandmother baba signor herr frau madam madame master father mother sister wizard baron baroness "
    "count countess duke duchess emperor empress general admiral judge nurse sheriff mademoiselle monsieur"
)
FEMALE_WORDS = words(
    "woman girl mother sister daughter aunt queen princess lady wife grandmother widow witch nun maid "
    "granddaughter niece mrs mrs. miss ms ms. madam madame frau countess baroness duchess empress governess "
    "mermaid baba actress waitress abbess mademoiselle nanny bride seamstress"
)
MALE_WORDS = words(
    "man boy father brother son uncle king prince lord husband grandfather monk gentleman nephew grandson mr mr. "
    "sir herr signor baron duke emperor count fisherman wizard monsieur abbot bridegroom"
)
KIN = words(
    "brother sister father mother son daughter cousin uncle aunt nephew niece husband wife grandfather "
    "grandmother grandson granddaughter grandparent twin stepmother stepfather widow"
)
_KNOWN_BY_TITLE = words(
    "queen king captain commander doctor professor inspector governor princess prince wizard judge count"
)
_WORD = re.compile(r"[\w'’.-]+")


def forms_of(name: str) -> list[str]:
    """Return the forms of a name that may stand for it: without its title, its first and its last word."""
    parts = name.split()
    if parts[0].lower() == "the":
        return [name]
    bare = parts
    while len(bare) > 1 and bare[0].lower() in TITLES:
        bare = bare[1:]
    forms = [name]
    if bare != parts:
        forms.append(" ".join(bare))
        if len(bare) > 1:
            forms.append(f"{parts[0]} {bare[-1]}")
        if parts[0].lower() in _KNOWN_BY_TITLE:
            forms.append(f"the {parts[0].lower()}")
    if len(bare) > 1:
        forms += [bare[0], bare[-1]]
    return list(dict.fromkeys(forms))


def pronoun_of(name: str) -> Pronoun:
    """Return the pronoun that a name or noun tells by itself, "" where it does not."""
    low = name.lower().split()
    for word in low:
        if word in FEMALE_WORDS:
            return "she"
        if word in MALE_WORDS:
            return "he"
    first = next((word for word in low if word not in TITLES and word != "the"), low[-1])
    if first in FEMALE and first not in MALE:
        return "she"
    return "he" if first in MALE and first not in FEMALE else ""


def key_of(text: str) -> tuple[str, ...]:
    """Return the words of a name in small letters."""
    return tuple(_WORD.findall(text.lower()))
