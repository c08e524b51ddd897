"""Tokens with which programs and e-readers come for a reader: shown once, kept as digests, ended one by one."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from accounts.models import AccessToken
from accounts.services import one_at_a_time

if TYPE_CHECKING:
    from accounts.models import User

PREFIX = "vp_"
MOST_TOKENS = 20
"""Of one reader."""
LONGEST_NAME = 60
TOUCH_EVERY = timedelta(minutes=1)


class TokenNotMade(Exception):
    """No token can be made; the words are the reader's."""


@sensitive_variables()
def create_token(*, owner: User, name: str) -> tuple[AccessToken, str]:
    """Make a token; what is returned beside it is never shown again. Call it in a transaction. Raises TokenNotMade."""
    one_at_a_time(owner)
    name = name.strip()[:LONGEST_NAME]
    if not name:
        raise TokenNotMade("Give it a name, so that you know later what it was for.")
    if AccessToken.objects.filter(owner=owner).count() >= MOST_TOKENS:
        raise TokenNotMade(f"You have {MOST_TOKENS} tokens; delete one that you no longer need first.")
    secret = PREFIX + secrets.token_urlsafe(32)
    return AccessToken.objects.create(owner=owner, name=name, digest=_digest(secret)), secret


@sensitive_variables()
def owner_of(secret: str) -> User | None:
    """Return whose token that is, and remember that it was used; None if it is nobody's, or its account is off."""
    token = AccessToken.objects.select_related("owner").filter(digest=_digest(secret), owner__is_active=True).first()
    if token is None:
        return None
    now = timezone.now()
    stale = Q(last_used=None) | Q(last_used__lt=now - TOUCH_EVERY)
    AccessToken.objects.filter(stale, pk=token.pk).update(last_used=now)
    return token.owner


def revoke(*, token: AccessToken) -> None:
    """End a token: whatever uses it is turned away from now on."""
    AccessToken.objects.filter(pk=token.pk).delete()


def _digest(secret: str) -> str:
    """Digest a secret; it is 256 random bits, so that no slow digest is needed."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
