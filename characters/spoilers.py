"""How far a reader has come: what lies beyond is shown only to those who ask for it."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from books.models import VividPage


def reader_limit(vividpage: VividPage) -> int | None:
    """The number of the scene that the reader has come to, or None if nothing is to be kept back."""
    return reader_limits([vividpage]).get(vividpage.pk)


def reader_limits(vividpages: Iterable[VividPage]) -> dict[UUID, int]:
    """`reader_limit` of those books that have one, by their ids, in one query."""
    places = VividPage.objects.filter(pk__in=[vividpage.pk for vividpage in vividpages], place__isnull=False)
    return dict(places.values_list("pk", "place__number"))
