"""Second factors: allauth's pages, with what ours show beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView

from accounts.factors.requiring import factors_of

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpResponse


class _Authenticate(AuthenticateView):  # type: ignore[misc]  # allauth has no types
    """Asks for a second factor while somebody signs in."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say also which factors they have."""
        kinds = set(factors_of(self.stage.login.user).values_list("type", flat=True))
        has = {"has_passkey": Authenticator.Type.WEBAUTHN in kinds, "has_app": Authenticator.Type.TOTP in kinds}
        return {**super().get_context_data(**kwargs), **has}


class _ConfirmByPasskey(ReauthenticateWebAuthnView):  # type: ignore[misc]
    """Asks for a passkey once more; what is wrong stands on the page."""

    def form_invalid(self, form: Form) -> HttpResponse:
        """Show the page again."""
        response: HttpResponse = self.render_to_response(self.get_context_data(form=form))
        return response


authenticate = _Authenticate.as_view()
confirm_by_passkey = _ConfirmByPasskey.as_view()
