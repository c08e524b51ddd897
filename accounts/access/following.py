"""What follows when somebody's way in has changed; Django and allauth say so by signals alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import get_adapter
from allauth.account.signals import email_added, password_changed, password_reset
from django.contrib import messages
from django.contrib.auth.signals import user_logged_out
from django.db.models.signals import post_delete, post_save

from accounts.access import devices
from accounts.access.claiming import claim
from accounts.access.listeners import notify
from accounts.access.sessions import end_others
from accounts.models import User

if TYPE_CHECKING:
    from allauth.account.models import EmailAddress
    from django.http import HttpRequest


def connect() -> None:
    """Follow them from now on."""
    password_reset.connect(follow_reset)
    password_changed.connect(follow_changed)
    email_added.connect(mail_added_address)
    user_logged_out.connect(end_session)
    post_save.connect(notify_changed, sender=User)
    post_delete.connect(notify_deleted, sender=User)


def follow_reset(*, request: HttpRequest, user: User, **_: Any) -> None:
    """Take the new password on the device on which it was chosen, however many wrong ones others send.

    The link was opened in a mail, so the account is theirs.
    """
    devices.remember_proof(request, user.email)
    if claim(user):
        messages.warning(
            request,
            "Nobody had confirmed this address before, so the keys of this account are switched off. "
            "Look through them, and switch on those that are yours.",
        )


def follow_changed(*, request: HttpRequest, user: User, **_: Any) -> None:
    """End the other sessions: they know the password of before."""
    end_others(user=user, but=request.session.session_key)


def mail_added_address(*, request: HttpRequest, user: User, email_address: EmailAddress, **_: Any) -> None:
    """Tell the reader that an address was added, for it will open the account."""
    get_adapter(request).send_notification_mail("account/email/email_added", user, {"added": email_address.email})


def end_session(*, request: HttpRequest, user: User | None, **_: Any) -> None:
    """Forget the session before anybody is told that it has ended: they look."""
    request.session.delete()
    if user is not None:
        notify(user.pk)


def notify_changed(*, instance: User, update_fields: frozenset[str] | None = None, **_: Any) -> None:
    """Tell of a new password and of an account that was switched off; signing in writes the account, too."""
    if update_fields is None or update_fields & {"password", "is_active"}:
        notify(instance.pk)


def notify_deleted(*, instance: User, **_: Any) -> None:
    """Tell of an account that is gone."""
    notify(instance.pk)
