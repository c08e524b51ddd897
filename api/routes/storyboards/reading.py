"""The storyboards of a book: each scene with its picture; one of them with prompt, people, versions and cost."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from ninja import Field, Schema

from accounts.models import User
from api.core.paging import Asked, Page, page_of
from api.core.problems import Problem
from api.core.rows import vividpage_of
from api.core.rules import READ, CalledBy
from api.core.site import router
from api.core.visible import AskedAhead, visibility_of
from api.routes.files import BINARY
from api.routes.shapes import DrawingPrice, Image, image
from api.routes.storyboards.finding import scene_of
from books.models import Scene
from books.visibility import Visibility
from characters.bible.story_so_far import story_up_to
from characters.models import Presence
from publishing.single_pictures import FORMATS, picture_file
from storyboards.models import PictureVersion
from storyboards.pictures.alt_texts import AltTexts, alt_texts_for
from storyboards.pictures.comparing import PictureHistory, VersionCard, history_of
from storyboards.pictures.drawing import SOFTENED
from storyboards.pictures.queries import SHOWN_BESIDE_SCENE, SHOWN_OF_SCENE
from storyboards.pictures.redrawing import RedrawRefused, price_of_redrawing
from storyboards.pictures.showing import shown_version
from storyboards.pictures.stored_image import image_of
from storyboards.safety.veiling import Veil, eyes_of

reading = router("storyboards")


class Storyboard(Schema):
    """A scene with the picture that is shown of it."""

    scene: int
    chapter: int
    is_chosen: bool = Field(description="Whether it gets a picture at the book's density.")
    lies_ahead: bool = Field(description="True: there may be a picture, which its reader has not come to.")
    version: UUID | None
    image: Image | None
    alt: str
    waiting: int = Field(description="New pictures that wait to be accepted.")


class PersonThere(Schema):
    """Somebody who is seen in a scene."""

    id: UUID
    name: str
    pose: str
    action: str
    part: str


class Version(Schema):
    """One drawing of a scene. Prompt and parameters are empty while the book has more to tell."""

    id: UUID
    number: int
    standing: str = Field(description="shown, waiting, kept or rejected")
    is_favourite: bool
    image: Image
    size: int = Field(description="Bytes.")
    asked_by: str
    wish: str
    prompt: str
    softened: str
    model: str
    seed: int | None
    cost: Decimal | None = Field(description="USD; null: nobody knows.")
    parameters: dict[str, Any]
    created: datetime
    draught_of: UUID | None


class Coming(Schema):
    """What is being drawn."""

    count: int
    wish: str
    is_held: bool = Field(description="True: it is drawn once the book goes on.")
    reason: str


class WholeStoryboard(Storyboard):
    """A scene with all that is known of its picture."""

    place: UUID | None
    place_name: str
    time_of_day: str
    weather: str
    mood: str
    moment: str
    people: list[PersonThere]
    versions: list[Version] = Field(description="The latest first.")
    coming: Coming | None
    problem: str = Field(description="Why the next could not be drawn; empty: it was, or none was asked for.")
    redraw_price: DrawingPrice | None = Field(description="Null: it cannot be drawn.")


@reading.get("/{uuid:vividpage_id}/storyboards", auth=READ, response=Page[Storyboard])
def list_storyboards(request: CalledBy, vividpage_id: UUID, wanted: Asked, ahead: AskedAhead) -> Any:
    """List the scenes of a book in their order, each with the picture that its reader may see."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    visible = visibility_of(request.auth, vividpage, ahead)
    waiting = Count("picture__versions", filter=Q(picture__versions__standing=PictureVersion.Standing.WAITING))
    scenes = vividpage.scenes.select_related(*SHOWN_BESIDE_SCENE).only(*SHOWN_OF_SCENE, "is_chosen")
    alts = alt_texts_for(vividpage.pk, visible)
    rows = scenes.annotate(waiting_count=waiting)
    return page_of(rows, wanted, lambda scene: Storyboard(**_storyboard(scene, visible, alts)), by=("number",))


@reading.get("/{uuid:vividpage_id}/storyboards/{int:number}", auth=READ, response=WholeStoryboard)
def read_storyboard(request: CalledBy, vividpage_id: UUID, number: int, ahead: AskedAhead) -> WholeStoryboard:
    """Read one scene with its picture, what it was drawn from, and all its versions."""
    return whole_storyboard(request.auth, scene_of(request.auth, vividpage_id, number), ahead)


