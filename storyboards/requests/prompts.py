"""The words that an image model is given. Knows no ORM."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from analysts.bible import World
from analysts.vocabulary import PERSONLIKE, VEHICLE_KINDS, DeedKind, LightSource, PlaceKind
from storyboards.requests.people import LONGEST_PERSON, called, kind_of, looks_of, unnamed
from storyboards.requests.places import PromptPlace, kind_and_name, light_clause, place_clause
from storyboards.requests.seen import seen_in_words
from storyboards.requests.staging import UNSTAGED, Staging, deed_sentence, framing
from storyboards.requests.wording import capital, cut, has_words, indefinite, joined, sentences

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sketch.styles import Style
    from storyboards.requests.people import PromptPerson

LONGEST = 6_000
"""Characters, the reader's own wishes and the style included: far less than services take, more than most read."""
LONGEST_SEEN = 2_000
NOWHERE = World()
SOMEBODY = "a person"
WORLD_WORDS = {
    "dress": "Clothes are of that time",
    "technology": "Any light, vehicle, tool or weapon is of that time",
    "architecture": "Any building or room is of that time",
}
WORLD_FACTS = ("period", "country", *WORLD_WORDS)
BUILT: frozenset[PlaceKind] = frozenset(
    {
        *("bridge", "village", "street", "square", "market", "harbour", "railway station", "farmyard", "courtyard"),
        *("graveyard", "ruin", "rooftop", "house", "castle"),
    }
)
"""Kinds of places out of doors where buildings are seen."""
UNBUILT: frozenset[PlaceKind] = frozenset({"cave", "tent", "mine"})
TRAVELLED: frozenset[PlaceKind] = VEHICLE_KINDS | {
    "street",
    "road",
    "harbour",
    "railway station",
    "battlefield",
    "camp",
}
"""Kinds of places where vehicles or weapons are seen."""
LIGHTED: frozenset[LightSource] = frozenset({"candlelight", "lamplight"})
USING: frozenset[DeedKind] = frozenset(
    {"riding", "driving", "rowing", "sailing", "fighting", "shooting", "threatening", "digging", "working", "lighting"}
)
"""Deeds with a tool, a vehicle or a weapon."""


def scene_prompt(
    *,
    seen: str,
    style: Style,
    people: Sequence[PromptPerson] = (),
    place: PromptPlace | None = None,
    staging: Staging = UNSTAGED,
    world: World = NOWHERE,
    instructions: str = "",
    strangers: Sequence[str] = (),
    wish: str = "",
) -> str:
    """Write what is done, each person's looks, place, light, view, time and country, wishes and style.

    The most important comes first, because some models read no farther than about fifty words. Nobody is named, and
    nobody told of who is not there (`strangers` are the names of all others). The deed is put in words of our own where
    `seen` has none. What is told in the same words is not told again. If it grows too long, those named last go without
    their looks. `wish` is what the reader asks for in this picture, in their words.
    """
    names = called(people)
    told = seen_in_words(cut(seen, LONGEST_SEEN), names, strangers) or deed_sentence(staging, names)
    around = place or PromptPlace()
    asked = f"Most important: {unnamed(wish, names)}" if wish else ""
    rest = [
        "" if told.strip() or people or around.keywords else "Indoors" if around.indoors else "Outdoors",
        place_clause(around, told),
        light_clause(around, told),
        framing(staging, names),
        *_world(world, told, about=world_facts_of(around, staging, people)),
        instructions,
        f"Style: {style.prompt}",
    ]
    room = LONGEST - len(sentences(told, asked, *rest))
    looks = [_person(person, names, told) for person in people]
    clauses: list[str] = []
    for clause in filter(None, looks):
        room -= len(clause) + 2
        if room < 0:
            break
        clauses.append(clause)
    plain = [names[person] for person, clause in zip(people, looks, strict=True) if not clause]
    return sentences(told, asked, *clauses, _also_there(plain, told, longest=room), *rest)


