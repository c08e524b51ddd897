"""Where files are kept: on this machine's disk or on S3. Their addresses are this site's, which looks who asks.

Browsers are never sent to S3: an address that is signed there opens for minutes to whoever has it, though its picture
has been hidden and its reader has signed out meanwhile.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from uuid import uuid4

from botocore.exceptions import ClientError
from django.core.files.storage import FileSystemStorage
from django.urls import reverse
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

if TYPE_CHECKING:
    from django.core.files.base import File


UNFINISHED = ".unfinished"
"""How a file's name ends while it is written."""


class CheckedFileStorage(FileSystemStorage):
    """Files on this machine's disk, at addresses behind which is looked who may open them (`vividpages.media`).

    Saving under a taken name replaces the file.
    """

    def __init__(self, location: str | None = None) -> None:
        super().__init__(location=location, allow_overwrite=True)

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
        return _address(name or "")

    def tag_of(self, name: str) -> str:
        """Return what changes whenever the file does. Raises FileNotFoundError."""
        status = Path(self.path(name)).stat()
        return f'"{status.st_mtime_ns:x}-{status.st_size:x}"'

    def open_from(self, name: str, first: int, last: int) -> IO[bytes]:  # noqa: ARG002 - S3 is told where it ends
        """Open a file at byte `first`, to be read up to `last`. Raises FileNotFoundError."""
        file = Path(self.path(name)).open("rb")  # whoever reads it closes it  # noqa: SIM115
        file.seek(first)
        return file


class CheckedS3Storage(S3Storage):  # type: ignore[misc]
    """Files on S3, at the same addresses."""

    def url(self, name: str, *_args: Any, **_kwargs: Any) -> str:
        """Return the address of a file on this site."""
        return _address(name)

    def tag_of(self, name: str) -> str:
        """Return what changes whenever the file does. Raises FileNotFoundError."""
        try:
            return str(self.bucket.Object(name).e_tag)
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
                raise FileNotFoundError(name) from error
            raise

    def open_from(self, name: str, first: int, last: int) -> IO[bytes]:
        """Open bytes `first` to `last` of a file; no others are fetched. Raises FileNotFoundError."""
        try:
            body: IO[bytes] = self.bucket.Object(name).get(Range=f"bytes={first}-{last}")["Body"]
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
                raise FileNotFoundError(name) from error
            raise
        return body


def _address(name: str) -> str:
    """Return the address of a file: a page with sixty pictures names two hundred and forty."""
    return f"{_folder()}{filepath_to_uri(name)}"


@lru_cache(maxsize=1)
def _folder() -> str:
    return reverse("media", args=["x"]).removesuffix("x")
