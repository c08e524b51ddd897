"""Addresses that a film is played from: each is signed for one reader, and says until when it works.

What it opens is looked up with every request: it ends at once when the film is deleted or withheld.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.utils import timezone

from films.services.viewing import is_withheld, stream_file

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import User
    from films.models import Film, StreamFile

SALT = "films.stream"


def token_of(film: Film, reader: User, *, now: datetime | None = None) -> str:
    """Return what opens the files of a film for FILM_LINK_DAYS whole days; it is the same all day, so they are kept."""
    until = (now or timezone.now()).date() + timedelta(days=settings.FILM_LINK_DAYS)
    return signing.Signer(salt=SALT).sign_object([film.pk.hex, reader.pk.hex, until.isoformat()])


def opened_file(token: str, path: str, reader: User, *, now: datetime | None = None) -> StreamFile | None:
    """Return the file of a film that a token opens for whoever is signed in. Two queries.

    None if the token is not ours, not theirs or over, or if the film has no such file or may not be seen.
    """
    try:
        film, whose, until = signing.Signer(salt=SALT).unsign_object(token)
    except (signing.BadSignature, ValueError):
        return None
    if whose != reader.pk.hex or date.fromisoformat(until) < (now or timezone.now()).date():
        return None
    file = stream_file(UUID(film), path)
    if file is None or file.film.vividpage.owner_id != reader.pk or is_withheld(file.film):
        return None
    return file
