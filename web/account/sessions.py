"""Where a reader is signed in; each session can be ended, and all others at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.access import sessions
from audit.clients import device_of, shortened
from web.requests import SignedIn, read_or_send

if TYPE_CHECKING:
    from django.http import HttpResponse


@login_required
@read_or_send
def sessions_page(request: SignedIn) -> HttpResponse:
    """Show all sessions, this one first; sent to, end all others."""
    own = request.session.session_key
    if request.method == "POST":
        sessions.end_others(user=request.user, but=own)
        messages.success(request, "You are signed out everywhere but here.")
        return redirect("usersessions_list")
    shown = [
        {
            "session": session,
            "device": device_of(session.user_agent),
            "network": shortened(session.ip),
            "is_own": session.session_key == own,
        }
        for session in sessions.sessions_of(request.user)
    ]
    shown.sort(key=lambda row: not row["is_own"])
    return render(request, "usersessions/usersession_list.html", {"sessions": shown})


@login_required
@require_POST
def end(request: SignedIn, session_id: int) -> HttpResponse:
    """End one session; one's own is signed out of."""
    session = get_object_or_404(UserSession, user=request.user, pk=session_id)
    if session.session_key == request.session.session_key:
        logout(request)
        return redirect("home")
    sessions.end_session(session)
    messages.success(request, f"{device_of(session.user_agent)} is signed out.")
    return redirect("usersessions_list")
