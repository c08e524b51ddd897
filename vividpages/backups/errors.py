"""What keeps a backup from being made, read or restored; the words are for operators and say what to do."""

from __future__ import annotations


class BackupError(Exception):
    """Something of a backup does not go."""


class WrongPassphrase(BackupError):
    """The passphrase does not open the backups that are there."""

    def __init__(self) -> None:
        super().__init__("The passphrase does not open these backups. Give the one that they were begun with.")


class BackupDamaged(BackupError):
    """Something of a backup was changed, cut short or is gone."""

    def __init__(self, what: str) -> None:
        super().__init__(f"The backup is damaged: {what}. Nothing was restored from it; take another one (--list).")


class NoBackup(BackupError):
    """There is no whole backup at that place."""


class TargetNotEmpty(BackupError):
    """A restore would overwrite an installation that is in use."""


class WrongMajor(BackupError):
    """PostgreSQL's programs, the server and the backup do not fit together."""
