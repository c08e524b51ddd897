"""Asking who it is once more, before something is changed that opens an account or costs its reader money."""

from __future__ import annotations

import time
from functools import wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from allauth.account import app_settings
from allauth.account.authentication import get_authentication_records
from allauth.socialaccount.models import SocialAccount
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from accounts.factors.requiring import has_second_factor, where_to_show

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from accounts.models import User


def is_confirmed(request: HttpRequest) -> bool:
    """Return whether they have signed in, or shown again who they are, only just now.

    Of who has a second factor that is asked for: a password alone no longer opens the account.
    """
    since = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
    shown = {record["method"] for record in get_authentication_records(request, request.user) if record["at"] > since}
    return "mfa" in shown or (bool(shown) and not has_second_factor(request.user))


def confirmed(
    view: Callable[..., HttpResponse], *, reading: bool = True, back: str = ""
) -> Callable[..., HttpResponse]:
    """Let a view be reached by who has just shown who they are; others are asked, and sent back here.

    What they had sent is not kept meanwhile, for it may be a key. Without `reading`, the page itself may be looked at.
    `back` is the name of the page that they come back to, where the view is none.
    """

    @wraps(view)
    def asked_first(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        is_reading = request.method in ("GET", "HEAD")
        if not request.user.is_authenticated or is_confirmed(request) or (is_reading and not reading):
            return view(request, *args, **kwargs)
        then = reverse(back) if back else request.path
        address = f"{_where_to_ask(request, request.user)}?{urlencode({'process': 'login', 'next': then})}"
        if request.headers.get("HX-Request"):
            return HttpResponse(headers={"HX-Redirect": address})
        return HttpResponseRedirect(address)

    return asked_first


def confirmed_to_connect(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let anybody sign in with another service; who adds one to an account shows who they are first."""
    asked_first = confirmed(view)

    @wraps(view)
    def chosen(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        is_connecting = "connect" in (request.GET.get("process"), request.POST.get("process"))
        return (asked_first if is_connecting else view)(request, *args, **kwargs)

    return chosen


def confirmed_to_switch_on(view: Callable[..., HttpResponse], *, back: str) -> Callable[..., HttpResponse]:
    """Let anybody who is signed in switch something off, at once; who switches it on shows who they are first."""
    asked_first = confirmed(view, back=back)

    @wraps(view)
    def chosen(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return (asked_first if request.POST.get("to") == "on" else view)(request, *args, **kwargs)

    return chosen


def _where_to_ask(request: HttpRequest, user: User) -> str:
    if has_second_factor(user):
        return where_to_show(user)
    if user.has_usable_password():
        return reverse("account_reauthenticate")
    if SocialAccount.objects.filter(user=user, provider="google").exists():
        messages.info(request, "Sign in with Google again to confirm that it is you.")
        return reverse("google_login")
    messages.info(request, "Choose a password first: a link for it comes by mail.")
    return reverse("account_reset_password")
