"""Everything of a reader goes out and comes back: equal rows, equal files, numbers of their own."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from books.models import Reading, VividPage
from books.tests.vividpages import make_vividpage
from characters.models import Edit, Presence
from custody import retention
from custody.archives import services
from custody.archives.contents import LEFT_OUT, READ_BACK, TOLD
from custody.archives.packing import MANIFEST, write_archive
from custody.archives.rows import columns_of, lines_of, rows_of
from custody.archives.unpacking import MOST_MANIFEST_BYTES, NUMBER, ArchiveRefused, read_archive
from custody.models import Archive
from custody.storage_check import check_storage
from custody.tests.conftest import library as library
from jobs.models import Job
from jobs.tests.working import work_out
from storyboards.models import FILES, Picture, PictureVersion

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.test import Client

pytestmark = pytest.mark.django_db
OF_THE_MOMENT = {"api.KeptAnswer", "monitoring.Alert", "monitoring.Sample"}
"""What rooms above keep of the site or for a moment, and no archive knows."""


@pytest.fixture
def archive(library: VividPage, reader: User, tmp_path: Path) -> Path:
    """An archive of a book with pictures, an edit, a reading place and a second book in the making."""
    Reading.objects.create(reader=reader, vividpage=library, scene=library.scenes.get(number=2))
    Reading.objects.create(reader=User.objects.create_user("other@example.com"), vividpage=library)
    Edit.objects.create(
        vividpage=library,
        number=1,
        user=reader,
        kind="person",
        summary="Jim",
        steps=[{"rows": [{"id": str(library.pk)}]}],
    )
    make_vividpage(owner=reader, title="The Mill", status=VividPage.Status.WORKING)
    out = tmp_path / "everything.zip"
    packed = write_archive(reader, out, tmp_path / "lines")
    assert packed.missing == []
    return out


def told(user: User) -> dict[str, Counter[str]]:
    """Return all rows of a reader that come back, without their numbers."""
    return {label: Counter(NUMBER.sub("#", line) for line in lines_of(label, user)) for label in READ_BACK}


def read(path: Path, user: User) -> Any:
    with path.open("rb") as file:
        return read_archive(file, user=user)


def rewritten(path: Path, change: Any) -> Path:
    """Write the archive anew, each member as `change(name, data)` says; None leaves it out."""
    out = path.with_name("changed.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            data = change(info.filename, old.read(info))
            if data is not None:
                new.writestr(info.filename, data)
    return out


def with_rows(path: Path, label: str, change: Callable[[bytes], bytes]) -> Path:
    """Write the archive anew with other rows of a model, and with a digest that fits."""
    member = f"rows/{label}.jsonl"
    with zipfile.ZipFile(path) as opened:
        rows = change(opened.read(member))

    def changed(name: str, data: bytes) -> bytes:
        if name != "manifest.json":
            return rows if name == member else data
        manifest = json.loads(data)
        manifest["digests"][member] = hashlib.sha256(rows).hexdigest()
        return json.dumps(manifest).encode()

    return rewritten(path, changed)


def test_every_model_is_read_back_told_or_left_out_with_a_reason() -> None:
    ours = {
        model._meta.label
        for model in apps.get_models()
        if "site-packages" not in apps.get_app_config(model._meta.app_label).path
    }
    assert ours - OF_THE_MOMENT == READ_BACK.keys() | TOLD.keys() | LEFT_OUT.keys()
    assert not READ_BACK.keys() & LEFT_OUT.keys()


@pytest.mark.parametrize("member", [MANIFEST, "files/kept/picture.webp"])
def test_what_would_fill_memory_or_disk_is_refused_unread(reader: User, tmp_path: Path, member: str) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member, bytes(MOST_MANIFEST_BYTES + 1))
        if member != MANIFEST:
            archive.writestr(MANIFEST, "{}")

    with path.open("rb") as file, pytest.raises(ArchiveRefused, match="unpacks to more"):
        read_archive(file, user=reader)


@pytest.mark.parametrize("label", [*READ_BACK])
def test_the_rows_of_every_model_can_be_asked_for(label: str, reader: User) -> None:
    assert list(rows_of(label, reader)) == []
    assert columns_of(apps.get_model(label))


def test_what_goes_out_comes_back_into_another_account(
    archive: Path, library: VividPage, reader: User, stranger: User
) -> None:
    unpacked = read(archive, stranger)

    before, after = told(reader), told(stranger)
    status = '"status": "working"'
    assert status in str(before["books.VividPage"])
    before["books.VividPage"] = Counter(
        {line.replace(status, '"status": "cancelled"'): count for line, count in before["books.VividPage"].items()}
    )  # nobody works on it there
    assert after == before
    assert unpacked.rows["books.Reading"] == 1  # the other reader's place is not theirs to take
    copy = VividPage.objects.owned_by(stranger).get(title="The Island")
    assert copy.pk != library.pk
    assert copy.work is None or copy.work != library.work
    assert there(copy) == there(library)
    assert Edit.objects.get(vividpage=copy).steps == [{"rows": [{"id": str(copy.pk)}]}]
    names = {name for row in PictureVersion.objects.filter(picture__vividpage=copy).values_list(*FILES) for name in row}
    assert all(name.startswith(f"kept/{stranger.pk}/") for name in names if name)
    assert copy.epub.read() == b"the file of the book"
    assert [loss.name for loss in check_storage().losses] == []


def there(vividpage: VividPage) -> Any:
    """Return how the rows of a book hang together, by what they are called."""
    presences = Presence.objects.filter(analysis__scene__vividpage=vividpage)
    pictures = Picture.objects.filter(vividpage=vividpage).order_by("scene__number")
    return (
        sorted(presences.values_list("analysis__scene__number", "character__name", "analysis__setting__name")),
        [
            (one.scene.number, one.active_version.number, default_storage.open(one.active_version.image.name).read())
            for one in pictures.select_related("scene", "active_version")
        ],
    )


def test_it_can_be_read_twice_and_beside_what_it_came_from(archive: Path, reader: User) -> None:
    for _ in range(2):
        read(archive, reader)

    assert VividPage.objects.owned_by(reader).filter(title="The Island").count() == 3
    assert check_storage().losses == []


def test_no_secret_and_nothing_of_others_is_in_it(archive: Path, reader: User) -> None:
    with zipfile.ZipFile(archive) as opened:
        everything = b"".join(opened.read(name) for name in opened.namelist())

    assert b"ann@example.com" in everything
    for secret in (b"sk-something-secret", b"other@example.com", reader.password.encode(), b"sealed"):
        assert secret not in everything


def test_what_was_changed_is_refused_and_leaves_nothing(archive: Path, stranger: User) -> None:
    def another_row(name: str, data: bytes) -> bytes:
        return data.replace(b"Jim", b"Tim") if name == "rows/characters.Character.jsonl" else data

    def another_picture(name: str, data: bytes) -> bytes:
        return b"x" + data if name.startswith("files/kept") else data

    def no_manifest(name: str, data: bytes) -> bytes | None:
        return None if name == "manifest.json" else data

    def newer(name: str, data: bytes) -> bytes:
        return data.replace(b'"version": 1', b'"version": 99') if name == "manifest.json" else data

    before = set(_files())
    for change, words in (
        (another_row, "was changed"),
        (another_picture, "was changed"),
        (no_manifest, "no archive"),
        (newer, "newer version"),
    ):
        with pytest.raises(ArchiveRefused, match=words):
            read(rewritten(archive, change), stranger)
    with pytest.raises(ArchiveRefused, match="cut short"):
        read_archive(io.BytesIO(archive.read_bytes()[:-100]), user=stranger)
    assert not VividPage.objects.owned_by(stranger).exists()
    assert set(_files()) == before


def _files() -> list[str]:
    from custody.tests.conftest import names_of_files

    return names_of_files()


def test_no_archive_reaches_into_what_is_anothers(archive: Path, library: VividPage, stranger: User) -> None:
    """One that names a row or a file of somebody else's, with digests that fit."""
    thief = User.objects.create_user("thief@example.com")
    victim = make_vividpage(owner=stranger)

    def of_the_victim(data: bytes) -> bytes:
        return data.replace(str(library.pk).encode(), str(victim.pk).encode())

    with pytest.raises(ArchiveRefused, match="not in the archive"):
        read(with_rows(archive, "books.Chapter", of_the_victim), thief)

    def of_anothers_file(name: str, data: bytes) -> bytes:
        if name != "manifest.json":
            return data
        return re.sub(rb'"kept/[^"]+"', f'"kept/{stranger.pk}/ab/x.webp"'.encode(), data)

    with pytest.raises(ArchiveRefused, match="not its reader's"):
        read(rewritten(archive, of_anothers_file), thief)
    assert not VividPage.objects.owned_by(thief).exists()


