"""The places of a line as its branch's bible has been edited: names, kinds, what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from authors.continuations.contract import PlaceFacts, Statement
from writing.stories.bible.people import SAYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from authors.continuations.contract import StoryFacts
    from characters.editing.history import BibleRows
    from characters.models import Setting


class PlacesOverlay:
    """`edited` are the places as they are edited, `names` what those that were renamed or merged are called now."""

    def __init__(self, facts: StoryFacts, rows: BibleRows) -> None:
        self.names: dict[str, str] = {}
        places = list(facts.places)
        for setting in rows.places:
            if setting.locked or setting.aliases:  # of places only readers give other names
                places = self._with(setting, places)
        self.edited = tuple(places)

    def _with(self, setting: Setting, places: list[PlaceFacts]) -> list[PlaceFacts]:
        called = {form.casefold() for form in (setting.name, *setting.aliases)}
        mine = [one for one in places if one.name.casefold() in called]
        if mine:
            at = places.index(mine[0])
        elif "name" in setting.locked and not setting.scene_numbers:  # added by hand
            mine, at = [PlaceFacts(name=setting.name)], len(places)
        else:
            return places
        edited = _edited(setting, mine)
        self.names |= {one.name: edited.name for one in mine if one.name != edited.name}
        rest = [one for one in places if one not in mine]
        return [*rest[:at], edited, *rest[at:]]


def _edited(setting: Setting, mine: Sequence[PlaceFacts]) -> PlaceFacts:
    first, locked = mine[0], set(setting.locked)
    features = tuple(dict.fromkeys(feature for one in mine for feature in one.features))
    values: dict[str, Any] = {
        "name": setting.name if "name" in locked or len(mine) > 1 else first.name,
        "features": features,
        "state": mine[-1].state,
        "state_since": mine[-1].state_since,
    }
    values |= {field: getattr(setting, field) for field in ("kind", "indoors") if field in locked}
    if "keywords" in locked:
        values["features"] = tuple(_feature(values["name"], word) for word in setting.keywords)
    if "description" in locked and setting.description:
        values["features"] = (*values["features"], _feature(values["name"], setting.description))
    return first.model_copy(update=values)


def _feature(place: str, value: str) -> Statement:
    return Statement(kind="place", about=place, value=value, words=f"{value}, {SAYS}")
