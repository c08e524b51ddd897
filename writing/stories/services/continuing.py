"""Continuing a story: post a line, and decide about what has become of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from accounts.access.allowances import spend_segment
from accounts.keys import usable_key
from accounts.services import one_at_a_time
from authors.continuations.contract import MOST_LINE
from authors.continuations.reading import statements_of
from jobs import services as jobs
from jobs.models import Priority
from providers.choosing.catalogue import usable_entry
from providers.services import title_of
from writing.stories.access import standing_in
from writing.stories.errors import StoryRefused
from writing.stories.lines import known_after, line_to
from writing.stories.making import CONTINUATION, TELLING
from writing.stories.models import Branch, Segment, Story, StoryMember
from writing.stories.purses import check_allowance
from writing.stories.services.branches import fork_for
from writing.stories.services.telling import let_on, tell_watchers
from writing.stories.wording import refused_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accounts.models import User

GONE = "This continuation waits for nothing any more. Look at the story again."
MOST_PARAGRAPHS, LONGEST_PARAGRAPH = 12, 1500
"""Of a text that is written by hand; characters."""


@transaction.atomic
def post(
    *,
    branch: Branch,
    line: str,
    by: User,
    link: str = "",
    accepts_licence: bool = False,
    if_overtaken_branch: bool = False,
) -> Segment:
    """Continue a branch with a line or two, where it ends now. Workers tell it, check it and put it in.

    Raises StoryRefused, and LimitReached for whoever continues too often.
    """
    one_at_a_time(by)
    story = Story.objects.get(pk=branch.story_id)
    standing = standing_in(story, by, link=link)
    if not standing.may_continue:
        raise StoryRefused(standing.why_not)
    said = checked_line(line)
    if Segment.objects.under_way().filter(story=story, writer=by).exists():
        raise StoryRefused("Another continuation of yours is under way here. Wait for it, or take it back.")
    _check_payment(story, by)
    member = _member(story, by, accepts_licence=accepts_licence)
    check_allowance(story=story, person=by)
    spend_segment(by)
    current = Branch.objects.get(pk=branch.pk)
    segment = Segment.objects.create(
        story=story,
        branch=current,
        parent_id=current.head_id or current.forked_at_id,
        writer=by,
        line=said,
        licence=member.licence,
        if_overtaken_branch=if_overtaken_branch,
    )
    jobs.start(pipeline=CONTINUATION, subject=segment.pk, owner=by, by=by, priority=Priority.READER_WAITS)
    tell_watchers(segment)
    return segment


def checked_line(line: str) -> str:
    """Return a line as it is kept. Raises StoryRefused."""
    said = " ".join(line.split())
    if not said:
        raise StoryRefused("Say in a line or two what happens next.")
    if len(said) > MOST_LINE:
        raise StoryRefused(f"A continuation is {MOST_LINE} characters at most: say one thing that happens.")
    if refusal := refused_words(said):
        raise StoryRefused(refusal)
    return said


@transaction.atomic
def accept(*, segment: Segment, by: User) -> Segment:
    """Keep a segment as it is, whatever was found in it: its writer's word. Raises StoryRefused."""
    current = _own(segment, by, states=(Segment.State.ASKING,))
    current.accepts_findings = True
    let_on(current)
    current.save(update_fields=["accepts_findings", "state", "note"])
    take_on(current, by)
    return current


@transaction.atomic
def edit(*, segment: Segment, by: User, paragraphs: Sequence[str]) -> Segment:
    """Make `paragraphs` the text of a segment that has not joined yet; it is checked again. Raises StoryRefused."""
    current = _own(segment, by, states=(Segment.State.ASKING, Segment.State.HELD))
    texts = tuple(filter(None, (" ".join(paragraph.split()) for paragraph in paragraphs)))
    if not texts:
        raise StoryRefused("A segment without words is none. Take it back instead.")
    if len(texts) > MOST_PARAGRAPHS or max(map(len, texts)) > LONGEST_PARAGRAPH:
        raise StoryRefused(
            f"A segment has {MOST_PARAGRAPHS} paragraphs of {LONGEST_PARAGRAPH} characters at most. Make it shorter."
        )
    if refusal := refused_words(" ".join(texts)):
        raise StoryRefused(refusal)
    context = known_after(current.branch, line_to(current.parent_id)).context
    states = statements_of(list(texts), context.facts)
    current.draft = current.told.model_copy(update={"paragraphs": texts, "states": states}).model_dump(mode="json")
    current.is_edited, current.accepts_findings, current.is_approved = True, False, False
    current.state, current.note = Segment.State.WRITING, ""
    current.save(update_fields=["draft", "is_edited", "accepts_findings", "is_approved", "state", "note"])
    _tell_again(current, by)
    return current


