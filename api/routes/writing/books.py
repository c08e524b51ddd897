"""Children's books, colouring books and biographies: begun by a brief, planned, approved, written and bound."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from ninja import Field, Schema, Status

from accounts.models import ApiKey
from api.core.paging import Asked, Page, page_of
from api.core.rows import owned
from api.core.rules import PUBLIC, READ, SPEND, WRITE, CalledBy
from api.core.site import router
from api.routes.shapes import Stage, stages_of
from api.routes.writing.finding import found_book, found_kind
from authors.contract import Declined
from writing import services
from writing.estimates import estimate, estimate_of_brief
from writing.kinds import catalogue
from writing.making import WRITING
from writing.models import BUILT_IN, WrittenBook
from writing.services.books import checked_brief
from writing.services.feedback import LONGEST_FEEDBACK

books = router("books that are written here")
NEEDS_SOURCES = frozenset({"biography"})
"""Kinds that are planned once their sources have been read."""


class Template(Schema):
    """A kind of book, and what is asked for."""

    kind: str = Field(examples=["childrens"])
    title: str
    about: str
    brief: dict[str, Any] = Field(description="What a brief holds, as a JSON schema.")


class WritingPrice(Schema):
    """What something will cost, in USD; null: nobody can say."""

    low: Decimal | None
    high: Decimal | None
    note: str


class NewWrittenBook(Schema):
    """A book to write."""

    kind: str = Field(max_length=40, examples=["childrens"])
    brief: dict[str, Any] = Field(description="See /books/templates.")
    author: str = Field(BUILT_IN, max_length=100, description="“built-in”, or a text model.")
    author_key: UUID | None = None
    economy: bool = False
    budget: Decimal | None = Field(None, ge=0, max_digits=10, decimal_places=4, description="USD; null: no limit.")


class AskedBrief(Schema):
    """A brief to be understood."""

    kind: str = Field(max_length=40)
    brief: dict[str, Any]
    author: str = Field(BUILT_IN, max_length=100)
    economy: bool = False


class PartOfPlan(Schema):
    """A part as it is planned."""

    key: str
    title: str
    summary: str
    words: int


class Understood(Schema):
    """What is understood of a brief, before anything is written or paid for."""

    told: bool = Field(description="False: the author cannot do it; `why_not` says so.")
    why_not: str
    title: str
    understood: str = Field(description="In one sentence.")
    doubts: list[str] = Field(description="What of the brief is not, or only in part, followed.")
    parts: list[PartOfPlan]
    price: WritingPrice | None


class WrittenBookShown(Schema):
    """A book that is written here."""

    id: UUID
    kind: str
    title: str
    author: str
    status: str
    created: datetime


class WholeWrittenBook(WrittenBookShown):
    """A book with its brief, its plan and how far it is."""

    brief: dict[str, Any]
    plan: list[PartOfPlan] | None
    is_approved: bool
    price: WritingPrice = Field(description="Of what is still to be written.")
    stages: list[Stage]


class BriefChange(Schema):
    """What is asked for instead."""

    brief: dict[str, Any]


class Wishes(Schema):
    """What should be otherwise, in the writer's words."""

    feedback: str = Field("", max_length=LONGEST_FEEDBACK)


class PartOrder(Schema):
    """The keys of all parts in another order."""

    keys: list[str] = Field(min_length=1, max_length=1000)


@books.get("/templates", auth=PUBLIC, response=list[Template])
def list_templates(request: CalledBy) -> Any:
    """List the kinds of books that can be written here, with what each asks for."""
    return [_template(kind) for kind in catalogue.KINDS]


@books.post("/understood", auth=READ, response=Understood)
def understand_brief(request: CalledBy, body: AskedBrief) -> Understood:
    """Say what is understood of a brief, and what the book would cost. Nothing is kept."""
    kind = found_kind(body.kind)
    price = None
    if body.author != BUILT_IN:
        brief = checked_brief(kind.name, body.brief)
        try:
            found = estimate_of_brief(kind, brief, author=body.author, owner=request.auth, economy=body.economy)
        except KeyError:
            raise services.WritingRefused("There is no such author. See /models for those that write.") from None
        price = WritingPrice(low=found.low, high=found.high, note=found.note)
    try:
        outline = services.understood(kind=kind.name, brief=body.brief, owner=request.auth)
    except Declined as declined:
        why_not = str(declined)
        return Understood(told=False, why_not=why_not, title="", understood="", doubts=[], parts=[], price=price)
    return Understood(
        told=True,
        why_not="",
        title=outline.title,
        understood=outline.understood,
        doubts=list(outline.doubts),
        parts=[_planned(part) for part in outline.parts],
        price=price,
    )


