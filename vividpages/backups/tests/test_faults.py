"""Killed anywhere, or with no room: a backup is whole or none, and a restore leaves the database as it was."""

from __future__ import annotations

import io
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError
from django.db import connection
from django.utils import timezone
from django_q.models import Schedule

from accounts.keys import create_key, open_key
from accounts.models import User
from accounts.sealing import KEK_FILE
from custody.backup_runs import last_backup
from custody.models import BackupRun
from jobs import queue, services
from vividpages.backups import tasks
from vividpages.backups.errors import BackupDamaged
from vividpages.backups.making import SECRET_KEY_FILE
from vividpages.backups.postgres import load_dump, own_server
from vividpages.backups.running import only_one
from vividpages.backups.sealing import CHUNK_BYTES, Opening, Sealing, new_key
from vividpages.backups.tests.conftest import PASSPHRASE
from vividpages.backups.tests.test_round_trip import contents, run

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django import Settings

    from books.models import VividPage

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "channels_postgres"])


def environment(settings: Settings) -> dict[str, str]:
    server = own_server()
    host = server.host.replace("/", "%2F")
    return {
        **os.environ,
        "DATABASE_URL": f"postgresql://{server.user}@{host}/{server.name}",
        "VIVIDPAGES_VAR": str(settings.VAR_DIR),
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "BACKUP_PASSPHRASE": PASSPHRASE,
        "DJANGO_SETTINGS_MODULE": "vividpages.settings",
    }


def killed_at(rename: int, settings: Settings, *command: str) -> None:
    """Run a command that is killed at that rename."""
    told = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "vividpages.backups.tests.dying", str(rename), *command],
        env=environment(settings),
        cwd=django_settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == -signal.SIGKILL, told.stderr


@pytest.mark.processes
def test_a_backup_that_is_killed_is_none_and_the_next_copies_only_the_rest(
    library: VividPage, place: str, settings: Settings
) -> None:
    killed_at(5, settings, "backup", "--to", place)

    assert run("backup", "--to", place, "--list")["backups"] == []
    assert last_backup().outcome == "failed"
    made = run("backup", "--to", place, "--verify")
    assert made["files"] == len(contents())
    assert made["new_files"] == made["files"] - 3  # the first rename is that of the header
    assert last_backup().outcome == "done"


@pytest.mark.processes
def test_a_restore_that_is_killed_leaves_an_empty_database_and_the_next_goes_on(
    library: VividPage, place: str, settings: Settings, fresh_machine: Callable[[], Any]
) -> None:
    run("backup", "--to", place)
    files = contents()
    with fresh_machine():
        killed_at(3, settings, "restore", "--from", place)
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
            assert cursor.fetchone()[0] == 0
        connection.close()

        restored = run("restore", "--from", place)

        assert (restored["already"], restored["files"]) == (2, len(files) - 2)
        assert contents() == files


