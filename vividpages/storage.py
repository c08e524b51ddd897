"""Where files are kept: on this machine's disk or on S3; both give out signed URLs that expire."""

from __future__ import annotations

import time
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import quote

import boto3
from botocore.config import Config
from django.conf import settings
from django.core import signing
from django.core.files.storage import FileSystemStorage
from django.urls import reverse
from storages.backends.s3 import S3Storage

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


class PublicS3Storage(S3Storage):  # type: ignore[misc]
    """S3 whose address for browsers (S3_PUBLIC_URL) may differ from the one that the servers use.

    A signature covers the host name, so URLs are signed for the public one.
    """

    @cached_property
    def _public_client(self) -> Any:
        return boto3.client(
            "s3",
            endpoint_url=settings.S3_PUBLIC_URL or self.endpoint_url,
            aws_access_key_id=self.access_key,
            aws_secret_access_key=self.secret_key,
            region_name=self.region_name,
            config=Config(signature_version="s3v4", s3={"addressing_style": "path"}),
        )

    def url(self, name: str, *_args: Any, **_kwargs: Any) -> str:
        """A URL that opens `name` for MEDIA_URL_SECONDS to twice that.

        This process gives the same one within that window: a picture is fetched anew whenever its URL changes.
        """
        window = settings.MEDIA_URL_SECONDS
        return _presigned(self._public_client, self.bucket_name, name, window, int(time.time()) // window)


@lru_cache(maxsize=20_000)
def _presigned(client: Any, bucket: str, name: str, seconds: int, _window: int) -> str:
    url = client.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": name}, ExpiresIn=2 * seconds)
    return str(url)
