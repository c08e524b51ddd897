"""Tokens with which programs and e-readers come for a reader: shown once, kept as digests, ended one by one."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Literal, get_args

from django.db.models import Q
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from accounts.models import AccessToken
from accounts.services import one_at_a_time
from audit.events import Event
from audit.recording import record

if TYPE_CHECKING:
    from collections.abc import Collection

    from accounts.models import User

Scope = Literal["feeds", "read", "write", "spend", "account", "moderate", "operate"]
"""What a token may: fetch books onto an e-reader; read all of its owner's; change what costs nothing; have things made,
which may cost money; keys, tokens and settings of the account; moderate and operate, where its owner may."""
SCOPES: tuple[Scope, ...] = get_args(Scope)
FEEDS: tuple[Scope, ...] = ("feeds",)

PREFIX = "vp_"
MOST_TOKENS = 20
"""Of one reader."""
LONGEST_NAME = 60
LONGEST_DAYS = 366
TOUCH_EVERY = timedelta(minutes=1)


class TokenNotMade(Exception):
    """No token can be made; the words are the reader's."""


@sensitive_variables()
def create_token(
    *, owner: User, name: str, scopes: Collection[str] = FEEDS, days: int | None = None
) -> tuple[AccessToken, str]:
    """Make a token that may `scopes`, for so many days or for ever.

    What is returned beside it is never shown again. Call it in a transaction. Raises TokenNotMade.
    """
    one_at_a_time(owner)
    name = name.strip()[:LONGEST_NAME]
    if not name:
        raise TokenNotMade("Give it a name, so that you know later what it was for.")
    if not scopes or not set(scopes) <= set(SCOPES):
        raise TokenNotMade(f"Choose what it may do: {', '.join(SCOPES)}.")
    if days is not None and not 1 <= days <= LONGEST_DAYS:
        raise TokenNotMade(f"A token works for 1 to {LONGEST_DAYS} days, or until you delete it.")
    if AccessToken.objects.filter(owner=owner).count() >= MOST_TOKENS:
        raise TokenNotMade(f"You have {MOST_TOKENS} tokens; delete one that you no longer need first.")
    secret = PREFIX + secrets.token_urlsafe(32)
    expires = None if days is None else timezone.now() + timedelta(days=days)
    kept = [scope for scope in SCOPES if scope in scopes]
    token = AccessToken.objects.create(owner=owner, name=name, digest=_digest(secret), scopes=kept, expires=expires)
    record(Event.TOKEN_MADE, subject=owner.pk, name=name, may=[*map(str, kept)], days=days)
    return token, secret


@sensitive_variables()
def found_token(secret: str) -> AccessToken | None:
    """Return a token with its owner, and remember its use; None if it is nobody's, over, or its account is off."""
    now = timezone.now()
    in_time = Q(expires=None) | Q(expires__gt=now)
    tokens = AccessToken.objects.select_related("owner").filter(in_time, owner__is_active=True)
    token = tokens.filter(digest=_digest(secret)).first()
    if token is None:
        return None
    if token.last_used is None or token.last_used < now - TOUCH_EVERY:
        AccessToken.objects.filter(pk=token.pk).update(last_used=now)
    return token


@sensitive_variables()
def owner_of(secret: str, scope: Scope) -> User | None:
    """Return whose token that is; None if it is nobody's, or may not do that."""
    token = found_token(secret)
    return token.owner if token is not None and scope in token.scopes else None


def revoke(*, token: AccessToken) -> None:
    """End a token: whatever uses it is turned away from now on."""
    AccessToken.objects.filter(pk=token.pk).delete()
    record(Event.TOKEN_DELETED, subject=token.owner_id, name=token.name)


def _digest(secret: str) -> str:
    """Digest a secret; it is 256 random bits, so that no slow digest is needed."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
