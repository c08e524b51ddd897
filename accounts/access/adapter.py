"""How people sign in: what allauth leaves to the site."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import ValidationError

from accounts.access import devices, guesses
from accounts.access.confirming import is_confirmed
from accounts.access.site import at_own_address
from accounts.access.tallies import TooOften
from accounts.factors.requiring import has_second_factor
from accounts.models import User
from audit.events import Event
from audit.recording import record

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.http import HttpRequest, HttpResponse

    from accounts.access.guesses import Guess

logger = logging.getLogger(__name__)


INACTIVE = "inactive_account"
"""In a session: whose account it is that is switched off, and when they have signed in to it."""
INACTIVE_SECONDS = 600


def inactive_account(request: HttpRequest) -> str:
    """Return the id of the account that is switched off and was signed in to just now; "" for none."""
    known, since = request.session.get(INACTIVE, ("", 0.0))
    return str(known) if time.time() - since < INACTIVE_SECONDS else ""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Counts guesses, knows devices, and writes mails."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "Wrong address or password.",
        "email_taken": "That address has an account. Sign in, or choose a new password if you have forgotten it.",
        "incorrect_password": "That is not your password.",
    }
    guess: Guess | None = None

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Remember whose account is switched off, who has just signed in to it: they may have asked for that."""
        request.session[INACTIVE] = [str(user.pk), time.time()]
        response: HttpResponse = super().respond_user_inactive(request, user)
        return response

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Return whether strangers may make accounts here."""
        return bool(settings.SIGN_UP)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a guess at a password, before it is looked at. Raises ValidationError if there were too many."""
        try:
            self.guess = guesses.begin(request, credentials.get("email", ""))
        except TooOften as error:
            raise ValidationError(
                f"There were too many wrong passwords. Wait {error.wait}, or reset your password: "
                "the new one works on this device at once.",
                code="too_many_login_attempts",
            ) from None

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Return the user whose password it is."""
        user: User | None = super().authenticate(request, **credentials)
        if user is not None and self.guess is not None:
            self.guess.was_right()
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a wrong password, and write it down."""
        if self.guess is not None:
            self.guess.was_wrong()
        whose = User.objects.filter(email__iexact=credentials.get("email") or "").first()
        record(Event.SIGN_IN_FAILED, subject=whose.pk if whose else None, request=request)

    def post_login(self, request: HttpRequest, user: User, *, email: str | None, **kwargs: Any) -> HttpResponse:
        """Return know the device from now on."""
        response: HttpResponse = super().post_login(request, user, email=email, **kwargs)
        devices.remember(request, response, email or user.email)
        return response

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail whose links lead to this site, whatever the request called it."""
        links = {name: at_own_address(link) for name, link in context.items() if name.endswith("_url")}
        super().send_mail(template_prefix, email, {**context, **links})

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Return whether somebody must give the password again: not if they have only just signed in."""
        return super().is_reauthentication_required(app=app, **kwargs) and not is_confirmed(self.request)

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict[str, Any]]:
        """Return how somebody may show once more who they are: who has a second factor, by that alone."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        by_factor = [method for method in methods if method["id"] != "reauthenticate"]
        return by_factor if has_second_factor(user) else methods

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell a reader of a change to the account; a mail that cannot be sent undoes nothing."""
        to = email or EmailAddress.objects.get_primary_email(user) or user.email
        try:
            super().send_notification_mail(template_prefix, user, context, email=to)
        except Exception as error:  # noqa: BLE001
            logger.error("a reader was not told of a change: %s", type(error).__name__)
