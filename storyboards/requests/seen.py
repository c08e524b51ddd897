"""What an analyst saw, in words that an artist understands by themselves: nobody is named, and nothing is said."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from storyboards.requests.people import DESCRIBED, pattern_of, plain_form, unnamed
from storyboards.requests.wording import ENDS, capital, sentences

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboards.requests.people import PromptPerson

_SPEECH = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)")
_TAG = re.compile(
    r"^[\s,]*(?:(?:said|says|asked|asks|cried|cries|replied|replies|answered|answers)\b[^,.;]*"
    r"|[^,.;]*\b(?:said|says|asked|asks|cried|cries|replied|replies|answered|answers))(?:[,.;]\s*|$)"
)
_OPENING = re.compile(r"^(?:(?:and|but|so|then|now|meanwhile|suddenly|at last|at once)\b,?\s+)+", re.IGNORECASE)
_TELLER = re.compile(r"\b(?:I|me|my|mine|myself|we|us|our|ours|ourselves)\b")
_PRONOUN = re.compile(r"^(?P<subject>He|She|They)\b|^(?P<owner>His|Her|Their)\b")
_GENDERS = {"he": "male", "his": "male", "she": "female", "her": "female"}
_FEWEST_WORDS = 3


def seen_in_words(text: str, names: Mapping[PromptPerson, str], strangers: Sequence[str] = ()) -> str:
    """Write what is seen sentence by sentence, for an artist who knows the people of `names` and no others.

    What people say goes, and so does a sentence of an “I” whom no picture shows, of somebody who is not in it
    (`strangers`: all their names), or of “she” where nobody knows who that is.
    """
    known = {plain_form(form) for person in names for form in person.names}
    elsewhere = _names_of_strangers(
        tuple(sorted({f for f in strangers if plain_form(f) not in known and _is_proper(f)}))
    )
    kept: list[str] = []
    for sentence in ENDS.split(text):
        said = _OPENING.sub("", _unspoken(sentence).strip(" ;:,—-"))
        said = elsewhere.sub(lambda found: "the" if found["owns"] else found[0], said) if elsewhere else said
        if not said or _TELLER.search(said) or (elsewhere and elsewhere.search(said)):
            continue
        told = unnamed(capital(said), names)
        resolved = told if kept else _resolved(told, names)
        if resolved:
            kept.append(resolved)
    return sentences(*kept)


def _unspoken(sentence: str) -> str:
    """Leave out what is said, and that it is said: “Come,” said Ada, opening the door."""
    without = _SPEECH.sub(" ", sentence)
    if without == sentence:
        return sentence
    left = _TAG.sub("", without.strip())
    return left if len(left.split()) >= _FEWEST_WORDS else ""


def _resolved(sentence: str, names: Mapping[PromptPerson, str]) -> str:
    """Return a first sentence with somebody for its first pronoun; nothing if it may mean several, or nobody."""
    found = _PRONOUN.match(sentence)
    if found is None:
        return sentence
    gender = _GENDERS.get(found[0].casefold())
    meant = [name for person, name in names.items() if person.gender == gender and not person.is_vague]
    if gender is None or len(meant) != 1:
        return ""
    return capital(meant[0] + ("’s" if found["owner"] else "") + sentence[found.end() :])


def _is_proper(form: str) -> bool:
    """Return whether a form is a name, and no description (“the man”) that may be anybody's."""
    return any(word[:1].isupper() for word in DESCRIBED.sub("", form, count=1).split())


@lru_cache(maxsize=64)
def _names_of_strangers(forms: tuple[str, ...]) -> re.Pattern[str] | None:
    if not forms:
        return None
    longest_first = "|".join(map(pattern_of, sorted(forms, key=len, reverse=True)))
    return re.compile(rf"(?<![\w’'])(?:{longest_first})(?P<owns>[’']s)?(?!\w)")
