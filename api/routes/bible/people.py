"""The people of a book: as far as its reader has come; and everything that can be edited of them."""

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
from api.routes.shapes import Edited, Image, edited, image
from characters.bible.cast import CastMember, cards_of, cast_of
from characters.bible.story_so_far import story_up_to
from characters.editing import merging, people, queries, renaming, splitting
from characters.editing.cast import adding, removing, splitting_back
from characters.models import Character, Edit, Nobody
from storyboards.pictures.portraits import portraits_of
from storyboards.pictures.stored_image import image_of

cast = router("people")
LONGEST_NAMES = 60


class LookFact(Schema):
    """A fact of somebody's looks, and the sentence that says so."""

    field: str = Field(examples=["hair"])
    value: str
    sentence: str


class LookChangeShape(Schema):
    """What is different about somebody from a scene on."""

    type: str
    modifier: str
    description: str
    since: int
    until: int | None


class Person(Schema):
    """Somebody of a book, as far as it has told of them. `role` is empty while the rest of the book would tell it."""

    id: UUID
    name: str
    aliases: list[str]
    is_named: bool
    role: str
    scenes: int
    first_scenes: list[int]
    portrait: Image | None


class WholePerson(Person):
    """Somebody with all that has been told of them."""

    looks: list[LookFact]
    changes: list[LookChangeShape]


class EditableChange(LookChangeShape):
    """A change that can be ended or removed."""

    id: UUID


class MergedPerson(Schema):
    """Somebody who was made one with this person, and can be split back by that edit."""

    edit: UUID
    name: str


class EditablePerson(Schema):
    """Somebody with all that can be edited, from the whole book."""

    id: UUID
    name: str
    aliases: list[str]
    gender: str
    age: str
    role: str
    species: str
    is_clothed: bool | None
    is_narrator: bool
    description: str
    personality: str
    looks: list[LookFact]
    changes: list[EditableChange]
    locked: list[str] = Field(description="Fields that no analysis changes.")
    merged: list[MergedPerson]


class NewPerson(Schema):
    """Somebody whom nobody has found."""

    name: str = Field(min_length=1, max_length=renaming.LONGEST)
    gender: str = Field("unknown", max_length=20)
    age: str = Field("unknown", max_length=20)
    species: str = Field("", max_length=people.LONGEST_SPECIES)


class PersonChange(Schema):
    """What is edited of somebody; what is left out stays."""

    name: str | None = Field(None, min_length=1, max_length=renaming.LONGEST)
    aliases: list[str] | None = Field(None, max_length=renaming.MOST_ALIASES)
    gender: str | None = Field(None, max_length=20)
    age: str | None = Field(None, max_length=20)
    role: str | None = Field(None, max_length=20)
    species: str | None = Field(None, max_length=people.LONGEST_SPECIES)
    is_clothed: bool | None = Field(None, description="Null: as such beings do. Taken where “species” is sent.")
    is_narrator: bool | None = None
    description: str | None = Field(None, max_length=people.LONGEST_DESCRIPTION)
    personality: str | None = Field(None, max_length=people.LONGEST_DESCRIPTION)


class EditedSeveral(Schema):
    """The edits that were made; none where nothing has changed."""

    edits: list[Edited]


class Other(Schema):
    """Who or what is the same."""

    other: UUID


class Split(Schema):
    """Names and scenes that are somebody else's."""

    name: str = Field(min_length=1, max_length=renaming.LONGEST)
    aliases: list[str] = Field(default_factory=list, max_length=LONGEST_NAMES)
    scenes: list[int] = Field(default_factory=list, max_length=10_000)


class SplitBack(Schema):
    """The edit by which two were made one."""

    edit: UUID


class LockedField(Schema):
    """A field that the next analysis may change again."""

    field: str = Field(max_length=40)


class NobodyShape(Schema):
    """Somebody of whom the reader has said that there is no such person."""

    id: UUID
    name: str
    aliases: list[str]


