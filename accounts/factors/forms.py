"""Codes of apps and recovery codes: guesses are counted for each account, one by one, whoever makes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.base import forms
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.core.exceptions import ValidationError

from accounts.access import tallies
from accounts.access.tallies import Limit, TooOften

if TYPE_CHECKING:
    from accounts.models import User

IN_A_WHILE = Limit("second-factor", 5, 300)
IN_A_DAY = Limit("second-factor-in-a-day", 50, 24 * 3600)
"""Wrong codes of one account. Whoever guesses here has its password already; a passkey is not counted."""


class _Counted:
    """Counts a code before it is looked at, so that many at once are all counted."""

    user: User

    def clean_code(self) -> str:
        """Look at a code. Raises ValidationError if it is wrong, or one too many."""
        limits = (IN_A_WHILE, IN_A_DAY)
        for limit in limits:
            try:
                tallies.spend(limit, str(self.user.pk))
            except TooOften as error:
                words = f"There were too many wrong codes. Wait {error.wait}, or use a passkey."
                raise ValidationError(words, code="too_many_login_attempts") from None
        code: str = super().clean_code()  # type: ignore[misc]  # that of the form which it is mixed into
        for limit in limits:
            tallies.give_back(limit, str(self.user.pk))
        return code


class CodeForm(_Counted, forms.AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    """A code that ends signing in."""


class ConfirmForm(_Counted, forms.ReauthenticateForm):  # type: ignore[misc]
    """A code of somebody who is signed in and shows once more who they are."""


class AppForm(_Counted, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app, which shows that it has read the secret."""
