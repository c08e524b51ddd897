"""Reads for the bookcase: a number of queries that does not grow with it."""

from __future__ import annotations

import zlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from books.making import MAKING
from books.models import VividPage
from jobs.models import Job, Unit
from jobs.pipelines import stage_of
from sketch.styles import STYLES, own_number
from storyboards.models import Picture
from storyboards.styles.resolving import own_styles

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from accounts.models import User

COVER_TONES = 6
"""How many cloths there are to bind a book in that brings no cover (`.cover--0` and on)."""


@dataclass(frozen=True, slots=True)
class StageProgress:
    """The stage that a book is at."""

    title: str
    settled: int
    total: int


@dataclass(frozen=True, slots=True)
class ShelvedBook:
    """A book as it stands in the bookcase. `variant` is the style that tells it from its other variants, if any."""

    vividpage: VividPage
    tone: int
    pictures: int
    making: StageProgress | None
    variant: str = ""


def cover_tone(vividpage: VividPage) -> int:
    """Choose the cloth that a book without a cover is bound in: the same title, the same cloth."""
    return zlib.crc32(vividpage.title.encode()) % COVER_TONES


def bookcase_of(user: User) -> list[ShelvedBook]:
    """Return the books of `user`, newest first, the variants of one beside each other."""
    shown = (
        Picture.objects.presentable()
        .filter(vividpage=OuterRef("pk"), kind=Picture.Kind.SCENE)
        .order_by()
        .values("vividpage")
        .annotate(n=Count("pk"))
        .values("n")
    )
    books = list(VividPage.objects.owned_by(user).annotate(picture_count=Coalesce(Subquery(shown), 0)))
    books = _beside_their_variants(books)
    names = _names_of_variants(books, user)
    makings = _makings([book.pk for book in books if book.status == VividPage.Status.WORKING])
    return [
        ShelvedBook(
            vividpage=book,
            tone=cover_tone(book),
            pictures=getattr(book, "picture_count", 0),
            making=makings.get(book.pk),
            variant=names.get(book.pk, ""),
        )
        for book in books
    ]


def _beside_their_variants(books: Sequence[VividPage]) -> list[VividPage]:
    """Put the variants of a book behind the newest of them."""
    first: dict[UUID, int] = {}
    for place, book in enumerate(books):
        if book.work is not None:
            first.setdefault(book.work, place)
    placed = [(first[book.work] if book.work else place, place, book) for place, book in enumerate(books)]
    return [book for _, _, book in sorted(placed, key=lambda one: one[:2])]


def _names_of_variants(books: Sequence[VividPage], user: User) -> dict[UUID, str]:
    """Return what tells books from their other variants, by their ids: the style, and the size where that is the same.

    One query where a style is the reader's own.
    """
    count = Counter(book.work for book in books)
    variants = [book for book in books if book.work is not None and count[book.work] > 1]
    names = {key: style.name for key, style in STYLES.items()}
    if any(own_number(book.style) is not None for book in variants):
        names |= {style.key: style.name for style in own_styles(user)}
    alike = Counter((book.work, book.style) for book in variants)
    return {
        book.pk: names.get(book.style, book.style)
        + (f", {book.get_resolution_display()}" if alike[book.work, book.style] > 1 else "")
        for book in variants
    }


def _makings(vividpage_ids: Sequence[UUID]) -> dict[UUID, StageProgress]:
    if not vividpage_ids:
        return {}
    settled = Count("units", filter=~Q(units__state__in=Unit.OPEN))
    running = Job.objects.filter(pipeline=MAKING, subject__in=vividpage_ids, state=Job.State.RUNNING)
    jobs = running.annotate(total=Count("units"), settled=settled)
    return {
        job.subject: StageProgress(
            title=stage_of(job).title, settled=getattr(job, "settled", 0), total=getattr(job, "total", 0)
        )
        for job in jobs.order_by("created")
    }
