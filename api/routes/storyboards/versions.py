"""What a reader does with the versions of pictures: draws them anew, chooses, puts aside, deletes, reports."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Field, Schema, Status

from api.core.paging import Asked, Page, part_of
from api.core.problems import Problem, refuses
from api.core.rows import vividpage_of
from api.core.rules import READ, SPEND, WRITE, CalledBy
from api.core.site import router
from api.core.visible import AskedAhead, visibility_of
from api.routes.shapes import Count, Edited, Image, edited, image
from api.routes.storyboards.finding import scene_of, version_of
from characters.editing import EditRefused
from storyboards.mending.mending import Mended, mend_picture
from storyboards.mending.previewing import Mend
from storyboards.models import PictureVersion, Report
from storyboards.orders.pricing import MOST_DRAUGHTS
from storyboards.pictures import preferring
from storyboards.pictures import versions as services
from storyboards.pictures.keeping import accepts_at_once
from storyboards.pictures.redrawing import LONGEST_PROMPT, LONGEST_WISH, RedrawRefused
from storyboards.pictures.stored_image import image_of
from storyboards.safety.reporting import LONGEST_WORDS, ReportRefused
from storyboards.safety.reporting import report as report_version

refuses(EditRefused, title="This edit does not go")
refuses(RedrawRefused, title="This cannot be drawn")
refuses(ReportRefused, status=409, title="It is reported already")
refuses(services.OthersAreOld, status=409, kind="changed-meanwhile", title="It has changed meanwhile")
versions = router("storyboards")


class Wish(Schema):
    """How a picture is drawn anew."""

    wish: str = Field("", max_length=LONGEST_WISH, description="What is to be otherwise.", examples=["more snow"])
    prompt: str = Field("", max_length=LONGEST_PROMPT, description="Words of one's own; empty: as the book says.")
    draughts: int = Field(1, ge=1, le=MOST_DRAUGHTS)


class Redrawn(Schema):
    """What becomes of an order."""

    is_drawn_now: bool | None = Field(description="False: once the book goes on; null: nothing is drawn.")
    edits: list[Edited]
    cannot: list[str] = Field(description="What the built-in artist cannot follow.")


class WaitingVersion(Schema):
    """A new picture that waits beside the one that is shown."""

    id: UUID
    scene: int
    number: int
    wish: str
    image: Image
    shown: UUID | None
    created: datetime


class Space(Schema):
    """How much room versions take; `old` is sent back to delete the old ones."""

    count: int
    size: int = Field(description="Bytes.")
    old_count: int
    old_size: int
    old_cost: str = Field(description="USD")
    old: str


class DeleteOld(Schema):
    """Which old versions are deleted: those of which `old` was told."""

    old: str = Field(max_length=100)


class Freed(Schema):
    """How many bytes are free again."""

    bytes: int


class Star(Schema):
    """Whether a version is a favourite."""

    is_favourite: bool


class NewReport(Schema):
    """Why a picture is reported."""

    reason: str = Field(max_length=10, examples=[str(Report.Reason.values[0])])
    words: str = Field("", max_length=LONGEST_WORDS)


class ReportShape(Schema):
    """A report that moderators will look at."""

    id: UUID
    version: UUID
    reason: str
    words: str
    state: str
    created: datetime


class DrawingPreference(Schema):
    """Whether redrawn pictures are shown at once, in all books."""

    accepts_at_once: bool


@versions.post("/{uuid:vividpage_id}/storyboards/{int:number}/regenerate", auth=SPEND, response={202: Redrawn})
def regenerate(request: CalledBy, vividpage_id: UUID, number: int, body: Wish) -> Any:
    """Draw the picture of a scene anew. The new one waits beside it, unless the reader wants else."""
    scene = scene_of(request.auth, vividpage_id, number)
    mend = Mend(wish=" ".join(body.wish.split()), prompt=body.prompt.strip())
    return Status(202, redrawn(mend_picture(scene=scene, mend=mend, by=request.auth, draughts=body.draughts)))


@versions.post("/{uuid:vividpage_id}/storyboards/{int:number}/keep-shown", auth=WRITE, response=Count)
def keep_shown(request: CalledBy, vividpage_id: UUID, number: int) -> Count:
    """Put aside all that wait beside the picture of a scene."""
    return Count(count=services.keep_shown(scene=scene_of(request.auth, vividpage_id, number)))


@versions.post("/{uuid:vividpage_id}/versions/{uuid:version_id}/accept", auth=WRITE, response=Edited)
def accept_version(request: CalledBy, vividpage_id: UUID, version_id: UUID) -> Edited:
    """Show a version from now on; the one before is kept."""
    version = _of_a_scene(request, vividpage_id, version_id)
    return edited(services.accept(version=version, by=request.auth))


@versions.post("/{uuid:vividpage_id}/versions/{uuid:version_id}/reject", auth=WRITE, response={204: None})
def reject_version(request: CalledBy, vividpage_id: UUID, version_id: UUID) -> HttpResponse:
    """Put a version aside; it is kept."""
    services.reject(version=_of_a_scene(request, vividpage_id, version_id))
    return HttpResponse(status=204)


@versions.post("/{uuid:vividpage_id}/versions/{uuid:version_id}/show", auth=WRITE, response=Edited)
def show_version(request: CalledBy, vividpage_id: UUID, version_id: UUID) -> Edited:
    """Show a version of before again, whatever is drawn later."""
    version = _of_a_scene(request, vividpage_id, version_id)
    return edited(services.go_back(version=version, by=request.auth))


@versions.put("/{uuid:vividpage_id}/versions/{uuid:version_id}/favourite", auth=WRITE, response={204: None})
def star_version(request: CalledBy, vividpage_id: UUID, version_id: UUID, body: Star) -> HttpResponse:
    """Give a version a star, so that it is not deleted with old ones; or take it off."""
    version = _of_a_scene(request, vividpage_id, version_id)
    (services.favourite if body.is_favourite else services.unfavourite)(version=version)
    return HttpResponse(status=204)


@versions.delete("/{uuid:vividpage_id}/versions/{uuid:version_id}", auth=WRITE, response=Freed)
def delete_version(request: CalledBy, vividpage_id: UUID, version_id: UUID) -> Freed:
    """Delete a version for good, unless it is shown, a favourite, or looked at by moderators."""
    return Freed(bytes=services.delete(version=_of_a_scene(request, vividpage_id, version_id)))


@versions.post("/{uuid:vividpage_id}/versions/{uuid:version_id}/report", auth=WRITE, response={201: ReportShape})
def report_picture(request: CalledBy, vividpage_id: UUID, version_id: UUID, body: NewReport, ahead: AskedAhead) -> Any:
    """Report a picture to the moderators, of a scene, a person or a place."""
    version = version_of(request.auth, vividpage_id, version_id, ahead=ahead)
    if body.reason not in Report.Reason.values:
        words = f"Give one of these reasons: {', '.join(Report.Reason.values)}."
        raise Problem(422, "invalid", "There is no such reason", words)
    made = report_version(version=version, by=request.auth, reason=body.reason, words=body.words)
    columns = {name: getattr(made, name) for name in ("reason", "words", "state", "created")}
    return Status(201, ReportShape(id=made.pk, version=made.version_id, **columns))


@versions.get("/{uuid:vividpage_id}/waiting", auth=READ, response=Page[WaitingVersion])
def list_waiting(request: CalledBy, vividpage_id: UUID, wanted: Asked, ahead: AskedAhead) -> Any:
    """List the new pictures that wait beside those that are shown, as far as the reader has come."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    visible = visibility_of(request.auth, vividpage, ahead)
    found = services.waiting_in(vividpage.pk)
    near = [one for one in found if one.picture.scene and visible.shows_picture(one.picture.scene.number)]
    return part_of(near, wanted, _waiting)


