from __future__ import annotations

import mimetypes
import time
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from accounts.models import User
from books import services
from books.tests.vividpages import make_vividpage
from storyboards.models import Picture, PictureVersion
from storyboards.tests.making import hide
from vividpages.storage import PublicS3Storage

if TYPE_CHECKING:
    from pytest_django import Settings

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


def test_an_address_on_s3_is_for_browsers_and_stays_the_same_for_a_while(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.S3_PUBLIC_URL = "https://files.example.com"
    storage = PublicS3Storage(
        bucket_name="pictures",
        endpoint_url="http://minio:9000",
        access_key="who",
        secret_key="secret",
        region_name="us-east-1",
    )
    window_start = 1_800_000_000 // 300 * 300
    monkeypatch.setattr(time, "time", lambda: window_start + 1)
    first = storage.direct_url("a book/scene.webp")
    monkeypatch.setattr(time, "time", lambda: window_start + 299)

    assert first.startswith("https://files.example.com/pictures/a%20book/scene.webp?")
    assert "X-Amz-Expires=600" in first
    assert storage.direct_url("a book/scene.webp") == first


def test_on_s3_whoever_may_open_a_file_is_sent_there(
    browser: Client, vividpage: VividPage, stranger: User, settings: Settings
) -> None:
    settings.S3_PUBLIC_URL = "https://files.example.com"
    options = {"bucket_name": "pictures", "access_key": "who", "secret_key": "secret", "region_name": "us-east-1"}
    s3 = {"BACKEND": "vividpages.storage.PublicS3Storage", "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "default": s3}
    url = default_storage.url(f"storyboards/{vividpage.pk}/scene.webp")

    sent = browser.get(url)
    assert sent.headers["Location"].startswith(f"https://files.example.com/pictures/storyboards/{vividpage.pk}/scene")
    assert sent.headers["Cache-Control"] == "no-store"
    browser.force_login(stranger)
    assert browser.get(url).status_code == 404
