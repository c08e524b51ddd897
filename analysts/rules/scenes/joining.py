"""Join what the parsed prose says of a scene with what its words say: the surer of the two for each fact."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from analysts.certainty import SURE_PERSON
from analysts.rules.scenes.places import NOWHERE, Whereabouts, exact_kind, wide_kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from analysts.bible import PersonInScene, SceneReading, Span

_OF_PLACES = 0.25
"""How sure a place is that only words speak of."""
_SURE_OF_PLACE = 0.08
"""Where scenes were read to play somewhere at all, that was right more than twice as often as what their words said."""
_MOST_PEOPLE = 5
_SPEAKS_MUCH = 2
"""Speeches from which somebody is there throughout."""
_CARRY_A_SCENE = 2
"""Those who speak most in a scene: they are there at its moment, wherever that is."""
_NEAR, _FAR = 400, 1_500
"""Characters from a moment to what somebody says, within which they are there."""


def place_confidence(reading: SceneReading | None, here: Whereabouts) -> float | None:
    """Return how sure a scene's place is; None where nobody has judged it."""
    if reading is None or here.kind == "unknown":
        return None
    if wide_kind(reading.place_kind) == wide_kind(here.kind):
        return reading.place_confidence
    return _OF_PLACES


def settings_as_read(settings: Mapping[int, Whereabouts], readings: Sequence[SceneReading]) -> dict[int, Whereabouts]:
    """Return where scenes play: as they were read where that is sure, else as their words say."""
    found = dict(settings)
    for reading in readings:
        by_words = settings.get(reading.scene, NOWHERE)
        agrees = wide_kind(reading.place_kind) == by_words.kind and by_words.name is not None
        is_same = by_words.name is not None and by_words.name.endswith(reading.place)
        if reading.place_confidence < _SURE_OF_PLACE or (agrees and is_same):
            continue
        name = reading.place or (by_words.name if agrees else f"the {reading.place_kind}")
        wide = Whereabouts(name, wide_kind(reading.place_kind), reading.indoors)
        is_told = exact_kind(wide) == reading.place_kind
        found[reading.scene] = wide if is_told else Whereabouts(name, reading.place_kind, reading.indoors)
    return found


class Speech(NamedTuple):
    """Where in a scene's text somebody speaks."""

    start: int
    speaker: str


def people_of(
    reading: SceneReading | None,
    by_words: Sequence[PersonInScene],
    speeches: Sequence[Speech],
    known: Set[str],
) -> tuple[PersonInScene, ...]:
    """Return who is seen, as far as that is sure: those of the moment first, then those who talk around it.

    `known` are the names of the bible. Where the moment shows nobody for sure, its actor stays.
    """
    if reading is None:
        return tuple(by_words)
    found = {seen.person: seen for seen in reading.people if seen.person in known}
    for seen in by_words:
        sure = _talks_around(seen.person, speeches, reading.moment_span)
        if seen.person in found:
            here = found[seen.person]
            found[seen.person] = replace(here, confidence=max(here.confidence or 0.0, sure))
        elif sure >= SURE_PERSON:
            found[seen.person] = replace(seen, pose="standing", action="", confidence=sure)
    certain = [seen for seen in found.values() if (seen.confidence or 0.0) >= SURE_PERSON]
    return tuple(certain[:_MOST_PEOPLE] or list(found.values())[:1])


def _talks_around(person: str, speeches: Sequence[Speech], moment: Span | None) -> float:
    """Return how sure it is from what somebody says that they are there at the moment: before, after, near it."""
    own = [speech.start for speech in speeches if speech.speaker == person]
    if moment is None:
        return SURE_PERSON if len(own) >= _SPEAKS_MUCH else 0.0
    before = min((moment.end - start for start in own if start < moment.end), default=_FAR)
    after = min((start - moment.start for start in own if start >= moment.end), default=_FAR)
    if max(before, after) < _FAR:
        return 0.7
    if min(before, after) < _NEAR:
        return 0.65
    most = Counter(speech.speaker for speech in speeches).most_common(_CARRY_A_SCENE)
    return SURE_PERSON if (person, len(own)) in most and len(own) >= _SPEAKS_MUCH else 0.0
