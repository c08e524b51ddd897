"""Those without a name: the narrator's brother, the curate, the soldiers, the creature; one being, one row."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysts.lexicon import words
from analysts.lexicon.beings import COLLECTIVE, CREATURES, SPECIES_OF_NOUN
from analysts.lexicon.titles import KIN
from analysts.prose.beings.being import Being
from analysts.prose.coreference.names import words_of
from analysts.vocabulary import HUMAN, PERSONLIKE, SPECIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analysts.prose.beings.being import BeingKind
    from analysts.prose.coreference.references import Reference

FAMILY = KIN.keys() - words("friend companion guardian lover master mistress host hostess cap'n cap’n")
_PARENTS = {"mamma": "mother", "mama": "mother", "papa": "father", "grandpa": "grandfather"}
_NAMED, _NAMELESS = 0.4, 0.85
"""Shares of uses from which a description means somebody with a name, or nobody with one."""
_TOLD = ("definite", "demonstrative")
_UNNATURAL = SPECIES[SPECIES.index("dragon") : SPECIES.index("animal")]
_PLURALS = {"man": "men", "woman": "women", "child": "children", "people": "people", "folk": "folk", "mouse": "mice"}


@dataclass(frozen=True, slots=True)
class Key:
    """What tells one unnamed being from another: a noun, of one or many, and of kin whose."""

    noun: str
    is_plural: bool = False
    owner: int = 0
    """The id of the owner's object; 0 for nobody's."""


class Usage:
    """Whom a book means by each description ("her father", "the vicar"), counted in a first reading.

    `scenes` are those of everybody with a name.
    """

    def __init__(self) -> None:
        self._votes: dict[Key, Counter[int]] = defaultdict(Counter)
        self._beings: dict[int, Being] = {}

    def note(self, key: Key, being: Being) -> None:
        """Count one use."""
        self._votes[key][0 if being.is_local else id(being)] += 1
        self._beings[id(being)] = being

    def named(self, key: Key) -> Being | None:
        """Return the one with a name whom most uses mean."""
        votes = self._votes.get(key)
        if not votes:
            return None
        best, count = max(((b, c) for b, c in votes.items() if b), key=lambda v: v[1], default=(0, 0))
        return self._beings[best] if count >= _NAMED * votes.total() and count > 1 else None

    def is_nameless(self, key: Key) -> bool:
        """Say whether hardly any use means somebody with a name."""
        votes = self._votes.get(key)
        return votes is None or votes[0] >= _NAMELESS * votes.total()

    def is_mostly_nameless(self, key: Key) -> bool:
        """Say whether at least every second use means nobody with a name."""
        votes = self._votes.get(key)
        return votes is None or votes[0] >= 0.5 * votes.total()


class Unnamed:
    """The unnamed of a book. Those of `lasting` nouns are one being in the whole book ("the curate")."""

    def __init__(self, lasting: Iterable[Being] = (), named: Iterable[Being] = (), usage: Usage | None = None) -> None:
        self.beings: list[Being] = []
        self._by_key: dict[Key, Being] = {}
        self._titled = _only_holders(named)
        self._usage = usage
        self.learned = Usage()
        """Whom descriptions of kin were taken to mean in this reading."""
        for being in lasting:
            self.beings.append(being)
            for noun in being.forms:
                self._by_key[Key(noun, being.is_group)] = being

    def known(self, reference: Reference, owner: Being | None) -> Being | None:
        """Return whom a description means wherever it stands: somebody's kin, or somebody that lasts."""
        noun = _PARENTS.get(reference.word, reference.word)
        if owner is not None and noun in FAMILY:
            return self._kin_of(owner, Key(noun, reference.is_plural, id(owner)))
        is_told = reference.article in _TOLD and not reference.modifiers
        if is_told or (reference.is_plural and reference.article == "bare"):
            return self._by_key.get(Key(noun, reference.is_plural))
        return None

    def _kin_of(self, owner: Being, key: Key) -> Being | None:
        known = self._by_key.get(key) or (self._usage.named(key) if self._usage else None)
        if known is None and not key.is_plural:
            known = self._titled.get(key.noun)
        return known if known is not owner else None

    def new(self, reference: Reference, owner: Being | None) -> Being:
        """Make somebody of a description; kin of whom the book says no name are kept for all of it."""
        noun = _PARENTS.get(reference.word, reference.word)
        key = Key(noun, reference.is_plural, id(owner))
        is_kin = owner is not None and noun in FAMILY and self._lasts(key, owner)
        being = Being(
            name=_name_of_kin(owner, reference) if owner is not None and is_kin else _described(reference),
            kind="kin" if is_kin else kind_of(noun, is_plural=reference.is_plural),
            gender=reference.gender,
            is_group=reference.is_plural,
            species=species_of(noun),
            is_clothed=species_of(noun) in PERSONLIKE,
            forms={noun},
            is_local=not is_kin,
            owner=owner if is_kin else None,
        )
        if is_kin:
            self._by_key[key] = being
            self.beings.append(being)
        return being

    def _lasts(self, key: Key, owner: Being) -> bool:
        """Say whether somebody's kin is one being in the whole book who has no name.

        Narrators name their kin seldom. The father of anybody else is mostly somebody whom the book names.
        """
        if self._usage is None:
            return False
        if owner.is_narrator:
            return self._usage.is_mostly_nameless(key)
        return owner.kind == "named" and self._usage.is_nameless(key)

    def note(self, reference: Reference, owner: Being | None, being: Being) -> None:
        """Learn whom a description was taken to mean."""
        noun = _PARENTS.get(reference.word, reference.word)
        if owner is not None and noun in FAMILY:
            self.learned.note(Key(noun, reference.is_plural, id(owner)), being)
        elif owner is None and reference.article in _TOLD and not reference.modifiers:
            self.learned.note(Key(noun, reference.is_plural), being)


def _only_holders(named: Iterable[Being]) -> dict[str, Being]:
    """Return who alone bears a title of kin ("Aunt Em"): "her aunt" is she."""
    holders: dict[str, set[int]] = {}
    beings: dict[str, Being] = {}
    for being in named:
        for name in map(words_of, being.forms):
            if len(name) > 1 and name[0].lower() in FAMILY:
                holders.setdefault(name[0].lower(), set()).add(id(being))
                beings[name[0].lower()] = being
    return {title: beings[title] for title, ids in holders.items() if len(ids) == 1}


def common_names(named: Iterable[Being]) -> set[str]:
    """Return the descriptions in lower case that mean named people ("squire", "old gentleman")."""
    return {form.lower().removeprefix("the ") for being in named for form in being.forms}


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
    if noun.endswith("men"):
        return noun
    if noun.endswith("man"):
        return noun[:-2] + "en"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    return noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else noun + "s"


def _described(reference: Reference) -> str:
    noun = plural(reference.word) if reference.is_plural and reference.word not in COLLECTIVE else reference.word
    phrase = " ".join([*reference.modifiers, noun])
    if noun[0].isupper() and not reference.is_plural:
        return noun
    if reference.article == "indefinite" and not reference.is_plural:
        return f"{'an' if phrase[0] in 'aeiou' else 'a'} {phrase}"
    return phrase if reference.is_plural and reference.article != "definite" else f"the {phrase}"


def _name_of_kin(owner: Being, reference: Reference) -> str:
    noun = plural(reference.word) if reference.is_plural else reference.word
    if owner.kind == "narrator" and not owner.forms:
        return f"The narrator’s {noun}"
    return f"{owner.name}’ {noun}" if owner.name.endswith("s") else f"{owner.name}’s {noun}"