@cast.get("/{uuid:vividpage_id}/people", auth=READ, response=Page[Person])
def list_people(request: CalledBy, vividpage_id: UUID, wanted: Asked, ahead: AskedAhead) -> Any:
    """List everybody who has been met in a book by where its reader is, the most important first."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    story = story_up_to(vividpage, visibility_of(request.auth, vividpage, ahead).scene)
    page = part_of(cast_of(vividpage, story).members, wanted, lambda member: member)
    portraits = portraits_of(member.character.pk for member in page["items"])
    return {**page, "items": [Person(**_person(one, portraits)) for one in page["items"]]}


@cast.post("/{uuid:vividpage_id}/people", auth=WRITE, response={201: EditedSeveral})
def add_person(request: CalledBy, vividpage_id: UUID, body: NewPerson) -> Any:
    """Add somebody whom nobody has found."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    edit = adding.add_person(vividpage=vividpage, by=request.auth, **body.model_dump())
    return Status(201, EditedSeveral(edits=[edited(edit)]))


@cast.get("/{uuid:vividpage_id}/people/{uuid:person_id}", auth=READ, response=WholePerson)
def read_person(request: CalledBy, vividpage_id: UUID, person_id: UUID, ahead: AskedAhead) -> WholePerson:
    """Read who somebody is and what they look like, as far as the reader has come."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    story = story_up_to(vividpage, visibility_of(request.auth, vividpage, ahead).scene)
    member = next((one for one in cast_of(vividpage, story).members if one.character.pk == person_id), None)
    if member is None:
        raise Http404
    card = cards_of(vividpage, [member], [], story).people[person_id]
    looks = [
        LookFact(field=kind.field, value=fact.value, sentence=fact.sentence)
        for kind in card.looks
        for fact in kind.facts
    ]
    changes = [
        LookChangeShape(
            type=change.type,
            modifier=change.modifier,
            description=change.description,
            since=change.since.scene,
            until=change.until.scene if change.until else None,
        )
        for change in card.changes
    ]
    return WholePerson(**_person(member, portraits_of([person_id])), looks=looks, changes=changes)


@cast.get("/{uuid:vividpage_id}/people/{uuid:person_id}/editable", auth=READ, response=EditablePerson)
def read_editable_person(request: CalledBy, vividpage_id: UUID, person_id: UUID, ahead: AskedAhead) -> EditablePerson:
    """Read all that can be edited of somebody, from the whole book."""
    person = person_of(request, vividpage_id, person_id)
    must_see_all(request.auth, person.vividpage, ahead)
    columns = ("name", "aliases", "gender", "age", "role", "species", "is_clothed", "is_narrator")
    return EditablePerson(
        id=person.pk,
        **{name: getattr(person, name) for name in (*columns, "description", "personality", "locked")},
        looks=[
            LookFact(field=look.field, value=look.value, sentence=look.sentence)
            for look in queries.looks_to_edit(person)
        ],
        changes=[
            EditableChange(
                id=change.pk,
                type=change.type,
                modifier=change.prompt_modifier,
                description=change.description,
                since=change.scene.number,
                until=change.until.number if change.until else None,
            )
            for change in queries.changes_of(person)
        ],
        merged=[MergedPerson(edit=one.edit.pk, name=one.name) for one in splitting_back.mergings_of(person)],
    )


@cast.patch("/{uuid:vividpage_id}/people/{uuid:person_id}", auth=WRITE, response=EditedSeveral)
def change_person(request: CalledBy, vividpage_id: UUID, person_id: UUID, body: PersonChange) -> EditedSeveral:
    """Edit who somebody is. Each kind of change is an edit of its own that can be undone; all are made or none."""
    person = person_of(request, vividpage_id, person_id)
    with transaction.atomic():
        made = list(_changes(person, body.model_dump(exclude_unset=True), request))
    return EditedSeveral(edits=[edited(edit) for edit in made if edit is not None])


@cast.delete("/{uuid:vividpage_id}/people/{uuid:person_id}", auth=WRITE, response=Edited)
def remove_person(request: CalledBy, vividpage_id: UUID, person_id: UUID) -> Edited:
    """Say that there is no such person: no scene shows them, and no analysis finds them again."""
    return edited(removing.remove_person(character=person_of(request, vividpage_id, person_id), by=request.auth))


@cast.post("/{uuid:vividpage_id}/people/{uuid:person_id}/merge", auth=WRITE, response=Edited)
def merge_person(request: CalledBy, vividpage_id: UUID, person_id: UUID, body: Other) -> Edited:
    """Make somebody else one with this person, who keeps name and id."""
    keep, other = (person_of(request, vividpage_id, one) for one in (person_id, body.other))
    return edited(merging.merge_people(keep=keep, other=other, by=request.auth))


@cast.post("/{uuid:vividpage_id}/people/{uuid:person_id}/split", auth=WRITE, response=Edited)
def split_person(request: CalledBy, vividpage_id: UUID, person_id: UUID, body: Split) -> Edited:
    """Make somebody else of some names, of some scenes, or of both."""
    person = person_of(request, vividpage_id, person_id)
    return edited(splitting.split_person(character=person, by=request.auth, **body.model_dump()))


@cast.post("/{uuid:vividpage_id}/people/{uuid:person_id}/split-back", auth=WRITE, response=Edited)
def split_person_back(request: CalledBy, vividpage_id: UUID, person_id: UUID, body: SplitBack) -> Edited:
    """Make two again of somebody whom that edit had made one."""
    person = person_of(request, vividpage_id, person_id)
    return edited(splitting_back.split_back(character=person, edit_id=body.edit, by=request.auth))


@cast.post("/{uuid:vividpage_id}/people/{uuid:person_id}/unlock", auth=WRITE, response=Edited)
def unlock_person(request: CalledBy, vividpage_id: UUID, person_id: UUID, body: LockedField) -> Edited:
    """Let the next analysis change a field again."""
    return edited(people.let_go(row=person_of(request, vividpage_id, person_id), field=body.field, by=request.auth))


@cast.get("/{uuid:vividpage_id}/nobodies", auth=READ, response=Page[NobodyShape])
def list_nobodies(request: CalledBy, vividpage_id: UUID, wanted: Asked) -> Any:
    """List those of whom the reader has said that there is no such person."""
    rows = list(vividpage_of(request.auth, vividpage_id).nobodies.order_by("name"))
    return part_of(rows, wanted, lambda row: NobodyShape(id=row.pk, name=row.name, aliases=row.aliases))


@cast.post("/{uuid:vividpage_id}/nobodies/{uuid:nobody_id}/allow", auth=WRITE, response=Edited)
def allow_nobody(request: CalledBy, vividpage_id: UUID, nobody_id: UUID) -> Edited:
    """Let the next analysis find somebody again."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    nobody = owned(Nobody.objects.filter(vividpage=vividpage), nobody_id)
    return edited(removing.allow_again(nobody=nobody, by=request.auth))


