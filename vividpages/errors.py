"""The pages that say that something went wrong here, and the problems that say so to programs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from django.core.exceptions import BadRequest
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template import loader
from django.views import defaults

from api.core import problems
from files.room import found_no_room

if TYPE_CHECKING:
    from django.http import HttpRequest

API = "/api/"
"""Under which programs ask, to whom no page is shown."""
RETRY_AFTER_SECONDS = 5
"""What who asks in vain is told to wait."""


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that something went wrong, and what, where the disk is full or the database away."""
    error = sys.exc_info()[1]
    if request.path.startswith(API):
        return problems.answer_to(error)
    if isinstance(error, OperationalError | InterfaceError):
        page = loader.render_to_string("503.html")  # whose request it is, nobody can say without the database
        return HttpResponse(page, status=503, headers={"Retry-After": str(RETRY_AFTER_SECONDS)})
    if found_no_room(error):
        return render(request, "507.html", status=507)
    return defaults.server_error(request)


def bad_request(request: HttpRequest | None, exception: Exception | None = None) -> HttpResponse:
    """Refuse what is no request, such as one for a host that we are not; without `request` it could not be read."""
    if request is None or request.path.startswith(API):
        return problems.answer_to(exception or BadRequest())
    assert exception is not None
    return defaults.bad_request(request, exception)
