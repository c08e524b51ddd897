"""Moving to a server's database or to another storage. What was there stays: nothing is deleted where it came from."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import connections

from files import store
from vividpages.backups import inventory
from vividpages.backups.destinations import bucket_at
from vividpages.backups.errors import BackupError, TargetNotEmpty, WrongMajor
from vividpages.backups.postgres import Dump, Server, load_dump, major_of_server, own_server, server_at
from vividpages.backups.repository import digest_of
from vividpages.backups.restoring import EMPTY_SCHEMA, is_in_use, is_set_up
from vividpages.storage import CheckedFileStorage

if TYPE_CHECKING:
    import psycopg
    from django.core.files.storage import Storage

    from vividpages.backups.inventory import Snapshot

STILL_USED = (
    "{count} other connections use the database. Stop web servers and workers first: what they write while it is moved "
    "would stay behind."
)
HANGING_UP_LOOKS = 20
OTHERS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'"
    " AND pid <> pg_backend_pid()"
)


@dataclass(slots=True)
class MovedDatabase:
    """What was or would be moved: rows by table, and whether all of it was there already."""

    tables: dict[str, int]
    bytes: int
    was_there: bool = False


def move_database(url: str, *, dry_run: bool = False) -> MovedDatabase:
    """Copy the database to an empty one of another server, in one transaction there, and compare every count.

    Broken off, it leaves the other one as it was. Raises BackupError, TargetNotEmpty and WrongMajor.
    """
    target = server_at(url)
    connections.close_all()
    with inventory.snapshot_of(own_server()) as snapshot:
        rows = inventory.rows_of_tables(snapshot.connection)
        size = snapshot.connection.execute("SELECT pg_database_size(current_database())").fetchone()
        moved = MovedDatabase(rows, int(size[0]) if size else 0)
        was_set_up = _check_target(target, snapshot, moved)
        if not dry_run:
            _check_alone(snapshot)
        if not (dry_run or moved.was_there):
            dump = Dump(own_server(), snapshot.name)
            try:
                load_dump(dump.stream, target, first=EMPTY_SCHEMA if was_set_up else "")
                dump.check()
            finally:
                dump.kill()
            with target.connected() as connection:
                if inventory.rows_of_tables(connection) != rows:
                    raise BackupError("The other database has not all rows. Empty it, then run this again.")
    return moved


def _check_alone(snapshot: Snapshot) -> None:
    """Raise BackupError where others use the database; of who has just hung up, the server knows a moment later."""
    for _ in range(HANGING_UP_LOOKS):
        row = snapshot.connection.execute(OTHERS).fetchone()
        count = int(row[0]) if row else 0
        if not count:
            return
        time.sleep(0.1)
        snapshot.connection.execute("SELECT pg_stat_clear_snapshot()")
    raise BackupError(STILL_USED.format(count=count))


def _check_target(target: Server, snapshot: Snapshot, moved: MovedDatabase) -> bool:
    """Return whether the other database has tables, though no readers. Raises WrongMajor and TargetNotEmpty."""
    with target.connected() as connection:
        if _name_of(connection) == _name_of(snapshot.connection):
            raise BackupError("That is the database that is used now.")
        if major_of_server(connection) < snapshot.major:
            raise WrongMajor(f"Use a server of PostgreSQL {snapshot.major} or newer: this database is of that.")
        known = connection.execute("SELECT FROM pg_available_extensions WHERE name = 'vector'").fetchone()
        if known is None:
            raise BackupError("That server has no pgvector. Install it there first.")
        was_set_up = is_set_up(connection)
        if was_set_up and is_in_use(connection):
            moved.was_there = inventory.rows_of_tables(connection) == moved.tables
            if not moved.was_there:
                raise TargetNotEmpty("That database has readers already. Give an empty one.")
    return was_set_up


def _name_of(connection: psycopg.Connection) -> tuple[str, ...]:
    row = connection.execute("SELECT system_identifier::text, current_database() FROM pg_control_system()").fetchone()
    return tuple(map(str, row or ()))


@dataclass(slots=True)
class MovedFiles:
    """What was or would be copied, and what was there already. `gone` are files that rows name and that are nowhere."""

    copied: int = 0
    bytes: int = 0
    already: int = 0
    gone: list[str] = field(default_factory=list)


def move_files(place: str, *, dry_run: bool = False) -> MovedFiles:
    """Copy every file that a row names to another storage; each is read back and compared.

    Broken off, the next run goes on with what is not there yet: run it while the site runs, then once more when it is
    stopped. Raises BackupError.
    """
    target, moved = storage_of(place), MovedFiles()
    with own_server().connected() as connection:
        names = inventory.files_named(connection, inventory.columns_of_files())
    for name in sorted(names):
        if not default_storage.exists(name):
            moved.gone.append(name)
        elif _is_there(target, name):
            moved.already += 1
        else:
            moved.copied += 1
            moved.bytes += default_storage.size(name)
            if not dry_run:
                _copy(target, name)
    return moved


def storage_of(place: str) -> Storage:
    """Return the storage that files are moved to: `s3://BUCKET`, or a folder. Raises BackupError."""
    parts = urlsplit(place)
    if parts.scheme == "s3" and parts.netloc:
        if parts.path.strip("/"):
            raise BackupError("Files have a bucket of their own: s3://BUCKET, without a folder.")
        if _bucket_now() == parts.netloc:
            raise BackupError("The files are there now.")
        return bucket_at(parts.netloc, "", **settings.S3_ACCESS)
    if parts.scheme and len(parts.scheme) > 1:
        raise BackupError("Files are kept at s3://BUCKET or in a folder, and nowhere else.")
    folder = Path(place).expanduser().resolve()
    if not _bucket_now() and folder == Path(settings.MEDIA_ROOT).resolve():
        raise BackupError("The files are there now.")
    return CheckedFileStorage(str(folder))


def _bucket_now() -> str:
    return str(settings.STORAGES["default"].get("OPTIONS", {}).get("bucket_name", ""))


def _is_there(target: Storage, name: str) -> bool:
    """Return whether a file is there already; the names of most say what is in them."""
    if not target.exists(name) or target.size(name) != default_storage.size(name):
        return False
    return bool(store.owner_of(name)) or _digest(target, name) == _digest(default_storage, name)


def _digest(storage: Storage, name: str) -> str:
    with storage.open(name) as file:
        return digest_of(file)


def _copy(target: Storage, name: str) -> None:
    with default_storage.open(name) as file:
        kept = target.save(name, File(file, name=name))
    if kept != name or _digest(target, name) != _digest(default_storage, name):
        target.delete(kept)
        raise BackupError(f"{name} did not arrive as it was. Run this again.")
