"""Shapes that several rooms answer with: pictures, prices, how far a making is, and what an edit has done."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.files.storage import default_storage
from django.urls import reverse
from ninja import Field, Schema

from jobs.queries import progress_of

if TYPE_CHECKING:
    from characters.models import Edit
    from storyboards.pictures.stored_image import StoredImage


class Rendition(Schema):
    """A smaller form of a picture."""

    file: str
    width: int


class Image(Schema):
    """A picture: `file` is fetched with the token, `address` by a browser whose reader is signed in."""

    file: str = Field(description="An address of this API.", examples=["/api/v1/files/kept/…/….webp"])
    address: str
    width: int = Field(description="Pixels; 0: not known.")
    height: int
    smaller: list[Rendition] = Field(description="The narrowest first.")


class Look(Schema):
    """In which style and size and by which model pictures are drawn; what is empty is as the book says."""

    style: str = Field("", max_length=100, examples=["watercolour"])
    resolution: str = Field("", max_length=10, examples=["1080"])
    image_model: str = Field("", max_length=100)


class DrawingPrice(Schema):
    """What drawing pictures costs, at the most likely."""

    pictures: int
    cost: Decimal | None = Field(description="USD; null where nobody knows the price.")
    is_free: bool


class Edited(Schema):
    """An edit of the book that can be undone; null where nothing has changed."""

    edit: UUID | None
    summary: str


class EditRow(Edited):
    """An edit in the list of a book's edits."""

    number: int
    kind: str
    created: datetime
    undone: datetime | None


class Count(Schema):
    """How many there were."""

    count: int


def image(stored: StoredImage) -> Image:
    """Describe a picture."""
    *smaller, (name, _) = stored.by_width
    return Image(
        file=file_address(name),
        address=default_storage.url(name),
        width=stored.width,
        height=stored.height,
        smaller=[Rendition(file=file_address(one), width=width) for one, width in smaller],
    )


def file_address(name: str) -> str:
    """Return the address of a stored file in this API."""
    return reverse("api:read_file", args=[name])


def edited(edit: Edit | None) -> Edited:
    """Say what an edit has done."""
    return Edited(edit=None, summary="") if edit is None else Edited(edit=edit.pk, summary=edit.summary)


class Stage(Schema):
    """One stage of the making of a book, or of its writing."""

    stage: str
    title: str
    state: str
    done: int
    failed: int
    total: int
    seconds_left: float | None = Field(description="Null while too little is done to say.")
    reason: str


def stages_of(*, pipeline: str, subject: UUID) -> list[Stage]:
    """Return how far each stage of a pipeline is for its subject."""
    return [
        Stage(**{name: getattr(progress, name) for name in Stage.model_fields})
        for progress in progress_of(pipeline=pipeline, subject=subject)
    ]
