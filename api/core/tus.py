"""Resumable uploads as https://tus.io/protocols/resumable-upload has them (1.0.0): headers, checksums, refusals.

What is told of each upload is in headers; bodies of answers are empty. Pieces are `application/offset+octet-stream`.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import tempfile
from contextlib import contextmanager
from functools import wraps
from typing import IO, TYPE_CHECKING, Any, cast

from django.conf import settings
from django.utils.http import http_date

from api.core.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from uploads.models import Upload

VERSION = "1.0.0"
PIECE_TYPE = "application/offset+octet-stream"
EXTENSIONS = "creation,creation-with-upload,expiration,termination,checksum"
ALGORITHMS = {"sha1": hashlib.sha1, "sha256": hashlib.sha256}
OVERRIDE = "X-HTTP-Method-Override"
OVERRIDDEN = frozenset({"PATCH", "DELETE", "HEAD"})
LONGEST_METADATA = 4096
LONGEST_NUMBER = 15
READ_BYTES = 1024 * 1024
MEMORY_BYTES = 2 * 1024 * 1024


def header(name: str, description: str, *, required: bool = False, example: str = "") -> dict[str, Any]:
    """Describe a header that a request bears."""
    schema = {"type": "string", **({"examples": [example]} if example else {})}
    return {"name": name, "in": "header", "required": required, "schema": schema, "description": description}


def spoken(under: str) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Wrap views `under` an address: they say which version they speak, and follow X-HTTP-Method-Override."""

    def wrap(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.path.startswith(under):
                return view(request, *args, **kwargs)
            wanted = request.headers.get(OVERRIDE, "").upper()
            if request.method == "POST" and wanted in OVERRIDDEN:
                request.method = wanted
            response = view(request, *args, **kwargs)
            response["Tus-Resumable"] = VERSION
            return response

        return inner

    return wrap


def abilities() -> dict[str, str]:
    """Return what is understood here, in headers."""
    return {
        "Tus-Version": VERSION,
        "Tus-Extension": EXTENSIONS,
        "Tus-Max-Size": str(settings.MAX_UPLOAD_BYTES),
        "Tus-Checksum-Algorithm": ",".join(ALGORITHMS),
    }


def headers_of(upload: Upload) -> dict[str, str]:
    """Return how far an upload is, in headers."""
    told = {
        "Upload-Offset": str(upload.offset),
        "Upload-Length": str(upload.length),
        "Upload-Expires": http_date(upload.expires.timestamp()),
        "Cache-Control": "no-store",
    }
    return {**told, "Upload-Metadata": upload.metadata} if upload.metadata else told


def check_version(request: HttpRequest) -> None:
    """Refuse whoever speaks another version. Raises Problem."""
    if request.headers.get("Tus-Resumable") != VERSION:
        words = f"Send “Tus-Resumable: {VERSION}”."
        raise Problem(412, "other-version", "Another version of tus", words, {"Tus-Version": VERSION})


def number_in(request: HttpRequest, name: str) -> int:
    """Return the number that a header holds. Raises Problem."""
    written = request.headers.get(name, "")
    if not (written.isascii() and written.isdigit() and len(written) <= LONGEST_NUMBER):
        raise Problem(400, "bad-header", "A header is missing", f"Send “{name}” with a number of bytes.")
    return int(written)


def length_in(request: HttpRequest) -> int:
    """Return how long a new upload is. Raises Problem for none, an empty one and one that is too large."""
    length = number_in(request, "Upload-Length")
    if not length:
        raise Problem(400, "empty-file", "The file is empty", "Choose a file with something in it.")
    if length > settings.MAX_UPLOAD_BYTES:
        words = f"No file may be larger than {settings.MAX_UPLOAD_BYTES} bytes here."
        raise Problem(413, "too-large", "It is too large", words)
    return length


def metadata_in(request: HttpRequest) -> dict[str, str]:
    """Return what is said of a new upload: names with values that were sent in base64. Raises Problem."""
    written = request.headers.get("Upload-Metadata", "")
    try:
        if len(written) > LONGEST_METADATA:
            raise ValueError("it is too long")
        pairs = [pair.split(" ") for pair in written.split(",")] if written else []
        return {name: base64.b64decode(value, validate=True).decode() for name, value in map(_pair, pairs)}
    except (binascii.Error, ValueError):
        words = "Send “Upload-Metadata” as names, each with its value in base64: “filename Ym9vay5lcHVi”."
        raise Problem(400, "bad-metadata", "The metadata cannot be read", words) from None


def _pair(parts: list[str]) -> tuple[str, str]:
    name, value = parts if len(parts) == 2 else (*parts, "")  # more than two: ValueError
    if not name or not name.isascii():
        raise ValueError(name)
    return name, value


def brings_piece(request: HttpRequest) -> bool:
    """Return whether a request brings bytes of an upload."""
    return request.content_type == PIECE_TYPE


@contextmanager
def piece_of(request: HttpRequest, *, most: int) -> Iterator[tuple[IO[bytes], int]]:
    """Yield the bytes that a request brings, in a file, and how many they are. Raises Problem if they are not sound.

    Of a request that was cut off, what has come is kept; where a checksum is sent, it is for all of it.
    """
    digest, expected = _checksum(request)
    with tempfile.SpooledTemporaryFile(max_size=MEMORY_BYTES) as spooled:
        size = 0
        while data := request.read(READ_BYTES):
            size += len(data)
            if size > most:
                raise Problem(413, "too-large", "It is too large", f"Only {most} bytes of this upload are missing.")
            digest.update(data)
            spooled.write(data)
        if expected is not None and not hmac.compare_digest(digest.digest(), expected):
            words = "The bytes that have come are not those that were sent. Nothing was kept of them: send them again."
            raise Problem(460, "checksum-mismatch", "The checksum differs", words)
        spooled.seek(0)
        yield cast("IO[bytes]", spooled), size


def _checksum(request: HttpRequest) -> tuple[Any, bytes | None]:
    """Return what computes the checksum of a piece, and what it should be. Raises Problem."""
    written = request.headers.get("Upload-Checksum")
    if written is None:
        return hashlib.sha256(), None
    name, _, value = written.partition(" ")
    try:
        return ALGORITHMS[name](), base64.b64decode(value, validate=True)
    except (KeyError, binascii.Error, ValueError):
        words = f"Send “Upload-Checksum” as {' or '.join(ALGORITHMS)}, a space, and the digest in base64."
        raise Problem(400, "bad-checksum", "The checksum cannot be read", words) from None
