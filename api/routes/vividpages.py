"""A reader's books: uploaded, read, chosen for, started, stopped and deleted."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from ninja import Field, File, Query, Schema, Status
from ninja.files import UploadedFile

from accounts.models import ApiKey
from api.core.etags import must_match
from api.core.paging import Asked, Page, page_of
from api.core.problems import refuses
from api.core.rows import owned, vividpage_of
from api.core.rules import READ, SPEND, WRITE, CalledBy
from api.core.site import router
from api.routes.shapes import Stage, stages_of
from books import services
from books.choices import LONGEST_INSTRUCTIONS, Choices, ChoicesRefused, choices_of
from books.epub import EpubError
from books.making import MAKING
from books.models import VividPage
from storyboards.making.choosing import choose

refuses(EpubError, kind="unreadable-book", title="This cannot be read as a book")
refuses(ChoicesRefused, kind="choices-refused", title="A book cannot be made like that")
refuses(services.BookKept, status=409, kind="book-kept", title="It is part of something else")
vividpages = router("vividpages")


class Book(Schema):
    """A book and how far its making is."""

    id: UUID
    title: str
    authors: list[str]
    language: str
    status: str = Field(examples=["completed"])
    origin: str
    words: int
    chapters: int
    scenes: int
    created: datetime
    completed: datetime | None
    warnings: list[str] = Field(description="What was mended in its file.")


class Chosen(Schema):
    """How a book is made. What is left out stays as it is."""

    style: str | None = Field(None, max_length=100, examples=["watercolour"])
    density: str | None = Field(None, max_length=20, examples=["per-scene"])
    resolution: str | None = Field(None, max_length=10, examples=["1080"])
    custom_instructions: str | None = Field(None, max_length=LONGEST_INSTRUCTIONS)
    sheets_first: bool | None = None
    keeps_own: bool | None = None
    text_model: str | None = Field(None, max_length=100)
    image_model: str | None = Field(None, max_length=100)
    embedding_model: str | None = Field(None, max_length=100)
    text_key: UUID | None = None
    image_key: UUID | None = None
    economy: bool | None = None
    budget: Decimal | None = Field(None, ge=0, max_digits=10, decimal_places=4, description="USD; null: no limit.")


class WholeBook(Book):
    """A book with its choices and stages."""

    choices: Chosen
    stages: list[Stage]


class Only(Schema):
    """Which books are asked for."""

    status: str | None = Field(None, max_length=30, description="Only those that stand so.", examples=["completed"])


class Change(Schema):
    """What changes of a book."""

    title: str | None = Field(None, min_length=1, max_length=500)
    authors: list[str] | None = Field(None, max_length=50)
    choices: Chosen | None = None


@vividpages.get("", auth=READ, response=Page[Book])
def list_vividpages(request: CalledBy, wanted: Asked, only: Annotated[Only, Query()]) -> Any:
    """List the reader's books, newest first."""
    books = VividPage.objects.owned_by(request.auth)
    return page_of(books if only.status is None else books.filter(status=only.status), wanted, _book)


@vividpages.post("", auth=WRITE, response={201: WholeBook})
def upload_vividpage(request: CalledBy, response: HttpResponse, epub: File[UploadedFile]) -> Any:
    """Upload an EPUB and begin to read it. Nothing is drawn and nothing paid for before it is started."""
    vividpage = services.upload_and_read(owner=request.auth, epub=epub)
    response["Location"] = reverse("api:read_vividpage", args=[vividpage.pk])
    return Status(201, whole_book(vividpage))


@vividpages.get("/{uuid:vividpage_id}", auth=READ, response=WholeBook)
def read_vividpage(request: CalledBy, vividpage_id: UUID) -> WholeBook:
    """Read one book with its choices and the stages of its making."""
    return whole_book(vividpage_of(request.auth, vividpage_id))


@vividpages.patch("/{uuid:vividpage_id}", auth=WRITE, response=WholeBook)
def change_vividpage(request: CalledBy, vividpage_id: UUID, body: Change) -> WholeBook:
    """Change a book's title page, and how it is made from now on; what is made already stays as it is."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    must_match(request, whole_book(vividpage))
    if body.choices is not None:
        choose(vividpage=vividpage, choices=changed_choices(vividpage, body.choices))
    if body.title is not None or body.authors is not None:
        title = vividpage.title if body.title is None else body.title
        authors = vividpage.authors if body.authors is None else body.authors
        services.set_title_page(vividpage=vividpage, title=title, authors=authors)
    return whole_book(vividpage_of(request.auth, vividpage_id))


@vividpages.post("/{uuid:vividpage_id}/start", auth=SPEND, response={202: WholeBook})
def start_vividpage(request: CalledBy, vividpage_id: UUID) -> Any:
    """Start the making of a book, or go on where it stopped. What it may cost is limited by its budget."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    return Status(202, whole_book(services.start(vividpage=vividpage, by=request.auth)))


@vividpages.post("/{uuid:vividpage_id}/stop", auth=WRITE, response=WholeBook)
def stop_vividpage(request: CalledBy, vividpage_id: UUID) -> WholeBook:
    """Stop the making: nothing new begins, and what is done stays."""
    return whole_book(services.stop(vividpage=vividpage_of(request.auth, vividpage_id)))


@vividpages.delete("/{uuid:vividpage_id}", auth=WRITE, response={204: None})
def delete_vividpage(request: CalledBy, vividpage_id: UUID) -> HttpResponse:
    """Delete a book with all that was made of it."""
    services.delete(vividpage=vividpage_of(request.auth, vividpage_id))
    return HttpResponse(status=204)


def _book(vividpage: VividPage) -> Book:
    return Book(**_columns(vividpage))


def _columns(vividpage: VividPage) -> dict[str, Any]:
    return {
        "id": vividpage.pk,
        "title": vividpage.title,
        "authors": vividpage.authors,
        "language": vividpage.language,
        "status": vividpage.status,
        "origin": vividpage.origin,
        "words": vividpage.word_count,
        "chapters": vividpage.chapter_count,
        "scenes": vividpage.scene_count,
        "created": vividpage.created,
        "completed": vividpage.completed,
        "warnings": vividpage.warnings,
    }


def whole_book(vividpage: VividPage) -> WholeBook:
    choices = choices_of(vividpage)
    chosen = {field.name: getattr(choices, field.name) for field in fields(Choices)}
    for name in ("text_key", "image_key"):
        chosen[name] = chosen[name].pk if chosen[name] is not None else None
    return WholeBook(
        **_columns(vividpage), choices=Chosen(**chosen), stages=stages_of(pipeline=MAKING, subject=vividpage.pk)
    )


def changed_choices(vividpage: VividPage, wanted: Chosen) -> Choices:
    """Return the choices of a book with what is sent; null takes a key or the budget away. Raises Http404."""
    sent = wanted.model_dump(exclude_unset=True)
    for name in ("text_key", "image_key"):
        if sent.get(name) is not None:
            sent[name] = owned(ApiKey.objects.owned_by(vividpage.owner), sent[name])
    may_be_null = ("text_key", "image_key", "budget")
    changes = {name: value for name, value in sent.items() if value is not None or name in may_be_null}
    return replace(choices_of(vividpage), **changes)
