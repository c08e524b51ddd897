"""What is seen in a scene: its light and place, who is there, what is done, who speaks; read and edited."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.http import Http404
from ninja import Field, Schema

from api.core.rows import owned, vividpage_of
from api.core.rules import READ, WRITE, CalledBy
from api.core.site import router
from api.core.visible import AskedAhead, visibility_of
from api.routes.bible.people import EditedSeveral, LockedField
from api.routes.shapes import Edited, edited
from characters.bible.story_so_far import story_up_to
from characters.editing import people, scenes
from characters.editing.scenes import CharacterInScene
from characters.models import Analysis, Character, Quote

seen = router("scenes")


class Presence(Schema):
    """Somebody who is seen in a scene."""

    person: UUID
    name: str
    pose: str
    action: str
    part: str


class SceneShape(Schema):
    """What is known of a scene."""

    scene: int
    place: UUID | None
    place_kind: str
    time_of_day: str
    weather: str
    mood: str
    summary: str
    moment: str = Field(description="What its picture shows.")
    deed: str
    deed_thing: str
    people: list[Presence]
    strangers: list[str]
    locked: list[str]


class SceneChange(Schema):
    """What is edited of a scene; what is left out stays."""

    time_of_day: str | None = Field(None, max_length=20)
    weather: str | None = Field(None, max_length=20)
    mood: str | None = Field(None, max_length=20)
    moment: str | None = Field(None, max_length=scenes.LONGEST_MOMENT)
    place: UUID | None = Field(None, description="A place of the book; send null to say that it is no named one.")


class There(Schema):
    """Somebody who is there."""

    person: UUID
    pose: str = Field("standing", max_length=20)
    action: str = Field("", max_length=300)
    part: str = Field("present", max_length=20)


class Presences(Schema):
    """Who is seen in a scene, the most important first; whoever is left out is not there."""

    people: list[There] = Field(max_length=scenes.MOST_PEOPLE)
    strangers: list[str] | None = Field(None, max_length=20, description="Those who stay, by their words; null: all.")


class Deed(Schema):
    """What is done in the moment, by whom, to whom, with what."""

    deed: str = Field(max_length=20, examples=list(scenes.DEEDS[:1]))
    actor: UUID | None = None
    person: UUID | None = None
    thing: str = Field("", max_length=scenes.LONGEST_THING)


class Speaker(Schema):
    """Who says something; null: nobody knows."""

    speaker: UUID | None


class Moment(Schema):
    """The passage of a scene's text that is drawn: characters from `start` up to `end`."""

    start: int = Field(ge=0, le=2**31 - 1)
    end: int = Field(ge=0, le=2**31 - 1)


@seen.get("/{uuid:vividpage_id}/scenes/{int:number}", auth=READ, response=SceneShape)
def read_scene(request: CalledBy, vividpage_id: UUID, number: int, ahead: AskedAhead) -> SceneShape:
    """Read what is known of a scene that its reader has come to."""
    analysis = _analysis(request, vividpage_id, number)
    vividpage = analysis.scene.vividpage
    visible = visibility_of(request.auth, vividpage, ahead)
    if not visible.shows(number):
        raise Http404
    story = story_up_to(vividpage, visible.scene)
    columns = ("place_kind", "time_of_day", "weather", "mood", "summary", "moment", "deed", "deed_thing", "locked")
    here = []
    for presence in analysis.presences.select_related("character").order_by("order"):
        called = story.person(presence.character, is_seen=True)
        name = called.name if called else ""
        shown = {column: getattr(presence, column) for column in ("pose", "action", "part")}
        here.append(Presence(person=presence.character_id, name=name, **shown))
    return SceneShape(
        scene=number,
        place=analysis.setting_id,
        **{name: getattr(analysis, name) for name in columns},
        people=here,
        strangers=[str(one["words"]) for one in analysis.strangers],
    )