@reading.get(
    "/{uuid:vividpage_id}/storyboards/{int:number}/file",
    auth=READ,
    response={200: None},
    openapi_extra={"responses": {200: BINARY}},
)
def save_storyboard(
    request: CalledBy, vividpage_id: UUID, number: int, ahead: AskedAhead, form: str = "png"
) -> HttpResponse:
    """Fetch the picture of a scene as a file to keep, in one of the formats: with who drew it in its metadata."""
    scene = scene_of(request.auth, vividpage_id, number)
    visible = visibility_of(request.auth, scene.vividpage, ahead)
    version = shown_version(scene, visible)
    if version is None or eyes_of(request.auth).veil(version.rating) != Veil.SHOW:
        raise Http404
    if form not in FORMATS:
        raise Problem(422, "no-such-format", "There is no such format", f"Choose one of: {', '.join(FORMATS)}.")
    try:
        file = picture_file(scene, version, form, alt=alt_texts_for(scene.vividpage_id, visible).of(scene))
    except OSError:
        raise Http404 from None
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return HttpResponse(file.data, content_type=file.media_type, headers=headers)


def whole_storyboard(user: User, scene: Scene, ahead: Any) -> WholeStoryboard:
    """Describe a scene and its picture as far as its reader has come. Raises Http404 for one that lies ahead."""
    vividpage = scene.vividpage
    visible = visibility_of(user, vividpage, ahead)
    if not visible.shows(scene.number) and not visible.shows_picture(scene.number):
        words = "Its reader has not come to this scene yet. Ask for it with “all=true”."
        raise Problem(409, "spoilers", "This lies ahead of the reader", words)
    history = history_of(scene, reader=user)
    analysis = getattr(scene, "analysis", None)
    story = story_up_to(vividpage, visible.scene)
    setting = analysis.setting if analysis else None
    place = story.place(setting, is_seen=True) if setting else None
    names = ("time_of_day", "weather", "mood", "moment")
    known: dict[str, Any] = {name: getattr(analysis, name) if analysis else "" for name in names}
    return WholeStoryboard(
        **_storyboard(scene, visible, alt_texts_for(vividpage.pk, visible), waiting=len(history.waiting)),
        place=setting.pk if setting else None,
        place_name=place.name if place else "",
        **known,
        people=_people(scene, story),
        versions=_versions(history, hides=visible.is_limited),
        coming=_coming(history),
        problem=history.problem,
        redraw_price=_price(scene),
    )


def _storyboard(scene: Scene, visible: Visibility, alts: AltTexts, *, waiting: int | None = None) -> dict[str, Any]:
    version = shown_version(scene, visible)
    return {
        "scene": scene.number,
        "chapter": scene.chapter.number,
        "is_chosen": scene.is_chosen,
        "lies_ahead": not visible.shows_picture(scene.number),
        "version": version.pk if version else None,
        "image": image(image_of(version)) if version else None,
        "alt": alts.of(scene) if version else "",
        "waiting": getattr(scene, "waiting_count", 0) if waiting is None else waiting,
    }


def _people(scene: Scene, story: Any) -> list[PersonThere]:
    people = []
    for one in Presence.objects.filter(analysis=scene.pk).select_related("character").order_by("order"):
        called = story.person(one.character, is_seen=True)
        if called is not None:
            columns = {name: getattr(one, name) for name in ("pose", "action", "part")}
            people.append(PersonThere(id=one.character_id, name=called.name, **columns))
    return people


def _versions(history: PictureHistory, *, hides: bool) -> list[Version]:
    keys = [card.id for card in history.versions]
    parameters = dict(PictureVersion.objects.filter(pk__in=keys).values_list("pk", "parameters"))
    return [_version(card, parameters.get(card.id, {}), hides=hides) for card in history.versions]


def _version(card: VersionCard, parameters: dict[str, Any], *, hides: bool) -> Version:
    told = {name: getattr(card, name) for name in Version.model_fields if name not in ("image", "parameters")}
    if hides:
        told |= {"prompt": "", "softened": ""}
        parameters = {}
    shown = {name: value for name, value in parameters.items() if name != SOFTENED}
    return Version(**told, image=image(card.image), parameters=shown)


def _coming(history: PictureHistory) -> Coming | None:
    coming = history.coming
    return Coming(**{name: getattr(coming, name) for name in Coming.model_fields}) if coming else None


def _price(scene: Scene) -> DrawingPrice | None:
    try:
        price = price_of_redrawing(scene)
    except RedrawRefused:
        return None
    return DrawingPrice(pictures=price.pictures, cost=price.cost, is_free=price.is_free)
