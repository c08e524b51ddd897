"""How far a reader has come: what lies beyond is shown only to those who ask for it. See `books.horizon`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from books.horizon import asks_for_all, horizon_of
from books.models import VividPage
from books.views import SignedIn, vividpage_of


def reader_limit(vividpage: VividPage) -> int | None:
    """The number of the last scene that a search in the book shows, or None if nothing is to be kept back."""
    return reader_limits([vividpage]).get(vividpage.pk)


def reader_limits(vividpages: Iterable[VividPage]) -> dict[UUID, int]:
    """`reader_limit` of those books that have one, by their ids, in one query.

    A book that has not been begun has none: whoever searches it wants to find something. Nor has one that is read.
    """
    kept_back = VividPage.objects.filter(pk__in=[vividpage.pk for vividpage in vividpages]).exclude(
        reveal=VividPage.Reveal.ALL
    )
    rows = kept_back.values_list("pk", "scene_count", "read_to", "place__number")
    limits = {pk: (max(read_to, place or 0), scene_count) for pk, scene_count, read_to, place in rows}
    return {pk: limit for pk, (limit, last) in limits.items() if limit and not 0 < last <= limit}


def opens_behind_the_switch(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For pages that cannot but show all of a book (those that edit it): a warning comes first.

    It stands below `login_required`, on views of `vividpage_id`. The page opens for readers who have come to the end,
    who have asked for all of the book, or who open it with `?all=1`. What is sent to it is not held up.
    """

    @wraps(view)
    def guarded(request: SignedIn, vividpage_id: UUID, *args: Any, **kwargs: Any) -> HttpResponse:
        vividpage = vividpage_of(request, vividpage_id)
        horizon = horizon_of(vividpage, ahead=asks_for_all(request))
        if horizon.is_limited and request.method in ("GET", "HEAD"):
            return render(request, "characters/warning.html", {"vividpage": vividpage, "horizon": horizon})
        return view(request, vividpage_id, *args, **kwargs)

    return guarded
