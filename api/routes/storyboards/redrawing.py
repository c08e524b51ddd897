"""Drawing many pictures anew: priced first; those that no longer fit; and pictures that wait in another look."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Field, Schema, Status

from api.core.paging import Asked, Page, part_of
from api.core.rows import owned, vividpage_of
from api.core.rules import READ, SPEND, WRITE, CalledBy
from api.core.site import router
from api.core.visible import AskedAhead, must_see_all
from api.routes.shapes import DrawingPrice, Edited, Look, edited
from books.models import VividPage
from storyboards.looks import adopting
from storyboards.looks.adopting import WaitingLook
from storyboards.looks.look import Look as BookLook
from storyboards.orders.bulk import Selection, redraw_many, selected
from storyboards.stale import redrawing as stale_redrawing
from storyboards.stale.finding import StalePicture, stale_scenes

redrawing = router("storyboards")


class Selected(Schema):
    """Which pictures are drawn anew, and in which look."""

    what: Literal["chapter", "person", "all", "stale"] = "all"
    chapter: int | None = Field(None, ge=1, le=2**31 - 1)
    person: UUID | None = None
    since: datetime | None = Field(None, description="Those that were asked for since then are left out.")
    look: Look = Field(default_factory=lambda: Look(style="", resolution="", image_model=""))


class RedrawOffer(Schema):
    """What drawing the selected pictures costs; `offer` is sent back to have them drawn at that price."""

    price: DrawingPrice
    trial: DrawingPrice = Field(description="What a few of them cost, to try it.")
    offer: str


class RedrawOrder(Selected):
    """What is to be drawn anew at the price that was told."""

    offer: str = Field(max_length=100)
    try_first: bool = Field(False, description="True: only a few of them.")


class Ordered(Schema):
    """How many pictures are drawn anew."""

    count: int
    is_drawn_now: bool = Field(description="False: once the book goes on.")


class Stale(Schema):
    """A picture that no longer fits its book."""

    scene: int
    version: UUID
    fits_again: bool = Field(description="True: an earlier one fits, and is shown again for nothing.")


class StaleOrder(Schema):
    """Which of the pictures that no longer fit are drawn anew."""

    scenes: list[int] | None = Field(None, max_length=10_000, description="Numbers; null: all of them.")


class StaleOrdered(Schema):
    """What becomes of the pictures that no longer fit."""

    drawn: int
    taken_back: int
    cost: str | None = Field(description="USD; null: nobody knows.")


class LookWaiting(Schema):
    """Pictures that wait in another look."""

    look: Look
    scenes: int
    sheets: int
    coming: int
    others: int


class Adoption(Schema):
    """The look whose pictures are shown from now on."""

    look: Look
    for_book: bool = Field(False, description="True: whatever is drawn later has this look, too.")


class PutAside(Schema):
    """How many were put aside, and how many are not drawn."""

    waiting: int
    coming: int


@redrawing.post("/{uuid:vividpage_id}/redraw/price", auth=READ, response=RedrawOffer)
def price_redraw(request: CalledBy, vividpage_id: UUID, body: Selected) -> RedrawOffer:
    """Say what drawing the selected pictures anew costs. Nothing is drawn."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    pictures = selected(vividpage, _selection(vividpage, body), _look(body.look))
    return RedrawOffer(price=_price(pictures.price), trial=_price(pictures.tried().price), offer=pictures.offer)


@redrawing.post("/{uuid:vividpage_id}/redraw", auth=SPEND, response={202: Ordered})
def redraw(request: CalledBy, vividpage_id: UUID, body: RedrawOrder) -> Any:
    """Draw the selected pictures anew at the price that was told. Each waits beside the one that is shown."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    count, is_now = redraw_many(
        vividpage=vividpage,
        selection=_selection(vividpage, body),
        by=request.auth,
        try_first=body.try_first,
        offer=body.offer,
        look=_look(body.look),
    )
    return Status(202, Ordered(count=count, is_drawn_now=is_now))


@redrawing.get("/{uuid:vividpage_id}/stale", auth=READ, response=Page[Stale])
def list_stale(request: CalledBy, vividpage_id: UUID, wanted: Asked, ahead: AskedAhead) -> Any:
    """List the pictures of a book that no longer fit it."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    must_see_all(request.auth, vividpage, ahead)
    return part_of(stale_scenes(vividpage), wanted, _stale)


@redrawing.post("/{uuid:vividpage_id}/stale/redraw", auth=SPEND, response={202: StaleOrdered})
def redraw_stale(request: CalledBy, vividpage_id: UUID, body: StaleOrder) -> Any:
    """Draw anew what no longer fits; where an earlier picture fits again it is shown, and nothing is drawn."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    takes = stale_redrawing.redraw(vividpage=vividpage, scenes=body.scenes, by=request.auth)
    cost = None if takes.cost is None else str(takes.cost)
    return Status(202, StaleOrdered(drawn=takes.drawn, taken_back=takes.taken_back, cost=cost))


@redrawing.get("/{uuid:vividpage_id}/looks", auth=READ, response=Page[LookWaiting])
def list_looks(request: CalledBy, vividpage_id: UUID, wanted: Asked) -> Any:
    """List the looks in which pictures wait or are being drawn."""
    return part_of(adopting.waiting_looks(vividpage_of(request.auth, vividpage_id)), wanted, _waiting)


@redrawing.post("/{uuid:vividpage_id}/looks/adopt", auth=WRITE, response=Edited)
def adopt_look(request: CalledBy, vividpage_id: UUID, body: Adoption) -> Edited:
    """Show all pictures that wait in a look; the ones of before are kept."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    edit = adopting.adopt(vividpage=vividpage, look=_look(body.look), by=request.auth, for_book=body.for_book)
    return edited(edit)


@redrawing.post("/{uuid:vividpage_id}/looks/put-aside", auth=WRITE, response=PutAside)
def put_look_aside(request: CalledBy, vividpage_id: UUID, body: Look) -> PutAside:
    """Put all pictures aside that wait in a look, and draw no more of them."""
    aside = adopting.put_aside(vividpage=vividpage_of(request.auth, vividpage_id), look=_look(body))
    return PutAside(waiting=aside.waiting, coming=aside.coming)


def _selection(vividpage: VividPage, body: Selected) -> Selection:
    """Read which pictures are meant. Raises Http404 for somebody who is not in the book."""
    if body.what == "chapter":
        return Selection(chapter=body.chapter or 0, since=body.since)
    if body.what == "person":
        person = owned(vividpage.characters.all(), body.person or UUID(int=0))
        return Selection(person=person.pk, since=body.since)
    return Selection(stale=body.what == "stale", since=body.since)


def _look(look: Look) -> BookLook:
    return BookLook(**look.model_dump())


def _price(price: Any) -> DrawingPrice:
    return DrawingPrice(pictures=price.pictures, cost=price.cost, is_free=price.is_free)


def _stale(picture: StalePicture) -> Stale:
    return Stale(scene=picture.number, version=picture.shown.pk, fits_again=picture.earlier is not None)


def _waiting(one: WaitingLook) -> LookWaiting:
    counts = {name: getattr(one, name) for name in ("scenes", "sheets", "coming", "others")}
    look = Look(style=one.look.style, resolution=one.look.resolution, image_model=one.look.image_model)
    return LookWaiting(look=look, **counts)
