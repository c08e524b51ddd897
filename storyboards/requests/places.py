"""Places and their light as artists are told of them. Knows no ORM."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysts.lexicon.places import EXACT_KINDS, PLACE_NOUNS
from analysts.vocabulary import VEHICLE_KINDS
from storyboards.requests.wording import ENDS, capital, cut, has_words, with_article

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
HOUSES = frozenset(
    ("house", "home", "cottage", "farmhouse", "hotel", "manor", "mansion", "villa", "palace", "castle", "tower")
)
"""What is seen from outside by its name."""
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
    seen = _of_the_place(place.description) or ", ".join(word for word in place.keywords if not has_words(word, told))
    named = kind_and_name(place)
    if not seen or has_words(seen, told):
        return "" if has_words(named, told) else capital(named)
    return capital(cut(f"{named}: {seen}" if named else seen, LONGEST_PLACE))


def _of_the_place(description: str) -> str:
    """Return the sentences of a description that tell of nobody."""
    return " ".join(said for said in ENDS.split(description.strip()) if said and not _OF_SOMEBODY.search(said))


_OF_SOMEBODY = re.compile(r"\b(?:I|me|my|we|us|our|he|him|his|she|her|they|them|who|whom)\b", re.IGNORECASE)


def light_clause(place: PromptPlace, told: str) -> str:
    """Say the hour, what lights it, the weather and the mood, without what has been told."""
    source = "" if place.light in SAID_BY_TIMES else place.light
    pairs = (light_of(place), (source, source), sky_of(place))
    parts = [words for word, words in pairs if words and not has_words(word, told)]
    if place.mood and not has_words(place.mood, told):
        parts.append(f"{place.mood} mood")
    return capital(", ".join(parts))


def kind_and_name(place: PromptPlace) -> str:
    """Say what a place is, in the book's words where they say it: a proper name says nothing to an artist.

    Green Gables is a house, its kitchen “the kitchen”; whatever one is in that moves is named, too: a rowing boat (the
    river).
    """
    kind = "" if place.kind == "unknown" else place.kind
    name = _OF_A_NAME.sub("", place.name)
    if not name or _is_proper(name):
        return with_article(kind) if kind else ""
    noun = name.casefold().partition(" of ")[0].split()[-1]
    named_kind = EXACT_KINDS.get(noun) or PLACE_NOUNS.get(noun)
    if place.indoors and noun in HOUSES:
        return f"inside {name}"
    is_elsewhere = kind in VEHICLE_KINDS and named_kind not in VEHICLE_KINDS and not has_words(kind, name)
    return f"{kind} ({name})" if is_elsewhere else name


_OF_A_NAME = re.compile(r"(?<=\w),? (?:at|of|in|near|by) (?:the )?[A-Z].*$")


def _is_proper(name: str) -> bool:
    return any(word[:1].isupper() for word in name.removeprefix("The ").split())
