"""Where backups are written: a folder of this machine, or a bucket of S3 under a prefix."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings

from vividpages.backups.errors import BackupError
from vividpages.storage import CheckedFileStorage, CheckedS3Storage

if TYPE_CHECKING:
    from django.core.files.storage import Storage

NO_DESTINATION = "Say where the backups are: a folder or s3://BUCKET/PREFIX, or set BACKUP_TO."


def storage_at(destination: str) -> Storage:
    """Return the storage of a place: a folder, or `s3://BUCKET/PREFIX` with the settings BACKUP_S3_*, else S3_*.

    Raises BackupError.
    """
    if not destination:
        raise BackupError(NO_DESTINATION)
    parts = urlsplit(destination)
    if parts.scheme == "s3":
        if not parts.netloc:
            raise BackupError("An address on S3 is s3://BUCKET/PREFIX.")
        return bucket_at(parts.netloc, parts.path.strip("/"), **settings.BACKUP_S3)
    if parts.scheme and len(parts.scheme) > 1:
        raise BackupError("Backups are kept in a folder or at s3://BUCKET/PREFIX, and nowhere else.")
    folder = Path(destination).expanduser().resolve()
    media = Path(settings.MEDIA_ROOT).resolve()
    if folder.is_relative_to(media) or media.is_relative_to(folder):
        raise BackupError("The folder of the backups has to be another one than that of the files.")
    return CheckedFileStorage(str(folder))


def bucket_at(bucket: str, prefix: str, **access: str) -> Storage:
    """Return a bucket as a storage; `access` is endpoint_url, access_key, secret_key and region_name."""
    options = {name: value or None for name, value in access.items()}
    storage: Storage = CheckedS3Storage(bucket_name=bucket, location=prefix, file_overwrite=True, **options)
    return storage
