"""What is done with every request and every answer."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.defaults import page_not_found

from accounts.access.allowances import LimitReached
from jobs.privacy import kind_and_place

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
            return render(request, "429.html", {"sentence": str(error), "back": _page_before(request)}, status=429)
        if isinstance(error, ObjectDoesNotExist):
            logger.warning("a row was gone: %s", kind_and_place(error))
            return page_not_found(request, error)
        return None


def _page_before(request: HttpRequest) -> str:
    """Return the address of the page of this site from which a request was sent, or an empty string."""
    address = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if is_ours else ""
