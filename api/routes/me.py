"""Who is calling, and the tokens of their account."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from ninja import Field, Schema, Status

from accounts import tokens
from accounts.factors.requiring import has_second_factor, is_behind
from accounts.models import AccessToken
from accounts.tokens import LONGEST_DAYS, LONGEST_NAME, Scope, TokenNotMade
from api.core.idempotency import secret_answer
from api.core.paging import Asked, Page, page_of
from api.core.problems import Problem, refuses
from api.core.rows import owned
from api.core.rules import ACCOUNT, OPENS, SIGNED_IN, CalledBy, roles_of
from api.core.site import router

refuses(TokenNotMade)
me = router("account")


class Me(Schema):
    """The account that is calling."""

    id: UUID
    email: str
    full_name: str
    roles: list[str]


class Token(Schema):
    """An access token; its secret is shown once, when it is made."""

    id: UUID
    name: str
    scopes: list[str]
    created: datetime
    expires: datetime | None
    last_used: datetime | None


class NewToken(Schema):
    """What a token may, and for how long."""

    name: str = Field(min_length=1, max_length=LONGEST_NAME, examples=["My reading app"])
    scopes: list[Scope] = Field(min_length=1, examples=[["read"]])
    days: int | None = Field(90, ge=1, le=LONGEST_DAYS, description="Null: until you delete it.")


class MadeToken(Token):
    """A new token with its secret."""

    secret: str


@me.get("/me", auth=SIGNED_IN, response=Me)
def read_me(request: CalledBy) -> Me:
    """Say who is calling."""
    user = request.auth
    return Me(id=user.pk, email=user.email, full_name=user.full_name, roles=roles_of(user))


@me.get("/tokens", auth=ACCOUNT, response=Page[Token])
def list_tokens(request: CalledBy, wanted: Asked) -> Any:
    """List the access tokens of the account, newest first."""
    return page_of(AccessToken.objects.filter(owner=request.auth), wanted, _token)


@me.post("/tokens", auth=OPENS, response={201: MadeToken})
@secret_answer
def create_token(request: CalledBy, body: NewToken) -> Any:
    """Make a token. Its secret is in this answer alone."""
    _check_no_more_than(request, body)
    with transaction.atomic():
        row, secret = tokens.create_token(owner=request.auth, name=body.name, scopes=body.scopes, days=body.days)
        return Status(201, MadeToken(**_token(row).model_dump(), secret=secret))


@me.delete("/tokens/{uuid:token_id}", auth=ACCOUNT, response={204: None})
def delete_token(request: CalledBy, token_id: UUID) -> HttpResponse:
    """End a token: what uses it is turned away from now on."""
    tokens.revoke(token=owned(AccessToken.objects.filter(owner=request.auth), token_id))
    return HttpResponse(status=204)


def _check_no_more_than(request: CalledBy, body: NewToken) -> None:
    """Refuse a token that may more, or works longer, than the one that asks for it. Raises Problem.

    One from before its owner's second factor makes none at all: what it made would count as made behind that.
    """
    if request.by != "token":
        return
    mine = request.token
    if has_second_factor(request.auth) and not is_behind(mine):
        words = "This token is older than your second factor. Make a new one on your account's page of tokens."
        raise Problem(403, "second-factor-needed", "A second factor is needed for this", words)
    ends = mine.expires
    is_longer = ends is not None and (body.days is None or ends < timezone.now() + timedelta(body.days))
    if is_longer or not set(body.scopes) <= set(mine.scopes):
        words = "A token makes none that may more, or works longer, than itself. Your account's page of tokens does."
        raise Problem(403, "more-than-it-may", "The token may not do this", words)


def _token(row: AccessToken) -> Token:
    return Token(
        id=row.pk,
        name=row.name,
        scopes=row.scopes,
        created=row.created,
        expires=row.expires,
        last_used=row.last_used,
    )
