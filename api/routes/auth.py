"""Signing up, in and out without a browser: JSON Web Tokens over the very sign-in that the pages have.

Guesses are counted, known addresses are not told, and unconfirmed ones go no further than on the pages, because it is
allauth's headless flows with the site's own adapter that answer (https://docs.allauth.org, "Headless").
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.headless.account.inputs import SignupInput
from allauth.headless.account.views import LoginView, SessionView, SignupView
from allauth.headless.constants import Client
from allauth.headless.internal.restkit.inputs import Input
from allauth.headless.mfa.views import AuthenticateView
from allauth.headless.socialaccount.views import ProviderTokenView
from allauth.headless.tokens.views import RefreshTokenView
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, Schema

from accounts.factors.forms import CodeForm
from api.core.idempotency import never_kept
from api.core.problems import Problem
from api.core.rules import PUBLIC, SIGNED_IN, CalledBy
from api.core.site import router

if TYPE_CHECKING:
    from collections.abc import Callable

    from accounts.models import User

auth = router("auth")
LONGEST_PASSWORD = 200
LONGEST_TOKEN = 8000
LONGEST_CODE = 20
SESSION_HEADER = "HTTP_X_SESSION_TOKEN"


class Credentials(Schema):
    """An address and its password."""

    email: str = Field(max_length=254, examples=["ann@example.com"])
    password: str = Field(max_length=LONGEST_PASSWORD, json_schema_extra={"format": "password"})


class CredentialsAndCode(Credentials):
    """An address, its password, and the second factor where the account asks for one."""

    code: str | None = Field(None, max_length=LONGEST_CODE, description="Of an authenticator app, or a recovery code.")


class GoogleToken(Schema):
    """What Google has given a program for somebody who signed in there with this site's client id."""

    id_token: str = Field(max_length=LONGEST_TOKEN)
    code: str | None = Field(None, max_length=LONGEST_CODE, description="Of an authenticator app, or a recovery code.")


class RefreshToken(Schema):
    """The longer-lived of the two tokens."""

    refresh_token: str = Field(max_length=LONGEST_TOKEN)


class Tokens(Schema):
    """Send `access_token` as “Authorization: Bearer …”; when it ends, `refresh_token` gives a new pair, once."""

    access_token: str
    refresh_token: str
    expires_in: int = Field(description="Seconds until the access token ends.")


class _SafeSignUp(SignupInput):  # type: ignore[misc]  # allauth has no types
    """Signing up that takes as long for a known address as for a new one."""

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Make the account, or answer as if it had been made."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password"])
        user, response = super().try_save(request)
        if user is not None:
            record_authentication(request, user, method="password")
        return user, response


class _SignUpView(SignupView):  # type: ignore[misc]
    input_class = {"POST": _SafeSignUp}


class _CodeInput(CodeForm, Input):  # type: ignore[misc]
    """A code, counted as on the page."""


class _CodeView(AuthenticateView):  # type: ignore[misc]
    input_class = _CodeInput


_sign_up = _SignUpView.as_api_view(client=Client.APP)
_sign_in = LoginView.as_api_view(client=Client.APP)
_by_code = _CodeView.as_api_view(client=Client.APP)
_by_provider = ProviderTokenView.as_api_view(client=Client.APP)
_refresh = RefreshTokenView.as_api_view(client=Client.APP)
_session = SessionView.as_api_view(client=Client.APP)


@auth.post("/register", auth=PUBLIC, response=Tokens)
@never_kept
def register(request: CalledBy, body: Credentials) -> Tokens:
    """Make an account. Where mails are sent, the address must be confirmed first: the problem says so."""
    return _tokens(_asked(_sign_up, request, body.model_dump()))


@auth.post("/login", auth=PUBLIC, response=Tokens)
@never_kept
def login(request: CalledBy, body: CredentialsAndCode) -> Tokens:
    """Sign in by address and password, and by the code of a second factor if the account has one."""
    response = _asked(_sign_in, request, body.model_dump(exclude={"code"}))
    return _tokens(_with_code(request, response, body.code))


