"""What somebody looks like, and what is different about them from a scene on."""

from __future__ import annotations

from typing import Annotated, Any, get_args
from uuid import UUID

from django.http import Http404
from ninja import Field, Query, Schema, Status

from analysts import bible
from api.core.rows import owned
from api.core.rules import WRITE, CalledBy
from api.core.site import router
from api.routes.bible.people import person_of
from api.routes.shapes import Edited, edited
from books.models import Scene
from characters.editing import changes, looks
from characters.models import Character, CharacterChange

FIELDS = list(get_args(bible.LookField))
looks_of_people = router("people")


class NewLook(Schema):
    """A fact of somebody's looks."""

    field: str = Field(max_length=40, examples=FIELDS[:1], description=f"One of: {', '.join(FIELDS)}.")
    value: str = Field(min_length=1, max_length=looks.LONGEST, examples=["long silver hair"])


class OtherLook(NewLook):
    """Another fact in the place of one that is known (`old`)."""

    old: str = Field(max_length=looks.LONGEST)


class NewChange(Schema):
    """Something that is different from a scene on, up to and without another."""

    kind: str = Field(max_length=20, examples=["hair"], description=f"One of: {', '.join(changes.TYPES)}.")
    modifier: str = Field(min_length=1, max_length=changes.LONGEST, examples=["short black hair"])
    since: int = Field(ge=1, le=2**31 - 1)
    until: int | None = Field(None, ge=1, le=2**31 - 1, description="Null: to the end.")


class End(Schema):
    """Where a change ends; null: it lasts."""

    until: int | None = Field(None, ge=1, le=2**31 - 1)


@looks_of_people.post("/{uuid:vividpage_id}/people/{uuid:person_id}/looks", auth=WRITE, response={201: Edited})
def add_look(request: CalledBy, vividpage_id: UUID, person_id: UUID, body: NewLook) -> Any:
    """Add a fact of somebody's looks; it is the one that is drawn."""
    person = person_of(request, vividpage_id, person_id)
    edit = looks.add_look(character=person, field=body.field, value=body.value, by=request.auth)
    return Status(201, edited(edit))


@looks_of_people.put("/{uuid:vividpage_id}/people/{uuid:person_id}/looks", auth=WRITE, response=Edited)
def change_look(request: CalledBy, vividpage_id: UUID, person_id: UUID, body: OtherLook) -> Edited:
    """Put another fact in the place of one that is known."""
    person = person_of(request, vividpage_id, person_id)
    look = {"field": body.field, "value": body.old}
    return edited(looks.change_look(character=person, look=look, value=body.value, by=request.auth))


@looks_of_people.delete("/{uuid:vividpage_id}/people/{uuid:person_id}/looks", auth=WRITE, response=Edited)
def remove_look(request: CalledBy, vividpage_id: UUID, person_id: UUID, look: Annotated[NewLook, Query()]) -> Edited:
    """Say that a fact of somebody's looks is none."""
    person = person_of(request, vividpage_id, person_id)
    return edited(looks.remove_look(character=person, look=look.model_dump(), by=request.auth))


@looks_of_people.post("/{uuid:vividpage_id}/people/{uuid:person_id}/changes", auth=WRITE, response={201: Edited})
def add_change(request: CalledBy, vividpage_id: UUID, person_id: UUID, body: NewChange) -> Any:
    """Make somebody look different from a scene on."""
    person = person_of(request, vividpage_id, person_id)
    edit = changes.add_change(
        character=person,
        kind=body.kind,
        modifier=body.modifier,
        by=request.auth,
        scene=_scene(person, body.since),
        until=_scene(person, body.until) if body.until else None,
    )
    return Status(201, edited(edit))


@looks_of_people.patch(
    "/{uuid:vividpage_id}/people/{uuid:person_id}/changes/{uuid:change_id}", auth=WRITE, response=Edited
)
def end_change(request: CalledBy, vividpage_id: UUID, person_id: UUID, change_id: UUID, body: End) -> Edited:
    """Let a change end before a scene, or last."""
    person = person_of(request, vividpage_id, person_id)
    until = _scene(person, body.until) if body.until else None
    return edited(changes.end_change(change=_change(person, change_id), until=until, by=request.auth))


@looks_of_people.delete(
    "/{uuid:vividpage_id}/people/{uuid:person_id}/changes/{uuid:change_id}", auth=WRITE, response=Edited
)
def remove_change(request: CalledBy, vividpage_id: UUID, person_id: UUID, change_id: UUID) -> Edited:
    """Say that something did not change."""
    person = person_of(request, vividpage_id, person_id)
    return edited(changes.remove_change(change=_change(person, change_id), by=request.auth))


def _change(person: Character, change_id: UUID) -> CharacterChange:
    return owned(person.changes.select_related("character", "scene", "until"), change_id)


def _scene(person: Character, number: int) -> Scene:
    scene: Scene | None = person.vividpage.scenes.filter(number=number).first()
    if scene is None:
        raise Http404
    return scene
