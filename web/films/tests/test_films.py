"""The page of a book's films: asking, how they stand, and what can be done about it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from asgiref.sync import async_to_sync
from django.urls import reverse
from django.utils import timezone

from accounts.keys import create_key
from accounts.tests.keyrings import OLD
from films.models import Film
from films.services.making import request_film
from films.tests.books import SMALL
from web.films.consumers import FilmConsumer, FilmsConsumer

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import Settings

    from accounts.models import User
    from books.models import VividPage
    from web.making.consumers import WatchingConsumer

ASKED = {"film-shape": "1:1", "film-telling": "moments", "film-rungs": ["240", "480"], "film-chapters": ["2"]}


@pytest.fixture
def asked(story: VividPage, reader: User) -> Film:
    """A film that nobody has begun to make."""
    return request_film(vividpage=story, options=SMALL, by=reader)


def page_of(client: Client, story: VividPage) -> str:
    return client.get(reverse("films", args=[story.pk])).content.decode()


def set_state(film: Film, state: str, **more: Any) -> None:
    Film.objects.filter(pk=film.pk).update(state=state, **more)


def test_a_film_is_asked_for_as_it_was_chosen(signed_in: Client, story: VividPage) -> None:
    response = signed_in.post(reverse("make_film", args=[story.pk]), ASKED)

    assert response.status_code == 302
    options = Film.objects.get().options
    assert (options["shape"], options["telling"], options["rungs"]) == ("1:1", "moments", ["240", "480"])
    assert (options["chapters"], options["narration"], options["burned"]) == ([2], "", False)
    html = page_of(signed_in, story)
    assert "being made" in html
    assert "1 chapter · up to 480 lines" in html


@pytest.mark.parametrize(
    ("wrong", "words"),
    [({"film-shape": "4:3"}, "4:3"), ({"film-narration": "nobody"}, "nobody"), ({"film-chapters": ["3"]}, "3")],
)
def test_what_no_film_has_is_said_beside_its_field(
    signed_in: Client, story: VividPage, wrong: dict[str, Any], words: str
) -> None:
    response = signed_in.post(reverse("make_film", args=[story.pk]), ASKED | wrong)

    assert response.status_code == 422
    assert f"{words} is not one of the available choices" in response.content.decode()
    assert not Film.objects.exists()


def test_a_video_service_is_offered_with_its_price_and_films_cost_no_more_than_was_said(
    signed_in: Client, story: VividPage, reader: User, settings: Settings
) -> None:
    settings.KEY_ENCRYPTION_KEYS = OLD
    html = page_of(signed_in, story)
    assert "With a key for Replicate or Runway" in html
    assert "It costs nothing." in html
    create_key(owner=reader, service="runway", secret="key_0123456789")
    assert "Runway: Gen-4 Turbo, $0.050 a second" in page_of(signed_in, story)
    moved = {**ASKED, "film-video": "runway/gen4_turbo", "film-chapters": ["1", "2"]}

    estimate = signed_in.post(reverse("estimate_film", args=[story.pk]), moved).content.decode()
    assert "2 clips are likely to cost $0.30." in estimate
    refused = signed_in.post(reverse("make_film", args=[story.pk]), moved)
    assert refused.status_code == 422
    assert "Say how much it may cost at most." in refused.content.decode()
    assert not Film.objects.exists()

    made = signed_in.post(reverse("make_film", args=[story.pk]), {**moved, "film-budget": "0.5"})
    assert made.status_code == 302, made.content.decode()
    assert Film.objects.get().options["video"] == "runway/gen4_turbo"
    story.budget.refresh_from_db()
    assert story.budget.limit == Decimal("0.5")
    assert "moved by Gen-4 Turbo" in page_of(signed_in, story)


def test_pictures_that_a_service_would_not_move_are_counted_with_the_reasons(
    signed_in: Client, story: VividPage, asked: Film
) -> None:
    set_state(asked, "failed", attempt=None, unmoved=2, mp4="f.mp4", stream=uuid4(), finished=timezone.now())
    for order in range(2):
        asked.clips.create(order=order, key=str(order), prompt="p", seconds=2, reason="It dislikes the picture.")

    html = page_of(signed_in, story)

    assert "2 pictures are moved by the built-in painters" in html
    assert html.count("It dislikes the picture.") == 1


def test_what_it_will_be_follows_from_what_is_chosen(signed_in: Client, story: VividPage) -> None:
    address = reverse("estimate_film", args=[story.pk])

    small, large = (
        signed_in.post(address, {"film-rungs": rungs}).content.decode() for rungs in (["240"], ["240", "1080"])
    )

    assert "seconds" in small
    assert small != large


def test_each_state_says_what_can_be_done(signed_in: Client, story: VividPage, asked: Film) -> None:
    set_state(asked, "making", done=3, total=9)
    assert "3 of 9 shots" in page_of(signed_in, story)
    set_state(asked, "paused", reason="Your key is refused.", mended_by="key")
    html = page_of(signed_in, story)
    assert "Your key is refused." in html
    assert reverse("go_on_film", args=[story.pk, asked.pk]) in html
    set_state(asked, "failed", reason="No room.", attempt=None)
    html = page_of(signed_in, story)
    assert "No room." in html
    assert "Try again" in html


def test_a_film_goes_on_is_cancelled_made_again_and_deleted(signed_in: Client, story: VividPage, asked: Film) -> None:
    def act(name: str) -> str:
        assert signed_in.post(reverse(name, args=[story.pk, asked.pk])).status_code == 302
        return Film.objects.values_list("state", flat=True).first() or "gone"

    set_state(asked, "paused")
    assert [act(name) for name in ("go_on_film", "cancel_film", "make_film_again", "delete_film")] == [
        "making",
        "cancelled",
        "making",
        "gone",
    ]


def test_a_film_without_files_is_not_there_to_be_watched(signed_in: Client, story: VividPage, asked: Film) -> None:
    for name in ("film", "film_file", "film_poster", "film_captions"):
        assert signed_in.get(reverse(name, args=[story.pk, asked.pk])).status_code == 404
    assert signed_in.get(reverse("film", args=[story.pk, uuid4()])).status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("consumer", [FilmsConsumer, FilmConsumer])
def test_nobody_else_is_told_how_films_stand(
    consumer: type[WatchingConsumer], story: VividPage, asked: Film, reader: User, stranger: User
) -> None:
    socket = consumer()
    socket.scope = {"url_route": {"kwargs": {"vividpage_id": story.pk, "film_id": asked.pk}}}
    audience = async_to_sync(socket.find_audience)

    theirs = audience(reader)
    assert theirs is not None
    assert "data-" in (theirs.render() or "")
    assert audience(stranger) is None


def test_films_are_found_from_the_book_and_its_editions(signed_in: Client, story: VividPage) -> None:
    films = f'href="{reverse("films", args=[story.pk])}"'

    assert films in signed_in.get(reverse("book", args=[story.pk])).content.decode()
    assert films in signed_in.get(reverse("editions", args=[story.pk])).content.decode()
