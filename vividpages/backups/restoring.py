"""Restoring a backup onto a machine: files first, then the database in one transaction, and its keys once it stands.

The keys lie ready before the database is loaded, and take their names right after: one that is not loaded keeps the
keys that its secrets are sealed with. Broken off anywhere, the database is as it was, and the next run takes up the
files that are there.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from accounts.sealing import KEK_FILE, KeyringBroken, read_keyring
from audit.events import Event
from audit.recording import record
from custody.models import BackupRun
from vividpages.backups.checking import CheckedBackup, check_backup
from vividpages.backups.errors import BackupDamaged, BackupError, TargetNotEmpty, WrongMajor
from vividpages.backups.making import SECRET_KEY_FILE, KeptName
from vividpages.backups.postgres import Server, load_dump, major_of_server, own_server
from vividpages.backups.repository import digest_of

if TYPE_CHECKING:
    from pathlib import Path

    import psycopg

    from vividpages.backups.repository import Repository

EMPTY_SCHEMA = "DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public;"
NOT_EMPTY = (
    "This installation has readers or books already, and restoring would delete them. Restore onto a fresh one "
    "(another VIVIDPAGES_VAR or DATABASE_URL), or add --replace."
)


@dataclass(slots=True)
class Restored:
    """What a restore has done, and what is left to do by hand."""

    name: str
    made: str
    tables: int = 0
    rows: int = 0
    files: int = 0
    already: int = 0
    """Files that were there, from a restore that was broken off."""
    notes: list[str] = field(default_factory=list)


def restore_backup(repository: Repository, name: str, *, replace: bool = False) -> Restored:
    """Make this installation what the backup holds, at the version of this code.

    Everything of the backup is read and checked before anything is written. Raises BackupDamaged, TargetNotEmpty,
    WrongMajor and BackupError.
    """
    server = own_server()
    with server.connected() as connection:
        tables = is_set_up(connection)
        if tables and not replace and is_in_use(connection):
            raise TargetNotEmpty(NOT_EMPTY)
        major = major_of_server(connection)
    checked = check_backup(repository, name)
    _check_versions(checked, major)
    restored = Restored(name, checked.manifest["made"])
    for file in checked.files:
        if _put_back(repository, file):
            restored.files += 1
        else:
            restored.already += 1
    drafts = _draft_keys(checked, restored)
    try:
        _load(repository, checked, server, first=EMPTY_SCHEMA if tables else "")
        for path, draft in drafts.items():
            _put_in_place(draft, path)
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)
    _bring_up_to_date(checked)
    record(Event.RESTORED, name=name)
    restored.tables, restored.rows = len(checked.manifest["tables"]), sum(checked.manifest["tables"].values())
    if missing := checked.manifest["files"]["missing"]:
        restored.notes.append(f"{missing} files were missing when the backup was made: see manage.py check_storage.")
    return restored


def is_set_up(connection: psycopg.Connection) -> bool:
    """Return whether a database has tables of ours."""
    row = connection.execute("SELECT to_regclass('public.django_migrations') IS NOT NULL").fetchone()
    return bool(row and row[0])


def is_in_use(connection: psycopg.Connection) -> bool:
    """Return whether a database has readers."""
    row = connection.execute("SELECT to_regclass('public.accounts_user') IS NOT NULL").fetchone()
    if not (row and row[0]):
        return False
    return connection.execute("SELECT FROM accounts_user LIMIT 1").fetchone() is not None


def _check_versions(checked: CheckedBackup, major: int) -> None:
    was = int(checked.manifest["postgres"]["server"])
    if major < was:
        raise WrongMajor(
            f"The backup is of PostgreSQL {was}, and the server here is {major}: use one of {was} or newer."
        )
    loader = MigrationLoader(None)
    known = {f"{app}.{name}" for app, name in loader.disk_migrations}
    replaced = {f"{app}.{name}" for one in loader.disk_migrations.values() for app, name in one.replaces}
    apps_here = {app for app, _ in loader.disk_migrations}
    newer = [one for one in checked.manifest["migrations"] if one.partition(".")[0] in apps_here]
    if unknown := sorted(set(newer) - known - replaced):
        raise BackupError(
            f"The backup was made by a newer version of VividPages ({unknown[-1]}). Install that one first."
        )


def _put_back(repository: Repository, file: KeptName) -> bool:
    """Write a file, unless it is there already. Returns whether it was written."""
    if default_storage.exists(file.name):
        if default_storage.size(file.name) == file.size:
            with default_storage.open(file.name) as there:
                if digest_of(there) == file.digest:
                    return False
        default_storage.delete(file.name)
    with repository.open(repository.object_name(file.digest)) as opened:
        kept = default_storage.save(file.name, _named(opened, file.name))
    if kept != file.name:
        default_storage.delete(kept)
        raise BackupError(f"The storage keeps {file.name} under another name. Is it the right one?")
    return True


def _named(opened: IO[bytes], name: str) -> File[bytes]:
    return File(opened, name=name)


def _draft_keys(checked: CheckedBackup, restored: Restored) -> dict[Path, Path]:
    """Write the keys beside those that are here. Returns the drafts by the names that they will have.

    Raises BackupDamaged.
    """
    ring = checked.keys[KEK_FILE]
    if settings.KEY_ENCRYPTION_KEYS and ring:
        try:
            lacking = read_keyring(ring).keys.keys() - read_keyring(settings.KEY_ENCRYPTION_KEYS).keys.keys()
        except KeyringBroken as error:
            raise BackupDamaged(str(error)) from None
        if lacking:
            path = settings.VAR_DIR / KEK_FILE
            restored.notes.append(
                f"KEY_ENCRYPTION_KEYS lacks {', '.join(sorted(lacking))}: add what {path} has: readers' keys need it."
            )
    if os.environ.get("SECRET_KEY") and os.environ["SECRET_KEY"] != checked.keys[SECRET_KEY_FILE]:
        restored.notes.append("SECRET_KEY is another one than that of the backup: everybody signs in anew.")
    texts = {KEK_FILE: ring + "\n" if ring else "", SECRET_KEY_FILE: checked.keys[SECRET_KEY_FILE]}
    return {settings.VAR_DIR / name: _draft(settings.VAR_DIR / name, text) for name, text in texts.items() if text}


def _draft(path: Path, text: str) -> Path:
    """Write a file that only this user may read, and that is to take the name `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.restoring-{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    return draft


def _put_in_place(draft: Path, path: Path) -> None:
    """Give a draft its name; what was there is kept beside it."""
    if path.exists() and path.read_text().strip() != draft.read_text().strip():
        path.rename(path.with_name(f"{path.name}.before-restore-{secrets.token_hex(4)}"))
    draft.replace(path)


def _load(repository: Repository, checked: CheckedBackup, server: Server, *, first: str) -> None:
    connections.close_all()
    with repository.open(checked.database) as dump:
        load_dump(dump, server, first=first)


def _bring_up_to_date(checked: CheckedBackup) -> None:
    call_command("migrate", verbosity=0, interactive=False)
    unfinished = BackupRun.objects.filter(outcome=BackupRun.Outcome.RUNNING)  # its own: it was under way just then
    unfinished.update(outcome=BackupRun.Outcome.DONE, name=checked.name, finished=timezone.now())
