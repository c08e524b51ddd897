"""The search page: what it shows, of whose books, and what it says when there is nothing to show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from characters.models import Analysis, Character
from characters.tests.searched import GALE, ROOM, SUPPER, make_book, read_up_to
from storyboards.tests.making import add_version

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from accounts.models import User


@pytest.fixture
def page(client: Client, reader: User) -> Any:
    """The search page of the reader, as HTML."""
    client.force_login(reader)

    def get(typed: str | None = None, book: Any = None, **parameters: str) -> str:
        address = reverse("book_search", args=[book.pk]) if book else reverse("search")
        response = client.get(address, ({} if typed is None else {"q": typed}) | parameters)
        assert response.status_code == 200
        return response.content.decode()

    return get


def test_a_result_leads_to_its_place_in_the_reading_view(page: Any, reader: User) -> None:
    book = make_book(reader, ROOM, GALE)

    html = page("thunder")

    assert reverse("read", args=[book.pk, 2]) + "#scene-2" in html
    assert "The Night" in html


def test_what_was_looked_for_is_marked(page: Any, reader: User) -> None:
    make_book(reader, GALE)

    assert "<mark>thunder</mark>" in page("thunder")


def test_the_words_for_which_a_scene_was_found_are_marked_though_others_were_asked_for(page: Any, reader: User) -> None:
    make_book(reader, GALE)

    assert "<mark>gale</mark>" in page("storm at sea")


@pytest.mark.parametrize("typed", ["thunder", '"thunder"', "storm"])
def test_a_books_own_markup_is_shown_and_not_obeyed(page: Any, reader: User, typed: str) -> None:
    make_book(reader, "<img src=x onerror=alert(1)> Thunder &amp; a < b in the gale.")

    html = page(typed)

    assert "<img src=x" not in html
    assert "&amp;amp; a &lt; b" in html


def test_what_was_typed_is_shown_and_not_obeyed(page: Any, reader: User) -> None:
    make_book(reader, ROOM)

    assert "<b>x" not in page('"><b>xyzzy')


def test_a_scene_that_is_drawn_comes_with_its_thumbnail(page: Any, reader: User) -> None:
    book = make_book(reader, GALE)
    thumbnail = add_version(book.scenes.get()).thumbnail.name

    assert thumbnail in page("thunder")


def test_a_name_shows_who_it_is(page: Any, reader: User) -> None:
    book = make_book(reader, ROOM)
    Character.objects.create(vividpage=book, name="Otho Bolt", aliases=["Copper"], first_scene=book.scenes.get())

    html = page("Otho")

    assert "Otho Bolt" in html
    assert "also Copper" in html


def test_others_books_are_never_searched(page: Any, reader: User, stranger: User) -> None:
    make_book(reader, ROOM)
    theirs = make_book(stranger, "Thunder in a secret place.", title="Their Book")
    Character.objects.create(vividpage=theirs, name="Thunder", first_scene=theirs.scenes.get(), scene_numbers=[1])

    html = page("thunder")

    assert "secret place" not in html
    assert "Their Book" not in html


@pytest.mark.parametrize("name", ["book_search", "similar_scenes"])
def test_another_readers_book_is_not_found(client: Client, reader: User, stranger: User, name: str) -> None:
    theirs = make_book(stranger, GALE)
    client.force_login(reader)

    arguments = [theirs.pk, 1] if name == "similar_scenes" else [theirs.pk]

    assert client.get(reverse(name, args=arguments), {"q": "thunder"}).status_code == 404


@pytest.mark.parametrize("name", ["search", "book_search"])
def test_whoever_is_not_signed_in_is_asked_to(client: Client, reader: User, name: str) -> None:
    arguments = [make_book(reader, GALE).pk] if name == "book_search" else []

    assert client.get(reverse(name, args=arguments), {"q": "thunder"}).status_code == 302


def test_within_a_book_only_that_is_searched(page: Any, reader: User) -> None:
    book = make_book(reader, "Thunder one.")
    make_book(reader, "Thunder two.")

    html = page("thunder", book)

    assert " one." in html
    assert " two." not in html


def test_before_anything_is_asked_the_page_says_what_can_be(page: Any, reader: User) -> None:
    make_book(reader, ROOM)

    assert "An exact phrase" in page()


def test_what_is_too_short_is_said_to_be(page: Any, reader: User) -> None:
    make_book(reader, ROOM)

    assert "Type at least two letters" in page("a")


def test_where_nothing_is_found_the_page_says_what_to_try(page: Any, reader: User) -> None:
    make_book(reader, ROOM)

    html = page("xyzzy")

    assert "Nothing is found" in " ".join(html.split())
    assert "Try fewer or other words" in html


def test_a_reader_without_books_is_led_to_the_first(page: Any, reader: User) -> None:
    assert reverse("upload") in page("thunder").split("</header>")[-1]


def test_what_lies_ahead_is_shown_to_those_who_ask_for_it(page: Any, reader: User) -> None:
    book = make_book(reader, ROOM, "Thunder at the very end.")
    read_up_to(book, 1)

    html = page("thunder")

    assert "very end" not in html
    assert "not read yet" in html
    assert "all=1" in html
    assert "very end" in page("thunder", all="1")


@pytest.mark.parametrize("typed", ["\x00thunder", "thunder" * 500, "'quoth", "\\thunder", "“”", "\u202ethunder"])
def test_nothing_that_is_typed_breaks_the_page(page: Any, reader: User, typed: str) -> None:
    make_book(reader, GALE)

    assert "Search" in page(typed)


def test_many_results_are_turned_page_by_page(page: Any, reader: User) -> None:
    make_book(reader, *[f"Thunder number {number}." for number in range(25)])

    assert page("thunder").count("#scene-") == 20
    assert page("thunder", page="2").count("#scene-") == 5
    assert page("thunder", page="x" * 5000).count("#scene-") == 20


@pytest.mark.parametrize("count", [1, 15])
def test_the_page_takes_the_same_few_queries_however_much_is_found(
    page: Any, reader: User, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        book = make_book(reader, GALE, "Thunder and Otho.")
        Character.objects.create(vividpage=book, name="Otho", first_scene=book.scenes.first(), scene_numbers=[1, 2])
        add_version(book.scenes.get(number=1))
        read_up_to(book, 2)

    with django_assert_max_num_queries(26):
        assert page("Otho thunder").count("#scene-") == min(20, 2 * count)


def test_scenes_like_another_are_shown_with_how_they_begin(client: Client, reader: User) -> None:
    book = make_book(reader, GALE, SUPPER, "The storm tore at the sails, and the sea ran high.")
    client.force_login(reader)

    html = client.get(reverse("similar_scenes", args=[book.pk, 1])).content.decode()

    assert html.index("tore at the sails") < html.index("sat down to supper")


def test_a_similar_scene_that_lies_ahead_is_kept_back(client: Client, reader: User) -> None:
    book = make_book(reader, GALE, SUPPER, "The storm tore at the sails, and the sea ran high.")
    read_up_to(book, 2)
    client.force_login(reader)

    assert "tore at the sails" not in client.get(reverse("similar_scenes", args=[book.pk, 1])).content.decode()


def test_htmx_is_given_the_scenes_alone(client: Client, reader: User) -> None:
    book = make_book(reader, GALE, SUPPER)
    client.force_login(reader)

    html = client.get(reverse("similar_scenes", args=[book.pk, 1]), headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in html
    assert "#scene-2" in html


def test_scenes_that_are_alike_call_nobody_by_a_name_that_is_told_later(client: Client, reader: User) -> None:
    book = make_book(reader, ROOM, GALE, SUPPER, "It was Rochester all the time.")
    Character.objects.create(vividpage=book, name="Rochester", scene_numbers=[1, 2])
    for scene in book.scenes.all():
        Analysis.objects.create(scene=scene, summary="Rochester waits.")
    read_up_to(book, 2)
    client.force_login(reader)

    html = client.get(reverse("similar_scenes", args=[book.pk, 1])).content.decode()

    assert "Somebody not yet named waits." in html
    assert "Rochester" not in html
