"""Styles: ours, and those that a reader has made of them: made, changed, shared as a file, taken in, deleted."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.text import slugify
from ninja import Field, File, Schema, Status
from ninja.files import UploadedFile
from pydantic import ValidationError

from accounts.access.allowances import spend_upload
from api.core.etags import must_match
from api.core.paging import Asked, Page, page_of, part_of
from api.core.problems import refuses
from api.core.rows import owned
from api.core.rules import READ, WRITE, CalledBy
from api.core.site import router
from sketch.styles import STYLE_GROUPS, Style
from sketch.styles.derived import (
    LONGEST_DESCRIPTION,
    LONGEST_NAME,
    LONGEST_NEGATIVE,
    LONGEST_PROMPT,
    Drawing,
    colours_of,
    hex_of,
)
from storyboards.styles import services
from storyboards.styles.models import ReaderStyle
from storyboards.styles.reference_pictures import MOST_BYTES, ReferenceRefused, palette_of, read_reference
from storyboards.styles.services import StyleRefused, StyleWords
from storyboards.styles.sharing import LARGEST, FileRefused

refuses(StyleRefused, kind="style-refused", title="A style cannot be like that")
refuses(ReferenceRefused, FileRefused, kind="unreadable-file", title="This file cannot be taken in")
styles = router("styles")


class StyleShape(Schema):
    """A style of ours."""

    key: str = Field(examples=["watercolour"])
    name: str
    group: str
    description: str
    prompt: str
    based_on: str
    colours: dict[str, str] = Field(description="The colours of its medium by their place, as #rrggbb.")


class DrawingShape(Schema):
    """What is drawn otherwise than in the style below: palette and colours as #rrggbb, strengths by name."""

    palette: list[str] = Field(default_factory=list, max_length=6, examples=[["#1d2733", "#c9884f"]])
    palette_strength: float | None = Field(None, ge=0, le=1)
    colours: dict[str, str] = Field(default_factory=dict)
    settings: dict[str, float] = Field(default_factory=dict, examples=[{"line": 2.0}])


class OwnStyle(Schema):
    """A style of the reader's own; `key` is what books choose it by."""

    id: UUID
    key: str
    name: str
    based_on: str
    description: str
    prompt: str
    negative_prompt: str
    drawing: dict[str, Any]
    has_picture: bool
    picture_colours: list[str] = Field(description="Colours of the picture that shows it, to choose from.")
    created: datetime


class StyleChange(Schema):
    """What changes of a style; what is left out stays."""

    name: str | None = Field(None, min_length=1, max_length=LONGEST_NAME)
    prompt: str | None = Field(None, min_length=1, max_length=LONGEST_PROMPT)
    negative_prompt: str | None = Field(None, max_length=LONGEST_NEGATIVE)
    description: str | None = Field(None, max_length=LONGEST_DESCRIPTION)
    drawing: DrawingShape | None = None


class NewStyle(Schema):
    """A style that is made from one of ours; what is not said is as there."""

    based_on: str = Field(max_length=40, examples=["watercolour"])
    name: str = Field(min_length=1, max_length=LONGEST_NAME, examples=["Grandmother's inks"])
    prompt: str = Field("", max_length=LONGEST_PROMPT, description="Words for image models; empty: those of ours.")
    negative_prompt: str = Field("", max_length=LONGEST_NEGATIVE)
    description: str = Field("", max_length=LONGEST_DESCRIPTION)
    drawing: DrawingShape = Field(default_factory=lambda: DrawingShape(palette_strength=None))


@styles.get("", auth=READ, response=Page[StyleShape])
def list_styles(request: CalledBy, wanted: Asked) -> Any:
    """List the styles of ours, by their groups."""
    rows = [(group.name, style) for group in STYLE_GROUPS for style in group.styles]
    return part_of(rows, wanted, lambda row: _style(*row))


@styles.get("/own", auth=READ, response=Page[OwnStyle])
def list_own_styles(request: CalledBy, wanted: Asked) -> Any:
    """List the styles that the reader has made, newest first."""
    return page_of(ReaderStyle.objects.owned_by(request.auth).offered(), wanted, _own)


@styles.post("/own", auth=WRITE, response={201: OwnStyle})
def create_style(request: CalledBy, response: HttpResponse, body: NewStyle) -> Any:
    """Make a style from one of ours."""
    below = next((style for group in STYLE_GROUPS for style in group.styles if style.key == body.based_on), None)
    words = StyleWords(
        name=body.name,
        prompt=body.prompt or (below.prompt if below else ""),
        negative_prompt=body.negative_prompt,
        description=body.description,
    )
    drawing = _drawing(body.drawing)
    style = services.make_style(owner=request.auth, based_on=body.based_on, words=words, drawing=drawing)
    response["Location"] = reverse("api:read_own_style", args=[style.pk])
    return Status(201, _own(style))


