"""Deleting one's account, and coming back within the time of grace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.access.adapter import INACTIVE, inactive_account
from books.models import VividPage
from custody import leaving
from custody.leaving import CannotReturn, LastAdmin
from web.requests import SignedIn, read_or_send
from writing.stories.models import Segment, Story

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

LEAVES = "leaves"
"""In the session of somebody who has just asked for it: when the account goes."""


@login_required
@read_or_send
def delete(request: SignedIn) -> HttpResponse:
    """Show what would be deleted, and ask; sent to, switch the account off until it is."""
    user, problem = request.user, ""
    if request.method == "POST":
        try:
            departure = leaving.ask_to_leave(user=user, keeps_segments=request.POST.get("segments") != "remove")
        except LastAdmin as error:
            problem = str(error)
        else:
            get_adapter(request).send_notification_mail("account/email/account_leaves", user, {"due": departure.due})
            logout(request)
            request.session[LEAVES] = departure.due.isoformat()
            return redirect("account_left")
    context = {
        "books": VividPage.objects.owned_by(user).count(),
        "stories": Story.objects.filter(owner=user).count(),
        "segments": Segment.objects.joined().filter(writer=user).exclude(story__owner=user).count(),
        "days": settings.ACCOUNT_GRACE_DAYS,
        "problem": problem,
    }
    return render(request, "account/delete.html", context, status=422 if problem else 200)


@require_safe
def left(request: HttpRequest) -> HttpResponse:
    """Say when the account goes, and how to come back."""
    if LEAVES not in request.session:
        return redirect("home")
    return render(request, "account/left.html", {"days": settings.ACCOUNT_GRACE_DAYS})


@read_or_send
def inactive(request: HttpRequest) -> HttpResponse:
    """Say that an account is switched off; if its reader has asked for it to be deleted, offer to keep it."""
    known = inactive_account(request)
    departure = leaving.departure_of(known) if known else None
    if departure is not None and request.method == "POST":
        try:
            leaving.come_back(user=departure.user)
        except CannotReturn as error:
            context = {"departure": departure, "problem": str(error)}
            return render(request, "account/account_inactive.html", context, status=409)
        del request.session[INACTIVE]
        messages.success(request, "Welcome back: your account stays. Sign in once more.")
        return redirect("account_login")
    return render(request, "account/account_inactive.html", {"departure": departure})
