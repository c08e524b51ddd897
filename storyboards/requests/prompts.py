"""The words that an image model is given. Knows no ORM."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sketch.styles import Style

LONGEST = 6_000
"""Characters, the reader's own wishes and the style included: far less than services take, more than most read."""
LONGEST_SEEN = 2_000
LONGEST_PLACE = 600
LONGEST_PERSON = 400
ANIMAL = "animal:"
"""Before the kind of an animal, where it stands among somebody's looks."""
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
HEARD_INDOORS = frozenset({"rain", "storm", "snow", "fog"})


@dataclass(frozen=True, slots=True)
class PromptPerson:
    """Somebody in a picture: their names, the best known first, and what they look like there, in phrases."""

    names: tuple[str, ...]
    looks: tuple[str, ...]
    gender: str = ""
    age: str = ""


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
    instructions: str = "",
) -> str:
    """What is seen, each person's looks, the place, its light, the reader's own wishes, and the style: in this order.

    The most important comes first, because some models read no farther than about fifty words. What `seen` says in the
    same words is not said again. If it grows too long, those named last go without their looks.
    """
    seen = _cut(seen, LONGEST_SEEN)
    around = place or PromptPlace()
    rest = [_place(around, seen), _light(around, seen), instructions, f"Style: {style.prompt}"]
    room = LONGEST - len(_sentences(seen, *rest))
    clauses: list[str] = []
    for person in people:
        clause = _person(person, seen)
        room -= len(clause) + 2 if clause else 0
        if room < 0:
            break
        clauses.append(clause)
    return _sentences(seen, *clauses, *rest)


def portrait_prompt(*, name: str, appearance: str, style: Style, instructions: str = "", wish: str = "") -> str:
    """Describe a reference picture of somebody: head and shoulders before a plain ground.

    `wish`: what was wrong before.
    """
    return _sentences(
        f"Portrait of {name}, head and shoulders, facing the viewer, plain background",
        appearance.replace(ANIMAL, ""),
        _wished(wish),
        instructions,
        f"Style: {style.prompt}",
    )


def place_prompt(*, place: PromptPlace, style: Style, instructions: str = "", wish: str = "") -> str:
    """Describe a reference picture of a place: all of it, by day, with nobody there. `wish`: what was wrong before."""
    inside = "seen from inside" if place.indoors else "seen from outside"
    return _sentences(
        f"Wide view of {place.name}, {inside}, by day, empty: no people, no animals",
        place.description or ", ".join(place.keywords),
        _wished(wish),
        instructions,
        f"Style: {style.prompt}",
    )


def _wished(wish: str) -> str:
    return f"Wrong in an earlier picture, so do it differently: {wish}" if wish else ""


def _person(person: PromptPerson, seen: str) -> str:
    """Write a clause of somebody by the name that the text has; nothing if the text says all of it."""
    animal = next((look.removeprefix(ANIMAL) for look in person.looks if look.startswith(ANIMAL)), "")
    kind = ("" if animal == "other" else animal) or _noun(person)
    looks = [look for look in person.looks if not look.startswith(ANIMAL) and look.casefold() != person.age]
    unsaid = [look for look in looks if not _is_said(look, seen)]
    if looks and not unsaid:
        return ""
    parts = [*([kind] if kind and not _is_said(kind, seen) else []), *unsaid]
    name = next((name for name in person.names if _is_said(name, seen)), person.names[0])
    return _cut(f"{name}: {', '.join(parts)}", LONGEST_PERSON) if parts else ""


def _noun(person: PromptPerson) -> str:
    by_age = NOUNS.get(person.gender, NOUNS[""])
    return by_age.get(person.age, by_age[""])


def _place(place: PromptPlace, seen: str) -> str:
    description = place.description.strip() or ", ".join(word for word in place.keywords if not _is_said(word, seen))
    if not description or _is_said(description, seen):
        return "" if _is_said(place.name, seen) else place.name
    return _capital(_cut(f"{place.name}: {description}" if place.name else description, LONGEST_PLACE))


def _light(place: PromptPlace, seen: str) -> str:
    sky = SKIES.get(place.weather, "")
    if place.indoors:
        sky = f"{sky} outside" if place.weather in HEARD_INDOORS else ""
    parts = [
        words
        for word, words in ((place.time_of_day, TIMES.get(place.time_of_day, "")), (place.weather, sky))
        if words and not _is_said(word, seen)
    ]
    if place.mood and not _is_said(place.mood, seen):
        parts.append(f"{place.mood} mood")
    return _capital(", ".join(parts))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _is_said(words: str, text: str) -> bool:
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
