"""A trial restore: the dump goes into a server of its own, and a walk through it asks whether all is there."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from accounts.sealing import KEK_FILE, SealContext, Sealed, SealingError, read_keyring
from vividpages import embedded
from vividpages.backups import inventory
from vividpages.backups.checking import CheckedBackup, check_backup
from vividpages.backups.errors import BackupDamaged
from vividpages.backups.postgres import Server, load_dump, server_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psycopg

    from vividpages.backups.repository import Repository


@dataclass(frozen=True, slots=True)
class Verified:
    """What a trial restore has shown. `missing` are files that rows name and that the backup does not have."""

    name: str
    tables: int
    rows: int
    files: int
    missing: int
    key_opened: bool
    """Whether a reader's sealed key was opened; False where no reader has one."""


def verify_backup(repository: Repository, name: str) -> Verified:
    """Restore a backup into a server that is thrown away, and walk through it. Raises BackupDamaged, BackupError."""
    checked = check_backup(repository, name)
    with scratch_server() as server:
        with repository.open(checked.database) as dump:
            load_dump(dump, server)
        with server.connected() as connection:
            rows = inventory.rows_of_tables(connection)
            if rows != checked.manifest["tables"]:
                raise BackupDamaged("the restored tables have other numbers of rows than those that were dumped")
            columns = [(table, column) for table, column in checked.manifest["file_columns"]]
            missing = inventory.files_named(connection, columns) - {file.name for file in checked.files}
            if len(missing) != checked.manifest["files"]["missing"]:
                raise BackupDamaged("rows name files that the backup does not have")
            opened = _opens_a_key(connection, checked)
    return Verified(name, len(rows), sum(rows.values()), len(checked.files), len(missing), opened)


@contextmanager
def scratch_server() -> Iterator[Server]:
    """Start a server of our own, empty, and throw it away afterwards."""
    with tempfile.TemporaryDirectory(prefix="vividpages-trial-") as folder:
        Path(folder).chmod(0o755)  # as root, the server is another user's process
        data = Path(folder) / "postgres"
        try:
            yield server_at(embedded.database_url(data))
        finally:
            embedded.let_go(data)


def _opens_a_key(connection: psycopg.Connection, checked: CheckedBackup) -> bool:
    query = "SELECT id, owner_id, service, sealed, kek_id FROM accounts_apikey WHERE kek_id <> '' LIMIT 1"
    row = connection.execute(query).fetchone()
    if row is None:
        return False
    key_id, owner_id, service, sealed, kek_id = row
    try:
        place = SealContext(UUID(str(owner_id)), UUID(str(key_id)), str(service))
        read_keyring(checked.keys[KEK_FILE]).open(Sealed(str(kek_id), bytes(sealed)), place)
    except SealingError as error:
        raise BackupDamaged(f"readers' keys do not open with its key ring ({type(error).__name__})") from None
    return True
