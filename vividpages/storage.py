"""Where files are kept: on this machine's disk or on S3. Their addresses are this site's, which looks who asks."""

from __future__ import annotations

import time
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import boto3
from botocore.config import Config
from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.urls import reverse
from storages.backends.s3 import S3Storage

if TYPE_CHECKING:
    from django.core.files.base import File


UNFINISHED = ".unfinished"
"""How a file's name ends while it is written."""


class CheckedFileStorage(FileSystemStorage):
    """Files on this machine's disk, at addresses behind which is looked who may open them (`vividpages.media`).

    Saving under a taken name replaces the file.
    """

    def __init__(self) -> None:
        super().__init__(allow_overwrite=True)

    def _save(self, name: str, content: File[Any]) -> str:
        """Keep a file whole or not at all: what a full disk cuts off neither stays nor takes another's place."""
        begun = f"{name}.{uuid4().hex}{UNFINISHED}"
        try:
            super()._save(begun, content)  # type: ignore[misc]  # the stubs do not know what subclasses may override
            Path(self.path(begun)).replace(self.path(name))
        except BaseException:
            Path(self.path(begun)).unlink(missing_ok=True)
            raise
        return name

    def url(self, name: str | None) -> str:
        """Return the address of a file on this site."""
        return reverse("media", args=[name or ""])

    def tag_of(self, name: str) -> str:
        """Return what changes whenever the file does."""
        status = Path(self.path(name)).stat()
        return f'"{status.st_mtime_ns:x}-{status.st_size:x}"'


class PublicS3Storage(S3Storage):  # type: ignore[misc]
    """S3 whose address for browsers (S3_PUBLIC_URL) may differ from the one that the servers use.

    A signature covers the host name, so URLs are signed for the public one. Pages name this site's own addresses,
    which lead there for those who may open a file.
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
        """Sign a URL that opens `name` for MEDIA_URL_SECONDS to twice that."""
        return reverse("media", args=[name])

    def direct_url(self, name: str) -> str:
        """Sign a URL at S3 that opens `name` for MEDIA_URL_SECONDS to twice that.

        This process gives the same one within that window: a picture is fetched anew whenever its URL changes.
        """
        window = settings.MEDIA_URL_SECONDS
        return _presigned(self._public_client, self.bucket_name, name, window, int(time.time()) // window)


@lru_cache(maxsize=20_000)
def _presigned(client: Any, bucket: str, name: str, seconds: int, _window: int) -> str:
    url = client.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": name}, ExpiresIn=2 * seconds)
    return str(url)
