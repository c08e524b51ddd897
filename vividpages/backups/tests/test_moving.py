"""Moving to another server's database and to another storage: counted first, whole or not at all, taken up again."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError
from django.db import connection

from books.models import VividPage
from characters.editing.tests.books import bible_of
from vividpages.backups.moving import storage_of
from vividpages.backups.postgres import own_server
from vividpages.backups.tests.test_faults import killed_at
from vividpages.backups.tests.test_round_trip import contents, run
from vividpages.tests.databases import working_on
from vividpages.tests.machine import end_other_sessions
from vividpages.tests.s3 import keep_files_on_s3

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytest_django import Settings

    from vividpages.tests.s3 import S3Server

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "channels_postgres"])


@pytest.fixture
def empty_database(transactional_db: None) -> Iterator[str]:
    name = f"moved_{secrets.token_hex(4)}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    yield name
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def url_of(database: str) -> str:
    server = own_server()
    return f"postgresql://{server.user}@{server.host.replace('/', '%2F')}/{database}"


def test_a_database_moves_whole_and_only_when_nobody_writes(library: VividPage, empty_database: str) -> None:
    bible = bible_of(library)

    assert run("move_database", url_of(empty_database), "--dry-run")["was_there"] is False
    with own_server().connected(), pytest.raises(CommandError, match="other connections use the database"):
        run("move_database", url_of(empty_database))
    end_other_sessions()  # that of the channel layer, which tells open pages of the book
    moved = run("move_database", url_of(empty_database))
    again = run("move_database", url_of(empty_database))

    assert (moved["was_there"], again["was_there"], again["rows"]) == (False, True, moved["rows"])
    with working_on(empty_database):
        assert bible_of(VividPage.objects.get()) == bible
    VividPage.objects.update(title="Changed since")
    library.scenes.get(number=4).delete()
    with pytest.raises(CommandError, match="has readers already"):
        run("move_database", url_of(empty_database))
    with pytest.raises(CommandError, match="used now"):
        run("move_database", url_of(own_server().name))


def test_files_move_to_s3_and_back(library: VividPage, s3_server: S3Server, settings: Settings, tmp_path: Path) -> None:
    files, bucket = contents(), s3_server.new_bucket()
    settings.S3_ACCESS = {
        "endpoint_url": bucket["S3_ENDPOINT_URL"],
        "access_key": bucket["S3_ACCESS_KEY"],
        "secret_key": bucket["S3_SECRET_KEY"],
        "region_name": bucket["S3_REGION"],
    }
    place = f"s3://{bucket['S3_BUCKET']}"

    assert run("move_files", place, "--dry-run")["copied"] == len(files)
    assert run("move_files", place)["copied"] == len(files)
    assert run("move_files", place) == {"copied": 0, "bytes": 0, "already": len(files), "gone": [], "dry_run": False}

    keep_files_on_s3(settings, bucket)
    assert contents() == files
    with pytest.raises(CommandError, match="are there now"):
        run("move_files", place)
    back = str(tmp_path / "back")
    lost = sorted(files)[0]
    default_storage.delete(lost)
    assert run("move_files", back)["gone"] == [lost]
    assert {name: storage_of(back).open(name).read() for name in files if name != lost} == {
        name: data for name, data in files.items() if name != lost
    }


@pytest.mark.processes
def test_a_move_of_files_that_is_killed_goes_on(library: VividPage, settings: Settings, tmp_path: Path) -> None:
    place, count = str(tmp_path / "other"), len(contents())

    killed_at(3, settings, "move_files", place)

    moved = run("move_files", place)
    assert (moved["already"], moved["copied"]) == (2, count - 2)
