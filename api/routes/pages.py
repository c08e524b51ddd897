"""The pages of a book that is laid out as a picture book: laid out, changed one by one, undone."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpResponse
from ninja import Field, Schema

from api.core.paging import Asked, Page, part_of
from api.core.problems import Problem
from api.core.rows import owned, vividpage_of
from api.core.rules import READ, WRITE, CalledBy
from api.core.site import router
from api.core.visible import AskedAhead, must_see_all
from publishing.models import Page as BookPage
from publishing.pages import editing
from publishing.pages.catalogue import layouts
from publishing.pages.checking import problems_of
from publishing.pages.fitting import text_svg
from publishing.pages.framing import MOST_ZOOM
from publishing.pages.journal import PagesRefused, undo_pages
from publishing.pages.laying import Plan
from publishing.pages.reading import paged_book
from publishing.pages.services import lay_out

pages = router("pages")


class PageShape(Schema):
    """A page; lengths are parts of the page, `text_box` left, top, width and height."""

    id: UUID
    number: int
    role: str
    layout: str
    text: str
    text_box: list[float] | None = Field(description="Null: as its layout has it.")
    size: float = Field(description="Points.")
    align: str
    ink: str
    picture: UUID | None
    focus_x: float
    focus_y: float
    zoom: float


class PagesOfBook(Page[PageShape]):
    """The pages of a book; none: it is not laid out."""

    width: float = Field(description="Inches.")
    height: float
    audience: str
    problems: list[str] = Field(description="What is wrong with them, in words.")


class NewLayout(Schema):
    """How a book is laid out at first."""

    width: float = Field(8.5, ge=3, le=14, description="Inches.")
    height: float = Field(8.5, ge=3, le=14)
    audience: str = Field("", max_length=20, description="Empty: whoever its scenes suit.")
    passages: Literal["", "whole", "moments"] = ""
    multiple: Literal[2, 4, 8] = 2


class PageChange(Schema):
    """What changes of a page; what is left out stays."""

    layout: str | None = Field(None, max_length=30)
    text: str | None = Field(None, max_length=editing.MOST_TEXT)
    text_box: list[float] | None = Field(None, min_length=4, max_length=4)
    size: float | None = Field(None, ge=6, le=96)
    align: Literal["left", "center", "right"] | None = None
    ink: Literal["dark", "light"] | None = None
    picture: UUID | None = None
    focus_x: float | None = Field(None, ge=0, le=1)
    focus_y: float | None = Field(None, ge=0, le=1)
    zoom: float | None = Field(None, ge=1, le=MOST_ZOOM)


class PageChanged(Schema):
    """A page as it is now, and what is to be said of it."""

    page: PageShape
    remark: str


class PageAction(Schema):
    """What is done with a page; `to` is the number of another, to move to or to exchange pictures with."""

    action: Literal["move", "add-after", "other-side", "remove", "split", "merge", "swap-pictures"]
    to: int | None = Field(None, ge=1, le=10_000)


class Undone(Schema):
    """What was undone, in words."""

    undone: str


@pages.get("/{uuid:vividpage_id}/pages", auth=READ, response=PagesOfBook)
def list_pages(request: CalledBy, vividpage_id: UUID, wanted: Asked, ahead: AskedAhead) -> Any:
    """List the pages of a book that is laid out, with what is wrong with them."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    must_see_all(request.auth, vividpage, ahead)
    book = paged_book(vividpage)
    rows = list(BookPage.objects.filter(vividpage=vividpage).order_by("number")) if book else []
    return {
        **part_of(rows, wanted, _page),
        "width": book.width if book else 0,
        "height": book.height if book else 0,
        "audience": book.audience if book else "",
        "problems": [f"Page {one.page}: {one.words} {one.mend}" for one in problems_of(book)] if book else [],
    }


