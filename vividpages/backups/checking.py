"""Holding a backup against its own words: every object is there, opens, and holds what the list says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vividpages.backups.errors import BackupDamaged
from vividpages.backups.making import DATABASE, FILE_LIST, KeptName, read_keys, read_list
from vividpages.backups.repository import BACKUPS, Repository, digest_of

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class CheckedBackup:
    """A backup of which everything opens: its manifest, files and keys."""

    name: str
    manifest: dict[str, Any]
    files: list[KeptName]
    keys: dict[str, str]

    @property
    def database(self) -> str:
        """The name of the object that is the dump."""
        return f"{BACKUPS}/{self.name}/{DATABASE}"


def check_backup(repository: Repository, name: str) -> CheckedBackup:
    """Read all of a backup. Raises NoBackup and BackupDamaged, before anything is written anywhere."""
    manifest = repository.manifest(name)
    _check_digest(repository, f"{BACKUPS}/{name}/{DATABASE}", manifest["database"]["digest"])
    _check_digest(repository, f"{BACKUPS}/{name}/{FILE_LIST}", manifest["files"]["digest"])
    files = read_list(repository, name)
    check_files(repository, files)
    return CheckedBackup(name, manifest, files, read_keys(repository, name))


def check_files(repository: Repository, files: Iterable[KeptName]) -> None:
    """Read what files hold, each content once. Raises BackupDamaged."""
    for digest in sorted({file.digest for file in files}):
        _check_digest(repository, repository.object_name(digest), digest)


def _check_digest(repository: Repository, name: str, digest: str) -> None:
    with repository.open(name) as opened:
        if digest_of(opened) != digest:
            raise BackupDamaged(f"{name} holds something else than was written")
