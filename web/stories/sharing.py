"""What search engines and other sites are told of a page: its address, what it is about, and a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.files.storage import default_storage

from web.stories.shelves import pictures_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from writing.stories.models import Story

LONGEST_DESCRIPTION = 200
"""Characters that others show."""


@dataclass(frozen=True, slots=True)
class Share:
    """A public page as others show it; addresses are whole. `picture` is "" for none."""

    title: str
    description: str
    address: str
    picture: str = ""


def shared(request: HttpRequest, *, title: str, about: str, path: str, story: Story | None = None) -> Share:
    """Return what others are told of a public page; of a story (`story`) with its latest picture."""
    words = " ".join(about.split())
    said = words if len(words) <= LONGEST_DESCRIPTION else f"{words[: LONGEST_DESCRIPTION - 1].rstrip()}…"
    version = pictures_of([story]).get(story.pk) if story is not None else None
    picture = request.build_absolute_uri(default_storage.url(version.image.name)) if version is not None else ""
    return Share(title, said, request.build_absolute_uri(path), picture)
