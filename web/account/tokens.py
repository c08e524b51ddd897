"""The tokens of a reader's e-readers and programs: made for what they may, shown once, and deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from accounts import tokens as kept_tokens
from accounts.models import AccessToken
from accounts.tokens import LONGEST_NAME, Scope, TokenNotMade
from storyboards.safety.moderators import is_moderator
from web.requests import SignedIn, read_or_send

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.http import HttpResponse

    from accounts.models import User

OFFERED: dict[Scope, str] = {
    "feeds": "fetch finished editions onto an e-reader",
    "read": "read your books, stories and pictures",
    "write": "change them, and begin what costs nothing",
    "spend": "have books made, which may cost money",
    "account": "see and change your keys, tokens and settings",
    "moderate": "moderate",
    "operate": "run this site",
}
PRIVILEGED: dict[Scope, Callable[[User], bool]] = {"moderate": is_moderator, "operate": lambda user: user.is_superuser}
SHORT_DAYS = 90
DAYS: dict[str, int | None] = {"30": 30, "90": SHORT_DAYS, "366": 366, "0": None}


def _may(request: SignedIn, scope: Scope) -> bool:
    return PRIVILEGED[scope](request.user)


@login_required
@never_cache
@read_or_send
@sensitive_variables()
def tokens_page(request: SignedIn) -> HttpResponse:
    """Show all tokens; make one, whose secret is on this answer alone."""
    problem, secret, status = "", "", 200
    if request.method == "POST":
        try:
            with transaction.atomic():
                _, secret = kept_tokens.create_token(
                    owner=request.user,
                    name=request.POST.get("name", ""),
                    scopes=request.POST.getlist("scope"),
                    days=DAYS.get(request.POST.get("days", "90"), SHORT_DAYS),
                )
        except TokenNotMade as error:
            problem, status = str(error), 422
    context = {
        "tokens": AccessToken.objects.filter(owner=request.user),
        "secret": secret,
        "problem": problem,
        "longest": LONGEST_NAME,
        "offered": [
            (scope, what) for scope, what in OFFERED.items() if scope not in PRIVILEGED or _may(request, scope)
        ],
        "chosen": request.POST.getlist("scope") if problem else ["feeds"],
        "feeds": [request.build_absolute_uri(reverse(name)) for name in ("opds", "opds2")],
    }
    return render(request, "account/tokens.html", context, status=status)


@login_required
@require_POST
def delete(request: SignedIn, token_id: UUID) -> HttpResponse:
    """End a token."""
    token = get_object_or_404(AccessToken, owner=request.user, pk=token_id)
    kept_tokens.revoke(token=token)
    messages.success(request, f"“{token.name}” is deleted: what used it is turned away from now on.")
    return redirect("tokens")