@transaction.atomic
def branch_off(*, segment: Segment, by: User) -> Segment:
    """Let a segment that does not fit any more begin a branch, where it was written. Raises StoryRefused."""
    current = _own(segment, by, states=(Segment.State.ASKING,))
    fork_for(segment=current)
    let_on(current)
    current.save(update_fields=["state", "note"])
    take_on(current, by)
    return current


@transaction.atomic
def withdraw(*, segment: Segment, by: User) -> None:
    """Take back a segment that has not joined yet. Raises StoryRefused."""
    jobs.lock_work(subject=segment.pk, pipeline=CONTINUATION)
    current = _own(segment, by, states=Segment.UNDER_WAY)
    current.state, current.note = Segment.State.WITHDRAWN, ""
    current.save(update_fields=["state", "note"])
    jobs.stop(pipeline=CONTINUATION, subject=current.pk)
    tell_watchers(current)


@transaction.atomic
def retry(*, segment: Segment, by: User) -> bool:
    """Go on with a segment whose work was paused or has failed. Returns False if there is no such work."""
    current = _own(segment, by, states=Segment.UNDER_WAY)
    return jobs.go_on(pipeline=CONTINUATION, subject=current.pk, by=by) is not None


def _own(segment: Segment, by: User, *, states: Sequence[str]) -> Segment:
    """Lock a segment of somebody's that waits for them. Raises StoryRefused."""
    rows = Segment.objects.select_for_update(of=("self",)).select_related("story", "branch", "parent__branch")
    current = rows.filter(pk=segment.pk, writer=by, state__in=states).first()
    if current is None:
        raise StoryRefused(GONE)
    return current


def _check_payment(story: Story, by: User) -> None:
    if not story.is_by_model or by.pk == story.owner_id:
        return
    entry = usable_entry(story.author, "text")
    if story.pays == Story.Pays.CONTRIBUTOR and usable_key(owner=by, service=entry.service) is None:
        raise StoryRefused(f"Whoever continues this story pays for it: add a key for {title_of(entry.service)} first.")
    if story.pays == Story.Pays.OWNER and not story.daily_cap:
        raise StoryRefused("The owner of this story pays for nobody else. Ask them to set what you may cost a day.")


def _member(story: Story, by: User, *, accepts_licence: bool) -> StoryMember:
    """Return somebody's membership, with the licence of the story as it is accepted. Raises StoryRefused."""
    member, _ = StoryMember.objects.get_or_create(story=story, user=by)
    if member.licence != story.licence:
        if not accepts_licence:
            raise StoryRefused(f"Say first that your lines may be used so: {story.get_licence_display()}.")
        member.licence, member.accepted = story.licence, timezone.now()
        member.save(update_fields=["licence", "accepted"])
    return member


def _tell_again(segment: Segment, by: User) -> None:
    jobs.reopen(pipeline=CONTINUATION, subject=segment.pk, after="")
    jobs.start(pipeline=CONTINUATION, subject=segment.pk, owner=by, by=by, priority=Priority.READER_WAITS)
    tell_watchers(segment)


def take_on(segment: Segment, by: User) -> None:
    """Have a segment put in, whether its job waits for that already or comes to it."""
    if jobs.go_on(pipeline=CONTINUATION, subject=segment.pk, by=by) is None:
        jobs.reopen(pipeline=CONTINUATION, subject=segment.pk, after=TELLING)
        jobs.start(pipeline=CONTINUATION, subject=segment.pk, owner=by, by=by, priority=Priority.READER_WAITS)
    tell_watchers(segment)
