"""Callers of the API: Django's own client with a token."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from accounts.models import User
from accounts.tokens import create_token

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django import Settings


class Caller:
    """A program that calls with a token; bodies are sent as JSON."""

    def __init__(self, user: User, *scopes: str) -> None:
        self.user = user
        _, secret = create_token(owner=user, name="Program", scopes=scopes or ("read", "write", "spend", "account"))
        self.client = Client(headers={"Authorization": f"Bearer {secret}"}, raise_request_exception=False)

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """Send a request; a header's name is written with underscores."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        data = b"" if body is None else json.dumps(body).encode()
        kind = "application/json"
        return self.client.generic(method, f"/api/v1{path}", data, content_type=kind, headers=sent)


@pytest.fixture(autouse=True)
def _no_limits(settings: Settings) -> None:
    """Let tests call as often as they like; one sets limits of its own."""
    settings.API_ANONYMOUS_A_MINUTE = 0
    settings.API_READS_A_MINUTE = settings.API_WRITES_A_MINUTE = settings.API_SPENDS_A_MINUTE = 0


@pytest.fixture
def call(reader: User) -> Caller:
    """A program of that reader, which may all that a reader may."""
    return Caller(reader)


@pytest.fixture
def called_by(db: None) -> Callable[..., Caller]:
    """Make programs of others, by their addresses and scopes."""

    def made(email: str, *scopes: str) -> Caller:
        user = User.objects.filter(email=email).first() or User.objects.create_user(email, "a-long-password")
        return Caller(user, *scopes)

    return made
