"""Serving files to whoever may see them now: the reader of the book, and admins who look after pictures.

The address of a picture says what is in it, so it never becomes another picture; but it ends, for everybody and at
once, when the picture is hidden or deleted or its reader signs out. So a browser keeps it and asks each time whether it
may still show it: that is answered from the database, and no file is touched.
"""

from __future__ import annotations

import posixpath
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import Http404
from django.views.decorators.http import require_safe

from books.models import BookPicture, VividPage
from files import store
from storyboards.safety.gates import Gate, gate_of
from storyboards.safety.moderators import is_moderator
from storyboards.safety.queue import is_in_queue
from vividpages.veiled_media import veiled_answer
from web.sending import file_answer
from writing.stories.links import STORY_LINKS
from writing.stories.pictures import is_shown_in_a_story

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    """Send the file `name`, or a range of it; pictures are shown, anything else is downloaded."""
    gate = gate_for(name, request.user, links=request.session.get(STORY_LINKS, {}))
    if gate is None:
        raise Http404
    try:
        if (instead := veiled_answer(request, name, gate)) is not None:
            return instead
        shown_type = _shown_type(name)
        response = file_answer(
            request,
            name,
            content_type=shown_type or "application/octet-stream",
            tag=_tag_of(name),
            as_attachment=shown_type is None,
        )
    except (OSError, SuspiciousFileOperation) as error:
        raise Http404 from error
    response["Cache-Control"] = "private, no-cache" if shown_type else "no-store"
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


def _shown_type(name: str) -> str | None:
    return SHOWN_TYPES.get(PurePosixPath(name).suffix)
