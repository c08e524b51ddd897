"""The pages of a book's variants, and the ways from one to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from accounts.models import User
from books.models import Reading, VividPage
from books.services import set_position, set_spoilers
from characters.editing import people
from storyboards.looks.look import Look
from storyboards.tests.making import make_drawn_book
from storyboards.variants.making import make_variant, offer_of

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.usefixtures("small_pictures")
PENCIL = Look(style="pencil")
ASKED = {"style": "pencil", "resolution": "", "image_model": "", "budget": ""}


@pytest.fixture
def vividpage(transactional_db: None, reader: User) -> VividPage:
    """A drawn book of four scenes, shown whole."""
    vividpage = make_drawn_book(reader)
    set_spoilers(reader=reader, vividpage=vividpage, spoilers=Reading.Spoilers.ALL)
    return vividpage


@pytest.fixture
def variant(vividpage: VividPage, reader: User) -> VividPage:
    """A variant of it that is still to be drawn."""
    return make_variant(vividpage=vividpage, look=PENCIL, by=reader)


@pytest.fixture
def visitor(client: Client, reader: User) -> Client:
    client.force_login(reader)
    return client


def page(visitor: Client, name: str, vividpage: VividPage, **query: Any) -> str:
    return " ".join(visitor.get(reverse(name, args=[vividpage.pk]), query).content.decode().split())


def test_the_price_is_told_before_and_the_variant_is_made_at_it(visitor: Client, vividpage: VividPage) -> None:
    html = page(visitor, "variants", vividpage, **ASKED)
    assert "Pencil, 720 × 720, free of charge" in html
    assert "It is not read again" in html

    answer = visitor.post(
        reverse("make_variant", args=[vividpage.pk]), {**ASKED, "offer": offer_of(vividpage, PENCIL)}, follow=True
    )

    variant = VividPage.objects.exclude(pk=vividpage.pk).get()
    assert variant.style == "pencil"
    assert answer.redirect_chain[-1][0] == reverse("book", args=[variant.pk])
    assert "The text was not read again" in answer.content.decode()
    assert f'href="{reverse("book", args=[vividpage.pk])}"' in answer.content.decode()


def test_a_price_that_has_changed_is_told_anew(visitor: Client, vividpage: VividPage) -> None:
    answer = visitor.post(reverse("make_variant", args=[vividpage.pk]), {**ASKED, "offer": "of yesterday"})

    assert answer.status_code == 409
    assert "Meanwhile the price has changed" in answer.content.decode()
    assert VividPage.objects.count() == 1


def test_a_second_click_leads_to_the_variant_that_is_there(visitor: Client, vividpage: VividPage) -> None:
    asked = {**ASKED, "offer": offer_of(vividpage, PENCIL)}
    addresses = [visitor.post(reverse("make_variant", args=[vividpage.pk]), asked).headers["Location"] for _ in "12"]

    assert addresses[0] == addresses[1]
    assert VividPage.objects.count() == 2
    assert "There is a variant in that look already" in page(visitor, "variants", vividpage, **ASKED)


@pytest.mark.parametrize("wrong", [{"style": "finger-painting"}, {"budget": "-1"}])
def test_what_cannot_be_is_answered_with_the_form(visitor: Client, vividpage: VividPage, wrong: dict[str, str]) -> None:
    address = reverse("variants", args=[vividpage.pk])

    assert visitor.get(address, {**ASKED, **wrong}).status_code == 422
    assert visitor.post(reverse("make_variant", args=[vividpage.pk]), {**ASKED, **wrong}).status_code == 422


def test_a_budget_is_the_variant_s_own(visitor: Client, vividpage: VividPage) -> None:
    asked = {**ASKED, "budget": "2.50", "offer": offer_of(vividpage, PENCIL)}
    visitor.post(reverse("make_variant", args=[vividpage.pk]), asked)

    limits = {book.style: book.budget.limit for book in VividPage.objects.select_related("budget")}
    assert limits["storybook"] is None
    assert str(limits["pencil"]) == "2.5000"


def test_variants_stand_beside_each_other_on_the_shelf_and_say_what_they_are(
    visitor: Client, vividpage: VividPage, reader: User
) -> None:
    other = make_drawn_book(reader)
    variant = make_variant(vividpage=vividpage, look=PENCIL, by=reader)

    shelved = visitor.get(reverse("bookcase")).context["books"]

    assert [one.vividpage.pk for one in shelved] == [variant.pk, vividpage.pk, other.pk]
    assert [one.variant for one in shelved] == ["Pencil", "Storybook", ""]


def test_variants_of_one_style_are_told_apart_by_their_size(
    visitor: Client, vividpage: VividPage, reader: User
) -> None:
    make_variant(vividpage=vividpage, look=Look(resolution="wide"), by=reader)

    shelved = visitor.get(reverse("bookcase")).context["books"]

    assert [one.variant for one in shelved] == ["Storybook, Wide, 1280 × 720", "Storybook, 720 × 720"]


def test_reading_goes_on_at_the_same_place_in_the_other_variant(
    visitor: Client, vividpage: VividPage, variant: VividPage, reader: User
) -> None:
    set_position(reader=reader, scene=vividpage.scenes.get(number=3))
    html = page_of_chapter(visitor, vividpage, 1)
    there = f"{reverse('book_resume', args=[variant.pk])}?from={vividpage.pk}"
    assert f"{there}&amp;chapter=1" in html

    assert visitor.get(f"{there}&chapter=1").headers["Location"] == f"{reverse('read', args=[variant.pk, 1])}#scene-3"


def test_another_chapter_than_where_the_reader_stopped_is_opened_there_too(
    visitor: Client, vividpage: VividPage, variant: VividPage, reader: User
) -> None:
    set_position(reader=reader, scene=vividpage.scenes.get(number=3))
    for book in (vividpage, variant):
        book.chapters.create(number=2, kind="back", title="Afterword", matter="The end.")
    address = f"{reverse('book_resume', args=[variant.pk])}?from={vividpage.pk}&chapter=2"

    assert visitor.get(address).headers["Location"] == reverse("read", args=[variant.pk, 2])


@pytest.mark.parametrize("came_from", ["", "nowhere", "7c1d7a52-9d0a-4c39-9b53-0b5c1f3f3a10"])
def test_from_elsewhere_a_book_is_opened_where_its_reader_stopped(
    visitor: Client, variant: VividPage, reader: User, came_from: str
) -> None:
    set_position(reader=reader, scene=variant.scenes.get(number=2))

    address = f"{reverse('book_resume', args=[variant.pk])}?from={came_from}&chapter=9"

    assert visitor.get(address).headers["Location"].endswith("/read/1/#scene-2")


def page_of_chapter(visitor: Client, vividpage: VividPage, chapter: int) -> str:
    return visitor.get(reverse("read", args=[vividpage.pk, chapter])).content.decode()


def test_a_book_without_variants_says_nothing_of_them(visitor: Client, vividpage: VividPage) -> None:
    assert "Other variants" not in page(visitor, "book", vividpage)
    assert "This chapter in" not in page_of_chapter(visitor, vividpage, 1)


def test_what_is_corrected_in_one_is_told_in_the_other(
    visitor: Client, vividpage: VividPage, variant: VividPage, reader: User
) -> None:
    jim = vividpage.characters.get(name="Jim Hawkins")
    people.set_teller(character=jim, is_narrator=True, by=reader)

    assert "Corrected in other variants" in page(visitor, "edits", variant)
    assert "Jim Hawkins tells the story" in page(visitor, "edits", variant)
    assert "Corrected in other variants" not in page(visitor, "edits", vividpage)
    assert not variant.characters.get(name="Jim Hawkins").is_narrator


def test_what_was_corrected_before_needs_no_telling(visitor: Client, vividpage: VividPage, reader: User) -> None:
    people.set_teller(character=vividpage.characters.get(name="Jim Hawkins"), is_narrator=True, by=reader)
    variant = make_variant(vividpage=vividpage, look=PENCIL, by=reader)

    assert variant.characters.get(name="Jim Hawkins").is_narrator
    assert "Corrected in other variants" not in page(visitor, "edits", variant)


def test_whoever_deletes_one_is_told_that_the_other_stays(
    visitor: Client, vividpage: VividPage, variant: VividPage
) -> None:
    assert "Its other variant stays" in page(visitor, "book_delete", vividpage)

    visitor.post(reverse("book_delete", args=[vividpage.pk]))

    assert VividPage.objects.get() == variant
    assert visitor.get(reverse("read", args=[variant.pk, 1])).status_code == 200


def test_another_s_book_is_not_found(client: Client, vividpage: VividPage) -> None:
    client.force_login(User.objects.create_user(email="eve@example.com", password="x"))

    assert client.get(reverse("variants", args=[vividpage.pk])).status_code == 404
    assert client.post(reverse("make_variant", args=[vividpage.pk]), ASKED).status_code == 404
