"""Addresses that a film is played from: each is signed for one reader, or for all who are not signed in, and says until
when it works.

Whether they may see the film is asked with every request, by whoever answers it.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.utils import timezone

from films.services.viewing import stream_file

if TYPE_CHECKING:
    from datetime import datetime

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from films.models import Film, StreamFile

SALT = "films.stream"


def token_of(film: Film, reader: User | AnonymousUser, *, now: datetime | None = None) -> str:
    """Return what opens the files of a film for FILM_LINK_DAYS whole days; it is the same all day, so they are kept."""
    until = (now or timezone.now()).date() + timedelta(days=settings.FILM_LINK_DAYS)
    return signing.Signer(salt=SALT).sign_object([film.pk.hex, _whose(reader), until.isoformat()])


def opened_file(
    token: str, path: str, reader: User | AnonymousUser, *, now: datetime | None = None
) -> StreamFile | None:
    """Return the file of a film that a token opens for whoever asks, if they may see the film. One query.

    None if the token is not ours, not theirs or over, or if the film has no such file.
    """
    try:
        film, whose, until = signing.Signer(salt=SALT).unsign_object(token)
    except (signing.BadSignature, ValueError):
        return None
    if whose != _whose(reader) or date.fromisoformat(until) < (now or timezone.now()).date():
        return None
    return stream_file(UUID(film), path)


def _whose(reader: User | AnonymousUser) -> str:
    return reader.pk.hex if reader.is_authenticated else ""
