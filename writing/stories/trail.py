"""The audit trail of what readers write: what was decided, by whom and why. It is only ever written at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit.events import Event
from audit.recording import record as log
from writing.stories import noticing
from writing.stories.models import BibleSuggestion, Comment, Decision, Idea, Kind, Segment, Story, Topic
from writing.stories.models.story import StoryMember

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.models import User

Action = Decision.Action
Content = Topic | Idea | Story | Segment | Comment | StoryMember | BibleSuggestion
"""What can be decided about."""


def record(action: Action, *, about: Content, by: User | None, reason: str) -> Decision:
    """Write down what was decided; the checks are nobody."""
    decision = Decision.objects.create(
        action=action,
        by=by.pk if by else None,
        concerns=concerned_by(about),
        kind=kind_of(about),
        target=about.pk,
        story=_story_of(about),
        reason=reason,
    )
    if by is not None:
        log(Event.MODERATED, actor=by.pk, subject=decision.concerns, act=str(action), of=decision.kind)
    noticing.tell_decision(decision)
    return decision


def record_appeal(action: Action, *, decision: Decision, by: User, reason: str) -> Decision:
    """Write down what becomes of an appeal against an earlier decision."""
    recorded = Decision.objects.create(
        action=action,
        by=by.pk,
        concerns=decision.concerns,
        kind=decision.kind,
        target=decision.target,
        story=decision.story,
        reason=reason,
    )
    log(Event.MODERATED, actor=by.pk, subject=decision.concerns, act=str(action), of="an appeal")
    noticing.tell_decision(recorded)
    return recorded


def kind_of(about: Content) -> Kind:
    """Return what kind of thing it is."""
    kinds: dict[type[Content], Kind] = {
        Topic: Kind.TOPIC,
        Idea: Kind.IDEA,
        Story: Kind.STORY,
        Segment: Kind.SEGMENT,
        Comment: Kind.COMMENT,
        StoryMember: Kind.MEMBER,
        BibleSuggestion: Kind.SUGGESTION,
    }
    return kinds[type(about)]


def concerned_by(about: Content) -> UUID | None:
    """Return the account whose words, or membership, it is; None where that is nobody's."""
    if isinstance(about, Topic):
        return about.proposed_by_id
    if isinstance(about, Idea | Comment | BibleSuggestion):
        return about.author_id
    if isinstance(about, Story):
        return about.owner_id
    return about.writer_id if isinstance(about, Segment) else about.user_id


def _story_of(about: Content) -> UUID | None:
    if isinstance(about, Story):
        return about.pk
    if isinstance(about, Segment | StoryMember | BibleSuggestion):
        return about.story_id
    if isinstance(about, Comment) and about.segment is not None:
        return about.segment.story_id
    return None
