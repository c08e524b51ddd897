"""Which files of pictures a story shows, and to whom: what a public story shows is open to all who may read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Q

from storyboards.models import Picture, PictureVersion
from storyboards.safety.gates import files_named
from writing.stories.access import standing_in
from writing.stories.models import Segment, Story

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


def is_shown_in_a_story(name: str, user: User | AnonymousUser, links: Mapping[str, str]) -> bool:
    """Return whether a file is of a picture that a segment or a bible shows, in a story that somebody may read.

    `links` are those that they came by, by the ids of stories. A query for the file, and those of `standing_in`.
    """
    shown = PictureVersion.objects.filter(
        files_named(name), moderation=PictureVersion.Moderation.SHOWN, picture__active_version=F("pk")
    )
    scenes = shown.filter(picture__scene__isnull=False).values("picture__scene")
    references = shown.filter(picture__kind__in=Picture.REFERENCES).values("picture__vividpage")
    stories = Story.objects.filter(
        Q(branches__vividpage__scenes__in=scenes) | Q(branches__vividpage__in=references),
        pk__in=Segment.objects.joined().values("story"),
    ).distinct()
    return any(standing_in(story, user, link=links.get(str(story.pk), "")).may_read for story in stories[:5])