@books.post("/write", auth=SPEND, response={202: WholeWrittenBook})
def write_book(request: CalledBy, response: HttpResponse, body: NewWrittenBook) -> Any:
    """Begin a book and have it planned. Nothing else is written before its plan is approved."""
    kind = found_kind(body.kind)
    key = owned(ApiKey.objects.owned_by(request.auth), body.author_key) if body.author_key else None
    book = services.start_book(
        owner=request.auth,
        kind=kind.name,
        brief=body.brief,
        author=body.author,
        author_key=key,
        economy=body.economy,
        budget=body.budget,
    )
    if kind.name not in NEEDS_SOURCES:
        services.plan(book=book, by=request.auth)
    response["Location"] = reverse("api:read_written_book", args=[book.pk])
    return Status(202, _whole(found_book(request, book.pk)))


@books.get("", auth=READ, response=Page[WrittenBookShown])
def list_written_books(request: CalledBy, wanted: Asked) -> Any:
    """List the books that the caller writes here, newest first."""
    rows = WrittenBook.objects.owned_by(request.auth).select_related("vividpage")
    return page_of(rows, wanted, lambda row: WrittenBookShown(**_columns(row)), by=("-created", "-pk"))


@books.get("/{uuid:book_id}", auth=READ, response=WholeWrittenBook)
def read_written_book(request: CalledBy, book_id: UUID) -> WholeWrittenBook:
    """Read a book's brief and plan, and how far it is."""
    return _whole(found_book(request, book_id))


@books.put("/{uuid:book_id}/brief", auth=SPEND, response={202: WholeWrittenBook})
def change_brief(request: CalledBy, book_id: UUID, body: BriefChange) -> Any:
    """Ask for something else, as long as the plan has not been approved; it is planned anew."""
    book = found_book(request, book_id)
    services.save_brief(book=book, brief=body.brief)
    services.plan(book=book, by=request.auth)
    return Status(202, _whole(found_book(request, book_id)))


@books.post("/{uuid:book_id}/plan", auth=SPEND, response={202: WholeWrittenBook})
def plan_book(request: CalledBy, book_id: UUID, body: Wishes) -> Any:
    """Have a book planned, or planned anew with what should be otherwise."""
    services.plan(book=found_book(request, book_id), by=request.auth, feedback=body.feedback.strip())
    return Status(202, _whole(found_book(request, book_id)))


@books.put("/{uuid:book_id}/order", auth=WRITE, response=WholeWrittenBook)
def reorder_parts(request: CalledBy, book_id: UUID, body: PartOrder) -> WholeWrittenBook:
    """Put the parts of a plan in another order."""
    services.reorder(book=found_book(request, book_id), keys=body.keys)
    return _whole(found_book(request, book_id))


@books.post("/{uuid:book_id}/approve", auth=SPEND, response={202: WholeWrittenBook})
def approve_plan(request: CalledBy, book_id: UUID) -> Any:
    """Approve the plan, so that the book is written."""
    services.approve(book=found_book(request, book_id), by=request.auth)
    return Status(202, _whole(found_book(request, book_id)))


@books.post("/{uuid:book_id}/stop", auth=WRITE, response=WholeWrittenBook)
def stop_writing(request: CalledBy, book_id: UUID) -> WholeWrittenBook:
    """Stop: nothing new begins, and what is written stays."""
    services.stop(book=found_book(request, book_id))
    return _whole(found_book(request, book_id))


@books.post("/{uuid:book_id}/go-on", auth=SPEND, response={202: WholeWrittenBook})
def go_on_writing(request: CalledBy, book_id: UUID) -> Any:
    """Go on where it stopped."""
    if not services.go_on(book=found_book(request, book_id), by=request.auth):
        raise services.WritingRefused("There is nothing to go on with.")
    return Status(202, _whole(found_book(request, book_id)))


@books.post("/{uuid:book_id}/bind", auth=WRITE, response={202: WholeWrittenBook})
def bind_book(request: CalledBy, book_id: UUID) -> Any:
    """Make the book of its texts: from then on it is a book like any other."""
    services.bind(book=found_book(request, book_id), by=request.auth)
    return Status(202, _whole(found_book(request, book_id)))


def _template(kind: Any) -> Template:
    return Template(kind=kind.name, title=kind.title, about=kind.about, brief=kind.brief.model_json_schema())


def _planned(part: Any) -> PartOfPlan:
    return PartOfPlan(key=part.key, title=part.title, summary=part.summary, words=part.words)


def _columns(book: WrittenBook) -> dict[str, Any]:
    return {
        "id": book.pk,
        "kind": book.kind,
        "title": book.vividpage.title,
        "author": book.author,
        "status": book.vividpage.status,
        "created": book.created,
    }


def _whole(book: WrittenBook) -> WholeWrittenBook:
    price = estimate(book)
    return WholeWrittenBook(
        **_columns(book),
        brief=book.brief,
        plan=[_planned(part) for part in book.plan.outline.parts] if book.plan else None,
        is_approved=book.approved is not None,
        price=WritingPrice(low=price.low, high=price.high, note=price.note),
        stages=stages_of(pipeline=WRITING, subject=book.pk),
    )
