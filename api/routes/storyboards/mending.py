"""Mending one picture: what is wrong is said, looked at before anything is changed, and done; as edits with undo."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Field, Schema, Status

from accounts.models import User
from api.core.rows import owned
from api.core.rules import READ, SPEND, CalledBy
from api.core.site import router
from api.core.visible import AskedAhead, must_see_all
from api.routes.shapes import DrawingPrice
from api.routes.storyboards.finding import scene_of
from api.routes.storyboards.versions import Redrawn, redrawn
from books.models import Scene
from characters.models import Character, Setting
from storyboards.mending import corrections as said
from storyboards.mending.mending import mend_picture
from storyboards.mending.previewing import Mend, preview
from storyboards.orders.pricing import MOST_DRAUGHTS
from storyboards.pictures.redrawing import LONGEST_PROMPT, LONGEST_WISH

mending = router("storyboards")
Scope = Literal["here", "on", "everywhere"]
Word = Annotated[str, Field(max_length=200)]


class Correction(Schema):
    """One thing that is wrong with a picture. Which fields count follows from `is_about`:

    `show`, `leave-out`, `nobody` (person), `show-new` (name), `leave-out-stranger` (name: its words), `taken-for`
    (person, other, scope), `being` (person, value, scope), `look` (person, field, value, scope), `narrator` (person,
    scope), `place` (place or value: a kind of place), `light` (time_of_day, weather, mood), `deed` (value, person: by
    whom, other: to whom, name: with what), `moment` (start, end: characters of the scene's text).
    """

    is_about: Literal[
        "show",
        "show-new",
        "leave-out",
        "leave-out-stranger",
        "nobody",
        "taken-for",
        "being",
        "look",
        "narrator",
        "place",
        "light",
        "deed",
        "moment",
    ]
    person: UUID | None = None
    other: UUID | None = None
    place: UUID | None = None
    name: Word = ""
    field: Word = ""
    value: Word = ""
    scope: Scope = "everywhere"
    time_of_day: Word = ""
    weather: Word = ""
    mood: Word = ""
    start: int = Field(0, ge=0, le=2**31 - 1)
    end: int = Field(0, ge=0, le=2**31 - 1)


class MendShape(Schema):
    """What is wrong with a picture, and what is wished."""

    corrections: list[Correction] = Field(default_factory=list, max_length=40)
    wish: str = Field("", max_length=LONGEST_WISH)
    prompt: str = Field("", max_length=LONGEST_PROMPT)


class MendOrder(MendShape):
    """What is mended; without `redraw` the book is corrected alone."""

    redraw: bool = True
    draughts: int = Field(1, ge=1, le=MOST_DRAUGHTS)


class Changes(Schema):
    """One fact of a picture, before and after."""

    name: str
    before: str
    after: str


class MendSeen(Schema):
    """What mending a picture would change."""

    changes: list[Changes]
    prompt_before: str
    prompt_after: str
    others: int = Field(description="Other pictures that would no longer fit.")
    price: DrawingPrice
    does: list[str] = Field(description="What the built-in artist makes of the wish.")
    cannot: list[str]


@mending.post("/{uuid:vividpage_id}/storyboards/{int:number}/mend/preview", auth=READ, response=MendSeen)
def preview_mend(request: CalledBy, vividpage_id: UUID, number: int, body: MendShape, ahead: AskedAhead) -> MendSeen:
    """Say what mending a picture would change. Nothing is changed, and nothing is drawn."""
    scene = scene_of(request.auth, vividpage_id, number)
    must_see_all(request.auth, scene.vividpage, ahead)
    seen = preview(scene=scene, mend=_mend(scene, body), called=lambda row: row.name)
    understood = seen.understood
    return MendSeen(
        changes=[Changes(name=one.name, before=one.before, after=one.after) for one in seen.differences],
        prompt_before=seen.prompt_before,
        prompt_after=seen.prompt_after,
        others=seen.others,
        price=DrawingPrice(pictures=seen.price.pictures, cost=seen.price.cost, is_free=seen.price.is_free),
        does=list(understood.does) if understood else [],
        cannot=list(understood.cannot) if understood else [],
    )


@mending.post("/{uuid:vividpage_id}/storyboards/{int:number}/mend", auth=SPEND, response={202: Redrawn})
def mend(request: CalledBy, vividpage_id: UUID, number: int, body: MendOrder) -> Any:
    """Correct the book as is said, and draw the picture of a scene anew. Each correction is an edit with an undo."""
    scene = scene_of(request.auth, vividpage_id, number)
    by: User = request.auth
    mended = mend_picture(scene=scene, mend=_mend(scene, body), by=by, redraw=body.redraw, draughts=body.draughts)
    return Status(202, redrawn(mended))


def _mend(scene: Scene, body: MendShape) -> Mend:
    made = tuple(_made(scene, one) for one in body.corrections)
    return Mend(made, " ".join(body.wish.split()), body.prompt.strip())


def _made(scene: Scene, one: Correction) -> said.Correction:
    """Make a correction of what was sent. Raises Http404 for people and places of other books."""
    person, other = partial(_person, scene, one.person), partial(_person, scene, one.other)
    makers: dict[str, Callable[[], said.Correction]] = {
        "show": lambda: said.ShowPerson(person()),
        "leave-out": lambda: said.LeaveOutPerson(person()),
        "nobody": lambda: said.NoSuchPerson(person()),
        "taken-for": lambda: said.TakenForAnother(person(), other(), one.scope),
        "being": lambda: said.IsBeing(person(), one.value, one.scope),
        "look": lambda: said.LooksLike(person(), one.field, one.value, one.scope),
        "narrator": lambda: said.TellsTheStory(person(), one.scope),
        "deed": lambda: said.Doing(
            one.value,
            person() if one.person else None,
            other() if one.other else None,
            one.name,
        ),
        "show-new": lambda: said.ShowNewPerson(one.name),
        "leave-out-stranger": lambda: said.LeaveOutStranger(one.name),
        "place": lambda: said.AtPlace(_place(scene, one), one.value),
        "light": lambda: said.InLight(time_of_day=one.time_of_day, weather=one.weather, mood=one.mood),
        "moment": lambda: said.AtMoment(one.start, one.end),
    }
    return makers[one.is_about]()


def _person(scene: Scene, key: UUID | None) -> Character:
    return owned(Character.objects.filter(vividpage=scene.vividpage_id), key or UUID(int=0))


def _place(scene: Scene, one: Correction) -> Setting | None:
    return owned(Setting.objects.filter(vividpage=scene.vividpage_id), one.place) if one.place else None
