"""What is sent instead of a picture that its rating and its reader's setting keep behind a blur, or out of sight.

The one place where that is done: whatever page names the address of a picture, no more of it leaves the server.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from django.core.files.storage import default_storage
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import url_has_allowed_host_and_scheme

from storyboards.safety.blurring import NAMES, blurred, plate
from storyboards.safety.revealing import eyes_on
from storyboards.safety.veiling import VEILED, Veil

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from storyboards.safety.gates import Gate

HEADER = "X-Revealed-At"
"""Where the page is on which a click shows the picture."""


def veiled_answer(request: HttpRequest, name: str, gate: Gate) -> HttpResponseBase | None:
    """Return what is sent instead of the file `name`; None: it is sent as it is. Raises OSError if it is gone.

    Whoever follows a link to the picture is led to the page where they can show it.
    """
    if gate.rating not in VEILED or gate.version is None:
        return None
    eyes = eyes_on(request)
    veil = eyes.veil(gate.rating, gate.version)
    if veil == Veil.SHOW:
        return None
    page = reverse("reveal", args=[gate.version])
    if _is_visited(request):
        return HttpResponseRedirect(f"{page}?{urlencode({'next': _page_before(request)})}", status=HTTPStatus.FOUND)
    tag = f'"{gate.version.hex}-{gate.rating}-{veil}-{eyes.may_reveal(gate.rating)}"'
    response = get_conditional_response(request, etag=tag) or _drawn(name, gate.rating, veil)
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    response[HEADER] = page
    return response


def _drawn(name: str, rating: str, veil: Veil) -> HttpResponse:
    with default_storage.open(name) as file:
        data = file.read()
    title = NAMES[rating]  # type: ignore[index]  # one that is veiled
    hidden = veil == Veil.HIDE
    shown = plate(data, [title, "not shown"]) if hidden else blurred(data, [title, "open it to see"])
    return HttpResponse(shown, content_type="image/webp")


def _is_visited(request: HttpRequest) -> bool:
    """Return whether a browser wants to show the file as a page, not within one."""
    wanted_for = request.headers.get("Sec-Fetch-Dest")
    return wanted_for == "document" if wanted_for else "text/html" in request.headers.get("Accept", "")


def _page_before(request: HttpRequest) -> str:
    """Return the path of the page of ours that a link was followed on, or "/"."""
    before = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure()):
        return "/"
    parts = urlsplit(before)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
