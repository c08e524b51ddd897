"""Feeds for e-readers. They bring a token, as a password (HTTP Basic) or as a bearer, and need no session."""

from __future__ import annotations

import base64
import binascii
import io
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec
from urllib.parse import urlencode

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from PIL import Image

from accounts.tokens import owner_of
from publishing.jpegs import jpeg_of
from publishing.models import EditionPreview
from publishing.opds import atom, json_feed
from publishing.opds.shelf import Addresses, edition_on_shelf, shelf_page
from web.publishing.views.files import answer

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from accounts.models import User

Asked = ParamSpec("Asked")
LONGEST_QUERY = 200
COVER_SIZE = (300, 400)
CLOTH = (88, 72, 60)
"""The colour of a book without a picture."""


def with_token(
    view: Callable[Concatenate[HttpRequest, User, Asked], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, Asked], HttpResponseBase]:
    """Let only those in who bring a token; the others are told how to sign in."""

    @wraps(view)
    @require_safe
    def checked(request: HttpRequest, /, *args: Asked.args, **kwargs: Asked.kwargs) -> HttpResponseBase:
        secret = _secret(request.headers.get("Authorization", ""))
        reader = owner_of(secret, "feeds") if secret else None
        response = view(request, reader, *args, **kwargs) if reader else _sign_in(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        response["X-Content-Type-Options"] = "nosniff"
        return response

    return checked


@with_token
def feed(request: HttpRequest, reader: User) -> HttpResponse:
    """Show the shelf as OPDS 2."""
    page = shelf_page(reader, number=_page(request), query=_query(request))
    written = json_feed.feed_of(page, addresses(request, "opds2"))
    return JsonResponse(written, content_type=json_feed.FEED_TYPE, json_dumps_params={"ensure_ascii": False})


@with_token
def publication(request: HttpRequest, reader: User, book: UUID) -> HttpResponse:
    """Show one book of the shelf as OPDS 2."""
    page = shelf_page(reader, book=book)
    if not page.books:
        raise Http404
    written = json_feed.publication_of(page.books[0], addresses(request, "opds2"))
    return JsonResponse(written, content_type=json_feed.PUBLICATION_TYPE)


@with_token
def atom_feed(request: HttpRequest, reader: User) -> HttpResponse:
    """Show the shelf as OPDS 1.2."""
    page = shelf_page(reader, number=_page(request), query=_query(request))
    return HttpResponse(atom.feed_of(page, addresses(request, "opds")), content_type=atom.FEED_TYPE)


@with_token
def search(request: HttpRequest, reader: User) -> HttpResponse:  # noqa: ARG001 - all are told the same
    """Say how the shelf is searched."""
    return HttpResponse(atom.search_description(addresses(request, "opds")), content_type=atom.SEARCH_TYPE)


@with_token
def file(request: HttpRequest, reader: User, edition_id: UUID, name: str) -> HttpResponseBase:  # noqa: ARG001
    """Send the file of an edition."""
    edition = edition_on_shelf(reader, edition_id)
    if edition is None:
        raise Http404
    return answer(request, edition)


@with_token
def cover(request: HttpRequest, reader: User, edition_id: UUID) -> HttpResponse:  # noqa: ARG001
    """Send the first page of an edition as JPEG, which every e-reader shows."""
    edition = edition_on_shelf(reader, edition_id)
    if edition is None:
        raise Http404
    first = EditionPreview.objects.filter(edition=edition).order_by("number").first()
    return HttpResponse(_jpeg(first), content_type="image/jpeg")


@require_safe
def authentication(request: HttpRequest) -> HttpResponse:
    """Say how an e-reader signs in."""
    written = json_feed.authentication(addresses(request, "opds2"))
    return JsonResponse(written, content_type=json_feed.AUTHENTICATION_TYPE)


def addresses(request: HttpRequest, name: str) -> Addresses:
    """Return where everything of the feed of that name is, at the address that was asked."""

    def absolute(view: str, *args: Any) -> str:
        return request.build_absolute_uri(reverse(view, args=args))

    def page_of_feed(number: int, query: str) -> str:
        said = {"query": query} if query else {}
        numbered = said | ({"page": str(number)} if number > 1 else {})
        return f"{absolute(name)}?{urlencode(numbered)}" if numbered else absolute(name)

    template = "{?query}" if name == "opds2" else "?query={searchTerms}"
    return Addresses(
        feed=page_of_feed,
        search=absolute("opds_search"),
        search_template=absolute(name) + template,
        file=lambda _book, offer: absolute("opds_file", offer.id, offer.name),
        cover=lambda book: absolute("opds_cover", book.offers[0].id),
        book=lambda book: absolute("opds_publication", book.id),
        authentication=absolute("opds_authentication"),
    )


def _sign_in(request: HttpRequest) -> HttpResponse:
    response = authentication(request)
    response.status_code = 401
    response["WWW-Authenticate"] = 'Basic realm="VividPages", charset="UTF-8"'
    return response


def _secret(header: str) -> str:
    """Return the token of an Authorization header; "" if there is none."""
    scheme, _, value = header.partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    if scheme.lower() != "basic":
        return ""
    try:
        return base64.b64decode(value, validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _page(request: HttpRequest) -> int:
    number = request.GET.get("page", "")
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 7 else 1


def _query(request: HttpRequest) -> str:
    return request.GET.get("query", "").replace("\0", "")[:LONGEST_QUERY]


def _jpeg(preview: EditionPreview | None) -> bytes:
    if preview is not None:
        try:
            with default_storage.open(str(preview.image.name)) as opened:
                return jpeg_of(opened.read()).data
        except OSError:
            pass  # the storage has lost it
    out = io.BytesIO()
    Image.new("RGB", COVER_SIZE, CLOTH).save(out, "JPEG")
    return out.getvalue()
