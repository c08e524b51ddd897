"""Who may moderate: whoever has been given that permission, alone or by a group. Nobody else, admins neither."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db.models import Q

from accounts.models import User
from audit.events import Event
from audit.recording import record

if TYPE_CHECKING:
    from uuid import UUID

    from django.contrib.auth.models import AnonymousUser

GROUP = "moderators"
CODENAME = "moderate_pictures"


def is_moderator(user: User | AnonymousUser) -> bool:
    """Return whether somebody has the permission, or is in a group that has it. One query.

    Django's own question is answered with yes for each admin; an admin who is to moderate is appointed as anybody is.
    """
    if not (user.is_authenticated and user.is_active):
        return False
    given = Q(user=user.pk) | Q(group__user=user.pk)
    return Permission.objects.filter(given, codename=CODENAME, content_type__app_label="storyboards").exists()


def moderators() -> list[UUID]:
    """Return everybody who has the permission, by id."""
    given = Permission.objects.filter(codename=CODENAME, content_type__app_label="storyboards").values("pk")
    may = Q(user_permissions__in=given) | Q(groups__permissions__in=given)
    return list(User.objects.filter(may, is_active=True).values_list("pk", flat=True).distinct())


def must_moderate(user: User) -> None:
    """Raise PermissionDenied for whoever may not moderate."""
    if not is_moderator(user):
        raise PermissionDenied("Only moderators may do that.")


def appoint(user: User) -> None:
    """Make somebody a moderator: put them into the group that may moderate."""
    group, _ = Group.objects.get_or_create(name=GROUP)
    group.permissions.add(Permission.objects.get(codename=CODENAME, content_type__app_label="storyboards"))
    user.groups.add(group)
    record(Event.MODERATOR_APPOINTED, subject=user.pk)


def release(user: User) -> None:
    """Let somebody moderate no longer."""
    user.groups.remove(*Group.objects.filter(permissions__codename=CODENAME))
    user.user_permissions.remove(*Permission.objects.filter(codename=CODENAME, content_type__app_label="storyboards"))
    record(Event.MODERATOR_RELEASED, subject=user.pk)
