"""Where a reader is in their books, how far they have read, and what they are told of the rest."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.http import Http404
from ninja import Field, Schema

from api.core.etags import must_match
from api.core.paging import Asked, Page, page_of
from api.core.rows import vividpage_of
from api.core.rules import READ, WRITE, CalledBy
from api.core.site import router
from books import services
from books.models import Reading, VividPage
from books.visibility import visible_to

MOST = 2**31 - 1
readings = router("readings")


class ReadingShape(Schema):
    """One reader in one book."""

    vividpage: UUID
    title: str
    scene: int | None = Field(description="The scene where they are; null: not begun.")
    paragraph: int
    character: int
    farthest: int = Field(description="The last scene that counts as read; 0: none.")
    spoilers: str = Field(description="What is shown of what they have not read.", examples=["while-drawn"])
    told_up_to: int | None = Field(description="The last scene that other answers tell of; null: all of them.")
    changed: datetime | None


class Position(Schema):
    """A place in a book."""

    scene: int = Field(ge=1, le=MOST, description="The number of a scene.")
    paragraph: int = Field(0, ge=0, le=MOST)
    character: int = Field(0, ge=0, le=MOST)


class ReadingChange(Schema):
    """How far a book counts as read, and what is shown of the rest; what is left out stays."""

    read_up_to_chapter: int | None = Field(None, ge=0, le=MOST, description="0: not begun.")
    spoilers: Literal["none", "while-drawn", "all"] | None = None


@readings.get("/readings", auth=READ, response=Page[ReadingShape])
def list_readings(request: CalledBy, wanted: Asked) -> Any:
    """List the books that the reader has opened, the latest first."""
    own = Reading.objects.filter(reader=request.auth, vividpage__owner=request.auth)
    rows = own.select_related("scene", "farthest", "vividpage").defer("scene__text", "farthest__text")
    return page_of(rows, wanted, _shape, by=("-changed", "-pk"))


@readings.get("/vividpages/{uuid:vividpage_id}/reading", auth=READ, response=ReadingShape)
def read_reading(request: CalledBy, vividpage_id: UUID) -> ReadingShape:
    """Read where the reader is in a book."""
    return _of(request, vividpage_of(request.auth, vividpage_id))


@readings.put("/vividpages/{uuid:vividpage_id}/reading", auth=WRITE, response=ReadingShape)
def set_reading(request: CalledBy, vividpage_id: UUID, body: Position) -> ReadingShape:
    """Keep the place that the reader has come to; its scene counts as read up to."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    scene = vividpage.scenes.filter(number=body.scene).first()
    if scene is None:
        raise Http404
    services.set_position(reader=request.auth, scene=scene, paragraph=body.paragraph, character=body.character)
    return _of(request, vividpage)


@readings.patch("/vividpages/{uuid:vividpage_id}/reading", auth=WRITE, response=ReadingShape)
def change_reading(request: CalledBy, vividpage_id: UUID, body: ReadingChange) -> ReadingShape:
    """Say how far a book counts as read, or what is shown of the rest."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    must_match(request, _of(request, vividpage))
    if body.read_up_to_chapter is not None:
        number = body.read_up_to_chapter
        chapter = vividpage.chapters.filter(number=number).first() if number else None
        if number and chapter is None:
            raise Http404
        services.reset_position(reader=request.auth, vividpage=vividpage, chapter=chapter)
    if body.spoilers is not None:
        spoilers = Reading.Spoilers(body.spoilers)
        services.set_spoilers(reader=request.auth, vividpage=vividpage, spoilers=spoilers)
    return _of(request, vividpage)


def _of(request: CalledBy, vividpage: VividPage) -> ReadingShape:
    rows = Reading.objects.filter(reader=request.auth, vividpage=vividpage).select_related("scene", "farthest")
    reading = rows.first() or Reading(reader=request.auth)
    reading.vividpage = vividpage
    return _shape(reading)


def _shape(reading: Reading) -> ReadingShape:
    return ReadingShape(
        vividpage=reading.vividpage.pk,
        title=reading.vividpage.title,
        scene=reading.scene.number if reading.scene else None,
        paragraph=reading.paragraph,
        character=reading.character,
        farthest=reading.farthest_number,
        spoilers=reading.spoilers,
        told_up_to=visible_to(reading).scene,
        changed=reading.changed,
    )
