"""Places and their light as artists are told of them. Knows no ORM."""

from __future__ import annotations

from dataclasses import dataclass

from analysts.vocabulary import VEHICLE_KINDS
from storyboards.requests.wording import capital, cut, has_words

LONGEST_PLACE = 600
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
SAID_BY_TIMES = frozenset({"unknown", "", "daylight"})


@dataclass(frozen=True, slots=True)
class PromptPlace:
    """Where and in what light a scene plays: words of `analysts.vocabulary`, empty or `unknown` where nobody knows."""

    name: str = ""
    description: str = ""
    keywords: tuple[str, ...] = ()
    indoors: bool = False
    time_of_day: str = ""
    weather: str = ""
    mood: str = ""
    kind: str = ""
    light: str = ""


def light_of(place: PromptPlace) -> tuple[str, str]:
    """Return the time of day and how it is said, both empty where nobody knows."""
    words = TIMES.get(place.time_of_day, "")
    return (place.time_of_day, words) if words else ("", "")


def sky_of(place: PromptPlace) -> tuple[str, str]:
    """Return the weather and how it is said: from indoors only what is heard there."""
    sky = SKIES.get(place.weather, "")
    if place.indoors:
        sky = f"{sky} outside" if place.weather in HEARD_INDOORS else ""
    return (place.weather, sky) if sky else ("", "")


def place_clause(place: PromptPlace, told: str) -> str:
    """Say what kind of place it is and what is to be seen there, without what has been told."""
    seen = place.description.strip() or ", ".join(word for word in place.keywords if not has_words(word, told))
    named = _named(place)
    if not seen or has_words(seen, told):
        return "" if has_words(named, told) else capital(named)
    return capital(cut(f"{named}: {seen}" if named else seen, LONGEST_PLACE))


def light_clause(place: PromptPlace, told: str) -> str:
    """Say the hour, what lights it, the weather and the mood, without what has been told."""
    source = "" if place.light in SAID_BY_TIMES else place.light
    pairs = (light_of(place), (source, source), sky_of(place))
    parts = [words for word, words in pairs if words and not has_words(word, told)]
    if place.mood and not has_words(place.mood, told):
        parts.append(f"{place.mood} mood")
    return capital(", ".join(parts))


def _named(place: PromptPlace) -> str:
    """Name a place by its kind, where its own name is that of one place alone: Green Gables is a house.

    So is whatever one is in that moves: a rowing boat (the river).
    """
    kind = "" if place.kind == "unknown" else place.kind
    says_its_kind = place.name and not place.name[0].isupper() and kind not in VEHICLE_KINDS
    if not kind or has_words(kind, place.name) or says_its_kind:
        return place.name
    return f"{kind} ({place.name})" if place.name else kind
