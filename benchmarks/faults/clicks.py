"""Asking for a step as a program of its reader does, by the API; where it has no such request, by its service."""

from __future__ import annotations

import json
import time
import urllib.request
from contextlib import suppress
from http.client import HTTPException
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError

if TYPE_CHECKING:
    from accounts.models import User
    from benchmarks.faults.kinds.fault import Scene
    from benchmarks.faults.site import Site

PATIENCE_SECONDS = 90.0
ANSWER_SECONDS = 8.0


def click(scene: Scene, *, until_answered: bool = False) -> int:
    """Ask once, or until it is answered. Returns the status; 0: there was no answer, or no web server was asked."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        status = _ask(scene)
        if not until_answered or (status and status < 500) or time.monotonic() > deadline:
            return status
        time.sleep(0.2)


def read(site: Site, reader: User, path: str) -> dict[str, Any] | None:
    """Read something by the API; None: there was no answer."""
    request = urllib.request.Request(f"{site.address}/api/v1{path}", headers=_headers(reader))
    with suppress(URLError, OSError, HTTPException), urllib.request.urlopen(request, timeout=ANSWER_SECONDS) as answer:
        found: dict[str, Any] = json.loads(answer.read())
        return found
    return None


def _ask(scene: Scene) -> int:
    wanted = scene.step.request()
    if wanted is None:
        return _ask_ourselves(scene)
    path, body = wanted
    request = urllib.request.Request(
        f"{scene.site.address}/api/v1{path}", json.dumps(body).encode(), _headers(scene.step.reader), method="POST"
    )
    try:
        with urllib.request.urlopen(request, timeout=ANSWER_SECONDS) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code
    except (URLError, OSError, HTTPException):
        return 0


def _ask_ourselves(scene: Scene) -> int:
    from django.db import connection

    try:
        scene.step.begin()
    finally:
        connection.close()
    return 200


def _headers(reader: User) -> dict[str, str]:
    from accounts.tokens import create_token

    if reader.pk not in _tokens:
        _, secret = create_token(owner=reader, name="Faults", scopes=("read", "write", "spend", "account"))
        _tokens.clear()
        _tokens[reader.pk] = secret
    return {"Authorization": f"Bearer {_tokens[reader.pk]}", "Content-Type": "application/json"}


_tokens: dict[Any, str] = {}
