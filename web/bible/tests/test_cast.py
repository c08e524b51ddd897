"""Who is in a book, on the pages: added, taken out, split back, described."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from books.models import Reading
from books.services import set_spoilers
from characters.editing import merging
from characters.editing.tests.books import bible_of, make_book
from characters.models import Character, Nobody

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User
    from books.models import VividPage


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    """A book whose reader has asked to see all of it."""
    book = make_book(reader)
    set_spoilers(reader=reader, vividpage=book, spoilers=Reading.Spoilers.ALL)
    return book


@pytest.fixture
def visitor(client: Client, reader: User) -> Client:
    client.force_login(reader)
    return client


@pytest.fixture
def silver(vividpage: VividPage) -> Character:
    return Character.objects.get(vividpage=vividpage, name="Long John Silver")


def send(client: Any, page: str, /, *arguments: object, action: str, part: bool = False, **fields: Any) -> Any:
    headers = {"HX-Request": "true"} if part else {}
    return client.post(f"{reverse(page, args=arguments)}{action}/", fields, headers=headers, follow=True)


def test_a_person_and_a_place_are_added_by_hand(visitor: Client, vividpage: VividPage) -> None:
    person = send(
        visitor,
        "add_to_bible",
        vividpage.pk,
        action="person",
        name="Ben Gunn",
        gender="male",
        age="adult",
        species="",
    )
    send(visitor, "add_to_bible", vividpage.pk, action="place", name="the stockade", kind="hut")

    assert "Ben Gunn is added." in person.content.decode()
    assert vividpage.characters.get(name="Ben Gunn").age == "adult"
    assert vividpage.settings_found.get(name="the stockade").kind == "hut"


def test_a_name_that_is_taken_comes_back_with_the_reason(visitor: Client, vividpage: VividPage) -> None:
    answer = send(
        visitor, "add_to_bible", vividpage.pk, action="person", name="the captain", gender="male", age="adult"
    )

    assert answer.status_code == 422
    assert "merge them" in answer.content.decode()


def test_whoever_is_taken_out_leads_to_the_page_of_all_people(
    visitor: Client, vividpage: VividPage, silver: Character
) -> None:
    before = bible_of(vividpage)

    answer = send(visitor, "edit_person", vividpage.pk, silver.pk, action="remove")

    assert answer.redirect_chain == [(reverse("people", args=[vividpage.pk]), 302)]
    assert not vividpage.characters.filter(pk=silver.pk).exists()
    visitor.post(reverse("undo_edit", args=[vividpage.pk, vividpage.edits.get().pk]))
    assert bible_of(vividpage) == before


def test_for_htmx_the_whole_page_changes_then(visitor: Client, vividpage: VividPage, silver: Character) -> None:
    answer = send(visitor, "edit_person", vividpage.pk, silver.pk, action="remove", part=True)

    assert answer.headers["HX-Redirect"] == reverse("people", args=[vividpage.pk])


def test_whoever_was_taken_out_may_be_found_again(visitor: Client, vividpage: VividPage, silver: Character) -> None:
    send(visitor, "edit_person", vividpage.pk, silver.pk, action="remove")
    page = visitor.get(reverse("add_to_bible", args=[vividpage.pk])).content.decode()
    nobody = Nobody.objects.get(vividpage=vividpage)

    send(visitor, "add_to_bible", vividpage.pk, action="allow", nobody=str(nobody.pk))
    again = send(visitor, "add_to_bible", vividpage.pk, action="allow", nobody=str(nobody.pk))

    assert "Allow Long John Silver again" in page
    assert not Nobody.objects.exists()
    assert "found again already" in again.content.decode()


def test_a_place_is_taken_out(visitor: Client, vividpage: VividPage) -> None:
    quay = vividpage.settings_found.get(name="the quay")

    send(visitor, "edit_place", vividpage.pk, quay.pk, action="remove")

    assert not vividpage.settings_found.filter(pk=quay.pk).exists()


def test_two_that_were_made_one_are_split_back(visitor: Client, vividpage: VividPage, silver: Character) -> None:
    captain = Character.objects.get(vividpage=vividpage, name="the Captain")
    edit = merging.merge_people(keep=silver, other=captain, by=None)
    assert edit is not None
    page = visitor.get(reverse("edit_person", args=[vividpage.pk, silver.pk])).content.decode()

    send(visitor, "edit_person", vividpage.pk, silver.pk, action="split-back", edit=str(edit.pk))

    assert "Split the Captain back" in page
    assert vividpage.characters.filter(pk=captain.pk).exists()


def test_a_reader_describes_somebody(visitor: Client, vividpage: VividPage, silver: Character) -> None:
    send(
        visitor,
        "edit_person",
        vividpage.pk,
        silver.pk,
        action="description",
        description="a parrot on his shoulder",
        personality="sly",
    )
    send(visitor, "edit_person", vividpage.pk, silver.pk, action="teller", is_narrator="on")

    silver.refresh_from_db()
    assert (silver.description, silver.personality, silver.is_narrator) == ("a parrot on his shoulder", "sly", True)
    page = visitor.get(reverse("person", args=[vividpage.pk, silver.pk])).content.decode()
    assert "a parrot on his shoulder" in page
