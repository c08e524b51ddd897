"""One backup from its lock to its record: made, verified, and old ones let go."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from audit.events import Event
from audit.recording import record
from custody.backup_runs import LOCK
from custody.models import BackupRun
from vividpages.backups.destinations import storage_at
from vividpages.backups.errors import BackupError
from vividpages.backups.making import make_backup
from vividpages.backups.postgres import own_server
from vividpages.backups.pruning import prune_backups
from vividpages.backups.repository import open_repository
from vividpages.backups.verifying import Verified, verify_backup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vividpages.backups.repository import Repository

WITHOUT_ONE = "Everything is sealed by a passphrase: set BACKUP_PASSPHRASE or BACKUP_PASSPHRASE_FILE."


def passphrase() -> str:
    """Return the passphrase of the settings. Raises BackupError."""
    if settings.BACKUP_PASSPHRASE_FILE:
        try:
            return Path(settings.BACKUP_PASSPHRASE_FILE).read_text().strip()
        except OSError as error:
            raise BackupError(f"BACKUP_PASSPHRASE_FILE cannot be read: {error.strerror}.") from None
    if not settings.BACKUP_PASSPHRASE:
        raise BackupError(WITHOUT_ONE)
    return str(settings.BACKUP_PASSPHRASE)


def back_up(*, destination: str, secret: str, verify: bool, keep: int) -> BackupRun:
    """Make a backup and write down how it went. Raises BackupError, with the same words as the record has."""
    with only_one():
        run = BackupRun.objects.create(destination=destination[:500])
        try:
            with plainly():
                repository = open_repository(storage_at(destination), secret, may_make=True)
                _record_made(run, make_backup(repository))
                if verify:
                    verified(repository, run.name)
                prune_backups(repository, keep=keep)
        except BackupError as error:
            _record_end(run, BackupRun.Outcome.FAILED, str(error)[:500])
            record(Event.BACKUP_FAILED)
            raise
        _record_end(run, BackupRun.Outcome.DONE)
        record(Event.BACKUP_MADE, name=run.name, files=run.files)
    return run


def verified(repository: Repository, name: str) -> Verified:
    """Restore a backup on trial and write that down, where its record still is. Raises BackupError."""
    result = verify_backup(repository, name)
    BackupRun.objects.filter(name=name).update(verified=timezone.now())
    return result


@contextmanager
def only_one() -> Iterator[None]:
    """Hold the lock of backups, by a connection of its own. Raises BackupError while somebody else has it."""
    with own_server().connected() as connection:
        row = connection.execute("SELECT pg_try_advisory_lock(%s)", [LOCK]).fetchone()
        if not (row and row[0]):
            raise BackupError("Another backup is under way. Wait for its end.")
        try:
            yield
        finally:  # now, and not when the server has noticed that the connection is gone
            connection.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


@contextmanager
def plainly() -> Iterator[None]:
    """Say what disks, networks and databases complain of as BackupError."""
    import psycopg

    try:
        yield
    except OSError as error:
        raise BackupError(f"{error.strerror or type(error).__name__}. Nothing of it counts as a backup.") from error
    except (BotoCoreError, ClientError) as error:
        raise BackupError(f"S3 does not do it: {_words_of(error)}.") from error
    except (DatabaseError, psycopg.Error) as error:
        raise BackupError(f"The database does not answer: {type(error).__name__}.") from error


def _words_of(error: BotoCoreError | ClientError) -> str:
    return str(error.response["Error"].get("Code")) if isinstance(error, ClientError) else type(error).__name__


def _record_made(run: BackupRun, manifest: dict[str, Any]) -> None:
    files = manifest["files"]
    run.name, run.database_bytes = manifest["name"], manifest["database"]["bytes"]
    run.files, run.file_bytes = files["count"], files["bytes"]
    run.new_files, run.new_bytes = files["new"], files["new_bytes"]
    run.save()


def _record_end(run: BackupRun, outcome: str, reason: str = "") -> None:
    run.outcome, run.reason, run.finished = outcome, reason, timezone.now()
    run.save(update_fields=["outcome", "reason", "finished"])
    run.refresh_from_db()