@seen.patch("/{uuid:vividpage_id}/scenes/{int:number}", auth=WRITE, response=EditedSeveral)
def change_scene(request: CalledBy, vividpage_id: UUID, number: int, body: SceneChange) -> EditedSeveral:
    """Edit light, weather, mood, place and moment: one edit for the place, one for the rest."""
    analysis, sent = _analysis(request, vividpage_id, number), body.model_dump(exclude_unset=True)
    places = analysis.scene.vividpage.settings_found.all()
    with transaction.atomic():
        made = []
        if "place" in sent:
            wanted = sent.pop("place")
            setting = owned(places, wanted) if wanted else None
            made.append(scenes.move_scene(analysis=analysis, setting=setting, by=request.auth))
        words = {name: value for name, value in sent.items() if value is not None}
        made.append(scenes.edit_scene(analysis=analysis, by=request.auth, **words) if words else None)
    return EditedSeveral(edits=[edited(edit) for edit in made if edit is not None])


@seen.put("/{uuid:vividpage_id}/scenes/{int:number}/moment", auth=WRITE, response=Edited)
def choose_moment(request: CalledBy, vividpage_id: UUID, number: int, body: Moment) -> Edited:
    """Have another passage of the scene's text drawn."""
    analysis = _analysis(request, vividpage_id, number)
    return edited(scenes.choose_moment(analysis=analysis, start=body.start, end=body.end, by=request.auth))


@seen.put("/{uuid:vividpage_id}/scenes/{int:number}/people", auth=WRITE, response=Edited)
def set_people(request: CalledBy, vividpage_id: UUID, number: int, body: Presences) -> Edited:
    """Say who is seen in a scene."""
    analysis = _analysis(request, vividpage_id, number)
    there = [
        CharacterInScene(_person(analysis, one.person), one.pose, one.action, one.part)  # type: ignore[arg-type]
        for one in body.people
    ]
    edit = scenes.set_people(analysis=analysis, people=there, by=request.auth, strangers=body.strangers)
    return edited(edit)


@seen.put("/{uuid:vividpage_id}/scenes/{int:number}/deed", auth=WRITE, response=Edited)
def set_deed(request: CalledBy, vividpage_id: UUID, number: int, body: Deed) -> Edited:
    """Say what is done in the moment."""
    analysis = _analysis(request, vividpage_id, number)
    edit = scenes.set_deed(
        analysis=analysis,
        deed=body.deed,
        by=request.auth,
        actor=_person(analysis, body.actor),
        person=_person(analysis, body.person),
        thing=body.thing,
    )
    return edited(edit)


@seen.post("/{uuid:vividpage_id}/scenes/{int:number}/unlock", auth=WRITE, response=Edited)
def unlock_scene(request: CalledBy, vividpage_id: UUID, number: int, body: LockedField) -> Edited:
    """Let the next analysis change a field of a scene again."""
    return edited(people.let_go(row=_analysis(request, vividpage_id, number), field=body.field, by=request.auth))


@seen.put("/{uuid:vividpage_id}/quotes/{uuid:quote_id}/speaker", auth=WRITE, response=Edited)
def set_speaker(request: CalledBy, vividpage_id: UUID, quote_id: UUID, body: Speaker) -> Edited:
    """Say who says something."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    quotes = Quote.objects.filter(scene__vividpage=vividpage).select_related("speaker", "scene")
    speaker = owned(vividpage.characters.all(), body.speaker) if body.speaker else None
    return edited(scenes.set_speaker(quote=owned(quotes, quote_id), speaker=speaker, by=request.auth))


def _analysis(request: CalledBy, vividpage_id: UUID, number: int) -> Analysis:
    vividpage = vividpage_of(request.auth, vividpage_id)
    analyses = Analysis.objects.select_related("scene__vividpage", "scene__chapter", "setting")
    analysis = analyses.filter(scene__vividpage=vividpage, scene__number=number).first()
    if analysis is None:
        raise Http404
    return analysis


def _person(analysis: Analysis, person: UUID | None) -> Character | None:
    """Return somebody of the scene's book; None for nobody. Raises Http404."""
    return owned(Character.objects.filter(vividpage=analysis.scene.vividpage_id), person) if person else None
