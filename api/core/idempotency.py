"""Idempotency-Key: a request that is sent again, because its answer was lost, is answered again and does nothing.

The key is its caller's, kept for a day with what was asked and answered. While the first is under way the second is
told so; the same key with another request is refused. An answer that may be another one soon (something went wrong
here, too often, not allowed yet) is not kept, so that it can be tried again. Nor is a body that holds a secret: whoever
asks for that again is told that it was made.
"""

from __future__ import annotations

import hmac
from datetime import timedelta
from functools import wraps
from inspect import unwrap
from typing import TYPE_CHECKING, Any, TypeVar

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.utils import timezone

from api.core import tus
from api.core.problems import Problem, answered
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
MAY_CHANGE = frozenset({401, 403, 409, 412, 423, 429})
"""Answers that the same request may not get again: they are not kept."""
GIVEN_UP_AFTER = timedelta(minutes=2)
"""When a request whose process was killed may be sent again."""


SAID_IN_HEADERS = ("Upload-Length", "Upload-Metadata", "Upload-Checksum")
"""What tells one upload that begins from another."""
UNDER_WAY = "The same request is being answered right now. Ask again in a moment."
RouteFunction = TypeVar("RouteFunction", bound="Callable[..., Any]")


class Replayed(Exception):
    """The request has been answered before."""

    def __init__(self, kept: KeptAnswer) -> None:
        super().__init__(kept.pk)
        self.kept = kept


_NEVER: set[Callable[..., Any]] = set()
_SECRET: set[Callable[..., Any]] = set()


def never_kept(route: RouteFunction) -> RouteFunction:
    """Mark a route whose request or answer is a secret altogether: a key is ignored."""
    _NEVER.add(route)
    return route


def secret_answer(route: RouteFunction) -> RouteFunction:
    """Mark a route whose answer holds a secret: that it was made is kept, and not what."""
    _SECRET.add(route)
    return route


def begun(route: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a route: once its caller is known, look whether it has been answered. Raises Replayed or Problem."""

    plain = unwrap(route)

    @wraps(route)
    def inner(request: CalledBy, *args: Any, **kwargs: Any) -> Any:
        key = request.headers.get(HEADER)
        if key is not None and request.method in METHODS and request.auth.is_authenticated and plain not in _NEVER:
            request.kept_answer = _begin(request, key)  # type: ignore[attr-defined]
            request.holds_secret = plain in _SECRET  # type: ignore[attr-defined]
        return route(request, *args, **kwargs)

    return inner


def ended(run: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Wrap the running of a route: keep what is answered."""

    @wraps(run)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = run(request, *args, **kwargs)
        kept: KeptAnswer | None = getattr(request, "kept_answer", None)
        if kept is not None:
            _end(kept, response, holds_secret=getattr(request, "holds_secret", False))
        return response

    return inner


def replay(kept: KeptAnswer) -> HttpResponse:
    """Answer as before; where that was a secret, that it was made."""
    if not kept.content_type:
        words = "It was made by the same request before, and its secret was shown then. Delete it, and make another."
        return answered(Problem(409, "made-before", "It was made before", words))
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
        if kept is None:  # it was let go just now: of several who come then, the others are told to come back
            raise Problem(409, "under-way", "It is under way", UNDER_WAY, {"Retry-After": "2"})
        now = timezone.now()
        if kept.created < now - (KEPT_FOR if kept.status else GIVEN_UP_AFTER):
            kept.request, kept.status, kept.created = digest, 0, now
            kept.save(update_fields=["request", "status", "created"])
            return kept
    if kept.request != digest:
        words = f"This {HEADER} was used for another request. Use a new one for each."
        raise Problem(422, "idempotency-key-reused", "The key was used before", words)
    if not kept.status:
        raise Problem(409, "under-way", "It is under way", UNDER_WAY, {"Retry-After": "2"})
    raise Replayed(kept)


def _end(kept: KeptAnswer, response: HttpResponseBase, *, holds_secret: bool) -> None:
    may_change = response.status_code >= 500 or response.status_code in MAY_CHANGE
    if may_change or not isinstance(response, HttpResponse):
        KeptAnswer.objects.filter(pk=kept.pk).delete()
        return
    KeptAnswer.objects.filter(pk=kept.pk).update(
        status=response.status_code,
        content_type="" if holds_secret else response.get("Content-Type") or "text/plain",
        body=b"" if holds_secret else response.content,
        location=response.get("Location", ""),
    )


def _digest(request: HttpRequest) -> str:
    """Digest what is asked: method, path with query, and the body or, of a form, its fields and files.

    With a secret of the site, so that nobody who has the rows tries what may have been asked.
    """
    asked = f"{request.method} {request.get_full_path()}\n".encode()
    digest = hmac.new(settings.SECRET_KEY.encode(), asked, "sha256")
    if (request.content_type or "").startswith("multipart/"):
        for name, values in sorted(request.POST.lists()):
            digest.update(repr((name, values)).encode())
        for name, file in ((name, file) for name, files in sorted(request.FILES.lists()) for file in files):
            digest.update(repr((name, file.name, file.size)).encode())
            for chunk in file.chunks():
                digest.update(chunk)
            file.seek(0)
    else:
        digest.update("".join(request.headers.get(name, "") for name in SAID_IN_HEADERS).encode())
        if not tus.brings_piece(request):  # that is too much to be held in memory
            digest.update(request.body)
    return digest.hexdigest()
