"""A film that is really made: who gets its files, how they are sent, and what its page holds."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from films.models import FilmPlace
from films.services.links import opened_file, token_of
from films.services.making import request_film
from films.services.places import keep_place, place_of
from films.tests.books import SMALL, make_story, work_on
from storyboards.models import PictureVersion
from storyboards.tests.making import hide

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User
    from films.models import Film

pytestmark = [pytest.mark.usefixtures("quick"), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def film(transactional_db: None, reader: User) -> Film:
    """A film of a few seconds."""
    with transaction.atomic():
        book = make_story(reader)
    return work_on(request_film(vividpage=book, options=SMALL, by=reader))


def body(response: object) -> bytes:
    return b"".join(getattr(response, "streaming_content", None) or [getattr(response, "content", b"")])


def test_its_files_are_for_its_reader_alone_in_parts_and_until_a_picture_is_hidden(
    signed_in: Client, client: Client, film: Film, reader: User, stranger: User
) -> None:
    token = token_of(film, reader)

    def address(path: str, token: str = token) -> str:
        return reverse("film_stream", args=[token, path])

    master = signed_in.get(address("master.m3u8"))
    assert master.headers["Content-Type"] == "application/vnd.apple.mpegurl"
    assert master.headers["Cache-Control"] == "private, no-cache"
    segment = next(
        line for line in body(signed_in.get(address("240.m3u8"))).decode().splitlines() if line.endswith(".m4s")
    )
    whole = signed_in.get(address(segment))
    data = body(whole)
    assert whole.headers["Content-Type"] == "video/iso.segment"
    for said, expected in (("bytes=10-19", data[10:20]), ("bytes=-7", data[-7:]), ("bytes=5-", data[5:])):
        part = signed_in.get(address(segment), headers={"Range": said})
        assert (part.status_code, body(part)) == (206, expected)
        assert part.headers["Content-Length"] == str(len(expected))
    assert signed_in.get(address(segment), headers={"Range": f"bytes={len(data)}-"}).status_code == 416
    same = signed_in.get(address(segment), headers={"If-None-Match": whole.headers["ETag"]})
    assert same.status_code == 304
    mp4 = signed_in.get(reverse("film_file", args=[film.vividpage_id, film.pk]) + "?keep")
    assert mp4.headers["Content-Disposition"] == 'attachment; filename="the-mill-16x9.mp4"'
    assert body(mp4)[4:8] == b"ftyp"
    for path in ("nothing.m3u8", "../240.m3u8"):
        assert signed_in.get(address(path)).status_code == 404
    assert signed_in.get(address("master.m3u8", token[:-1] + "x")).status_code == 404
    last = timezone.now() + timedelta(days=settings.FILM_LINK_DAYS)
    assert opened_file(token, "master.m3u8", reader, now=last) is not None
    assert opened_file(token, "master.m3u8", reader, now=last + timedelta(days=1)) is None

    client.logout()
    assert client.get(address("master.m3u8")).status_code == 404
    client.force_login(stranger)
    assert client.get(address("master.m3u8")).status_code == 404
    assert client.get(address("master.m3u8", token_of(film, stranger))).status_code == 404
    client.logout()
    assert client.get(address("master.m3u8", token_of(film, AnonymousUser()))).status_code == 404
    client.force_login(reader)

    hide(PictureVersion.objects.get(pk=film.versions[0]))
    for path in ("master.m3u8", segment):
        assert client.get(address(path)).status_code == 404
    for name in ("film", "film_file"):
        response = client.get(reverse(name, args=[film.vividpage_id, film.pk]))
        assert response.status_code == 403
        assert "has been hidden" in response.content.decode()
    for name in ("film_poster", "film_captions"):
        assert client.get(reverse(name, args=[film.vividpage_id, film.pk])).status_code == 404


def test_its_page_tells_all_and_knows_where_its_reader_stopped(signed_in: Client, film: Film, reader: User) -> None:
    page = signed_in.get(reverse("film", args=[film.vividpage_id, film.pk]))
    html = page.content.decode()

    assert "the mill stood still" in html
    assert "The River" in html
    assert "<style" not in html
    assert " style=" not in html
    policy = page.headers["Content-Security-Policy"]
    assert "media-src 'self' blob:" in policy
    assert "unsafe" not in policy
    assert "blob:" not in signed_in.get(reverse("films", args=[film.vividpage_id])).headers["Content-Security-Policy"]
    captions = body(signed_in.get(reverse("film_captions", args=[film.vividpage_id, film.pk]))).decode()
    assert captions.startswith("WEBVTT")
    assert "The river sang all night." in captions

    place = reverse("film_place", args=[film.vividpage_id, film.pk])
    assert signed_in.post(place, {"seconds": "0.5"}).status_code == 204
    assert FilmPlace.objects.get().seconds == 0.5
    for wrong in ("", "soon", "nan"):
        assert signed_in.post(place, {"seconds": wrong}).status_code == 400
    film.seconds = 60
    keep_place(film=film, reader=reader, seconds=30)
    assert place_of(film, reader) == 30
    keep_place(film=film, reader=reader, seconds=10_000)
    assert FilmPlace.objects.get().seconds == 60
    assert place_of(film, reader) == 0  # it has been seen
