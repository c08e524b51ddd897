"""The places of a book as far as its reader has come, its scenes as they are known, and its world; with edits."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404
from ninja import Field, Schema, Status

from api.core.paging import Asked, Page, part_of
from api.core.rows import owned, vividpage_of
from api.core.rules import READ, WRITE, CalledBy
from api.core.site import router
from api.core.visible import AskedAhead, must_see_all, visibility_of
from api.routes.bible.people import EditedSeveral, LockedField, Other
from api.routes.shapes import Edited, Image, edited, image
from characters.bible.cast import cards_of, places_of
from characters.bible.story_so_far import story_up_to
from characters.editing import merging, people, places, renaming, worlds
from characters.editing.cast import adding, removing
from characters.models import Setting
from storyboards.pictures.portraits import portraits_of
from storyboards.pictures.stored_image import image_of

settings_of_books = router("places")


class Place(Schema):
    """A place that the story has come to, as far as it has told of it."""

    id: UUID
    name: str
    aliases: list[str]
    description: str
    keywords: list[str]
    scenes: int
    first_scenes: list[int]
    image: Image | None


class EditablePlace(Schema):
    """A place with all that can be edited, from the whole book."""

    id: UUID
    name: str
    aliases: list[str]
    kind: str
    indoors: bool
    description: str
    keywords: list[str]
    locked: list[str]


class NewPlace(Schema):
    """A place that nobody has found."""

    name: str = Field(min_length=1, max_length=renaming.LONGEST)
    kind: str = Field("unknown", max_length=20)


class PlaceChange(Schema):
    """What is edited of a place; what is left out stays."""

    name: str | None = Field(None, min_length=1, max_length=renaming.LONGEST)
    kind: str | None = Field(None, max_length=20)
    indoors: bool | None = None
    description: str | None = Field(None, max_length=places.LONGEST_DESCRIPTION)
    keywords: list[str] | None = Field(None, max_length=places.MOST_KEYWORDS)


class World(Schema):
    """When and where a book plays, and what was worn, used and built there; what is left out stays."""

    period: str | None = Field(None, max_length=worlds.LONGEST["period"])
    country: str | None = Field(None, max_length=worlds.LONGEST["country"])
    dress: str | None = Field(None, max_length=worlds.LONGEST["dress"])
    technology: str | None = Field(None, max_length=worlds.LONGEST["technology"])
    architecture: str | None = Field(None, max_length=worlds.LONGEST["architecture"])


@settings_of_books.get("/{uuid:vividpage_id}/places", auth=READ, response=Page[Place])
def list_places(request: CalledBy, vividpage_id: UUID, wanted: Asked, ahead: AskedAhead) -> Any:
    """List the places that a book has come to by where its reader is."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    story = story_up_to(vividpage, visibility_of(request.auth, vividpage, ahead).scene)
    page = part_of(places_of(vividpage, story), wanted, lambda place: place)
    return {**page, "items": _shown(vividpage, page["items"], story)}


@settings_of_books.post("/{uuid:vividpage_id}/places", auth=WRITE, response={201: EditedSeveral})
def add_place(request: CalledBy, vividpage_id: UUID, body: NewPlace) -> Any:
    """Add a place that nobody has found."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    edit = adding.add_place(vividpage=vividpage, name=body.name, kind=body.kind, by=request.auth)
    return Status(201, EditedSeveral(edits=[edited(edit)]))


@settings_of_books.get("/{uuid:vividpage_id}/places/{uuid:place_id}", auth=READ, response=Place)
def read_place(request: CalledBy, vividpage_id: UUID, place_id: UUID, ahead: AskedAhead) -> Place:
    """Read what a place is like, as far as the reader has come."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    story = story_up_to(vividpage, visibility_of(request.auth, vividpage, ahead).scene)
    known = [place for place in places_of(vividpage, story) if place.setting.pk == place_id]
    if not known:
        raise Http404
    return _shown(vividpage, known, story)[0]


