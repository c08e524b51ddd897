"""Those without a name: the narrator's brother, the curate, the soldiers, the creature; one being, one row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysts.lexicon.beings import COLLECTIVE, CREATURES, SPECIES_OF_NOUN
from analysts.lexicon.titles import KIN
from analysts.prose.beings.being import Being
from analysts.vocabulary import HUMAN, PERSONLIKE, SPECIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analysts.prose.beings.being import BeingKind
    from analysts.prose.coreference.references import Reference

_PARENTS = {"mamma": "mother", "mama": "mother", "papa": "father", "grandpa": "grandfather"}
_TOLD = ("definite", "demonstrative")
_UNNATURAL = SPECIES[SPECIES.index("dragon") : SPECIES.index("animal")]
_PLURALS = {"man": "men", "woman": "women", "child": "children", "people": "people", "folk": "folk", "mouse": "mice"}
_PRONOUN_OF = {"female": "her", "male": "his", "unknown": "their"}


@dataclass(frozen=True, slots=True)
class Key:
    """What tells one unnamed being from another: a noun, of one or many, and of kin whose."""

    noun: str
    is_plural: bool = False
    owner: int = 0
    """The id of the owner's object; 0 for nobody's."""


class Unnamed:
    """The unnamed of a book. Those of `lasting` nouns are one being in the whole book ("the curate")."""

    def __init__(self, lasting: Iterable[Being] = ()) -> None:
        self.beings: list[Being] = []
        self._by_key: dict[Key, Being] = {}
        for being in lasting:
            self.beings.append(being)
            for noun in being.forms:
                self._by_key[Key(noun, being.is_group)] = being

    def known(self, reference: Reference, owner: Being | None) -> Being | None:
        """Return whom a description means wherever it stands: somebody's kin, or somebody that lasts."""
        noun = _PARENTS.get(reference.word, reference.word)
        if owner is not None and noun in KIN:
            return self._by_key.get(Key(noun, reference.is_plural, id(owner)))
        if reference.article in _TOLD and not reference.modifiers:
            return self._by_key.get(Key(noun, reference.is_plural))
        if reference.is_plural and reference.article == "bare":
            return self._by_key.get(Key(noun, True))
        return None

    def new(self, reference: Reference, owner: Being | None) -> Being:
        """Make somebody of a description; kin are kept for the whole book."""
        noun = _PARENTS.get(reference.word, reference.word)
        is_kin = owner is not None and noun in KIN and not owner.is_local
        being = Being(
            name=_name_of_kin(owner, reference) if owner is not None and is_kin else _described(reference),
            kind="kin" if is_kin else kind_of(noun, is_plural=reference.is_plural),
            gender=reference.gender,
            is_group=reference.is_plural,
            species=species_of(noun),
            is_clothed=species_of(noun) in PERSONLIKE,
            forms={noun},
            is_local=not is_kin,
        )
        if is_kin:
            self._by_key[Key(noun, reference.is_plural, id(owner))] = being
            self.beings.append(being)
        return being

    def name_kin(self, reference: Reference, owner: Being, named: Being) -> None:
        """Note that somebody's kin has a name ("her aunt Polly"): the description means them from now on."""
        noun = _PARENTS.get(reference.word, reference.word)
        self._by_key[Key(noun, reference.is_plural, id(owner))] = named


def kind_of(noun: str, *, is_plural: bool) -> BeingKind:
    """Return what kind of being a noun means."""
    if is_plural or noun in COLLECTIVE:
        return "group"
    species = SPECIES_OF_NOUN.get(noun)
    if noun in CREATURES or species in _UNNATURAL:
        return "creature"
    return "animal" if species else "role"


def species_of(noun: str) -> str:
    """Return the species that a noun means; for a creature of no known species the noun itself."""
    return SPECIES_OF_NOUN.get(noun) or (noun if noun in CREATURES else HUMAN)


def plural(noun: str) -> str:
    """Write a noun in the plural."""
    if noun in _PLURALS:
        return _PLURALS[noun]
    if noun.endswith("man"):
        return noun[:-2] + "en"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    return noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else noun + "s"


def _described(reference: Reference) -> str:
    noun = plural(reference.word) if reference.is_plural and reference.word not in COLLECTIVE else reference.word
    phrase = " ".join([*reference.modifiers, noun])
    if reference.article == "indefinite" and not reference.is_plural:
        return f"{'an' if phrase[0] in 'aeiou' else 'a'} {phrase}"
    return phrase if reference.is_plural and reference.article != "definite" else f"the {phrase}"


def _name_of_kin(owner: Being, reference: Reference) -> str:
    noun = plural(reference.word) if reference.is_plural else reference.word
    if owner.kind == "narrator" and not owner.forms:
        return f"The narrator’s {noun}"
    return f"{owner.name}’ {noun}" if owner.name.endswith("s") else f"{owner.name}’s {noun}"
