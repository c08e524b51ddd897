"""How backups went, as plain data: for monitoring, for operators' pages and for the command."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from custody.models import BackupRun

LOCK = 0x76705F6261636B75
"""The advisory lock that a backup holds while it is made: of two at once, the second does not begin."""
DIED = "It was ended before it was whole: its process died. The next one takes up what was already copied."


@dataclass(frozen=True, slots=True)
class LastBackup:
    """The latest attempt and the latest backup that is whole; times are aware, sizes in bytes.

    `outcome` is "none", "running", "done" or "failed". `age_seconds` is that of the latest whole one, None without one.
    """

    outcome: str
    reason: str = ""
    started: datetime | None = None
    finished: datetime | None = None
    last_success: datetime | None = None
    last_verified: datetime | None = None
    age_seconds: float | None = None
    name: str = ""
    destination: str = ""
    files: int = 0
    file_bytes: int = 0
    new_files: int = 0
    new_bytes: int = 0
    database_bytes: int = 0

    def as_json(self) -> dict[str, Any]:
        """Return it with times as text (ISO 8601)."""
        return {
            name: value.isoformat() if isinstance(value, datetime) else value for name, value in asdict(self).items()
        }


def last_backup() -> LastBackup:
    """Return how the latest attempt at a backup went, and when there was a whole one. Three queries at most."""
    latest = BackupRun.objects.order_by("-started").first()
    if latest is None:
        return LastBackup("none")
    whole = BackupRun.objects.filter(outcome=BackupRun.Outcome.DONE).order_by("-started").first()
    verified = BackupRun.objects.filter(verified__isnull=False).order_by("-verified").first()
    has_died = latest.outcome == BackupRun.Outcome.RUNNING and not is_one_under_way()
    shown = whole or latest
    return LastBackup(
        outcome="failed" if has_died else latest.outcome,
        reason=DIED if has_died else latest.reason,
        started=latest.started,
        finished=latest.finished,
        last_success=whole.finished if whole else None,
        last_verified=verified.verified if verified else None,
        age_seconds=(timezone.now() - whole.started).total_seconds() if whole else None,
        name=whole.name if whole else "",
        destination=shown.destination,
        files=shown.files,
        file_bytes=shown.file_bytes,
        new_files=shown.new_files,
        new_bytes=shown.new_bytes,
        database_bytes=shown.database_bytes,
    )


def is_one_under_way() -> bool:
    """Return whether somebody holds the lock of backups."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = database"
            " WHERE locktype = 'advisory' AND objsubid = 1 AND datname = current_database()"
            " AND classid::bigint = %s AND objid::bigint = %s)",
            [LOCK >> 32, LOCK & 0xFFFFFFFF],
        )
        row = cursor.fetchone()
    return bool(row and row[0])
