"""The words that an image model is given. Knows no ORM."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from analysts.bible import World
from analysts.vocabulary import HUMAN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sketch.styles import Style

LONGEST = 6_000
"""Characters, the reader's own wishes and the style included: far less than services take, more than most read."""
LONGEST_SEEN = 2_000
LONGEST_PLACE = 600
LONGEST_PERSON = 400
NOUNS = {
    "female": {"child": "girl", "young": "young woman", "old": "old woman", "": "woman"},
    "male": {"child": "boy", "young": "young man", "old": "old man", "": "man"},
    "": {"child": "child", "young": "young person", "old": "old person", "": ""},
}
TIMES = {
    "dawn": "dawn light",
    "morning": "morning light",
    "day": "daylight",
    "evening": "evening light",
    "night": "night, dark",
}
SKIES = {
    "clear": "clear sky",
    "cloudy": "cloudy sky",
    "rain": "rain",
    "storm": "storm",
    "snow": "snow",
    "fog": "fog",
    "wind": "strong wind",
}
NOWHERE = World()
WORLD_WORDS = {
    "dress": "Clothes are of that time",
    "technology": "Any light, vehicle, tool or weapon is of that time",
    "architecture": "Any building or room is of that time",
}
WORLD_FACTS = ("period", "country", *WORLD_WORDS)
HEARD_INDOORS = frozenset({"rain", "storm", "snow", "fog"})


@dataclass(frozen=True, slots=True)
class PromptPerson:
    """Somebody in a picture: their names, the best known first, and what they look like there, in phrases."""

    names: tuple[str, ...]
    looks: tuple[str, ...]
    gender: str = ""
    age: str = ""
    species: str = HUMAN


@dataclass(frozen=True, slots=True)
class PromptPlace:
    """Where and in what light a scene plays: words of `analysts.bible`, empty or `unknown` where nobody knows."""

    name: str = ""
    description: str = ""
    keywords: tuple[str, ...] = ()
    indoors: bool = False
    time_of_day: str = ""
    weather: str = ""
    mood: str = ""


def scene_prompt(
    *,
    seen: str,
    style: Style,
    people: Sequence[PromptPerson] = (),
    place: PromptPlace | None = None,
    world: World = NOWHERE,
    instructions: str = "",
) -> str:
    """Write what is seen, each person's looks, place, light, time and country, wishes and style, in this order.

    The most important comes first, because some models read no farther than about fifty words. What `seen` says in the
    same words is not said again. If it grows too long, those named last go without their looks.
    """
    seen = _cut(seen, LONGEST_SEEN)
    around = place or PromptPlace()
    rest = [_place(around, seen), _light(around, seen), *_world(world, seen), instructions, f"Style: {style.prompt}"]
    room = LONGEST - len(_sentences(seen, *rest))
    clauses: list[str] = []
    for person in people:
        clause = _person(person, seen)
        room -= len(clause) + 2 if clause else 0
        if room < 0:
            break
        clauses.append(clause)
    return _sentences(seen, *clauses, *rest)


def portrait_prompt(
    *, person: PromptPerson, style: Style, world: World = NOWHERE, instructions: str = "", wish: str = ""
) -> str:
    """Describe a character sheet of somebody, with all that is known of them by then. `wish`: what was wrong before."""
    return _sentences(
        template("portrait").substitute(name=person.names[0]),
        _capital(described(person)),
        *_world(world, about=("period", "country", "dress")),
        _wished(wish),
        instructions,
        f"Style: {style.prompt}",
    )


def place_prompt(
    *, place: PromptPlace, style: Style, world: World = NOWHERE, instructions: str = "", wish: str = ""
) -> str:
    """Describe a reference picture of a place: all of it, by day, with nobody there. `wish`: what was wrong before."""
    return _sentences(
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


def kind_of(person: PromptPerson) -> str:
    """Say what somebody is, in a noun: dog, old woman; "" where nobody knows."""
    return _noun(person) if person.species == HUMAN else person.species


def looks_of(person: PromptPerson) -> list[str]:
    """List what somebody looks like beyond what they are."""
    return [look for look in person.looks if look.casefold() != person.age]


def described(person: PromptPerson) -> str:
    """Say what somebody is and looks like, in a phrase."""
    return _cut(", ".join([*filter(None, [kind_of(person)]), *looks_of(person)]), LONGEST_PERSON)


def _person(person: PromptPerson, seen: str) -> str:
    """Write a clause of somebody by the name that the text has; nothing if the text says all of it."""
    kind, looks = kind_of(person), looks_of(person)
    missing = [look for look in looks if not _has_words(look, seen)]
    if looks and not missing:
        return ""
    parts = [*([kind] if kind and not _has_words(kind, seen) else []), *missing]
    name = next((name for name in person.names if _has_words(name, seen)), person.names[0])
    return _cut(f"{name}: {', '.join(parts)}", LONGEST_PERSON) if parts else ""


def _noun(person: PromptPerson) -> str:
    by_age = NOUNS.get(person.gender, NOUNS[""])
    return by_age.get(person.age, by_age[""])


def _place(place: PromptPlace, seen: str) -> str:
    description = place.description.strip() or ", ".join(word for word in place.keywords if not _has_words(word, seen))
    if not description or _has_words(description, seen):
        return "" if _has_words(place.name, seen) else place.name
    return _capital(_cut(f"{place.name}: {description}" if place.name else description, LONGEST_PLACE))


def _light(place: PromptPlace, seen: str) -> str:
    sky = SKIES.get(place.weather, "")
    if place.indoors:
        sky = f"{sky} outside" if place.weather in HEARD_INDOORS else ""
    parts = [
        words
        for word, words in ((place.time_of_day, TIMES.get(place.time_of_day, "")), (place.weather, sky))
        if words and not _has_words(word, seen)
    ]
    if place.mood and not _has_words(place.mood, seen):
        parts.append(f"{place.mood} mood")
    return _capital(", ".join(parts))


def _world(world: World, seen: str = "", *, about: Sequence[str] = WORLD_FACTS) -> list[str]:
    """Say when and where it plays and what a painter needs to know of that; without what `seen` says."""
    when = ", ".join(getattr(world, fact) for fact in about if fact in ("period", "country") and getattr(world, fact))
    when_and_where = [f"Time and country: {when}"] if when and not _has_words(when, seen) else []
    return when_and_where + [
        f"{words}: {getattr(world, fact)}"
        for fact, words in WORLD_WORDS.items()
        if fact in about and getattr(world, fact)
    ]


@cache
def template(name: str) -> Template:
    """Read the words of that name from `templates`."""
    return Template((Path(__file__).parent / "templates" / f"{name}.md").read_text(encoding="utf-8").strip())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _has_words(words: str, text: str) -> bool:
    """Return whether a text has these words, whole and in this order."""
    plain = words.strip().rstrip(".")
    if plain.casefold() not in text.casefold():
        return False  # seldom is anything: so no pattern is made for it
    return not plain or re.search(rf"(?<!\w){re.escape(plain)}(?!\w)", text, re.IGNORECASE) is not None


def _cut(text: str, longest: int) -> str:
    """Cut a text to that length, between words."""
    return text if len(text) <= longest else text[:longest].rsplit(maxsplit=1)[0].rstrip(" ,;:")


def _sentences(*parts: str) -> str:
    stripped = (part.strip().rstrip(".") for part in parts)
    return " ".join(f"{part}." for part in stripped if part)
