"""Deciding about segments and members: approve, refuse, hide, show again, remove, ban; every decision has a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from jobs import services as jobs
from writing.stories import trail
from writing.stories.access import standing_in
from writing.stories.errors import StoryRefused
from writing.stories.making import CONTINUATION
from writing.stories.models import Decision, Segment, Story, StoryMember
from writing.stories.services.continuing import take_on
from writing.stories.services.healing import heal
from writing.stories.services.suggesting import refuse_all_of
from writing.stories.services.telling import tell_watchers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from accounts.models import User

Action = Decision.Action
APPROVED, RESTORED, LIFTED = "Looked at and shown.", "Shown again.", "May go on."
REMOVED = "This part was removed."
"""The line of a segment that was removed: its words are gone."""


@transaction.atomic
def approve(*, segment: Segment, by: User) -> Segment:
    """Let a new member's segment join. Raises StoryRefused."""
    current = _decided(segment, by, states=(Segment.State.HELD,))
    current.is_approved, current.state, current.note = True, Segment.State.JOINING, ""
    current.save(update_fields=["is_approved", "state", "note"])
    take_on(current, by)
    trail.record(Action.APPROVED, about=current, by=by, reason=APPROVED)
    return current


@transaction.atomic
def refuse(*, segment: Segment, by: User, reason: str) -> Segment:
    """Let a new member's segment not join; its writer is told why. Raises StoryRefused."""
    current = _decided(segment, by, states=(Segment.State.HELD, Segment.State.ASKING))
    current.state, current.note = Segment.State.REFUSED, _reason(reason)
    current.save(update_fields=["state", "note"])
    jobs.stop(pipeline=CONTINUATION, subject=current.pk)
    trail.record(Action.REFUSED, about=current, by=by, reason=current.note)
    tell_watchers(current)
    return current


@transaction.atomic
def hide(*, segment: Segment, by: User, reason: str) -> Segment:
    """Take a segment out of the story until it is shown again; what follows it stays. Raises StoryRefused."""
    current = _decided(segment, by, states=Segment.JOINED)
    current.state, current.note = Segment.State.HIDDEN, _reason(reason)
    current.save(update_fields=["state", "note"])
    trail.record(Action.HIDDEN, about=current, by=by, reason=current.note)
    _settle(current)
    return current


@transaction.atomic
def restore(*, segment: Segment, by: User) -> Segment:
    """Show a hidden segment again. Raises StoryRefused."""
    current = _decided(segment, by, states=(Segment.State.HIDDEN,))
    current.state, current.note = Segment.State.PUBLISHED, ""
    current.save(update_fields=["state", "note"])
    trail.record(Action.RESTORED, about=current, by=by, reason=RESTORED)
    _settle(current)
    return current


@transaction.atomic
def remove(*, segment: Segment, by: User, reason: str) -> Segment:
    """Take a segment out of the story for good: its words are deleted. Raises StoryRefused.

    Its writer may remove their own.
    """
    current = _locked(segment, states=(*Segment.JOINED, Segment.State.HIDDEN))
    if current.writer_id != by.pk:
        _check_decides(current.story, by)
    _remove(current, _reason(reason))
    trail.record(Action.REMOVED, about=current, by=by, reason=current.note)
    _settle(current)
    return current


@transaction.atomic
def anonymise(*, story: Story, person: User) -> int:
    """Take somebody's name off their segments of a story, which stay. Returns how many they are."""
    return Segment.objects.filter(story=story, writer=person).update(writer=None)


@transaction.atomic
def remove_all_of(*, story: Story, person: User, reason: str) -> int:
    """Remove all of somebody's segments of a story. Returns how many they are."""
    rows = Segment.objects.select_for_update(of=("self",)).select_related("story", "branch")
    removed = list(rows.filter(story=story, writer=person, state__in=(*Segment.JOINED, Segment.State.HIDDEN)))
    for segment in removed:
        _remove(segment, reason)
    for segment in removed:
        _settle(segment)
    return len(removed)


@transaction.atomic
def ban(*, story: Story, person: User, by: User, reason: str) -> StoryMember:
    """Keep somebody out of a story; what waits of theirs is refused. Raises StoryRefused."""
    _check_decides(story, by)
    if person.pk == story.owner_id:
        raise StoryRefused("The owner of a story cannot be banned from it.")
    member, _ = StoryMember.objects.get_or_create(story=story, user=person)
    member.banned, member.ban_reason = timezone.now(), _reason(reason)
    member.role, member.is_trusted = StoryMember.Role.CONTRIBUTOR, False
    member.save(update_fields=["banned", "ban_reason", "role", "is_trusted"])
    for segment in Segment.objects.select_for_update().filter(story=story, writer=person).under_way():
        segment.state, segment.note = Segment.State.REFUSED, member.ban_reason
        segment.save(update_fields=["state", "note"])
        jobs.stop(pipeline=CONTINUATION, subject=segment.pk)
        tell_watchers(segment)
    refuse_all_of(story=story, person=person, reason=member.ban_reason)
    trail.record(Action.BANNED, about=member, by=by, reason=member.ban_reason)
    return member


@transaction.atomic
def lift(*, story: Story, person: User, by: User) -> None:
    """Let somebody continue a story again. Raises StoryRefused."""
    _check_decides(story, by)
    member = StoryMember.objects.filter(story=story, user=person).first()
    if member is not None:
        lift_member(member=member.pk, by=by)


@transaction.atomic
def lift_member(*, member: UUID, by: User) -> None:
    """Lift a ban from a story, whose it is."""
    current = StoryMember.objects.select_for_update(of=("self",)).get(pk=member)
    current.banned, current.ban_reason = None, ""
    current.save(update_fields=["banned", "ban_reason"])
    trail.record(Action.LIFTED, about=current, by=by, reason=LIFTED)


def _remove(segment: Segment, reason: str) -> None:
    segment.state, segment.note, segment.line = Segment.State.REMOVED, reason, REMOVED
    segment.draft, segment.facts, segment.findings, segment.mended = None, None, [], []
    segment.save(update_fields=["state", "note", "line", "draft", "facts", "findings", "mended"])


def _settle(segment: Segment) -> None:
    heal(story=segment.story, changed=segment)
    tell_watchers(segment)


def _decided(segment: Segment, by: User, *, states: Sequence[str]) -> Segment:
    current = _locked(segment, states=states)
    _check_decides(current.story, by)
    return current


def _locked(segment: Segment, *, states: Sequence[str]) -> Segment:
    jobs.lock_work(subject=segment.pk, pipeline=CONTINUATION)
    rows = Segment.objects.select_for_update(of=("self",)).select_related("story", "branch")
    current = rows.filter(pk=segment.pk, state__in=states).first()
    if current is None:
        raise StoryRefused("Somebody has decided about this segment meanwhile. Look at it again.")
    return current


def _check_decides(story: Story, by: User) -> None:
    if not standing_in(story, by).may_decide:
        raise StoryRefused("Only the owner of this story and its moderators decide this.")


def _reason(reason: str) -> str:
    said = " ".join(reason.split())
    if not said:
        raise StoryRefused("Say why: the reason is told to whoever it concerns.")
    return said
