"""What is done with every request and every answer."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.shortcuts import render
from django.views.defaults import page_not_found

from accounts.access.allowances import LimitReached
from jobs.privacy import kind_and_place
from web.requests import page_before

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

logger = logging.getLogger(__name__)


class NotKept:
    """Has neither browsers nor proxies keep an answer, unless its view says something else.

    What a reader has seen is gone with them: going back after signing out shows nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Cache-Control", "no-store")
        return response


class Refusals:
    """Answers for all views where a row was deleted meanwhile (404), and where a reader asks for too much (429)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return the page that says so; None for any other error."""
        if isinstance(error, LimitReached):
            context = {"sentence": str(error), "back": page_before(request)}
            response = render(request, "429.html", context, status=429)
            if error.seconds:
                response["Retry-After"] = str(error.seconds)
            return response
        if isinstance(error, ObjectDoesNotExist):
            logger.warning("a row was gone: %s", kind_and_place(error))
            return page_not_found(request, error)
        return None
