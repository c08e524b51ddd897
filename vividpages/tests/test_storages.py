"""A book's files on a disk and on a real S3 server: upload, draw, show, hide, delete and mend are the same on both."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.urls import reverse

from books import services
from books.models import VividPage
from characters.editing.tests.books import make_book
from custody import storage_check
from custody.storage_check import check_storage
from publishing.kinds.epub.kind import write_illustrated_epub
from storyboards.models import FILES, PictureVersion
from storyboards.pictures import choosing
from storyboards.tests.making import encoded, hide, keep_drawn
from vividpages.drive import drive

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client
    from pytest_django import DjangoCaptureOnCommitCallbacks

    from accounts.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("any_storage", "small_pictures")]


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    return make_book(reader)


@pytest.fixture
def version(vividpage: VividPage) -> PictureVersion:
    return keep_drawn(vividpage.scenes.get(number=2), encoded())


@pytest.fixture
def browser(client: Client, reader: User) -> Client:
    client.force_login(reader)
    return client


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else bytes(response.content)


def stored() -> set[str]:
    """Return the names of all files that are kept by their content."""
    names: set[str] = set()
    folders = ["kept"]
    while folders:
        folder = folders.pop()
        try:
            more, files = default_storage.listdir(folder)
        except FileNotFoundError:
            continue
        folders += [f"{folder}/{name}" for name in more]
        names |= {f"{folder}/{name}" for name in files}
    return names


def test_a_picture_is_shown_and_asked_for_again_without_its_bytes(browser: Client, version: PictureVersion) -> None:
    for column in FILES:
        url = getattr(version, column).url
        first = browser.get(url)

        assert first.status_code == 200
        data = body(first)
        assert first["ETag"] == f'"{hashlib.sha256(data).hexdigest()}"'
        again = browser.get(url, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, body(again)) == (304, b"")
        part = browser.get(url, headers={"range": "bytes=4-9"})
        assert (part.status_code, body(part)) == (206, data[4:10])


def test_an_upload_is_kept_with_its_renditions_once(
    browser: Client, vividpage: VividPage, reader: User, version: PictureVersion
) -> None:
    before = stored()
    first, second = vividpage.scenes.get(number=1), vividpage.scenes.get(number=3)
    data = encoded("teal", size=(900, 600))
    for scene in (first, second):
        choosing.upload(target=scene, data=data, by=reader)

    names = {name for scene in (first, second) for name in scene.picture.shown.file_names}
    assert len(names) == 3, "the picture, its thumbnail and the 720; 1080 is the picture itself"
    assert stored() - before == names
    assert all(body(browser.get(default_storage.url(name))) for name in names)


def test_hiding_a_picture_ends_every_address_of_it_at_once(
    browser: Client, version: PictureVersion, vividpage: VividPage
) -> None:
    tags = {name: browser.get(default_storage.url(name))["ETag"] for name in version.file_names}

    hide(version)

    for name, tag in tags.items():
        assert browser.get(default_storage.url(name)).status_code == 404
        assert browser.get(default_storage.url(name), headers={"if-none-match": tag}).status_code == 404


def test_files_go_with_their_last_book(
    reader: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    one, other = make_book(reader), make_book(reader)
    shared = keep_drawn(one.scenes.get(number=1), encoded())
    keep_drawn(other.scenes.get(number=1), encoded())
    own = keep_drawn(other.scenes.get(number=2), encoded("blue"))

    with django_capture_on_commit_callbacks(execute=True):
        services.delete(vividpage=other)
    assert not default_storage.exists(str(own.image.name))
    assert stored() == {name for name in stored() if default_storage.exists(name)} >= {str(shared.image.name)}

    with django_capture_on_commit_callbacks(execute=True):
        services.delete(vividpage=one)
    assert stored() == set()


@pytest.mark.django_db(transaction=True)
def test_lost_and_left_files_are_found_and_mended(version: PictureVersion, monkeypatch: pytest.MonkeyPatch) -> None:
    other = keep_drawn(version.picture.vividpage.scenes.get(number=3), encoded("blue"))
    left = default_storage.save(f"kept/{version.picture.vividpage.owner_id}/ab/abc.webp", ContentFile(b"left"))
    default_storage.delete(str(version.thumbnail.name))
    default_storage.delete(str(other.image.name))
    monkeypatch.setattr(storage_check, "GRACE", timedelta(0))

    report = check_storage()
    assert [orphan.name for orphan in report.orphans] == [left]
    assert {loss.name for loss in report.losses} == {str(version.thumbnail.name), *other.file_names[:1]}
    call_command("check_storage", "--mend", stdout=io.StringIO())

    assert check_storage().is_well
    version.refresh_from_db()
    assert default_storage.exists(str(version.thumbnail.name))
    assert not default_storage.exists(left)


def test_pictures_of_before_get_their_renditions_and_lie_by_their_content(
    browser: Client, version: PictureVersion, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    data = encoded("teal", "WEBP", (1280, 720))
    old = default_storage.save(f"storyboards/{version.picture.vividpage_id}/1280x720/s.webp", ContentFile(data))
    small = default_storage.save(f"storyboards/{version.picture.vividpage_id}/thumbnails/s.webp", ContentFile(b"s"))
    PictureVersion.objects.filter(pk=version.pk).update(
        image=old, thumbnail=small, rendition_720="", rendition_1080="", blur="", width=1280, height=720
    )
    assert body(browser.get(default_storage.url(old))) == data
    assert not check_storage().is_well

    with django_capture_on_commit_callbacks(execute=True):
        call_command("check_storage", "--mend", stdout=io.StringIO())

    version.refresh_from_db()
    assert version.image.read() == data
    assert version.blur
    assert all(name.startswith("kept/") for name in version.file_names)
    assert len(version.file_names) == len(FILES)
    assert not default_storage.exists(old)
    assert not default_storage.exists(small)
    assert all(browser.get(default_storage.url(name)).status_code == 200 for name in version.file_names)


@pytest.mark.whole
def test_a_whole_book_is_taken_in_drawn_read_taken_away_and_deleted(
    browser: Client,
    reader: User,
    sample_epub: Path,
    tmp_path: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with sample_epub.open("rb") as file, django_capture_on_commit_callbacks(execute=True):
        vividpage = services.upload(owner=reader, epub=file)
    drive(vividpage)

    assert vividpage.status == VividPage.Status.COMPLETED
    assert check_storage().is_well
    chapter = vividpage.chapters.filter(kind="body").order_by("number")[0]
    page = browser.get(reverse("read", args=[vividpage.pk, chapter.number])).content.decode()
    shown = chapter.scenes.first().picture.shown
    assert shown.image.url in page
    assert body(browser.get(shown.image.url)) == shown.image.read()
    assert body(browser.get(vividpage.epub.url)) == sample_epub.read_bytes()
    write_illustrated_epub(vividpage, tmp_path / "out.epub")
    with zipfile.ZipFile(tmp_path / "out.epub") as archive:
        assert sum(name.endswith(".jpg") for name in archive.namelist()) >= vividpage.scenes.count()

    with django_capture_on_commit_callbacks(execute=True):
        services.delete(vividpage=vividpage)

    assert stored() == set()
    assert check_storage().files == 0


@pytest.mark.parametrize(
    ("asked", "first", "last"), [("bytes=100-199", 100, 199), ("bytes=-50", -50, None), ("bytes=9-", 9, None)]
)
def test_a_part_of_a_file_is_sent(
    browser: Client, version: PictureVersion, asked: str, first: int, last: int | None
) -> None:
    whole = version.image.read()

    response = browser.get(version.image.url, headers={"range": asked})

    assert response.status_code == 206
    assert body(response) == whole[first : None if last is None else last + 1]
    assert response.headers["Content-Length"] == str(len(whole[first : None if last is None else last + 1]))
