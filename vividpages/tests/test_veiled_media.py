"""What is sent of pictures that are adult or violent: a blur, nothing, or all, by its reader's setting and age."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from books.tests.vividpages import make_vividpage
from files import store
from storyboards.models import FILES, PicturePreferences, PictureVersion
from storyboards.safety.reporting import report
from storyboards.tests.making import add_version, encoded, make_moderator

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User

pytestmark = pytest.mark.django_db

SIZE = (300, 400)


@pytest.fixture
def browser(client: Client, reader: User) -> Client:
    client.force_login(reader)
    return client


@pytest.fixture
def picture() -> bytes:
    """Half of it is red, half of it blue."""
    image = Image.new("RGB", SIZE, "red")
    image.paste("blue", (0, 0, SIZE[0] // 2, SIZE[1]))
    out = io.BytesIO()
    image.save(out, "WEBP", lossless=True)
    return out.getvalue()


@pytest.fixture
def version(reader: User, picture: bytes) -> PictureVersion:
    return with_files(add_version(make_vividpage(owner=reader)), picture)


def with_files(version: PictureVersion, picture: bytes) -> PictureVersion:
    """Give a version files of that picture, one of each kind."""
    owner = version.picture.vividpage.owner_id
    with transaction.atomic():
        for number, column in enumerate(FILES):
            kept = store.keep(picture + bytes(number), owner=owner, extension="webp")  # equal ones would be one file
            setattr(version, column, kept.name)
        version.save()
    return version


def rated(version: PictureVersion, rating: str) -> PictureVersion:
    PictureVersion.objects.filter(pk=version.pk).update(rating=rating)
    return version


def prefers(reader: User, **wanted: Any) -> None:
    PicturePreferences.objects.update_or_create(reader=reader, defaults=wanted)


def years_ago(years: int) -> date:
    return timezone.localdate().replace(day=1, month=1) - (date(2000 + years, 1, 1) - date(2000, 1, 1))


def sent(browser: Client, version: PictureVersion, field: str = "image") -> bytes:
    response = browser.get(getattr(version, field).url)
    assert response.status_code == 200
    return b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]


def colours(data: bytes) -> list[tuple[int, ...]]:
    """Return the colours at the left and at the right edge, away from the words."""
    with Image.open(io.BytesIO(data)) as image:
        rgb = image.convert("RGB")
        points = ((rgb.width // 10, rgb.height // 10), (rgb.width * 9 // 10, rgb.height // 10))
        return [rgb.getpixel(point) for point in points]  # type: ignore[misc]


@pytest.mark.parametrize("rating", ["", "general", "teen", "mature"])
def test_what_is_for_everybody_is_sent_as_it_is(
    browser: Client, version: PictureVersion, picture: bytes, rating: str
) -> None:
    assert sent(browser, rated(version, rating)) == picture


@pytest.mark.parametrize("field", FILES)
@pytest.mark.parametrize("rating", ["adult", "violent", "unchecked"])
def test_of_a_picture_behind_a_blur_no_more_than_that_is_sent(
    browser: Client, version: PictureVersion, picture: bytes, rating: str, field: str
) -> None:
    data = sent(browser, rated(version, rating), field)

    assert data != picture
    left, right = colours(data)
    assert left[2] > left[0], "it is of the same colours"
    assert right[0] > right[2]
    with Image.open(io.BytesIO(data)) as image:
        assert image.width / image.height == pytest.approx(SIZE[0] / SIZE[1], rel=0.01)
        colour = len(image.convert("RGB").crop((0, 0, image.width, image.height // 5)).getcolors(1 << 16) or [])
    assert colour > 50, "the edge between the two is gone"


def test_what_is_hidden_by_setting_shows_nothing_of_it(browser: Client, version: PictureVersion, reader: User) -> None:
    prefers(reader, adult="hide")

    left, right = colours(sent(browser, rated(version, "adult")))

    assert max(abs(a - b) for a, b in zip(left, right, strict=True)) < 8


def test_who_wants_it_sees_violence_at_once(
    browser: Client, version: PictureVersion, reader: User, picture: bytes
) -> None:
    prefers(reader, violent="show")

    assert sent(browser, rated(version, "violent")) == picture
    assert sent(browser, rated(version, "adult")) != picture


@pytest.mark.parametrize(("years", "is_shown"), [(None, False), (17, False), (19, True)])
def test_adult_pictures_are_for_who_has_told_to_be_of_age(
    browser: Client, version: PictureVersion, reader: User, picture: bytes, years: int | None, is_shown: bool
) -> None:
    prefers(reader, adult="show", birth_date=years_ago(years) if years else None)

    assert (sent(browser, rated(version, "adult")) == picture) is is_shown


def test_a_click_shows_it_until_signing_out(browser: Client, version: PictureVersion, picture: bytes) -> None:
    rated(version, "violent")
    page = reverse("reveal", args=[version.pk])
    tag = browser.get(version.image.url)["ETag"]
    assert "Show this picture" in browser.get(page).content.decode()

    browser.post(page, {"next": "/books/"})

    assert sent(browser, version) == picture
    changed = browser.get(version.image.url, headers={"if-none-match": tag})
    assert changed.status_code == 200, "the browser does not go on showing the blur that it has kept"
    browser.post(reverse("account_logout"))
    browser.force_login(version.picture.vividpage.owner)
    assert sent(browser, version) != picture


@pytest.mark.parametrize(("years", "words"), [(None, "Tell your date of birth"), (17, "it stays hidden from you")])
def test_no_click_shows_an_adult_picture_to_who_is_not_known_to_be_of_age(
    browser: Client, version: PictureVersion, reader: User, picture: bytes, years: int | None, words: str
) -> None:
    rated(version, "adult")
    prefers(reader, birth_date=years_ago(years) if years else None)
    page = reverse("reveal", args=[version.pk])

    browser.post(page)

    assert words in browser.get(page).content.decode()
    assert sent(browser, version) != picture


def test_a_link_to_a_picture_behind_a_blur_leads_to_where_a_click_shows_it(
    browser: Client, version: PictureVersion
) -> None:
    rated(version, "violent")
    page = reverse("reveal", args=[version.pk])

    followed = browser.get(
        version.image.url, headers={"sec-fetch-dest": "document", "referer": "http://testserver/books/?q=1"}
    )
    assert followed["Location"] == f"{page}?next=%2Fbooks%2F%3Fq%3D1"
    elsewhere = browser.get(version.image.url, headers={"accept": "text/html", "referer": "https://evil.example/x"})
    assert elsewhere["Location"] == f"{page}?next=%2F"
    within = browser.get(version.image.url, headers={"sec-fetch-dest": "image", "accept": "text/html"})
    assert (within.status_code, within["X-Revealed-At"]) == (200, page)


def test_strangers_are_told_of_nothing(client: Client, stranger: User, version: PictureVersion) -> None:
    rated(version, "adult")
    client.force_login(stranger)

    assert client.get(version.image.url).status_code == 404
    assert client.get(reverse("reveal", args=[version.pk])).status_code == 404
    assert client.post(reverse("reveal", args=[version.pk])).status_code == 404


def test_moderators_open_what_is_in_their_queue_and_nothing_else(
    client: Client, version: PictureVersion, reader: User, picture: bytes
) -> None:
    other = with_files(add_version(make_vividpage(owner=reader)), encoded(kind="WEBP"))
    client.force_login(make_moderator())
    assert client.get(version.image.url).status_code == 404

    report(version=version, by=reader, reason="rights")

    assert sent(client, version) == picture
    assert client.get(other.image.url).status_code == 404


def test_a_picture_behind_a_blur_whose_file_is_lost_is_not_found(browser: Client, version: PictureVersion) -> None:
    rated(version, "adult")
    version.image.storage.delete(str(version.image.name))

    assert browser.get(version.image.url).status_code == 404