@pytest.mark.parametrize("name", ["epubs/{victim}/original.epub", "kept/{victim}/ab/x.epub", "kept/{thief}/ab/x.epub"])
def test_no_row_names_a_file_that_did_not_come_with_it(archive: Path, stranger: User, name: str) -> None:
    """A file of somebody else's would be served, and go with the row."""
    thief = User.objects.create_user("thief@example.com")
    foreign = name.format(victim=stranger.pk, thief=thief.pk)

    def with_foreign(data: bytes) -> bytes:
        return re.sub(rb'"epub": "[^"]+"', f'"epub": "{foreign}"'.encode(), data)

    with pytest.raises(ArchiveRefused, match="names a file that is not in the archive"):
        read(with_rows(archive, "books.VividPage", with_foreign), thief)

    def and_told_as_lost(member: str, data: bytes) -> bytes:
        if member != "manifest.json":
            return data
        return json.dumps({**json.loads(data), "missing": [foreign]}).encode()

    crafted = rewritten(with_rows(archive, "books.VividPage", with_foreign).rename(archive), and_told_as_lost)
    if str(stranger.pk) in foreign:
        with pytest.raises(ArchiveRefused, match="not its reader's"):
            read(crafted, thief)
    else:
        assert read(crafted, thief).missing == 1
        assert check_storage().losses[0].name == foreign


