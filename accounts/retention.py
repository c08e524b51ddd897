"""Accounts whose address nobody has confirmed, and in which there is nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db.models import Exists, OuterRef

from accounts.models import User

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet


def never_confirmed(*, before: datetime) -> QuerySet[User]:
    """Select accounts that were made before that time and whose address was never confirmed.

    None where an address need not be confirmed; never those of admins, or that were made here and have no password.
    """
    if settings.ACCOUNT_EMAIL_VERIFICATION != "mandatory":
        return User.objects.none()
    own = {"user": OuterRef("pk")}
    return User.objects.filter(
        Exists(EmailAddress.objects.filter(**own)),
        ~Exists(EmailAddress.objects.filter(**own, verified=True)),
        ~Exists(SocialAccount.objects.filter(**own)),
        date_joined__lt=before,
        is_staff=False,
        is_superuser=False,
    ).exclude(email__endswith="@localhost")


def expired_sessions() -> int:
    """Count the sessions that are over; a worker deletes them every minute."""
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    return Session.objects.filter(expire_date__lt=timezone.now()).count()
