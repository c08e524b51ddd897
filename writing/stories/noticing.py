"""What readers of stories are told: a story goes on, somebody answers, something is reported or decided, or waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notifications.kinds import About, Kind, Lead
from notifications.services import notify
from notifications.services import tell_of_wait as tell_reader_of_wait
from storyboards.safety.moderators import moderators
from writing.stories.models import Comment, Decision, Follow, Segment, Story, StoryMember
from writing.stories.models.moderation import Kind as Content

if TYPE_CHECKING:
    from uuid import UUID

    from writing.stories.models import BibleSuggestion, ContentReport, Idea

Action = Decision.Action
WAITS = {Kind.MONEY: "waits for money", Kind.KEY: "waits for a key", Kind.LOOK: "waits for you to look"}
DECIDED = {
    Action.REFUSED: "refused",
    Action.HIDDEN: "hid",
    Action.RESTORED: "shows again",
    Action.REMOVED: "removed",
    Action.WARNED: "warns you about",
    Action.BANNED: "has closed to you",
    Action.LIFTED: "lets you write again in",
    Action.ACCEPTED: "accepted",
    Action.DECLINED: "declined",
    Action.APPEAL_UPHELD: "took back a decision about",
    Action.APPEAL_DISMISSED: "stays with a decision about",
}
"""What a reader is told of decisions about what is theirs; of others nobody is."""
THINGS: dict[str, str] = {
    Content.TOPIC: "a topic of yours",
    Content.IDEA: "an idea of yours",
    Content.STORY: "a story of yours",
    Content.SEGMENT: "a part that you wrote",
    Content.COMMENT: "a comment of yours",
    Content.MEMBER: "a story that you wrote in",
    Content.SUGGESTION: "a suggestion of yours",
}


def tell_published(segment: Segment) -> None:
    """Tell whoever follows a story, or writes in it, that it goes on, and its writer that their part is in it."""
    story = segment.story
    lead = Lead(About.SEGMENT, story.pk, segment.pk)
    title = f"Your part of “{story.title}” is in the story."
    notify(readers=[segment.writer_id], kind=Kind.DONE, key=f"segment:{segment.pk}", title=title, lead=lead)
    readers = _interested(story) - {segment.writer_id}
    title = f"“{story.title}” goes on: somebody has continued it."
    notify(readers=readers, kind=Kind.CONTINUED, key=f"continued:{segment.pk}", title=title, lead=lead)


def tell_not_told(segment: Segment, *, reason: str) -> None:
    """Tell a writer that their line is not in the story. Their job's transaction."""
    notify(
        readers=[segment.writer_id],
        kind=Kind.FAILED,
        key=f"not-told:{segment.pk}:{segment.state}",
        title=f"Your part of “{segment.story.title}” is not in the story.",
        words=reason,
        lead=Lead(About.SEGMENT, segment.story_id, segment.pk),
    )


def tell_of_wait(segment: Segment, *, job: UUID, kind: Kind, reason: str) -> None:
    """Tell whoever can let a segment go on that it waits: its writer, or those who approve what new members write."""
    story = segment.story
    if segment.state == Segment.State.HELD:
        readers, about = _deciders(story), About.WAITING_SEGMENTS
        title = f"A part of “{story.title}” by a new member waits for your approval."
    else:
        readers, about = {segment.writer_id}, About.SEGMENT
        title = f"Your part of “{story.title}” {WAITS[kind]}."
    tell_reader_of_wait(
        readers=readers,
        waiting=job,
        kind=kind,
        title=title,
        words=reason,
        lead=Lead(about, story.pk, segment.pk),
    )


def tell_comment(comment: Comment) -> None:
    """Tell the writer of what was commented on, and who has commented on it before."""
    if comment.segment is not None:
        segment = comment.segment
        writer, title = segment.writer_id, f"Somebody says something about a part of “{segment.story.title}”."
        lead = Lead(About.SEGMENT, segment.story_id, segment.pk)
    else:
        idea: Idea = comment.idea  # type: ignore[assignment]  # a comment is on one thing
        writer, title = idea.author_id, f"Somebody says something about the idea “{idea.title}”."
        lead = Lead(About.IDEA, idea.pk)
    earlier = Comment.objects.filter(segment=comment.segment, idea=comment.idea).values_list("author", flat=True)
    notify(
        readers={writer, *earlier} - {comment.author_id},
        kind=Kind.COMMENTED,
        key=f"comment:{comment.pk}",
        title=title,
        lead=lead,
    )


def tell_suggestion(suggestion: BibleSuggestion) -> None:
    """Tell those who answer it that somebody suggests an edit of a story's bible."""
    story = suggestion.story
    notify(
        readers=_deciders(story) - {suggestion.author_id},
        kind=Kind.LOOK,
        key=f"suggestion:{suggestion.pk}",
        title=f"Somebody suggests an edit of the bible of “{story.title}”.",
        lead=Lead(About.SUGGESTIONS, story.pk, suggestion.branch_id),
    )


def tell_report(report: ContentReport) -> None:
    """Tell those who decide about it that something was reported."""
    kind = report.get_kind_display()
    article = "an" if kind[0] in "aeiou" else "a"
    title = f"A reader has reported {article} {kind}: {report.get_reason_display().lower()}."
    _tell_deciders({*moderators()}, report, title, Lead(About.REPORTED_WORDS))
    if report.story is not None:
        _tell_deciders(_deciders(report.story), report, title, Lead(About.WAITING_SEGMENTS, report.story_id))


def tell_decision(decision: Decision) -> None:
    """Tell whose words, or membership, something was decided about, unless they decided it themselves."""
    said = DECIDED.get(Action(decision.action))
    if said is None or decision.concerns is None or decision.concerns == decision.by:
        return
    is_answer = decision.action in (Action.ACCEPTED, Action.DECLINED)
    notify(
        readers=[decision.concerns],
        kind=Kind.COMMENTED if is_answer else Kind.MODERATED,
        key=f"decision:{decision.pk}",
        title=f"{'Somebody' if is_answer else 'A moderator'} {said} {THINGS[decision.kind]}.",
        words=decision.reason,
        lead=Lead(About.STORY, decision.story) if is_answer else Lead(About.DECISIONS),
    )


def _tell_deciders(readers: set[UUID | None], report: ContentReport, title: str, lead: Lead) -> None:
    others = readers - {report.reporter_id}
    notify(readers=others, kind=Kind.REPORTED, key=f"report:{report.pk}", title=title, lead=lead)


def _interested(story: Story) -> set[UUID | None]:
    """Return who hears of what is new in a story: of a private one only its members."""
    members = StoryMember.objects.filter(story=story, banned=None)
    found: set[UUID | None] = {story.owner_id, *members.values_list("user", flat=True)}
    if story.visibility != Story.Visibility.PRIVATE:
        banned = StoryMember.objects.filter(story=story, banned__isnull=False).values("user")
        found |= set(Follow.objects.filter(story=story).exclude(user__in=banned).values_list("user", flat=True))
    return found


def _deciders(story: Story) -> set[UUID | None]:
    """Return the owner and the moderators of a story."""
    chosen = StoryMember.objects.filter(story=story, banned=None, role=StoryMember.Role.MODERATOR)
    return {story.owner_id, *chosen.values_list("user", flat=True)}
