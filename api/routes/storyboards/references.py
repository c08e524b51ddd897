"""Portraits, places and covers: what people and places look like in all scenes; redrawn, replaced, cropped."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import Http404
from ninja import Field, File, Path, Schema, Status
from ninja.files import UploadedFile

from api.core.problems import Problem, refuses
from api.core.rows import vividpage_of
from api.core.rules import READ, SPEND, WRITE, CalledBy
from api.core.site import router
from api.core.visible import Ahead, AskedAhead, must_see_all
from api.routes.shapes import Edited, Image, edited, image
from characters.editing import EditRefused
from characters.models import Character, Setting
from storyboards.pictures import choosing, cropping
from storyboards.pictures.parts import Margins
from storyboards.pictures.portraits import earlier_versions, portraits_of
from storyboards.pictures.stored_image import StoredImage, image_of
from storyboards.references import redrawing
from storyboards.references.queries import ReferenceSheet, reference_sheets_of
from storyboards.references.redrawing import LONGEST_WISH, ReferenceRefused, row_of
from storyboards.safety.veiling import Veil, eyes_of

refuses(ReferenceRefused, title="This cannot be drawn")
references = router("storyboards")
Kind = Annotated[Literal["person", "place"], Path()]


class Reference(Schema):
    """The picture of somebody or of a place, after which scenes are drawn."""

    kind: str
    target: UUID
    name: str
    image: Image | None
    version: UUID | None
    versions: int
    is_coming: bool
    reason: str = Field(description="Why it could not be drawn; empty: it was.")
    wish: str


class References(Schema):
    """All references of a book."""

    people: list[Reference]
    places: list[Reference]
    cover: Image | None = Field(description="That the book has brought.")
    cost: Decimal | None = Field(description="Of drawing one; USD, null: nobody knows.")
    is_free: bool
    is_awaited: bool = Field(description="True: the scenes wait until these are approved.")
    can_be_drawn: bool


class EarlierReference(Schema):
    """An earlier picture that can be shown again."""

    version: UUID
    number: int
    image: Image


class OneReference(Reference):
    """A reference with the earlier ones."""

    earlier: list[EarlierReference]


class ReferenceWish(Schema):
    """What was wrong with a reference."""

    wish: str = Field("", max_length=LONGEST_WISH)


class ReferenceOrdered(Schema):
    """Whether it is drawn now; false: once the book goes on."""

    is_drawn_now: bool


class Crop(Schema):
    """How much is cut off on each side, in percent, of the version that is shown."""

    version: UUID
    left: float = Field(0, ge=0, le=100)
    top: float = Field(0, ge=0, le=100)
    right: float = Field(0, ge=0, le=100)
    bottom: float = Field(0, ge=0, le=100)


class Earlier(Schema):
    """Which earlier picture is shown again."""

    version: UUID


class Approved(Schema):
    """Whether anything had waited."""

    had_waited: bool


@references.get("/{uuid:vividpage_id}/references", auth=READ, response=References)
def list_references(request: CalledBy, vividpage_id: UUID, ahead: AskedAhead) -> References:
    """List the pictures of the main people and places of a book, and its cover."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    if not vividpage.sheets_first:
        must_see_all(request.auth, vividpage, ahead)
    found = reference_sheets_of(vividpage)
    return References(
        people=[_reference(sheet) for sheet in found.people],
        places=[_reference(sheet) for sheet in found.places],
        cover=image(StoredImage(str(vividpage.cover.name), 0, 0)) if vividpage.cover else None,
        cost=found.price.cost,
        is_free=found.price.is_free,
        is_awaited=found.is_awaited,
        can_be_drawn=found.can_be_drawn,
    )