def portrait_prompt(
    *, person: PromptPerson, style: Style, world: World = NOWHERE, instructions: str = "", wish: str = ""
) -> str:
    """Describe a character sheet of somebody, with all that is known of them by then. `wish`: what was wrong before."""
    return sentences(
        template("portrait").substitute(person=indefinite(kind) if (kind := kind_of(person)) else SOMEBODY),
        capital(cut(", ".join(looks_of(person)), LONGEST_PERSON)),
        f"Bearing and expression: {person.personality}" if person.personality else "",
        *_world(world, about=("period", "country", "dress")),
        _wished(wish),
        instructions,
        f"Style: {style.prompt}",
    )


def place_prompt(
    *, place: PromptPlace, style: Style, world: World = NOWHERE, instructions: str = "", wish: str = ""
) -> str:
    """Describe a reference picture of a place: all of it, by day, with nobody there. `wish`: what was wrong before."""
    return sentences(
        template("place").substitute(place=kind_and_name(place) or "a place", side=side_of(place)),
        place.description or ", ".join(place.keywords),
        *_world(world, about=("period", "country", "technology", "architecture")),
        _wished(wish),
        instructions,
        f"Style: {style.prompt}",
    )


def side_of(place: PromptPlace) -> str:
    """Say from where a place is seen."""
    return "seen from inside" if place.indoors else "seen from outside"


def _wished(wish: str) -> str:
    return f"Wrong in an earlier picture, so do it differently: {wish}" if wish else ""


def _person(person: PromptPerson, names: Mapping[PromptPerson, str], told: str) -> str:
    """Write a clause of what somebody looks like; nothing if all of it is told."""
    name = names[person]
    noun, looks = kind_of(person), [look for look in looks_of(person) if look not in name]
    missing = [look for look in looks if not has_words(look, told)]
    if not missing:
        return ""
    parts = [*([noun] if noun and not has_words(noun, f"{name} {told}") else []), *missing]
    return capital(cut(f"{name}: {', '.join(parts)}", LONGEST_PERSON))


def _also_there(names: Sequence[str], told: str, *, longest: int) -> str:
    """Name those in one sentence of whom nothing else is told: also there: a man and a dog."""
    there = [indefinite(name) for name in names if not has_words(name, told)]
    while there and len(", ".join(there)) + len("Also there:  and .") > longest:
        there.pop()
    return f"Also there: {joined(there)}" if there else ""


def world_facts_of(place: PromptPlace, staging: Staging, people: Sequence[PromptPerson]) -> tuple[str, ...]:
    """Name the facts of a world that a picture may show: no pistols in a parlour, and no brick terraces at sea."""
    is_anywhere = place.kind in ("", "unknown")
    is_built = place.kind in BUILT or (place.indoors and place.kind not in (*VEHICLE_KINDS, *UNBUILT))
    is_used = staging.deed in USING or bool(staging.thing) or place.kind in TRAVELLED or place.light in LIGHTED
    shown = {
        "dress": any(person.species in PERSONLIKE or person.is_clothed for person in people if not person.is_vague),
        "technology": is_anywhere or is_used,
        "architecture": is_anywhere or is_built,
    }
    return tuple(fact for fact in WORLD_FACTS if shown.get(fact, True))


def _world(world: World, seen: str = "", *, about: Sequence[str] = WORLD_FACTS) -> list[str]:
    """Say when and where it plays and what a painter needs to know of that; without what `seen` says."""
    when = ", ".join(getattr(world, fact) for fact in about if fact in ("period", "country") and getattr(world, fact))
    when_and_where = [f"Time and country: {when}"] if when and not has_words(when, seen) else []
    return when_and_where + [
        f"{words}: {getattr(world, fact)}"
        for fact, words in WORLD_WORDS.items()
        if fact in about and getattr(world, fact)
    ]


@cache
def template(name: str) -> Template:
    """Read the words of that name from `templates`."""
    return Template((Path(__file__).parent / "templates" / f"{name}.md").read_text(encoding="utf-8").strip())
