"""Heroes that a brief names stay who they are, whatever a model plans."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from authors.language.depicting import LONGEST_WORDS, clean, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from authors.contract import PlannedPerson
    from authors.tales.brief import Hero

GENDERS: Mapping[str, Literal["female", "male", "unknown"]] = {"she": "female", "he": "male"}


def missing_heroes(heroes: Iterable[Hero], names: Iterable[str]) -> list[str]:
    """Return the names of heroes that a cast has not."""
    there = {clean(name).casefold() for name in names}
    return [hero.name for hero in heroes if hero.name.strip() and clean(hero.name).casefold() not in there]


def with_heroes(heroes: Iterable[Hero], people: Sequence[PlannedPerson]) -> tuple[PlannedPerson, ...]:
    """Return the cast with the heroes as the brief has them: name, being, looks, and the key that their face has."""
    cast = {person.name: person for person in people}
    for hero in heroes:
        name = named(hero.name, people)
        if name:
            cast[name] = _as_asked(cast[name], hero)
    return tuple(cast.values())


def _as_asked(person: PlannedPerson, hero: Hero) -> PlannedPerson:
    told = " ".join(value for _, value in person.looks).casefold()
    asked = clean(hero.looks, LONGEST_WORDS)
    words = [word for word in asked.casefold().replace(",", " ").split() if len(word) > 3]
    is_told = all(word in told for word in words)
    return person.model_copy(
        update={
            "name": clean(hero.name),
            "species": clean(hero.species).lower() or person.species,
            "gender": GENDERS.get(hero.pronoun, person.gender),
            "looks": person.looks if is_told else (("marks", asked), *person.looks),
            "role": "protagonist",
            "key": hero.key,
        }
    )
