"""Addresses of editions' files that need no sign-in, for e-readers: they say until when they work, and end with the
edition.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.utils import timezone
from django.utils.text import slugify

from publishing import catalogue
from publishing.models import Edition

if TYPE_CHECKING:
    from datetime import datetime

SALT = "publishing.edition"
LONGEST_NAME = 80


def token_of(edition: Edition, *, now: datetime | None = None) -> str:
    """Return what opens an edition's file for EDITION_LINK_DAYS whole days; it is the same all day."""
    return signing.Signer(salt=SALT).sign_object([edition.pk.hex, works_until(now).isoformat()])


def works_until(now: datetime | None = None) -> date:
    """Return the last day on which a token of today works."""
    return (now or timezone.now()).date() + timedelta(days=settings.EDITION_LINK_DAYS)


def edition_of(token: str, *, now: datetime | None = None) -> Edition | None:
    """Return the edition that a token opens.

    None if it is not ours, over, the edition is gone or has no file, or the account of its reader is off.
    """
    try:
        edition_id, until = signing.Signer(salt=SALT).unsign_object(token)
    except (signing.BadSignature, ValueError):
        return None
    if date.fromisoformat(until) < (now or timezone.now()).date():
        return None
    found = Edition.objects.finished().filter(pk=UUID(edition_id), vividpage__owner__is_active=True)
    return found.select_related("vividpage__owner").first()


def name_of(edition: Edition) -> str:
    """Return what the file of an edition is called where it is kept: its book's title and its kind."""
    title = slugify(edition.vividpage.title)[:LONGEST_NAME].strip("-") or "book"
    suffix = str(edition.file.name).rpartition(".")[2]
    return f"{title}-{slugify(edition.kind)}.{suffix}"


def media_type_of(edition: Edition) -> str:
    """Return the media type of an edition's file."""
    return next((kind.media_type for kind in catalogue.KINDS if kind.name == edition.kind), "application/octet-stream")
