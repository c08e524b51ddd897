"""OAuth 2 with Canva: where a reader is sent to consent, and what is got for it (RFC 6749, RFC 7636)."""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import httpx2
from django.views.decorators.debug import sensitive_variables

from publishing.canva.refusals import AWAY, CONNECT_AGAIN, CanvaRefused, ConnectAgain
from publishing.canva.settings import SCOPES, integration
from publishing.canva.wire import Told, send

if TYPE_CHECKING:
    from publishing.canva.wire import Answer

SETUP = "Canva does not know this site. Tell whoever runs it to look at CANVA_CLIENT_ID and CANVA_CLIENT_SECRET."
_NOT_US = ("invalid_client", "unauthorized_client", "invalid_basic_header")


@dataclass(frozen=True, slots=True)
class Asking:
    """A consent that is asked for: kept in the reader's session until Canva sends them back."""

    state: str = field(repr=False)
    verifier: str = field(repr=False)

    @property
    def challenge(self) -> str:
        """The verifier's SHA-256 (RFC 7636, S256)."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


class Grant(Told):
    """What Canva gives: a token for calls with its seconds, and one that gets the next of both, once."""

    access_token: str
    refresh_token: str
    expires_in: int
    scope: str = ""

    def __repr_args__(self) -> list[tuple[str | None, object]]:
        return [("expires_in", self.expires_in), ("scope", self.scope)]

    @property
    def missing_scopes(self) -> list[str]:
        """What was asked for and not allowed; nothing if Canva does not say what was."""
        return [scope for scope in SCOPES if scope not in self.scope.split()] if self.scope else []


def new_asking() -> Asking:
    """Begin to ask."""
    return Asking(state=secrets.token_urlsafe(32), verifier=secrets.token_urlsafe(64))


def consent_url(asking: Asking, *, redirect_uri: str) -> str:
    """Return where the reader consents."""
    known = integration()
    query = {
        "code_challenge": asking.challenge,
        "code_challenge_method": "S256",
        "scope": " ".join(SCOPES),
        "response_type": "code",
        "client_id": known.client_id,
        "state": asking.state,
        "redirect_uri": redirect_uri,
    }
    return f"{known.authorize_url}?{urlencode(query)}"


@sensitive_variables()
def granted(asking: Asking, code: str, *, redirect_uri: str) -> Grant:
    """Get tokens for the code that Canva sent the reader back with. Raises CanvaRefused."""
    fields = {
        "grant_type": "authorization_code",
        "code_verifier": asking.verifier,
        "code": code,
        "redirect_uri": redirect_uri,
    }
    return _grant(_told("token", fields))


@sensitive_variables()
def refreshed(refresh_token: str) -> Grant:
    """Get the next tokens; the one that is given is used up. Raises ConnectAgain if it works no more."""
    return _grant(_told("token", {"grant_type": "refresh_token", "refresh_token": refresh_token}))


@sensitive_variables()
def revoke(token: str) -> bool:
    """Have Canva forget the consent that a refresh token stands for; False if Canva did not say that it has."""
    try:
        return _told("revoke", {"token": token}).is_success
    except CanvaRefused:
        return False


@sensitive_variables()
def _told(what: str, fields: dict[str, str]) -> Answer:
    known = integration()
    auth = httpx2.BasicAuth(known.client_id, known.client_secret)
    return send("POST", f"{known.api_url}/oauth/{what}", data=fields, auth=auth)


@sensitive_variables()
def _grant(answer: Answer) -> Grant:
    if answer.is_success:
        return answer.parsed(Grant)
    if answer.status >= 500 or answer.status == 429:
        raise CanvaRefused(AWAY)
    if answer.code in _NOT_US:
        raise CanvaRefused(SETUP)
    raise ConnectAgain(CONNECT_AGAIN)
