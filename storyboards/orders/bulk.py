"""Drawing many pictures of a book anew: a chapter's, those of a person, all; priced first, and tried on a few."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from books.making import MAKING
from books.models import VividPage
from jobs import services as jobs
from jobs.allowances import check_open
from jobs.models import Unit
from storyboards.kinds import SCENE
from storyboards.models import Picture, PictureVersion
from storyboards.orders.pricing import RedrawPrice, price_of
from storyboards.pictures.redrawing import RedrawRefused, draw_anew, order_again
from storyboards.pictures.versions import waiting_in
from storyboards.requests.facts import SceneToDraw, facts_of_book

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accounts.models import User

TRIED = 3
"""Pictures on which a reader tries what is to be drawn of many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which pictures: those of a `chapter` by its number, of a `person`, or of the whole book; empty fields say all.

    `since`: those that have been asked for since then are left out, so that the rest follows what was tried.
    """

    chapter: int | None = None
    person: UUID | None = None
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class SelectedPictures:
    """Pictures that can be drawn anew, in the order of the book."""

    vividpage: VividPage
    scenes: tuple[SceneToDraw, ...]

    def __len__(self) -> int:
        return len(self.scenes)

    @property
    def price(self) -> RedrawPrice:
        """What drawing all of them costs."""
        return price_of(self.vividpage, self.scenes)

    @property
    def offer(self) -> str:
        """A digest of which pictures these are and what they cost: what a reader agrees to."""
        told = (sorted(facts.scene.pk.hex for facts in self.scenes), str(self.price.cost))
        return hashlib.sha256(repr(told).encode()).hexdigest()[:32]

    def tried(self) -> SelectedPictures:
        """Return a few of them from all over: the first, one of the middle and the last."""
        if len(self.scenes) <= TRIED:
            return self
        steps = [index * (len(self.scenes) - 1) // (TRIED - 1) for index in range(TRIED)]
        return SelectedPictures(self.vividpage, tuple(self.scenes[step] for step in steps))


def selected(vividpage: VividPage, selection: Selection) -> SelectedPictures:
    """Find the pictures of a selection that have been drawn and are not being drawn, nor wait for their reader.

    The number of queries does not grow with the book.
    """
    drawn = Picture.objects.filter(vividpage=vividpage, kind=Picture.Kind.SCENE).exclude(active_version=None)
    drawn = drawn.exclude(pk__in=waiting_in(vividpage.pk).order_by().values("picture"))
    if selection.chapter is not None:
        drawn = drawn.filter(scene__chapter__number=selection.chapter)
    if selection.person is not None:
        drawn = drawn.filter(scene__analysis__presences__character=selection.person)
    if selection.since is not None:
        newer = PictureVersion.objects.filter(created__gte=selection.since, requested_by__isnull=False)
        drawn = drawn.exclude(pk__in=newer.filter(picture__vividpage=vividpage).values("picture"))
    wanted = set(drawn.values_list("scene", flat=True)) - _coming(vividpage)
    facts = facts_of_book(vividpage)
    return SelectedPictures(vividpage, tuple(facts[n] for n in sorted(facts) if facts[n].scene.pk in wanted))


@transaction.atomic
def redraw_many(
    *, vividpage: VividPage, selection: Selection, by: User, try_first: bool = False, offer: str | None = None
) -> tuple[int, bool]:
    """Draw the pictures of a selection anew, each with what its reader wanted of the one that is shown.

    With `try_first` only a few of them are drawn. `offer` is what the reader has agreed to (`SelectedPictures.offer`).
    Each waits beside the one that is shown. Returns how many there are and whether they are drawn now; False: once the
    book, which was stopped or is paused, goes on. Raises RedrawRefused if there are none, if they or their price are
    not what was offered, or before the drawing has begun, and LimitReached if the reader has as much under way as one
    may have.
    """
    check_open(owner=vividpage.owner, subject=vividpage.pk)
    jobs.lock_work(subject=vividpage.pk, pipeline=MAKING)
    pictures = selected(vividpage, selection)
    chosen = pictures.tried() if try_first else pictures
    if not chosen:
        raise RedrawRefused("There is no picture to redraw: they are being redrawn already, or wait for you.")
    if offer is not None and pictures.offer != offer:
        raise RedrawRefused("Meanwhile the pictures or their price have changed. Look once more what it costs.")
    shown = _shown(chosen.scenes)
    orders = {facts.scene: order_again(shown.get(facts.scene.pk), by) for facts in chosen.scenes}
    return len(chosen), draw_anew(vividpage=vividpage, orders=orders, by=by)


def _coming(vividpage: VividPage) -> set[UUID | None]:
    units = Unit.objects.filter(job__pipeline=MAKING, job__subject=vividpage.pk, kind=SCENE, state__in=Unit.OPEN)
    return set(units.values_list("target", flat=True))


def _shown(scenes: Sequence[SceneToDraw]) -> dict[UUID, PictureVersion]:
    of_scenes = Q(active_for__scene__in=[facts.scene.pk for facts in scenes])
    versions = PictureVersion.objects.filter(of_scenes).select_related("picture")
    return {version.picture.scene_id: version for version in versions if version.picture.scene_id}
