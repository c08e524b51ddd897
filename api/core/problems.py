"""Errors as problems (RFC 9457), in the reader's words: a kind for programs, a title and a sentence for people."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

from django.core.exceptions import (
    BadRequest,
    ObjectDoesNotExist,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.db import DataError, InterfaceError, OperationalError
from django.http import Http404, HttpResponse
from ninja.errors import HttpError, ValidationError

from accounts.access.allowances import Banned, LimitReached
from accounts.access.tallies import TooOften
from files.room import found_no_room
from jobs.privacy import kind_and_place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest
    from ninja import NinjaAPI

CONTENT_TYPE = "application/problem+json"
TYPES = "/api/v1/problems#"
"""What a kind is appended to: it names the kind, and no page stands there."""
RETRY_AFTER_SECONDS = 5

logger = logging.getLogger(__name__)


class Problem(Exception):
    """A request that is refused: `kind` for programs, `title` of the kind, `detail` of this case."""

    def __init__(
        self,
        status: int,
        kind: str,
        title: str,
        detail: str,
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.kind = kind
        self.title = title
        self.detail = detail
        self.headers = dict(headers or {})
        self.more = more


REFUSALS: dict[type[Exception], tuple[int, str, str]] = {
    Banned: (403, "banned", "A moderator has closed this"),
    LimitReached: (429, "limit-reached", "As much as one may have"),
    PermissionDenied: (403, "not-allowed", "This is not yours to do"),
}
"""Errors of services whose words are the reader's: status, kind and title. `refuses` adds those of a room."""


def refuses(
    *errors: type[Exception], status: int = 422, kind: str = "refused", title: str = "This does not go"
) -> None:
    """Have errors of a room's services answered with their own words."""
    REFUSALS.update(dict.fromkeys(errors, (status, kind, title)))


def answered(problem: Problem) -> HttpResponse:
    """Return a problem as it is sent."""
    body = {
        "type": f"{TYPES}{problem.kind}",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        **problem.more,
    }
    written = json.dumps(body, ensure_ascii=False)
    return HttpResponse(written, status=problem.status, content_type=CONTENT_TYPE, headers=problem.headers)


def problem_of(error: Exception) -> Problem | None:
    """Return what a caller is told about an error; None for what nobody foresaw."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, ValidationError):
        return _invalid(error)
    if isinstance(error, Http404 | ObjectDoesNotExist):
        return Problem(404, "not-found", "There is no such thing", "It is not there, or it is not yours.")
    if isinstance(error, TooOften):
        headers = {"Retry-After": str(error.seconds)}
        return Problem(429, "too-often", "Too often", f"Wait {error.wait}, then try again.", headers)
    for kind in type(error).__mro__:
        if found := REFUSALS.get(kind):
            seconds = getattr(error, "seconds", 0)
            headers = {"Retry-After": str(seconds)} if seconds else {}
            return Problem(*found, str(error), headers, problems=getattr(error, "problems", {}) or {})
    if isinstance(error, HttpError):
        return Problem(error.status_code, "refused", "This does not go", str(error))
    return _of_the_request(error) or _of_the_machine(error)


def _of_the_request(error: Exception) -> Problem | None:
    """Return what a caller is told whose request cannot be read."""
    if isinstance(error, RequestDataTooBig):
        return Problem(413, "too-large", "It is too large", "Send less of it at once.")
    if isinstance(error, BadRequest | SuspiciousOperation):
        words = "This cannot be read as a request to this site. See /api/v1/docs for how to ask."
        return Problem(400, "bad-request", "This is no request", words)
    return None


def _of_the_machine(error: Exception) -> Problem | None:
    """Return what a caller is told where the database or the disk is at fault."""
    if isinstance(error, OperationalError | InterfaceError):
        headers = {"Retry-After": str(RETRY_AFTER_SECONDS)}
        return Problem(503, "database-away", "The database does not answer", "Try again in a moment.", headers)
    if isinstance(error, DataError):
        words = "A character or a number in the request cannot be kept. Leave out control characters."
        return Problem(422, "invalid", "Something in the request is not right", words)
    if found_no_room(error):
        return Problem(507, "disk-full", "The disk is full", "Nothing is lost. Tell whoever runs this site.")
    return None


def _invalid(error: ValidationError) -> Problem:
    """Say which fields are wrong, without what was sent: it may be a secret."""
    errors = [
        {"where": ".".join(str(part) for part in one.get("loc", ())), "what": str(one.get("msg", one))}
        for one in error.errors
    ]
    return Problem(422, "invalid", "Something in the request is not right", "See “errors” for each.", errors=errors)


def answer_to(error: BaseException | None) -> HttpResponse:
    """Return what is answered to an error, also to one that nobody foresaw."""
    problem = problem_of(error) if isinstance(error, Exception) else None
    if problem is not None:
        return answered(problem)
    if error is not None:
        logger.error("an error in the API that nobody foresaw: %s", kind_and_place(error))
    words = "Something went wrong here. Nothing is lost; try again, or tell whoever runs this site."
    return answered(Problem(500, "server-error", "Something went wrong", words))


def install(api: NinjaAPI) -> None:
    """Have every error of an API answered as a problem."""

    def handle(_: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
        assert isinstance(error, Exception)
        return answer_to(error)

    for kind in (Exception, Http404, HttpError, ValidationError):
        api.add_exception_handler(kind, handle)
