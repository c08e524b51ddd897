"""Serving files from disk to whoever holds a signed URL that has not expired."""

from __future__ import annotations

from pathlib import PurePosixPath

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from vividpages import storage

SHOWN_TYPES = {".webp": "image/webp", ".png": "image/png", ".jpg": "image/jpeg", ".gif": "image/gif"}
"""Said here: the kinds that a machine knows differ, and many do not know WebP."""


@require_safe
def media(request: HttpRequest, expires: int, token: str, name: str) -> FileResponse:  # noqa: ARG001
    """Send the file `name`; pictures are shown, anything else is downloaded."""
    if not storage.is_signed(name, expires=expires, token=token):
        raise Http404
    try:
        file = default_storage.open(name)
    except (FileNotFoundError, IsADirectoryError, SuspiciousFileOperation) as error:
        raise Http404 from error
    content_type = SHOWN_TYPES.get(PurePosixPath(name).suffix)
    response = FileResponse(
        file, content_type=content_type or "application/octet-stream", as_attachment=content_type is None
    )
    response["Cache-Control"] = "private, max-age=3600"
    response["X-Content-Type-Options"] = "nosniff"
    return response
