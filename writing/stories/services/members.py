"""Who is in a story: invite, give a role, leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from writing.stories.access import standing_in
from writing.stories.errors import StoryRefused
from writing.stories.models import Story, StoryMember
from writing.stories.services.deciding import anonymise, remove_all_of
from writing.stories.services.suggesting import leave_suggestions

if TYPE_CHECKING:
    from accounts.models import User

LEFT = "Its writer has left the story."


@transaction.atomic
def invite(*, story: Story, person: User, by: User) -> StoryMember:
    """Ask somebody to continue a story. Raises StoryRefused."""
    _check_owner(story, by)
    member, _ = StoryMember.objects.get_or_create(story=story, user=person)
    member.is_invited = True
    member.save(update_fields=["is_invited"])
    return member


@transaction.atomic
def set_role(*, story: Story, person: User, role: StoryMember.Role, by: User) -> StoryMember:
    """Make a member a moderator of a story, or a contributor again. Raises StoryRefused."""
    _check_owner(story, by)
    member = StoryMember.objects.filter(story=story, user=person, banned=None).first()
    if member is None:
        raise StoryRefused("Invite them first.")
    member.role = role
    member.save(update_fields=["role"])
    return member


@transaction.atomic
def leave_story(*, story: Story, person: User, keeps_segments: bool) -> None:
    """Leave a story: one's segments and suggestions stay without one's name, or (not `keeps_segments`) are removed.

    Raises StoryRefused for its owner.
    """
    if story.owner_id == person.pk:
        raise StoryRefused("A story does not go on without its owner. Close it, or delete it.")
    if not keeps_segments:
        remove_all_of(story=story, person=person, reason=LEFT)
    anonymise(story=story, person=person)
    leave_suggestions(story=story, person=person, keeps=keeps_segments)
    StoryMember.objects.filter(story=story, user=person, banned=None).delete()


def _check_owner(story: Story, by: User) -> None:
    if not standing_in(story, by).is_owner:
        raise StoryRefused("Only the owner of this story decides this.")
