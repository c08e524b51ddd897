"""Do what a finding offers: each action on the bible is an edit like any other, so that it can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from books.models import VividPage
from characters.editing import EditRefused, changes, looks, merging, people, places, scenes
from characters.models import Analysis, Character, CharacterChange, Edit, Finding, Setting

NOTHING = "Nothing to change: it is so already."

Values = Mapping[str, Any]
Action = Callable[[VividPage, Values, User], str]
"""Mends something for a reader and says in a sentence what was done. Raises EditRefused if it cannot."""


@transaction.atomic
def mend(*, finding: Finding, choice: int, by: User, actions: Mapping[str, Action]) -> str:
    """Do what the finding offers as its `choice` by one of `actions`, and say what was done; the finding is gone then.

    Raises EditRefused if it offers no such thing, or if the book has changed so that it cannot be done.
    """
    if not 0 <= choice < len(finding.mends):
        raise EditRefused("This suggestion is no longer available.")
    offered = finding.mends[choice]
    action = actions.get(offered["action"])
    if action is None:
        raise EditRefused("This suggestion is no longer available.")
    message = action(finding.vividpage, offered["values"], by)
    finding.delete()
    return message


def _merge(vividpage: VividPage, values: Values, by: User) -> str:
    keep, other = _person(vividpage, values["keep"]), _person(vividpage, values["other"])
    return _summary_of(merging.merge_people(keep=keep, other=other, by=by))


def _drop_alias(vividpage: VividPage, values: Values, by: User) -> str:
    person = _person(vividpage, values["person"])
    aliases = [alias for alias in person.aliases if alias != values["alias"]]
    return _summary_of(people.set_aliases(character=person, aliases=aliases, by=by))


def _forget_look(vividpage: VividPage, values: Values, by: User) -> str:
    look = {"field": values["field"], "value": values["value"]}
    return _summary_of(looks.remove_look(character=_person(vividpage, values["person"]), look=look, by=by))


def _end_change(vividpage: VividPage, values: Values, by: User) -> str:
    until = vividpage.scenes.filter(number=values["scene"]).first() if values["scene"] is not None else None
    return _summary_of(changes.end_change(change=_change(vividpage, values["change"]), until=until, by=by))


def _remove_change(vividpage: VividPage, values: Values, by: User) -> str:
    return _summary_of(changes.remove_change(change=_change(vividpage, values["change"]), by=by))


def _add_person(vividpage: VividPage, values: Values, by: User) -> str:
    person = _person(vividpage, values["person"])
    edits = []
    for analysis in _analyses(vividpage, values):
        seen = [one for one in _seen(analysis) if one.character != person]
        there = [*seen, scenes.CharacterInScene(person)]
        edits.append(scenes.set_people(analysis=analysis, people=there, by=by))
    return _summaries_of(edits)


def _remove_person(vividpage: VividPage, values: Values, by: User) -> str:
    person = _person(vividpage, values["person"])
    edits = []
    for analysis in _analyses(vividpage, values):
        seen = [one for one in _seen(analysis) if one.character != person]
        edits.append(scenes.set_people(analysis=analysis, people=seen, by=by))
    return _summaries_of(edits)


def _place(vividpage: VividPage, values: Values, by: User) -> str:
    place = Setting.objects.filter(vividpage=vividpage, pk=values["place"]).first()
    if place is None:
        raise EditRefused("That place is no longer in the book.")
    return _summary_of(places.make_alike(setting=place, kind=values.get("kind"), indoors=values.get("indoors"), by=by))


def _role(vividpage: VividPage, values: Values, by: User) -> str:
    return _summary_of(people.set_details(character=_person(vividpage, values["person"]), by=by, role=values["role"]))


def _species(vividpage: VividPage, values: Values, by: User) -> str:
    person = _person(vividpage, values["person"])
    return _summary_of(
        people.set_being(character=person, species=values["species"], is_clothed=person.is_clothed, by=by)
    )


def _elsewhere(vividpage: VividPage, values: Values, by: User) -> str:
    analyses = _analyses(vividpage, values)
    return _summaries_of([scenes.set_place_kind(analysis=each, kind=values["kind"], by=by) for each in analyses])


BIBLE_ACTIONS: Mapping[str, Action] = {
    "merge": _merge,
    "drop_alias": _drop_alias,
    "forget_look": _forget_look,
    "end_change": _end_change,
    "remove_change": _remove_change,
    "add_person": _add_person,
    "remove_person": _remove_person,
    "place": _place,
    "role": _role,
    "species": _species,
    "elsewhere": _elsewhere,
}


def _summary_of(edit: Edit | None) -> str:
    return f"{edit.summary}." if edit else NOTHING


def _summaries_of(edits: list[Edit | None]) -> str:
    made = [edit for edit in edits if edit is not None]
    more = f" So are {len(made) - 1} more scenes." if len(made) > 1 else ""
    return f"{made[0].summary}.{more}" if made else NOTHING


def _analyses(vividpage: VividPage, values: Values) -> list[Analysis]:
    """Find the scenes of a finding; one of before findings were grouped has one."""
    numbers = values["scenes"] if "scenes" in values else [values["scene"]]
    return [_analysis(vividpage, number) for number in numbers]


def _person(vividpage: VividPage, pk: Any) -> Character:
    person = vividpage.characters.filter(pk=UUID(str(pk))).first()
    if person is None:
        raise EditRefused("They are no longer in the book.")
    return person


def _change(vividpage: VividPage, pk: Any) -> CharacterChange:
    rows = CharacterChange.objects.filter(character__vividpage=vividpage, pk=UUID(str(pk)))
    change = rows.select_related("character").first()
    if change is None:
        raise EditRefused("That change is no longer in the book.")
    return change


def _analysis(vividpage: VividPage, number: Any) -> Analysis:
    rows = Analysis.objects.filter(scene__vividpage=vividpage, scene__number=number)
    analysis = rows.select_related("scene").first()
    if analysis is None:
        raise EditRefused("That scene is no longer in the book.")
    return analysis


def _seen(analysis: Analysis) -> list[scenes.CharacterInScene]:
    present = analysis.presences.select_related("character").order_by("order")
    return [scenes.CharacterInScene(one.character, one.pose, one.action, one.part, one.confidence) for one in present]