@references.post("/{uuid:vividpage_id}/references/approve", auth=SPEND, response=Approved)
def approve_references(request: CalledBy, vividpage_id: UUID) -> Approved:
    """Let the scenes be drawn after these references."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    return Approved(had_waited=redrawing.approve(vividpage=vividpage, by=request.auth))


@references.get("/{uuid:vividpage_id}/references/{kind}/{uuid:target}", auth=READ, response=OneReference)
def read_reference(request: CalledBy, vividpage_id: UUID, kind: Kind, target: UUID, ahead: AskedAhead) -> OneReference:
    """Read the reference of somebody or of a place, with the earlier ones."""
    row = _row(request, vividpage_id, kind, target, ahead)
    sheet = reference_sheets_of(row.vividpage).of(kind, target)
    if sheet is None:
        raise Http404
    earlier = [
        EarlierReference(version=version.pk, number=version.number, image=image(image_of(version)))
        for version in earlier_versions(target)
    ]
    return OneReference(**_reference(sheet).model_dump(), earlier=earlier)


@references.post(
    "/{uuid:vividpage_id}/references/{kind}/{uuid:target}/redraw", auth=SPEND, response={202: ReferenceOrdered}
)
def redraw_reference(request: CalledBy, vividpage_id: UUID, kind: Kind, target: UUID, body: ReferenceWish) -> Any:
    """Draw a reference anew: another draught of what the text leaves open."""
    row = _row(request, vividpage_id, kind, target)
    now = redrawing.redraw(row=row, by=request.auth, wish=body.wish)
    return Status(202, ReferenceOrdered(is_drawn_now=now))


@references.post("/{uuid:vividpage_id}/references/{kind}/{uuid:target}/picture", auth=WRITE, response=Edited)
def upload_reference(
    request: CalledBy, vividpage_id: UUID, kind: Kind, target: UUID, picture: File[UploadedFile]
) -> Edited:
    """Take a picture of the reader's own: somebody looks like that from now on."""
    row = _row(request, vividpage_id, kind, target)
    if (picture.size or 0) > choosing.MOST_BYTES:
        raise EditRefused(choosing.TOO_MANY_BYTES)
    return edited(choosing.upload(target=row, data=picture.read(), by=request.auth))


@references.post("/{uuid:vividpage_id}/references/{kind}/{uuid:target}/crop", auth=WRITE, response=Edited)
def crop_reference(request: CalledBy, vividpage_id: UUID, kind: Kind, target: UUID, body: Crop) -> Edited:
    """Keep what is left of the picture that is shown when its margins are cut off; the whole one is kept, too."""
    row = _row(request, vividpage_id, kind, target)
    version = portraits_of([row.pk]).get(row.pk)
    if version is None:
        raise Http404
    if version.pk != body.version:
        raise EditRefused(cropping.OTHER_IS_SHOWN)
    if eyes_of(request.auth).veil(version.rating, version.pk) != Veil.SHOW:
        words = "This picture is behind a blur: have it shown before you crop it."
        raise Problem(403, "veiled", "This picture stands behind a blur", words)
    margins = Margins(left=body.left, top=body.top, right=body.right, bottom=body.bottom)
    return edited(cropping.crop(version=version, margins=margins, by=request.auth))


@references.post("/{uuid:vividpage_id}/references/{kind}/{uuid:target}/show", auth=WRITE, response=Edited)
def show_reference(request: CalledBy, vividpage_id: UUID, kind: Kind, target: UUID, body: Earlier) -> Edited:
    """Show an earlier picture of somebody or of a place again."""
    row = _row(request, vividpage_id, kind, target)
    version = next((one for one in earlier_versions(row.pk) if one.pk == body.version), None)
    if version is None:
        raise EditRefused(choosing.GONE)
    return edited(choosing.choose(version=version, by=request.auth))


def _row(
    request: CalledBy, vividpage_id: UUID, kind: str, target: UUID, ahead: Ahead | None = None
) -> Character | Setting:
    vividpage = vividpage_of(request.auth, vividpage_id)
    row = row_of(vividpage=vividpage, kind=kind, target=target)
    if row is None:
        raise Http404
    if ahead is not None and not vividpage.sheets_first:
        must_see_all(request.auth, vividpage, ahead)
    row.vividpage = vividpage
    return row


def _reference(sheet: ReferenceSheet) -> Reference:
    columns = ("kind", "target", "name", "version", "is_coming", "reason", "wish")
    shown = image(sheet.picture) if sheet.picture else None
    return Reference(**{name: getattr(sheet, name) for name in columns}, image=shown, versions=sheet.tries)