class Cut(io.BytesIO):
    """A dump that ends with an error in the middle, as when its disk is pulled out."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data[: len(data) // 2])

    def read(self, size: int | None = -1, /) -> bytes:
        piece = super().read(size)
        if not piece:
            raise BackupDamaged("the dump was cut short")
        return piece


def test_a_dump_that_breaks_off_changes_nothing(library: VividPage, place: str, settings: Settings) -> None:
    from vividpages.backups.destinations import storage_at
    from vividpages.backups.repository import open_repository

    name = run("backup", "--to", place)["name"]
    with open_repository(storage_at(place), PASSPHRASE).open(f"backups/{name}/database") as opened:
        data = b"".join(iter(lambda: opened.read(CHUNK_BYTES), b""))
    connection.close()

    with pytest.raises(BackupDamaged):
        load_dump(Cut(data), own_server(), first="DROP SCHEMA public CASCADE; CREATE SCHEMA public;")

    assert User.objects.get().email == "ann@example.com"


def test_whoever_uses_the_database_is_not_cut_off(
    library: VividPage, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vividpages.backups.postgres.LOCK_SECONDS", 0.1)
    run("backup", "--to", place)
    connection.close()
    with own_server().connected(autocommit=False) as somebody:
        somebody.execute("SELECT * FROM accounts_user").fetchall()
        with pytest.raises(CommandError, match="Somebody is using the database"):
            run("restore", "--from", place, "--replace")


def test_a_database_that_is_not_replaced_keeps_its_keys(
    library: VividPage, place: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vividpages.backups.postgres.LOCK_SECONDS", 0.1)
    run("backup", "--to", place)
    (settings.VAR_DIR / KEK_FILE).unlink()
    library.owner.api_keys.all().delete()
    api_key = create_key(owner=library.owner, service="openai", secret="sk-of-another-ring")
    (settings.VAR_DIR / SECRET_KEY_FILE).write_text("of this installation")
    before = {path.name: path.read_text() for path in settings.VAR_DIR.iterdir() if path.is_file()}
    connection.close()
    with own_server().connected(autocommit=False) as somebody:
        somebody.execute("SELECT * FROM accounts_user").fetchall()
        with pytest.raises(CommandError, match="Somebody is using the database"):
            run("restore", "--from", place, "--replace")

    assert {path.name: path.read_text() for path in settings.VAR_DIR.iterdir() if path.is_file()} == before
    assert open_key(api_key=api_key) == "sk-of-another-ring"


def test_a_disk_without_room_leaves_no_backup_and_says_so(library: VividPage, place: str) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))  # the dump is larger
    try:
        with pytest.raises(CommandError, match=r"File too large\. Nothing of it counts as a backup"):
            run("backup", "--to", place)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert run("backup", "--to", place, "--list")["backups"] == []
    assert (last_backup().outcome, "too large" in last_backup().reason) == ("failed", True)
    assert not list(Path(place).rglob("*.unfinished"))
    assert run("backup", "--to", place)["files"] > 0


def test_of_two_backups_at_once_the_second_does_not_begin(library: VividPage, place: str) -> None:
    with only_one(), pytest.raises(CommandError, match="Another backup is under way"):
        run("backup", "--to", place)

    assert not BackupRun.objects.exists()


def test_one_that_is_under_way_is_told_from_one_that_has_died(library: VividPage) -> None:
    BackupRun.objects.create(destination="/somewhere", started=timezone.now())

    with only_one():
        assert last_backup().outcome == "running"
    assert last_backup().outcome == "failed"


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1])
def test_what_is_sealed_opens_whole_under_its_own_name_alone(size: int) -> None:
    key, data = new_key(), os.urandom(size)
    sealing = Sealing(io.BytesIO(data), key=key, name="a")
    sealed = b"".join(iter(lambda: sealing.read(70_000), b""))

    def opened(what: bytes, name: str = "a") -> bytes:
        stream = Opening(io.BytesIO(what), key=key, name=name)
        return b"".join(iter(lambda: stream.read(70_000), b""))

    assert opened(sealed) == data
    cut_at_a_chunk = sealed[: 20 + CHUNK_BYTES + 16] if size > CHUNK_BYTES else sealed[:-1]
    for what, name in ((cut_at_a_chunk, "a"), (sealed + b"x", "a"), (sealed[:-1], "a"), (sealed, "b")):
        with pytest.raises(BackupDamaged):
            opened(what, name)


def test_backups_are_made_every_day_where_the_settings_say_so(
    library: VividPage, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "_daily", {})
    settings.BACKUP_TO, settings.BACKUP_AT = "/backups", "04:15"
    tasks.schedule()

    services.schedule_housekeeping()
    services.schedule_housekeeping()

    planned = Schedule.objects.get(schedule_type=Schedule.DAILY)
    assert (planned.func, f"{timezone.localtime(planned.next_run):%H:%M}") == (
        "vividpages.backups.tasks.begin_backup",
        "04:15",
    )
    assert planned.next_run > timezone.now()
    monkeypatch.setattr(queue, "_daily", {})
    services.schedule_housekeeping()
    assert not Schedule.objects.filter(schedule_type=Schedule.DAILY).exists()


def test_a_server_that_is_newer_than_pg_dump_is_named(
    library: VividPage, place: str, settings: Settings, tmp_path: Path
) -> None:
    from vividpages.backups.postgres import folder_of_programs

    (tmp_path / "pg_dump").write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 12.3'\n")
    (tmp_path / "pg_dump").chmod(0o755)
    settings.POSTGRES_BIN = str(tmp_path)
    folder_of_programs.cache_clear()
    try:
        with pytest.raises(CommandError, match=r"server is PostgreSQL \d+, and pg_dump here is of 12"):
            run("backup", "--to", place)
    finally:
        folder_of_programs.cache_clear()