@versions.post("/{uuid:vividpage_id}/waiting/accept", auth=WRITE, response=Count)
def accept_all(request: CalledBy, vividpage_id: UUID) -> Count:
    """Show the latest of all new pictures that wait, but of draughts, of which nobody knows which is meant."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    return Count(count=services.accept_all(vividpage=vividpage, by=request.auth))


@versions.post("/{uuid:vividpage_id}/waiting/keep-shown", auth=WRITE, response=Count)
def keep_all_shown(request: CalledBy, vividpage_id: UUID) -> Count:
    """Put all new pictures aside that wait."""
    return Count(count=services.keep_all_shown(vividpage=vividpage_of(request.auth, vividpage_id)))


@versions.get("/{uuid:vividpage_id}/versions/space", auth=READ, response=Space)
def read_space(request: CalledBy, vividpage_id: UUID) -> Space:
    """Say how much room the versions of a book's pictures take, and how much the old ones."""
    space = services.space_of(vividpage_of(request.auth, vividpage_id))
    columns = {name: getattr(space, name) for name in Space.model_fields if name != "old_cost"}
    return Space(**columns, old_cost=str(space.old_cost))


@versions.post("/{uuid:vividpage_id}/versions/delete-old", auth=WRITE, response=Freed)
def delete_old(request: CalledBy, vividpage_id: UUID, body: DeleteOld) -> Freed:
    """Delete the old versions of which was told; refused if meanwhile others have become old."""
    return Freed(bytes=services.delete_old(vividpage=vividpage_of(request.auth, vividpage_id), asked=body.old))


@versions.get("/drawing-preference", auth=READ, response=DrawingPreference)
def read_preference(request: CalledBy) -> DrawingPreference:
    """Say whether redrawn pictures are shown at once."""
    return DrawingPreference(accepts_at_once=accepts_at_once(request.auth.pk))


@versions.put("/drawing-preference", auth=WRITE, response=DrawingPreference)
def set_preference(request: CalledBy, body: DrawingPreference) -> DrawingPreference:
    """Choose whether redrawn pictures are shown at once or wait for their reader, in all books."""
    (preferring.accept_at_once if body.accepts_at_once else preferring.ask_first)(reader=request.auth)
    return body


def redrawn(mended: Mended) -> Redrawn:
    """Say what becomes of an order."""
    return Redrawn(
        is_drawn_now=mended.is_drawn_now,
        edits=[edited(edit) for edit in mended.edits],
        cannot=list(mended.cannot),
    )


def _of_a_scene(request: CalledBy, vividpage_id: UUID, version_id: UUID) -> PictureVersion:
    version = version_of(request.auth, vividpage_id, version_id)
    if version.picture.scene is None:
        words = "Versions of people and places are chosen among the references."
        raise Problem(409, "of-a-reference", "This is no picture of a scene", words)
    return version


def _waiting(version: PictureVersion) -> WaitingVersion:
    scene = version.picture.scene
    return WaitingVersion(
        id=version.pk,
        scene=scene.number if scene else 0,
        number=version.number,
        wish=version.request,
        image=image(image_of(version)),
        shown=version.picture.active_version_id,
        created=version.created,
    )
