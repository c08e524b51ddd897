"""What moderators decide about words of readers: the queue, one case with its context, appeals, and the trail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Min

from accounts.models import User
from writing.stories.errors import StoryRefused
from writing.stories.models import (
    Appeal,
    BibleSuggestion,
    Comment,
    ContentReport,
    Decision,
    Idea,
    Kind,
    Segment,
    Shown,
    Story,
    Topic,
)
from writing.stories.services.moderating import find

if TYPE_CHECKING:
    from collections.abc import Iterable

    from writing.stories.trail import Content

Action = Decision.Action
MOST_CASES = 100
ACTIONS: dict[str, tuple[Action, str]] = {
    "keep": (Action.KEPT, "It stays as it is. The reports are dismissed."),
    "approve": (Action.APPROVED, "It is shown."),
    "refuse": (Action.REFUSED, "It is refused. Its writer is told why."),
    "hide": (Action.HIDDEN, "It is hidden. Its writer is told why."),
    "restore": (Action.RESTORED, "It is shown again."),
    "remove": (Action.REMOVED, "It is removed. Its writer is told why."),
    "warn": (Action.WARNED, "Its writer is warned."),
}
"""What can be decided, and what the moderator is told then."""


@dataclass(frozen=True, slots=True)
class ContentCase:
    """Something that was reported, how often, and since when."""

    kind: str
    label: str
    target: UUID
    excerpt: str
    reports: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Context:
    """Where something stands: its state, what can be done about it, and what is around it."""

    state: str
    actions: tuple[str, ...]
    title: str
    before: str = ""
    after: str = ""
    writer: User | None = None
    story: Story | None = None


def reported_content() -> list[ContentCase]:
    """Return what has open reports, the oldest first. Two queries."""
    open_ones = ContentReport.objects.filter(state=ContentReport.State.OPEN).order_by()
    grouped = open_ones.values("kind", "target").annotate(count=Count("pk"), since=Min("created")).order_by("since")
    cases = list(grouped[:MOST_CASES])
    targets = [case["target"] for case in cases]
    excerpts = dict(open_ones.filter(target__in=targets).values_list("target", "excerpt"))
    return [
        ContentCase(
            case["kind"],
            str(Kind(case["kind"]).label),
            case["target"],
            excerpts[case["target"]],
            case["count"],
            case["since"],
        )
        for case in cases
    ]


def proposed_topics() -> list[Topic]:
    """Return the topics of readers that wait to be shown. One query."""
    return list(Topic.objects.filter(state=Shown.PROPOSED).select_related("category", "proposed_by")[:MOST_CASES])


def open_appeals() -> list[Appeal]:
    """Return the appeals that wait for an answer, the oldest first. One query."""
    return list(Appeal.objects.filter(state=Appeal.State.OPEN).select_related("decision", "by")[:MOST_CASES])


def content(kind: str, target: UUID) -> Content | None:
    """Return what a case is about; None if it is gone."""
    try:
        return find(kind, target)
    except StoryRefused:
        return None


def context_of(about: Content) -> Context:
    """Return where something stands."""
    if isinstance(about, Segment):
        return _of_segment(about)
    if isinstance(about, Story):
        shown = about.state in Story.SHOWN
        return Context(about.get_state_display(), _actions(shown), about.title, writer=about.owner, story=about)
    if isinstance(about, BibleSuggestion):
        actions = _actions(about.state == Shown.SHOWN)
        title = f"A suggestion for the bible of “{about.story.title}”"
        return Context(about.get_state_display(), actions, title, writer=about.author, story=about.story)
    if isinstance(about, Topic | Idea | Comment):
        shown = about.state == Shown.SHOWN
        actions = ("approve", "remove") if about.state == Shown.PROPOSED else _actions(shown)
        writer = about.proposed_by if isinstance(about, Topic) else about.author
        beside = about.idea if isinstance(about, Comment) else None
        if isinstance(about, Comment) and about.segment is not None:
            segment = about.segment
            title = f"A comment on part {segment.number} of “{segment.story.title}”"
            before = segment.told.text if segment.draft else segment.line
            return Context(about.get_state_display(), actions, title, before, writer=writer, story=segment.story)
        title = f"A comment on the idea “{beside.title}”" if beside is not None else str(about)
        return Context(about.get_state_display(), actions, title, beside.text if beside else "", writer=writer)
    return Context("", (), "")


def _of_segment(segment: Segment) -> Context:
    if segment.state in (Segment.State.HELD, Segment.State.ASKING):
        actions: tuple[str, ...] = ("refuse", "warn")
        if segment.state == Segment.State.HELD:
            actions = ("approve", *actions)
    elif segment.state in Segment.PLACED and segment.state != Segment.State.REMOVED:
        actions = _actions(segment.state in Segment.JOINED)
    else:
        actions = ("keep", "warn")
    after = segment.children.filter(state__in=Segment.JOINED).first()
    return Context(
        segment.get_state_display(),
        actions,
        f"Part {segment.number} of “{segment.story.title}”" if segment.number else f"For “{segment.story.title}”",
        _text(segment.parent),
        _text(after),
        segment.writer,
        segment.story,
    )


def _actions(is_shown: bool) -> tuple[str, ...]:
    return ("keep", "hide", "remove", "warn") if is_shown else ("restore", "remove", "warn")


def _text(segment: Segment | None) -> str:
    return segment.told.text if segment is not None and segment.draft else ""


def decisions_named(decisions: Iterable[Decision]) -> list[tuple[Decision, str]]:
    """Give each decision the name of who made it, as far as the account is there. One query."""
    listed = list(decisions)
    names = dict(User.objects.filter(pk__in=[one.by for one in listed]).values_list("pk", "email"))
    return [
        (one, "the checks" if one.by is None else names.get(one.by, "an account that is deleted")) for one in listed
    ]
