"""Files and parts of them, as browsers ask for them: by tag, by range, and never whole in memory."""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING, Any

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponse
from django.utils.cache import get_conditional_response

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

ONE_RANGE = re.compile(r"bytes=(?:(\d{1,18})-(\d{0,18})|-(\d{1,18}))", re.ASCII)
"""From somewhere on, or so many bytes at the end: other forms are answered with the whole, as is allowed."""


class Part:
    """The next `length` bytes of a file, read like one; closed with it."""

    def __init__(self, file: IO[bytes], length: int) -> None:
        self._file = file
        self._left = length

    def read(self, size: int = -1) -> bytes:
        """Return at most `size` bytes more; none at the end of the part."""
        wanted = self._left if size < 0 else min(size, self._left)
        data = self._file.read(wanted) if wanted else b""
        self._left -= len(data)
        return data

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def file_answer(
    request: HttpRequest, name: str, *, content_type: str, tag: str, as_attachment: bool = False
) -> HttpResponseBase:
    """Answer with a stored file, with the range of it that is asked for, or that it has not changed.

    `tag` is its entity tag, with quotes. Raises OSError if the storage does not have it.
    """
    response = get_conditional_response(request, etag=tag) or _answer(request, name, content_type, tag, as_attachment)
    response["ETag"] = tag
    response["Accept-Ranges"] = "bytes"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _answer(request: HttpRequest, name: str, content_type: str, tag: str, as_attachment: bool) -> HttpResponseBase:
    wanted = ONE_RANGE.fullmatch(request.headers.get("Range", ""))
    if wanted is None or request.headers.get("If-Range", tag) != tag:
        return FileResponse(default_storage.open(name), content_type=content_type, as_attachment=as_attachment)
    size = default_storage.size(name)
    if wanted[3] is not None:
        first, last = max(0, size - int(wanted[3])), size - 1
    else:
        first, last = int(wanted[1]), min(int(wanted[2] or size - 1), size - 1)
    if first > last:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    storage: Any = default_storage  # one of ours
    length = last - first + 1
    response = FileResponse(Part(storage.open_from(name, first, last), length), status=206, content_type=content_type)
    response["Content-Length"] = str(length)
    response["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response
