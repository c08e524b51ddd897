"""Serving files from disk to whoever holds a signed URL that has not expired."""

from __future__ import annotations

import mimetypes

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from vividpages import storage

SHOWN_TYPES = {"image/webp", "image/png", "image/jpeg", "image/gif"}


@require_safe
def media(request: HttpRequest, expires: int, token: str, name: str) -> FileResponse:
    """Send the file `name`; pictures are shown, anything else is downloaded."""
    if not storage.is_signed(name, expires=expires, token=token):
        raise Http404
    try:
        file = default_storage.open(name)
    except (FileNotFoundError, IsADirectoryError, SuspiciousFileOperation) as error:
        raise Http404 from error
    content_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    response = FileResponse(file, content_type=content_type, as_attachment=content_type not in SHOWN_TYPES)
    response["Cache-Control"] = "private, max-age=3600"
    response["X-Content-Type-Options"] = "nosniff"
    return response
