"""Serving files to whoever may see them now: the reader of the book, and admins who look after pictures."""

from __future__ import annotations

import posixpath
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from books.models import VividPage
from storyboards.safety.gates import gate_of
from vividpages.storage import PublicS3Storage

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from accounts.models import User

SHOWN_TYPES = {".webp": "image/webp", ".png": "image/png", ".jpg": "image/jpeg", ".gif": "image/gif"}
"""Said here: the kinds that a machine knows differ, and many do not know WebP."""
BOOK_STANDS_AT = {"epubs": 2, "storyboards": 1, "characters": 1}
"""Where in the name of a file its book's id stands, by the folder that the name begins with."""


@require_safe
def media(request: HttpRequest, name: str) -> HttpResponseBase:
    """Send the file `name`; pictures are shown, anything else is downloaded.

    A browser keeps a picture and asks each time whether it may still show it: signing out, hiding and deleting end it
    there, too.
    """
    if not may_open(name, request.user):
        raise Http404
    storage = default_storage
    if isinstance(storage, PublicS3Storage):
        return HttpResponseRedirect(storage.direct_url(name))
    try:
        tag = storage.tag_of(name)  # type: ignore[attr-defined]  # it is a CheckedFileStorage
        unchanged = get_conditional_response(request, etag=tag)
        response = unchanged or _file_response(name)
    except (OSError, SuspiciousFileOperation) as error:
        raise Http404 from error
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache" if _shown_type(name) else "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def may_open(name: str, user: User | AnonymousUser) -> bool:
    """Return whether a file is one of a book of this reader and not hidden.

    Admins of pictures may open all pictures.
    """
    book = _book_of(name)
    if book is None or not user.is_authenticated:
        return False
    if VividPage.objects.owned_by(user).filter(pk=book).exists() and gate_of(name, book).is_open:
        return True
    return _shown_type(name) is not None and user.is_staff and user.has_perm("storyboards.view_pictureversion")


def _book_of(name: str) -> UUID | None:
    """Return the book that a file is of; None if the name leads out of where it seems to be, or is of no book."""
    parts = name.split("/")
    place = BOOK_STANDS_AT.get(parts[0])
    if place is None or len(parts) <= place + 1 or posixpath.normpath(name) != name or {"\\", "\0"} & {*name}:
        return None
    try:
        return UUID(parts[place])
    except ValueError:
        return None


def _file_response(name: str) -> HttpResponseBase:
    shown_type = _shown_type(name)
    return FileResponse(
        default_storage.open(name),
        content_type=shown_type or "application/octet-stream",
        as_attachment=shown_type is None,
    )


def _shown_type(name: str) -> str | None:
    return SHOWN_TYPES.get(PurePosixPath(name).suffix)
