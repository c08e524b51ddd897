"""The words that an image model is given that reads tags: the style first, looks instead of names. Knows no ORM.

Such a model looks at some seventy words, the first most; a name says nothing to it, and what is named is drawn.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from storyboards.requests.people import PromptPerson, called, kind_of, looks_of, unnamed
from storyboards.requests.places import SAID_BY_TIMES, SKIES, TIMES, PromptPlace
from storyboards.requests.prompts import NOWHERE, side_of, template, world_facts_of
from storyboards.requests.seen import seen_in_words
from storyboards.requests.staging import UNSTAGED, Staging, deed_sentence, framing
from storyboards.requests.wording import cut

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
    staging: Staging = UNSTAGED,
    world: World = NOWHERE,
    instructions: str = "",
    strangers: Sequence[str] = (),
    wish: str = "",
) -> str:
    """List the style, what the reader asks for (`wish`), what is done, looks, time, country, place, light, view."""
    around, names = place or PromptPlace(), called(people)
    facts = world_facts_of(around, staging, people)
    return _joined(
        style.prompt,
        unnamed(wish, names),
        seen_in_words(cut(seen, LONGEST_SEEN), names, strangers) or deed_sentence(staging, names),
        *(_looks(person) for person in people),
        world.period,
        world.country,
        world.dress if "dress" in facts else "",
        _scenery(around),
        TIMES.get(around.time_of_day, ""),
        "" if around.light in SAID_BY_TIMES else around.light,
        framing(staging, names),
        "" if around.indoors else SKIES.get(around.weather, ""),
        world.architecture if around.indoors and "architecture" in facts else "",
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
