"""What opens an account: its sessions and second factors."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.http import HttpResponse
from ninja import Field, Schema

from accounts.access import sessions
from accounts.factors import removing
from accounts.factors.requiring import factors_of
from api.core.paging import Asked, Page, page_of
from api.core.problems import Problem
from api.core.rows import owned
from api.core.rules import ACCOUNT, OPENS, CalledBy
from api.core.site import router
from audit.clients import device_of, shortened
from audit.models import Entry
from audit.queries import activity_of

security = router("account")


class Session(Schema):
    """Where the account is signed in."""

    id: int
    device: str = Field(examples=["Firefox on Linux"])
    network: str = Field(description="Shortened.", examples=["192.0.2.0/24"])
    created: datetime
    last_seen: datetime
    is_this: bool = Field(description="Whether this very call is part of it.")


class EndedSessions(Schema):
    """How many sessions were ended."""

    ended: int


class SecondFactor(Schema):
    """A passkey or an authenticator app."""

    id: int
    kind: str = Field(examples=["webauthn"], description="“webauthn” for a passkey, “totp” for an app.")
    name: str
    created: datetime
    last_used: datetime | None


class Activity(Schema):
    """Something that happened to the account."""

    id: int
    at: datetime
    event: str = Field(examples=["signed-in"])
    network: str = Field(description="Shortened; empty where nobody asked for it.")
    device: str
    details: dict[str, Any] = Field(description="Names, kinds and figures.")


@security.get("/sessions", auth=ACCOUNT, response=list[Session])
def list_sessions(request: CalledBy) -> list[Session]:
    """List where the account is signed in, in browsers and by the API, the latest first."""
    return [_session(request, session) for session in sessions.sessions_of(request.auth)]


@security.delete("/sessions", auth=ACCOUNT, response=EndedSessions)
def end_other_sessions(request: CalledBy) -> EndedSessions:
    """End all sessions but the one that is calling; a personal access token ends them all."""
    own = None if request.by == "token" else request.session.session_key
    return EndedSessions(ended=sessions.end_others(user=request.auth, but=own))


@security.delete("/sessions/{int:session_id}", auth=ACCOUNT, response={204: None})
def end_one_session(request: CalledBy, session_id: int) -> HttpResponse:
    """End a session: browser or program are signed out."""
    sessions.end_session(owned(UserSession.objects.filter(user=request.auth), session_id))
    return HttpResponse(status=204)


@security.get("/second-factors", auth=ACCOUNT, response=Page[SecondFactor])
def list_second_factors(request: CalledBy, wanted: Asked) -> Any:
    """List the passkeys and the app that signing in asks for. They are added in a browser."""
    return page_of(factors_of(request.auth), wanted, _factor, by=("-created_at", "-pk"))


@security.delete("/second-factors/{int:factor_id}", auth=OPENS, response={204: None})
def remove_second_factor(request: CalledBy, factor_id: int) -> HttpResponse:
    """Remove one; other sessions end. It takes a session that has shown a second factor just now, not a token."""
    factor = owned(factors_of(request.auth), factor_id)
    if request.by == "token":
        words = "No access token removes a second factor. Sign in with it, then ask again."
        raise Problem(403, "session-needed", "A session is needed for this", words)
    factor.user = request.auth
    removing.remove(request=request, factor=factor)
    return HttpResponse(status=204)


@security.get("/activity", auth=ACCOUNT, response=Page[Activity])
def list_activity(request: CalledBy, wanted: Asked) -> Any:
    """List what happened to the account: sign-ins, changes of what opens it, keys, tokens, budgets; newest first."""
    return page_of(activity_of(request.auth.pk), wanted, _activity, by=("-pk",))


def _activity(row: Entry) -> Activity:
    network, device = ("", "") if row.is_by_others else (row.network, row.device)
    return Activity(id=row.pk, at=row.at, event=row.event, network=network, device=device, details=row.details)


def _session(request: CalledBy, session: UserSession) -> Session:
    return Session(
        id=session.pk,
        device=device_of(session.user_agent),
        network=shortened(session.ip),
        created=session.created_at,
        last_seen=session.last_seen_at,
        is_this=request.by != "token" and session.session_key == request.session.session_key,
    )


def _factor(row: Authenticator) -> SecondFactor:
    name = row.wrap().name if row.type == Authenticator.Type.WEBAUTHN else "Authenticator app"
    return SecondFactor(id=row.pk, kind=row.type, name=name, created=row.created_at, last_used=row.last_used_at)
