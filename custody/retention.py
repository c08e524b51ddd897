"""What is kept for how long, in one list: each rule counts first, and lets go when it is told to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Sum
from django.utils import timezone

from accounts.retention import expired_sessions, never_confirmed
from accounts.tasks import clear_expired
from audit import retention as audit
from books.models import VividPage
from custody import leaving, storage_check
from custody.archives import services as archives
from custody.models import BackupRun
from jobs import queue, retention
from notifications.services import keeping as notifications
from providers.models import PaidCall
from providers.money import answers
from uploads import services as uploads
from uploads.models import UploadPart

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from accounts.models import User

BACKUP_RUNS_DAYS = 400
RESULTS_DAYS = 30


@dataclass(frozen=True, slots=True)
class Over:
    """What is over: how many, and their bytes where they are files."""

    count: int
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of thing: what it is called, for how many days it is kept, how it is counted and let go of.

    `let_go` returns how many went. `days` is None where the end is the thing's own.
    """

    name: str
    title: str
    days: int | None
    count: Callable[[], Over]
    let_go: Callable[[], int]


def rules() -> list[Rule]:
    """Return all rules, in the order in which they are followed."""
    completed, failed = settings.COMPLETED_JOBS_DAYS, settings.FAILED_JOBS_DAYS
    return [
        Rule("departures", "Accounts whose time of grace is over", None, _departures, leaving.finish_due),
        Rule(
            "unverified-accounts",
            "Accounts without anything in them whose address was never confirmed",
            settings.UNVERIFIED_ACCOUNTS_DAYS,
            lambda: Over(_unverified().count()),
            _delete_unverified,
        ),
        _of_jobs("completed-jobs", "Work that was completed: its history", completed, retention.COMPLETED),
        _of_jobs("failed-jobs", "Work that failed or was stopped: its history", failed, retention.UNDONE),
        Rule(
            "task-results",
            "What the queue keeps of tasks that failed",
            RESULTS_DAYS,
            lambda: Over(queue.results_before(_ago(RESULTS_DAYS))),
            lambda: queue.forget_results(before=_ago(RESULTS_DAYS)),
        ),
        Rule(
            "archives",
            "Archives of everything that readers had made",
            settings.ARCHIVES_DAYS,
            lambda: Over(len(archives.expired()), sum(one.bytes for one in archives.expired())),
            archives.delete_expired,
        ),
        Rule(
            "notifications",
            "Notifications, and the log of how they were delivered",
            settings.NOTIFICATIONS_KEPT_DAYS or None,
            lambda: Over(notifications.old_notifications().count()),
            notifications.clear_old,
        ),
        Rule("uploads", "Uploads in parts whose time is over", None, _uploads, uploads.delete_expired),
        Rule("audit-log", "Entries of the audit log", _audit_days(), _old_entries, _shorten_audit_log),
        Rule("sessions", "Sessions that are over", None, lambda: Over(expired_sessions()), _clear_sessions),
        Rule(
            "stored-answers",
            "Answers that were paid for, of books that are deleted",
            settings.ANSWERS_KEPT_DAYS,
            lambda: Over(PaidCall.objects.filter(keep_until__lte=timezone.now()).count()),
            answers.forget_overdue,
        ),
        Rule("orphaned-files", "Files that nothing refers to", storage_check.GRACE.days, _orphans, _delete_orphans),
        Rule(
            "backup-records",
            "Records of backups",
            BACKUP_RUNS_DAYS,
            lambda: Over(_old_backup_runs().count()),
            lambda: _old_backup_runs().delete()[0],
        ),
    ]


def _audit_days() -> int | None:
    return max(audit.SHORTEST_DAYS, settings.AUDIT_LOG_DAYS) if settings.AUDIT_LOG_DAYS else None


def _old_entries() -> Over:
    days = _audit_days()
    return Over(audit.entries_before(_ago(days)) if days else 0)


def _shorten_audit_log() -> int:
    days = _audit_days()
    return audit.shorten(before=_ago(days)) if days else 0


def report(*, apply: bool, only: str = "") -> list[dict[str, Any]]:
    """Count what is over by every rule, and with `apply` let go of it. Raises KeyError for a name that is none."""
    chosen = [rule for rule in rules() if not only or rule.name == only]
    if not chosen:
        raise KeyError(only)
    return [_followed(rule, apply=apply) for rule in chosen]


def _followed(rule: Rule, *, apply: bool) -> dict[str, Any]:
    over = rule.count()
    gone = rule.let_go() if apply and over.count else 0
    return {
        "name": rule.name,
        "title": rule.title,
        "days": rule.days,
        "count": over.count,
        "bytes": over.bytes,
        "gone": gone,
    }


def _uploads() -> Over:
    parts = UploadPart.objects.filter(upload__in=uploads.expired())
    return Over(uploads.expired().count(), parts.aggregate(bytes=Sum("bytes", default=0))["bytes"])


def _of_jobs(name: str, title: str, days: int, states: tuple[str, ...]) -> Rule:
    def count() -> Over:
        before = _ago(days)
        jobs = retention.old_jobs(states, before=before).count()
        return Over(jobs + retention.old_runs(states, before=before).count())

    return Rule(name, title, days, count, lambda: retention.forget(states, before=_ago(days)))


def _departures() -> Over:
    return Over(len(leaving.due()))


def _unverified() -> QuerySet[User]:
    users = never_confirmed(before=_ago(settings.UNVERIFIED_ACCOUNTS_DAYS))
    return users.exclude(Exists(VividPage.objects.filter(owner=OuterRef("pk"))))


def _delete_unverified() -> int:
    users = list(_unverified())
    for user in users:
        leaving.delete_account(user=user, keeps_segments=False)
    return len(users)


def _clear_sessions() -> int:
    before = expired_sessions()
    clear_expired()
    return before - expired_sessions()


def _orphans() -> Over:
    orphans = storage_check.check_storage().orphans
    return Over(len(orphans), sum(orphan.size for orphan in orphans))


def _delete_orphans() -> int:
    """Delete them, unless the database names no file at all: then it is hardly the right one."""
    found = storage_check.check_storage()
    if not found.referred:
        return 0
    storage_check.delete_orphans(found)
    return len(found.orphans)


def _old_backup_runs() -> QuerySet[BackupRun]:
    """Select old records, but never that of the last whole backup."""
    latest = (
        BackupRun.objects.filter(outcome=BackupRun.Outcome.DONE).order_by("-started").values_list("pk", flat=True)[:1]
    )
    return BackupRun.objects.filter(started__lt=_ago(BACKUP_RUNS_DAYS)).exclude(pk__in=list(latest))


def _ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)
