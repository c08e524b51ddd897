"""The order of the public stories, kept for a moment: finding it looks at every part of every story.

Only ids are kept. The stories are read each time, by what everybody may read: what is hidden or made private is gone at
once, and only what is new or was continued shows a moment later.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from django.conf import settings
from django.core.cache import cache

from web.stories.shelves import public_stories

if TYPE_CHECKING:
    from uuid import UUID

    from writing.stories.models import Story


class PublicOrder(Sequence["Story"]):
    """The public stories as a paginator takes them: how many there are, and some of them."""

    def __len__(self) -> int:
        found = cache.get_or_set(
            "public-stories:count", lambda: public_stories().order_by().count(), settings.PUBLIC_LIST_SECONDS
        )
        return int(found or 0)

    @overload
    def __getitem__(self, wanted: int) -> Story: ...
    @overload
    def __getitem__(self, wanted: slice) -> list[Story]: ...
    def __getitem__(self, wanted: int | slice) -> Story | list[Story]:
        if isinstance(wanted, int):
            return self[wanted : wanted + 1][0]

        def ordered() -> list[UUID]:
            return list(public_stories().values_list("pk", flat=True)[wanted])

        key = f"public-stories:{wanted.start}:{wanted.stop}"
        ids: list[UUID] = cache.get_or_set(key, ordered, settings.PUBLIC_LIST_SECONDS) or []
        found = {story.pk: story for story in public_stories().filter(pk__in=ids)}
        return [found[pk] for pk in ids if pk in found]
