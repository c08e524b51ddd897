"""Pictures by the addresses that all other answers give, for programs: they bring a token and no session."""

from __future__ import annotations

import mimetypes
from pathlib import PurePosixPath

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import quote_etag

from accounts.models import User
from api.core.etags import is_known
from api.core.problems import Problem
from api.core.rules import READ, CalledBy
from api.core.site import router
from books.models import BookPicture, VividPage
from storyboards.safety.gates import Gate, gate_of
from storyboards.safety.veiling import Veil, eyes_of

BINARY = {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
files = router("files")


@files.get("/{path:name}", auth=READ, response={200: None}, openapi_extra={"responses": {200: BINARY}})
def read_file(request: CalledBy, name: str) -> HttpResponseBase:
    """Fetch a picture of one of the reader's books. One that stands behind a blur is refused (403, “veiled”)."""
    gate = _gate(request.auth, name)
    if gate is None:
        raise Http404
    if eyes_of(request.auth).veil(gate.rating, gate.version) != Veil.SHOW:
        words = "This picture stands behind a blur. Change that in the settings of pictures, or look at it on its page."
        raise Problem(403, "veiled", "This picture stands behind a blur", words)
    etag = quote_etag(PurePosixPath(name).stem)
    if is_known(request, etag):
        return HttpResponse(status=304, headers={"ETag": etag})
    return sent(name, mimetypes.guess_type(name)[0] or "image/webp", etag=etag)


def sent(name: str, media_type: str, *, etag: str = "", called: str = "") -> FileResponse:
    """Send a stored file, under the name `called` where it is to be kept. Raises Http404."""
    try:
        opened = default_storage.open(name)
    except (OSError, SuspiciousFileOperation):
        raise Http404 from None
    response = FileResponse(opened, content_type=media_type, as_attachment=bool(called), filename=called)
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    if etag:
        response["ETag"] = etag
    return response


def _gate(user: User, name: str) -> Gate | None:
    """Return what holds for a picture of the caller's books; None: it is none of theirs, or hidden."""
    if "\0" in name or ".." in name:
        return None
    gate = gate_of(name, user.pk)
    if gate.version is not None:
        return gate if gate.is_open else None
    is_own = BookPicture.objects.filter(image=name, chapter__vividpage__owner=user).exists()
    return gate if is_own or VividPage.objects.owned_by(user).filter(cover=name).exists() else None