@settings_of_books.get("/{uuid:vividpage_id}/places/{uuid:place_id}/editable", auth=READ, response=EditablePlace)
def read_editable_place(request: CalledBy, vividpage_id: UUID, place_id: UUID, ahead: AskedAhead) -> EditablePlace:
    """Read all that can be edited of a place, from the whole book."""
    place = place_of(request, vividpage_id, place_id)
    must_see_all(request.auth, place.vividpage, ahead)
    columns = {name: getattr(place, name) for name in EditablePlace.model_fields if name != "id"}
    return EditablePlace(id=place.pk, **columns)


@settings_of_books.patch("/{uuid:vividpage_id}/places/{uuid:place_id}", auth=WRITE, response=EditedSeveral)
def change_place(request: CalledBy, vividpage_id: UUID, place_id: UUID, body: PlaceChange) -> EditedSeveral:
    """Edit what a place is called and like: one edit for its name, one for the rest."""
    place, sent = place_of(request, vividpage_id, place_id), body.model_dump(exclude_none=True)
    with transaction.atomic():
        name = sent.pop("name", None)
        made = [renaming.rename(row=place, name=name, by=request.auth) if name is not None else None]
        made.append(places.edit_place(setting=place, by=request.auth, **sent) if sent else None)
    return EditedSeveral(edits=[edited(edit) for edit in made if edit is not None])


@settings_of_books.delete("/{uuid:vividpage_id}/places/{uuid:place_id}", auth=WRITE, response=Edited)
def remove_place(request: CalledBy, vividpage_id: UUID, place_id: UUID) -> Edited:
    """Take a place out of the book; its scenes keep its kind."""
    return edited(removing.remove_place(setting=place_of(request, vividpage_id, place_id), by=request.auth))


@settings_of_books.post("/{uuid:vividpage_id}/places/{uuid:place_id}/merge", auth=WRITE, response=Edited)
def merge_place(request: CalledBy, vividpage_id: UUID, place_id: UUID, body: Other) -> Edited:
    """Make another place one with this one, which keeps name and id."""
    keep, other = (place_of(request, vividpage_id, one) for one in (place_id, body.other))
    return edited(merging.merge_places(keep=keep, other=other, by=request.auth))


@settings_of_books.post("/{uuid:vividpage_id}/places/{uuid:place_id}/unlock", auth=WRITE, response=Edited)
def unlock_place(request: CalledBy, vividpage_id: UUID, place_id: UUID, body: LockedField) -> Edited:
    """Let the next analysis change a field again."""
    return edited(people.let_go(row=place_of(request, vividpage_id, place_id), field=body.field, by=request.auth))


@settings_of_books.get("/{uuid:vividpage_id}/world", auth=READ, response=World)
def read_world(request: CalledBy, vividpage_id: UUID, ahead: AskedAhead) -> World:
    """Read when and where a book plays."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    must_see_all(request.auth, vividpage, ahead)
    return World(**{name: getattr(vividpage, name) for name in worlds.LONGEST})


@settings_of_books.patch("/{uuid:vividpage_id}/world", auth=WRITE, response=Edited)
def change_world(request: CalledBy, vividpage_id: UUID, body: World) -> Edited:
    """Say when and where a book plays, and what was worn, used and built there."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    kept = {name: getattr(vividpage, name) for name in worlds.LONGEST}
    facts = {**kept, **body.model_dump(exclude_none=True)}
    return edited(worlds.edit_world(vividpage=vividpage, by=request.auth, **facts))


def place_of(request: CalledBy, vividpage_id: UUID, place_id: UUID) -> Setting:
    """Return a place of the caller's book. Raises Http404."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    place = owned(vividpage.settings_found.all(), place_id)
    place.vividpage = vividpage
    return place


def _shown(vividpage: Any, known: list[Any], story: Any) -> list[Place]:
    """Describe places. Three queries, however many they are."""
    portraits = portraits_of(place.setting.pk for place in known)
    cards = cards_of(vividpage, [], known, story).places
    return [
        Place(
            id=place.setting.pk,
            name=place.called.name,
            aliases=list(place.called.aliases),
            description=card.description,
            keywords=card.keywords,
            scenes=place.scenes.count,
            first_scenes=list(place.scenes.first),
            image=image(image_of(portraits[place.setting.pk])) if place.setting.pk in portraits else None,
        )
        for place, card in zip(known, cards, strict=True)
    ]
