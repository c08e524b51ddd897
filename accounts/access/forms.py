"""Signing up, and further addresses: nobody learns whose addresses are known here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account import app_settings, forms
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from django.contrib import messages
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.shortcuts import redirect

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from accounts.models import User


class SignUpForm(forms.SignupForm):  # type: ignore[misc]  # allauth has no types
    """An address and a password. A known address takes as long, and is answered in the same words, as a new one."""

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Make the account, or answer as if it had been made."""
        if not self.account_already_exists:
            try:
                with transaction.atomic():
                    user, response = super().try_save(request)
            except IntegrityError:  # somebody signed up with that address since it was looked for
                return self._answer_known(request)
            if user is not None:  # they have just given their password, so they are not asked for it again
                record_authentication(request, user, method="password")
            return user, response
        make_password(self.cleaned_data["password1"])
        return self._answer_known(request)

    def _answer_known(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        if app_settings.EMAIL_VERIFICATION != app_settings.EmailVerificationMethod.MANDATORY:
            messages.error(request, get_adapter(request).error_messages["email_taken"])
            return None, redirect("account_signup")  # who signs up is let in at once, so it cannot be hidden
        self.account_already_exists = True
        return super().try_save(request)  # type: ignore[no-any-return]


class AddEmailForm(forms.AddEmailForm):  # type: ignore[misc]
    """A further address of an account whose first is confirmed.

    Else somebody could sign up with another's address and keep a way in beside theirs.
    """

    def clean_email(self) -> str:
        """Refuse it as long as no address of the account is confirmed."""
        email: str = super().clean_email()
        if not EmailAddress.objects.filter(user=self.user, verified=True).exists():
            raise ValidationError(
                "Confirm your first address before you add another. “Send the confirmation again” sends a new link."
            )
        return email
