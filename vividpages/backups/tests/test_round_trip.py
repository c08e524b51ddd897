"""What is backed up comes back: on a fresh machine, from a disk and from S3, and again after it was broken off."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connections

from accounts.keys import open_key
from accounts.models import ApiKey, User
from audit.events import Event
from audit.models import Entry
from books.models import VividPage
from characters.editing.tests.books import bible_of
from custody.backup_runs import last_backup
from custody.storage_check import check_storage
from storyboards.models import FILES, PictureVersion
from vividpages.backups.repository import names_under

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django import Settings

    from vividpages.tests.s3 import S3Server

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "channels_postgres"])


def run(command: str, *options: str) -> dict[str, Any]:
    out = StringIO()
    call_command(command, *options, "--json", stdout=out)
    told: dict[str, Any] = json.loads(out.getvalue())
    return told


def contents() -> dict[str, bytes]:
    """Return all files that versions of pictures name, with what they hold."""
    names = {name for row in PictureVersion.objects.values_list(*FILES) for name in row if name}
    return {name: default_storage.open(name).read() for name in names}


@pytest.mark.parametrize("kind", ["disk", "s3"])
def test_a_fresh_machine_becomes_what_was_backed_up(
    library: VividPage,
    place: str,
    kind: str,
    request: pytest.FixtureRequest,
    settings: Settings,
    fresh_machine: Callable[[], Any],
) -> None:
    if kind == "s3":
        server: S3Server = request.getfixturevalue("s3_server")
        bucket = server.new_bucket()
        settings.BACKUP_S3 = {
            "endpoint_url": bucket["S3_ENDPOINT_URL"],
            "access_key": bucket["S3_ACCESS_KEY"],
            "secret_key": bucket["S3_SECRET_KEY"],
            "region_name": bucket["S3_REGION"],
        }
        place = f"s3://{bucket['S3_BUCKET']}/nightly"
    bible, files = bible_of(library), contents()

    made = run("backup", "--to", place, "--verify")

    assert made["verified"] is True
    assert made["files"] == made["new_files"] == len(files) > 0
    assert Entry.objects.filter(event=Event.BACKUP_MADE, details__name=made["name"]).exists()
    with fresh_machine():
        restored = run("restore", "--from", place)
        assert (restored["files"], restored["already"], restored["notes"]) == (len(files), 0, [])
        assert Entry.objects.filter(event=Event.RESTORED, details__name=made["name"]).exists()
        book = VividPage.objects.get()
        assert bible_of(book) == bible
        assert contents() == files
        assert open_key(api_key=ApiKey.objects.get()) == "sk-never-in-a-log"
        assert check_storage().is_well


def test_a_second_backup_copies_only_what_is_new_and_old_ones_are_let_go(library: VividPage, place: str) -> None:
    from storyboards.tests.making import keep_drawn

    first = run("backup", "--to", place)
    again = run("backup", "--to", place)
    keep_drawn(library.scenes.get(number=3))
    third = run("backup", "--to", place, "--keep", "1")

    assert (first["new_files"] > 0, again["new_files"], again["files"]) == (True, 0, first["files"])
    assert third["new_files"] == third["files"] - again["files"] > 0
    assert [one["name"] for one in run("backup", "--to", place, "--list")["backups"]] == [third["name"]]
    assert run("backup", "--to", place, "--check")["verified"] is True
    assert last_backup().outcome == "done"
    assert last_backup().name == third["name"]


def test_nothing_of_books_readers_and_keys_can_be_read_without_the_passphrase(
    library: VividPage, place: str, settings: Settings
) -> None:
    run("backup", "--to", place)

    everything = b"".join(path.read_bytes() for path in Path(place).rglob("*") if path.is_file())
    for secret in (b"Jim Hawkins", b"ann@example.com", b"sk-never", settings.SECRET_KEY.encode(), b"picture "):
        assert secret not in everything
    settings.BACKUP_PASSPHRASE = "another one altogether"
    with pytest.raises(CommandError, match="passphrase does not open"):
        run("restore", "--from", place)


def test_an_installation_in_use_is_overwritten_only_when_told_to(library: VividPage, place: str) -> None:
    run("backup", "--to", place)
    User.objects.create_user("late@example.com")

    with pytest.raises(CommandError, match="has readers or books already"):
        run("restore", "--from", place)
    assert User.objects.filter(email="late@example.com").exists()

    connections.close_all()
    restored = run("restore", "--from", place, "--replace")

    assert restored["already"] > 0
    assert not User.objects.filter(email="late@example.com").exists()
    assert bible_of(VividPage.objects.get())["Character"]


@pytest.mark.parametrize("what", ["database", "files", "keys", "manifest.json", "content", "gone"])
def test_a_tampered_backup_is_refused_before_anything_is_written(
    library: VividPage, place: str, what: str, fresh_machine: Callable[[], Any]
) -> None:
    name = run("backup", "--to", place)["name"]
    contents_of = sorted(path for path in (Path(place) / "files").rglob("*") if path.is_file())
    if what == "gone":
        contents_of[0].unlink()
    elif what == "content":  # one sealed object in the place of another
        contents_of[0].write_bytes(contents_of[1].read_bytes())
    else:
        path = Path(place) / "backups" / name / what
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)

    with pytest.raises(CommandError, match="damaged"):
        run("backup", "--to", place, "--check")
    with fresh_machine():
        with pytest.raises(CommandError, match="damaged"):
            run("restore", "--from", place)
        assert not list(names_under(default_storage, "kept"))
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
            assert cursor.fetchone()[0] == 0
