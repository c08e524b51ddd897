"""Files on this machine's disk, reached through signed URLs that expire; on S3 the storage signs them itself."""

from __future__ import annotations

import time
from urllib.parse import quote

from django.conf import settings
from django.core import signing
from django.core.files.storage import FileSystemStorage
from django.urls import reverse

SALT = "vividpages.media"


class SignedFileStorage(FileSystemStorage):
    """A file's URL carries its name and when it expires, signed. Saving under a taken name replaces the file."""

    def __init__(self) -> None:
        super().__init__(allow_overwrite=True)

    def url(self, name: str | None) -> str:
        """A URL that opens `name` for MEDIA_URL_SECONDS to twice that.

        It stays the same within that window, so that a browser keeps what it has loaded.
        """
        window = settings.MEDIA_URL_SECONDS
        expires = (int(time.time()) // window + 2) * window
        token = signing.Signer(salt=SALT).signature(f"{name}:{expires}")
        return f"{reverse('media', args=[expires, token])}{quote(name or '')}"


def is_signed(name: str, *, expires: int, token: str) -> bool:
    """Whether `token` opens the file `name` now."""
    signed = signing.Signer(salt=SALT)
    try:
        signed.unsign(f"{name}:{expires}:{token}")
    except signing.BadSignature:
        return False
    return time.time() < expires
