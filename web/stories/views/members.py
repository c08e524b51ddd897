"""Who is in a story: invite, give a role, ban with a reason, lift a ban."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access.allowances import LimitReached, spend_invitation
from accounts.models import User
from web.stories.finding import decided_story, owned_story
from web.stories.forms.deciding import InviteForm, ReasonForm
from web.stories.queries import members_of
from writing.stories import services
from writing.stories.errors import StoryRefused
from writing.stories.models import StoryMember

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.http import HttpResponse

    from web.requests import SignedIn
    from web.stories.finding import FoundStory

NOBODY = "There is no account with that address. Ask them to sign up here first."


@login_required
@require_safe
def members(request: SignedIn, story_id: UUID) -> HttpResponse:
    """Show who is in a story to its owner and moderators."""
    return _page(request, decided_story(request, story_id), InviteForm(), status=200)


def _page(request: SignedIn, found: FoundStory, form: InviteForm, *, status: int) -> HttpResponse:
    context = {"story": found.story, "standing": found.standing, "form": form, "members": members_of(found.story)}
    return render(request, "stories/members.html", context, status=status)


@login_required
@require_POST
def invite(request: SignedIn, story_id: UUID) -> HttpResponse:
    """Ask somebody with an account to continue a story of one's own."""
    found = owned_story(request, story_id)
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        spend_invitation(request.user)
        person = User.objects.filter(email__iexact=form.cleaned_data["email"], is_active=True).first()
        if person is None:
            raise StoryRefused(NOBODY)
        services.invite(story=found.story, person=person, by=request.user)
    except (StoryRefused, LimitReached) as refused:
        form.add_error("email", str(refused))
        return _page(request, found, form, status=429 if isinstance(refused, LimitReached) else 422)
    messages.success(request, f"{person.get_short_name()} may read and continue the story. Tell them where it is.")
    return redirect("story_members", found.story.pk)


@login_required
@require_POST
def act(request: SignedIn, story_id: UUID, member_id: UUID) -> HttpResponse:
    """Give a member a role, ban them, or lift the ban."""
    found = decided_story(request, story_id)
    member = get_object_or_404(StoryMember.objects.select_related("user"), pk=member_id, story=found.story)
    action = ACTIONS.get(request.POST.get("action", ""))
    if action is None:
        raise Http404
    try:
        action(found, member, request)
    except StoryRefused as refused:
        messages.error(request, str(refused))
    return redirect("story_members", found.story.pk)


def _role(role: StoryMember.Role) -> Callable[[FoundStory, StoryMember, SignedIn], None]:
    def give(found: FoundStory, member: StoryMember, request: SignedIn) -> None:
        services.set_role(story=found.story, person=member.user, role=role, by=request.user)

    return give


def _ban(found: FoundStory, member: StoryMember, request: SignedIn) -> None:
    reason = ReasonForm(request.POST).reason_given
    services.ban(story=found.story, person=member.user, by=request.user, reason=reason)


def _lift(found: FoundStory, member: StoryMember, request: SignedIn) -> None:
    services.lift(story=found.story, person=member.user, by=request.user)


ACTIONS: dict[str, Callable[[FoundStory, StoryMember, SignedIn], None]] = {
    "moderator": _role(StoryMember.Role.MODERATOR),
    "contributor": _role(StoryMember.Role.CONTRIBUTOR),
    "ban": _ban,
    "lift": _lift,
}
