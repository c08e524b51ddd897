"""Making a backup: first the files, then the database of one moment, then what files came meanwhile, then its manifest.

Files that a row of that moment names and that are gone before they are copied can only be such as came and went while
the backup was made; they are counted as `missing` with those that were lost already.
"""

from __future__ import annotations

import io
import json
import secrets
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import django
from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone

from accounts.sealing import KEK_FILE
from vividpages.backups import inventory
from vividpages.backups.errors import BackupError, NoBackup
from vividpages.backups.postgres import Dump, major_of_programs, own_server
from vividpages.backups.repository import BACKUPS, FORMAT, Repository, chosen_backup, digest_of
from vividpages.backups.sealing import CHUNK_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vividpages.backups.inventory import Snapshot

KEYS, FILE_LIST, DATABASE = "keys", "files", "database"
SECRET_KEY_FILE = "secret-key"  # noqa: S105 - the name of the file


@dataclass(frozen=True, slots=True)
class KeptName:
    """A file as a backup knows it: its name, what it holds (SHA-256), bytes, and what changes whenever it does."""

    name: str
    digest: str
    size: int
    tag: str


@dataclass(slots=True)
class Copied:
    """The files of a backup while it is made; `missing` are those that rows name and that are not there."""

    files: dict[str, KeptName] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)
    new: int = 0
    new_bytes: int = 0


def make_backup(repository: Repository) -> dict[str, Any]:
    """Make a backup and return its manifest. Raises BackupError, and what storages raise.

    Broken off anywhere, it leaves no backup, and what it has copied is not copied again by the next.
    """
    name = f"{timezone.now():%Y%m%dT%H%M%S%fZ}-{secrets.token_hex(3)}"
    copying = _Copying(repository)
    server = own_server()
    with server.connected() as connection:
        copying.copy(inventory.files_named(connection, inventory.columns_of_files()))
    with inventory.snapshot_of(server) as snapshot:
        seen = _what_is_seen(snapshot)
        database = _dump(repository, f"{BACKUPS}/{name}/{DATABASE}", snapshot)
        named = inventory.files_named(snapshot.connection, inventory.columns_of_files())
    copying.copy(named)
    files = [copying.done.files[one] for one in sorted(named & copying.done.files.keys())]
    manifest = {
        "format": FORMAT,
        "name": name,
        "made": timezone.now().isoformat(),
        "django": django.get_version(),
        **seen,
        "database": database,
        "files": {
            "count": len(files),
            "bytes": sum(file.size for file in files),
            "new": copying.done.new,
            "new_bytes": copying.done.new_bytes,
            "missing": len(named - copying.done.files.keys()),
            "digest": _write_list(repository, name, files),
        },
        "keys": _write_keys(repository, name),
    }
    repository.write_manifest(name, manifest)
    return manifest


def _what_is_seen(snapshot: Snapshot) -> dict[str, Any]:
    return {
        "postgres": {"server": snapshot.major, "pg_dump": major_of_programs()},
        "migrations": inventory.migrations_in(snapshot.connection),
        "tables": inventory.rows_of_tables(snapshot.connection),
        "file_columns": inventory.columns_of_files(),
    }


def _dump(repository: Repository, name: str, snapshot: Snapshot) -> dict[str, Any]:
    dump = Dump(own_server(), snapshot.name)
    try:
        sealed = repository.put(name, dump.stream)
        dump.check()
    finally:
        dump.kill()
    return {"bytes": sealed.size, "digest": sealed.digest}


class _Copying:
    """Copies files that are not there yet; what the last backup knows unchanged is not even read."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._stored = repository.stored()
        self._known = _of_last(repository)
        self.done = Copied()

    def copy(self, names: Iterable[str]) -> None:
        """Copy files, but those that this one has copied already."""
        for name in sorted(set(names) - self.done.files.keys()):
            try:
                self.done.files[name] = self._copied(name)
            except FileNotFoundError:
                self.done.missing.add(name)

    def _copied(self, name: str) -> KeptName:
        tag = default_storage.tag_of(name)  # type: ignore[attr-defined]  # both storages have it
        known = self._known.get(name)
        if known and known.tag == tag and self._repository.object_name(known.digest) in self._stored:
            return known
        with default_storage.open(name) as file:
            start = file.read(CHUNK_BYTES)
            is_whole = len(start) < CHUNK_BYTES  # most are small: those are read once
            digest = digest_of(io.BytesIO(start)) if is_whole else digest_of(file, start)
        target = self._repository.object_name(digest)
        if target in self._stored:
            return KeptName(name, digest, default_storage.size(name), tag)
        with io.BytesIO(start) if is_whole else default_storage.open(name) as file:
            sealed = self._repository.put(target, file)
        if sealed.digest != digest:
            self._repository.storage.delete(target)
            raise BackupError("A file changed while it was copied. Run the backup again.")
        self._stored.add(target)
        self.done.new += 1
        self.done.new_bytes += sealed.size
        return KeptName(name, digest, sealed.size, tag)


def _of_last(repository: Repository) -> dict[str, KeptName]:
    try:
        return {file.name: file for file in read_list(repository, chosen_backup(repository.storage))}
    except (NoBackup, BackupError):
        return {}  # then everything is read again


def _write_list(repository: Repository, name: str, files: list[KeptName]) -> str:
    lines = "".join(json.dumps(list(asdict_row(file))) + "\n" for file in files)
    return repository.put(f"{BACKUPS}/{name}/{FILE_LIST}", io.BytesIO(lines.encode())).digest


def asdict_row(file: KeptName) -> Iterable[Any]:
    """Return a file as its line of the list has it."""
    return asdict(file).values()


def read_list(repository: Repository, backup: str) -> list[KeptName]:
    """Return the files of a backup. Raises BackupDamaged."""
    with repository.open(f"{BACKUPS}/{backup}/{FILE_LIST}") as file:
        text = b"".join(iter(lambda: file.read(CHUNK_BYTES), b""))
    return [KeptName(*json.loads(line)) for line in text.splitlines()]


def _write_keys(repository: Repository, name: str) -> dict[str, Any]:
    """Write the key ring and the secret key, wherever they come from: without them no reader's key opens again."""
    ring, path = settings.KEY_ENCRYPTION_KEYS, settings.VAR_DIR / KEK_FILE
    if not ring and path.exists():
        ring = path.read_text()
    keys = {KEK_FILE: ring.strip(), SECRET_KEY_FILE: settings.SECRET_KEY}
    repository.put(f"{BACKUPS}/{name}/{KEYS}", io.BytesIO(json.dumps(keys).encode()))
    return {"ring": [entry.partition(":")[0].strip() for entry in ring.split(",") if entry.strip()]}


def read_keys(repository: Repository, backup: str) -> dict[str, str]:
    """Return the key ring and the secret key by the names of their files. Raises BackupDamaged."""
    with repository.open(f"{BACKUPS}/{backup}/{KEYS}") as file:
        keys: dict[str, str] = json.loads(file.read(CHUNK_BYTES))
    return keys
