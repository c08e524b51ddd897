"""What the picture of a beat shows: who acts in its words, as whom the book has them, doing what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysts.vocabulary import HUMAN
from authors.contract import DepictedPerson, Depiction, PlannedPerson
from authors.tales.acting import acting
from authors.tales.casting import planned_row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysts.vocabulary import DeedKind
    from authors.tales.brief import AgeGroup
    from authors.tales.pen import Variant
    from authors.tales.plots import Beat
    from authors.tales.telling import Stage
    from authors.tales.world import Being, Row

_POSES = {"sitting", "walking", "running", "lying", "kneeling", "riding", "fighting", "working", "standing"}
IN_CLOTHES: tuple[AgeGroup, ...] = ("6-8", "9-12")
"""Whose beasts go upright and in clothes: they keep shops and write letters, and have hands for it."""

ON_THE_GROUND: Mapping[DeedKind, DeedKind] = {
    "sitting": "looking",
    "weeping": "standing",
    "comforting": "talking",
    "tending": "looking",
}
"""What those do instead who have no seat: each of these deeds has somebody on a chair or a log."""


def extras_of(rows: Mapping[str, Row], hero: Being) -> dict[str, PlannedPerson]:
    """Return those who are in a plot by their names alone, as the bible has them."""
    found: dict[str, PlannedPerson] = {}
    for name, row in rows.items():
        person = planned_row(row.model_copy(update={"species": row.species or HUMAN, "name": row.name or name}), hero)
        assert person is not None
        looks_alike = {"is_group": True} if row.facts.get("group") else {}
        found[name] = person.model_copy(update={"aliases": (), "age": row.facts.get("age", person.age), **looks_alike})
    return found


def dressed(person: PlannedPerson, age: AgeGroup) -> PlannedPerson:
    """Return somebody as books for an age show them: beasts of stories for older children wear clothes."""
    if age not in IN_CLOTHES or person.species == HUMAN or person.is_clothed is not None or person.is_group:
        return person
    return person.model_copy(update={"is_clothed": True})


def present_in(stage: Stage, beat: Beat, entries: Sequence[str]) -> list[DepictedPerson]:
    """Return who is meant by roles, names and slots with names in them, each with the pose after its colon.

    What names nobody of the book ("the wind") is left out.
    """
    named = {name.lower(): person for name, person in names_in(stage).items()}
    shown: dict[str, DepictedPerson] = {}
    for entry in entries:
        who, _, pose = entry.partition(":")
        words = (stage.pen.fill(who) if "{" in who else who).lower()
        person = stage.people.get(beat.bind.get(who, who)) or named.get(words)
        if person is not None and person.name not in shown:
            is_able = pose in _POSES and not (pose == "sitting" and _has_no_seat(person))
            shown[person.name] = DepictedPerson.model_validate(
                {"name": person.name, "pose": pose if is_able else "standing"}
            )
    return list(shown.values())


def _has_no_seat(person: PlannedPerson) -> bool:
    """Say whether somebody has a body that no chair is made for: a beast without clothes, or a thing."""
    return person.species != HUMAN and not person.is_clothed


def names_in(stage: Stage) -> dict[str, PlannedPerson]:
    """Return everybody of a story by all that its texts call them."""
    named = {person.name: person for person in (*stage.people.values(), *stage.extras.values())}
    return named | dict(stage.extras)


def acting_in(stage: Stage, beat: Beat, text: str) -> list[PlannedPerson]:
    """Return who acts in a text of a beat and is to be seen."""
    named = names_in(stage)
    unseen = {words.lower() for words in beat.unseen}
    return [named[name] for name in sorted(acting(text, named)) if name.lower() not in unseen]


def depicted(stage: Stage, beat: Beat, said: tuple[str, Variant | None], time: str, weather: str) -> Depiction:
    """Return the picture of a beat with the text and the variant that are `said`: whoever acts in them is in it.

    Where a variant has people or a deed of its own, the picture has those.
    """
    text, variant = said
    fill = stage.pen.fill
    people = (variant.people if variant else ()) or beat.people
    shown = present_in(stage, beat, people)
    named = names_in(stage)
    deed = beat.deed if variant is None or variant.deed == "unknown" else variant.deed
    relation = beat.relation
    if any(_has_no_seat(named[person.name]) for person in shown[:2]):
        deed = ON_THE_GROUND.get(deed, deed)
        relation = "facing" if relation == "comforting" else relation
    own = bool(variant and (variant.people or variant.deed != "unknown"))
    seen = {person.name for person in shown}
    joining = dict.fromkeys(person.name for person in acting_in(stage, beat, text) if person.name not in seen)
    suffers = stage.people.get(beat.bind.get(beat.object_role, beat.object_role))
    return Depiction.model_validate(
        {
            "moment": fill(beat.summary),
            "people": [*shown, *(DepictedPerson(name=name) for name in joining)],
            "place": stage.spot.name,
            "deed": deed,
            "object_name": suffers.name if suffers and not own else "",
            "thing": fill(beat.thing) if beat.thing and deed == beat.deed else "",
            "relation": "unknown" if own else relation,
            "time_of_day": time,
            "weather": weather,
            "mood": (variant and variant.mood) or beat.mood,
            "light": beat.light,
            "distance": beat.distance,
            "props": tuple(fill(prop) for prop in beat.props),
        }
    )