@auth.post("/google", auth=PUBLIC, response=Tokens)
@never_kept
def google(request: CalledBy, body: GoogleToken) -> Tokens:
    """Sign in with Google, where the site has it."""
    if not settings.GOOGLE_CLIENT_ID:
        raise Http404
    token = {"client_id": settings.GOOGLE_CLIENT_ID, "id_token": body.id_token}
    response = _asked(_by_provider, request, {"provider": "google", "process": "login", "token": token})
    return _tokens(_with_code(request, response, body.code))


@auth.post("/refresh", auth=PUBLIC, response=Tokens)
@never_kept
def refresh(request: CalledBy, body: RefreshToken) -> Tokens:
    """Take a new pair of tokens for an old refresh token, which ends with it."""
    response = _asked(_refresh, request, body.model_dump())
    if response.status_code != 200:
        raise Problem(401, "bad-token", "The token is not known", "Sign in again: this refresh token has ended.")
    return _pair(json.loads(response.content)["data"])


@auth.post("/logout", auth=SIGNED_IN, response={204: None})
def logout(request: CalledBy) -> HttpResponse:
    """End the session of this access token, and its refresh token with it."""
    if request.by != "jwt":
        words = "Only who has signed in can sign out. A personal access token ends with DELETE /tokens/{id}."
        raise Problem(409, "no-session", "This is no session", words)
    request.method = "DELETE"
    _asked(_session, request, {})
    return HttpResponse(status=204)


def _asked(view: Callable[[HttpRequest], Any], request: CalledBy, body: dict[str, Any]) -> HttpResponse:
    """Ask one of allauth's views, with nothing but what the route takes."""
    request._body = json.dumps(body).encode()  # noqa: SLF001 (a request has no other place for it)
    try:
        response: HttpResponse = view(request)
    except ImmediateHttpResponse as error:
        response = error.response
    return response


def _with_code(request: CalledBy, response: HttpResponse, code: str | None) -> HttpResponse:
    """Go on with the code where a second factor is all that is missing. Raises Problem if it is wrong."""
    answer = json.loads(response.content)
    if code is None or "mfa_authenticate" not in _pending(answer):
        return response
    request.META[SESSION_HEADER] = answer["meta"]["session_token"]
    vars(request).pop("headers", None)  # they were read before
    return _asked(_by_code, request, {"code": code})


def _pending(answer: dict[str, Any]) -> set[str]:
    """Return what is still missing before somebody is signed in, in allauth's names."""
    return {flow["id"] for flow in answer.get("data", {}).get("flows", ()) if flow.get("is_pending")}


def _tokens(response: HttpResponse) -> Tokens:
    answer = json.loads(response.content)
    meta = answer.get("meta", {})
    if response.status_code == 200 and "access_token" in meta:
        return _pair(meta)
    pending = _pending(answer)
    if "verify_email" in pending:
        words = "A link was sent to that address. Open it, then sign in."
        raise Problem(401, "confirm-address", "The address must be confirmed", words)
    if "mfa_authenticate" in pending:
        words = (
            "This account asks for a second factor. Send the code of its app, or a recovery code, as “code”. "
            "Who has a passkey alone signs in by a browser, and makes an access token there."
        )
        raise Problem(401, "second-factor", "A second factor is asked for", words)
    errors = answer.get("errors", ())
    if response.status_code == 429 or any(error["code"] == "too_many_login_attempts" for error in errors):
        words = next((error["message"] for error in errors), "That was too often. Wait a few minutes, then try again.")
        raise Problem(429, "too-often", "Too often", words, {"Retry-After": "60"})
    if response.status_code == 403:
        raise Problem(403, "sign-up-closed", "Sign-up is closed", "Ask whoever runs this site for an account.")
    told = [{"where": error.get("param", ""), "what": error["message"]} for error in errors]
    words = " ".join(error["what"] for error in told) or "This does not let you in."
    raise Problem(401 if response.status_code == 401 else 422, "not-let-in", "Not let in", words, errors=told)


def _pair(given: dict[str, Any]) -> Tokens:
    return Tokens(
        access_token=given["access_token"],
        refresh_token=given["refresh_token"],
        expires_in=settings.HEADLESS_JWT_ACCESS_TOKEN_EXPIRES_IN,
    )
