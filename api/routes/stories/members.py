"""Who is in a story: invited, given a role, banned with a reason, let in again."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.http import Http404
from ninja import Field, Schema, Status

from accounts.access.allowances import spend_invitation
from accounts.models import User
from api.core.paging import Asked, Page, page_of
from api.core.rows import owned
from api.core.rules import WRITE, CalledBy
from api.core.site import router
from api.routes.stories.finding import found_story, owned_story
from writing.stories import services
from writing.stories.errors import StoryRefused
from writing.stories.models import Story, StoryMember

members = router("stories")
NOBODY = "There is no account with that address. Ask them to sign up here first."


class Member(Schema):
    """Somebody in a story."""

    id: UUID
    name: str
    role: str
    is_invited: bool
    is_trusted: bool
    banned: datetime | None
    ban_reason: str


class Invitation(Schema):
    """Somebody with an account who is asked to continue a story."""

    email: str = Field(max_length=254, examples=["bob@example.com"])


class MemberChange(Schema):
    """What becomes of a member."""

    action: Literal["contributor", "moderator", "ban", "lift"]
    reason: str = Field("", max_length=1000, description="Of a ban; they are told it.")


@members.get("/{uuid:story_id}/members", auth=WRITE, response=Page[Member])
def list_members(request: CalledBy, story_id: UUID, wanted: Asked) -> Any:
    """List who is in a story, for who decides in it."""
    rows = _decided(request, story_id).members.select_related("user")
    return page_of(rows, wanted, _member, by=("joined", "pk"))


@members.post("/{uuid:story_id}/members", auth=WRITE, response={201: Member})
def invite_member(request: CalledBy, story_id: UUID, body: Invitation) -> Any:
    """Ask somebody to continue a story of one's own."""
    story = owned_story(request, story_id)
    spend_invitation(request.auth)
    person = User.objects.filter(email__iexact=body.email, is_active=True).first()
    if person is None:
        raise StoryRefused(NOBODY)
    return Status(201, _member(services.invite(story=story, person=person, by=request.auth)))


@members.patch("/{uuid:story_id}/members/{uuid:member_id}", auth=WRITE, response=Member)
def change_member(request: CalledBy, story_id: UUID, member_id: UUID, body: MemberChange) -> Member:
    """Give a member a role, ban them with a reason, or lift the ban."""
    story = _decided(request, story_id)
    row = owned(story.members.select_related("user"), member_id)
    if body.action == "ban":
        services.ban(story=story, person=row.user, by=request.auth, reason=body.reason)
    elif body.action == "lift":
        services.lift(story=story, person=row.user, by=request.auth)
    else:
        role = StoryMember.Role(body.action)
        services.set_role(story=story, person=row.user, role=role, by=request.auth)
    return _member(owned(story.members.select_related("user"), member_id))


def _decided(request: CalledBy, story_id: UUID) -> Story:
    found = found_story(request, story_id)
    if not found.standing.may_decide:
        raise Http404
    return found.story


def _member(row: StoryMember) -> Member:
    columns = {name: getattr(row, name) for name in Member.model_fields if name not in ("id", "name")}
    return Member(id=row.pk, name=row.user.get_short_name(), **columns)
