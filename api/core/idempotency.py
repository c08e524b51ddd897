"""Idempotency-Key: a request that is sent again, because its answer was lost, is answered again and does nothing.

The key is its caller's, kept for a day with what was asked and answered. While the first is under way the second is
told so; the same key with another request is refused. An answer that says that something went wrong here (5xx) is not
kept, so that it can be tried again.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.utils import timezone

from api.core.problems import Problem
from api.models import KeptAnswer

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from api.core.rules import CalledBy

HEADER = "Idempotency-Key"
METHODS = frozenset({"POST"})
"""Whose requests may carry one; those of the others can be sent again as they are."""
LONGEST_KEY = 255
KEPT_FOR = timedelta(days=1)
GIVEN_UP_AFTER = timedelta(minutes=2)
"""When a request whose process was killed may be sent again."""


class Replayed(Exception):
    """The request has been answered before."""

    def __init__(self, kept: KeptAnswer) -> None:
        super().__init__(kept.pk)
        self.kept = kept


def begun(route: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a route: once its caller is known, look whether it has been answered. Raises Replayed or Problem."""

    @wraps(route)
    def inner(request: CalledBy, *args: Any, **kwargs: Any) -> Any:
        key = request.headers.get(HEADER)
        if key is not None and request.method in METHODS and request.auth.is_authenticated:
            request.kept_answer = _begin(request, key)  # type: ignore[attr-defined]
        return route(request, *args, **kwargs)

    return inner


def ended(run: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Wrap the running of a route: keep what is answered."""

    @wraps(run)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = run(request, *args, **kwargs)
        kept: KeptAnswer | None = getattr(request, "kept_answer", None)
        if kept is not None:
            _end(kept, response)
        return response

    return inner


def replay(kept: KeptAnswer) -> HttpResponse:
    """Answer as before."""
    response = HttpResponse(bytes(kept.body), status=kept.status, content_type=kept.content_type)
    response["Idempotent-Replayed"] = "true"
    if kept.location:
        response["Location"] = kept.location
    return response


def forget_old() -> int:
    """Delete what is kept long enough. Returns how many."""
    return KeptAnswer.objects.filter(created__lt=timezone.now() - KEPT_FOR).delete()[0]


def _begin(request: CalledBy, key: str) -> KeptAnswer:
    if not key.isprintable() or not 1 <= len(key) <= LONGEST_KEY:
        words = f"An {HEADER} has 1 to {LONGEST_KEY} printable characters; a UUID does."
        raise Problem(422, "bad-idempotency-key", "That is no key", words)
    digest = _digest(request)
    try:
        with transaction.atomic():
            return KeptAnswer.objects.create(owner=request.auth, key=key, request=digest)
    except IntegrityError:
        pass
    with transaction.atomic():
        kept = KeptAnswer.objects.select_for_update().filter(owner=request.auth, key=key).first()
        now = timezone.now()
        if kept is None or kept.created < now - (KEPT_FOR if kept.status else GIVEN_UP_AFTER):
            KeptAnswer.objects.filter(owner=request.auth, key=key).delete()
            return KeptAnswer.objects.create(owner=request.auth, key=key, request=digest)
    if kept.request != digest:
        words = f"This {HEADER} was used for another request. Use a new one for each."
        raise Problem(422, "idempotency-key-reused", "The key was used before", words)
    if not kept.status:
        words = "The same request is being answered right now. Ask again in a moment."
        raise Problem(409, "under-way", "It is under way", words, {"Retry-After": "2"})
    raise Replayed(kept)


def _end(kept: KeptAnswer, response: HttpResponseBase) -> None:
    if response.status_code >= 500 or not isinstance(response, HttpResponse):
        KeptAnswer.objects.filter(pk=kept.pk).delete()
        return
    KeptAnswer.objects.filter(pk=kept.pk).update(
        status=response.status_code,
        content_type=response.get("Content-Type", ""),
        body=response.content,
        location=response.get("Location", ""),
    )


def _digest(request: HttpRequest) -> str:
    """Digest what is asked: method, path with query, and the body or, of a form, its fields and files."""
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if (request.content_type or "").startswith("multipart/"):
        for name, values in sorted(request.POST.lists()):
            digest.update(repr((name, values)).encode())
        for name, file in ((name, file) for name, files in sorted(request.FILES.lists()) for file in files):
            digest.update(repr((name, file.name, file.size)).encode())
            for chunk in file.chunks():
                digest.update(chunk)
            file.seek(0)
    else:
        digest.update(request.body)
    return digest.hexdigest()
