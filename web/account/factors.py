"""Second factors: allauth's pages, with what ours show beside."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator

from accounts.factors.requiring import factors_of


class _Authenticate(AuthenticateView):  # type: ignore[misc]  # allauth has no types
    """Asks for a second factor while somebody signs in."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say also which factors they have."""
        kinds = set(factors_of(self.stage.login.user).values_list("type", flat=True))
        has = {"has_passkey": Authenticator.Type.WEBAUTHN in kinds, "has_app": Authenticator.Type.TOTP in kinds}
        return {**super().get_context_data(**kwargs), **has}


authenticate = _Authenticate.as_view()
