"""Who may call a route. Each names its rule; the matrix of all routes is generated from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from allauth.headless.tokens.strategies.jwt.internal import get_token_session, validate_access_token
from django.contrib.auth import get_user
from django.http import Http404, HttpRequest
from ninja.security import HttpBearer
from ninja.utils import check_csrf

from accounts.access.confirming import is_confirmed
from accounts.factors.requiring import has_second_factor, has_shown, is_behind, must_show
from accounts.tokens import PREFIX, found_token
from api.core import limits
from api.core.problems import Problem
from storyboards.safety.moderators import is_moderator

if TYPE_CHECKING:
    from collections.abc import Callable

    from accounts.models import AccessToken, User
    from accounts.tokens import Scope

Role = Literal["anybody", "reader", "moderator", "operator"]
Way = Literal["nothing", "token", "jwt", "session"]
HOW_TO_CALL = "Send “Authorization: Bearer …” with a token from your account's page of tokens."


class CalledBy(HttpRequest):
    """A request whose rule was met: `auth` is who sent it, `by` how they have shown it."""

    auth: User
    user: User
    by: Way
    token: AccessToken


class Rule(HttpBearer):
    """Lets a caller in by an access token of the right scope, by a JSON Web Token of a session, or by the session of a
    browser with its CSRF token.

    What `confirms` is for who has shown only just now who they are; a token is made for it. What only moderators or
    operators may call is not there for anybody else (404).
    """

    def __init__(self, scope: Scope | None, role: Role = "reader", *, confirms: bool = False) -> None:
        super().__init__()
        self.scope = scope
        self.role = role
        self.confirms = confirms

    def __call__(self, request: HttpRequest) -> Any:
        try:
            user = self._caller(request)
        except Problem:
            limits.spend_of_address(request)
            raise
        if user is None:
            limits.spend_of_address(request)
            if self.role == "anybody":
                request.by = "nothing"  # type: ignore[attr-defined]
                return request.user  # AnonymousUser
            raise Problem(401, "not-signed-in", "Who is calling?", HOW_TO_CALL, {"WWW-Authenticate": "Bearer"})
        limits.spend_of_reader(request, user, self.scope)
        if not ROLES[self.role](user):
            raise Http404
        if self.role in ("moderator", "operator"):
            self._check_second_factor(request, user)
        if self.confirms and request.by != "token" and not is_confirmed(request):  # type: ignore[attr-defined]
            words = "Sign in again: this opens the account, or what is paid with, so it is asked for once more."
            raise Problem(403, "confirm-first", "Show who you are once more", words)
        return user

    def _check_second_factor(self, request: HttpRequest, user: User) -> None:
        """Refuse an admin without a second factor where the site asks for one. Raises Problem.

        Of a token counts when it was made: one from before was made by a password alone.
        """
        if not must_show(user):
            return
        shown = is_behind(request.token) if request.by == "token" else has_shown(request, user)  # type: ignore[attr-defined]
        if not (shown and has_second_factor(user)):
            words = "Add a second factor on your account's page, sign in with it, and make tokens anew."
            raise Problem(403, "second-factor-needed", "A second factor is needed for this", words)

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """Return the owner of a token. Raises Problem if it is nobody's, is over, or may do less."""
        request.by = "token"  # type: ignore[attr-defined]
        if not token.startswith(PREFIX) and (signed_in := validate_access_token(token)) is not None:
            request.by = "jwt"  # type: ignore[attr-defined]
            request.session = get_token_session(signed_in[1])
            return signed_in[0]
        found = found_token(token)
        if found is None:
            words = "This token is not known: it was mistyped, deleted, or its time is over. Make a new one."
            raise Problem(401, "bad-token", "The token is not known", words, {"WWW-Authenticate": "Bearer"})
        if self.scope is not None and self.scope not in found.scopes:
            words = f"This token may not “{self.scope}”. Make one that may on your account's page of tokens."
            raise Problem(403, "missing-scope", "The token may not do this", words)
        request.token = found  # type: ignore[attr-defined]
        return found.owner

    def _caller(self, request: HttpRequest) -> User | None:
        header = request.headers.get("Authorization", "")
        if header:
            scheme, _, secret = header.partition(" ")
            if scheme.lower() != "bearer":
                raise Problem(401, "bad-token", "This is no token", HOW_TO_CALL, {"WWW-Authenticate": "Bearer"})
            user: User = self.authenticate(request, secret.strip())
            request.user = user
            return user
        if not request.user.is_authenticated:
            return None
        if check_csrf(request) is not None:
            raise Problem(403, "csrf", "The CSRF token is missing", "Send the page's token as “X-CSRFToken”.")
        request.by = "session"  # type: ignore[attr-defined]
        return request.user


def is_still_let_in(request: CalledBy, rule: Rule) -> bool:
    """Return whether who was let in by a rule would be now: answers that last ask it from time to time."""
    if request.by == "session":
        again = HttpRequest()
        again.session = type(request.session)(request.session.session_key)
        user: Any = get_user(again)
    else:
        try:
            user = rule.authenticate(request, request.headers["Authorization"].partition(" ")[2].strip())
        except Problem:
            return False
    return user == request.auth and ROLES[rule.role](user)


ROLES: dict[Role, Callable[[User], bool]] = {
    "anybody": lambda _: True,
    "reader": lambda user: user.is_active,
    "moderator": is_moderator,
    "operator": lambda user: user.is_active and user.is_superuser,
}


def roles_of(user: User) -> list[str]:
    """Return what somebody is here."""
    return [role for role, is_one in ROLES.items() if role != "anybody" and is_one(user)]


PUBLIC = Rule(None, "anybody")
SIGNED_IN = Rule(None)
READ = Rule("read")
WRITE = Rule("write")
SPEND = Rule("spend")
ACCOUNT = Rule("account")
OPENS = Rule("account", confirms=True)
"""Of what opens an account or what it pays with."""
MODERATE = Rule("moderate", "moderator")
OPERATE = Rule("operate", "operator")
