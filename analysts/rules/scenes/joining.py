"""Join what the parsed prose says of a scene with what its words say: the surer of the two for each fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysts.certainty import SURE_PERSON
from analysts.rules.scenes.places import NOWHERE, Whereabouts, exact_kind, wide_kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from analysts.bible import PersonInScene, SceneReading

_OF_PLACES = 0.25
"""How sure a place is that only words speak of."""
_SURE_OF_PLACE = 0.08
"""Where scenes were read to play somewhere at all, that was right more than twice as often as what their words said."""
_SURE_OF_NAME = 0.5
"""How sure it has to be that a scene plays somewhere of which only the name is known."""
_MOST_PEOPLE = 5


def place_confidence(reading: SceneReading | None, here: Whereabouts) -> float | None:
    """Return how sure a scene's place is; None where nobody has judged it."""
    if reading is None or here.kind == "unknown":
        return None
    if wide_kind(reading.place_kind) == wide_kind(here.kind):
        return reading.place_confidence
    return _OF_PLACES


def settings_as_read(settings: Mapping[int, Whereabouts], readings: Sequence[SceneReading]) -> dict[int, Whereabouts]:
    """Return where scenes play: as they were read where that is sure, else as their words say.

    Where these are on the other side of the roof, it is only a room, or only in the open.
    """
    found = dict(settings)
    for reading in readings:
        by_words = settings.get(reading.scene, NOWHERE)
        agrees = wide_kind(reading.place_kind) == by_words.kind and by_words.name is not None
        is_same = by_words.name is not None and by_words.name.endswith(reading.place)
        if agrees and is_same:
            continue
        if by_words.indoors == reading.indoors and by_words.name is not None and _is_only_named(reading):
            continue
        if reading.place_confidence < _SURE_OF_PLACE:
            found[reading.scene] = _on_its_side(by_words, indoors=reading.indoors)
            continue
        name = reading.place or (by_words.name if agrees else f"the {reading.place_kind}")
        wide = Whereabouts(name, wide_kind(reading.place_kind), reading.indoors)
        is_told = exact_kind(wide) == reading.place_kind
        found[reading.scene] = wide if is_told else Whereabouts(name, reading.place_kind, reading.indoors)
    return found


def _is_only_named(reading: SceneReading) -> bool:
    return reading.place[:1].isupper() and reading.place_confidence < _SURE_OF_NAME


def _on_its_side(here: Whereabouts, *, indoors: bool) -> Whereabouts:
    """Return a place on that side of the roof: in a town there are rooms; of the others nothing else is known."""
    if here.indoors == indoors:
        return here
    is_town = here.name is not None and here.name[:1].isupper() and here.kind in ("village", "street")
    return Whereabouts(here.name if is_town else None, "room" if is_town else "unknown", indoors)


def people_of(
    reading: SceneReading | None, by_words: Sequence[PersonInScene], known: Set[str]
) -> tuple[PersonInScene, ...]:
    """Return who is seen, as far as that is sure, those of the moment first; where nobody is sure, its actor.

    `known` are the names of the bible; `by_words` are those whom the words alone show, where nothing else was read.
    """
    if reading is None:
        return tuple(by_words)
    seen = [person for person in reading.people if person.person in known]
    certain = [person for person in seen if (person.confidence or 0.0) >= SURE_PERSON]
    return tuple(certain[:_MOST_PEOPLE] or seen[:1])
