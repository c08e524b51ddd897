"""People as artists are told of them: by what they are and look like, never by their names. Knows no ORM.

A name says nothing to an image model, and what is named is drawn: “Rose” is a flower.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysts.vocabulary import HUMAN, PERSONLIKE
from storyboards.requests.wording import capital, cut, with_article

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LONGEST_PERSON = 400
NOUNS = {
    "female": {"child": "girl", "young": "young woman", "old": "old woman", "": "woman"},
    "male": {"child": "boy", "young": "young man", "old": "old man", "": "man"},
    "": {"child": "child", "young": "young person", "old": "old person", "": ""},
}
DESCRIBED = re.compile(r"(?:the|a|an|his|her|my|our|their) ", re.IGNORECASE)
"""How a name begins that is none but says who it is: the curate, my brother."""
TITLES = (
    *("Mr", "Mrs", "Miss", "Ms", "Dr", "Doctor", "Captain", "Colonel", "Major", "General", "Sir", "Lady", "Lord"),
    *("Madame", "Monsieur", "Aunt", "Uncle", "Master"),
)
STAND_INS = frozenset({"animal", "alien", "machine", "monster", "robot"})
"""Words for kinds of beings that many look like: the text's own say more, as "tin woodman" does."""
QUALITIES = ["poor", "young", "old", "little", "dear", "good", "brave", "big", "small", "tall", "fat", "thin", "pretty"]
ARTICLES = ["the", "my", "our", "your"]
LEADS = "|".join([*(rf"{title}\.?" for title in TITLES), *QUALITIES, *ARTICLES])


@dataclass(frozen=True, slots=True)
class PromptPerson:
    """Somebody in a picture: their names, the best known first, what they are and, in phrases, what they look like.

    `is_clothed` is None where nobody knows; `is_group`: several who act as one; `is_vague`: not sure to be there;
    `personality` is what they are like, in the reader's words.
    """

    names: tuple[str, ...]
    looks: tuple[str, ...]
    gender: str = ""
    age: str = ""
    species: str = HUMAN
    is_clothed: bool | None = None
    is_group: bool = False
    is_vague: bool = False
    personality: str = ""


def noun_of(person: PromptPerson) -> str:
    """Say what somebody is, in a noun: toad, old woman; "" where nobody knows."""
    if person.is_vague:
        return "figure" if person.species in PERSONLIKE else "shape"
    if person.species != HUMAN:
        return person.species
    by_age = NOUNS.get(person.gender, NOUNS[""])
    return by_age.get(person.age, by_age[""])


def looks_of(person: PromptPerson) -> list[str]:
    """List what somebody looks like beyond what they are: an animal's clothes, too, where the text dresses it."""
    if person.is_vague:
        return ["small in the distance, seen from behind"]
    looks = [look for look in person.looks if look.casefold() != person.age]
    if person.species not in PERSONLIKE and person.is_clothed:
        looks.append("upright and dressed like a person")
    return looks


def kind_of(person: PromptPerson) -> str:
    """Say what somebody is, by the words of their name where those say more: toad, old woman, tin woodman."""
    is_told_by_name = person.species in STAND_INS and not person.is_group
    return (_description(person) if is_told_by_name else "") or noun_of(person)


def described(person: PromptPerson) -> str:
    """Say what somebody is and looks like, in a phrase."""
    return cut(", ".join([*filter(None, [kind_of(person)]), *looks_of(person)]), LONGEST_PERSON)


def called(people: Sequence[PromptPerson]) -> dict[PromptPerson, str]:
    """Call each of those in a picture by what they are, no two the same: the boy, the man with black beard."""
    plain = {person: _plain(person) for person in people}
    counts = Counter(plain.values())
    names: dict[PromptPerson, str] = {}
    taken: Counter[str] = Counter()
    for person, name in plain.items():
        looks = [look for look in looks_of(person) if not _AGE.search(look)]
        unique = _told_apart(name, looks[0]) if counts[name] > 1 and looks else name
        taken[unique] += 1
        names[person] = unique if taken[unique] == 1 else unique.replace("the ", _ORDINALS[min(taken[unique], 4)], 1)
    return names


_ORDINALS = ("", "the ", "the second ", "the third ", "another ")


_AGE = re.compile(r"\b(?:years?|older|aged)\b")


def _told_apart(name: str, look: str) -> str:
    """Tell somebody from others of their kind: the stout man, the man with a black beard."""
    if " " not in look and not look.endswith("s"):
        return f"the {look} {name.removeprefix('the ')}"
    return f"{name} with {with_article(look)}"


def _plain(person: PromptPerson) -> str:
    """Call somebody by their noun, or by a name that says who they are."""
    return f"the {_description(person) or noun_of(person) or 'person'}"


def _description(person: PromptPerson) -> str:
    """Return the words of a name that say who somebody is, and say more than a word for their kind would."""
    name = person.names[0]
    tells = person.species == HUMAN or person.species in STAND_INS or person.is_group
    if not DESCRIBED.match(name) or person.is_vague or not tells:
        return ""
    return DESCRIBED.sub("", name, count=1).casefold()


def unnamed(text: str, names: Mapping[PromptPerson, str]) -> str:
    """Write a text with nobody named, in a grammar that holds: “Poor Jim's hat” is “the poor boy's hat”."""
    by_form = {plain_form(form): name for person, name in names.items() for form in person.names}
    if not by_form:
        return text
    forms = "|".join(pattern_of(form) for form in sorted(by_form, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w’'])(?P<lead>(?:(?:{LEADS})\s+)*)(?P<name>{forms})(?!\w)", re.IGNORECASE)

    def replaced(found: re.Match[str]) -> str:
        if not is_written_as_name(found["name"]):
            return found[0]
        words = [word for word in found["lead"].casefold().split() if word.rstrip(".") not in _TITLED]
        name = by_form[plain_form(found["name"])]
        bare = name.removeprefix("the ")
        article = next((word for word in words if word in ARTICLES), "the")
        qualities = [word for word in words if word in QUALITIES]
        said = " ".join([article, *qualities, bare]) if words else name
        return capital(said) if _begins_a_sentence(text, found.start()) else said

    return pattern.sub(replaced, text)


_TITLED = frozenset(title.casefold() for title in TITLES)


def plain_form(form: str) -> str:
    """Return a name as it is looked up: “Mr. Thrale” is “Mr Thrale”."""
    return " ".join(form.replace(".", " ").casefold().split())


def pattern_of(form: str) -> str:
    """Return the pattern of a name, with or without full stops."""
    return r"\.?\s+".join(re.escape(word.rstrip(".")) for word in form.split())


def is_written_as_name(words: str) -> bool:
    """Return whether words are written as a name: “Will goes”, and not “he will go”."""
    return any(letter.isupper() for letter in words) or DESCRIBED.match(words) is not None or not words.isascii()


def _begins_a_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip(" “”\"‘’'")
    return not before or before[-1] in ".!?:"
