"""Backups that are made by themselves, every day at BACKUP_AT."""

from __future__ import annotations

import logging
import subprocess
import sys

from django.conf import settings

from jobs import queue

logger = logging.getLogger(__name__)


def schedule() -> None:
    """Have a worker begin a backup every day, where BACKUP_TO says where."""
    if settings.BACKUP_TO:
        queue.run_daily(begin_backup, at=settings.BACKUP_AT)


def begin_backup() -> None:
    """Start `manage.py backup` as a process of its own: it may take longer than a task, and than this worker lives.

    It writes down itself how it went (`custody.backup_runs`). Of two at once, the second ends.
    """
    options = [f"--keep={settings.BACKUP_KEEP}", *(["--verify"] if settings.BACKUP_VERIFY else [])]
    subprocess.Popen(  # noqa: S603
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "backup", *options],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
        cwd=settings.BASE_DIR,
    )
