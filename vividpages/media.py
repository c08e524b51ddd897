"""Serving files to whoever may see them now: the reader of the book, and admins who look after pictures.

The address of a picture says what is in it, so it never becomes another picture; but it ends, for everybody and at
once, when the picture is hidden or deleted or its reader signs out. So a browser keeps it and asks each time whether it
may still show it: that is answered from the database, and no file is touched.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from books.models import BookPicture, VividPage
from files import store
from storyboards.safety.gates import Gate, gate_of
from storyboards.safety.moderators import is_moderator
from storyboards.safety.queue import is_in_queue
from vividpages.veiled_media import veiled_answer
from writing.stories.links import STORY_LINKS
from writing.stories.pictures import is_shown_in_a_story

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.contrib.auth.models import AnonymousUser
    from django.core.files.base import File
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from accounts.models import User

SHOWN_TYPES = {".webp": "image/webp", ".png": "image/png", ".jpg": "image/jpeg", ".gif": "image/gif"}
"""Said here: the kinds that a machine knows differ, and many do not know WebP."""
BOOK_STANDS_AT = {"epubs": 2, "storyboards": 1, "characters": 1}
"""Where in the name of a file its book's id stands, by the folder that the name begins with."""
ONE_RANGE = re.compile(r"bytes=(\d{1,18})-(\d{0,18})", re.ASCII)
"""What is asked for of a file from somewhere on: other forms are answered with the whole, as is allowed."""


@require_safe
def media(request: HttpRequest, name: str) -> HttpResponseBase:
    """Send the file `name`, or a range of it; pictures are shown, anything else is downloaded."""
    gate = gate_for(name, request.user, links=request.session.get(STORY_LINKS, {}))
    if gate is None:
        raise Http404
    try:
        if (instead := veiled_answer(request, name, gate)) is not None:
            return instead
        tag = _tag_of(name)
        response = get_conditional_response(request, etag=tag) or _answer(request, name, tag)
    except (OSError, SuspiciousFileOperation) as error:
        raise Http404 from error
    response["ETag"] = tag
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "private, no-cache" if _shown_type(name) else "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def gate_for(name: str, user: User | AnonymousUser, *, links: Mapping[str, str]) -> Gate | None:
    """Return what holds for a file that somebody may open; None if they may not.

    Readers open what is of a book of theirs and not hidden, and what stories show that they may read (`links` are those
    that they came by); moderators the pictures that their queue shows, and admins of pictures all pictures.
    """
    owner = _owner_of(name) if _is_plain(name) else None
    if owner is None:
        return None
    gate = gate_of(name, owner)
    is_own = owner == user.pk and gate.is_open and (gate.version is not None or _is_of_a_book(name, owner))
    if is_own or _may_look_at_all(name, user) or _moderates(gate, user):
        return gate
    is_shown = gate.is_open and gate.version is not None and is_shown_in_a_story(name, user, links)
    return gate if is_shown else None


def _is_plain(name: str) -> bool:
    """Return whether a name leads nowhere but to where it seems to."""
    return posixpath.normpath(name) == name and not {"\\", "\0"} & {*name}


def _owner_of(name: str) -> UUID | None:
    """Return whose file that is; None if it is nobody's."""
    if owner := store.owner_of(name):
        return _uuid(owner)
    book = _book_of(name)
    return VividPage.objects.filter(pk=book).values_list("owner_id", flat=True).first() if book else None


def _book_of(name: str) -> UUID | None:
    """Return the book in whose folder a file is; None if it is in none."""
    parts = name.split("/")
    place = BOOK_STANDS_AT.get(parts[0])
    return _uuid(parts[place]) if place is not None and len(parts) > place + 1 else None


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _is_of_a_book(name: str, owner: UUID) -> bool:
    """Return whether a file that is no version's is in the folder of a book, or named by one."""
    return not store.owner_of(name) or BookPicture.objects.filter(image=name, chapter__vividpage__owner=owner).exists()


def _moderates(gate: Gate, user: User | AnonymousUser) -> bool:
    return gate.picture is not None and is_moderator(user) and is_in_queue(gate.picture)


def _may_look_at_all(name: str, user: User | AnonymousUser) -> bool:
    return _shown_type(name) is not None and user.is_staff and user.has_perm("storyboards.view_pictureversion")


def _tag_of(name: str) -> str:
    if store.owner_of(name):
        return f'"{PurePosixPath(name).stem}"'
    return str(default_storage.tag_of(name))  # type: ignore[attr-defined]  # it is one of ours


def _answer(request: HttpRequest, name: str, tag: str) -> HttpResponseBase:
    shown_type = _shown_type(name)
    content_type = shown_type or "application/octet-stream"
    file = default_storage.open(name)
    wanted = ONE_RANGE.fullmatch(request.headers.get("Range", ""))
    if wanted is not None and request.headers.get("If-Range", tag) == tag:
        return _range_of(file, int(wanted[1]), int(wanted[2] or file.size - 1), content_type)
    return FileResponse(file, content_type=content_type, as_attachment=shown_type is None)


def _range_of(file: File[bytes], first: int, last: int, content_type: str) -> HttpResponse:
    """Answer with the bytes of a file from `first` to `last`, as far as it goes."""
    with file:
        size = file.size
        last = min(last, size - 1)
        if first > last:
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        file.seek(first)
        data = file.read(last - first + 1)
    return HttpResponse(
        data, status=206, content_type=content_type, headers={"Content-Range": f"bytes {first}-{last}/{size}"}
    )


def _shown_type(name: str) -> str | None:
    return SHOWN_TYPES.get(PurePosixPath(name).suffix)
