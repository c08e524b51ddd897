"""What a writer asks for, and what is understood of it before anything is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from web.writing.briefs import EXAMPLES, SECTIONS, brief_form, hero_row, sections_of
from writing.kinds import catalogue
from writing.models import Hero, WrittenBook
from writing.tests.rhymes import NAME

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User
    from writing.tests.rhymes import Rhymer

pytestmark = pytest.mark.django_db(transaction=True)
FORM = {"brief-hero": "Ida", "brief-spreads": "2", "brief-language": "en", "author": "built-in"}


def send(signed_in: Client, **fields: str) -> object:
    return signed_in.post(reverse("new_book", args=[NAME]), {**FORM, **fields})


def test_every_kind_has_a_form_for_all_of_its_brief() -> None:
    for kind in catalogue.KINDS:
        form = brief_form(kind)
        shown = [field.name for section in sections_of(kind, form) for field in (*section.fields, *section.switches)]
        lists = [rows.name for section in sections_of(kind, form) for rows in section.lists]
        assert sorted([*shown, *lists]) == sorted([*form.fields, *(rows.name for rows in form.lists)])
        assert {name for _, names in SECTIONS.get(kind.name, ()) for name in names} <= {*shown, *lists}
        for _, example in EXAMPLES.get(kind.name, ()):
            assert {name.partition("-")[0] for name in example} <= {*shown, *lists}


def test_a_writer_sees_what_is_understood_before_anything_is_kept(signed_in: Client, author: Rhymer) -> None:
    page = signed_in.get(reverse("new_book", args=[NAME])).content.decode()
    assert "A story about Wick." in page

    answer = signed_in.post(reverse("brief_understood", args=[NAME]), FORM).content.decode()

    assert "A story about Ida." in answer
    assert "Ida and the Lamp" in answer
    assert not WrittenBook.objects.exists()


def test_what_is_beyond_the_author_is_said_at_once_with_what_can_be_done(signed_in: Client, author: Rhymer) -> None:
    answer = signed_in.post(reverse("brief_understood", args=[NAME]), {**FORM, "brief-hero": "Grief"}).content.decode()

    assert "The built-in author cannot write this." in answer
    assert "write it yourself" in answer


def test_a_brief_begins_a_book_that_is_planned(signed_in: Client, author: Rhymer) -> None:
    answer = send(signed_in)

    book = WrittenBook.objects.get()
    assert answer.headers["Location"] == reverse("writing", args=[book.pk])  # type: ignore[attr-defined]
    assert (book.brief["hero"], book.brief["spreads"], book.state) == ("Ida", 2, "planning")


def test_what_is_wrong_stands_at_its_field_and_nothing_is_begun(signed_in: Client, author: Rhymer) -> None:
    answer = send(signed_in, **{"brief-spreads": "99"})

    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "less than or equal to 9" in answer.content.decode()  # type: ignore[attr-defined]
    assert not WrittenBook.objects.exists()


def test_whoever_writes_alone_gets_the_parts_empty_and_no_author_is_asked(signed_in: Client, author: Rhymer) -> None:
    send(signed_in, author="yourself")

    book = WrittenBook.objects.get()
    assert book.is_by_hand
    assert book.parts.count() == 2
    assert author.calls == []
    assert "You write this book yourself" in signed_in.get(reverse("writing", args=[book.pk])).content.decode()


def test_an_address_that_somebody_has_made_up_breaks_nothing(signed_in: Client, author: Rhymer) -> None:
    address = reverse("new_book", args=[NAME])

    assert signed_in.get(address, {"spreads": "many", "hero": "x" * 999}).status_code == 200
    assert signed_in.get(address, {"hero": "not-an-id"}).status_code == 200
    assert signed_in.get(reverse("new_book", args=["novels"])).status_code == 404


def test_a_kept_hero_comes_into_a_brief_with_their_key(reader: User) -> None:
    data = {"name": "Oda", "gender": "female", "species": "bear", "looks": [["clothes", "a red scarf"]]}
    hero = Hero.objects.create(owner=reader, name="Oda", data=data)

    assert hero_row(hero) == {
        "name": "Oda",
        "species": "bear",
        "pronoun": "she",
        "looks": "a red scarf",
        "key": hero.key,
    }
