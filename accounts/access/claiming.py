"""Accounts that somebody may have made with another's address, and what of them is left when its owner comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def claim(user: User) -> int:
    """Give an account to whoever has proven to own its address, which nobody had confirmed before.

    Whoever made it may have been somebody else: other addresses, services, tokens and second factors that open it
    go, and its keys are switched off, for texts would be sent to where they lead. Returns how many those are.
    """
    if EmailAddress.objects.filter(user=user, verified=True).exists():
        return 0
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    SocialAccount.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    user.access_tokens.all().delete()
    return user.api_keys.filter(is_active=True).update(is_active=False)
