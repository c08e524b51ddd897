"""What readers see in pictures: one being twice, a badger that is a man, a garden that is a parlour."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from analysts.lexicon import words
from analysts.lexicon.beings import SPECIES_OF_NOUN
from analysts.lexicon.places import place_in
from analysts.vocabulary import HUMAN, INDOOR_KINDS, PlaceKind
from characters.continuity.inconsistency import Inconsistency, Mend, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from characters.continuity.facts import BookFacts, PersonFacts, SceneFacts

_SMALL = words("the a an of old little young poor dear captain doctor dr mr general colonel sir")
_TITLES = words("dr doctor mr mister captain colonel general sir lord major professor reverend squire")
_OF_A_FAMILY = words("mrs miss ms lady master junior senior jr sr")
"""Titles that tell people of one surname apart."""
_OWNED = re.compile(r".+[’']s? ")
"""Whose somebody is: “Victor’s” of “Victor’s father”."""


def twice(book: BookFacts) -> Iterator[Inconsistency]:
    """Find two in one picture who are likely one: all words of the one's name are in the other's."""
    together: dict[tuple[str, str], list[int]] = defaultdict(list)
    for scene in book.scenes:
        people = [book.by_id[person] for person in scene.present]
        for one, other in combinations(sorted(people, key=lambda p: (-p.mentions, p.name)), 2):
            if frozenset((one.id, other.id)) not in book.apart and _may_be_one(one, other):
                together[one.id, other.id].append(scene.number)
    for (one_id, other_id), scenes in together.items():
        one, other = book.by_id[one_id], book.by_id[other_id]
        yield Inconsistency(
            "twice",
            "warning",
            f"{one.name} and {other.name} are both seen in {listed(scenes)}, and may be one.",
            tuple(sorted((one.id, other.id))),
            scene=scenes[0],
            person=one.id,
            mends=(Mend("merge", f"Merge {one.name} and {other.name}", {"keep": one.id, "other": other.id}),),
        )


def against_its_name(book: BookFacts) -> Iterator[Inconsistency]:
    """Find those whose name says what kind of being they are, and who are drawn as another."""
    for person in book.people:
        species = _named_species(person)
        if species and person.species != species and book.scenes_with[person.id]:
            drawn = "a person" if person.species == HUMAN else f"“{person.species}”"
            yield Inconsistency(
                "species",
                "warning",
                f"By the name {person.name} is “{species}”, but is drawn as {drawn}.",
                (person.id, species),
                scene=book.scenes_with[person.id][0],
                person=person.id,
                mends=(Mend("species", f"Draw as “{species}”", {"person": person.id, "species": species}),),
            )


def elsewhere(book: BookFacts) -> Iterator[Inconsistency]:
    """Find scenes whose moment says that it is indoors where the picture is out of doors, or the other way round."""
    found: dict[tuple[str, PlaceKind], list[int]] = defaultdict(list)
    for scene in book.scenes:
        said = _said_place(scene)
        if said is not None:
            found[scene.place_kind, said].append(scene.number)
    for (drawn, said), scenes in found.items():
        yield Inconsistency(
            "elsewhere",
            "note",
            f"By its words the moment of {listed(scenes)} is at “{said}”, but the picture shows “{drawn}”.",
            (drawn, said),
            scene=scenes[0],
            mends=(Mend("elsewhere", f"Draw “{said}” there", {"kind": said, "scenes": tuple(scenes)}),),
        )


def _may_be_one(one: PersonFacts, other: PersonFacts) -> bool:
    is_other_gender = "unknown" not in {one.gender, other.gender} and one.gender != other.gender
    if one.species != other.species or one.is_group != other.is_group or is_other_gender:
        return False
    first, second = (set(_words_of(person.name)) for person in (one, other))
    if (first | second) & _OF_A_FAMILY or _titles_exclude(one, other):
        return False
    short, long = sorted((first - _SMALL, second - _SMALL), key=len)
    return bool(short) and short <= long


def _words_of(name: str) -> list[str]:
    """Return the words of a name in small letters, without the name of whose father or friend somebody is."""
    return re.findall(r"[^\W_]+", _OWNED.sub("", name).casefold())


def _titles_exclude(one: PersonFacts, other: PersonFacts) -> bool:
    """Return whether two are never called by one title: Dr. Craven and Mr. Craven."""
    first, second = (
        {word for form in person.forms for word in _words_of(form)[:1] if word in _TITLES} for person in (one, other)
    )
    return bool(first and second) and not first & second


def _named_species(person: PersonFacts) -> str:
    """Return the species that every name with an article gives: the Mole, The Cowardly Lion."""
    nouns = {form.casefold().split()[-1] for form in person.forms if form.casefold().startswith("the ")}
    named = {SPECIES_OF_NOUN.get(noun) for noun in nouns}
    return named.pop() or "" if len(named) == 1 else ""


def _said_place(scene: SceneFacts) -> PlaceKind | None:
    """Return the only kind of place that the words of a moment name, if it cannot be the one of the picture."""
    if scene.place_is_set or scene.place_kind == "unknown":
        return None
    said = place_in(scene.moment)
    return said if said and said != scene.place_kind and (said in INDOOR_KINDS) != scene.indoors else None
