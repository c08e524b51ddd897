"""Who may read a story, continue it, and decide in it. Every page, command and endpoint asks here."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accounts.access.bans import ban_of
from storyboards.safety.moderators import is_moderator
from writing.stories.models import Story, StoryMember

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody is in a story. `why_not` says why they may not continue it; "" if they may."""

    may_read: bool
    may_continue: bool
    may_decide: bool
    is_owner: bool
    is_trusted: bool
    why_not: str = ""
    is_banned: bool = False
    is_member: bool = False


STRANGER = Standing(False, False, False, False, False, "There is no such story, or it is not shown to you.")


def standing_in(story: Story, user: User | AnonymousUser, *, link: str = "") -> Standing:
    """Return what somebody may do in a story; `link` is what their address says, if they came by one. Four queries."""
    if not user.is_authenticated:
        if not _is_shown(story, link):
            return STRANGER
        return Standing(True, False, False, False, False, "Sign in to continue this story.")
    is_owner, moderates = story.owner_id == user.pk, is_moderator(user)
    member = StoryMember.objects.filter(story=story, user=user).first()
    if member is not None and member.banned is not None and not is_owner:
        if not (moderates or _is_shown(story, link)):
            return STRANGER
        return Standing(True, False, False, False, False, _closed_to(member), is_banned=True, is_member=True)
    decides = is_owner or moderates or (member is not None and member.role == StoryMember.Role.MODERATOR)
    is_shown = _is_shown(story, link) or (member is not None and story.state in Story.SHOWN)
    if not (is_shown or is_owner or moderates):
        return STRANGER
    why_not = _why_not(story, user, member, is_owner=is_owner)
    trusted = decides or (member is not None and member.is_trusted)
    return Standing(True, not why_not, decides, is_owner, trusted, why_not, is_member=member is not None)


def _is_shown(story: Story, link: str) -> bool:
    if story.state not in Story.SHOWN:
        return False
    if story.visibility == Story.Visibility.PUBLIC:
        return True
    by_link = story.visibility == Story.Visibility.LINK and bool(link)
    return by_link and secrets.compare_digest(link.encode(), story.link.encode())


def _why_not(story: Story, user: User, member: StoryMember | None, *, is_owner: bool) -> str:
    if story.state == Story.State.CLOSED:
        return "This story is closed: nobody continues it any more."
    if story.state != Story.State.OPEN:
        return "This story is hidden by a moderator."
    if found := ban_of(user.pk):
        return f"A moderator has closed writing here to your account: {found.reason}"
    if is_owner or story.contributors == Story.Contributors.ANYBODY:
        return ""
    if story.contributors == Story.Contributors.INVITED and member is not None and member.is_invited:
        return ""
    if story.contributors == Story.Contributors.INVITED:
        return "Only those whom its owner has invited continue this story."
    return "Only its owner continues this story."


def _closed_to(member: StoryMember) -> str:
    reason = f": {member.ban_reason}" if member.ban_reason else "."
    return f"You may not continue this story any more{reason}"
