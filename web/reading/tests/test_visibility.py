"""How far a book has been read, and what its reader wants to see of the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from books.markup import Link, html_of
from books.models import Chapter, Reading, Scene, VividPage
from books.services import keep_positions, set_position
from books.tests.vividpages import make_vividpage
from books.visibility import Visibility, reading_of, visible_to
from web.reading.name_links import first_names
from web.templatetags.visibility import carried

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User


@pytest.fixture
def book(client: Client, reader: User) -> VividPage:
    """Three chapters of two scenes each."""
    client.force_login(reader)
    book = make_vividpage(owner=reader, title="Storms", status="completed", scene_count=6)
    for n in range(1, 4):
        chapter = Chapter.objects.create(vividpage=book, number=n, title="" if n == 2 else f"Part {n}")
        for number in (2 * n - 1, 2 * n):
            Scene.objects.create(vividpage=book, chapter=chapter, number=number, text="Wind.", word_count=1)
    return book


def reading(book: VividPage) -> Reading:
    return reading_of(book.owner, VividPage.objects.get(pk=book.pk))


def visible(book: VividPage, *, ahead: bool = False) -> Visibility:
    return visible_to(reading(book), ahead=ahead)


def place(book: VividPage) -> int | None:
    scene = reading(book).scene
    return scene.number if scene else None


@pytest.fixture
def send(client: Client, book: VividPage) -> Any:
    def post(name: str, **fields: str) -> Any:
        response = client.post(reverse(name, args=[book.pk]), fields)
        book.refresh_from_db()
        return response

    return post


def test_before_the_first_reading_the_first_scene_is_told(book: VividPage) -> None:
    now = visible(book)

    assert (now.scene, now.is_begun) == (1, False)


def test_the_farthest_scene_counts_though_the_reader_has_gone_back(book: VividPage, send: Any) -> None:
    send("book_place", scene="4")
    send("book_place", scene="2")

    assert (visible(book).scene, place(book)) == (4, 2)


def test_the_place_is_kept_to_the_paragraph_and_the_character(book: VividPage, send: Any) -> None:
    Scene.objects.filter(vividpage=book, number=4).update(text="Wind.\n\nRain fell.\n\nSnow.")

    send("book_place", scene="4", paragraph="1", character="5")

    kept = reading(book)
    assert (place(book), kept.paragraph, kept.character) == (4, 1, 5)


def test_a_place_beyond_the_end_of_a_scene_is_its_end(book: VividPage, send: Any) -> None:
    send("book_place", scene="4", paragraph="9", character="900")

    kept = reading(book)
    assert (kept.paragraph, kept.character) == (0, len("Wind."))


def test_reading_goes_on_at_the_paragraph(book: VividPage, client: Client, send: Any) -> None:
    Scene.objects.filter(vividpage=book, number=4).update(text="Wind.\n\nRain fell.")
    send("book_place", scene="4", paragraph="1")

    response = client.get(reverse("book_resume", args=[book.pk]))

    assert response.headers["Location"].endswith("/read/2/#scene-4-p-1")
    assert 'id="scene-4-p-1"' in client.get(response.headers["Location"]).content.decode()


def test_two_readers_of_a_book_have_places_of_their_own(book: VividPage, send: Any, stranger: User) -> None:
    send("book_place", scene="4")

    set_position(reader=stranger, scene=book.scenes.get(number=2))

    assert visible(book).scene == 4
    assert visible_to(reading_of(stranger, book)).scene == 2


def test_a_reader_whose_scene_goes_steps_back_to_the_one_before(book: VividPage, send: Any) -> None:
    send("book_place", scene="5")

    keep_positions(vividpage=book, order=[scene.pk for scene in book.scenes.order_by("number") if scene.number < 4])

    assert (visible(book).scene, place(book)) == (3, 3)


def test_a_scene_that_moves_up_among_those_read_ends_what_counts_as_read(book: VividPage, send: Any) -> None:
    send("book_place", scene="3")
    first, second, third, fourth, *others = book.scenes.order_by("number").values_list("pk", flat=True)

    keep_positions(vividpage=book, order=[first, second, fourth, third, *others])

    assert (visible(book).scene, place(book)) == (2, 3)


def test_a_scene_that_moves_beyond_others_does_not_show_those(book: VividPage, send: Any) -> None:
    send("book_place", scene="2")
    first, second, *others = book.scenes.order_by("number").values_list("pk", flat=True)

    keep_positions(vividpage=book, order=[first, *others, second])

    assert visible(book).scene == 1


def test_while_pictures_are_drawn_they_are_shown_from_wherever_they_are_unless_none_is_wanted(
    book: VividPage, send: Any
) -> None:
    VividPage.objects.filter(pk=book.pk).update(status=VividPage.Status.WORKING)
    assert (visible(book).scene, visible(book).picture) == (1, None)

    send("book_horizon", spoilers="none")

    assert (visible(book).scene, visible(book).picture) == (1, 1)


def test_the_chapter_is_named_by_its_title_or_its_number(book: VividPage, send: Any) -> None:
    send("book_place", scene="3")
    assert visible(book).chapter == "Chapter 2"

    send("book_place", scene="5")
    assert visible(book).chapter == "Part 3"


def test_who_has_not_read_this_far_sets_it_back_to_the_end_of_a_chapter(book: VividPage, send: Any) -> None:
    send("book_place", scene="5")

    send("book_horizon", chapter="1")

    assert (visible(book).scene, place(book)) == (2, 2)


def test_setting_it_back_leaves_the_place_where_it_is_if_that_is_read(book: VividPage, send: Any) -> None:
    send("book_place", scene="5")
    send("book_place", scene="1")

    send("book_horizon", chapter="2")

    assert (visible(book).scene, place(book)) == (4, 1)


def test_it_can_be_set_back_to_the_beginning(book: VividPage, send: Any) -> None:
    send("book_place", scene="5")

    send("book_horizon", chapter="0")

    assert (visible(book).is_begun, place(book)) == (False, None)


def test_a_book_that_has_been_read_to_its_end_keeps_nothing_back(book: VividPage, send: Any) -> None:
    send("book_place", scene="6")

    assert visible(book).scene is None


def test_the_switch_is_remembered_and_leads_back(book: VividPage, send: Any) -> None:
    response = send("book_horizon", spoilers="all", next=f"/books/{book.pk}/people/")

    assert response.url == f"/books/{book.pk}/people/"
    assert visible(book).asks_for_all


def test_the_switch_leads_nowhere_else(send: Any) -> None:
    assert "evil" not in send("book_horizon", spoilers="all", next="https://evil.example/").url


@pytest.mark.parametrize("fields", [{"spoilers": "some"}, {"chapter": "x"}, {"chapter": "9" * 50}, {}])
def test_what_is_no_answer_changes_nothing(book: VividPage, send: Any, fields: Any) -> None:
    assert send("book_horizon", **fields).status_code == 400
    assert reading(book).spoilers == "while-drawn"


def test_a_page_asks_for_all_by_its_address(book: VividPage) -> None:
    now = visible(book, ahead=True)

    assert (now.scene, carried(now)) == (None, "?all=1")


def test_a_name_leads_to_who_it_is_once_in_a_scene() -> None:
    people = [("/anne", ["Anne Shirley", "Anne"]), ("/diana", ["Diana"])]

    links = first_names([(0, "Anne saw."), (2, "Anne laughed at Diana.")], people)

    assert links == {0: [Link(0, 4, "/anne")], 2: [Link(16, 21, "/diana")]}


def test_the_whole_of_a_long_name_is_linked() -> None:
    assert first_names([(0, "It was Anne Shirley.")], [("/anne", ["Anne", "Anne Shirley"])]) == {
        0: [Link(7, 19, "/anne")]
    }


def test_part_of_a_word_and_a_word_in_small_letters_are_no_names() -> None:
    assert first_names([(0, "Annette had hope.")], [("/anne", ["Anne"]), ("/hope", ["the hope", "Hope"])]) == {}


def test_a_link_is_escaped_and_its_text_too() -> None:
    html = html_of("A<b", links=[Link(0, 3, '/x?"><script>')])

    assert html == '<a class="name" href="/x?&quot;&gt;&lt;script&gt;">A&lt;b</a>'


def test_a_name_in_the_text_leads_to_the_companion(client: Client, book: VividPage) -> None:
    scene = book.scenes.get(number=1)
    scene.text = "Anne came."
    scene.save()
    anne = book.characters.create(name="Anne", scene_numbers=[1])

    html = client.get(reverse("read", args=[book.pk, 1])).content.decode()

    assert f'<a class="name" href="/books/{book.pk}/scenes/1/people/#who-{anne.pk}">Anne</a>' in html
