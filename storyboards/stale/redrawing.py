"""Drawing pictures anew that no longer fit the book: what that takes, and doing it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from books.making import MAKING, jobs_of
from jobs import broadcast
from jobs import services as jobs
from jobs.allowances import check_open
from storyboards.kinds import STAGE
from storyboards.orders.pricing import price_of
from storyboards.pictures.keeping import show
from storyboards.pictures.redrawing import draw_anew, order_again
from storyboards.stale.finding import StalePicture, stale_scenes

if TYPE_CHECKING:
    from collections.abc import Collection

    from accounts.models import User
    from books.models import VividPage
    from storyboards.orders.redraw_order import RedrawOrder
    from storyboards.pictures.redrawing import Target


@dataclass(frozen=True, slots=True)
class Redrawing:
    """What drawing pictures anew takes: `drawn` are drawn, `taken_back` are there already from before.

    `cost` is in USD, at the most likely; None if nobody has told us the model's price.
    """

    drawn: int
    taken_back: int
    cost: Decimal | None
    is_free: bool

    @property
    def count(self) -> int:
        """How many pictures change."""
        return self.drawn + self.taken_back


def estimate(vividpage: VividPage, stale: Collection[StalePicture]) -> Redrawing:
    """Estimate what drawing these pictures anew would take."""
    new = [picture.facts for picture in stale if picture.earlier is None]
    price = price_of(vividpage, new)
    return Redrawing(len(new), len(stale) - len(new), cost=price.cost, is_free=price.is_free)


@transaction.atomic
def redraw(*, vividpage: VividPage, scenes: Collection[int] | None = None, by: User | None = None) -> Redrawing:
    """Draw the pictures anew that no longer fit: all, or those of the scenes of these numbers. Returns what it takes.

    Where an earlier version fits again, it is shown, and nothing is drawn. The others are drawn anew, a single one
    before everything else, with what their reader wanted of the ones that are shown, and wait beside those where
    somebody asks for it (`by`); a book whose making was stopped or is paused keeps them until it goes on. Raises
    LimitReached if the reader has as much under way as one may have.
    """
    if by is not None:
        check_open(owner=vividpage.owner, subject=vividpage.pk)
    jobs.lock_work(subject=vividpage.pk, pipeline=MAKING)
    stale = [picture for picture in stale_scenes(vividpage) if scenes is None or picture.number in scenes]
    takes = estimate(vividpage, stale)
    for picture in stale:
        if picture.earlier is not None:
            show(version=picture.earlier)
    orders: dict[Target, RedrawOrder] = {p.facts.scene: order_again(p.shown, by) for p in stale if p.earlier is None}
    if orders and jobs_of(vividpage).filter(stage=STAGE).exists():
        draw_anew(vividpage=vividpage, orders=orders, by=by)
    if stale:
        transaction.on_commit(lambda: broadcast.changed(vividpage.pk, at_once=True))
    return takes
