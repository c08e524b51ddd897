"""Letting go of old backups: their manifest first, then what no other backup needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from vividpages.backups.making import read_list
from vividpages.backups.repository import BACKUPS, MANIFEST, begun_backups, names_under, whole_backups

if TYPE_CHECKING:
    from vividpages.backups.repository import Repository

BROKEN_OFF_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pruned:
    """How many backups and objects are gone."""

    backups: int
    objects: int


def prune_backups(repository: Repository, *, keep: int) -> Pruned:
    """Keep the latest `keep` whole backups (0: all), and delete what is broken off since a day.

    Call it while the lock of backups is held. Raises BackupDamaged, before any file is deleted, where the list of a
    backup that stays cannot be read.
    """
    storage = repository.storage
    whole = whole_backups(storage)
    old = whole[:-keep] if keep else []
    needed = {
        repository.object_name(file.digest) for name in whole if name not in old for file in read_list(repository, name)
    }
    gone = [*old, *(name for name in begun_backups(storage) if _is_old(name))]
    for name in gone:
        storage.delete(f"{BACKUPS}/{name}/{MANIFEST}")
        for one in list(names_under(storage, f"{BACKUPS}/{name}")):
            storage.delete(one)
    unneeded = repository.stored() - needed if gone else set()
    for name in unneeded:
        storage.delete(name)
    return Pruned(len(gone), len(unneeded))


def _is_old(name: str) -> bool:
    try:
        begun = datetime.strptime(name.partition("-")[0], "%Y%m%dT%H%M%S%fZ").replace(tzinfo=UTC)
    except ValueError:
        return False
    return begun < datetime.now(UTC) - BROKEN_OFF_AFTER
