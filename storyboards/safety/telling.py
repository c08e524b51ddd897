"""Tell the owner of a picture that it is hidden or held, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storyboards.models import PictureVersion

if TYPE_CHECKING:
    from books.models import VividPage
    from books.visibility import Visibility


@dataclass(frozen=True, slots=True)
class NotShown:
    """A version that is hidden or held. `scene` is its number, 0 for a picture of anything else, which is not named."""

    scene: int
    kind: str
    number: int
    is_held: bool
    reason: str


def not_shown(vividpage: VividPage, visible: Visibility, *, scene: int | None = None) -> list[NotShown]:
    """Read which versions of a book's pictures are not shown to its reader, of what they have come to. One query.

    `scene`: of that one alone.
    """
    versions = PictureVersion.objects.filter(picture__vividpage=vividpage)
    if scene is not None:
        versions = versions.filter(picture__scene__number=scene)
    versions = versions.exclude(moderation=PictureVersion.Moderation.SHOWN).select_related("picture__scene")
    found = (
        NotShown(
            scene=version.picture.scene.number if version.picture.scene else 0,
            kind=version.picture.get_kind_display(),
            number=version.number,
            is_held=version.moderation == PictureVersion.Moderation.HELD,
            reason=version.moderation_reason,
        )
        for version in versions.order_by("picture__scene__number", "number")
    )
    return [one for one in found if not one.scene or visible.shows_picture(one.scene)]
