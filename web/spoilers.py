"""Pages that cannot but show all of a book open behind a warning. See `books.visibility`."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.shortcuts import render

from web.requests import SignedIn, visible_on, vividpage_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.http import HttpResponse


def warn_of_spoilers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Show a warning before a page that cannot but show all of a book (those that edit it).

    It stands below `login_required`, on views of `vividpage_id`. The page opens for readers who have come to the end,
    who have asked for all of the book, or who open it with `?all=1`. What is sent to it is not held up.
    """

    @wraps(view)
    def guarded(request: SignedIn, vividpage_id: UUID, *args: Any, **kwargs: Any) -> HttpResponse:
        vividpage = vividpage_of(request, vividpage_id)
        visible = visible_on(request, vividpage)
        if visible.is_limited and request.method in ("GET", "HEAD"):
            return render(request, "reading/warning.html", {"vividpage": vividpage, "visible": visible})
        return view(request, vividpage_id, *args, **kwargs)

    return guarded
