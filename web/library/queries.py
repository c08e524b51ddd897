"""Reads for the bookcase: a number of queries that does not grow with it."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from books.making import MAKING
from books.models import VividPage
from jobs.models import Job, Unit
from jobs.pipelines import stage_of
from storyboards.models import Picture

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
    """A book as it stands in the bookcase."""

    vividpage: VividPage
    tone: int
    pictures: int
    making: StageProgress | None


def cover_tone(vividpage: VividPage) -> int:
    """Choose the cloth that a book without a cover is bound in: the same title, the same cloth."""
    return zlib.crc32(vividpage.title.encode()) % COVER_TONES


def bookcase_of(user: User) -> list[ShelvedBook]:
    """Return the books of `user`, newest first."""
    shown = (
        Picture.objects.presentable()
        .filter(vividpage=OuterRef("pk"), kind=Picture.Kind.SCENE)
        .order_by()
        .values("vividpage")
        .annotate(n=Count("pk"))
        .values("n")
    )
    books = list(VividPage.objects.owned_by(user).annotate(picture_count=Coalesce(Subquery(shown), 0)))
    makings = _makings([book.pk for book in books if book.status == VividPage.Status.WORKING])
    return [
        ShelvedBook(
            vividpage=book,
            tone=cover_tone(book),
            pictures=getattr(book, "picture_count", 0),
            making=makings.get(book.pk),
        )
        for book in books
    ]


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
