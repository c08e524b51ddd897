"""Removing second factors: by their reader, and by whoever runs the site for somebody who has lost theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.adapter import get_adapter
from allauth.mfa.base.internal.flows import delete_and_cleanup
from allauth.mfa.models import Authenticator
from django.db import transaction

from accounts.access.sessions import end_others
from accounts.factors.requiring import factors_of
from audit.events import Event
from audit.recording import record

if TYPE_CHECKING:
    from django.http import HttpRequest

    from accounts.models import User


MAILS = {Authenticator.Type.TOTP: "totp_deactivated", Authenticator.Type.WEBAUTHN: "webauthn_removed"}


def remove(*, request: HttpRequest, factor: Authenticator) -> None:
    """Remove a factor of whoever is asking, who has just shown who they are; the other sessions end, a mail tells."""
    with transaction.atomic():
        delete_and_cleanup(request, factor)
    get_adapter(request).send_notification_mail(f"mfa/email/{MAILS[factor.type]}", factor.user)


@transaction.atomic
def take_away(factor: Authenticator) -> None:
    """Take one second factor away, the recovery codes with the last one, and end all sessions."""
    user: User = factor.user
    Authenticator.objects.filter(pk=factor.pk).delete()
    if not factors_of(user).exists():
        Authenticator.objects.filter(user=user).delete()
    record(Event.FACTOR_TAKEN_AWAY, subject=user.pk, kind=str(factor.type))
    end_others(user=user, but=None)


def take_all_away(user: User) -> int:
    """Take all second factors of somebody away. Returns how many there were."""
    factors = list(factors_of(user).select_related("user"))
    for factor in factors:
        take_away(factor)
    return len(factors)
