"""The words that an image model is given that reads tags: the style first, looks instead of names. Knows no ORM.

Such a model looks at some seventy words, the first most; a name says nothing to it, and what is named is drawn.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from storyboards.requests.prompts import (
    NOWHERE,
    SKIES,
    TIMES,
    PromptPerson,
    PromptPlace,
    kind_of,
    looks_of,
    side_of,
    template,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysts.bible import World
    from sketch.styles import Style

LONGEST = 1_500
"""Characters."""
LONGEST_SEEN = 300
MOST_LOOKS = 6
"""Of one person."""


def scene_tags(
    *,
    seen: str,
    style: Style,
    people: Sequence[PromptPerson] = (),
    place: PromptPlace | None = None,
    world: World = NOWHERE,
    instructions: str = "",
) -> str:
    """List the style, what is seen with nobody named, what each looks like, time, country, the place and its light."""
    around = place or PromptPlace()
    return _joined(
        style.prompt,
        _unnamed(seen[:LONGEST_SEEN].rstrip(" ."), people),
        *(_looks(person) for person in people),
        world.period,
        world.country,
        world.dress if people else "",
        _scenery(around),
        TIMES.get(around.time_of_day, ""),
        "" if around.indoors else SKIES.get(around.weather, ""),
        world.architecture if around.indoors else "",
        instructions,
    )


def portrait_tags(*, person: PromptPerson, style: Style, world: World = NOWHERE, instructions: str = "") -> str:
    """List the style, how a sheet is laid out, who it is by their looks, and what was worn then and there."""
    layout = template("portrait_tags").template
    return _joined(style.prompt, layout, _looks(person), world.period, world.country, world.dress, instructions)


def place_tags(*, place: PromptPlace, style: Style, world: World = NOWHERE, instructions: str = "") -> str:
    """List the style, how it is seen, what is there, and how one built then and there."""
    layout = template("place_tags").substitute(side=side_of(place))
    when = (world.period, world.country, world.architecture, world.technology)
    return _joined(style.prompt, layout, _scenery(place), *when, instructions)


def _unnamed(seen: str, people: Sequence[PromptPerson]) -> str:
    """Write what is seen, each person called by what they are."""
    kinds = Counter(map(kind_of, people))
    called = {name: _called(person, is_alone=kinds[kind_of(person)] == 1) for person in people for name in person.names}
    if not called:
        return seen
    longest_first = sorted(called, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    return pattern.sub(lambda name: called[name[0]], seen)


def _called(person: PromptPerson, *, is_alone: bool) -> str:
    """Call somebody “the boy”; of several, “the boy with red hair”."""
    kind, looks = kind_of(person) or "person", looks_of(person)
    return f"the {kind}" if is_alone or not looks else f"the {kind} with {looks[0]}"


def _looks(person: PromptPerson) -> str:
    return ", ".join([*filter(None, [kind_of(person)]), *looks_of(person)[:MOST_LOOKS]])


def _scenery(place: PromptPlace) -> str:
    return ", ".join(place.keywords) or place.description


def _joined(*phrases: str) -> str:
    """Join phrases with commas, each once, as many as there is room for."""
    by_folded: dict[str, str] = {}
    room = LONGEST
    for phrase in (part.strip(" .,") for whole in phrases for part in re.split(r"[.;]\s+|\n", whole)):
        if not phrase or phrase.casefold() in by_folded or len(phrase) > room:
            continue
        by_folded[phrase.casefold()] = phrase
        room -= len(phrase) + 2
    return ", ".join(by_folded.values())
