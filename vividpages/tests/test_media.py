from __future__ import annotations

import hashlib
import mimetypes
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from accounts.models import User
from books import services
from books.tests.vividpages import make_vividpage
from storyboards.models import FILES, Picture, PictureVersion
from storyboards.pictures.keeping import ImageFiles, added_version, picture_for
from storyboards.tests.making import add_version, hide, made_up_renditions

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from books.models import VividPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    return make_vividpage(owner=reader, title="A Book of Storms")


@pytest.fixture
def browser(client: Client, reader: User) -> Client:
    client.force_login(reader)
    return client


@pytest.fixture
def name(vividpage: VividPage) -> str:
    return default_storage.save(f"storyboards/{vividpage.pk}/scene.webp", ContentFile(b"picture"))


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_the_reader_of_a_book_opens_its_files(browser: Client, name: str) -> None:
    response = browser.get(default_storage.url(name))

    assert body(response) == b"picture"
    assert response["Content-Type"] == "image/webp"


def test_a_picture_is_shown_on_a_machine_that_knows_few_kinds_of_files(
    browser: Client, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mimetypes, "guess_type", lambda *_, **__: (None, None))

    response = browser.get(default_storage.url(name))
    assert response["Content-Type"] == "image/webp"
    assert not response.get("Content-Disposition", "").startswith("attachment")


def test_nobody_else_opens_it(client: Client, name: str, stranger: User) -> None:
    assert client.get(default_storage.url(name)).status_code == 404
    client.force_login(stranger)
    assert client.get(default_storage.url(name)).status_code == 404


def test_signing_out_ends_it(browser: Client, name: str) -> None:
    tag = browser.get(default_storage.url(name))["ETag"]
    thief = Client()
    thief.cookies.load(browser.cookies.output(header="", sep=";"))
    browser.post(reverse("account_logout"))

    for who in (browser, thief):
        assert who.get(default_storage.url(name), headers={"if-none-match": tag}).status_code == 404


def test_deleting_the_book_ends_it(browser: Client, name: str, vividpage: VividPage) -> None:
    services.delete(vividpage=vividpage)
    default_storage.save(name, ContentFile(b"left behind"))

    assert browser.get(default_storage.url(name)).status_code == 404


@pytest.mark.parametrize("field", ["image", "thumbnail"])
def test_hiding_a_picture_ends_it_for_its_reader_and_not_for_admins(
    browser: Client, name: str, vividpage: VividPage, field: str
) -> None:
    picture = Picture.objects.create(vividpage=vividpage, kind=Picture.Kind.COVER)
    files = {"image": "storyboards/x.webp", field: name}
    version = PictureVersion.objects.create(picture=picture, number=1, **files)
    assert browser.get(default_storage.url(name)).status_code == 200

    hide(version)

    assert browser.get(default_storage.url(name)).status_code == 404
    admin = Client()
    admin.force_login(User.objects.create_superuser("admin@example.com"))
    assert admin.get(default_storage.url(name)).status_code == 200


