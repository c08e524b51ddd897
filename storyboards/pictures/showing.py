"""Which picture of a scene is shown: the one place that decides, for pages, editions and programs alike.

- One that an admin has hidden is not shown, and no earlier version instead of it: nobody has looked at that one.
- One that is being redrawn is shown as it was before; one that is drawn for the first time is not there yet.
- One that lies beyond what its reader may see is not shown; a chapter that a reader has opened shows all of its own.
- What has not been analysed, or no longer is, keeps its picture: only the words to it are missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from books.visibility import EVERYTHING, Visibility
from storyboards.models import PictureVersion

if TYPE_CHECKING:
    from books.models import Scene


def shown_version(scene: Scene, visible: Visibility = EVERYTHING) -> PictureVersion | None:
    """Return the version of a scene's picture (`select_related("picture__active_version")`) that is shown, if any."""
    picture = getattr(scene, "picture", None)
    return picture.shown if picture is not None and visible.shows_picture(scene.number) else None


def has_shown_picture(visible: Visibility = EVERYTHING) -> Q:
    """Return the condition on scenes of which `shown_version` gives a version."""
    shown = Q(picture__active_version__moderation=PictureVersion.Moderation.SHOWN)
    has_file = Q(picture__active_version__image__gt="")
    ahead = Q() if visible.picture is None else Q(number__lte=visible.picture)
    return shown & has_file & ahead
