"""ETag and If-Match: nobody overwrites what somebody else has changed meanwhile."""

from __future__ import annotations

import hashlib
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.utils.http import parse_etags, quote_etag
from ninja.renderers import JSONRenderer

from api.core.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from ninja import Schema

CHANGING = frozenset({"PUT", "PATCH", "DELETE"})


def etag_of(content: bytes) -> str:
    """Return the ETag of what is answered: the same bytes, the same tag."""
    return quote_etag(hashlib.sha256(content).hexdigest()[:32])


def is_known(request: HttpRequest, etag: str) -> bool:
    """Return whether the caller has it already, by If-None-Match."""
    known = request.headers.get("If-None-Match")
    if known is None:
        return False
    tags = parse_etags(known)
    return "*" in tags or etag in {tag.removeprefix("W/") for tag in tags}


def one_by_one(route: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a route: of those who change the same thing with an If-Match, one goes after the other.

    So what `must_match` has looked at is still so when it is changed.
    """

    @wraps(route)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.method not in CHANGING or "If-Match" not in request.headers:
            return route(request, *args, **kwargs)
        number = int.from_bytes(hashlib.sha256(request.path.encode()).digest()[:8], signed=True)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
            return route(request, *args, **kwargs)

    return inner


def must_match(request: HttpRequest, answer: Schema) -> None:
    """Refuse to change what is no longer as the caller has seen it, by their If-Match. Raises Problem.

    `answer` is what reading it would answer now; `one_by_one` has whoever else asks so wait.
    """
    wanted = request.headers.get("If-Match")
    if wanted is None:
        return
    tags = parse_etags(wanted)
    content = JSONRenderer().render(request, answer.model_dump(), response_status=200)
    if "*" in tags or etag_of(content.encode()) in tags:
        return
    words = "It has changed since you read it. Read it again, then send your change with its new ETag."
    raise Problem(412, "changed-meanwhile", "It has changed meanwhile", words)
