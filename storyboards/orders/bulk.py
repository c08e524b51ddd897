"""Drawing many pictures of a book anew: a chapter's, those of a person, all; priced first, and tried on a few."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from books.choices import ChoicesRefused
from books.making import MAKING
from books.models import VividPage
from jobs import services as jobs
from jobs.allowances import check_open
from jobs.models import Unit
from storyboards.kinds import SCENE
from storyboards.looks.faces import BookInLook
from storyboards.looks.look import AS_THE_BOOK, Look
from storyboards.looks.sheets import Sheets, sheets_to_draw, who_is_seen
from storyboards.making.choosing import entry_or_none, with_look
from storyboards.models import Picture, PictureVersion
from storyboards.orders.following import orders_like
from storyboards.orders.pricing import RedrawPrice, price_of, price_of_sheets
from storyboards.pictures.redrawing import RedrawRefused, draw_anew
from storyboards.pictures.versions import waiting_in
from storyboards.requests.facts import SceneToDraw, facts_of_book
from storyboards.stale.finding import stale_scenes

if TYPE_CHECKING:
    from accounts.models import User

TRIED = 3
"""Pictures on which a reader tries what is to be drawn of many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which pictures: those of a `chapter` by its number, of a `person`, or of the whole book; empty fields say all.

    `stale`: only those that no longer fit. `since`: those that have been asked for since then are left out, so that the
    rest follows what was tried.
    """

    chapter: int | None = None
    person: UUID | None = None
    stale: bool = False
    since: datetime | None = None

    @property
    def is_whole_book(self) -> bool:
        """Whether all pictures of the book are meant."""
        return self.chapter is None and self.person is None and not self.stale


@dataclass(frozen=True, slots=True)
class SelectedPictures:
    """Pictures that can be drawn anew, in the order of the book, and in which look.

    `sheets` are the pictures of people and places that are drawn in its style first.
    """

    vividpage: VividPage
    scenes: tuple[SceneToDraw, ...]
    look: Look = AS_THE_BOOK
    sheets: Sheets = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.scenes)

    @property
    def price(self) -> RedrawPrice:
        """What drawing all of them costs, the people and places with them."""
        drawn_as = BookInLook(self.vividpage, self.look)
        scenes = [drawn_as.facts(facts) for facts in self.scenes]
        return price_of(self.vividpage, scenes, look=self.look) + self.price_of_sheets

    @property
    def price_of_sheets(self) -> RedrawPrice:
        """What drawing the people and places costs."""
        return price_of_sheets(self.look.on(self.vividpage), len(self.sheets))

    @property
    def offer(self) -> str:
        """A digest of which pictures these are, how they are drawn and what they cost: what a reader agrees to."""
        drawn = sorted(row.pk.hex for row in (*(facts.scene for facts in self.scenes), *self.sheets))
        told = (drawn, sorted(self.look.as_json().items()), str(self.price.cost))
        return hashlib.sha256(repr(told).encode()).hexdigest()[:32]

    def tried(self) -> SelectedPictures:
        """Return a few of them from all over: the first, one of the middle and the last."""
        if len(self.scenes) <= TRIED:
            return self
        steps = [index * (len(self.scenes) - 1) // (TRIED - 1) for index in range(TRIED)]
        scenes = tuple(self.scenes[step] for step in steps)
        return SelectedPictures(self.vividpage, scenes, self.look, _sheets_for(self.vividpage, scenes, self.look))


def selected(vividpage: VividPage, selection: Selection, look: Look = AS_THE_BOOK) -> SelectedPictures:
    """Find the pictures of a selection that have been drawn and are not being drawn, nor wait for their reader.

    With a look those that are shown in it, or wait in it, are left out; whatever else waits does not matter. The number
    of queries does not grow with the book.
    """
    drawn = Picture.objects.filter(vividpage=vividpage, kind=Picture.Kind.SCENE).exclude(active_version=None)
    if not look:
        drawn = drawn.exclude(pk__in=waiting_in(vividpage.pk).order_by().values("picture"))
    if selection.chapter is not None:
        drawn = drawn.filter(scene__chapter__number=selection.chapter)
    if selection.person is not None:
        drawn = drawn.filter(scene__analysis__presences__character=selection.person)
    if selection.since is not None:
        newer = PictureVersion.objects.filter(created__gte=selection.since, requested_by__isnull=False)
        drawn = drawn.exclude(pk__in=newer.filter(picture__vividpage=vividpage).values("picture"))
    whole = look.whole(vividpage) if look else look
    wanted = set(drawn.values_list("scene", flat=True)) - _coming(vividpage) - _in_look(vividpage, look)
    if selection.stale:
        wanted &= {picture.scene_id for picture in stale_scenes(vividpage)}
    facts = facts_of_book(vividpage)
    scenes = tuple(facts[n] for n in sorted(facts) if facts[n].scene.pk in wanted)
    sheets = _sheets(vividpage, selection, scenes, whole) if scenes else {}
    return SelectedPictures(vividpage, scenes, whole, sheets)


@transaction.atomic
def redraw_many(
    *,
    vividpage: VividPage,
    selection: Selection,
    by: User,
    try_first: bool = False,
    offer: str | None = None,
    look: Look = AS_THE_BOOK,
) -> tuple[int, bool]:
    """Draw the pictures of a selection anew, each with what its reader wanted of the one that is shown.

    With `try_first` only a few of them are drawn. In another `look` they keep their seeds, and the people and places
    that go with them are drawn in its style first. `offer` is what the reader has agreed to (`SelectedPictures.offer`).
    Each waits beside the one that is shown. Returns how many there are and whether they are drawn now; False: once the
    book, which was stopped or is paused, goes on. Raises RedrawRefused if there are none, if they or their price are
    not what was offered, for a look that no book could have, or before the drawing has begun, and LimitReached if the
    reader has as much under way as one may have.
    """
    check_open(owner=vividpage.owner, subject=vividpage.pk)
    jobs.lock_work(subject=vividpage.pk, pipeline=MAKING)
    _check_look(vividpage, look)
    pictures = selected(vividpage, selection, look)
    chosen = pictures.tried() if try_first else pictures
    if not chosen:
        raise RedrawRefused("There is no picture to redraw: they are being redrawn already, or wait for you.")
    if offer is not None and pictures.offer != offer:
        raise RedrawRefused("Meanwhile the pictures or their price have changed. Look once more what it costs.")
    orders = orders_like(chosen.scenes, chosen.sheets, look=chosen.look, by=by)
    return len(chosen), draw_anew(vividpage=vividpage, orders=orders, by=by)


def _check_look(vividpage: VividPage, look: Look) -> None:
    try:
        with_look(vividpage=vividpage, look=look)
    except ChoicesRefused as refused:
        raise RedrawRefused(str(refused)) from refused


def _coming(vividpage: VividPage) -> set[UUID | None]:
    units = Unit.objects.filter(job__pipeline=MAKING, job__subject=vividpage.pk, kind=SCENE, state__in=Unit.OPEN)
    return set(units.values_list("target", flat=True))


def _in_look(vividpage: VividPage, look: Look) -> set[UUID | None]:
    """Find the scenes of which a picture is shown in a look, or waits in it."""
    if not look:
        return set()
    standing = Q(active_for__isnull=False) | Q(standing=PictureVersion.Standing.WAITING)
    versions = PictureVersion.objects.filter(standing, picture__vividpage=vividpage, picture__scene__isnull=False)
    there = versions.select_related("picture").order_by()
    return {version.picture.scene_id for version in there if version.is_presentable and look.shows(version, vividpage)}


def _sheets(vividpage: VividPage, selection: Selection, scenes: tuple[SceneToDraw, ...], look: Look) -> Sheets:
    """Find the people and places to draw first: of a whole book all, else those that go with the pictures."""
    if not look:
        return {}
    if selection.is_whole_book:
        return sheets_to_draw(vividpage, look, among=None)
    return _sheets_for(vividpage, scenes, look)


def _sheets_for(vividpage: VividPage, scenes: tuple[SceneToDraw, ...], look: Look) -> Sheets:
    """Find the people and places that an artist is sent with these scenes; one who is sent none needs none."""
    artist = entry_or_none(look.image_model, "image")
    if not look or artist is None or not artist.references:
        return {}
    return sheets_to_draw(vividpage, look, among=who_is_seen(scenes))