def test_a_browser_keeps_a_picture_and_asks_whether_it_may_show_it(browser: Client, name: str) -> None:
    first = browser.get(default_storage.url(name))
    assert first["Cache-Control"] == "private, no-cache"

    again = browser.get(default_storage.url(name), headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")

    default_storage.save(name, ContentFile(b"drawn anew"))
    drawn = browser.get(default_storage.url(name), headers={"if-none-match": first["ETag"]})
    assert body(drawn) == b"drawn anew"


@pytest.mark.parametrize(
    "way",
    [
        "storyboards/{own}/../{other}/scene.webp",
        "storyboards/{own}/./../{other}/scene.webp",
        "storyboards/{own}//scene.webp",
        "storyboards/{own}/..\\{other}/scene.webp",
        "epubs/../storyboards/{other}/scene.webp",
        "storyboards/{own}",
        "storyboards/{own}/",
        "{own}/scene.webp",
        "storyboards/",
        "../secret-key",
        "//etc/passwd",
        "storyboards/{own}/scene.webp%00.png",
        "storyboards/{own}/" + "a" * 5000,
    ],
)
def test_no_way_leads_out_of_ones_own_book(browser: Client, name: str, stranger: User, way: str) -> None:
    own = name.split("/")[1]
    other = make_vividpage(owner=stranger, title="A Secret Diary")
    default_storage.save(f"storyboards/{other.pk}/scene.webp", ContentFile(b"secret"))

    for path in (way, way.replace("/", "%2f"), way.replace("..", "%2e%2e")):
        assert browser.get(f"/media/{path.format(own=own, other=other.pk)}").status_code == 404


def test_saving_under_a_taken_name_replaces_the_file(name: str) -> None:
    assert default_storage.save(name, ContentFile(b"new")) == name
    assert default_storage.open(name).read() == b"new"


def test_what_is_no_picture_is_downloaded_and_never_shown_nor_kept(browser: Client, vividpage: VividPage) -> None:
    name = default_storage.save(f"epubs/{vividpage.owner_id}/{vividpage.pk}/book.html", ContentFile(b"<script>"))
    response = browser.get(default_storage.url(name))

    assert response["Content-Disposition"].startswith("attachment")
    assert response["Cache-Control"] == "no-store"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.fixture
def version(vividpage: VividPage) -> PictureVersion:
    return add_version(vividpage)


def test_the_address_of_a_picture_says_what_is_in_it(browser: Client, version: PictureVersion) -> None:
    response = browser.get(version.image.url)

    digest = hashlib.sha256(body(response)).hexdigest()
    assert f"/{digest}.webp" in version.image.url
    assert response["ETag"] == f'"{digest}"'
    assert response["Cache-Control"] == "private, no-cache"


def test_that_a_picture_is_the_same_is_said_without_looking_at_its_file(
    browser: Client, version: PictureVersion, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    tag = browser.get(version.image.url)["ETag"]
    default_storage.delete(str(version.image.name))

    with django_assert_num_queries(3):  # the session, its reader, and the versions that have the file
        response = browser.get(version.image.url, headers={"if-none-match": tag})

    assert response.status_code == 304


@pytest.mark.parametrize("column", FILES)
def test_whatever_is_made_of_a_picture_ends_with_it(browser: Client, version: PictureVersion, column: str) -> None:
    url = getattr(version, column).url
    tag = browser.get(url)["ETag"]

    PictureVersion.objects.filter(pk=version.pk).update(moderation=PictureVersion.Moderation.HIDDEN)

    assert browser.get(url).status_code == 404
    assert browser.get(url, headers={"if-none-match": tag}).status_code == 404


def test_the_address_of_a_picture_ends_with_its_row(browser: Client, version: PictureVersion) -> None:
    Picture.objects.update(active_version=None)
    version.delete()

    assert default_storage.exists(str(version.image.name))
    assert browser.get(version.image.url).status_code == 404


def test_another_reader_who_has_the_same_picture_gets_nothing_by_this_address(
    client: Client, version: PictureVersion, stranger: User
) -> None:
    data = version.image.read()
    theirs = make_vividpage(owner=stranger)
    with added_version(picture_for(theirs), ImageFiles(data, "webp", 8, 8, made_up_renditions())) as same:
        pass
    client.force_login(stranger)

    assert client.get(version.image.url).status_code == 404
    assert body(client.get(same.image.url)) == data


def test_a_picture_that_was_hidden_is_hidden_in_another_book_of_its_reader(
    browser: Client, version: PictureVersion, reader: User
) -> None:
    PictureVersion.objects.filter(pk=version.pk).update(moderation=PictureVersion.Moderation.HIDDEN)

    files = ImageFiles(version.image.read(), "webp", 8, 8, made_up_renditions())
    with added_version(picture_for(make_vividpage(owner=reader)), files) as same:
        pass

    assert same.image.name == version.image.name
    assert not same.is_presentable


@pytest.mark.parametrize(
    ("wanted", "status", "expected", "where"),
    [
        ("bytes=0-3", 206, b"0123", "bytes 0-3/10"),
        ("bytes=7-", 206, b"789", "bytes 7-9/10"),
        ("bytes=8-99", 206, b"89", "bytes 8-9/10"),
        ("bytes=10-", 416, b"", "bytes */10"),
        ("bytes=0-1,4-5", 200, b"0123456789", None),
        ("bytes=-3", 206, b"789", "bytes 7-9/10"),
        ("pages=1-2", 200, b"0123456789", None),
    ],
)
def test_a_range_of_a_file_is_sent(
    browser: Client, vividpage: VividPage, wanted: str, status: int, expected: bytes, where: str | None
) -> None:
    name = default_storage.save(f"storyboards/{vividpage.pk}/scene.webp", ContentFile(b"0123456789"))

    response = browser.get(default_storage.url(name), headers={"range": wanted})

    sent = body(response) if response.streaming else response.content
    assert (response.status_code, sent, response.get("Content-Range")) == (status, expected, where)


def test_a_range_of_another_file_than_was_begun_is_not_sent(browser: Client, name: str) -> None:
    url = default_storage.url(name)
    tag = browser.get(url)["ETag"]

    assert browser.get(url, headers={"range": "bytes=0-1", "if-range": tag}).status_code == 206
    assert browser.get(url, headers={"range": "bytes=0-1", "if-range": '"another"'}).status_code == 200
