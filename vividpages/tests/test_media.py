from __future__ import annotations

import mimetypes
import time
from typing import TYPE_CHECKING

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from vividpages.storage import PublicS3Storage

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import Settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def name() -> str:
    return default_storage.save("storyboards/a book/scene.webp", ContentFile(b"picture"))


def test_a_signed_address_opens_the_file(client: Client, name: str) -> None:
    response = client.get(default_storage.url(name))

    assert b"".join(response.streaming_content) == b"picture"  # type: ignore[attr-defined]
    assert response["Content-Type"] == "image/webp"


def test_a_picture_is_shown_on_a_machine_that_knows_few_kinds_of_files(
    client: Client, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mimetypes, "guess_type", lambda *_, **__: (None, None))

    response = client.get(default_storage.url(name))
    assert response["Content-Type"] == "image/webp"
    assert not response.get("Content-Disposition", "").startswith("attachment")


def test_an_address_stays_the_same_for_a_while_so_that_browsers_keep_the_picture(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    window_start = 1_800_000_000 // 21600 * 21600
    monkeypatch.setattr(time, "time", lambda: window_start + 1)
    first = default_storage.url(name)
    monkeypatch.setattr(time, "time", lambda: window_start + 21599)

    assert default_storage.url(name) == first


def test_an_address_expires(client: Client, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    url = default_storage.url(name)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 3 * 21600)

    assert client.get(url).status_code == 404


def test_an_address_opens_no_other_file(client: Client, name: str) -> None:
    default_storage.save("storyboards/a book/other.webp", ContentFile(b"secret"))
    url = default_storage.url(name).replace("scene.webp", "other.webp")

    assert client.get(url).status_code == 404


def test_saving_under_a_taken_name_replaces_the_file(name: str) -> None:
    assert default_storage.save(name, ContentFile(b"new")) == name
    assert default_storage.open(name).read() == b"new"


def test_what_is_no_picture_is_downloaded_and_never_shown(client: Client) -> None:
    name = default_storage.save("epubs/book.html", ContentFile(b"<script>"))
    response = client.get(default_storage.url(name))

    assert response["Content-Disposition"].startswith("attachment")
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
    window_start = 1_800_000_000 // 21600 * 21600
    monkeypatch.setattr(time, "time", lambda: window_start + 1)
    first = storage.url("a book/scene.webp")
    monkeypatch.setattr(time, "time", lambda: window_start + 21599)

    assert first.startswith("https://files.example.com/pictures/a%20book/scene.webp?")
    assert "X-Amz-Expires=43200" in first
    assert storage.url("a book/scene.webp") == first
