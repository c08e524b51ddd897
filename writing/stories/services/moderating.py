"""Reports of what readers write, decisions about it, and appeals against them. Each is written into the audit trail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.access.allowances import spend_report
from storyboards.safety.moderators import is_moderator
from writing.stories import noticing, trail
from writing.stories.access import standing_in
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
from writing.stories.models.moderation import LONGEST_WORDS, MODELS
from writing.stories.services import deciding

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.models import User
    from writing.stories.trail import Content

Action = Decision.Action
EXCERPT = 400
"""Characters of what was reported."""
OTHERS = "Somebody else than whoever decided answers an appeal."
STATES = {
    Action.HIDDEN: Shown.HIDDEN,
    Action.RESTORED: Shown.SHOWN,
    Action.REMOVED: Shown.REMOVED,
    Action.APPROVED: Shown.SHOWN,
}
STORY_STATES = {
    Action.HIDDEN: Story.State.HIDDEN,
    Action.RESTORED: Story.State.OPEN,
    Action.REMOVED: Story.State.REMOVED,
}
TAKES_BACK = {Action.HIDDEN: Action.RESTORED, Action.BANNED: Action.LIFTED}
"""What an upheld appeal does. What was removed is gone: an upheld appeal says so, and nothing more."""


def find(kind: str, target: UUID) -> Content:
    """Return what a report is about. Raises StoryRefused if it is gone."""
    model = MODELS.get(kind)
    found = model._default_manager.filter(pk=target).first() if model is not None else None
    if not isinstance(found, Topic | Idea | Story | Segment | Comment | BibleSuggestion):
        raise StoryRefused("It is not there any more.")
    return found


@transaction.atomic
def report(*, about: Content, by: User, reason: str, words: str = "", link: str = "") -> ContentReport:
    """Report something to the moderators. Raises StoryRefused if one of theirs about it is open, and LimitReached."""
    said = words.strip()
    if reason not in ContentReport.Reason:
        raise StoryRefused("Choose what is wrong with it.")
    if len(said) > LONGEST_WORDS:
        raise StoryRefused(f"Say it in {LONGEST_WORDS} characters at most.")
    if reason == ContentReport.Reason.OTHER and not said:
        raise StoryRefused("Say in a few words what is wrong with it.")
    if not can_see(about, by, link=link):
        raise StoryRefused("It is not there any more.")
    spend_report(by)
    try:
        with transaction.atomic():
            made = ContentReport.objects.create(
                kind=trail.kind_of(about),
                target=about.pk,
                story=_story_of(about),
                reporter=by,
                reason=reason,
                words=said,
                excerpt=excerpt_of(about),
            )
    except IntegrityError:
        raise StoryRefused("You have reported this already. A moderator will look at it.") from None
    trail.record(Action.REPORTED, about=about, by=by, reason=made.get_reason_display())
    noticing.tell_report(made)
    return made


@transaction.atomic
def decide(*, about: Content, action: Action, by: User, reason: str) -> Decision:
    """Keep, approve, refuse, hide, show again, remove or warn; open reports of it are answered by that.

    Raises StoryRefused for whoever may not decide this, and for what cannot be done with it.
    """
    said = " ".join(reason.split())
    if not said:
        raise StoryRefused("Say why: the reason is told to whoever it concerns.")
    if not may_decide(about, by):
        raise StoryRefused("Only moderators decide this.")
    if isinstance(about, Segment):
        _decide_segment(about, action, by, said)
    elif action in (Action.KEPT, Action.WARNED):
        pass
    elif isinstance(about, Story) and action in STORY_STATES:
        Story.objects.filter(pk=about.pk).update(state=STORY_STATES[action])
    elif isinstance(about, Topic | Idea | Comment | BibleSuggestion) and action in STATES:
        type(about)._default_manager.filter(pk=about.pk).update(state=STATES[action])
    else:
        raise StoryRefused("This cannot be decided so.")
    if not isinstance(about, Segment) or action in (Action.KEPT, Action.WARNED):
        decision = trail.record(action, about=about, by=by, reason=said)
    else:
        decision = Decision.objects.filter(kind=Kind.SEGMENT, target=about.pk).latest("pk")
    close_reports(about, upheld=action not in (Action.KEPT, Action.RESTORED, Action.APPROVED))
    return decision


def close_reports(about: Content, *, upheld: bool) -> None:
    """Answer the open reports of something."""
    state = ContentReport.State.UPHELD if upheld else ContentReport.State.DISMISSED
    open_ones = ContentReport.objects.filter(kind=trail.kind_of(about), target=about.pk, state=ContentReport.State.OPEN)
    open_ones.update(state=state, closed=timezone.now())


@transaction.atomic
def appeal(*, decision: Decision, by: User, words: str) -> Appeal:
    """Ask for a decision about one's own words to be looked at again, once. Raises StoryRefused."""
    said = words.strip()
    if decision.concerns != by.pk or decision.action not in (
        Action.HIDDEN,
        Action.REMOVED,
        Action.REFUSED,
        Action.WARNED,
        Action.BANNED,
    ):
        raise StoryRefused("There is nothing to appeal against.")
    if not said or len(said) > LONGEST_WORDS:
        raise StoryRefused(f"Say in {LONGEST_WORDS} characters at most why it should be looked at again.")
    if Appeal.objects.filter(decision=decision).exists():
        raise StoryRefused("You have appealed against this already.")
    made = Appeal.objects.create(decision=decision, by=by, words=said)
    trail.record_appeal(Action.APPEALED, decision=decision, by=by, reason=said)
    return made


