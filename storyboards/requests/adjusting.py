"""What one picture is to show otherwise than the bible has it: for this picture alone, so nothing is edited."""

from __future__ import annotations

from copy import copy
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from characters.models import Analysis
    from storyboards.requests.facts import SceneToDraw, ShownPerson

CONFIDENCES = {"time_of_day": "time_confidence", "weather": "weather_confidence"}
"""What is asked for is sure."""
OF_THE_SCENE = ("time_of_day", "light", "weather", "mood", "distance", "relation")


@dataclass(frozen=True, slots=True)
class AdjustedLook:
    """What somebody (`person` is their id) looks like in this picture: a field of looks, and a phrase."""

    person: str
    field: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustments:
    """What a picture shows otherwise; what is empty stays as it is.

    The first six are words of `analysts.vocabulary`; `without` are the ids of people who are left out, of whoever
    has no name what the text calls them; `props` are
    things in a word each that are added, `no_props` those that are left out.
    """

    time_of_day: str = ""
    light: str = ""
    weather: str = ""
    mood: str = ""
    distance: str = ""
    relation: str = ""
    without: tuple[str, ...] = ()
    props: tuple[str, ...] = ()
    no_props: tuple[str, ...] = ()
    looks: tuple[AdjustedLook, ...] = ()

    def __bool__(self) -> bool:
        return self != UNADJUSTED

    def as_json(self) -> dict[str, Any]:
        """Return what is not empty, as the options of a unit and the parameters of a version hold it."""
        return {name: value for name, value in asdict(self).items() if value}


UNADJUSTED = Adjustments()


def adjustments_from(data: Mapping[str, Any]) -> Adjustments:
    """Read what `as_json` wrote; what is unknown is left out."""
    known = {field.name for field in fields(Adjustments)}
    values: dict[str, Any] = {name: value for name, value in data.items() if name in known}
    for name in ("without", "props", "no_props"):
        values[name] = tuple(values.get(name, ()))
    values["looks"] = tuple(AdjustedLook(**look) for look in values.get("looks", ()))
    return Adjustments(**values)


def adjusted(facts: SceneToDraw, adjustments: Adjustments) -> SceneToDraw:
    """Return what is to be drawn of a scene with these adjustments. Nothing of the bible is changed."""
    if not adjustments:
        return facts
    analysis: Analysis = copy(facts.analysis)
    for name in OF_THE_SCENE:
        if value := getattr(adjustments, name):
            setattr(analysis, name, value)
            if name in CONFIDENCES:
                setattr(analysis, CONFIDENCES[name], None)
    if adjustments.time_of_day and not adjustments.light:
        analysis.light = "unknown"
    analysis.strangers = [row for row in analysis.strangers if row["words"] not in adjustments.without]
    left_out = {prop.casefold() for prop in adjustments.no_props}
    kept = [prop for prop in analysis.props if prop.casefold() not in left_out]
    analysis.props = list(dict.fromkeys([*adjustments.props, *kept]))
    if analysis.deed_thing.casefold() in left_out:
        analysis.deed_thing = ""
    people = [_adjusted_person(shown, adjustments) for shown in facts.people]
    shown = [person for person in people if str(person.character.pk) not in adjustments.without]
    return replace(facts, analysis=analysis, people=shown)


def _adjusted_person(shown: ShownPerson, adjustments: Adjustments) -> ShownPerson:
    own = {look.field: (look.value,) for look in adjustments.looks if look.person == str(shown.character.pk)}
    if not own:
        return shown
    looks = {**shown.appearance.looks, **own}
    return replace(shown, appearance=replace(shown.appearance, looks=looks))