@pages.post("/{uuid:vividpage_id}/pages", auth=WRITE, response={204: None})
def lay_pages(request: CalledBy, vividpage_id: UUID, body: NewLayout) -> HttpResponse:
    """Lay a book out, or out anew; pages that are there give way, and undoing brings them back."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    plan = Plan(body.width, body.height, body.audience, body.passages, body.multiple)
    lay_out(vividpage=vividpage, plan=plan, by=request.auth)
    return HttpResponse(status=204)


@pages.post("/{uuid:vividpage_id}/pages/undo", auth=WRITE, response=Undone)
def undo_page_edit(request: CalledBy, vividpage_id: UUID) -> Undone:
    """Take the latest edit of the pages back."""
    return Undone(undone=undo_pages(vividpage_id=vividpage_of(request.auth, vividpage_id).pk))


@pages.patch("/{uuid:vividpage_id}/pages/{uuid:page_id}", auth=WRITE, response=PageChanged)
def change_page(request: CalledBy, vividpage_id: UUID, page_id: UUID, body: PageChange) -> PageChanged:
    """Change what stands on a page."""
    page = _of(request, vividpage_id, page_id)
    sent = body.model_dump(exclude_unset=True)
    if sent.get("layout") is not None and sent["layout"] not in layouts():
        words = f"Choose one of: {', '.join(layouts())}."
        raise Problem(422, "no-such-layout", "There is no such layout", words)
    if sent.get("picture") is not None:
        owned(page.vividpage.pictures.all(), sent["picture"])
        sent["picture"] = str(sent["picture"])
    may_be_null = ("text_box", "picture")
    values = {name: value for name, value in sent.items() if value is not None or name in may_be_null}
    remark = editing.change_page(page=page, by=request.auth, **values)
    return PageChanged(page=_page(_of(request, vividpage_id, page_id)), remark=remark)


@pages.post("/{uuid:vividpage_id}/pages/{uuid:page_id}/actions", auth=WRITE, response={204: None})
def act_on_page(request: CalledBy, vividpage_id: UUID, page_id: UUID, body: PageAction) -> HttpResponse:
    """Move, add, remove, split or merge pages, or exchange pictures."""
    page, by = _of(request, vividpage_id, page_id), request.auth
    if body.action == "move":
        editing.move_page(page=page, to=_named(body), by=by)
    elif body.action == "swap-pictures":
        other = BookPage.objects.filter(vividpage=page.vividpage_id, number=_named(body)).exclude(pk=page.pk).first()
        if other is None:
            raise PagesRefused("Say with which other page: give its number.")
        editing.swap_pictures(page=page, other=other, by=by)
    elif body.action == "add-after":
        editing.add_page(after=page, by=by)
    else:
        _ACTIONS[body.action](page=page, by=by)
    return HttpResponse(status=204)


@pages.get("/{uuid:vividpage_id}/pages/{uuid:page_id}/text.svg", auth=READ, response={200: None})
def read_page_text(request: CalledBy, vividpage_id: UUID, page_id: UUID, ahead: AskedAhead) -> HttpResponse:
    """Draw the text of a page as it is printed."""
    row = _of(request, vividpage_id, page_id)
    must_see_all(request.auth, row.vividpage, ahead)
    book = paged_book(row.vividpage)
    page = next((one for one in book.pages if one.number == row.number), None) if book else None
    if book is None or page is None or page.text is None:
        raise Http404
    return HttpResponse(text_svg(page.text, book), content_type="image/svg+xml")


_ACTIONS: dict[str, Any] = {
    "other-side": editing.shift_page,
    "remove": editing.remove_page,
    "split": editing.split_page,
    "merge": editing.merge_page,
}


def _named(body: PageAction) -> int:
    if body.to is None:
        raise PagesRefused("Say which page: give its number as “to”.")
    return body.to


def _of(request: CalledBy, vividpage_id: UUID, page_id: UUID) -> BookPage:
    vividpage = vividpage_of(request.auth, vividpage_id)
    page = owned(BookPage.objects.filter(vividpage=vividpage), page_id)
    page.vividpage = vividpage
    return page


def _page(row: BookPage) -> PageShape:
    columns = {name: getattr(row, name) for name in PageShape.model_fields if name not in ("id", "picture")}
    return PageShape(id=row.pk, picture=row.picture_id, **columns)