@transaction.atomic
def answer_appeal(*, appeal: Appeal, by: User, upholds: bool, answer: str) -> Appeal:
    """Answer an appeal: an upheld one takes back what was decided, as far as it can be. Raises StoryRefused."""
    current = Appeal.objects.select_for_update(of=("self",)).select_related("decision").get(pk=appeal.pk)
    decision, said = current.decision, " ".join(answer.split())
    if current.state != Appeal.State.OPEN:
        raise StoryRefused("It is answered already.")
    if not is_moderator(by) or decision.by == by.pk:
        raise StoryRefused(OTHERS)
    if not said:
        raise StoryRefused("Say why.")
    if upholds:
        _take_back(decision, by, said)
    current.state = Appeal.State.UPHELD if upholds else Appeal.State.DISMISSED
    current.answer, current.closed = said, timezone.now()
    current.save(update_fields=["state", "answer", "closed"])
    action = Action.APPEAL_UPHELD if upholds else Action.APPEAL_DISMISSED
    trail.record_appeal(action, decision=decision, by=by, reason=said)
    return current


def may_decide(about: Content, by: User) -> bool:
    """Return whether somebody decides about something: a moderator of the site, or of the story that it is in."""
    if is_moderator(by):
        return True
    story = _story_of(about)
    return story is not None and not isinstance(about, Story) and standing_in(story, by).may_decide


def can_see(about: Content, by: User, *, link: str = "") -> bool:
    """Return whether somebody is shown something, so that they may report it."""
    if isinstance(about, Segment) and about.state not in Segment.JOINED:
        return False
    if isinstance(about, Comment | BibleSuggestion) and about.state != Shown.SHOWN:
        return False
    story = _story_of(about)
    if story is not None:
        return standing_in(story, by, link=link).may_read
    if isinstance(about, Topic):
        return about.state == Shown.SHOWN
    idea = about.idea if isinstance(about, Comment) else about
    return isinstance(idea, Idea) and Idea.objects.visible_to(by).filter(pk=idea.pk).exists()


def excerpt_of(about: Content) -> str:
    """Return the beginning of what something says."""
    if isinstance(about, Segment):
        words = about.told.text if about.draft else about.line
    elif isinstance(about, Comment | Idea):
        words = about.text
    elif isinstance(about, BibleSuggestion):
        words = f"{about.about}: {about.words}. {about.why}"
    elif isinstance(about, Topic | Story):
        words = f"{about.title}. {about.about}"
    else:
        words = ""
    return words[:EXCERPT]


def _decide_segment(segment: Segment, action: Action, by: User, reason: str) -> None:
    if action in (Action.KEPT, Action.WARNED):
        return
    if action == Action.APPROVED:
        deciding.approve(segment=segment, by=by)
    elif action == Action.REFUSED:
        deciding.refuse(segment=segment, by=by, reason=reason)
    elif action == Action.HIDDEN:
        deciding.hide(segment=segment, by=by, reason=reason)
    elif action == Action.RESTORED:
        deciding.restore(segment=segment, by=by)
    elif action == Action.REMOVED:
        deciding.remove(segment=segment, by=by, reason=reason)
    else:
        raise StoryRefused("This cannot be decided so.")


def _take_back(decision: Decision, by: User, reason: str) -> None:
    back = TAKES_BACK.get(Action(decision.action))
    if back is None:
        return
    if decision.kind == Kind.MEMBER:
        deciding.lift_member(member=decision.target, by=by)
        return
    decide(about=find(decision.kind, decision.target), action=back, by=by, reason=reason)


def _story_of(about: Content) -> Story | None:
    if isinstance(about, Story):
        return about
    if isinstance(about, Segment | BibleSuggestion):
        return about.story
    if isinstance(about, Comment):
        return about.segment.story if about.segment is not None else None
    return None
