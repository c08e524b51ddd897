"""The words that an image model is given. Knows no ORM."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from analysts.bible import World
from storyboards.requests.people import LONGEST_PERSON, called, described, looks_of, noun_of, unnamed
from storyboards.requests.places import PromptPlace, light_clause, place_clause
from storyboards.requests.staging import UNSTAGED, Staging, deed_sentence, framing
from storyboards.requests.wording import capital, cut, has_words, sentences

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sketch.styles import Style
    from storyboards.requests.people import PromptPerson

LONGEST = 6_000
"""Characters, the reader's own wishes and the style included: far less than services take, more than most read."""
LONGEST_SEEN = 2_000
NOWHERE = World()
WORLD_WORDS = {
    "dress": "Clothes are of that time",
    "technology": "Any light, vehicle, tool or weapon is of that time",
    "architecture": "Any building or room is of that time",
}
WORLD_FACTS = ("period", "country", *WORLD_WORDS)


def scene_prompt(
    *,
    seen: str,
    style: Style,
    people: Sequence[PromptPerson] = (),
    place: PromptPlace | None = None,
    staging: Staging = UNSTAGED,
    world: World = NOWHERE,
    instructions: str = "",
) -> str:
    """Write the deed, what is seen, each person's looks, place, light, view, time and country, wishes and style.

    The most important comes first, because some models read no farther than about fifty words. Nobody is named. What
    is told in the same words is not told again. If it grows too long, those named last go without their looks.
    """
    names = called(people)
    deed = deed_sentence(staging, names, seen)
    seen = unnamed(cut(seen, LONGEST_SEEN), names)
    told = f"{deed} {seen}"
    around = place or PromptPlace()
    rest = [
        "" if told.strip() or people or around.keywords else "Indoors" if around.indoors else "Outdoors",
        place_clause(around, told),
        light_clause(around, told),
        framing(staging, names),
        *_world(world, told),
        instructions,
        f"Style: {style.prompt}",
    ]
    room = LONGEST - len(sentences(deed, seen, *rest))
    clauses: list[str] = []
    for person in people:
        clause = _person(person, names, told)
        room -= len(clause) + 2 if clause else 0
        if room < 0:
            break
        clauses.append(clause)
    return sentences(deed, seen, *clauses, *rest)


def portrait_prompt(
    *, person: PromptPerson, style: Style, world: World = NOWHERE, instructions: str = "", wish: str = ""
) -> str:
    """Describe a character sheet of somebody, with all that is known of them by then. `wish`: what was wrong before."""
    return sentences(
        template("portrait").substitute(name=person.names[0]),
        capital(described(person)),
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
        template("place").substitute(name=place.name, side=side_of(place)),
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
    """Write a clause of what somebody looks like; nothing if all of it is told, and they are."""
    name = names[person]
    noun, looks = noun_of(person), [look for look in looks_of(person) if look not in name]
    missing = [look for look in looks if not has_words(look, told)]
    if not missing:
        return "" if has_words(name, told) else f"Also there: {name}"
    parts = [*([noun] if noun and not has_words(noun, f"{name} {told}") else []), *missing]
    return capital(cut(f"{name}: {', '.join(parts)}", LONGEST_PERSON))


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
