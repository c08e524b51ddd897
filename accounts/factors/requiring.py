"""Who has a second factor, who has shown it, and the admin, which may be open to those alone (ADMIN_SECOND_FACTOR)."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

    from accounts.models import AccessToken, User

KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""Recovery codes stand in for one of these; alone they are none."""
LEFT_OUT = "What runs this site is open only to those with a second factor. Add a passkey or an app here, then go on."


def factors_of(user: User) -> QuerySet[Authenticator]:
    """Select the second factors of somebody, without their recovery codes."""
    return Authenticator.objects.filter(user=user.pk, type__in=KINDS)  # type: ignore[no-any-return]


def has_second_factor(user: User | AnonymousUser) -> bool:
    """Return whether signing in asks somebody for a second factor. One query."""
    return user.is_authenticated and factors_of(user).exists()


def has_shown(request: HttpRequest, user: User) -> bool:
    """Return whether this session was begun with a second factor, or has set one up."""
    return any(record["method"] == "mfa" for record in get_authentication_records(request, user))


def must_show(user: User) -> bool:
    """Return whether somebody may run the site only with a second factor."""
    return bool(settings.ADMIN_SECOND_FACTOR) and (user.is_staff or user.is_superuser)


def is_behind(token: AccessToken) -> bool:
    """Return whether an access token was made when its owner had a second factor already."""
    return factors_of(token.owner).filter(created_at__lte=token.created).exists()


def with_second_factor(has_permission: Callable[[HttpRequest], bool]) -> Callable[[HttpRequest], bool]:
    """Wrap the question whether somebody may be in the admin."""

    @wraps(has_permission)
    def may(request: HttpRequest) -> bool:
        return has_permission(request) and not _lacks(request)

    return may


def leads_to_second_factor(login: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Wrap the sign-in of the admin: who lacks nothing but a second factor is led to add it, or to show it."""

    @wraps(login)
    def led(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        then = request.GET.get("next") or reverse("admin:index")
        return way_to_second_factor(request, then=then) or login(request, *args, **kwargs)

    return led


def way_to_second_factor(request: HttpRequest, *, then: str) -> HttpResponse | None:
    """Lead who lacks nothing but a second factor to show it, and back to `then`, or to add one; None for others."""
    user = request.user
    if not user.is_authenticated or not _lacks(request):
        return None
    if has_second_factor(user):
        return HttpResponseRedirect(f"{where_to_show(user)}?{urlencode({'next': then})}")
    messages.warning(request, LEFT_OUT)
    return HttpResponseRedirect(reverse("mfa_index"))


def where_to_show(user: User) -> str:
    """Return the page on which somebody who is signed in shows their second factor."""
    by_code = factors_of(user).filter(type=Authenticator.Type.TOTP).exists()
    return reverse("mfa_reauthenticate" if by_code else "mfa_reauthenticate_webauthn")


def _lacks(request: HttpRequest) -> bool:
    user = request.user
    if not user.is_authenticated or not must_show(user):
        return False
    return not (has_shown(request, user) and has_second_factor(user))