@styles.post("/own/import", auth=WRITE, response={201: OwnStyle})
def import_style(request: CalledBy, file: File[UploadedFile]) -> Any:
    """Take in a style that somebody has shared as a file."""
    return Status(201, _own(services.take_in(owner=request.auth, data=file.read(LARGEST + 1))))


@styles.get("/own/{uuid:style_id}", auth=READ, response=OwnStyle)
def read_own_style(request: CalledBy, style_id: UUID) -> OwnStyle:
    """Read a style of the reader's own."""
    return _own(_found(request, style_id))


@styles.patch("/own/{uuid:style_id}", auth=WRITE, response=OwnStyle)
def change_style(request: CalledBy, style_id: UUID, body: StyleChange) -> OwnStyle:
    """Change a style; pictures that were drawn in it no longer fit, and stay until they are redrawn."""
    style, sent = _found(request, style_id), body.model_dump(exclude_none=True)
    must_match(request, _own(style))
    known = {name: getattr(style, name) for name in ("name", "prompt", "negative_prompt", "description")}
    sent.pop("drawing", None)
    drawing = Drawing.model_validate(style.drawing) if body.drawing is None else _drawing(body.drawing)
    return _own(services.change_style(style=style, words=StyleWords(**{**known, **sent}), drawing=drawing))


@styles.delete("/own/{uuid:style_id}", auth=WRITE, response={204: None})
def delete_style(request: CalledBy, style_id: UUID) -> HttpResponse:
    """Delete a style. Books that are drawn in it keep it for themselves."""
    services.delete_style(style=_found(request, style_id))
    return HttpResponse(status=204)


@styles.get("/own/{uuid:style_id}/file", auth=READ, response={200: None})
def export_style(request: CalledBy, style_id: UUID) -> HttpResponse:
    """Fetch a style as a file that others can take in."""
    style = _found(request, style_id)
    response = HttpResponse(services.share(style), content_type="application/toml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slugify(style.name) or "style"}.vividstyle.toml"'
    return response


@styles.post("/own/{uuid:style_id}/picture", auth=WRITE, response=OwnStyle)
def set_style_picture(request: CalledBy, style_id: UUID, picture: File[UploadedFile]) -> OwnStyle:
    """Give a style a picture that shows it, for models that look at one."""
    style = _found(request, style_id)
    spend_upload(request.auth)
    return _with_picture(style, read_reference(picture.read(MOST_BYTES + 1)).data)


@styles.delete("/own/{uuid:style_id}/picture", auth=WRITE, response=OwnStyle)
def remove_style_picture(request: CalledBy, style_id: UUID) -> OwnStyle:
    """Remove the picture of a style."""
    return _with_picture(_found(request, style_id), b"")


def _found(request: CalledBy, style_id: UUID) -> ReaderStyle:
    return owned(ReaderStyle.objects.owned_by(request.auth).offered(), style_id)


def _with_picture(style: ReaderStyle, reference: bytes) -> OwnStyle:
    words = StyleWords(**{n: getattr(style, n) for n in ("name", "prompt", "negative_prompt", "description")})
    drawing = Drawing.model_validate(style.drawing)
    return _own(services.change_style(style=style, words=words, drawing=drawing, reference=reference))


def _drawing(shape: DrawingShape) -> Drawing:
    """Read a drawing. Raises StyleRefused."""
    said = {name: value for name, value in shape.model_dump().items() if value is not None}
    try:
        return Drawing.model_validate(said)
    except ValidationError as error:
        words = str(error.errors()[0]["msg"]).removeprefix("Value error, ")
        raise StyleRefused({"drawing": f"A colour or a strength does not go: {words}."}) from None


def _style(group: str, style: Style) -> StyleShape:
    columns = {name: getattr(style, name) for name in ("key", "name", "description", "prompt", "based_on")}
    colours = {colour.place: hex_of(colour.colour) for colour in colours_of(style.medium)}
    return StyleShape(**columns, group=group, colours=colours)


def _own(style: ReaderStyle) -> OwnStyle:
    columns = ("key", "name", "based_on", "description", "prompt", "negative_prompt", "drawing", "created")
    reference = bytes(style.reference)
    return OwnStyle(
        id=style.pk,
        **{name: getattr(style, name) for name in columns},
        has_picture=bool(reference),
        picture_colours=[hex_of(colour) for colour in palette_of(reference)] if reference else [],
    )
