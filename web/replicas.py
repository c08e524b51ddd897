"""Reading from a replica, where that is safe: in views that say so, and not by who has just changed something.

A replica is a moment behind. Whoever has sent something reads from the primary for `REPLICA_LAG_SECONDS`, so that they
find what they wrote; people, sessions and rights are always read from the primary.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.db.models import Model
    from django.http import HttpRequest, HttpResponse

REPLICA = "replica"
PEOPLE = ("accounts", "account", "auth", "mfa", "sessions", "socialaccount", "usersessions")
ALWAYS_CURRENT = frozenset((*PEOPLE, "admin", "contenttypes", "django_cache", "sites"))
"""Apps whose rows decide who somebody is and what they may; and the cache, which is written to as well."""
SAFE = ("GET", "HEAD", "OPTIONS")
_allowed: ContextVar[bool] = ContextVar("reads_from_replica", default=False)


class ReplicaRouter:
    """Sends reads to the replica within `from_replica`; everything else to the primary."""

    def db_for_read(self, model: type[Model], **_hints: Any) -> str:
        """Name the database to read rows of a model from."""
        return REPLICA if _allowed.get() and model._meta.app_label not in ALWAYS_CURRENT else "default"

    def db_for_write(self, _model: type[Model], **_hints: Any) -> str:
        """Name the database to write to."""
        return "default"

    def allow_relation(self, _one: Model, _other: Model, **_hints: Any) -> bool:
        """Say that rows may refer to each other: all are of one database."""
        return True

    def allow_migrate(self, db: str, _app_label: str, **_hints: Any) -> bool | None:
        """Say that the replica has its tables from the primary."""
        return False if db == REPLICA else None


@contextmanager
def from_replica(*, unless: bool = False) -> Iterator[None]:
    """Read from the replica, if there is one; write nothing meanwhile."""
    token = _allowed.set(REPLICA in settings.DATABASES and not unless)
    try:
        yield
    finally:
        _allowed.reset(token)


def may_read_replica(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view that only reads read from the replica, unless who asks has just changed something."""

    @wraps(view)
    def reading(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with from_replica(unless=request.method not in SAFE or settings.JUST_WROTE_COOKIE_NAME in request.COOKIES):
            return view(request, *args, **kwargs)

    return reading


class RememberWrites:
    """Has a browser that has sent something say so for a moment. Only with a replica."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method not in SAFE:
            response.set_cookie(
                settings.JUST_WROTE_COOKIE_NAME,
                "1",
                max_age=settings.REPLICA_LAG_SECONDS,
                secure=settings.HTTPS,
                httponly=True,
                samesite="Lax",
            )
        return response