def test_texts_with_line_ends_of_their_own_come_back_whole(
    library: VividPage, reader: User, stranger: User, tmp_path: Path
) -> None:
    title = "One\u2028two\u2029three\u0085four\x0cfive\x1esix"
    VividPage.objects.filter(pk=library.pk).update(title=title)
    write_archive(reader, tmp_path / "everything.zip", tmp_path / "lines")

    read(tmp_path / "everything.zip", stranger)

    assert VividPage.objects.owned_by(stranger).get().title == title


@pytest.mark.parametrize("rows", [b'{"id": ', b"[]\n", b'"words"\n', b"\n", b'{"id": 7}\n', b"[" * 100_000, b"\xff\n"])
def test_rows_that_are_none_are_refused_in_words(archive: Path, stranger: User, rows: bytes) -> None:
    with pytest.raises(ArchiveRefused):
        read(with_rows(archive, "books.VividPage", lambda _: rows), stranger)


def test_a_job_makes_it_a_link_opens_it_and_it_goes_after_some_days(
    library: VividPage, reader: User, stranger: User, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    archive = services.request_archive(owner=reader)
    assert services.request_archive(owner=reader) == archive
    work_out(Job.objects.get(subject=archive.pk))
    archive.refresh_from_db()
    assert (archive.state, archive.missing) == (Archive.State.READY, 0)
    link = reverse("archive_by_link", args=[services.token_of(archive)])

    answer: Any = client.get(link)

    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith('attachment; filename="vividpages-')
    assert read_archive(io.BytesIO(b"".join(answer.streaming_content)), user=stranger).rows["books.VividPage"] == 1
    assert client.get(link[:-3] + "abc/").status_code == 404
    client.force_login(reader)
    assert "Fetch it" in client.get(reverse("storage")).content.decode()
    name = archive.file.name
    Archive.objects.update(expires=timezone.now())
    assert client.get(link).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        assert retention.report(apply=True, only="archives")[0]["gone"] == 1
    assert not default_storage.exists(name)
