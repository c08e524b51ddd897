"""How far a book has been read, and what its reader wants to see of the rest."""

from __future__ import annotations

import pytest
from django.urls import reverse

from books.horizon import horizon_of
from books.markup import Link, html_of
from books.models import Chapter, Scene, VividPage
from web.reading.names import first_names


@pytest.fixture
def book(client, reader) -> VividPage:
    """Three chapters of two scenes each."""
    client.force_login(reader)
    book = VividPage.objects.create(owner=reader, title="Storms", status="completed", scene_count=6)
    for n in range(1, 4):
        chapter = Chapter.objects.create(vividpage=book, number=n, title="" if n == 2 else f"Part {n}")
        for number in (2 * n - 1, 2 * n):
            Scene.objects.create(vividpage=book, chapter=chapter, number=number, text="Wind.", word_count=1)
    return book


@pytest.fixture
def send(client, book):
    def post(name: str, **fields: str):
        response = client.post(reverse(name, args=[book.pk]), fields)
        book.refresh_from_db()
        return response

    return post


def test_before_the_first_reading_the_first_scene_is_told(book):
    horizon = horizon_of(book)

    assert (horizon.scene, horizon.is_begun) == (1, False)


def test_the_farthest_scene_counts_though_the_reader_has_gone_back(book, send):
    send("book_place", scene="4")
    send("book_place", scene="2")

    assert (horizon_of(book).scene, book.place.number) == (4, 2)


def test_a_place_that_was_kept_before_the_farthest_scene_was_counts_as_it(book, send):
    book.place = book.scenes.get(number=4)
    book.save()

    send("book_place", scene="1")

    assert horizon_of(book).scene == 4


def test_the_chapter_is_named_by_its_title_or_its_number(book, send):
    send("book_place", scene="3")
    assert horizon_of(book).chapter == "Chapter 2"

    send("book_place", scene="5")
    assert horizon_of(book).chapter == "Part 3"


def test_who_has_not_read_this_far_sets_it_back_to_the_end_of_a_chapter(book, send):
    send("book_place", scene="5")

    send("book_horizon", chapter="1")

    assert (horizon_of(book).scene, book.place.number) == (2, 2)


def test_setting_it_back_leaves_the_place_where_it_is_if_that_is_read(book, send):
    send("book_place", scene="5")
    send("book_place", scene="1")

    send("book_horizon", chapter="2")

    assert (horizon_of(book).scene, book.place.number) == (4, 1)


def test_it_can_be_set_back_to_the_beginning(book, send):
    send("book_place", scene="5")

    send("book_horizon", chapter="0")

    assert (horizon_of(book).is_begun, book.place) == (False, None)


def test_a_book_that_has_been_read_to_its_end_keeps_nothing_back(book, send):
    send("book_place", scene="6")

    assert horizon_of(book).scene is None


def test_the_switch_is_remembered_and_leads_back(book, send):
    response = send("book_horizon", reveal="all", next=f"/books/{book.pk}/people/")

    assert response.url == f"/books/{book.pk}/people/"
    assert horizon_of(book).is_asked


def test_the_switch_leads_nowhere_else(send):
    assert "evil" not in send("book_horizon", reveal="all", next="https://evil.example/").url


@pytest.mark.parametrize("fields", [{"reveal": "some"}, {"chapter": "x"}, {"chapter": "9" * 50}, {}])
def test_what_is_no_answer_changes_nothing(book, send, fields):
    assert send("book_horizon", **fields).status_code == 400
    assert book.reveal == "making"


def test_a_page_asks_for_all_by_its_address(book):
    horizon = horizon_of(book, ahead=True)

    assert (horizon.scene, horizon.carried) == (None, "?all=1")


def test_a_name_leads_to_who_it_is_once_in_a_scene():
    links = first_names("Anne saw Diana. Anne laughed.", [("/anne", ["Anne Shirley", "Anne"]), ("/diana", ["Diana"])])

    assert links == [Link(0, 4, "/anne"), Link(9, 14, "/diana")]


def test_the_whole_of_a_long_name_is_linked():
    assert first_names("It was Anne Shirley.", [("/anne", ["Anne", "Anne Shirley"])]) == [Link(7, 19, "/anne")]


def test_part_of_a_word_and_a_word_in_small_letters_are_no_names():
    assert first_names("Annette had hope.", [("/anne", ["Anne"]), ("/hope", ["the hope", "Hope"])]) == []


def test_a_link_is_escaped_and_its_text_too():
    html = html_of("A<b", links=[Link(0, 3, '/x?"><script>')])

    assert html == '<a class="name" href="/x?&quot;&gt;&lt;script&gt;">A&lt;b</a>'


def test_a_name_in_the_text_leads_to_the_companion(client, book):
    scene = book.scenes.get(number=1)
    scene.text = "Anne came."
    scene.save()
    anne = book.characters.create(name="Anne", scene_numbers=[1])

    html = client.get(reverse("read", args=[book.pk, 1])).content.decode()

    assert f'<a class="name" href="/books/{book.pk}/scenes/1/people/#who-{anne.pk}">Anne</a>' in html
