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
from storyboards.safety.gates import Gate, gate_of
from storyboards.safety.moderators import is_moderator
from storyboards.safety.queue import is_in_queue
from vividpages.storage import PublicS3Storage
from vividpages.veiled_media import veiled_answer

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
    gate = gate_for(name, request.user)
    if gate is None:
        raise Http404
    storage = default_storage
    try:
        if (instead := veiled_answer(request, name, gate)) is not None:
            return instead
        if isinstance(storage, PublicS3Storage):
            return HttpResponseRedirect(storage.direct_url(name))
        tag = storage.tag_of(name)  # type: ignore[attr-defined]  # it is a CheckedFileStorage
        unchanged = get_conditional_response(request, etag=tag)
        response = unchanged or _file_response(name)
    except (OSError, SuspiciousFileOperation) as error:
        raise Http404 from error
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache" if _shown_type(name) else "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def gate_for(name: str, user: User | AnonymousUser) -> Gate | None:
    """Return what holds for a file that somebody may open; None if they may not.

    Readers open what is of a book of theirs and not hidden, moderators the pictures that their queue shows, and admins
    of pictures all pictures.
    """
    book = _book_of(name)
    if book is None or not user.is_authenticated:
        return None
    gate = gate_of(name, book)
    is_own = VividPage.objects.owned_by(user).filter(pk=book).exists()
    if (is_own and gate.is_open) or _may_look_at_all(name, user) or _moderates(gate, user):
        return gate
    return None


def _moderates(gate: Gate, user: User | AnonymousUser) -> bool:
    return gate.picture is not None and is_moderator(user) and is_in_queue(gate.picture)


def _may_look_at_all(name: str, user: User | AnonymousUser) -> bool:
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
