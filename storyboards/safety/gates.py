"""What is known of a file by its name: of which version it is, whether that may be opened, and how it is rated.

The one place that finds the version of a file: whoever adds another kind of file of a version adds it here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from storyboards.models import FILES, PictureVersion
from storyboards.safety.veiling import VEILED

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Gate:
    """A file of a picture: whether readers may open it, and behind which rating and which version it stands."""

    is_open: bool = True
    rating: str = ""
    version: UUID | None = None
    picture: UUID | None = None


def gate_of(name: str, owner: UUID) -> Gate:
    """Return what holds for a file of a reader. One query; what is no file of a version is open.

    Where several versions have it, one that is hidden closes it, and the strictest rating counts.
    """
    versions = PictureVersion.objects.filter(files_named(name), picture__vividpage__owner=owner)
    return _strictest(versions.order_by("pk").only("moderation", "rating", "picture"))


def files_named(*names: str) -> Q:
    """Return the condition on versions of which a file has one of these names."""
    return reduce(or_, (Q(**{f"{column}__in": names}) for column in FILES))


def _strictest(versions: Iterable[PictureVersion]) -> Gate:
    found = list(versions)
    if not found:
        return Gate()
    is_open = all(version.moderation == PictureVersion.Moderation.SHOWN for version in found)
    strict = min(found, key=lambda version: VEILED.index(version.rating) if version.rating in VEILED else len(VEILED))
    return Gate(is_open, strict.rating, strict.pk, strict.picture_id)
