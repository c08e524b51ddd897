"""Signing in with Google: only where it is set up, and only into accounts whose address is confirmed here as well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from django.http import Http404

if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialLogin
    from django.http import HttpRequest

    from accounts.models import User


class GoogleAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """What allauth asks about accounts at other services."""

    def get_app(self, request: HttpRequest, provider: str, client_id: str | None = None) -> Any:
        """Return the site as the other service knows it. Where none is set up its addresses are not there."""
        try:
            return super().get_app(request, provider=provider, client_id=client_id)
        except SocialApp.DoesNotExist:
            raise Http404 from None

    def authenticate_by_email(self, sociallogin: SocialLogin) -> tuple[User, str] | None:
        """Return the account with the address that Google says is confirmed, if it is confirmed here, too.

        Anybody can sign up with anybody's address. Whoever did so first would still be in the account, with ways in of
        their own, when its true owner came with Google; so that account has to be claimed through a mail.
        """
        match: tuple[User, str] | None = super().authenticate_by_email(sociallogin)
        if match is None:
            return None
        user, address = match
        is_confirmed = EmailAddress.objects.filter(user=user, email=address.lower(), verified=True).exists()
        return match if is_confirmed else None