def person_of(request: CalledBy, vividpage_id: UUID, person_id: UUID) -> Character:
    """Return somebody of the caller's book. Raises Http404."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    person = owned(vividpage.characters.all(), person_id)
    person.vividpage = vividpage
    return person


def _changes(person: Character, sent: dict[str, Any], request: CalledBy) -> Any:
    """Make one edit for each kind of what is sent."""
    by = request.auth
    if sent.get("aliases") is not None:
        yield people.set_aliases(character=person, aliases=sent["aliases"], by=by)
    if sent.get("name") is not None:
        yield renaming.rename(row=person, name=sent["name"], by=by)
    details = {name: sent[name] for name in ("gender", "age", "role") if sent.get(name) is not None}
    if details:
        yield people.set_details(character=person, by=by, **details)
    if sent.get("species") is not None:
        is_clothed = sent.get("is_clothed", person.is_clothed)
        yield people.set_being(character=person, species=sent["species"], is_clothed=is_clothed, by=by)
    if sent.get("is_narrator") is not None:
        yield people.set_teller(character=person, is_narrator=sent["is_narrator"], by=by)
    yield _described(person, sent, request)


def _described(person: Character, sent: dict[str, Any], request: CalledBy) -> Edit | None:
    words = {name: sent.get(name) for name in ("description", "personality")}
    if all(value is None for value in words.values()):
        return None
    kept = {name: getattr(person, name) if value is None else value for name, value in words.items()}
    return people.describe(character=person, by=request.auth, **kept)


def _person(member: CastMember, portraits: Any) -> dict[str, Any]:
    version = portraits.get(member.character.pk)
    return {
        "id": member.character.pk,
        "name": member.called.name,
        "aliases": list(member.called.aliases),
        "is_named": member.called.is_named,
        "role": member.role,
        "scenes": member.scenes.count,
        "first_scenes": list(member.scenes.first),
        "portrait": image(image_of(version)) if version else None,
    }
