"""What follows when second factors come and go; allauth says so by signals alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.signals import authenticator_added, authenticator_removed

from accounts.access.sessions import end_others
from accounts.factors.requiring import KINDS, factors_of

if TYPE_CHECKING:
    from allauth.mfa.models import Authenticator
    from django.http import HttpRequest

    from accounts.models import User


def connect() -> None:
    """Follow them from now on."""
    authenticator_added.connect(follow_added)
    authenticator_removed.connect(follow_removed)


def follow_added(*, request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    """Count adding a factor as showing it; with the first, sessions end that were begun by a password alone."""
    if authenticator.type not in KINDS:
        return
    record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
    if factors_of(user).count() == 1:
        end_others(user=user, but=request.session.session_key)


def follow_removed(*, request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    """End the other sessions: somebody else may have begun them with what was removed."""
    if authenticator.type in KINDS:
        end_others(user=user, but=request.session.session_key)
