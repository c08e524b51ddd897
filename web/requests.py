"""What every page reads from a request: its user, which of their books it is about, and how much of that is visible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from books.models import VividPage
from books.visibility import Visibility, reading_of, visible_to

if TYPE_CHECKING:
    from uuid import UUID

    from django_htmx.middleware import HtmxDetails

    from accounts.models import User

ALL_BY_ADDRESS = "?all=1"
"""What an address has at its end that asks for what lies ahead, too."""

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


class SignedIn(HttpRequest):
    """A request behind `login_required`."""

    user: User
    htmx: HtmxDetails


def vividpage_of(request: SignedIn, vividpage_id: UUID) -> VividPage:
    """Return the reader's own book of that id. Raises Http404."""
    vividpage = get_object_or_404(VividPage.objects.owned_by(request.user).select_related("budget"), pk=vividpage_id)
    vividpage.owner = request.user
    return vividpage


def asks_for_all(query: QueryDict) -> bool:
    """Return whether the query of an address asks for what lies ahead, too."""
    return query.get("all") == "1"


def carried(request: HttpRequest) -> str:
    """Return what a link or form carries along in its address, so that the page after it shows as much as this one."""
    return ALL_BY_ADDRESS if asks_for_all(request.GET) else ""


def page_after(request: HttpRequest) -> str:
    """Return the page of ours to which a form wants to lead (`next`); an empty string if it names none."""
    return path_on_site(request, request.POST.get("next", ""))


def path_on_site(request: HttpRequest, page: str) -> str:
    """Return the address of a page that somebody names if it is one of this site, else an empty string."""
    is_ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return page if is_ours else ""


def visible_on(request: SignedIn, vividpage: VividPage) -> Visibility:
    """Return how much of a book is visible to its reader on the page that they ask for."""
    return visible_to(reading_of(request.user, vividpage), ahead=asks_for_all(request.GET))


def page_before(request: HttpRequest) -> str:
    """Return the address of the page of this site from which a request was sent, or an empty string."""
    address = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if is_ours else ""
