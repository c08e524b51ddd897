"""The sessions of an account: where it is signed in, when that was last seen, and how it is ended.

The rows are those of `allauth.usersessions`, in the browser and by the API alike: JSON Web Tokens end with theirs.
"""

from __future__ import annotations

import time
from datetime import timedelta
from importlib import import_module
from typing import TYPE_CHECKING, Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.core.internal.httpkit import get_client_ip
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.access import listeners
from audit.clients import device_of
from audit.events import Event
from audit.recording import record

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from accounts.models import User

SEEN_EVERY = 300
"""Seconds after which the last use of a session is noted again."""
SEEN = "session-seen-"


class Seen:
    """Notes of each session, now and then, when and from where it was used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        session = request.session
        # A request by a token that names no session has none of Django's.
        if getattr(session, "accessed", False) and session.session_key and request.user.is_authenticated:
            note_use(request)
        return response


def note_use(request: HttpRequest) -> None:
    """Note the use of a session, at most every five minutes by each process. One statement.

    A session is noted when it begins; one that is older than this table is when it is first seen.
    """
    records = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY) or ()
    if not records or records[-1]["at"] > time.time() - SEEN_EVERY:
        return
    key = request.session.session_key
    if not caches["process"].add(f"{SEEN}{key}", True, SEEN_EVERY) or not get_client_ip(request):
        return
    now = timezone.now()
    rows = UserSession.objects.filter(session_key=key)
    if rows.filter(last_seen_at__lt=now - timedelta(seconds=SEEN_EVERY)).update(
        last_seen_at=now, ip=get_client_ip(request)
    ):
        return
    if not rows.exists():
        UserSession.objects.create_from_request(request)


def sessions_of(user: User) -> list[UserSession]:
    """Return the sessions of somebody, the latest first; those that are over are forgotten."""
    found: list[UserSession] = UserSession.objects.purge_and_list(user)
    return sorted(found, key=lambda session: session.last_seen_at, reverse=True)


def end_session(session: UserSession) -> None:
    """End a session, wherever it is used."""
    session.end()
    record(Event.SESSION_ENDED, subject=session.user_id, of=device_of(session.user_agent))
    listeners.notify(session.user_id)


def end_others(*, user: User, but: str | None) -> int:
    """End all sessions of somebody but the one of that key. Returns how many."""
    others: list[Any] = list(UserSession.objects.filter(user=user.pk).exclude(session_key=but or ""))
    for session in others:
        end_session(session)
    return len(others)


def forget_ended() -> None:
    """Delete what is known of sessions that are over."""
    if import_module(settings.SESSION_ENGINE).__name__ == "django.contrib.sessions.backends.db":
        there = Session.objects.filter(session_key=OuterRef("session_key"))
        UserSession.objects.filter(~Exists(there)).delete()
