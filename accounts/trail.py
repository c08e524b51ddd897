"""What of accounts is written into the audit log where Django and allauth say so by signals alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from allauth.account import signals as account_signals
from allauth.account.authentication import get_authentication_records
from allauth.mfa import signals as factor_signals
from allauth.socialaccount import signals as social_signals
from django.contrib.admin.models import LogEntry
from django.contrib.auth.signals import user_logged_out
from django.db.models.signals import post_save

from audit.events import Event
from audit.recording import masked, record

if TYPE_CHECKING:
    from allauth.account.models import EmailAddress
    from allauth.mfa.models import Authenticator
    from allauth.socialaccount.models import SocialAccount, SocialLogin
    from django.http import HttpRequest

    from accounts.models import User

ACTS = {1: "added", 2: "changed", 3: "deleted"}
"""Django's flags of what an admin has done."""
OF_USER = {
    Event.SIGNED_UP: account_signals.user_signed_up,
    Event.PASSWORD_CHANGED: account_signals.password_changed,
    Event.PASSWORD_SET: account_signals.password_set,
    Event.PASSWORD_RESET: account_signals.password_reset,
}
OF_FACTOR = {
    Event.FACTOR_ADDED: factor_signals.authenticator_added,
    Event.FACTOR_REMOVED: factor_signals.authenticator_removed,
    Event.CODES_MADE: factor_signals.authenticator_reset,
}


def connect() -> None:
    """Write from now on."""
    for event, signal in OF_USER.items():
        signal.connect(_of_user(event), weak=False, dispatch_uid=f"audit-{event}")
    for event, signal in OF_FACTOR.items():
        signal.connect(_of_factor(event), weak=False, dispatch_uid=f"audit-{event}")
    account_signals.user_logged_in.connect(signed_in)
    user_logged_out.connect(signed_out)
    factor_signals.authentication_failed.connect(factor_failed)
    account_signals.email_added.connect(address_added)
    account_signals.email_confirmed.connect(address_confirmed)
    account_signals.email_removed.connect(address_removed)
    account_signals.email_changed.connect(address_changed)
    social_signals.social_account_added.connect(service_connected)
    social_signals.social_account_removed.connect(service_disconnected)
    post_save.connect(admin_acted, sender=LogEntry)


def _of_user(event: Event) -> Any:
    def write(*, request: HttpRequest, user: User, **_: Any) -> None:
        record(event, subject=user.pk, actor=user.pk, request=request)

    return write


def _of_factor(event: Event) -> Any:
    def write(*, request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
        record(event, subject=user.pk, actor=user.pk, request=request, kind=str(authenticator.type))

    return write


def signed_in(*, request: HttpRequest, user: User, **_: Any) -> None:
    """Write by what somebody has signed in."""
    methods = [str(entry.get("type") or entry["method"]) for entry in get_authentication_records(request, user)]
    record(Event.SIGNED_IN, subject=user.pk, actor=user.pk, request=request, by=sorted(set(methods)))


def signed_out(*, request: HttpRequest | None, user: User | None, **_: Any) -> None:
    """Write that somebody has signed out."""
    if user is not None:
        record(Event.SIGNED_OUT, subject=user.pk, actor=user.pk, request=request)


def factor_failed(*, request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    """Write of a wrong code."""
    record(Event.FACTOR_FAILED, subject=user.pk, request=request, kind=str(authenticator.type))


def address_added(*, request: HttpRequest, user: User, email_address: EmailAddress, **_: Any) -> None:
    """Write of a further address, masked."""
    record(Event.ADDRESS_ADDED, subject=user.pk, request=request, address=masked(email_address.email))


def address_confirmed(*, request: HttpRequest, email_address: EmailAddress, **_: Any) -> None:
    """Write that an address is confirmed."""
    address = masked(email_address.email)
    record(Event.ADDRESS_CONFIRMED, subject=email_address.user_id, request=request, address=address)


def address_removed(*, request: HttpRequest, user: User, email_address: EmailAddress, **_: Any) -> None:
    """Write that an address is gone."""
    record(Event.ADDRESS_REMOVED, subject=user.pk, request=request, address=masked(email_address.email))


def address_changed(*, request: HttpRequest, user: User, to_email_address: EmailAddress, **_: Any) -> None:
    """Write of another main address."""
    record(Event.ADDRESS_CHANGED, subject=user.pk, request=request, address=masked(to_email_address.email))


def service_connected(*, request: HttpRequest, sociallogin: SocialLogin, **_: Any) -> None:
    """Write of another way to sign in."""
    account = sociallogin.account
    record(Event.SERVICE_CONNECTED, subject=account.user_id, request=request, service=account.provider)


def service_disconnected(*, request: HttpRequest, socialaccount: SocialAccount, **_: Any) -> None:
    """Write that a way to sign in is gone."""
    record(Event.SERVICE_DISCONNECTED, subject=socialaccount.user_id, request=request, service=socialaccount.provider)


def admin_acted(*, instance: LogEntry, created: bool, **_: Any) -> None:
    """Write what was done in the admin: to which row of which table, and which fields, but not what stood in them."""
    if not created:
        return
    model = instance.content_type.model_class() if instance.content_type else None
    record(
        Event.ADMIN_ACT,
        actor=instance.user_id,
        subject=_account_of(instance, model),
        act=ACTS.get(instance.action_flag, ""),
        table=model._meta.label if model else "",
        row=instance.object_id,
        fields=_fields_of(instance.change_message),
    )


def _account_of(entry: LogEntry, model: Any) -> Any:
    from accounts.models import User

    return User._meta.pk.to_python(entry.object_id) if model is User else None


def _fields_of(message: str) -> list[str]:
    """Return the names of fields that Django says were changed."""
    try:
        parts = json.loads(message)
    except ValueError:
        return []
    changes = [part.get("changed", {}) for part in parts] if isinstance(parts, list) else []
    return [str(field) for change in changes for field in change.get("fields", ())]
