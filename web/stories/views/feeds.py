"""What programs read: feeds of public stories and of one story, and the map of what is public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.html import linebreaks
from django.views.decorators.http import require_safe

from web.replicas import may_read_replica
from web.stories.finding import found_story
from web.stories.shelves import public_stories
from writing.stories.models import Idea, Segment, Shown, Story, Topic

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.http import HttpRequest

ENTRIES = 40
MOST_ADDRESSES = 10_000
"""Of the map, of each kind: the newest."""


@require_safe
@may_read_replica
def public_feed(request: HttpRequest) -> HttpResponse:
    """Tell of the public stories, those first that were continued last."""
    feed = _feed(request, "Stories · VividPages", "Stories that readers continue.", reverse("stories"))
    for story in public_stories()[:ENTRIES]:
        feed.add_item(
            title=story.title,
            link=request.build_absolute_uri(reverse("story", args=[story.pk])),
            description=_as_html(story.about),
            author_name=story.owner.get_short_name(),
            pubdate=getattr(story, "last_part", None) or story.created,
            unique_id=f"urn:uuid:{story.pk}",
            unique_id_is_permalink=False,
        )
    return _sent(feed)


@require_safe
def story_feed(request: HttpRequest, story_id: UUID) -> HttpResponse:
    """Tell of the parts of a public story, the newest first."""
    story = found_story(request, story_id).story
    if story.visibility != Story.Visibility.PUBLIC:
        raise Http404
    feed = _feed(request, story.title, story.about, reverse("story", args=[story.pk]))
    rows = Segment.objects.joined().filter(story=story).select_related("writer", "branch").order_by("-joined_at")
    for row in rows.defer("facts", "findings", "mended")[:ENTRIES]:
        feed.add_item(
            title=f"{row.number}. {row.told.title or row.line}",
            link=request.build_absolute_uri(reverse("segment", args=[story.pk, row.pk])),
            description=_as_html(row.told.text),
            author_name=row.writer.get_short_name() if row.writer else None,
            pubdate=row.joined_at,
            categories=[row.branch.name],
            unique_id=f"urn:uuid:{row.pk}",
            unique_id_is_permalink=False,
        )
    return _sent(feed)


@require_safe
@may_read_replica
def sitemap(request: HttpRequest) -> HttpResponse:
    """List the addresses of all that is public, for search engines."""
    listed: list[tuple[str, datetime | None]] = [(reverse("stories"), None), (reverse("ideas"), None)]
    listed += [(reverse("story", args=[one.pk]), one.last_part) for one in public_stories()[:MOST_ADDRESSES]]  # type: ignore[attr-defined]
    slugs = Topic.objects.filter(state=Shown.SHOWN).values_list("slug", flat=True)[:MOST_ADDRESSES]
    listed += [(reverse("topic", args=[slug]), None) for slug in slugs]
    shown = Idea.objects.filter(state=Shown.SHOWN, topic__state=Shown.SHOWN).values_list("pk", "created")
    listed += [(reverse("idea", args=[pk]), created) for pk, created in shown[:MOST_ADDRESSES]]
    addresses = [(request.build_absolute_uri(path), changed) for path, changed in listed]
    return render(request, "stories/sitemap.xml", {"addresses": addresses}, content_type="application/xml")


def _feed(request: HttpRequest, title: str, about: str, path: str) -> Rss201rev2Feed:
    return Rss201rev2Feed(
        title=title,
        link=request.build_absolute_uri(path),
        description=_as_html(about),
        feed_url=request.build_absolute_uri(request.path),
    )


def _as_html(text: str) -> str:
    """Write a text as HTML: readers of feeds take a description for that (RSS 2.0), and markup in it would run."""
    return linebreaks(text, autoescape=True)


def _sent(feed: Rss201rev2Feed) -> HttpResponse:
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
